"""Safety notes that hold today, for every page on which somebody is about to call, visit or write."""

from datetime import date

from flask import Flask, g
from sqlalchemy import select

from caseline.agreements.consent import consent_for
from caseline.agreements.models import SafetyFlag
from caseline.db import db


def register(app: Flask) -> None:
    app.jinja_env.globals.update(safety_flags=here, agreed_to=agreed_to, may_not_be_called=may_not_be_called)


def may_not_be_called(person_id: int) -> bool:
    """Whether a safety note about the telephone holds for this person or for the whole family: then no number is a link."""
    return any(flag.kind == "phone" and flag.person_id in (None, person_id) for flag in here())


def agreed_to(person_id: int, kind: str) -> bool:
    """Whether this person's consent of a kind holds today."""
    return consent_for(person_id, kind, date.today()) is not None


def here() -> list[SafetyFlag]:
    """The safety notes of the family whose page is open; asked once per request."""
    if not g.get("family"):
        return []
    if "safety_flags" not in g:
        g.safety_flags = holding(g.family.id)
    return g.safety_flags


def holding(family_id: int, on: date | None = None) -> list[SafetyFlag]:
    found = select(SafetyFlag).where(SafetyFlag.family_id == family_id, SafetyFlag.deleted_at.is_(None)).order_by(SafetyFlag.id)
    return [flag for flag in db.session.scalars(found) if flag.holds_on(on or date.today())]
