"""Moving a case from stage to stage, settling it, closing it and opening it again: each deed with its line in the history."""

from sqlalchemy import select

from caseline.db import db
from caseline.families.models import Family
from caseline.history import record
from caseline.stages.models import Closure, Resolution, StagePeriod


class AlreadyThere(Exception):
    """The case is in this stage already."""


class BeforeTheLast(Exception):
    """A change is dated before the stage it would end."""


def periods(family_id: int) -> list[StagePeriod]:
    """Every stage of the case in order, pauses among them."""
    return list(db.session.scalars(select(StagePeriod).where(StagePeriod.family_id == family_id).order_by(StagePeriod.start, StagePeriod.id)))


def running(family_id: int) -> StagePeriod | None:
    found = select(StagePeriod).where(StagePeriod.family_id == family_id, StagePeriod.end == "..").order_by(StagePeriod.id.desc())
    return db.session.scalar(found.limit(1))


def before_the_pause(family_id: int) -> str:
    """The stage to which a paused case goes back."""
    worked = [period.stage for period in periods(family_id) if period.stage not in {"paused", "closed"}]
    return worked[-1] if worked else "assessment"


def move(family: Family, stage: str, *, on: str, reason: str, user_id: int | None) -> StagePeriod:
    """Begin a stage on a day (EDTF) for a reason; the running one ends that day. Raises AlreadyThere, BeforeTheLast."""
    last = running(family.id)
    if last and last.stage == stage:
        raise AlreadyThere(f"The case is in the stage {stage} already.")
    if last and on < last.start:
        raise BeforeTheLast(f"The running stage began on {last.start}: a change cannot be dated before it.")
    if last:
        last.end = on
    begun = StagePeriod(family_id=family.id, stage=stage, start=on, reason=reason, by_user=user_id)
    db.session.add(begun)
    family.stage = stage
    db.session.flush()
    record("stage changed", f"stage:{begun.id}", family_id=family.id, stage=stage)
    return begun


def settle(family: Family, *, user_id: int | None, **fields) -> Resolution:
    """Write down how the question of stay was settled; the case goes on until it is closed."""
    resolution = Resolution(family_id=family.id, by_user=user_id, **fields)
    db.session.add(resolution)
    db.session.flush()
    record("resolution written", f"resolution:{resolution.id}", family_id=family.id, kind=resolution.kind)
    return resolution


def close(family: Family, *, on: str, reason: str, user_id: int | None, **told) -> Closure:
    """End case management. `told`: the other fields of a Closure. Raises AlreadyThere, BeforeTheLast."""
    move(family, "closed", on=on, reason=reason, user_id=user_id)
    closure = Closure(family_id=family.id, on=on, reason=reason, by_user=user_id, **{"retention_from": on, **told})
    db.session.add(closure)
    db.session.flush()
    record("case closed", f"closure:{closure.id}", family_id=family.id, reason=reason)
    return closure


def reopen(family: Family, *, stage: str, on: str, reason: str, user_id: int | None) -> None:
    """Begin again after a closure, which stays in the file. Raises BeforeTheLast."""
    closure = last_closure(family.id)
    if closure and not closure.reopened_on:
        closure.reopened_on, closure.reopened_why = on, reason
        record("case opened again", f"closure:{closure.id}", family_id=family.id)
    move(family, stage, on=on, reason=reason, user_id=user_id)


def last_closure(family_id: int) -> Closure | None:
    return db.session.scalar(select(Closure).where(Closure.family_id == family_id).order_by(Closure.id.desc()).limit(1))


def resolutions(family_id: int) -> list[Resolution]:
    found = select(Resolution).where(Resolution.family_id == family_id, Resolution.deleted_at.is_(None))
    return list(db.session.scalars(found.order_by(Resolution.on, Resolution.id)))
