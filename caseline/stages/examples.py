"""The course of an example family's case: its stages as they were told, its resolution and closure."""

from caseline.db import db
from caseline.families.models import Family
from caseline.families.told import Keys
from caseline.stages import moving
from caseline.stages.models import Closure, StagePeriod


def load(family: Family, told: dict, keys: Keys) -> None:
    """Write `told["stages"]` and `told["closure"]`; the last stage is where the case stands."""
    stages = told.get("stages", [])
    for one in stages:
        db.session.add(StagePeriod(family_id=family.id, stage=one["stage"], start=one["from"], end=one["to"], reason=one["reason"], by_user=keys.user_id))
    if stages:
        family.stage = next((one["stage"] for one in stages if one["to"] == ".."), stages[-1]["stage"])
    db.session.flush()
    if closure := told.get("closure"):
        _close(family, closure, keys)


def _close(family: Family, told: dict, keys: Keys) -> None:
    if told.get("resolution") not in {None, "", "none"}:
        moving.settle(family, kind=told["resolution"], on=told["on"], user_id=keys.user_id)
    moving.move(family, "closed", on=told["on"], reason=told["reason"], user_id=keys.user_id)
    db.session.add(
        Closure(
            family_id=family.id, on=told["on"], reason=told["reason"], outcome=told.get("outcome", ""), helped=told["helped"], undermined=told["undermined"],
            after_care=told["after_care"], referred_actor_id=keys.actor(told["referred_to"]), retention_from=told["retention_from"], follow_up_on=told.get("follow_up_on", ""), by_user=keys.user_id,
        )
    )
