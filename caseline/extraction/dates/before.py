"""The words just before a date, cheaply: most questions about a date are settled by the last one."""
from __future__ import annotations

_REACH = 24


def last_word(text: str, start: int) -> str:
    """The last run of non-spaces before text[start], lower case, without the punctuation around it; '' at the beginning."""
    words = text[max(0, start - _REACH):start].split()
    return words[-1].lower().strip('.,:;()[]«»"“”') if words else ''


def last_words(text: str, start: int, reach: int) -> set[str]:
    """All words in the `reach` characters before text[start], lower case; elisions and hyphens are split."""
    return set(text[max(0, start - reach):start].lower().replace("'", ' ').replace('’', ' ').replace('-', ' ').replace('(', ' ').replace('.', ' ').replace(',', ' ').split())
