"""The words of dates: one readable file per language in this folder, read once; a new language is a new file.

Papers are mixed, so the words of all languages are always searched for together.
"""
from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Iterable, Iterator

_FOLDER = Path(__file__).parent
_LETTERS = re.compile(r'[^\W\d_]+|t/m')


@dataclass(frozen=True, slots=True)
class Sense:
    """What one written word or number can mean in a date; several readings at once are normal (“sept”, “mai”)."""

    number: int | None = None        # value of digits, of an ordinal (“1er”, “third”) or of a number word (“vingt”)
    digits: int = 0                  # how many digits it was written with; 0 for words
    ordinal: bool = False
    repaired: bool = False           # letters were read as digits (“2O19”)
    lettered: bool = False           # all of them were letters (“ll maart”): a day only right before its month
    month: int | None = None
    needs_company: bool = False      # a bare month that is also an ordinary word or name (“mars”, “may”, “mei”)
    month_languages: frozenset[str] = frozenset()
    weekday: int | None = None
    season: int | None = None
    unit: str | None = None          # day, week, month, year
    trigger: bool = False            # key word of a relative expression or of a feast
    calendar: str | None = None      # the name of another calendar or, with `month`, one of its months
    decade: bool = False             # “1990s”, “90er”, “nineties”


@dataclass(slots=True)
class Lexicon:
    """All languages together: `words` by spelling, `around` the lists of what stands around dates, `data` as in the files."""

    words: dict[str, Sense] = field(default_factory=dict)
    around: dict[str, list[str]] = field(default_factory=dict)
    data: dict[str, dict[str, Any]] = field(default_factory=dict)


@cache
def lexicon() -> Lexicon:
    """Read every language beside this module: `fr.json` the words of dates, `fr.around.json` what stands around them."""
    found = Lexicon()
    for path in sorted(_FOLDER.glob('??.json')):
        found.data[path.stem] = _language(path.stem)
    for language, data in found.data.items():
        _add_numbers(found.words, data)
        _add_names(found.words, language, data)
        _add_units(found.words, language, data)
        for name, entries in _lists(data):
            found.around.setdefault(name, []).extend(entries)
    _add_calendars(found.words)
    return found


def _language(code: str) -> dict[str, Any]:
    """Both files of a language; what it does not list is empty, so that a language may begin small."""
    complete = _read('en.json') | _read('en.around.json')
    known = _read(f'{code}.json') | _read(f'{code}.around.json')
    return {name: type(entry)() for name, entry in complete.items() if isinstance(entry, (list, dict))} | known


@cache
def words_of(*names: str) -> frozenset[str]:
    """The plain words that all languages list under these names."""
    return frozenset(word for name in names for word in lexicon().around[name])


def either(*names: str) -> str:
    """A regular expression for any of the entries listed under these names, longest first; in brackets. KeyError for an unknown name."""
    return _alternatives(entry for name in names for entry in lexicon().around[name])


def either_in(language: str, name: str) -> str:
    """The same for one language only: “werden” looks ahead in German and back in Dutch."""
    return _alternatives(lexicon().data[language][name])


def _alternatives(listed: Iterable[str]) -> str:
    entries = set(listed)
    if not entries:
        return '(?!)'
    return '(?:' + '|'.join(sorted(entries, key=lambda entry: (-len(entry), entry))) + ')'


def cues_of(*names: str) -> frozenset[str]:
    """The longest word of each entry: when none of them stands there, the entries need not be tried."""
    return frozenset(max(_LETTERS.findall(entry.lower()), key=len) for name in names for entry in lexicon().around[name]) | words_of(*names)


def calendars() -> dict[str, dict[str, list]]:
    """The names, marks and months of the other calendars."""
    return _read('calendars.json')


def places_with_postcodes() -> str:
    """A regular expression for places whose postcode looks like a year."""
    return '(?:' + '|'.join(_read('postcodes.json')['places']) + ')'


@cache
def _read(name: str) -> dict[str, Any]:
    return json.loads((_FOLDER / name).read_text('utf-8'))


