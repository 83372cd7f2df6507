"""Which language the words around a place are rather in, by their little words; papers are mixed, so only the neighbours are asked."""
from __future__ import annotations

import re
from functools import cache
from typing import Iterable

from caseline.extraction.dates.lexicon import lexicon

_WORD = re.compile(r'[^\W\d_]+')
_REACH = 70


def is_rather(text: str, start: int, end: int, language: str, others: Iterable[str]) -> bool:
    """Whether the words around text[start:end] are of `language` at least as often as of one of `others`."""
    around = _WORD.findall(text[max(0, start - _REACH):start].lower()) + _WORD.findall(text[end:end + _REACH].lower())
    own = sum(word in _only()[language] for word in around)
    return all(own >= sum(word in _only()[other] for word in around) for other in others)


@cache
def _only() -> dict[str, frozenset[str]]:
    """Language → its little words that no other language has."""
    little = {language: frozenset(data['little']) for language, data in lexicon().data.items()}
    return {language: words.difference(*(others for name, others in little.items() if name != language)) for language, words in little.items()}
