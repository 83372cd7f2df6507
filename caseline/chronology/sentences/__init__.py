"""The chronology's own sentences, in English, French, Dutch and German: one JSON table per language beside this file."""
import json
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from caseline import edtf

LANGUAGES = ('en', 'fr', 'nl', 'de')


def say(key: str, lang: str, **facts: object) -> str:
    """Return the sentence `key` in `lang` (English where the language is unknown) with its facts filled in."""
    return _table(lang)[key].format(**facts)


@lru_cache(maxsize=16384)
def dated(text: str | None, lang: str, within: bool = False, short: bool = False) -> str:
    """Write an EDTF text as people read it; what is not EDTF is shown as it stands."""
    if not text:
        return '?'
    try:
        return edtf.show(text, lang, within=within, short=short)
    except edtf.NotEdtf:
        return text


def listed(items: Iterable[object], lang: str) -> str:
    """Join items as a sentence does: “2012, 2013 and 2017”."""
    parts = [str(item) for item in items]
    if len(parts) < 2:
        return ''.join(parts)
    return f'{", ".join(parts[:-1])} {say("and", lang)} {parts[-1]}'


def stretches(years: Iterable[int]) -> list[str]:
    """Write years, three or more that follow each other drawn together: “2011–2013”, “2015”, “2016”."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][1] + 1:
            runs[-1][1] = year
        else:
            runs.append([year, year])
    return [text for first, last in runs for text in ([f'{first}–{last}'] if last - first > 1 else map(str, range(first, last + 1)))]


@cache
def _table(lang: str) -> dict[str, str]:
    name = lang if lang in LANGUAGES else 'en'
    return json.loads((Path(__file__).parent / f'{name}.json').read_text('utf-8'))
