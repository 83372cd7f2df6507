"""The relative expressions and feasts of the language files, compiled once and looked up by their key word.

A pattern is a regular expression with slots: `{n}` a number in figures or words, `{d}` a day of the month, `«…»` the key
words, one of which must stand there (`«{unit}»` and `«{units}»` are the words for one or several days, weeks, months and
years, `«{weekday}»` the weekdays; `«=…»` in small letters only). A meaning is `shift unit base`, for example `-n unit paper` or `+1 day told`.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Iterator

from caseline.extraction.dates.lexicon import add_trigger, lexicon

_FARTHEST = 44
_KEY = re.compile(r'«([^»]+)»')
_SPACE = re.compile(r'(\(\?<[!=][^)]*\)|\[[^\]]*\])| ')


@dataclass(frozen=True, slots=True)
class Expression:
    """One way of saying a date: what stands left and right of its key word, and what it means."""

    left: re.Pattern[str] | None
    right: re.Pattern[str] | None
    shift: str                       # "+1", "-n", "last", "next", "near", "day n", or a feast such as "easter+1"
    unit: str                        # day, week, month, year, weekday, season, feast
    base: str                        # paper, told, following; with ~ the value is approximate
    numbers: dict[str, int]
    language: str
    value: int = 0                   # weekday or season number of the key word
    reach: int = 0                   # how many characters left of the key word can matter
    lower_case: bool = False         # the key word counts only in small letters (“morgen”, not “Morgen”)


@cache
def expressions() -> dict[str, tuple[Expression, ...]]:
    """Key word (lower case) → its expressions, the most specific first."""
    found: dict[str, list[Expression]] = {}
    for language, data in lexicon().data.items():
        for word, expression in _of_language(language, data):
            found.setdefault(word, []).append(expression)
    for word in found:
        add_trigger(word)
    return {word: tuple(rules) for word, rules in found.items()}


def _of_language(language: str, data: dict[str, Any]) -> Iterator[tuple[str, Expression]]:
    numbers = {word: value for word, value in data['numbers'].items() if value <= 60}
    slots = {'{n}': r'(?P<n>\d{1,3}|' + '|'.join(sorted(map(re.escape, numbers), key=len, reverse=True)) + ')', '{d}': r'(?P<d>[0-3]?\d)(?:st|nd|rd|th|er|ste|de|e)?'}
    for pattern, meaning in data['relative']:
        shift, unit, base = _meaning(meaning)
        yield from _keyed(language, data, pattern, slots, numbers, shift, unit, base)
    for pattern, meaning in data['feasts']:
        yield from _keyed(language, data, pattern, slots, numbers, meaning, 'feast', 'paper')


def _meaning(meaning: str) -> tuple[str, str, str]:
    *shift, unit, base = meaning.split()
    return ' '.join(shift), unit, base


def _keyed(language: str, data: dict[str, Any], pattern: str, slots: dict[str, str], numbers: dict[str, int], shift: str, unit: str, base: str) -> Iterator[tuple[str, Expression]]:
    key = _KEY.search(pattern)
    left, right = _compiled(pattern[:key.start()], slots, '$'), _compiled(pattern[key.end():], slots, '')
    for word, own_unit, value in _key_words(data, key[1]):
        yield word.lstrip('='), Expression(left, right, shift, own_unit if unit == 'unit' else unit, base, numbers, language, value, _reach(pattern[:key.start()]), word[0] == '=')


def _reach(left: str) -> int:
    """No match is longer than its pattern, but for runs of spaces and the words of a number."""
    return min(_FARTHEST, len(left) + 4 + 16 * ('{' in left))


def _compiled(pattern: str, slots: dict[str, str], end: str) -> re.Pattern[str] | None:
    for slot, expanded in slots.items():
        pattern = pattern.replace(slot, expanded)
    pattern = pattern.removesuffix(r'\b') if end else pattern
    pattern = r'(?<!\w)' + pattern[2:] if pattern.startswith(r'\b') else pattern
    if not pattern:
        return None
    return re.compile(r'(?:' + _SPACE.sub(lambda space: space[1] or r'[\s>]+', pattern) + ')' + end, re.I)


def _key_words(data: dict[str, Any], key: str) -> Iterator[tuple[str, str, int]]:
    """(word, unit, value) of every word that the key allows."""
    names = {word: unit for unit, (one, many) in data['units'].items() for word in (*one, *many)}
    if key in ('{unit}', '{units}'):
        for unit, forms in data['units'].items():
            yield from ((word, unit, 0) for word in forms[key == '{units}'])
    elif key == '{weekday}':
        for number, days in data['weekdays'].items():
            yield from ((day + part, 'day', int(number)) for day in days if len(day) >= 5 and day not in ('thurs',) for part in ('', *data.get('parts_of_day', ())))
    else:
        seasons = {name: int(number) for number, words in data['seasons'].items() for name in words}
        for word in key.split('|'):
            yield word, names.get(word.lstrip('='), ''), seasons.get(word, 0)
