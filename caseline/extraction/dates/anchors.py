"""Give dates without a year the year their text means: that of the letter, or of the last date told before."""
from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

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
        self.told_end = 0
        self.in_story = False
        self.year, self.year_end = 0, 0    # the year said last, alone or in a date, and the offset behind it

    def dates(self) -> list[FoundDate]:
        found = []
        for position, candidate in enumerate(self.candidates):
            one = self._said(candidate, position) if candidate.said else self._written(candidate, position)
            if one:
                found.append(one)
        return found

    def _written(self, candidate: Candidate, position: int) -> FoundDate | None:
        if candidate.month is None and candidate.day and not self._take_month(candidate):
            return None
        if candidate.year is None and not self._take_year(candidate, position):
            return None
        found = _finished(self.text, candidate)
        if candidate.legal or self._is_aside(candidate, found):
            return found
        if found.bound in ('', 'after') and not candidate.decade:
            self.in_story = self.in_story and not candidate.year_written
            self.year, self.year_end = candidate.year, candidate.end
        if candidate.month and candidate.month <= 12:
            self._tell(date(candidate.year, candidate.month, candidate.day or 1), candidate.day is not None, candidate.end)
        return found

    def _take_month(self, candidate: Candidate) -> bool:
        """Give a day without a month the month told just before; a weekday may find it alone (“vendredi 13”). False when none is known."""
        near = self.told if self.told and candidate.start - self.told_end <= REACH else None
        if near and self._is_ahead(candidate, near):
            near = self.reference if candidate.day >= self.reference.day else (self.reference.replace(day=1) + timedelta(days=32))
        if candidate.weekday:
            bases = (near, self.reference) if self.anchor == 'narrative' or near and self.reference and abs((self.reference - near).days) <= _CLOSE else (self.reference, near)
            days = _on_weekday(candidate, bases[0]) or _on_weekday(candidate, bases[1])
        else:
            days = [date(near.year, near.month, candidate.day)] if near and candidate.day <= monthrange(near.year, near.month)[1] else []
        if days:
            candidate.year, candidate.month = days[0].year, days[0].month
        return bool(days)

    def _is_ahead(self, candidate: Candidate, near: date) -> bool:
        """Whether a letter announces the day, some weeks at most after what it told: “transféré le 30 septembre. Appel du 5 prévu”."""
        if self.anchor == 'narrative' or self.reference is None or not 0 <= (self.reference - near).days <= _CLOSE // 2:
            return False
        return leaning(self.text, candidate.start, candidate.end, candidate.languages) > 0

    def _is_aside(self, candidate: Candidate, found: FoundDate) -> bool:
        """A birth date, or how long something stays valid: the story does not go on from there."""
        if found.bound == 'until' and self.told:
            return True
        return candidate.day is not None and not _BORN.isdisjoint(last_words(self.text, candidate.start, 34))

    def _said(self, candidate: Candidate, position: int) -> FoundDate | None:
        following = self.candidates[position + 1] if position + 1 < len(self.candidates) else None
        behind = date(following.year, following.month, following.day) if following and following.year and following.day and following.start - candidate.end < 12 else None
        to_the_day = self.told_day or self.anchor == 'narrative' or candidate.said.expression.unit == 'month+1'
        told, told_day = self.told if to_the_day else None, self.told_day
        if self.year_end > self.told_end and told and told.year != self.year:   # “non en 2011. Même jour, l'ordre.”: what day, nobody said
            if candidate.said.expression.unit == 'month':
                return None
            told, told_day = date(self.year, 1, 1), False
        paper = told if told and self.anchor == 'narrative' and candidate.said.expression.unit == 'feast' else self.reference
        value = resolve(candidate.said, paper, told, told_day, behind)
        if value is None:
            return None
        if len(value.rstrip('~')) == 10 and (len(value) == 10 or candidate.said.year):
            self._tell(date.fromisoformat(value[:10]), True, candidate.end)
            self.year, self.year_end = (candidate.said.year, candidate.end) if candidate.said.year else (self.year, self.year_end)
        kind: Kind = 'date' if candidate.said.year else 'relative'
        return FoundDate(candidate.start, candidate.end, self.text[candidate.start:candidate.end], value, kind,
                         within='/' in value, bound=before(self.text, candidate.start).bound)

    def _tell(self, day: date, to_the_day: bool, end: int) -> None:
        self.told, self.told_day, self.told_end = day, to_the_day, end

    def _take_year(self, candidate: Candidate, position: int) -> bool:
        """Give a date without a year the year of what it hangs on; False when nothing is known."""
        if not candidate.direction and (year := self._year_of_story(candidate)):
            candidate.year = year
            return not candidate.day or candidate.day <= monthrange(year, candidate.month)[1]
        letter = self.anchor != 'narrative' or candidate.direction in ('last', 'this', 'next', '-1', '+1') and self.reference is not None
        base = self.told if candidate.direction in ('following', 'same') or not letter else self.reference
        base = base or self.told or self.reference or _next_told(self.candidates, position)
        if base is None:
            return False
        candidate.year = year_for(candidate, base, 'letter' if base is self.reference else 'narrative', self.text)
        if candidate.weekday and candidate.day and not candidate.direction:
            candidate.year = _agreeing(candidate, base)
        return not candidate.day or candidate.day <= monthrange(candidate.year, candidate.month)[1]


    def _year_of_story(self, candidate: Candidate) -> int | None:
        """The year that a story has just named, where a letter's own date gives no recent day: a story told in a letter keeps its year.

        A year alone counts within its sentence; a date counts for what is told soon after it. Never a day after the letter.
        """
        between = self.text[self.year_end:candidate.start] if self.year and candidate.start - self.year_end <= REACH else ''
        alone, ends = self.year_end > self.told_end, len(_SENTENCE_END.findall(between))
        if not between or candidate.bound in ('since', 'until', 'before') or _PARTED.search(between) or ends > (0 if alone else 2):
            return None
        if not alone and (self.anchor == 'narrative' and not self.in_story or self.reference is None):
            return None
        told = self.told if not alone else None
        year = self._going_on(candidate, told) if told else self.year
        if self.reference and not self._is_past_story(candidate, year, told, ends):
            return None
        self.in_story = True
        return year

    def _is_past_story(self, candidate: Candidate, year: int, told: date | None, ends: int) -> bool:
        """Whether `year` fits better than the letter's: no day after the letter, nothing of its last months, nothing announced."""
        if (year, candidate.month, candidate.day or 1) > (self.reference.year, self.reference.month, self.reference.day):
            return False
        day = min(candidate.day or 15, 28)
        year_of_letter = year_for(candidate, self.reference, 'letter', self.text)
        from_letter = (date(year_of_letter, candidate.month, day) - self.reference).days
        if year_of_letter == year:
            return True
        leans = leaning(self.text, candidate.start, candidate.end, candidate.languages)
        if -_CLOSE <= from_letter <= 0 or leans > 0:
            return False
        if told is None:
            return True
        gone_on = (date(year, candidate.month, day) - told).days
        if not ends and 0 < gone_on <= _CLOSE // 2:   # “la séance du 10 juin 2020 est remise au 24 juin”
            return True
        return -_BACK <= gone_on <= _SOON and (self.in_story and not (ends and self.anchor == 'letter') or from_letter < 0 or leans < 0)

    def _going_on(self, candidate: Candidate, told: date) -> int:
        """The year in which a story told up to `told` goes on: rather some months on than most of a year back."""
        ahead = date(told.year + 1, candidate.month, min(candidate.day or 15, 28))
        if (ahead - told).days <= _SOON and (self.reference is None or ahead <= self.reference):
            return ahead.year
        return year_for(candidate, told, 'narrative', self.text)


