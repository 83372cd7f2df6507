"""The running terms as a calendar that a telephone fetches: one secret address per account, off until somebody asks for it.

A calendar leaves the house: it tells a reference and a term, never a name unless its owner chose so, and only of families
that the owner may still see at the moment of fetching.
"""

import secrets
from datetime import date
from hashlib import sha256

from flask_babel import force_locale
from sqlalchemy import select
from sqlalchemy.orm import lazyload

from caseline.chronology.exports.ics import Entry, belongs_in_a_calendar, to_calendar
from caseline.db import db, now
from caseline.families.models import Family
from caseline.history import record
from caseline.home.digest import digests
from caseline.home.models import CalendarFeed
from caseline.users.guard import TEAM
from caseline.users.models import User


def feed_of(user_id: int) -> CalendarFeed | None:
    return db.session.scalar(select(CalendarFeed).where(CalendarFeed.user_id == user_id))


def make(user: User, *, with_names: bool = False) -> str:
    """A new address for this account; one it had before is dead at once. Returns the token (256 bits), told once."""
    token, feed = secrets.token_urlsafe(32), feed_of(user.id)
    if feed is None:
        feed = CalendarFeed(user_id=user.id)
        db.session.add(feed)
    feed.token_hash, feed.with_names, feed.made_at, feed.fetched_at = _hash(token), with_names, now(), None
    record("calendar address made", f"user:{user.id}", names=with_names)
    return token


def end(user: User) -> None:
    """The address works no more."""
    if feed := feed_of(user.id):
        db.session.delete(feed)
        record("calendar address ended", f"user:{user.id}")


def owner(token: str) -> tuple[CalendarFeed, User] | None:
    """Whose address this is; None when there is none (any more), or when the account was closed or works elsewhere."""
    feed = db.session.scalar(select(CalendarFeed).where(CalendarFeed.token_hash == _hash(token)))
    user = db.session.get(User, feed.user_id) if feed else None
    return (feed, user) if user and user.is_active and user.role in TEAM else None


def calendar(feed: CalendarFeed, user: User, today: date) -> tuple[str, int]:
    """(the calendar in the owner's language, how many families it tells of)."""
    visible = Family.visible_ids(user)
    found = select(Family).options(lazyload(Family.persons)).where(Family.id.in_(visible)).order_by(Family.reference)
    families = {family.id: family for family in db.session.scalars(found)}
    with force_locale(user.language):
        told = digests(list(families.values()), today)
        entries = [_entry(families[family_id], term, feed.with_names) for family_id, digest in told.items() for term in digest.terms if belongs_in_a_calendar(term)]
    return to_calendar(entries, today, user.language), len({entry.reference for entry in entries})


def note_fetch(feed: CalendarFeed, *, families: int) -> None:
    """Every fetch stands in the history, with the network address it came from."""
    feed.fetched_at = now()
    record("calendar fetched", f"user:{feed.user_id}", user_id=feed.user_id, families=families)


def _entry(family: Family, term, with_names: bool) -> Entry:
    return Entry(family.reference, term, f"{family.name}. {term.basis}" if with_names else "")


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
