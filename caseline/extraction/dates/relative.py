"""Dates said from somewhere else: “hier”, “le 3 courant”, “three weeks later”, “vorige week”, “am folgenden Tag”, “lundi de Pâques 2014”."""
from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Iterable

from caseline.extraction.dates.expressions import Expression, expressions
from caseline.extraction.dates.lexicon import either, either_in, lexicon
from caseline.extraction.dates.tokens import Token
from caseline.extraction.dates.tongue import is_rather

_LEFT, _RIGHT = 44, 40
_YEAR_AFTER = re.compile(r"\s*(?:,|de|van|of|l['’]an|du)?\s*((?:19|20)\d{2})(?![\d/])")
_FEAST_NEEDS = re.compile(rf"(?<!\w){either('feast_before')}\s+(?:la |l['’]|de |den |dem )?$", re.I)
_LEANING = {language: (re.compile(rf"\b{either_in(language, 'future')}\b", re.I), re.compile(rf"\b{either_in(language, 'past')}\b", re.I)) for language in lexicon().data}
_SENTENCE = re.compile(r'[;!?\n]|\.\s|, (?:das|dass|which|et|and|en)\b')


# key words that are little words of a language, perhaps of another than their own (“hier”): word → those languages
_LITTLE_WORD_OF = {word: languages for word in expressions() if (languages := frozenset(name for name, data in lexicon().data.items() if word in data['little']))}


@dataclass(frozen=True, slots=True)
class Said:
    """A relative expression as it stands: where, how far from what."""

    start: int
    end: int
    expression: Expression
    count: int
    year: int | None = None          # a feast's own year
    future: bool = False


def said_at(text: str, token: Token) -> Said | None:
    """The relative expression or feast whose key word is `token`, or None."""
    word = text[token.start:token.end].lower()
    rules = expressions().get(word)
    if not rules:
        return None
    left, right = text[max(0, token.start - _LEFT):token.start], text[token.end:token.end + _RIGHT]
    for rule in rules:
        said = _match(rule, text, token, left, right)
        if said and (word not in _LITTLE_WORD_OF or rule.language in _LITTLE_WORD_OF[word] or is_rather(text, token.start, token.end, rule.language, _LITTLE_WORD_OF[word])):
            return said
    return None


def _match(rule: Expression, text: str, token: Token, left: str, right: str) -> Said | None:
    if rule.lower_case and text[token.start].isupper():
        return None
    before = rule.left.search(left, max(0, len(left) - rule.reach)) if rule.left else None
    if rule.left and not before:
        return None
    after = rule.right.match(right) if rule.right else None
    if rule.right and not after:
        return None
    count = _count(rule, before)
    if count is None:
        return None
    start = token.start - (len(left) - before.start()) if before else token.start
    end = token.end + (after.end() if after else 0)
    if rule.unit == 'feast':
        return _feast(rule, text, start, end)
    return Said(start, end, rule, count, future=rule.shift == 'near' and leaning(text, start, end, (rule.language,)) > 0)


def _count(rule: Expression, before: re.Match[str] | None) -> int | None:
    groups = before.groupdict() if before else {}
    if groups.get('d'):
        return int(groups['d'])
    written = groups.get('n')
    if written is None:
        return 0
    return int(written) if written.isdecimal() else rule.numbers.get(written.lower())


def _feast(rule: Expression, text: str, start: int, end: int) -> Said | None:
    year = _YEAR_AFTER.match(text, end)
    if year:
        return Said(start, year.end(), rule, 0, int(year[1]))
    if _FEAST_NEEDS.search(text[max(0, start - 16):start]) and not text[start].islower() | (end - start < 4):
        return Said(start, end, rule, 0)
    return None


def leaning(text: str, start: int, end: int, languages: Iterable[str]) -> int:
    """Where the sentence around text[start:end] looks: 1 ahead (“will”, “wird”, “convoqué”), -1 back, 0 nowhere clear.

    `languages` are those that the date's own words belong to.
    """
    left, right = _SENTENCE.split(text[max(0, start - 90):start])[-1], _SENTENCE.split(text[end:end + 60])[0]
    around = left + ' ' + right
    tenses = [_LEANING[language] for language in languages]
    return any(future.search(around) for future, _ in tenses) - any(past.search(around) for _, past in tenses)


