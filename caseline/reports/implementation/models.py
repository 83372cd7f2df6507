"""Periods of the implementation plan, and what was written down for each indicator at each moment."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from caseline.db import Base, Moment, now


class PlanPeriod(Base):
    """One run of the plan: a name, and the four days for which values are told (ISO days)."""

    __tablename__ = "plan_period"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    baseline: Mapped[str]
    six_months: Mapped[str]
    mid_term: Mapped[str]
    end: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)


class PlanValue(Base):
    """What somebody wrote for an indicator (or a reflection) at a moment: value, where it comes from, and what it means."""

    __tablename__ = "plan_value"
    __table_args__ = (UniqueConstraint("period_id", "indicator", "moment"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    period_id: Mapped[int] = mapped_column(ForeignKey("plan_period.id", ondelete="CASCADE"), index=True)
    indicator: Mapped[str]
    moment: Mapped[str]  # baseline, six_months, mid_term, end
    value: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    by_user: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(Moment, default=now)
    version: Mapped[int] = mapped_column(default=1)
