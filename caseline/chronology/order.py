"""When something happened, as bounds in days, so that imprecise dates can be compared and put in order honestly."""
from dataclasses import dataclass
from datetime import date

from caseline import edtf
from caseline.chronology.remembered import Remembered

OPEN_START, OPEN_END = 1, date.max.toordinal()
DAY, MONTH, YEAR, VAGUE = 0, 1, 2, 3
_RANKS = {'day': DAY, 'month': MONTH, 'season': MONTH, 'year': YEAR}
# How far a source may be off when it says "about": a month either way for months, a year for years.
_ABOUT = {DAY: 10, MONTH: 45, YEAR: 366, VAGUE: 366}


@dataclass(frozen=True, slots=True)
class Span:
    """Bounds of a date in ordinal days, both included; `rank` is its precision, `open` says that a bound is missing.
    The loose bounds leave room for “about”."""
    text: str
    start: int
    end: int
    rank: int
    approximate: bool = False
    uncertain: bool = False
    open: bool = False
    loose_start: int = 0
    loose_end: int = 0

    @property
    def day(self) -> date | None:
        """The day itself, when the source gives one."""
        return date.fromordinal(self.start) if self.rank == DAY and self.start == self.end else None

    def meets(self, other: 'Span') -> bool:
        """Could both be the same moment?"""
        return self.start <= other.end and other.start <= self.end

    def certainly_before(self, other: 'Span') -> bool:
        """Is every moment of this one before every moment of the other, even allowing for “about”?"""
        return self.loose_end < other.loose_start


UNDATED = Span('', OPEN_START, OPEN_END, VAGUE, open=True, loose_start=OPEN_START, loose_end=OPEN_END)


def span(text: str | None) -> Span:
    """Return the bounds of an EDTF text; no text, or one that is not EDTF, is a date that nobody knows."""
    return _SPANS[text]


def _span(text: str | None) -> Span:
    if not text:
        return UNDATED
    try:
        value = edtf.parse(text)
    except edtf.NotEdtf:
        return UNDATED
    start = value.earliest.toordinal() if value.earliest else OPEN_START
    end = value.latest.toordinal() if value.latest else OPEN_END
    rank = _RANKS.get(value.precision, VAGUE)
    first, last = text.split('/', 1) if '/' in text else (text, text)
    return Span(text, start, end, rank, value.approximate, value.uncertain, not (value.earliest and value.latest),
                max(OPEN_START, start - _slack(first)), min(OPEN_END, end + _slack(last)))


def _slack(side: str) -> int:
    """Return how many days “about” leaves room for, by the precision of what it is said of."""
    if not side.endswith(('~', '%')):
        return 0
    return _ABOUT.get({10: DAY, 7: MONTH, 4: YEAR}.get(len(side) - 1, VAGUE))


@dataclass(frozen=True, slots=True)
class When:
    """An event in time: when it began, when it ended if it lasted, and the whole stretch it may occupy."""
    begin: Span
    finish: Span | None
    whole: Span

    @property
    def lasts(self) -> bool:
        return self.finish is not None


def when(text: str | None, within: bool = False) -> When:
    """Read an EDTF text as an event; `2019-10/2022-02` lasts, unless `within` makes it one moment in that range."""
    return (_MOMENTS if within else _EVENTS)[text]


def _when(text: str | None, within: bool) -> When:
    whole = span(text)
    if within or not text or '/' not in text:
        return When(whole, None, whole)
    first, last = text.split('/', 1)
    # “Until 2021”, with a beginning that nobody knows, began some time before its end.
    begin = span(first) if first not in ('', '..') else whole
    finish = span(last if last not in ('', '..') else None)
    return When(begin, finish, whole)


def standing(begin: Span) -> tuple[int, int, int]:
    """Order rows: by the first day they can have begun, finer dates before coarser ones that begin on the same day.

    A row whose beginning is wholly unknown stands at its end (“before 14 September 2022” stands at that day).
    """
    first = begin.end if begin.start == OPEN_START else begin.start
    return (first, begin.rank, begin.end)


def months_between(first: date, last: date) -> float:
    """Return the time between two days in months of 365.25 / 12 days, to one decimal."""
    return round((last - first).days * 12 / 365.25, 1)


def as_date(ordinal: int) -> date:
    """Return the day of an ordinal."""
    return date.fromordinal(ordinal)


_SPANS = Remembered(_span)
_EVENTS = Remembered(lambda text: _when(text, False))
_MOMENTS = Remembered(lambda text: _when(text, True))
