"""Give dates without a year the year their text means: that of the letter, or of the last date told before."""
from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from caseline.extraction.dates.before import last_words
from caseline.extraction.dates.candidate import Candidate
from caseline.extraction.dates.found import FoundDate, Kind
from caseline.extraction.dates.lexicon import lexicon, words_of
from caseline.extraction.dates.qualifiers import before
from caseline.extraction.dates.relative import leaning, resolve
from caseline.extraction.dates.stamps import stamps_of
from caseline.extraction.dates.told_year import CLOSE, REACH, Since, going_on, heads_its_sentence, is_parted, is_past_story, year_for


def resolved(text: str, candidates: list[Candidate], reference: date | None, anchor: str) -> list[FoundDate]:
    """Candidates in order of position → dates; those that nothing can date are left out."""
    return _Teller(text, candidates, reference, anchor).dates()


class _Teller:
    """Goes through the dates of a text in order and remembers the last one told."""

    def __init__(self, text: str, candidates: list[Candidate], reference: date | None, anchor: str) -> None:
        self.text, self.candidates, self.reference, self.anchor = text, candidates, reference, anchor
        self.stamps = stamps_of(text, candidates)
        self.within: list[tuple[int, date | None, str]] = []   # where the lines of a stamp end, and what holds behind them
        self.told: date | None = None
        self.told_day = False
        self.told_end = 0
        self.in_story = False
        self.framed = False                # whether it opened its sentence: “In 2006 …, in November …”
        self.year, self.year_end = 0, 0    # the year said last, alone or in a date, and the offset behind it

    def dates(self) -> list[FoundDate]:
        found = []
        for position, candidate in enumerate(self.candidates):
            self._leave(candidate.start)
            one = self._said(candidate, position) if candidate.said else self._written(candidate, position)
            if one:
                found.append(one)
                if candidate.start in self.stamps:
                    self._enter(candidate)
        return found

    def _enter(self, stamp: Candidate) -> None:
        """What follows is counted from the day of this message, mail or entry."""
        self.within.append((self.stamps[stamp.start], self.reference, self.anchor))
        self.reference, self.anchor = date(stamp.year, stamp.month, stamp.day), 'letter'
        self.in_story = False

    def _leave(self, start: int) -> None:
        """Behind the lines of a stamp, the paper's own day counts again, or that of the mail around a quoted one."""
        while self.within and start >= self.within[-1][0]:
            _, self.reference, self.anchor = self.within.pop()

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
            self.year, self.year_end, self.framed = candidate.year, candidate.end, heads_its_sentence(self.text, candidate)
        if candidate.month and candidate.month <= 12:
            self._tell(date(candidate.year, candidate.month, candidate.day or 1), candidate.day is not None, candidate.end)
        return found

    def _take_month(self, candidate: Candidate) -> bool:
        """Give a day without a month the month told just before; a weekday may find it alone (“vendredi 13”). False when none is known."""
        near = self.told if self.told and candidate.start - self.told_end <= REACH else None
        if near and self._is_ahead(candidate, near):
            near = self.reference if candidate.day >= self.reference.day else (self.reference.replace(day=1) + timedelta(days=32))
        if candidate.weekday:
            bases = (near, self.reference) if self.anchor == 'narrative' or near and self.reference and abs((self.reference - near).days) <= CLOSE else (self.reference, near)
            days = _on_weekday(candidate, bases[0]) or _on_weekday(candidate, bases[1])
        else:
            days = [date(near.year, near.month, candidate.day)] if near and candidate.day <= monthrange(near.year, near.month)[1] else []
        if days:
            candidate.year, candidate.month = days[0].year, days[0].month
        return bool(days)

    def _is_ahead(self, candidate: Candidate, near: date) -> bool:
        """Whether a letter announces the day, some weeks at most after what it told: “transféré le 30 septembre. Appel du 5 prévu”."""
        if self.anchor == 'narrative' or self.reference is None or not 0 <= (self.reference - near).days <= CLOSE // 2:
            return False
        return leaning(self.text, candidate.start, candidate.end, candidate.languages) > 0

    def _is_aside(self, candidate: Candidate, found: FoundDate) -> bool:
        """A birth date, or how long something stays valid: the story does not go on from there."""
        if found.bound == 'until' and self.told:
            return True
        if candidate.day is None or _BORN.isdisjoint(last_words(self.text, candidate.start, 34)):
            return False
        told = self.told and candidate.year_written and 0 < (date(candidate.year, candidate.month, candidate.day) - self.told).days < _FAR
        return not (told and _BIRTH_TOLD.search(self.text, max(0, candidate.start - 44), candidate.start))

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
        base = self._last_year() if candidate.direction in ('following', 'same', 'after', 'earlier') else self.reference if letter else self.told
        base = base or self.told or self.reference or _next_told(self.candidates, position)
        if base is None:
            return False
        candidate.year = year_for(candidate, base, 'letter' if base is self.reference else 'narrative', self.text)
        if candidate.weekday and candidate.day and not candidate.direction:
            candidate.year = _agreeing(candidate, base)
        return not candidate.day or candidate.day <= monthrange(candidate.year, candidate.month)[1]

    def _last_year(self) -> date | None:
        """The day told last, or the beginning of the year that was said alone since: “In 2016 … in January of that year”."""
        return date(self.year, 1, 1) if self.year_end > self.told_end and self.year and (self.told is None or self.told.year != self.year) else self.told

    def _year_of_story(self, candidate: Candidate) -> int | None:
        """The year that a story has just named, where a letter's own date gives no recent day: a story told in a letter keeps its year.

        A year alone counts within its sentence; a date counts for what is told soon after it. Never a day after the letter.
        """
        if year := self._year_beside(candidate):
            return year
        gap = candidate.start - self.year_end
        if not self.year or not 0 <= gap <= REACH:
            return None
        alone, ends = self.year_end > self.told_end, len(_SENTENCE_END.findall(self.text, self.year_end, candidate.start))
        if candidate.bound in ('since', 'until', 'before') and (alone or ends) or ends > (0 if alone else 2) or is_parted(self.text, self.year_end, candidate.start):
            return None
        if not alone and (self.anchor == 'narrative' and not self.in_story or self.reference is None):
            return None
        told = self.told if not alone else None
        year = going_on(candidate, told, self.reference, self.text) if told else self.year
        if self.reference and not is_past_story(self.text, candidate, year, Since(gap, ends, told, self.framed), self.reference, self.in_story and not (ends and self.anchor == 'letter')):
            return None
        self.in_story = True
        return year


    def _year_beside(self, candidate: Candidate) -> int | None:
        """“There since 1/2/21, after the eviction (15/1)”: the year of the day told in the same breath, where the paper's own would make it a day to come."""
        if not (self.told and self.reference and candidate.day and self.told_end > self.year_end) or candidate.bound or not 0 <= candidate.start - self.told_end < _BREATH:
            return None
        years = [year for year in (self.told.year, self.told.year - 1, self.told.year + 1) if candidate.day <= monthrange(year, candidate.month)[1]]
        near = [year for year in years if abs((date(year, candidate.month, candidate.day) - self.told).days) <= CLOSE // 2]
        if not near or _SENTENCE_END.search(self.text, self.told_end, candidate.start) or leaning(self.text, candidate.start, candidate.end, candidate.languages or lexicon().data) > 0:
            return None
        of_paper = year_for(candidate, self.reference, 'letter', self.text)
        return near[0] if date(of_paper, candidate.month, min(candidate.day, 28)) > self.reference > date(near[0], candidate.month, candidate.day) else None


_BREATH = 80  # characters
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


_BORN = words_of('born')
# “Grâce est née le 6 juin 2019”, told in its turn; “Grâce, née le 6 juin 2019” only says who she is.
_BIRTH_TOLD = re.compile(r'\b(?:est|sont|était|was|were|is|werd|werden|wurde|wurden|ist)(?: \w+){0,2} (?:née?s?|born|geboren)\b|\bgeboren (?:is|werd|wurde|zijn)\b', re.I)
_YEAR_AND_A_BIT = 400
_FAR = 2000  # days: a story leaves no longer gap before a birth


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
