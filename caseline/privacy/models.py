"""Erasures that were asked for and done, and families that must not be erased."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from caseline.db import Base, Moment, now


class Erasure(Base):
    """A family's erasure: asked by one person, done by another. It stays when the family is gone, and names nobody.

    `mark` is a hash that recognises the family in an older backup (see erasure.mark_of); `certificate` counts what went.
    """

    __tablename__ = "erasure"

    id: Mapped[int] = mapped_column(primary_key=True)
    family_id: Mapped[int] = mapped_column(index=True)
    mark: Mapped[str]
    reason: Mapped[str]
    asked_by: Mapped[int]
    asked_at: Mapped[datetime] = mapped_column(Moment, default=now)
    decided_by: Mapped[int | None]
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    certificate: Mapped[dict] = mapped_column(JSON, default=dict)

    @property
    def is_open(self) -> bool:
        return self.withdrawn_at is None and self.done_at is None


class LegalHold(Base):
    """A reason why a family's file must be kept for now: a court case, a complaint, a request of an authority."""

    __tablename__ = "legal_hold"

    id: Mapped[int] = mapped_column(primary_key=True)
    family_id: Mapped[int] = mapped_column(ForeignKey("family.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str]
    set_by: Mapped[int]
    set_at: Mapped[datetime] = mapped_column(Moment, default=now)
    ended_by: Mapped[int | None]
    ended_at: Mapped[datetime | None] = mapped_column(Moment)


class PolicyReport(Base):
    """How often browsers stopped something on a page of ours: the rule, what it came from (a word or a host), the page's name."""

    __tablename__ = "policy_report"
    __table_args__ = (UniqueConstraint("directive", "source", "page"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    directive: Mapped[str]
    source: Mapped[str]
    page: Mapped[str]
    count: Mapped[int] = mapped_column(default=1)
    first_at: Mapped[datetime] = mapped_column(Moment, default=now)
    last_at: Mapped[datetime] = mapped_column(Moment, default=now, index=True)