_PARTED = re.compile(r'\n\s*\n|[.!?:]\s*\n')    # a new paragraph or line of notes: another story
_SENTENCE_END = re.compile(r'[.!?]\s+(?=[^\W\da-zà-ÿ])|\n\s*(?=[A-ZÀ-Þ•*–-])')


def _agreeing(candidate: Candidate, base: date) -> int:
    """The candidate's year, or the one beside it in which the day falls on the weekday said, when that is about a year from `base` at most."""
    for year in (candidate.year, candidate.year - 1, candidate.year + 1):
        if candidate.day <= monthrange(year, candidate.month)[1]:
            day = date(year, candidate.month, candidate.day)
            if day.isoweekday() == candidate.weekday and abs((day - base).days) < _YEAR_AND_A_BIT:
                return year
    return candidate.year


def _on_weekday(candidate: Candidate, base: date | None) -> list[date]:
    """The days of the months around `base` with this number and this weekday, the closest first; of another month only the next to it."""
    if base is None:
        return []
    first = base.replace(day=1)
    months = [first, (first - timedelta(days=1)).replace(day=1), (first + timedelta(days=32)).replace(day=1)]
    days = [month.replace(day=candidate.day) for month in months if candidate.day <= monthrange(month.year, month.month)[1]]
    return sorted((day for day in days if day.isoweekday() == candidate.weekday), key=lambda day: abs((day - base).days))


def _next_told(candidates: list[Candidate], position: int) -> date | None:
    for candidate in candidates[position + 1:position + 8]:
        if candidate.year and candidate.month and candidate.month <= 12 and not candidate.legal:
            return date(candidate.year, candidate.month, candidate.day or 1)
    return None


_BORN, _ONGOING = words_of('born'), words_of('ongoing')
REACH = 300  # characters; farther back nobody remembers which month was told
_YEAR_AND_A_BIT = 400
_CLOSE = 110  # days: closer than this, a letter means the nearest such day whatever its verbs say
_SOON = 200  # days: how far a story goes on without saying the year
_BACK = 20  # days: a story seldom goes farther back without saying the year
_SLACK = 60  # a quoted letter says “27 oktober jl.” of a day a little after the last date told


def year_for(candidate: Candidate, base: date, anchor: str, text: str) -> int:
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
    if candidate.bound == 'since' and anchor == 'letter' and not _ONGOING.isdisjoint(last_words(text, candidate.start, 20)):   # what lasts until now began before
        return base.year - ((same - base).days > 7)
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
    return base.year - (distance > 183)


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
