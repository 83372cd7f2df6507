"""Which other calendar a paper names for a date; `edtf.calendars` converts it."""
from __future__ import annotations

import re
from bisect import bisect_left

from caseline.extraction.dates.lexicon import calendars
from caseline.extraction.dates.tokens import Token

_REACH = 60
_MARK_LETTERS = 'CHPዓهم'
# “Ethiopian” is mostly a nationality: it names a calendar beside such a word, or alone in brackets behind a date.
_CALENDAR_WORD = re.compile(r'cal[ae]nd|kalend|zeitrechnung|jaartelling|tijdrekening|\b[eè]re\b|\bera\b', re.IGNORECASE)
_BESIDE = 22
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


def is_of_a_calendar(text: str, token: Token) -> bool:
    """Whether a name of a calendar is said of one here, and not of a person, a language or a country."""
    if token.sense.month:
        return False
    if text[token.start:token.end].lower() in calendars()[token.sense.calendar]['alone']:
        return True
    if text[token.start - 1:token.start] == '(' and text[token.end:token.end + 1] == ')':
        return True
    return bool(_CALENDAR_WORD.search(text, max(0, token.start - _BESIDE), token.end + _BESIDE))


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
