"""What is said closer right behind a month or a year: “mei 2008 (08.05)”, “September 2022 (12th)”, “end of March - the 30th -”, “2013 (mars)”."""
from __future__ import annotations

import re
from dataclasses import replace

from caseline.extraction.dates.candidate import Candidate
from caseline.extraction.dates.lexicon import lexicon

_MONTHS = {word: sense for word, sense in lexicon().words.items() if sense.month and not sense.calendar and len(word) > 2}
_ORDINAL = r'(?:\.|st|nd|rd|th|e|er|ste|de)'
_DAY = re.compile(rf"\.?\s?[(–—-]\s?(?:(?:the|on the|le|op|op de|de|den|am|der) )?(?P<day>[0-3]?\d)(?:{_ORDINAL}\s?[-–]\s?(?P<last>[0-3]?\d))?{_ORDINAL}\s?(?:[)–—-]|,)", re.I)
_LED_DAY = re.compile(r"\.?\s?[(–—-]\s?(?:on the|the|le|op|am) (?P<day>[0-3]?\d)\s?[)–—-]", re.I)
_PAIR = re.compile(r'\.?\s?\((?P<day>[0-3]?\d)[./](?P<month>[01]?\d)\.?\)')
_OPENING = frozenset('(-–—,')
_MONTH = re.compile(r'(?:\s?\((?P<bracketed>[^\W\d_]{3,})\.?\s?\)|, (?P<behind>[^\W\d_]{3,})\.?(?=[,;.)\n]|$))')


def with_closer(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """`candidates` in order; a month or year becomes the day or month that stands in brackets or between dashes right behind it."""
    told: list[Candidate] = []
    for one in candidates:
        if told and one.start < told[-1].end:
            continue
        plain = one.day or one.legal or one.said or one.decade or text[one.end:one.end + 3].strip(' .')[:1] not in _OPENING
        told += [one] if plain else _days(text, one) if one.month else _month(text, one)
    return told


def _days(text: str, one: Candidate) -> list[Candidate]:
    if one.month > 12:
        return [one]
    pair = _PAIR.match(text, one.end)
    if pair:
        return [_closer(one, one.start, pair.end(), int(pair['day']))] if int(pair['month']) == one.month and _exists(pair['day']) else [one]
    match = _DAY.match(text, one.end) or _LED_DAY.match(text, one.end)
    if not match or not _exists(match['day']):
        return [one]
    if match.re is _DAY and match['last'] and int(match['day']) < int(match['last']) <= 31:
        return [_closer(one, one.start, match.end('day'), int(match['day'])), _closer(one, *match.span('last'), int(match['last']))]
    return [_closer(one, one.start, match.end() if match[0].endswith(')') else match.end('day'), int(match['day']))]


def _month(text: str, one: Candidate) -> list[Candidate]:
    match = _MONTH.match(text, one.end)
    sense = _MONTHS.get((match['bracketed'] or match['behind']).lower()) if match and one.year_written else None
    return [replace(one, end=match.end() if match['bracketed'] else match.end('behind'), month=sense.month, approximate='')] if sense else [one]


def _closer(one: Candidate, start: int, end: int, day: int) -> Candidate:
    return replace(one, start=start, end=end, day=day, approximate='', part=False)


def _exists(day: str) -> bool:
    return 1 <= int(day) <= 31
