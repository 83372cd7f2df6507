"""Keeping plans: who has one, how it stood at each review, what happened since, which actions are due."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from caseline.contacts.models import Contact
from caseline.contacts.rhythm import last_day
from caseline.db import db
from caseline.history import record
from caseline.plans.models import Action, Goal, Plan, PlanReview
from caseline.timeline.models import Event


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


@dataclass(frozen=True, slots=True)
class Since:
    """What happened since the last review (or since the plan was made): EDTF day, contacts by channel, actions done, rows of the timeline."""

    day: str
    contacts: tuple[tuple[str, int], ...]
    done: tuple[Action, ...]
    late: tuple[Action, ...]
    events: int


def current_plans() -> list[Plan]:
    """The plans in force of the family in scope: the family's own first."""
    return list(db.session.scalars(select(Plan).where(Plan.replaced.is_(False)).order_by(Plan.person_id.is_not(None), Plan.id)))


def earlier_plans() -> list[Plan]:
    """Plans that a newer one has replaced, the latest first."""
    return list(db.session.scalars(select(Plan).where(Plan.replaced.is_(True)).order_by(Plan.made_on.desc(), Plan.id.desc())))


def loose_actions() -> list[Action]:
    return list(db.session.scalars(select(Action).where(Action.goal_id.is_(None), Action.deleted_at.is_(None)).order_by(Action.done_on, Action.due)))


def actions_of(plan: Plan) -> list[Action]:
    return [action for goal in plan.goals for action in goal.actions]


def since_last_review(plan: Plan, today: date) -> Since:
    day = plan.reviews[0].held_on if plan.reviews else plan.agreed_on or plan.made_on
    actions = [*actions_of(plan), *loose_actions()]
    channels = Counter(db.session.scalars(select(Contact.channel).where(Contact.deleted_at.is_(None), Contact.at > day, Contact.at <= today.isoformat())))
    known = last_day(day)
    events = select(func.count(Event.id)).where(Event.deleted_at.is_(None), Event.earliest > known) if known else None
    return Since(
        day=day, contacts=tuple(channels.most_common()), done=tuple(one for one in actions if one.done_on and one.done_on > day),
        late=tuple(one for one in actions if one.is_open and _late(one.due, today)), events=db.session.scalar(events) if events is not None else 0,
    )


def hold_review(plan: Plan, *, next_review: str, user_id: int, **told) -> PlanReview:
    """Write a review down, with how goals and actions stood that day, so that the next one can compare.

    `told`: held_on, engagement, changes, family_says, obstacles.
    """
    actions = actions_of(plan)
    standing = {
        "goals": {str(goal.id): goal.status for goal in plan.goals},
        "done": sum(not action.is_open for action in actions),
        "open": sum(action.is_open for action in actions),
    }
    review = PlanReview(family_id=plan.family_id, plan_id=plan.id, by_user=user_id, standing=standing, **told)
    plan.next_review = next_review
    plan.reviews.insert(0, review)
    db.session.flush()
    record("plan reviewed", f"plan:{plan.id}", family_id=plan.family_id, user_id=user_id)
    return review


def what_is_due(today: date) -> list[Due]:
    """Open actions and coming reviews of every family in scope, the earliest first; undated ones last."""
    gone = select(Goal.id).where(Goal.deleted_at.is_not(None))
    alive = Action.goal_id.is_(None) | Action.goal_id.not_in(gone)
    found = [
        Due(a.family_id, last_day(a.due), a.what, a.who, _late(a.due, today), action_id=a.id)
        for a in db.session.scalars(select(Action).where(Action.done_on == "", Action.deleted_at.is_(None), alive))
    ]
    found += [
        Due(p.family_id, last_day(p.next_review), "", "", _late(p.next_review, today), plan_id=p.id)
        for p in db.session.scalars(select(Plan).where(Plan.replaced.is_(False), Plan.next_review != ""))
    ]
    return sorted(found, key=lambda due: due.day or date.max)


def add_goal(plan: Plan, *, goal: str, why: str, status: str) -> Goal:
    added = Goal(family_id=plan.family_id, plan_id=plan.id, goal=goal, why=why, status=status, links=[], version=1)
    plan.every_goal.append(added)
    db.session.flush()
    record("goal added", f"goal:{added.id}", family_id=plan.family_id)
    return added


def add_action(family_id: int, *, what: str, who: str, due: str, goal_id: int | None = None, links: list | None = None, evidence_key: str = "") -> Action:
    action = Action(family_id=family_id, goal_id=goal_id, what=what, who=who, due=due, steps=[], links=links or [], evidence_key=evidence_key)
    db.session.add(action)
    db.session.flush()
    record("action added", f"action:{action.id}", family_id=family_id)
    return action


def actions_about(kind: str, key: int) -> list[Action]:
    """The actions of the family in scope that are linked to this record."""
    every = db.session.scalars(select(Action).where(Action.deleted_at.is_(None)).order_by(Action.done_on, Action.due, Action.id))
    return [one for one in every if [kind, key] in one.links]


def steps_from(lines: list[str], before: list) -> list[dict]:
    """Small steps as typed, one on each line; those that stood there before keep the day on which they were done."""
    done = {step["what"]: step["done_on"] for step in steps_of(before)}
    return [{"what": line, "done_on": done.get(line, "")} for line in lines]


def steps_of(steps: list) -> list[dict]:
    """The steps of an action; in older files a step is only its words."""
    return [step if isinstance(step, dict) else {"what": str(step), "done_on": ""} for step in steps]


def _late(edtf: str, today: date) -> bool:
    day = last_day(edtf)
    return day is not None and day < today
