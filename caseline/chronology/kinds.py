"""How kinds of events behave in time (once, act, stay, state, repeated), from the country's `chronology.json`."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from caseline.countries import Country, load

MAIN = 'main'
# what kinds that the country does not know are taken for
REPEATED = 'repeated'
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Kinds:
    """The country's data in the form the rules ask for; `table` is `chronology.json` itself. Kinds that may be one event, by
    however many steps, have one name in `compared_with`; a kind without one is compared with nothing but itself."""
    country: Country
    table: Mapping[str, Any]
    natures: Mapping[str, str]
    near: Mapping[str, frozenset[str]]
    compared_with: Mapping[str, str]
    ongoing: frozenset[str]
    act_references: frozenset[str]
    later_roles: frozenset[str]
    movable: frozenset[str]
    named: frozenset[str]
    with_children: frozenset[str]
    pupils: frozenset[str]
    words: tuple[tuple[str, tuple[str, ...]], ...]

    def nature(self, type_: str) -> str:
        """Return once, act, stay, state or repeated (kinds the country does not know are repeated)."""
        return self.natures.get(type_, REPEATED)

    def main_role(self, type_: str) -> str:
        """Return the role of the date that places this kind on the timeline, such as 'decision_date'."""
        known = self.country.event_types.get(type_)
        return known.timeline_date if known else 'event_date'

    def procedures_named(self, type_: str, texts: Iterable[str]) -> frozenset[str]:
        """Return the procedures (keys) that the words about an act name: an inadmissible 9bis is not an inadmissible 9ter."""
        if type_ not in self.named:
            return _NONE
        said = spoken(texts)
        return frozenset(key for key, words in self.words if any(word in said for word in words))

    def label(self, key: str, lang: str) -> str:
        """Return the name of an event type or document kind in `lang`."""
        return self.country.label(key, lang)


@cache
def kinds(country: str) -> Kinds:
    """Return the kinds of a two-letter country code; raises `UnknownCountry` from `caseline.countries`."""
    data = load(country)
    table = data.table('chronology')
    near: dict[str, set[str]] = {}
    for group in table['near_kinds']:
        for type_ in group:
            near.setdefault(type_, set()).update(other for other in group if other != type_)
    return Kinds(
        country=data, table=table,
        natures={type_: nature for nature, types in table['nature'].items() for type_ in types},
        near={type_: frozenset(others) for type_, others in near.items()},
        compared_with={type_: min(_reached(type_, near)) for type_ in near},
        ongoing=frozenset(table['ongoing']),
        act_references=frozenset(table['act_references']),
        later_roles=frozenset(table['later_roles']),
        movable=frozenset(table['movable']),
        named=frozenset(table['named_kinds']),
        with_children=frozenset(table['with_children']),
        pupils=frozenset(table['pupils']),
        words=tuple((entry['key'], tuple(entry['words'])) for entry in table['procedures'] if 'words' in entry))


def spoken(texts: Iterable[str]) -> str:
    """Return texts as words are looked for in them: small letters, one space where papers break a line."""
    said = ' '.join(texts).casefold()
    return ' '.join(said.split()) if '\n' in said or '  ' in said else said


def _reached(type_: str, near: Mapping[str, Iterable[str]]) -> set[str]:
    reached, ahead = {type_}, [type_]
    while ahead:
        new = set(near[ahead.pop()]) - reached
        reached |= new
        ahead += new
    return reached
