"""Open sessions: kept on the server, found by a random token, ended by signing out, by idleness or by age."""

import secrets
from datetime import timedelta
from hashlib import sha256

from flask import request
from sqlalchemy import delete, select, update

from caseline.db import db, now
from caseline.users.models import User, UserSession

IDLE = timedelta(minutes=60)
LONGEST = timedelta(hours=10)
_SEEN_EVERY = timedelta(minutes=1)  # not at every request: a page view should not have to wait for a write


def open_session(user: User) -> str:
    """Start a session for this user and return its token, which is told to the browser only."""
    token = secrets.token_urlsafe(32)
    browser = (request.user_agent.string or "")[:200]
    db.session.add(UserSession(token_hash=_hash(token), user_id=user.id, address=request.remote_addr or "", browser=browser))
    user.session_token = token
    return token


def user_of(token: str) -> User | None:
    """The account whose session this is, or None when it has ended."""
    found = db.session.scalar(select(UserSession).where(UserSession.token_hash == _hash(token)))
    if found is None or not found.user.is_active or _is_over(found):
        return None
    if now() - found.seen_at > _SEEN_EVERY:
        db.session.execute(update(UserSession).where(UserSession.id == found.id).values(seen_at=now()))
        db.session.commit()
    found.user.session_token = token
    return found.user


def sessions_of(user_id: int) -> list[UserSession]:
    return [s for s in db.session.scalars(select(UserSession).where(UserSession.user_id == user_id)) if not _is_over(s)]


def end_session(token: str) -> None:
    db.session.execute(delete(UserSession).where(UserSession.token_hash == _hash(token)))


def end_all_sessions(user_id: int, *, but: str = "") -> None:
    db.session.execute(delete(UserSession).where(UserSession.user_id == user_id, UserSession.token_hash != _hash(but)))


def _is_over(session: UserSession) -> bool:
    return now() - session.seen_at > IDLE or now() - session.started_at > LONGEST


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
