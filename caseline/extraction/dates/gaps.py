"""What stands between two words of a date: nothing much, “of”, “and”, “to”, a dash."""
from __future__ import annotations

from caseline.extraction.dates.lexicon import words_of

NEAR, OF, AND, TO, COMMA, DASH, SLASH, ARTICLE, APOSTROPHE = (1 << bit for bit in range(9))
JOIN = AND | TO | COMMA | DASH | SLASH

_LONGEST = 28
_REMEMBERED = 20_000
_MARKS = {'': NEAR, '.': NEAR, '°': NEAR, 'º': NEAR, '.,': NEAR | COMMA, ',': NEAR | COMMA, '/': SLASH, './': SLASH, '\\': SLASH, '-': DASH,
          '.-': DASH, '–': DASH, '—': DASH, '‑': DASH, '.–': DASH, '-.': DASH, "'": APOSTROPHE, '’': APOSTROPHE, '&': AND, '+': AND, ", '": APOSTROPHE,
          '_': NEAR, '|': NEAR, ':': ARTICLE, '(': ARTICLE, ', (': ARTICLE, ', le': ARTICLE | COMMA, '‐': DASH, '−': DASH, '-/': SLASH, '->': TO, '→': TO, '=>': TO}
_ARTICLES = frozenset({'le', 'the', 'den', 'dem', 'der', 'op', 'd.d.', 'dd', 'dd.', 'on', 'am', 'du', 'au', 'les', 'de', 'ce', 'vom', 'd.d', 'dat.'})
_PREPOSITIONS = ('on ', 'op ', 'am ', 'à la ', 'en date ')
_memory: dict[str, int] = {}


def between(text: str, start: int, end: int) -> int:
    """The kinds of gap (NEAR, OF, AND, …) that text[start:end] can be, as bits; 0 when it separates."""
    if end - start > _LONGEST:
        return 0
    gap = text[start:end]
    kinds = _memory.get(gap)
    if kinds is None:
        if len(_memory) > _REMEMBERED:
            _memory.clear()
        kinds = _memory[gap] = _understood(gap)
    return kinds


def _understood(gap: str) -> int:
    if gap.count('\n') > 2:
        return 0
    core = ' '.join(gap.lower().split())
    kinds = _MARKS.get(core, 0) or _MARKS.get(core.replace(' ', ''), 0) & DASH
    if kinds:
        return kinds
    core = core.replace('’', "'")
    bare = core.lstrip('.,;°º) ').strip()
    if core[:1] == '.' and len(core) > 1 and core[1] == ' ' and '\n' in gap:
        return 0
    if bare in words_of('ordinal_endings'):
        kinds |= NEAR
    if bare in words_of('and'):
        kinds |= AND
    if bare in words_of('to'):
        kinds |= TO
    if bare in words_of('of'):
        kinds |= OF
    if bare in _ARTICLES or bare.startswith(_PREPOSITIONS) and bare.split(' ', 1)[1] in _ARTICLES:
        kinds |= ARTICLE | (COMMA if core[:1] == ',' else 0)
    return kinds
