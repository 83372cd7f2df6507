"""A plan, its goals and actions, and the reviews that compare."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from caseline.db import Base, FamilyOwned, Moment, now


class Plan(FamilyOwned, Base):
    """The plan of the whole family, or of one adult where they differ. `options` is a list of
    {option, speaks_for, speaks_against, advised_by, status}; dates are EDTF."""

    __tablename__ = "plan"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    made_on: Mapped[str] = mapped_column(default="")
    agreed_on: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    interpreter: Mapped[str] = mapped_column(default="")
    options: Mapped[list] = mapped_column(JSON, default=list)
    contingency: Mapped[str] = mapped_column(default="")
    limits_explained: Mapped[str] = mapped_column(default="")
    next_review: Mapped[str] = mapped_column(default="")  # EDTF day
    replaced: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    every_goal: Mapped[list["Goal"]] = relationship(order_by="Goal.id", lazy="selectin", cascade="all, delete-orphan", passive_deletes=True)
    reviews: Mapped[list["PlanReview"]] = relationship(order_by="PlanReview.held_on.desc(), PlanReview.id.desc()", lazy="selectin", cascade="all, delete-orphan", passive_deletes=True)

    @property
    def goals(self) -> list["Goal"]:
        return [goal for goal in self.every_goal if goal.deleted_at is None]


class Goal(FamilyOwned, Base):
    """What the family wants to reach, and why. `links` is a list of [kind, key] (see plans/links.py)."""

    __tablename__ = "goal"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    goal: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="open")
    links: Mapped[list] = mapped_column(JSON, default=list)
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)

    every_action: Mapped[list["Action"]] = relationship(order_by="Action.id", lazy="selectin", cascade="all, delete-orphan", passive_deletes=True)

    @property
    def actions(self) -> list["Action"]:
        return [action for action in self.every_action if action.deleted_at is None]


class Action(FamilyOwned, Base):
    """One thing to do by one person by a day, in small `steps` ({what, done_on}); it may stand alone, without a goal."""

    __tablename__ = "action"

    id: Mapped[int] = mapped_column(primary_key=True)
    goal_id: Mapped[int | None] = mapped_column(ForeignKey("goal.id", ondelete="CASCADE"), index=True)
    what: Mapped[str]
    who: Mapped[str] = mapped_column(default="")
    due: Mapped[str] = mapped_column(default="")  # EDTF
    steps: Mapped[list] = mapped_column(JSON, default=list)
    done_on: Mapped[str] = mapped_column(default="")
    evidence_key: Mapped[str] = mapped_column(default="")  # the checklist line this action would fill
    links: Mapped[list] = mapped_column(JSON, default=list, server_default="[]")  # as a goal's
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)

    @property
    def is_open(self) -> bool:
        return not self.done_on


class PlanReview(FamilyOwned, Base):
    """A look back together: engagement, what changed since the last review, what helped or stood in the way.

    It is signed off like other work (supervision); `signed_off_…` are of reviews signed before that was so.
    """

    __tablename__ = "plan_review"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    held_on: Mapped[str]
    by_user: Mapped[int | None]
    engagement: Mapped[str] = mapped_column(default="")
    changes: Mapped[str] = mapped_column(default="")
    family_says: Mapped[str] = mapped_column(default="", server_default="")
    obstacles: Mapped[str] = mapped_column(default="", server_default="")
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    standing: Mapped[dict] = mapped_column(JSON, default=dict)  # goals and actions as they stood: {goals: {id: status}, done, open}
    signed_off_by: Mapped[int | None]
    signed_off_at: Mapped[datetime | None] = mapped_column(Moment)
