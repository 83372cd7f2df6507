"""One EDTF value: its text, its first and last possible day, how precise and how sure it is."""
from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

Precision = Literal['day', 'month', 'season', 'year', 'decade', 'century', 'interval']

_SIDE = re.compile(r'(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<qualifier>[~?%]?)', re.ASCII)

# Months of the four EDTF seasons. A “winter 2010” may be the one that began or the one that ended in 2010.
_SEASONS = {21: ((0, 3), (0, 5)), 22: ((0, 6), (0, 8)), 23: ((0, 9), (0, 11)), 24: ((0, 1), (1, 2))}


class NotEdtf(ValueError):
    """The text is not an EDTF date of the kinds Caseline keeps; the message says so in a sentence."""


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date as honest as its source.

    `earliest` and `latest` are the first and last day it can mean; None where an interval is open or its end unknown.
    For `~` (approximate) they are the bounds of the stated date: how far “about” reaches is not ours to invent.
    """

    text: str
    earliest: date | None
    latest: date | None
    precision: Precision
    approximate: bool
    uncertain: bool

    def __str__(self) -> str:
        return self.text


def parse(text: str) -> Edtf:
    """Read EDTF: `2014-09-22`, `2014-09`, `2011-21` (spring), `2014~`, `201X`, `2016-07/2018-08~`, `2019-08-01/..`.

    Raises NotEdtf, with a sentence, for anything else (also for 30 February and for intervals that run backwards).
    """
    if not isinstance(text, str):
        raise NotEdtf(f'A date is text such as 2014-09-22, not {type(text).__name__}.')
    return _parse(text)


@lru_cache(maxsize=8192)
def _parse(text: str) -> Edtf:
    if '/' in text:
        return _interval(text)
    return _single(text, whole=text)


def _interval(text: str) -> Edtf:
    left, _, right = text.partition('/')
    start = None if left in ('..', '') else _single(left, whole=text)
    end = None if right in ('..', '') else _single(right, whole=text)
    if start is None and end is None:
        raise NotEdtf(f'“{text}” says neither when it begins nor when it ends.')
    if left == '' or '/' in right or (end and end.precision in ('decade', 'century')):
        raise NotEdtf(f'“{text}” is not an EDTF interval.')
    if start and end and (start.earliest > end.latest or start.earliest > end.earliest and start.latest > end.latest):
        raise NotEdtf(f'“{text}” ends before it begins.')
    sides = [side for side in (start, end) if side]
    return Edtf(text, start.earliest if start else None, end.latest if end else None, 'interval',
                any(side.approximate for side in sides), any(side.uncertain for side in sides))


def _single(text: str, whole: str) -> Edtf:
    match = _SIDE.fullmatch(text)
    if not match:
        raise NotEdtf(f'“{whole}” is not an EDTF date.')
    try:
        earliest, latest, precision = _bounds(match['year'], match['month'], match['day'])
    except ValueError:
        raise NotEdtf(f'“{whole}” is not a date of the calendar.') from None
    qualifier = match['qualifier']
    return Edtf(text, earliest, latest, precision, qualifier in ('~', '%'), qualifier in ('?', '%'))


def _bounds(year: str, month: str | None, day: str | None) -> tuple[date, date, Precision]:
    if year.endswith('X'):
        if month:
            raise ValueError
        first, last = int(year.replace('X', '0')), int(year.replace('X', '9'))
        return date(first, 1, 1), date(last, 12, 31), 'century' if year.endswith('XX') else 'decade'
    y = int(year)
    if month is None:
        return date(y, 1, 1), date(y, 12, 31), 'year'
    m = int(month)
    if day is not None:
        exact = date(y, m, int(day))
        return exact, exact, 'day'
    if m in _SEASONS:
        (from_year, from_month), (to_year, to_month) = _SEASONS[m]
        return date(y + from_year, from_month, 1), _last_day(y + to_year, to_month), 'season'
    return date(y, m, 1), _last_day(y, m), 'month'


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