def _lists(data: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """The lists of strings in a language's data; those inside `year_behind`, `year_before` and `bare_days` get names such as `year_behind.last`."""
    for name, entry in data.items():
        if isinstance(entry, list) and entry and isinstance(entry[0], str):
            yield name, entry
        elif isinstance(entry, dict) and name in ('year_behind', 'year_before', 'bare_days'):
            yield from ((f'{name}.{key}', values) for key, values in entry.items())


def _add(words: dict[str, Sense], word: str, **facts: Any) -> None:
    known = words.get(word, Sense())
    if 'month_languages' in facts:
        facts['month_languages'] |= known.month_languages
    words[word] = replace(known, **facts)


def _add_names(words: dict[str, Sense], language: str, data: dict[str, Any]) -> None:
    company = set(data['months_needing_company'])
    for number, names in data['months'].items():
        for name in names:
            lonely = words.get(name, Sense()).needs_company or name in company
            _add(words, name, month=int(number), needs_company=lonely, month_languages=frozenset({language}))
    for number, names in data['weekdays'].items():
        for name in names:
            for part in ('', *data.get('parts_of_day', ())):
                _add(words, name + part, weekday=int(number))
    for number, names in data['seasons'].items():
        for name in names:
            _add(words, name, season=int(number))


def _add_units(words: dict[str, Sense], language: str, data: dict[str, Any]) -> None:
    for unit, (one, many) in data['units'].items():
        for word in (*one, *many):
            _add(words, word, unit=unit)
    for word, value in data.get('decades', {}).items():
        for ending in ('', *data.get('decade_endings', ())):
            _add(words, word + ending, number=value, digits=2, decade=True)


def _add_calendars(words: dict[str, Sense]) -> None:
    for name, calendar in calendars().items():
        for word in calendar['names']:
            _add(words, word, calendar=name)
        for number, months in enumerate(calendar['months'], 1):
            for month in months:
                _add(words, month, month=number, calendar=name, needs_company=True, month_languages=frozenset())


def add_trigger(word: str) -> None:
    """Make `word` a token that may carry a relative expression or a feast."""
    _add(lexicon().words, word, trigger=True)


def _add_numbers(words: dict[str, Sense], data: dict[str, Any]) -> None:
    for word, value in data['numbers'].items():
        _add(words, word, number=value)
    for word, value in _compounds(data):
        _add(words, word, number=value)
    for word, value in _ordinals(data):
        _add(words, word, number=value, ordinal=True)


def _compounds(data: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """Number words that Dutch and German write as one: “tweeëntwintig”, “neunzehnhundertachtundneunzig”."""
    rules = data.get('compounds')
    if not rules:
        return
    small = [(word, value) for word, value in data['numbers'].items() if value < 100 and word not in rules['not_in']]
    tens = [(word, value) for word, value in small if value >= 20]
    below_hundred = list(small)
    for unit, value in small:
        if value < 10:
            below_hundred += [(unit + joint + ten, ten_value + value) for joint in rules['and'] for ten, ten_value in tens]
    yield from below_hundred
    centuries = [(word + rules['hundred'], value * 100) for word, value in small if value < 20]
    millennia = [(word + rules['thousand'], value * 1000) for word, value in [('', 1), *small] if value in (1, 2)]
    for head, value in centuries + millennia:
        yield head, value
        for tail, rest in below_hundred:
            yield head + tail, value + rest
            yield head + rules['and'][0] + tail, value + rest


def _ordinals(data: dict[str, Any]) -> Iterator[tuple[str, int]]:
    endings = data.get('ordinal_inflections', [''])
    for word, value in data['ordinals'].items():
        yield from ((word + ending, value) for ending in endings)
    if 'compound_ordinal' in data:
        for word, value in _days_in_words(data):
            yield from ((word + data['compound_ordinal'] + ending, value) for ending in endings)


def _days_in_words(data: dict[str, Any]) -> Iterator[tuple[str, int]]:
    simple = [(word, value) for word, value in data['numbers'].items() if value in (20, 30)]
    yield from simple
    yield from ((word, value) for word, value in _compounds(data) if 20 < value < 32)