def resolve(said: Said, paper: date | None, told: date | None, told_day: bool, following: date | None) -> str | None:
    """EDTF of what was said, or None when what it counts from is not known.

    `paper` is the date of the document, `told` the date told just before (`told_day` when to the day), `following` the one just behind.
    """
    rule = said.expression
    base = {'paper': paper, 'told': told or paper, 'following': following}[rule.base.rstrip('~')]
    if rule.unit == 'feast':
        return _of_feast(rule.shift, said.year) if said.year else _nearest_feast(rule.shift, base or told)
    if base is None or rule.base == 'told' and told and not told_day and rule.unit in ('day', 'week', 'weekday'):
        return None
    try:
        value = _shifted(said, base)
        return value + '~' if rule.base.endswith('~') else value
    except (ValueError, OverflowError):
        return None


def _shifted(said: Said, base: date) -> str | None:
    rule, shift = said.expression, said.expression.shift
    if rule.unit == 'weekday':
        return _weekday(base, rule.value, shift, said.future).isoformat()
    if rule.unit == 'season':
        return f'{base.year + _season_years(base, rule.value, shift)}-{rule.value}'
    if shift.startswith('day'):
        month = _months(base, int(rule.unit[5:] or 0))
        return date(month.year, month.month, said.count).isoformat()
    counted = shift[1:] in ('n', 'a')
    step = int(shift[0] + str(said.count if shift[1:] == 'n' else 1)) if counted else int(shift)
    return _moved(base, step, rule.unit, counted)


def _moved(base: date, step: int, unit: str, counted: bool) -> str | None:
    if unit == 'day':
        return (base + timedelta(days=step)).isoformat()
    if unit == 'week' and not counted:
        monday = base - timedelta(days=base.weekday()) + timedelta(weeks=step)
        return f'{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}'
    if unit == 'week':
        return (base + timedelta(weeks=step)).isoformat() + '~'
    mark = '~' if counted else ''
    if unit == 'month':
        return f'{_months(base, step):%Y-%m}{mark}'
    return f'{base.year + step:04d}{mark}' if MINYEAR < base.year + step < MAXYEAR else None


def _months(base: date, step: int) -> date:
    index = base.year * 12 + base.month - 1 + step
    year, month = divmod(index, 12)
    return date(year, month + 1, min(base.day, monthrange(year, month + 1)[1]))


def _weekday(base: date, wanted: int, shift: str, future: bool) -> date:
    """The weekday meant: “last” and “next” exclude the day itself, “near” is the past one unless the sentence looks ahead."""
    back = (base.isoweekday() - wanted) % 7
    if shift == 'last':
        return base - timedelta(days=back or 7)
    if shift == 'next':
        return base + timedelta(days=(7 - back) if back else 7)
    return base + timedelta(days=(7 - back) % 7) if future else base - timedelta(days=back)


def _season_years(base: date, season: int, shift: str) -> int:
    if shift == 'last':
        return 0 if base.month > (season - 20) * 3 + 2 and season != 24 else -1
    return 1 if shift == 'next' and base.month >= (season - 20) * 3 else 0


def _of_feast(rule: str, year: int) -> str:
    mark = '~' if rule.endswith('~') else ''
    rule = rule.rstrip('~')
    if rule.startswith('easter'):
        return (easter(year) + timedelta(days=int(rule[6:]))).isoformat() + mark
    return f'{year:04d}-{rule}{mark}'


def _nearest_feast(rule: str, base: date | None) -> str | None:
    """The feast closest to `base`, which may be of the year before or after."""
    if base is None:
        return None
    around = [_of_feast(rule, base.year + step) for step in (0, -1, 1)]
    return min(around, key=lambda value: abs((date.fromisoformat(value[:10]) - base).days))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus of 1876)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    shift, skipped = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - shift - correction + 15) % 30
    leap, left = divmod(rest, 4)
    week = (32 + 2 * skipped + 2 * leap - moon - left) % 7
    month, day = divmod(moon + week - 7 * ((golden + 11 * moon + 22 * week) // 451) + 114, 31)
    return date(year, month, day + 1)
