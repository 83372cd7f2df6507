"""Accounts and their open sessions."""

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

    session_token = None  # of the open session that this object was loaded for

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

    user: Mapped[User] = relationship(lazy="joined")
