"""Opening families, keeping their members, assigning colleagues: each deed with its line in the history."""

import re
from collections.abc import Callable
from itertools import count

from sqlalchemy import func, select

from caseline.db import db, now
from caseline.families.models import Assignment, Family, Person, PersonName, PersonNumber
from caseline.history import record
from caseline.users.models import User


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


def suggested_particulars(user: User) -> dict[str, str]:
    """The next reference after the user's newest family, and its procedure's language; {} parts that nothing suggests."""
    newest = db.session.execute(
        select(Family.reference, Family.language).where(Family.id.in_(Family.visible_ids(user))).order_by(Family.id.desc()).limit(1)
    ).first()
    if newest is None:
        # no procedure is held in English here: French until the first file says otherwise
        return {"reference": f"{now().year}-01", "language": user.language if user.language != "en" else "fr"}
    return {"reference": _next_free(newest.reference), "language": newest.language}


def _next_free(reference: str) -> str:
    """PT-2026-09 → PT-2026-10, or the first number after it that no family has; '' after a reference without a number."""
    found = re.search(r"\d+$", reference)
    if not found:
        return ""
    stem, number, digits = reference[: found.start()], int(found[0]), len(found[0])
    taken = set(db.session.scalars(select(Family.reference).where(Family.reference.startswith(stem, autoescape=True))))
    return next(name for after in count(number + 1) if (name := f"{stem}{after:0{digits}}") not in taken)


def open_case(*, reference: str, name: str, language: str, user_id: int) -> Family:
    """Start a family's file, assigned to `user_id`. Raises ReferenceTaken."""
    if db.session.scalar(select(Family.id).where(func.lower(Family.reference) == reference.lower())):
        raise ReferenceTaken(f"There is already a family with the reference {reference}.")
    family = Family.open(reference=reference, name=name.strip(), language=language)
    db.session.add(Assignment(family_id=family.id, user_id=user_id))
    record("family opened", f"family:{family.id}", family_id=family.id)
    return family


def save_details(family: Family, *, reference: str, **fields) -> None:
    """Change how a family is called, its reference, its address, how to reach it. Raises ReferenceTaken."""
    if db.session.scalar(select(Family.id).where(func.lower(Family.reference) == reference.lower(), Family.id != family.id)):
        raise ReferenceTaken(f"There is already a family with the reference {reference}.")
    for field, value in {"reference": reference, **fields}.items():
        setattr(family, field, value)
    family.version += 1
    db.session.flush()
    record("family changed", f"family:{family.id}", family_id=family.id)


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
