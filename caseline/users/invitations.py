"""One-time codes with which a new colleague, or one who forgot, chooses a password that nobody else ever knew."""

import secrets
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import delete, select, update

from caseline.db import db, now
from caseline.history import record
from caseline.users.models import Invitation, User

LIFE = timedelta(hours=72)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def invite(user: User) -> str:
    """A fresh code for this account, to be handed over in person or by a safe way; earlier ones stop working."""
    code = "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(5))
    db.session.execute(delete(Invitation).where(Invitation.user_id == user.id))
    db.session.add(Invitation(user_id=user.id, code_hash=_hash(code), ends_at=now() + LIFE))
    record("invited", f"user:{user.id}")
    return code


def invited_by_code(code: str) -> User | None:
    """The open account that may choose a password with this code, or None."""
    found = db.session.scalar(select(Invitation).where(Invitation.code_hash == _hash(code), _is_open()))
    user = db.session.get(User, found.user_id) if found else None
    return user if user and user.is_active else None


def use_up(code: str) -> bool:
    """Mark the code as used; False when somebody else just did."""
    return db.session.execute(update(Invitation).where(Invitation.code_hash == _hash(code), _is_open()).values(used_at=now())).rowcount == 1


def waiting() -> dict[int, Invitation]:
    """The invitations that are still open, by account."""
    return {invitation.user_id: invitation for invitation in db.session.scalars(select(Invitation).where(_is_open()))}


def _is_open():
    return Invitation.used_at.is_(None) & (Invitation.ends_at > now())


def _hash(code: str) -> str:
    return sha256("".join(c for c in code.lower() if c in _LETTERS).encode()).hexdigest()
