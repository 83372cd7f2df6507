"""The plans of an example family: options, goals, actions, reviews."""

from datetime import datetime

from sqlalchemy import select

from caseline.db import db
from caseline.families.models import Family
from caseline.families.told import Keys
from caseline.plans.models import Action, Goal, Plan, PlanReview
from caseline.timeline.models import Event


def load(family: Family, told: dict, keys: Keys) -> None:
    """Write `told["plans"]` and `told["reviews"]`; an older plan of the same person is replaced by the next."""
    latest: dict[int | None, Plan] = {}
    for one in sorted(told.get("plans", []), key=lambda plan: plan["on"]):
        person_id = keys.person(one["person"])
        plan = Plan(
            family_id=family.id, person_id=person_id, made_on=one["on"], agreed_on=one["agreed_on"], language=one["language"], interpreter=keys.name(one["interpreter"]),
            options=[{**option, "advised_by": keys.name(option["advised_by"])} for option in one["options"]], contingency=one["contingency"], limits_explained=one["limits_explained"],
        )
        db.session.add(plan)
        db.session.flush()
        if person_id in latest:
            latest[person_id].replaced = True
        latest[person_id] = plan
        for goal in one["goals"]:
            _goal(plan, goal, keys)
    for review in told.get("reviews", []):
        if plan := latest.get(None) or next(iter(latest.values()), None):
            signed = {"signed_off_by": keys.user_id, "signed_off_at": datetime.fromisoformat(review["signed_off_on"])} if review["signed_off_on"] else {}
            told_of = {"held_on": review["on"], "by_user": keys.user_id, "engagement": review["engagement"], "changes": review["changes"], "standing": {}}
            db.session.add(PlanReview(family_id=family.id, plan_id=plan.id, **told_of, **signed))
    db.session.flush()


def _goal(plan: Plan, told: dict, keys: Keys) -> None:
    status = {"reached": "reached", "partly": "partly", "dropped": "dropped"}.get(told["status"], "open")
    goal = Goal(family_id=plan.family_id, plan_id=plan.id, goal=told["goal"], why=told["why"], status=status, links=_links(told.get("links", [])))
    db.session.add(goal)
    db.session.flush()
    for one in told["actions"]:
        db.session.add(Action(family_id=plan.family_id, goal_id=goal.id, what=one["what"], who=keys.name(one["who"]), due=one["by"], steps=one["steps"], done_on=one["done_on"]))


def _links(told: list[dict]) -> list[list]:
    """Timeline rows named as “type date”; those that are not on the timeline yet are left out."""
    found = []
    for link in told:
        kind, _space, edtf = link.get("event", "").partition(" ")
        event_id = db.session.scalar(select(Event.id).where(Event.type == kind, Event.edtf == edtf, Event.deleted_at.is_(None)))
        if event_id:
            found.append(["event", event_id])
    return found
