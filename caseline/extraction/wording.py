"""One neutral sentence per proposal, in the reader's language; the words of a source stay in its quote.

The sentences are data of the country (`sentences/<language>.json`): `{who}` is a field, `{is|are}` the form for one or for
several, a part in [brackets] is left out when a field in it is not known, and of several sentences the first one whose
fact holds is taken.
"""
import re
from functools import cache
from typing import Any, Callable, Mapping

from caseline import countries
from caseline.edtf import show
from caseline.extraction.grammar import LANGUAGES
from caseline.extraction.subject import Subject, newborn, subject_of
from caseline.extraction.told import Told, spelled

_OPTIONAL = re.compile(r'\[([^\]]*)\]')
_FIELD = re.compile(r'\{([^}]*)\}')
# An end of validity before the event is that of an earlier document.
_ENDS = ('valid_until', 'expiry_date')


def sentence_for(told: Told, lang: str) -> str:
    """Return what happened, without the date and the people that stand in their own columns: “Asylum is refused.”

    `lang` is en, fr or nl; in another language, and for a kind of event without a sentence, the label of the kind.
    Further dates are added where they are not the event's own: “…; notified on 22 September 2014.”
    """
    words = _words(told.country, lang)
    template, planned = _chosen(words.get('events', {}).get(told.type, ''), told)
    if not template:
        return countries.load(told.country).label(told.type, lang) + '.'
    text = _filled(template, told, words, lang).strip()
    if not planned and told.marked_as_planned():
        text = f'{text} {words["planned"]}'
    text = words['then'].join((text, *_other_dates(told, words, lang)))
    return f'{text[:1].upper()}{text[1:]}.'


def _chosen(choice: str | Mapping[str, str], told: Told) -> tuple[str, bool]:
    """The sentence of the first fact that holds, and whether it says that the event is still to come."""
    if isinstance(choice, str):
        return choice, False
    for flags, text in choice.items():
        if not flags or any(all(map(told.holds, each.split(' and '))) for each in flags.split(' or ')):
            return text, flags == 'planned' or flags.startswith('is_')
    return '', False


def _filled(template: str, told: Told, words: Mapping[str, Any], lang: str) -> str:
    subject: list[Subject] = []

    def value(name: str) -> str:
        if name == 'who' or '|' in name:
            subject.append(subject[0] if subject else subject_of(told, words['who']))
            return subject[0].text if name == 'who' else name.split('|')[subject[0].many]
        return _field(name, told, words, lang)

    def kept(match: re.Match[str]) -> str:
        return match.group(1) if all(value(name) for name in _FIELD.findall(match.group(1))) else ''

    return _FIELD.sub(lambda match: value(match.group(1)), _OPTIONAL.sub(kept, template))


def _field(name: str, told: Told, words: Mapping[str, Any], lang: str) -> str:
    if name in FIELDS:
        return FIELDS[name](told, words, lang)
    if name in words['choices']:
        return _chosen(words['choices'][name], told)[0]
    named = [text for flag, text in words['lists'].get(name, {}).items() if told.holds(flag)]
    return words['who']['and'].join(named)


FIELDS: Mapping[str, Callable[[Told, Mapping[str, Any], str], str]] = {
    'annex': lambda told, words, lang: words['annex'].format(number=told.annex()) if told.annex() else '',
    'author': lambda told, words, lang: spelled(told.author) or words['who']['somebody'],
    'child': lambda told, words, lang: newborn(told) or words['who']['a child'],
    'days': lambda told, words, lang: told.days(),
    'lawyer': lambda told, words, lang: told.lawyer() or words['who']['a lawyer'],
    'own lawyer': lambda told, words, lang: told.lawyer(),
    'number': lambda told, words, lang: told.number(),
    'place': lambda told, words, lang: told.place(lang),
    'school': lambda told, words, lang: told.school(),
}


def _other_dates(told: Told, words: Mapping[str, Any], lang: str) -> list[str]:
    said = []
    for role, phrase in words['roles'].items():
        value = told.dates.get(role)
        if value and value != told.edtf and not (role in _ENDS and value < told.edtf):
            shape, date = _shape(value), show(value, lang)
            said.append(phrase.format(**{name: (by_shape.get(shape) or by_shape['']).format(date=date) for name, by_shape in words['dates'].items()}))
    return said


def _shape(edtf: str) -> str:
    """How exact a date is, for the word before it: “on 4 May”, “in May”, “in 2004”; '' for one that is not plain."""
    if not edtf.replace('-', '').isdigit():
        return ''
    return 'season' if len(edtf) == 7 and edtf[5:] > '12' else {10: 'day', 7: 'month', 4: 'month'}.get(len(edtf), '')


@cache
def languages_of(country: str) -> tuple[str, ...]:
    """The languages (ISO 639-1) in which the country's data can say a sentence."""
    return tuple(lang for lang in LANGUAGES if _words(country, lang))


@cache
def _words(country: str, lang: str) -> Mapping[str, Any]:
    """The sentences of a language; empty for one that the country's data does not have."""
    try:
        return countries.load(country).table(f'sentences/{lang}')
    except FileNotFoundError:
        return {}
