"""File numbers in a paper: whose number it is, its normal form, and where it stands."""
import re
from dataclasses import dataclass
from functools import cache
from typing import Iterable, Iterator, Mapping, NamedTuple, Sequence

import ahocorasick

from caseline import countries
from caseline.extraction.fold import fold
from caseline.extraction.model import Reference


# How far the label of a number can stand from it, how far before a label its form can begin and after it end, and how many words the
# heading of a judgment has.
_LABEL, _BEFORE, _AFTER, _HEAD = 110, 30, 220, 40
# A label shorter than this is a word's beginning, one of two letters a word: “ar” is no part of “article”.
_SHORT, _WORD = 5, 2


@dataclass(frozen=True, slots=True)
class _Form:
    system: str
    pattern: re.Pattern[str]
    shape: str
    needs: tuple[str, ...]
    value: re.Pattern[str] | None    # what every such number looks like; the form is only looked for around it


class _Forms(NamedTuple):
    """All forms, in order, and the labels near which those with labels are looked for."""
    forms: tuple[_Form, ...]
    labelled: frozenset[int]
    labels: ahocorasick.Automaton


def references_of(text: str, page: int, country: str, *, kind: str | None, issuer: str | None,
                  cited: Sequence[tuple[int, int]] = ()) -> tuple[list[Reference], list[str]]:
    """Return the file numbers of a page, each system and value once, and warnings about numbers that fail their checksum.

    Case law cited between brackets is not the family's and is left out. `kind` and `issuer` settle what a bare
    “Réf.” is: a commune's letter bears the commune's number. `cited` are stretches that only argue with case law.
    """
    found: dict[tuple[str, str], Reference] = {}
    warnings: list[str] = []
    taken: list[tuple[int, int]] = []
    for form, match in _matches(text, country):
        start, end = match.span('v')
        if any(start < high and low < end for low, high in taken):
            continue
        value = _normal(form.shape, match)
        if value is None or form.shape == 'judgment' and (
                value in _cited_by_all(country) or _cited(text, start) or any(low <= start < high for low, high in cited)):
            continue
        if form.shape == 'niss' and not niss_holds(value):
            warnings.append('a national register number does not pass its checksum')
            if not match.groupdict().get('l'):
                continue
        system = _system(form, match, text, kind, issuer)
        taken.append((start, end))
        reference = Reference(system, value, page, match.group().strip(), *_stripped(match))
        found.setdefault((system, value), reference)
    return sorted(found.values(), key=lambda item: item.start), warnings


def without_rolls(references: Iterable[Reference]) -> tuple[Reference, ...]:
    """Return a paper's numbers without judgments that are roll numbers: “CCE 261 402” at the foot of the page of case 261 402 / VII."""
    found = tuple(references)
    rolls = {item.value for item in found if item.system == 'call_roll'}
    return tuple(item for item in found if item.system != 'call_judgment' or item.value not in rolls)


def _matches(text: str, country: str) -> Iterator[tuple[_Form, re.Match[str]]]:
    """Every match of every form, the forms in their order: near their labels, around what looks like their number, or anywhere."""
    forms = _forms(country)
    plain = fold(text)
    windows = _windows(forms, plain)
    for number, form in enumerate(forms.forms):
        if number in forms.labelled:
            for low, high in windows.get(number, ()):
                for match in form.pattern.finditer(text, low, high):
                    yield form, match
        elif any(need in plain for need in form.needs):
            for match in form.pattern.finditer(text) if form.value is None else _around(form, text):
                yield form, match


def _windows(forms: _Forms, plain: str) -> Mapping[int, list[tuple[int, int]]]:
    """Of each form with labels the stretches near one of them, merged."""
    windows: dict[int, list[tuple[int, int]]] = {}
    for end, (label, numbers) in forms.labels.iter(plain):
        start = end + 1 - len(label)
        if len(label) < _SHORT and (start and plain[start - 1].isalpha() or len(label) == _WORD and plain[end + 1:end + 2].isalpha()):
            continue
        low, high = max(0, start - _BEFORE), min(len(plain), start + _AFTER)
        for number in numbers:
            mine = windows.setdefault(number, [])
            if mine and low <= mine[-1][1]:
                mine[-1] = min(low, mine[-1][0]), max(high, mine[-1][1])
            else:
                mine.append((low, high))
    return windows


def _around(form: _Form, text: str) -> Iterator[re.Match[str]]:
    end = 0
    for value in form.value.finditer(text):
        if value.start() >= end:
            for match in form.pattern.finditer(text, max(end, value.start() - _LABEL), min(len(text), value.end() + _LABEL)):
                end = match.end()
                yield match


