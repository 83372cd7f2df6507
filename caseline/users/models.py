"""Accounts, what proves who somebody is, and open sessions."""

from datetime import datetime
from enum import StrEnum

from flask_login import UserMixin
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from caseline.db import Base, Moment, now


class Role(StrEnum):
    """What an account may do. Case managers see the families assigned to them; coordinators see all and manage accounts."""

    CASE_MANAGER = "case_manager"
    COORDINATOR = "coordinator"
    EVALUATOR = "evaluator"
    LAWYER = "lawyer"


class User(UserMixin, Base):
    """One person's account. It is never deleted while history names it, only closed."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    role: Mapped[str] = mapped_column(default=Role.CASE_MANAGER)
    language: Mapped[str] = mapped_column(default="en")
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    totp_secret: Mapped[str] = mapped_column(default="")  # of the code app, once a code of it was shown to be right
    totp_step: Mapped[int] = mapped_column(default=0)  # the last 30 seconds of which a code was used: none works twice

    session_token = None  # of the open session that this object was loaded for
    session_confirmed_at = None  # when, in that session, the person last proved to be there

    def get_id(self) -> str:
        """What Flask-Login keeps in the cookie: the session's token, so that ending the session ends the cookie."""
        return self.session_token or ""

    @property
    def is_active(self) -> bool:
        return self.closed_at is None

    @property
    def is_coordinator(self) -> bool:
        return self.role == Role.COORDINATOR


class UserSession(Base):
    """One signed-in browser. Only a hash of its token is kept, so that a stolen backup opens nothing."""

    __tablename__ = "user_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    started_at: Mapped[datetime] = mapped_column(Moment, default=now)
    seen_at: Mapped[datetime] = mapped_column(Moment, default=now)
    address: Mapped[str] = mapped_column(default="")
    browser: Mapped[str] = mapped_column(default="")
    confirmed_at: Mapped[datetime] = mapped_column(Moment, default=now)

    user: Mapped[User] = relationship(lazy="joined")


    @property
    def browser_name(self) -> str:
        """“Firefox, Windows” from what the browser says of itself; '' when it says nothing we know."""
        known = [next((name for mark, name in names if mark in self.browser), "") for names in (_BROWSERS, _SYSTEMS)]
        return ", ".join(filter(None, known))


# In this order: Edge also says Chrome, and Chrome also says Safari.
_BROWSERS = [("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")]
_SYSTEMS = [("X11", "Linux"), ("Windows", "Windows"), ("Macintosh", "macOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad")]


class RecoveryCode(Base):
    """One code on the paper that gets somebody in who lost the second factor; each works once."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class Passkey(Base):
    """A security key or a device that signs in for this account (WebAuthn); only its public half is here."""

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    credential_id: Mapped[bytes] = mapped_column(unique=True)
    public_key: Mapped[bytes]
    sign_count: Mapped[int] = mapped_column(default=0)
    added_at: Mapped[datetime] = mapped_column(Moment, default=now)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class Invitation(Base):
    """A one-time code with which somebody chooses a password: a new colleague, or one who forgot. Only its hash is kept."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime] = mapped_column(Moment, default=now)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class Attempt(Base):
    """A try to sign in that has not succeeded, counted against an account, a browser or an address (hashed)."""

    __tablename__ = "attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    counter: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(Moment, default=now)
