"""Who stands for whom in a case study: names and numbers that Caseline knows, and the words that replace them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from caseline.contacts.models import Actor, Contact, Mandate
from caseline.contacts.words import ACTOR_KINDS
from caseline.db import db
from caseline.families.models import Family, Person
from caseline.users.models import User

PERSONS = ("lawyer", "doctor", "interpreter", "other")  # kinds of actors that are people: a part of their name betrays them
PUBLIC = ("authority", "municipality")  # everybody meets them: they identify nobody
SHORTEST = 3  # letters of a part of a name that is looked for by itself


@dataclass(frozen=True, slots=True)
class Known:
    """A text that identifies somebody: its kind (name, number, place, school) and what may stand instead."""

    text: str
    kind: str
    instead: str


def who_is_who(family: Family) -> dict[int, str]:
    """Person → the words that stand for them: the mother, the father, the first child…"""
    words, children, adults = {}, 0, 0
    ordinals = (_("the eldest child"), _("the second child"), _("the third child"), _("the fourth child"), _("the fifth child"))
    many_mothers = sum(one.relation == "mother" for one in family.persons) > 1 or sum(one.relation == "father" for one in family.persons) > 1
    for person in sorted(family.persons, key=lambda one: (one.born or "9999", one.position)):
        if person.is_child:
            words[person.id] = ordinals[children] if children < len(ordinals) else _("a younger child")
            children += 1
        elif person.relation in ("mother", "father") and not many_mothers:
            words[person.id] = _("the mother") if person.relation == "mother" else _("the father")
        else:
            adults += 1
            words[person.id] = _("an adult of the family") if adults == 1 else _("another adult of the family")
    return words


def known_of(family: Family) -> list[Known]:
    """Everything about this family and those around it that a study must not say, the longest first."""
    found: dict[str, Known] = {}

    def add(text: str, kind: str, instead: str) -> None:
        text = " ".join((text or "").split())
        if len(text) >= SHORTEST:
            found.setdefault(text.casefold(), Known(text, kind, instead))

    roles = who_is_who(family)
    add(family.name, "name", _("the family"))
    add(family.reference, "number", _("[file number]"))
    for person in family.persons:
        _add_person(add, person, roles[person.id])
    for actor in _actors():
        instead = f"[{ACTOR_KINDS.get(actor.kind, ACTOR_KINDS['other'])}]"
        for part in (actor.name, actor.organisation):
            add(part, "school" if actor.kind == "school" else "name", instead)
        for word in _words(actor.name) if actor.kind in PERSONS else ():
            add(word, "name", instead)
        add(actor.address, "place", _("[address]"))
    for user in db.session.scalars(select(User)):
        for word in (user.name, *_words(user.name)):
            add(word, "name", _("the case manager"))
    for place in db.session.scalars(select(Contact.place).where(Contact.place != "").distinct()):
        add(place, "place", _("[place]"))
    return sorted(found.values(), key=lambda one: -len(one.text))


def replaced(text: str, known: Sequence[Known]) -> str:
    """The text with every known name and number replaced, whole words only, in any case."""
    if not known:
        return text
    instead = {one.text.casefold(): one.instead for one in known}
    every = "|".join(r"\s+".join(re.escape(word) for word in one.text.split()) for one in known)
    return re.sub(rf"(?<!\w)(?:{every})(?!\w)", lambda match: instead[" ".join(match.group().casefold().split())], text, flags=re.IGNORECASE)


def _add_person(add, person: Person, role: str) -> None:
    for name in (person.name, person.called, *(one.text for one in person.names)):
        add(name, "name", role)
        for word in _words(name):
            add(word, "name", role)
    for number in person.numbers:
        add(number.value, "number", _("[file number]"))
        add(re.sub(r"\W", "", number.value), "number", _("[file number]"))
    add(person.birthplace, "place", _("[place of birth]"))


def _actors() -> list[Actor]:
    """Those whom this family knows: its lawyers, and everybody it had a contact with."""
    ids = set(db.session.scalars(select(Mandate.actor_id)))
    for some in db.session.scalars(select(Contact.actor_ids)):
        ids |= set(some or ())
    return list(db.session.scalars(select(Actor).where(Actor.id.in_(ids), Actor.kind.not_in(PUBLIC)))) if ids else []


# Words of names and organisations that are no name by themselves.
_PLAIN = frozenset(
    "the and for von van der den des les une aux sur avec pour het een met voor school école ecole collège college athénée lycée cabinet advocaten avocat avocats lawyer lawyers centre center centrum service dienst huis maison ocmw cpas office group house".split()
)


def _words(name: str) -> list[str]:
    """The parts of a name that betray it alone: of three letters and more, no plain word."""
    return [word for word in re.findall(r"[^\W\d_]{3,}", name or "") if word.casefold() not in _PLAIN]
