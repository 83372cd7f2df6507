"""Which families count as active, paused or closed: the one definition that every list and figure uses."""

from collections.abc import Collection, Mapping

from sqlalchemy import func, select

from caseline.db import db
from caseline.families.models import Assignment, Family

NOT_ACTIVE = ("closed",)


def is_active(family: Family) -> bool:
    """Whether case management goes on: a paused family is active, a closed one is not."""
    return family.deleted_at is None and family.stage not in NOT_ACTIVE


def active_count() -> int:
    """How many families the organisation works with now."""
    return db.session.scalar(select(func.count(Family.id)).where(Family.deleted_at.is_(None), Family.stage.not_in(NOT_ACTIVE)))


def active_by_worker() -> Mapping[int, Collection[Family]]:
    """Account → the active families of which it is the team (cover and emergency access do not count as workload)."""
    found = (
        select(Assignment.user_id, Family)
        .join(Family, Family.id == Assignment.family_id)
        .where(Assignment.kind == "team", Family.deleted_at.is_(None), Family.stage.not_in(NOT_ACTIVE))
        .order_by(Family.name)
    )
    loads: dict[int, list[Family]] = {}
    for user_id, family in db.session.execute(found):
        loads.setdefault(user_id, []).append(family)
    return loads
