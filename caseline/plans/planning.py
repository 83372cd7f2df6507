"""Keeping plans: who has one, how it stood at each review, which actions are due."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from caseline.db import db
from caseline.edtf import NotEdtf, parse
from caseline.history import record
from caseline.plans.models import Action, Goal, Plan, PlanReview


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is to be done: `day` is the last day as far as its date says, `late` when that day is past."""

    family_id: int
    day: date | None
    what: str
    who: str
    late: bool
    action_id: int | None = None
    plan_id: int | None = None


def current_plans() -> list[Plan]:
    """The plans in force of the family in scope: the family's own first."""
    return list(db.session.scalars(select(Plan).where(Plan.replaced.is_(False)).order_by(Plan.person_id.is_not(None), Plan.id)))


def loose_actions() -> list[Action]:
    return list(db.session.scalars(select(Action).where(Action.goal_id.is_(None)).order_by(Action.done_on, Action.due)))


def hold_review(plan: Plan, *, held_on: str, engagement: str, changes: str, next_review: str, user_id: int) -> PlanReview:
    """Write a review down, with how goals and actions stood that day, so that the next one can compare."""
    actions = [action for goal in plan.goals for action in goal.actions]
    standing = {
        "goals": {str(goal.id): goal.status for goal in plan.goals},
        "done": sum(not action.is_open for action in actions),
        "open": sum(action.is_open for action in actions),
    }
    review = PlanReview(family_id=plan.family_id, plan_id=plan.id, held_on=held_on, by_user=user_id, engagement=engagement, changes=changes, standing=standing)
    plan.next_review = next_review
    db.session.add(review)
    db.session.flush()
    record("plan reviewed", f"plan:{plan.id}", family_id=plan.family_id, user_id=user_id)
    return review


def what_is_due(today: date) -> list[Due]:
    """Open actions and coming reviews of every family in scope, the earliest first; undated ones last."""
    found = [
        Due(a.family_id, last_day(a.due), a.what, a.who, _late(a.due, today), action_id=a.id)
        for a in db.session.scalars(select(Action).where(Action.done_on == ""))
    ]
    found += [
        Due(p.family_id, last_day(p.next_review), "", "", _late(p.next_review, today), plan_id=p.id)
        for p in db.session.scalars(select(Plan).where(Plan.replaced.is_(False), Plan.next_review != ""))
    ]
    return sorted(found, key=lambda due: due.day or date.max)


def last_day(edtf: str) -> date | None:
    try:
        return parse(edtf).latest if edtf else None
    except NotEdtf:
        return None


def _late(edtf: str, today: date) -> bool:
    day = last_day(edtf)
    return day is not None and day < today


def add_goal(plan: Plan, *, goal: str, why: str, status: str) -> Goal:
    added = Goal(family_id=plan.family_id, plan_id=plan.id, goal=goal, why=why, status=status)
    plan.goals.append(added)
    db.session.flush()
    record("goal added", f"goal:{added.id}", family_id=plan.family_id)
    return added
