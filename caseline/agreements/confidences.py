"""Words told in confidence: who may read them, and their end."""

from datetime import date

from sqlalchemy import delete, or_, select

from caseline.agreements.models import Confidence
from caseline.db import db
from caseline.history import record


def readable_by(user_id: int) -> list[Confidence]:
    """What this account may read in the family whose scope is open: its own, and what is kept for the team."""
    mine = or_(Confidence.author_id == user_id, Confidence.kept_for == "team")
    holds = or_(Confidence.until == "", Confidence.until >= date.today().isoformat())
    return list(db.session.scalars(select(Confidence).where(mine, holds).order_by(Confidence.told_on.desc(), Confidence.id.desc())))


def keep(family_id: int, *, text: str, told_on: str, kept_for: str, until: str, person_id: int | None, user_id: int) -> Confidence:
    """Keep it for its author or for the team. The history says that something was kept, never what or about whom."""
    kept = Confidence(family_id=family_id, text=text, told_on=told_on, kept_for=kept_for, until=until, person_id=person_id, author_id=user_id)
    db.session.add(kept)
    db.session.flush()
    record("confidence kept", f"confidence:{kept.id}", family_id=family_id)
    return kept


def erase(kept: Confidence) -> None:
    """Erase it at once: there is no bin for a confidence."""
    record("confidence erased", f"confidence:{kept.id}", family_id=kept.family_id)
    db.session.delete(kept)


def erase_what_ran_out(family_id: int) -> None:
    db.session.execute(delete(Confidence).where(Confidence.family_id == family_id, Confidence.until != "", Confidence.until < date.today().isoformat()))
