"""One neutral sentence per proposal, in the reader's language; the words of a source stay in its quote."""
import json
from functools import cache
from pathlib import Path
from typing import Any, Mapping, Sequence

from caseline import countries
from caseline.edtf import show

_HOME = Path(__file__).parent / 'lexicon' / 'sentences.json'
_MOST_NAMES = 4


def sentence_for(event_type: str, edtf: str, within: bool, dates: Mapping[str, str], persons: Sequence[str], lang: str, country: str) -> str:
    """Return what happened, when and to whom: “Order to leave the territory (4 September 2014), notified on …: A, B.”

    `lang` is en, fr, nl or de; dates are printed as a careful person would, never more exactly than they are known.
    """
    words = _words(lang)
    what = words['events'].get(event_type) or countries.load(country).label(event_type, lang)
    text = f'{what} ({show(edtf, lang, within=within)})' if edtf else what
    for role, value in dates.items():
        phrase = words['roles'].get(role)
        if phrase and value != edtf:
            text += f', {phrase} {show(value, lang)}'
    return f'{text}: {_listed(persons, words)}.' if persons else f'{text}.'


def _listed(persons: Sequence[str], words: Mapping[str, Any]) -> str:
    shown = list(persons[:_MOST_NAMES])
    more = len(persons) - len(shown)
    return ', '.join(shown) + (f' {words["more"].format(count=more)}' if more else '')


@cache
def _words(lang: str) -> Mapping[str, Any]:
    tables = json.loads(_HOME.read_text('utf-8'))
    return tables.get(lang, tables['en'])
