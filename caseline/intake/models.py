"""Referrals that are not yet families, the organisation's own criteria, and how many families there is room for."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from caseline.db import Base, Moment, db, now
from caseline.families.models import Family


class Criterion(Base):
    """One of the organisation's own criteria; `label` is its own wording, '' for a built-in one (intake/words.py)."""

    __tablename__ = "criterion"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    label: Mapped[str] = mapped_column(default="")
    required: Mapped[bool] = mapped_column(default=True)
    position: Mapped[int] = mapped_column(default=0)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)


class Capacity(Base):
    """For how many families there is room, in all and for one case manager. The latest row counts."""

    __tablename__ = "capacity"

    id: Mapped[int] = mapped_column(primary_key=True)
    families: Mapped[int | None]
    each: Mapped[int | None]
    set_by: Mapped[int | None]
    set_at: Mapped[datetime] = mapped_column(Moment, default=now)


class Referral(Base):
    """Somebody asks us to work with a family, or asks something (an enquiry). It becomes a family when it is admitted.

    `previous_id` is an earlier referral of the same people. Days are EDTF. `answers` are the screening: {criterion key:
    {"answer": yes|no|dont_know|no_answer|not_relevant, "comment": …}}. Once admitted, only the family's team sees it.
    """

    __tablename__ = "referral"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(default="referral")  # referral, enquiry
    name: Mapped[str]
    received_on: Mapped[str]
    route: Mapped[str] = mapped_column(default="")
    referrer: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(default="")
    reach: Mapped[str] = mapped_column(default="")
    languages: Mapped[str] = mapped_column(default="")
    members: Mapped[str] = mapped_column(default="")  # a name on each line
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("referral.id", ondelete="SET NULL"))
    family_id: Mapped[int | None] = mapped_column(ForeignKey("family.id", ondelete="CASCADE"), index=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id", ondelete="SET NULL"))

    screened_on: Mapped[str] = mapped_column(default="")
    screened_by: Mapped[str] = mapped_column(default="")
    interpreter: Mapped[str] = mapped_column(default="")
    told: Mapped[list] = mapped_column(JSON, default=list)  # what the family was told about us
    answers: Mapped[dict] = mapped_column(JSON, default=dict)
    interest: Mapped[str] = mapped_column(default="")
    contingency: Mapped[str] = mapped_column(default="")

    outcome: Mapped[str] = mapped_column(default="", index=True)  # '' open; admitted, waiting, not_admitted, referred_elsewhere, answered
    decided_on: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[str] = mapped_column(default="")
    created_by: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    version: Mapped[int] = mapped_column(default=1)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)

    @classmethod
    def visible_to(cls, user):
        """The select of what this account may see: what is not yet a family, and what became one of its families."""
        theirs = cls.family_id.is_(None) | cls.family_id.in_(Family.visible_ids(user))
        return select(cls).where(cls.deleted_at.is_(None), theirs)

    @classmethod
    def get_visible(cls, user, referral_id: int) -> "Referral | None":
        return db.session.scalar(cls.visible_to(user).where(cls.id == referral_id))
