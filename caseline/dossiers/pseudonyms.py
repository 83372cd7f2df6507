"""Named or pseudonymised by one switch: initials for names, years for birth dates, and no file numbers.

Names go from every text of the dossier, quotations included: whole names and spellings first, then single names of
three letters and more, so that a first name alone in a sentence is caught too.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from caseline import edtf

from .choices import Profile
from .dossier import Cover, Dossier, Member
from .statements import Row

_WORD = re.compile(r"[^\W\d_]{3,}")
_KEPT = {"kind", "lang", "country", "type", "group", "edtf", "standing", "basis", "state", "part", "key", "outcome"}


def pseudonymised(dossier: Dossier, people: Sequence[Profile]) -> Dossier:
    """The same dossier without names, birth days and file numbers; cover and wording stay."""
    hide = _hider(people)
    hidden = _without_names(dossier, hide)
    births = {row.event for row in hidden.rows if row.type == "birth"}
    points = tuple(point for point in hidden.disputes if set(point.rows) - births)
    numbers = {point.number for point in points}
    birthdays = {member.born for member in dossier.members}
    return replace(hidden, members=tuple(map(_vague_member, hidden.members)), disputes=points,
                   rows=tuple(_vague_row(row, numbers) for row in hidden.rows),
                   terms=tuple(term for term in hidden.terms if term.event not in births),
                   bands=tuple(replace(band, start=_year(band.start) or "..") if band.start in birthdays else band
                               for band in hidden.bands),
                   exhibits=tuple(replace(one, title="") for one in hidden.exhibits), cover=dossier.cover)


def codes(people: Sequence[Profile]) -> dict[int, str]:
    """An initial a person, with a number where two share one: L., N.1, N.2."""
    initials = [_given_name(one.name)[:1].upper() or "X" for one in people]
    found, used = {}, dict.fromkeys(initials, 0)
    for one, initial in zip(people, initials):
        used[initial] += 1
        found[one.id] = f"{initial}." if initials.count(initial) == 1 else f"{initial}.{used[initial]}"
    return found


def _given_name(name: str) -> str:
    """The first word that is not in capitals (Belgian papers write SURNAME Given), else the first word."""
    words = name.split()
    return next((word for word in words if not word.isupper()), words[0] if words else "")


def _hider(people: Sequence[Profile]) -> Callable[[str], str]:
    code = codes(people)
    whole: dict[str, str] = {}
    owners: dict[str, set[str]] = {}
    spelt: dict[str, set[str]] = {}
    for one in people:
        for name in (one.name, *one.variants):
            words = name.split()
            for form in (" ".join(words), " ".join(reversed(words))):
                whole |= dict.fromkeys(_cases(form), code[one.id])
            for word in _WORD.findall(name):
                owners.setdefault(word.casefold(), set()).add(code[one.id])
                spelt.setdefault(word.casefold(), set()).update(_cases(word))
    for word, codes_of_it in owners.items():
        shown = next(iter(codes_of_it)) if len(codes_of_it) == 1 else f"{word[:1].upper()}."
        for form in spelt[word]:
            whole.setdefault(form, shown)
    names = sorted((name for name in whole if name.strip()), key=len, reverse=True)
    if not names:
        return lambda value: value
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names) + r")(?!\w)", re.I)
    return lambda value: pattern.sub(lambda found: _code_of(" ".join(found.group().split()), whole), value)


def _cases(name: str) -> set[str]:
    """A name as it may be cased; a few letters change their number when they do, so a case-blind pattern is not enough."""
    return {name, name.upper(), name.lower(), name.casefold(), name.title()}


def _code_of(found: str, whole: Mapping[str, str]) -> str:
    return next((whole[form] for form in (found, *_cases(found)) if form in whole), "X.")


def _without_names(value: Any, hide: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return hide(value)
    if isinstance(value, tuple):
        return tuple(_without_names(one, hide) for one in value)
    if isinstance(value, dict):
        return {key: _without_names(one, hide) for key, one in value.items()}
    if isinstance(value, Cover):
        return value
    if is_dataclass(value):
        return replace(value, **{one.name: _without_names(getattr(value, one.name), hide)
                                 for one in fields(value) if one.name not in _KEPT})
    return value


def _vague_member(member: Member) -> Member:
    since = _year(member.in_country_since) if member.in_country_since == member.born else member.in_country_since
    return replace(member, born=_year(member.born), in_country_since=since, born_claims=(), variants=(), numbers=(),
                   birthplace="")


def _vague_row(row: Row, points: set[int]) -> Row:
    """A row without file numbers; a birth keeps its year only, and loses the words that would give the day."""
    row = replace(row, references=(), disputes=tuple(number for number in row.disputes if number in points))
    if row.type != "birth":
        return row
    return replace(row, edtf=_year(row.edtf) or row.edtf, period=None, dates=(), sentence="", translation="",
                   cites=tuple(replace(cite, quote="", paper="") for cite in row.cites))


def _year(born: str | None) -> str | None:
    try:
        first = edtf.parse(born).earliest if born else None
    except edtf.NotEdtf:
        return None
    return str(first.year) if first else None
