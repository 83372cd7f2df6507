"""Open sessions: kept on the server, found by a random token, ended by signing out, by idleness or by age."""

import secrets
from datetime import timedelta
from hashlib import sha256

from flask import current_app, request
from sqlalchemy import delete, or_, select, update

from caseline.db import db, now
from caseline.engine import writing
from caseline.users.models import User, UserSession

CONFIRMED_FOR = timedelta(minutes=10)
_SEEN_EVERY = timedelta(minutes=1)  # not at every request: a page view should not have to wait for a write


def open_session(user: User) -> str:
    """Start a session for this user and return its token, which is told to the browser only."""
    token, begins = secrets.token_urlsafe(32), now()
    seen = {"started_at": begins, "seen_at": begins, "confirmed_at": begins, "address": request.remote_addr or "", "browser": (request.user_agent.string or "")[:200]}
    db.session.execute(delete(UserSession).where(_ended()))
    db.session.add(UserSession(token_hash=_hash(token), user_id=user.id, **seen))
    user.session_token, user.session_confirmed_at = token, begins
    return token


def user_of(token: str) -> User | None:
    """The account whose session this is, or None when it has ended."""
    found = _found(token)
    if found is None or _is_idle(found):
        return None
    if now() - found.seen_at > _SEEN_EVERY and not _asked_by_the_page():
        db.session.commit()  # ends the reading transaction: one that reads first and writes later can fail under load
        with writing():
            db.session.execute(update(UserSession).where(UserSession.id == found.id).values(seen_at=now()))
            db.session.commit()
    found.user.session_token, found.user.session_confirmed_at = token, found.confirmed_at
    return found.user


def locked_user(token: str) -> User | None:
    """The account whose session fell asleep but is not too old: the password alone wakes it, what was typed is kept."""
    found = _found(token)
    return found.user if found and _is_idle(found) else None


def confirm(user: User) -> None:
    """The person has just proved again to be there, for deeds that ask it (`guard.confirmed`)."""
    user.session_confirmed_at = now()
    db.session.execute(update(UserSession).where(UserSession.token_hash == _hash(user.session_token)).values(confirmed_at=now()))


def is_confirmed(user: User) -> bool:
    return user.session_confirmed_at is not None and now() - user.session_confirmed_at <= CONFIRMED_FOR


def sessions_of(user_id: int) -> list[UserSession]:
    """The open sessions of an account, the one seen last first."""
    found = db.session.scalars(select(UserSession).where(UserSession.user_id == user_id).order_by(UserSession.seen_at.desc()))
    return [session for session in found if not _is_idle(session) and not _is_old(session)]


def is_this_one(session: UserSession, token: str) -> bool:
    return session.token_hash == _hash(token)


def end_session(token: str) -> None:
    db.session.execute(delete(UserSession).where(UserSession.token_hash == _hash(token)))


def end_one_session(user_id: int, session_id: int) -> bool:
    """End one of this account's sessions; False when it is not one of them."""
    return db.session.execute(delete(UserSession).where(UserSession.id == session_id, UserSession.user_id == user_id)).rowcount == 1


def end_all_sessions(user_id: int, *, but: str = "") -> None:
    db.session.execute(delete(UserSession).where(UserSession.user_id == user_id, UserSession.token_hash != _hash(but)))


def _asked_by_the_page() -> bool:
    """Whether a part of the page fetched itself, as progress bars do: that is no sign of a person at the screen."""
    return request.method == "GET" and "HX-Request" in request.headers and "HX-Boosted" not in request.headers


def _found(token: str) -> UserSession | None:
    found = db.session.scalar(select(UserSession).where(UserSession.token_hash == _hash(token)))
    return found if found and found.user.is_active and not _is_old(found) else None


def _is_idle(session: UserSession) -> bool:
    return now() - session.seen_at > current_app.config["SETTINGS"].idle


def _is_old(session: UserSession) -> bool:
    return now() - session.started_at > current_app.config["SETTINGS"].longest_session


def _ended():
    return or_(UserSession.started_at < now() - current_app.config["SETTINGS"].longest_session, UserSession.seen_at < now() - timedelta(days=2))


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
