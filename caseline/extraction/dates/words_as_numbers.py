"""Numbers in words: “vingt-deux”, “deux mille quatorze”, “nineteen ninety-eight”, “twee duizend negentien”."""
from __future__ import annotations

import re

from caseline.extraction.dates.lexicon import either
from caseline.extraction.dates.tokens import Token

_JOINTS = frozenset({' ', '-', ' et ', ' and ', '-et-', '\n', '\u00a0', ' -', '- ', ' en ', ' und ', '-\n', '  '})
_LONGEST = 9
_YEAR_COMING = re.compile(rf"(?:\b{either('year_words')}|\ban)\s+$", re.I)


def number_at(text: str, tokens: list[Token], index: int) -> tuple[int, int] | None:
    """The number written in words from tokens[index] on, as (value, index after its last word)."""
    total = current = 0
    after = index
    while after < len(tokens) and after - index < _LONGEST:
        sense = tokens[after].sense
        if sense.number is None or sense.digits or (sense.unit and after == index):
            break
        if after > index and text[tokens[after - 1].end:tokens[after].start].lower() not in _JOINTS:
            break
        step = _add(total, current, sense.number)
        if step is None:
            break
        total, current = step
        after += 1
        if sense.ordinal:
            break
    return (total + current, after) if after > index else None


def year_at(text: str, tokens: list[Token], index: int) -> tuple[int, int] | None:
    """A year in words after “l'an”, “het jaar”, “im Jahre”, “in the year”, as (year, index after its last word)."""
    if not _YEAR_COMING.search(text[max(0, tokens[index].start - 16):tokens[index].start]):
        return None
    number = number_at(text, tokens, index)
    return number if number and 1500 <= number[0] <= 2199 else None


def _add(total: int, current: int, value: int) -> tuple[int, int] | None:
    if value == 1000:
        return (total + (current or 1) * 1000, 0) if total == 0 else None
    if value == 100:
        return (total, (current or 1) * 100) if current < 100 else None
    if value > 100:
        return (total, value) if current == 0 and (total == 0 or total == 1000 and value < 1000) else None
    if current % 100 == 0:
        return (total, current + value)
    return _tens_and_units(total, current, value)


def _tens_and_units(total: int, current: int, value: int) -> tuple[int, int] | None:
    low = current % 100
    if value == 20 and low == 4:
        return total, current - 4 + 80
    if value < 10 and low % 10 == 0 and (low >= 20 or value >= 7):
        return total, current + value
    if 10 <= value < 20 and low in (60, 80):
        return total, current + value
    if value < 10 and low == 90 or low in (70, 90) and 7 <= value <= 9:
        return total, current + value
    if value >= 10 and 18 <= current <= 20 and total == 0:
        return current * 100, value
    return None
