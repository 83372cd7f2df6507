"""The years of chronologies kept by hand: “2011” over or left of “5/9 arrivée”, “mars”, “6 nov - 5 déc”, until the next year."""
from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Sequence

from caseline.extraction.dates.before import last_word
from caseline.extraction.dates.candidate import Candidate
from caseline.extraction.dates.lexicon import either, lexicon, words_of

_LOOKALIKES = str.maketrans('oOQlIZS', '0001125')
_MONTH = '(?:' + '|'.join(sorted((word for word, sense in lexicon().words.items() if sense.month and not sense.calendar and len(word) > 2), key=len, reverse=True)) + r')(?!\w)'
_DAY = r'[\doOlI]{1,2}'
_ENTRY = re.compile(rf'[ \t]*(?:[-–—*•>][ \t]*)?(?:{_DAY} ?[./] ?{_DAY}(?:\.(?!\d)|(?![\w./]))|{_DAY}(?:er|e|ste|de|st|nd|rd|th)?[. ]{{1,3}}{_MONTH}(?!\.?[ ]?\d)|{_MONTH}(?!\.?[ ]?\d)|{_DAY} ?-)', re.I)
_HEADING = re.compile(
    rf"\n[ \t\u00a0]*(?:[-–—=*•#|>~_]{{1,6}}[ \t]*)?(?:{either('year_words')}[ \t]+)?(?P<year>[12lIZ][09oO][\dOoQlIZS]{{2}})"
    r"(?![ \t]*[-–—/=.:|]*[ \t]*[12][09]\d\d(?!\d))(?:(?P<clear>[ \t]*[-–—=*:|)>~_]{1,6}(?=\s|$)|[ \t]*\.?[ \t\r]*(?=\n|$)|\.(?=[ ]" + _ENTRY.pattern + r")|(?=[ \t]{2}|\t))|(?=[ ]\S))", re.I)
_ENTRY_LINE = re.compile(r'\n' + _ENTRY.pattern, re.I)
_MONTHS = frozenset(word for word, sense in lexicon().words.items() if sense.month)
_GOES_ON = words_of('year_prepositions', 'of', 'since', 'until', 'before', 'after', 'about', 'part', 'articles', 'date_coming', 'between', 'and', 'to')
_PAUSE = re.compile(r'\n[ \t]*\n\s*')
_OPENERS = '\n.,;:(>=!?|•*-–—'
_TOUCHING = '(>=|'
_PAIR = re.compile(r'(?P<day>[\doOlI]{1,2}) ?- ?(?P<month>[\doOlI]{1,2})(?![\w./-])(?! ?[-–>])')
_TOLD = re.compile(rf" (?!(?:{_MONTH}|{either('units_behind', 'measures')}(?!\w)))[^\W\d_]", re.I)
_NEXT_YEAR = re.compile(rf"\s*(?:[-–—>]+|{either('to')}|{either('until')})\s*", re.I)
_FIRST, _LAST = 1900, 2100
_MANY = 3


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a page that one year heads: the year from `start` to `behind`, its entries up to `end`."""

    start: int
    behind: int
    end: int
    year: int


class YearColumns:
    """The years that stand at the beginning of lines of one text, with what belongs to each."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.stretches = _stretches(text)
        self._starts = [stretch.behind for stretch in self.stretches]

    def __bool__(self) -> bool:
        return bool(self.stretches)

    def at(self, offset: int) -> Stretch | None:
        """The stretch that text[offset] is an entry of, or None."""
        place = bisect_right(self._starts, offset) - 1
        return self.stretches[place] if place >= 0 and offset < self.stretches[place].end else None

    def heads(self, offset: int) -> bool:
        """Whether a year that stands over entries begins at text[offset]."""
        return any(stretch.start == offset for stretch in self.stretches)

    def parts(self, start: int, end: int) -> bool:
        """Whether text[start:end] leads from one line of a chronology to the next, or to its next year."""
        return '\n' in self.text[start:end] and (self.at(start) is not None or self.heads(end))

    def opens(self, offset: int) -> bool:
        """Whether something begins at text[offset]: an entry, or what stands behind a stop, a bracket, an arrow or a wide gap."""
        stretch = self.at(offset)
        if stretch is None:
            return False
        left = self.text[stretch.behind:offset]
        if not left.strip() or left.endswith(('  ', '\t', '\n')):
            return True
        return left[-1] in _TOUCHING or left[-1] == ' ' and left.rstrip(' ')[-1] in _OPENERS

    def pair_at(self, start: int) -> tuple[int, int, int] | None:
        """Day and month joined by a hyphen (“14-2”), and the offset behind: where an entry begins, or alone at its end."""
        match = _PAIR.match(self.text, start)
        if not match or self.at(start) is None:
            return None
        day, month = (match[part].translate(_LOOKALIKES) for part in ('day', 'month'))
        if not (day.isdecimal() and month.isdecimal() and 1 <= int(day) <= 31 and 1 <= int(month) <= 12):
            return None
        behind = self.text[match.end():match.end() + 14].lstrip(' ')
        ends = not behind or behind[0] in '\n,;)'
        if ends and int(day) > 12 or self.opens(start) and (ends or _TOLD.match(' ' + behind)):
            return int(day), int(month), match.end()
        return None

    def day_ends(self, offset: int) -> bool:
        """Whether what stands at text[offset] is told of the day before it: a wide gap, a mark or words; no unit or further figures."""
        behind = self.text[offset:offset + 24]
        if self.text[offset - 3:offset] == '1/2' and not behind.startswith(('  ', '\t', ' :')):
            return False
        return not behind or behind[0] in '\n,;):.' or behind.startswith(('  ', '\t')) or behind[0] == ' ' and _TOLD.match(behind) is not None

    def give(self, candidates: list[Candidate]) -> list[Candidate]:
        """`candidates`, those without a year dated by the year over them; a year that dates its entries is no date itself."""
        dated = set()
        for place, one in enumerate(candidates):
            stretch = self.at(one.start)
            if stretch and not one.legal and not one.said:
                dated.add(stretch)
                if one.year is None and one.month and not one.direction:
                    one.year = stretch.year + self._turns_the_year(candidates[place - 1] if place else None, one)
        headings = {stretch.start for stretch in dated}
        return [one for one in candidates if not (one.start in headings and one.month is None)]

    def _turns_the_year(self, before: Candidate | None, one: Candidate) -> bool:
        """“10 dec - 5 jan” under 2014 ends in 2015."""
        joined = before is not None and before.month and before.month - one.month >= 6 and self.at(before.start) is self.at(one.start)
        return bool(joined and _NEXT_YEAR.fullmatch(self.text, before.end, one.start))