def niss_holds(digits: str) -> bool:
    """Check a Belgian national register number: 97 minus the first nine digits modulo 97; 2 in front from 2000 on."""
    if not re.fullmatch(r'\d{11}', digits):
        return False
    body, check = int(digits[:9]), int(digits[9:])
    return check in (97 - body % 97, 97 - (2_000_000_000 + body) % 97)


def _normal(shape: str, match: re.Match[str]) -> str | None:
    value = match.group('v')
    if shape in ('digits', 'judgment', 'niss', 'roll'):
        value = value.translate(_LOOKALIKES)
        digits = re.sub(r'\D', '', value)
        return digits.lstrip('0') or None if shape in ('judgment', 'roll') else digits
    if shape == 'compact':
        return re.sub(r'\s', '', value)
    value = value.strip(' .,;')
    if '\n' in match.group() and _DAY.fullmatch(value):   # “… in het dossier⏎22/8 consulaat”
        return None
    return value if any(char.isdigit() for char in value) else None


_LOOKALIKES = str.maketrans('OoIl', '0011')
_DAY = re.compile(r'[0-3]?\d[/.-][01]?\d')


def _system(form: _Form, match: re.Match[str], text: str, kind: str | None, issuer: str | None) -> str:
    if form.shape == 'judgment':
        around = text[max(0, match.start() - 90):match.end() + 90].lower()
        state = form.system == 'council_of_state' or re.search(r"raad van state|conseil d.[ée]tat|\bc\.?e\.?,|\brvs\b|council of state|staatsrat", around)
        aliens = re.search(r'contentieux(?!\s+administratif)|vreemdelingenbetwistingen|rvv|cce|alien law', around)
        own = kind == 'council_of_state_judgment' and len(text[:match.start()].split()) < _HEAD and not aliens
        if own or form.system == 'council_of_state' or state and (not aliens or kind == 'council_of_state_judgment' and '.' in match.group('v')):
            return 'council_of_state'
        return 'call_judgment'
    if form.system == 'other' and issuer == 'commune' and kind not in ('birth_certificate', 'residence_check', 'police_report') and match.groupdict().get('ref'):
        return 'commune_ref'
    return form.system


# Words with which a text leans on a judgment about somebody else.
_ARGUED = re.compile(r"\b(?:cite|invoque|jurisprudence|r[ée]f[èe]re|renvoie|rappelle|d[ée]j[àa] jug[ée]|oordeelde|rechtspraak|verwijst naar|beroept zich|haalt? aan|case[- ]law|refers to|relies on|cites|beruft sich|verweist auf|Rechtsprechung)\b(?:[^.;\n]|\b(?:nr|no|n)\.|\.(?=\d)){0,100}$")


def _cited(text: str, start: int) -> bool:
    """Case law that is argued with, or in brackets, “(RvV 23 mei 2013, nr. 103 410)”, or after its court's short name and a date."""
    if _ARGUED.search(text, max(0, start - 130), start):
        return True
    opening = text.rfind('(', max(0, start - 70), start)
    if opening < 0 or ')' in text[opening:start]:
        return False
    return bool(re.match(r'\((?:zie |voir |voy\.? |cf\.? |see |vgl\.? )?(?:(?:notamment|not\.|en ce sens|in die zin|bv\.|bijv\.|par exemple|e\.g\.)[ :]+)?(?:RvV|RVV|CCE|C\.C\.E\.|RvS|C\.E\.|CE|Cass|Raad van State|Conseil d)', text[opening:start]))


def _stripped(match: re.Match[str]) -> tuple[int, int]:
    whole = match.group()
    return match.start() + len(whole) - len(whole.lstrip()), match.end() - len(whole) + len(whole.rstrip())


@cache
def _cited_by_all(country: str) -> frozenset[str]:
    return frozenset(countries.load(country).table('references')['cited_by_all'])


@cache
def _forms(country: str) -> _Forms:
    """The forms of `references.json`, in order: a more certain form takes its characters first."""
    table: Sequence[Mapping] = countries.load(country).table('references')['forms']
    by_label: dict[str, list[int]] = {}
    for number, form in enumerate(table):
        for label in form.get('labels', ()):
            by_label.setdefault(label, []).append(number)
    labels = ahocorasick.Automaton()
    for label, numbers in by_label.items():
        labels.add_word(label, (label, tuple(numbers)))
    labels.make_automaton()
    return _Forms(tuple(map(_form, table)), frozenset(number for number, form in enumerate(table) if 'labels' in form), labels)


def _form(form: Mapping) -> _Form:
    return _Form(form['system'], re.compile(form['pattern'], re.IGNORECASE if form.get('any_case') else 0), form['shape'],
                 tuple(form.get('needs', ())), re.compile(form['value']) if 'value' in form else None)
