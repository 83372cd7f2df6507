"""Referrals of families to services: what waits, since when, and what came of it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from caseline.contacts.models import ServiceReferral
from caseline.contacts.rhythm import last_day
from caseline.contacts.words import WAITING
from caseline.db import db


def referrals(family_ids: Sequence[int]) -> list[ServiceReferral]:
    """Every referral in these families: those that wait first, then those that run, then the ended; the latest first in each."""
    order = {"asked": 0, "accepted": 0, "started": 1}
    found = select(ServiceReferral).where(ServiceReferral.family_id.in_(list(family_ids)), ServiceReferral.deleted_at.is_(None)).order_by(ServiceReferral.asked_on.desc(), ServiceReferral.id.desc())
    return sorted(db.session.scalars(found), key=lambda one: order.get(one.state, 2))


def to_actor(actor_id: int) -> list[ServiceReferral]:
    """The referrals to one service, in the families in scope, the latest first."""
    found = select(ServiceReferral).where(ServiceReferral.actor_id == actor_id, ServiceReferral.deleted_at.is_(None))
    return list(db.session.scalars(found.order_by(ServiceReferral.asked_on.desc(), ServiceReferral.id.desc())))


def waited(referral: ServiceReferral, today: date | None = None) -> int | None:
    """Days between asking and the first appointment, or until today while it waits; None when it is not known."""
    begin = last_day(referral.asked_on)
    end = (today or date.today()) if referral.state in WAITING else last_day(referral.started_on)
    return (end - begin).days if begin and end and end >= begin else None
