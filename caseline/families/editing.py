"""Opening families, keeping their members, assigning colleagues: each deed with its line in the history."""

from collections.abc import Callable

from sqlalchemy import func, select

from caseline.db import db
from caseline.families.models import Assignment, Family, Person, PersonName, PersonNumber
from caseline.history import record


# Later features look again at what they know when a member is new or written differently; each takes the family.
_when_saved: list[Callable[[Family], object]] = []


def when_saved(function):
    """Mark a function of a later feature to be called with the family after a member was saved."""
    _when_saved.append(function)
    return function


class ReferenceTaken(Exception):
    """Another family already has this reference."""


class ChangedMeanwhile(Exception):
    """Somebody else saved this record after it was opened for editing."""


def open_case(*, reference: str, name: str, language: str, user_id: int) -> Family:
    """Start a family's file, assigned to `user_id`. Raises ReferenceTaken."""
    if db.session.scalar(select(Family.id).where(func.lower(Family.reference) == reference.lower())):
        raise ReferenceTaken(f"There is already a family with the reference {reference}.")
    family = Family.open(reference=reference, name=name.strip(), language=language)
    db.session.add(Assignment(family_id=family.id, user_id=user_id))
    record("family opened", f"family:{family.id}", family_id=family.id)
    return family


def save_person(family: Family, person: Person | None, *, names: list[str], numbers: list[tuple[str, str]], version: int | None = None, **fields) -> Person:
    """Add a member (person=None) or change one. Raises ChangedMeanwhile when `version` is no longer the saved one."""
    if person is None:
        position = db.session.scalar(select(func.count(Person.id)).where(Person.family_id == family.id))
        person = Person(family_id=family.id, position=position)
        db.session.add(person)
    elif version is not None and version != person.version:
        raise ChangedMeanwhile("Somebody else changed this person meanwhile.")
    else:
        person.version += 1
    for field, value in fields.items():
        setattr(person, field, value)
    person.names = [PersonName(family_id=family.id, text=text) for text in dict.fromkeys(names) if text != fields.get("name")]
    person.numbers = [PersonNumber(family_id=family.id, system=system, value=value) for system, value in dict.fromkeys(numbers)]
    db.session.flush()
    record("member saved", f"person:{person.id}", family_id=family.id)
    for look_again in _when_saved:
        look_again(family)
    return person
