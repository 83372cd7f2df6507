"""Which other calendar a paper names for a date; `edtf.calendars` converts it."""
from __future__ import annotations

import re
from bisect import bisect_left

from caseline.extraction.dates.lexicon import calendars

_REACH = 60
_MARK_LETTERS = 'CHPዓهم'
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
