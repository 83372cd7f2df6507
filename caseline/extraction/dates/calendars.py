"""Dates of the Ethiopian, Persian and Islamic calendars, when the paper names the calendar or one of its months."""
from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date

from caseline.extraction.dates.lexicon import calendars

_REACH = 60
_MARK_LETTERS = 'CHPዓهم'
_JULIAN_DAY_OF_ORDINAL_0 = 1721425


_CLAUSE_END = re.compile(r';|[.!?]\s|\n\s*\n')


def marked(text: str, end: int) -> str | None:
    """The calendar that an abbreviation right behind text[:end] names: “10/08/1975 E.C.”."""
    behind = text[end:end + 8]
    if behind.isspace() or not any(letter in behind for letter in _MARK_LETTERS):
        return None
    for name, calendar in calendars().items():
        if any(mark in behind for mark in calendar['marks']):
            return name
    return None


def near(text: str, mentions: list[tuple[int, str]], start: int, end: int) -> str | None:
    """The calendar named within a few words of text[start:end], in the same clause: “10/08/1975 in the Ethiopian calendar;
    the date 01/01/1983 …” names it for the first date only. `mentions` are (offset, calendar) in order."""
    place = bisect_left(mentions, (start - _REACH, ''))
    while place < len(mentions) and mentions[place][0] <= end + _REACH:
        offset, calendar = mentions[place]
        between = text[offset:start] if offset < start else text[end:offset]
        if not _CLAUSE_END.search(between):
            return calendar
        place += 1
    return None


def gregorian(calendar: str, year: int, month: int, day: int) -> date:
    """The Gregorian day; for the Islamic calendar the tabular one, which observation may move by a day.

    Sources: the day counts of the calendars in E. M. Reingold and N. Dershowitz, Calendrical Calculations.
    Raises ValueError for a day that the calendar does not have.
    """
    if not (1 <= month <= (13 if calendar == 'ethiopian' else 12) and 1 <= day <= (31 if calendar == 'persian' else 30)):
        raise ValueError(f'{day}/{month} is not a day of the {calendar} calendar.')
    return date.fromordinal(_COUNTS[calendar](year, month, day) - _JULIAN_DAY_OF_ORDINAL_0)


def _ethiopian(year: int, month: int, day: int) -> int:
    return 1724221 + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day - 1


def _persian(year: int, month: int, day: int) -> int:
    cycle, place = divmod(year - 474, 2820)
    place += 474
    days = (month - 1) * 31 if month <= 7 else (month - 1) * 30 + 6
    return 1948320 + cycle * 1029983 + 365 * (place - 1) + (682 * place - 110) // 2816 + days + day


def _hijri(year: int, month: int, day: int) -> int:
    return 1948439 + 354 * (year - 1) + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day


_COUNTS = {'ethiopian': _ethiopian, 'persian': _persian, 'hijri': _hijri}
