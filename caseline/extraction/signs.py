"""The signs around a date from which the kind of its event can be learned: words, wordings found, the paper, the place on the page."""
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from caseline.extraction.mention import Page
from caseline.extraction.moments import Moment

_WORD = re.compile(r'[^\W\d_]+|\d+')
# How far around a date words are read, in characters and in words; how fast they lose weight with distance.
_AROUND, _WORDS, _FADING = 200, 25, 0.06
_STEM, _LONG = 6, 7
# Pieces of words, with their beginning and end marked, make a compound or an ending never met look like those that were.
_PIECE, _PIECED_WORDS, _PIECE_WEIGHT, _LEAST_PIECED = 5, 14, 0.5, 4
_BEFORE, _BEFORE_WORDS = 90, 12
_WORDING_FADING = 0.02


@dataclass(frozen=True, slots=True)
class Paper:
    """What is known of the paper a date stands in; `kind` and `category` are '' when it is not known what it is."""
    kind: str
    category: str
    date: str


@dataclass(frozen=True, slots=True)
class Told:
    """What the wordings made of a date: the type of its event or '', how surely, and whether no event claims the date at all."""
    type: str
    sure: bool
    loose: bool


def signs_of(paper: Paper, page: Page, index: int, moments: Sequence[Moment], number: int, told: Told) -> dict[str, float]:
    """Return the signs around the moment of this number in the sentence of this index, each with a weight up to 1.

    A sign is a short name, such as 'w school' (that word stands near) or 'k lawyer_letter' (the kind of paper).
    """
    signs: dict[str, float] = {}
    sides = words_around(page, index, moments, number)
    for side, words in zip(('b', 'a'), sides):
        _add_words(signs, side, words)
    _add_words_before(signs, page, index)
    _add_wordings(signs, page, index, moments[number])
    _add_place(signs, paper, page, index, moments, number)
    _add(signs, f'R {told.type}' if told.type else 'R -', 1.0 if told.type else 0.5)
    if told.sure:
        _add(signs, 'R sure', 0.3)
    if told.loose:
        _add(signs, 'L', 0.5)
    return {sign: min(1.0, weight) for sign, weight in signs.items()}


def words_around(page: Page, index: int, moments: Sequence[Moment], number: int) -> tuple[list[str], list[str]]:
    """Return the folded words of the sentence before a moment, nearest first, and behind it; other dates are one word."""
    sentence, moment = page.sentences[index], moments[number]
    before = _masked(page.folded, max(sentence.start, moment.start - _AROUND), moment.start, moments, moment)
    behind = _masked(page.folded, moment.end, min(sentence.end, moment.end + _AROUND), moments, moment)
    return _words(before)[::-1][:_WORDS + 1], _words(behind)[:_WORDS + 1]


def _masked(folded: str, low: int, high: int, moments: Sequence[Moment], own: Moment) -> str:
    parts, place = [], low
    for moment in moments:
        if moment is not own and low < moment.end and moment.start < high:
            parts += folded[place:max(place, moment.start)], ' xdate '
            place = max(place, min(high, moment.end))
    return ''.join((*parts, folded[place:high]))


def _words(text: str) -> list[str]:
    return ['0' if word.isdigit() and len(word) > 2 else word for word in _WORD.findall(text)]


def _add(signs: dict[str, float], sign: str, weight: float) -> None:
    signs[sign] = signs.get(sign, 0.0) + weight


def _add_words(signs: dict[str, float], side: str, words: Sequence[str]) -> None:
    for place, word in enumerate(words[:_WORDS]):
        weight = 1.0 / (1 + _FADING * place)
        _add(signs, f'w {word}', weight)
        if len(word) >= _LONG:
            _add(signs, f'p {word[:_STEM]}', 0.6 * weight)
        if place < _PIECED_WORDS and len(word) >= _LEAST_PIECED and not word.isdigit():
            for piece in _pieces(word):
                _add(signs, piece, _PIECE_WEIGHT * weight)
        if place + 1 < len(words):
            first, second = (words[place + 1], word) if side == 'b' else (word, words[place + 1])
            _add(signs, f'2 {first} {second}', 0.7 * weight)
    if words:
        _add(signs, f'{side}0 {words[0]}', 0.6)
    if len(words) > 1:
        _add(signs, f'{side}01 {words[0]} {words[1]}', 0.6)


@lru_cache(maxsize=20_000)
def _pieces(word: str) -> tuple[str, ...]:
    marked = f'<{word}>'
    return tuple(f'g {marked[start:start + _PIECE]}' for start in range(len(marked) - _PIECE + 1))


def _add_words_before(signs: dict[str, float], page: Page, index: int) -> None:
    """The end of the sentence before: a heading, the words that a row continues."""
    if index:
        sentence = page.sentences[index - 1]
        for word in _words(page.folded[max(sentence.start, sentence.end - _BEFORE):sentence.end])[-_BEFORE_WORDS:]:
            _add(signs, f'u {word}', 0.25)


def _add_wordings(signs: dict[str, float], page: Page, index: int, moment: Moment) -> None:
    for hit in page.hits.get(index, ()):
        before = hit.end <= moment.start
        distance = moment.start - hit.end if before else hit.start - moment.end
        weight = 1.2 / (1 + _WORDING_FADING * max(0, distance))
        _add(signs, f'h {hit.label}', weight)
        _add(signs, f'h{"b" if before else "a"} {hit.label}', 0.6 * weight)


def _add_place(signs: dict[str, float], paper: Paper, page: Page, index: int, moments: Sequence[Moment], number: int) -> None:
    sentence, moment = page.sentences[index], moments[number]
    said: Mapping[str, float] = {
        f'r {moment.role}': 1.0 * bool(moment.role), f's {sentence.section}': 0.4, 'line': 0.3 * sentence.line, f'n {min(number, 3)}': 0.3,
        f'of {min(len(moments), 4)}': 0.3, 'year': 0.5 * (len(moment.edtf) == 4), 'span': 0.5 * moment.is_interval,
        'same day': 1.0 * (moment.edtf == paper.date), 'later': 1.0 * bool(paper.date and moment.edtf[:10] > paper.date)}
    if paper.kind:
        said = {**said, f'k {paper.kind}': 1.0, f'c {paper.category}': 0.5, f'kr {paper.kind} {moment.role}': 0.7,
                f'kl {paper.kind} {sentence.line}': 0.7, f'ks {paper.kind} {sentence.section}': 0.5,
                **{f'kh {paper.category} {hit.label}': 0.5 for hit in page.hits.get(index, ())}}
    for sign, weight in said.items():
        if weight:
            _add(signs, sign, weight)
