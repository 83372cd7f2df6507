"""Give dates without a year the year their text means: that of the letter, or of the last date told before."""
from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from caseline.extraction.dates.before import last_words
from caseline.extraction.dates.found import FoundDate, Kind
from caseline.extraction.dates.lexicon import words_of
from caseline.extraction.dates.qualifiers import Qualifiers, before
from caseline.extraction.dates.relative import Said, leaning, resolve


@dataclass(slots=True)
class Candidate:
    """A date while it is being understood; `month` 21 to 24 is a season."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    weekday: int | None = None
    year_written: bool = False
    legal: bool = False
    approximate: str = ''
    doubted: bool = False
    part: bool = False
    decade: bool = False
    direction: str = ''              # which year a year-less date says it is in (see qualifiers.year_hint)
    reach: int = 0                   # the offset behind the words that say so
    said: Said | None = None         # a relative expression instead
    languages: frozenset[str] = frozenset()   # those its month is a word of
    bound: str = ''                  # since, until, before or after

    def qualify(self, said: Qualifiers) -> None:
        """Take over what the words before the date say."""
        self.approximate, self.doubted, self.bound = said.approximate or self.approximate, said.doubted, said.bound


def resolved(text: str, candidates: list[Candidate], reference: date | None, anchor: str) -> list[FoundDate]:
    """Candidates in order of position → dates; those that nothing can date are left out."""
    return _Teller(text, candidates, reference, anchor).dates()


class _Teller:
    """Goes through the dates of a text in order and remembers the last one told."""

    def __init__(self, text: str, candidates: list[Candidate], reference: date | None, anchor: str) -> None:
        self.text, self.candidates, self.reference, self.anchor = text, candidates, reference, anchor
        self.told: date | None = None
        self.told_day = False

    def dates(self) -> list[FoundDate]:
        found = []
        for position, candidate in enumerate(self.candidates):
            one = self._said(candidate, position) if candidate.said else self._written(candidate, position)
            if one:
                found.append(one)
        return found

    def _written(self, candidate: Candidate, position: int) -> FoundDate | None:
        if candidate.year is None and not self._take_year(candidate, position):
            return None
        found = _finished(self.text, candidate)
        if candidate.month and not candidate.legal and candidate.month <= 12 and not self._is_aside(candidate, found):
            self._tell(date(candidate.year, candidate.month, candidate.day or 1), candidate.day is not None)
        return found

    def _is_aside(self, candidate: Candidate, found: FoundDate) -> bool:
        """A birth date, or how long something stays valid: the story does not go on from there."""
        if found.bound == 'until' and self.told:
            return True
        return candidate.day is not None and not _BORN.isdisjoint(last_words(self.text, candidate.start, 34))

    def _said(self, candidate: Candidate, position: int) -> FoundDate | None:
        following = self.candidates[position + 1] if position + 1 < len(self.candidates) else None
        behind = date(following.year, following.month, following.day) if following and following.year and following.day and following.start - candidate.end < 12 else None
        told = self.told if self.anchor == 'narrative' or self.told_day else None
        paper = told if told and self.anchor == 'narrative' and candidate.said.expression.unit == 'feast' else self.reference
        value = resolve(candidate.said, paper, told, self.told_day, behind)
        if value is None:
            return None
        if len(value) == 10:
            self._tell(date.fromisoformat(value), True)
        kind: Kind = 'date' if candidate.said.year else 'relative'
        return FoundDate(candidate.start, candidate.end, self.text[candidate.start:candidate.end], value, kind,
                         within='/' in value, bound=before(self.text, candidate.start).bound)

    def _tell(self, day: date, to_the_day: bool) -> None:
        self.told, self.told_day = day, to_the_day

    def _take_year(self, candidate: Candidate, position: int) -> bool:
        """Give a date without a year the year of what it hangs on; False when nothing is known."""
        letter = self.anchor != 'narrative' or candidate.direction in ('last', 'this', 'next', '-1', '+1') and self.reference is not None
        base = self.told if candidate.direction in ('following', 'same') or not letter else self.reference
        base = base or self.told or self.reference or _next_told(self.candidates, position)
        if base is None:
            return False
        candidate.year = _year_for(candidate, base, 'letter' if base is self.reference else 'narrative', self.text)
        return not candidate.day or candidate.day <= monthrange(candidate.year, candidate.month)[1]


def _next_told(candidates: list[Candidate], position: int) -> date | None:
    for candidate in candidates[position + 1:position + 8]:
        if candidate.year and candidate.month and candidate.month <= 12 and not candidate.legal:
            return date(candidate.year, candidate.month, candidate.day or 1)
    return None


_BORN = words_of('born')
_CLOSE = 110  # days: closer than this, a letter means the nearest such day whatever its verbs say
_SLACK = 60  # a quoted letter says “27 oktober jl.” of a day a little after the last date told


def _year_for(candidate: Candidate, base: date, anchor: str, text: str) -> int:
    """The year that brings month and day closest to what the text tells: the story goes on, a letter looks around itself."""
    day = min(candidate.day or 15, 28)
    same = date(base.year, candidate.month, day)
    if candidate.direction in ('-1', '+1', 'this'):
        return base.year + (int(candidate.direction) if candidate.direction != 'this' else 0)
    if candidate.direction in ('following', 'same'):
        return base.year + (candidate.direction == 'following' and same < base)
    slack = _SLACK if anchor == 'narrative' else 0
    if candidate.direction == 'last':
        return base.year - ((same - base).days > slack)
    if candidate.direction == 'next':
        return base.year + ((base - same).days > slack)
    distance = (same - base).days
    if anchor == 'narrative':
        return base.year + (1 if distance < -270 else 0) - (1 if distance > 330 else 0)
    if abs(distance) <= _CLOSE:
        return base.year
    ahead, back = base.year + (distance < 0), base.year - (distance > 0)
    if abs(distance) >= 365 - _CLOSE:
        return ahead if distance < 0 else back
    leans = leaning(text, candidate.start, candidate.end, candidate.languages)
    if leans:
        return ahead if leans > 0 else back
    if candidate.day is None:
        return back
    return base.year + (1 if distance < -183 else 0) - (1 if distance > 183 else 0)


def _finished(text: str, candidate: Candidate) -> FoundDate:
    kind: Kind = 'legal_reference' if candidate.legal else 'date'
    if kind == 'date' and (not candidate.year_written or candidate.part or candidate.approximate == 'part'):
        kind = 'partial'
    return FoundDate(candidate.start, candidate.end, text[candidate.start:candidate.end], _edtf(candidate), kind,
                     bound=candidate.bound)


def _edtf(candidate: Candidate) -> str:
    mark = '~' if candidate.approximate else ''
    if candidate.doubted or _weekday_disagrees(candidate):
        mark = '%' if mark else '?'
    if candidate.decade:
        return f'{candidate.year:04d}'[:3] + 'X' + mark
    value = f'{candidate.year:04d}'
    if candidate.month:
        value += f'-{candidate.month:02d}'
    if candidate.day:
        value += f'-{candidate.day:02d}'
    return value + mark


def _weekday_disagrees(candidate: Candidate) -> bool:
    if not (candidate.weekday and candidate.day):
        return False
    return date(candidate.year, candidate.month, candidate.day).isoweekday() != candidate.weekday
