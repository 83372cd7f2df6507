"""Who works with a family: its team, cover while somebody is away, and access in an emergency."""

from datetime import date, timedelta

from sqlalchemy import select

from caseline.db import db
from caseline.families.models import Assignment, Family
from caseline.history import record
from caseline.users.models import User

EMERGENCY = timedelta(days=1)


class NoSuchFamily(Exception):
    """No family has this reference."""


def assign(family: Family, user_id: int, until: date | None = None) -> None:
    """Give a colleague access to a family: for always, or as cover until a day (that day included)."""
    _give(family.id, user_id, until=until, kind="cover" if until else "team")
    record("assigned", f"user:{user_id}", family_id=family.id, until=str(until or ""))


def unassign(family: Family, user_id: int) -> None:
    existing = _existing(family.id, user_id)
    if existing:
        db.session.delete(existing)
        record("assignment ended", f"user:{user_id}", family_id=family.id)


def open_in_emergency(reference: str, reason: str, user: User) -> int:
    """Let a case manager into a family at once, until tomorrow, for a reason; coordinators are told. Raises NoSuchFamily.

    Returns the family's id. Whoever works with the family already keeps what they have.
    """
    family_id = db.session.scalar(select(Family.id).where(Family.reference == reference.strip(), Family.deleted_at.is_(None)))
    if family_id is None:
        record("emergency access refused", "family:unknown")
        raise NoSuchFamily(f"There is no family with the reference {reference}.")
    existing = _existing(family_id, user.id)
    if existing is None or existing.is_over:
        _give(family_id, user.id, until=date.today() + EMERGENCY, kind="emergency", reason=reason)
        record("emergency access", f"user:{user.id}", family_id=family_id, reason=reason)
    return family_id


def unseen_emergencies() -> list[tuple[Assignment, str, str]]:
    """(assignment, name of the account, reference of the family) that no coordinator has looked at, oldest first."""
    found = (
        select(Assignment, User.name, Family.reference)
        .join(User, User.id == Assignment.user_id)
        .join(Family, Family.id == Assignment.family_id)
        .where(Assignment.kind == "emergency", Assignment.seen_by.is_(None))
        .order_by(Assignment.given_at)
    )
    return [tuple(row) for row in db.session.execute(found)]


def mark_seen(assignment: Assignment, user_id: int) -> None:
    assignment.seen_by = user_id
    record("emergency access seen", f"user:{assignment.user_id}", family_id=assignment.family_id)


def _give(family_id: int, user_id: int, **how) -> None:
    existing = _existing(family_id, user_id)
    if existing:
        db.session.delete(existing)
        db.session.flush()
    db.session.add(Assignment(family_id=family_id, user_id=user_id, **how))


def _existing(family_id: int, user_id: int) -> Assignment | None:
    return db.session.scalar(select(Assignment).where(Assignment.family_id == family_id, Assignment.user_id == user_id))
