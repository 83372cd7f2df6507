"""Cues: readable wordings from data files, matched on folded text.

In a cue, * is any word ending, … up to 70 characters of the same sentence, ( | ) are alternatives, ? makes the letter or
group before it optional, and a space is any white space. A cue is compiled when a fixed part of it first stands in a text.
"""
import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import Iterable, Iterator, Mapping, NamedTuple, Sequence

from caseline.extraction.word_places import WordPlaces, in_order

_GAP = r'(?:[^.;\n]|\.(?=\s?\d)|(?<=\d)\.(?=\s(?:jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|dez))|(?<=\W[a-z])\.|(?<=\W[a-z][a-z])\.|(?<=\Wmme|\Wdhr|\Wmrs|\Wart)\.|(?<=\Wmevr)\.|\n(?!\s*\n)){0,70}?'
SHORTEST = 3
# What behind a group says that a text may lack it.
_MAY_LACK = ('?', '{0')
_FIRST_WORD = re.compile(r"[a-z0-9'-]*")
_SPECIAL = {'*': r'\w*', '.': r'\.', ' ': r'\s+', '…': _GAP}


class Hit(NamedTuple):
    """A cue found at [start:end]; `label` says what it speaks for, `gap` that it spans words in between."""
    label: str
    start: int
    end: int
    gap: bool


def regex_of(cue: str) -> str:
    """Return the regular expression of one cue; it does not look at what stands before it, which keeps searching fast."""
    return rf"(?:{_body(cue.replace(' … ', '…'))})(?!\w)"


def _body(cue: str) -> str:
    out, index = [], 0
    while index < len(cue):
        char, following = cue[index], cue[index + 1:index + 2]
        if char == '\\':
            out.append(cue[index:index + 2])
            index += 1
        elif char == ' ' and following == '?':
            out.append(r'\s*')
            index += 1
        elif char == ' ' and following == '(' and _optional_tail(cue, close := _closing(cue, index + 1)):
            out.append(rf'(?:\s+{_body(cue[index + 1:close + 1])})?')
            index = close + 1
        elif char == '…':
            out.append(r'(?!\w)' + _GAP + r'(?<!\w)')
        elif char == '[':
            close = cue.index('}', index) if cue[cue.index(']', index + 1) + 1:][:1] == '{' else cue.index(']', index + 1)
            out.append(cue[index:close + 1])
            index = close
        else:
            out.append(_SPECIAL.get(char, char))
        index += 1
    return ''.join(out)


def _optional_tail(cue: str, close: int) -> bool:
    """Say whether a group is optional and ends its words, so that the space before it is optional with it."""
    return cue[close + 1:close + 2] == '?' and cue[close + 2:close + 3] in ('', ' ', '…', ')', '|')


def _closing(cue: str, opening: int) -> int:
    depth = 0
    for index in range(opening, len(cue)):
        depth += {'(': 1, ')': -1}.get(cue[index], 0) * (not _escaped(cue, index))
        if depth == 0:
            return index
    raise ValueError(f'The cue “{cue}” has an open bracket.')


def any_of(cues: Iterable[str]) -> re.Pattern[str]:
    """Return one compiled expression for several cues; it never matches when there are none."""
    bodies = [r'(?<!\w)' + regex_of(cue) for cue in cues]
    return re.compile('|'.join(bodies) if bodies else r'(?!)')


@dataclass(slots=True)
class _Cue:
    label: str
    text: str
    anchors: tuple[str, ...]
    anchored: int    # the group of words of which one stands in every match; -1 where that is not sure
    leads: int    # the group of words of which one begins every match; -1 where that is not sure
    others: tuple[int, ...]    # groups of further fixed parts, of each of which one must stand near
    gap: bool
    reach: int    # how far from a fixed part a match can stretch, in characters
    spaced: bool    # a fixed part of several words, which must stand as such
    pattern: re.Pattern[str] | None = None


class CueSet:
    """Many labelled cues searched together; a cue is only looked for where it can begin, or around its fixed parts."""

    def __init__(self, labelled: Mapping[str, Sequence[str]]) -> None:
        self._words = WordPlaces()
        self._cues = [_cue(label, cue, self._words) for label, cues in labelled.items() for cue in cues]
        self._always = [number for number, cue in enumerate(self._cues) if cue.anchored < 0]
        self._by_group: dict[int, list[int]] = {}
        for number, cue in enumerate(self._cues):
            self._by_group.setdefault(cue.anchored, []).append(number)

    def scan(self, folded: str) -> Iterator[Hit]:
        """Yield every hit in folded text, cue by cue in the order they were given."""
        places = self._words.found(folded)
        words = ''
        for number in sorted(self._always + [number for group in places for number in self._by_group.get(group, ())]):
            cue = self._cues[number]
            if not all(group in places for group in cue.others) or cue.leads >= 0 and cue.leads not in places:
                continue
            if cue.spaced:
                words = words or ' '.join(folded.split())
                if not any(anchor in words for anchor in cue.anchors):
                    continue
            if cue.pattern is None:
                cue.pattern = re.compile(regex_of(cue.text))
            near = [in_order(places[group]) for group in cue.others]
            for match in _begun(cue, folded, in_order(places[cue.leads]), near) if cue.leads >= 0 else _around(cue, folded, places, near):
                start, end = match.span()
                if start == 0 or not folded[start - 1].isalnum():
                    yield Hit(cue.label, start, end, cue.gap)