def _stretches(text: str) -> list[Stretch]:
    found = [match for match in _HEADING.finditer('\n' + text) if _stands_free(text, match)]
    if not found:
        return []
    reaches = {match: _reach(text, match.end() - 1, behind) for match, behind in zip(found, [match.start() for match in found[1:]] + [len(text)])}
    run = _in_order(found)
    stretches = [Stretch(match.start('year') - 1, match.end() - 1, reaches[match], _year(match)) for match in run]
    clear = sum(match['clear'] is not None for match in run)
    if clear >= 2 or len(run) >= _MANY:
        return stretches if clear >= _MANY or any(_has_entries(text, stretch) for stretch in stretches) else []
    return [stretch for stretch in stretches if clear and _ENTRY.match(text, _skipped(text, stretch.behind))]


def _stands_free(text: str, match: re.Match[str]) -> bool:
    """Whether the year is no part of a sentence that a line break cut: “… en⏎2011 elle …”, “le 12 mars⏎2011”."""
    if not _FIRST <= _year(match) <= _LAST:
        return False
    if match['clear'] is not None and match['clear'].strip() or match['clear'] == '' and '\n' != text[match.end() - 1:match.end()]:
        return True
    before = text[:match.start()].rstrip() if match.start() < 200 else text[match.start() - 200:match.start()].rstrip()
    if not before[-1:].isalnum() and before[-1:] not in (',', ''):
        return True
    word = last_word(before, len(before))
    return word not in _GOES_ON and word not in _MONTHS


def _year(match: re.Match[str]) -> int:
    written = match['year'].translate(_LOOKALIKES)
    return int(written) if written.isdecimal() else 0


def _in_order(found: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The longer of the headings that only rise and those that only fall."""
    rising, falling = [found[0]], [found[0]]
    for match in found[1:]:
        if _year(match) >= _year(rising[-1]):
            rising.append(match)
        if _year(match) <= _year(falling[-1]):
            falling.append(match)
    return max(rising, falling, key=len)


def _reach(text: str, start: int, end: int) -> int:
    """Where the entries under a year end: at the next year, or at a pause after which no entry begins."""
    for pause in _PAUSE.finditer(text, start, end):
        if text[start:pause.start()].strip() and not _ENTRY.match(text, pause.end()):
            return pause.start()
    return end


def _has_entries(text: str, stretch: Stretch) -> bool:
    return bool(_ENTRY.match(text, stretch.behind) or _ENTRY_LINE.search(text, stretch.behind, stretch.end))


def _skipped(text: str, offset: int) -> int:
    """The offset behind the white space at text[offset]."""
    while offset < len(text) and text[offset].isspace():
        offset += 1
    return offset
