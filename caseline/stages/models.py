"""Stages with their dates and reasons; a case's resolution; its closure."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from caseline.db import Base, FamilyOwned, Moment, now


class StagePeriod(FamilyOwned, Base):
    """The case was in this stage from–to (EDTF days; `end` '..' means now). The running one is also `Family.stage`."""

    __tablename__ = "stage_period"

    id: Mapped[int] = mapped_column(primary_key=True)
    stage: Mapped[str]
    start: Mapped[str] = mapped_column(index=True)
    end: Mapped[str] = mapped_column(default="..")
    reason: Mapped[str] = mapped_column(default="")
    by_user: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)


class Resolution(FamilyOwned, Base):
    """How the question of stay was settled, for whom and when: not the same as closing the case, which may come much later."""

    __tablename__ = "resolution"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]  # a resolution type of the network's questionnaires
    on: Mapped[str]  # EDTF
    person_ids: Mapped[list] = mapped_column(JSON, default=list)  # nobody named: the whole family
    note: Mapped[str] = mapped_column(default="")
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id", ondelete="SET NULL"))
    by_user: Mapped[int | None]
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)


class Closure(FamilyOwned, Base):
    """Why and how case management ended; `reopened_on` when it began again. Each closure of a family is kept."""

    __tablename__ = "closure"

    id: Mapped[int] = mapped_column(primary_key=True)
    on: Mapped[str]  # EDTF day
    reason: Mapped[str]  # a closure reason of the network's questionnaires
    outcome: Mapped[str] = mapped_column(default="")
    helped: Mapped[str] = mapped_column(default="")
    undermined: Mapped[str] = mapped_column(default="")
    after_care: Mapped[str] = mapped_column(default="")
    follow_up_on: Mapped[str] = mapped_column(default="")  # EDTF day of the next look
    referred_to: Mapped[str] = mapped_column(default="")
    referred_actor_id: Mapped[int | None] = mapped_column(ForeignKey("actor.id", ondelete="SET NULL"))
    retention_from: Mapped[str] = mapped_column(default="")  # EDTF day from which the file's keeping is counted
    by_user: Mapped[int | None]
    reopened_on: Mapped[str] = mapped_column(default="")
    reopened_why: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
