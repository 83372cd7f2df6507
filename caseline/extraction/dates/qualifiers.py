"""The words before a date that make it less than exact, or one side of a span: “vers”, “fin”, “mi-”, “sinds”, “until”."""
from __future__ import annotations

import re
from typing import NamedTuple

from caseline.extraction.dates.before import last_words
from caseline.extraction.dates.lexicon import cues_of, either

_REACH = 34
_SIGNS = ('±', '~', '+/-', '± ', '~ ')
_ARTICLE = rf"(?:\s*{either('articles')})*\s*"
_ABOUT = re.compile(rf"(?<!\w){either('about')}(?!\w)[.:]?{_ARTICLE}$", re.I)
_PART = re.compile(rf"(?<!\w){either('part')}(?!\w)[ \-‑]?{_ARTICLE}$", re.I)
_PERHAPS = re.compile(rf"(?<!\w){either('perhaps')}(?!\w){_ARTICLE}$", re.I)
_BOUND = re.compile('|'.join(rf"(?<!\w)(?P<{side}>{either(side)})(?!\w){_ARTICLE}$" for side in ('since', 'until', 'before', 'after')), re.I)
_INEXACT = cues_of('about', 'part', 'perhaps')
_SIDES = cues_of('since', 'until', 'before', 'after')
_BEHIND = ('lastyear', 'nextyear', 'after', 'earlier', 'same', 'this', 'last', 'next', 'following')
_BEFORE = ('last', 'next', 'this', 'same', 'following')
_YEAR_BEHIND = re.compile(r"\s{0,2},?\s{0,2}(?:" + '|'.join(rf"(?P<{name}>{either('year_behind.' + name)})" for name in _BEHIND) + r")(?!\w)", re.I)
_YEAR_BEFORE = re.compile(r"(?<!\w)(?:" + '|'.join(rf"(?P<{name}>{either('year_before.' + name)})" for name in _BEFORE) + r")\s+$", re.I)
_YEAR_NAMES = {'lastyear': '-1', 'nextyear': '+1'}


class Qualifiers(NamedTuple):
    """What the words before a date make of it."""

    approximate: str = ''      # 'about', or 'part' of a month or year, or ''
    doubted: bool = False      # “sans doute le 3 mars”
    bound: str = ''            # since, until, before or after: one side of a span


_NONE = Qualifiers()


def before(text: str, start: int) -> Qualifiers:
    """What the words before text[start] make of the date that begins there."""
    near = text[max(0, start - _REACH):start]
    if near.endswith(_SIGNS):
        return Qualifiers('about')
    words = last_words(text, start, _REACH)
    inexact, side = not _INEXACT.isdisjoint(words), not _SIDES.isdisjoint(words)
    if not (inexact or side):
        return _NONE
    approximate = '' if not inexact else 'about' if _ABOUT.search(near) else 'part' if _PART.search(near) else ''
    match = _BOUND.search(near) if side else None
    return Qualifiers(approximate, inexact and bool(_PERHAPS.search(near)), match.lastgroup or '' if match else '')


def year_hint(text: str, start: int, end: int) -> tuple[str, int]:
    """Which year a date without one says it is in, and the offset behind the words that say so.

    'last', 'next' or 'this' time round; '-1' or '+1' for last and next year; 'following' or 'same' year as what was told;
    'after' or 'earlier' the year after or before it; '' when nothing is said.
    """
    match = _YEAR_BEHIND.match(text, end)
    if match:
        return _YEAR_NAMES.get(match.lastgroup, match.lastgroup), match.end()
    match = _YEAR_BEFORE.search(text, max(0, start - _REACH), start)
    if match and match.lastgroup == 'same' and text[start].isdecimal():   # “he said that 12 May …”
        return '', end
    return (match.lastgroup, end) if match else ('', end)
