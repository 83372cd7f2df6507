"""The plans of an example family: options, goals, actions, reviews."""

from datetime import UTC, datetime

from sqlalchemy import select

from caseline.contacts.models import Contact
from caseline.db import db
from caseline.edtf import show
from caseline.families.models import Family
from caseline.families.told import Keys
from caseline.legal.examples import event_named
from caseline.plans import planning
from caseline.plans.models import Action, Goal, Plan, PlanReview
from caseline.supervision.models import SignOff


def load(family: Family, told: dict, keys: Keys) -> None:
    """Write `told["plans"]`, `told["reviews"]` and what follows from contacts; an older plan of the same person is replaced by the next."""
    latest: dict[int | None, Plan] = {}
    for one in sorted(told.get("plans", []), key=lambda plan: plan["on"]):
        person_id = keys.person(one["person"])
        plan = Plan(
            family_id=family.id, person_id=person_id, made_on=one["on"], agreed_on=one["agreed_on"], language=one["language"], interpreter=keys.name(one["interpreter"]),
            options=[{**option, "advised_by": keys.name(option["advised_by"])} for option in one["options"]], contingency=one["contingency"], limits_explained=one["limits_explained"],
            next_review=one.get("next_review", ""),
        )
        db.session.add(plan)
        db.session.flush()
        if person_id in latest:
            latest[person_id].replaced = True
        latest[person_id] = plan
        for goal in one["goals"]:
            _goal(plan, goal, keys)
        _signed(plan, "plan", plan.id, f"Plan of {keys.name(one['person']) if person_id else family.name}", one["agreed_on"] or one["on"], keys)
    for review in told.get("reviews", []):
        if plan := _plan_of(review["on"], family):
            _review(plan, review, keys)
    for contact in told.get("contacts", []):
        _what_follows(family, contact, keys)
    db.session.flush()


def _plan_of(day: str, family: Family) -> Plan | None:
    """The first plan that was in force on that day."""
    plans = db.session.scalars(select(Plan).where(Plan.family_id == family.id).order_by(Plan.id)).all()
    return next((plan for plan in plans if plan.made_on <= day), next(iter(plans), None))


def _review(plan: Plan, told: dict, keys: Keys) -> None:
    done = [action for action in planning.actions_of(plan) if action.done_on and action.done_on <= told["on"]]
    standing = {"goals": {str(goal.id): _stood(goal, told["on"]) for goal in plan.goals}, "done": len(done), "open": len(planning.actions_of(plan)) - len(done)}
    review = PlanReview(
        family_id=plan.family_id, plan_id=plan.id, held_on=told["on"], by_user=keys.user_id, engagement=told["engagement"], changes=told["changes"],
        family_says=told.get("family_says", ""), obstacles=told.get("obstacles", ""), standing=standing,
    )
    plan.reviews.append(review)
    db.session.flush()
    if told["signed_off_on"]:
        _signed(plan, "review", review.id, f"Review of the plan, {show(told['on'], 'en')}", told["signed_off_on"], keys)


def _stood(goal: Goal, day: str) -> str:
    """How a goal stood: as it stands now once all its actions were done by that day, open before."""
    return goal.status if goal.actions and all(action.done_on and action.done_on <= day for action in goal.actions) else "open"


def _signed(plan: Plan, kind: str, number: int, title: str, day: str, keys: Keys) -> None:
    when = datetime.fromisoformat(day).replace(tzinfo=UTC)
    db.session.add(SignOff(family_id=plan.family_id, kind=kind, subject_id=number, title=title, asked_by=keys.user_id, asked_at=when, outcome="signed", decided_by=keys.user_id, decided_at=when))


def _what_follows(family: Family, told: dict, keys: Keys) -> None:
    """The follow-ups of a contact, as actions linked to it."""
    contact = db.session.scalar(select(Contact.id).where(Contact.at == told["on"], Contact.summary == told["summary"]).limit(1))
    for one in told["follow_up"] if contact else []:
        db.session.add(Action(family_id=family.id, what=one["what"], who=keys.name(one["who"]), due=one["by"], done_on=one["done_on"], steps=[], links=[["contact", contact]]))


def _goal(plan: Plan, told: dict, keys: Keys) -> None:
    status = {"reached": "reached", "partly": "partly", "dropped": "dropped", "on_hold": "on_hold"}.get(told["status"], "open")
    goal = Goal(family_id=plan.family_id, plan_id=plan.id, goal=told["goal"], why=told["why"], status=status, links=_links(told.get("links", [])))
    db.session.add(goal)
    db.session.flush()
    for one in told["actions"]:
        db.session.add(Action(family_id=plan.family_id, goal_id=goal.id, what=one["what"], who=keys.name(one["who"]), due=one["by"], steps=[{"what": step, "done_on": one["done_on"]} for step in one["steps"]], done_on=one["done_on"]))


def _links(told: list[dict]) -> list[list]:
    """Timeline rows named as “type date”; those that are not on the timeline yet are left out."""
    return [["event", number] for link in told if (number := event_named(link.get("event", "")))]