def _cue(label: str, cue: str, words: WordPlaces) -> _Cue:
    anchors, leads = anchors_of(cue), _leads(cue)
    return _Cue(label, cue, anchors, words.group(map(longest_word, anchors)) if anchors else -1, words.group(leads) if leads else -1,
                tuple(words.group(parts) for parts in _others(cue)), '…' in cue, len(cue) + 75 * cue.count('…') + 40, any(' ' in anchor for anchor in anchors))


def _begun(cue: _Cue, folded: str, begins: Sequence[int], near: Sequence[Sequence[int]]) -> Iterator[re.Match[str]]:
    """The matches of a cue whose first word is known; `near` are the places of its further fixed parts."""
    for place in begins:
        if (place == 0 or not folded[place - 1].isalnum()) and all(_within(spots, place, place + cue.reach) for spots in near) and (match := cue.pattern.match(folded, place)):
            yield match


def _around(cue: _Cue, folded: str, places: Mapping[int, Sequence[Sequence[int]]], near: Sequence[Sequence[int]]) -> Iterator[re.Match[str]]:
    """The matches of a cue around its fixed parts."""
    for low, high in _windows(cue, folded, in_order(places.get(cue.anchored, ((),)))):
        if all(_within(spots, low, high) for spots in near):
            yield from cue.pattern.finditer(folded, low, high)


def _within(spots: Sequence[int], low: int, high: int) -> bool:
    index = bisect_left(spots, low)
    return index < len(spots) and spots[index] <= high


@cache
def longest_word(anchor: str) -> str:
    """Return the word of a fixed part that can be looked for whatever stands between its words."""
    return max(anchor.split(' '), key=len)


def _leads(cue: str) -> list[str]:
    """The first words of a cue, one for each way it can begin; none where one of them is too short or unknown."""
    found: list[str] = []
    for branch in _split(cue, '|'):
        if branch.startswith('('):
            close = _closing(branch, 0)
            words = [] if branch.startswith(_MAY_LACK, close + 1) else _leads(branch[1:close])
        else:
            words = [word] if len(word := _FIRST_WORD.match(branch).group()) >= SHORTEST and branch[len(word):len(word) + 1] not in ('?', '+') else []
        if not words:
            return []
        found += words
    return found


def _windows(cue: _Cue, folded: str, places: Sequence[int]) -> list[tuple[int, int]]:
    """The stretches around a cue's fixed parts in which it can stand, merged, ending between words."""
    reach = cue.reach
    if not cue.anchors or len(folded) < 2 * reach:
        return [(0, len(folded))]
    windows: list[tuple[int, int]] = []
    for place in places:
        end = folded.find(' ', place + reach)
        low, high = place - reach if place > reach else 0, len(folded) if end < 0 else end
        if windows and low <= windows[-1][1]:
            windows[-1] = windows[-1][0], high if high > windows[-1][1] else windows[-1][1]
        else:
            windows.append((low, high))
    return windows


def anchors_of(cue: str) -> tuple[str, ...]:
    """Return fixed strings of which one must stand in a text for the cue to match; empty when there is none."""
    found: list[str] = []
    for branch in _split(cue, '|'):
        best = _best_anchor(branch)
        if not best:
            return ()
        found += best
    return tuple(found)


def _others(cue: str) -> tuple[tuple[str, ...], ...]:
    """The fixed parts that a cue without alternatives at its top needs beside its anchors."""
    if len(_split(cue, '|')) > 1:
        return ()
    anchors = anchors_of(cue)
    return tuple(tuple(map(longest_word, choice)) for choice in _choices(cue) if choice != anchors)


def _best_anchor(branch: str) -> tuple[str, ...]:
    return max(_choices(branch), key=lambda choice: min(map(len, choice)), default=())


def _choices(branch: str) -> list[tuple[str, ...]]:
    """Fixed parts of a branch: of each group of strings one must stand in a text for it to match."""
    return [(word,) for word in _literals(branch)] + [inner for group in _groups(branch) if (inner := anchors_of(group))]


def _literals(branch: str) -> list[str]:
    """The runs of plain characters and single spaces outside groups, an optional last letter left out."""
    plain = re.sub(r'\[[^]]*\]|\{[^}]*\}|\\.', '…', branch)
    while '(' in plain:
        shorter = re.sub(r'\([^()]*\)\??', '…', plain)
        if shorter == plain:
            break
        plain = shorter
    plain = re.sub(r'.[?+]', '…', plain)
    return [run for part in re.split(r'[*…^$|]+', plain) if len(run := ' '.join(part.split())) > 1]


def _groups(branch: str) -> Iterator[str]:
    """The insides of top-level groups that are not optional and not look-aheads."""
    depth, start = 0, 0
    for index, char in enumerate(branch):
        if char == '(' and branch[index - 1:index] != '\\':
            depth += 1
            start = index + 1 if depth == 1 else start
        elif char == ')' and branch[index - 1:index] != '\\':
            depth -= 1
            if depth == 0 and not branch.startswith(_MAY_LACK, index + 1) and branch[start:start + 1] != '?':
                yield branch[start:index]


def _split(text: str, mark: str) -> list[str]:
    parts, depth, last = [], 0, 0
    for index, char in enumerate(text):
        escaped = _escaped(text, index)
        if char == '(' and not escaped:
            depth += 1
        elif char == ')' and not escaped:
            depth -= 1
        elif char == mark and depth == 0:
            parts.append(text[last:index])
            last = index + 1
    return parts + [text[last:]]


def _escaped(text: str, index: int) -> bool:
    return index > 0 and text[index - 1] == '\\'
