"""From a referral to a family: screening, the decision, admission, the waiting list against the room there is."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from caseline.db import db, enter_family_scope, leave_family_scope
from caseline.families import editing
from caseline.families.models import Family, Person
from caseline.history import record
from caseline.intake.models import Capacity, Referral
from caseline.stages import moving
from caseline.stages.counting import active_count

OPEN = ("", "waiting")


@dataclass(frozen=True, slots=True)
class Room:
    """How many families there is room for (None: nobody said), how many are active, how many more could come."""

    families: int | None
    each: int | None
    active: int

    @property
    def free(self) -> int | None:
        return None if self.families is None else self.families - self.active


def room() -> Room:
    last = db.session.scalar(select(Capacity).order_by(Capacity.id.desc()).limit(1))
    return Room(last.families if last else None, last.each if last else None, active_count())


def waiting_list(user) -> list[Referral]:
    """Who waits for a place, the longest first."""
    return list(db.session.scalars(Referral.visible_to(user).where(Referral.outcome == "waiting").order_by(Referral.decided_on, Referral.id)))


def to_decide(user) -> list[Referral]:
    """Referrals and enquiries on which nobody has decided, the oldest first."""
    return list(db.session.scalars(Referral.visible_to(user).where(Referral.outcome == "").order_by(Referral.received_on, Referral.id)))


def decided(user) -> list[Referral]:
    """Everything decided, the latest first."""
    return list(db.session.scalars(Referral.visible_to(user).where(Referral.outcome.not_in(OPEN)).order_by(Referral.decided_on.desc(), Referral.id.desc())))


def story(referral: Referral, user) -> list[Referral]:
    """The referral and the earlier and later ones of the same people, in order."""
    every = {one.id: one for one in db.session.scalars(Referral.visible_to(user))}
    chain, earliest = {referral.id: referral}, referral
    while earliest.previous_id in every and earliest.previous_id not in chain:
        earliest = every[earliest.previous_id]
        chain[earliest.id] = earliest
    for one in sorted(every.values(), key=lambda one: one.id):
        if one.previous_id in chain:
            chain[one.id] = one
    return sorted(chain.values(), key=lambda one: (one.received_on, one.id))


def decide(referral: Referral, outcome: str, *, reason: str, on: str, by: str) -> None:
    """Put on the waiting list, decline, refer elsewhere; admission goes through `admit`."""
    referral.outcome, referral.reason, referral.decided_on, referral.decided_by = outcome, reason, on, by
    referral.version += 1
    record("referral decided", f"referral:{referral.id}", outcome=outcome)


def admit(referral: Referral, *, reference: str, language: str, reason: str, by: str, user_id: int, on: str | None = None, known_id: int | None = None) -> int:
    """Open a family for this referral, or go on with one that is known (opened again when it was closed).

    The names given with the referral become members, and the case begins in assessment. Returns the family's id. Raises
    editing.ReferenceTaken, moving.BeforeTheLast.
    """
    day = on or date.today().isoformat()
    family_id = known_id or editing.open_case(reference=reference, name=referral.name, language=language, user_id=user_id).id
    decide(referral, "admitted", reason=reason, on=day, by=by)
    token = enter_family_scope([family_id])
    try:
        family = db.session.get(Family, family_id)
        if known_id is None:
            _add_members(family, referral.members)
            moving.move(family, "screening", on=min(referral.received_on, day), reason=referral.summary[:200] or reason, user_id=user_id)
        if family.stage == "closed":
            moving.reopen(family, stage="assessment", on=day, reason=reason, user_id=user_id)
        elif family.stage != "assessment":
            moving.move(family, "assessment", on=day, reason=reason, user_id=user_id)
        db.session.flush()
    finally:
        leave_family_scope(token)
    for one in _same_people(referral):
        one.family_id = family_id
    return family_id


def _add_members(family: Family, lines: str) -> None:
    for place, name in enumerate(line.strip() for line in lines.splitlines() if line.strip()):
        db.session.add(Person(family_id=family.id, name=name[:160], position=place))


def _same_people(referral: Referral) -> list[Referral]:
    """The referral and those before it: their history moves into the family's file."""
    chain, earlier = [referral], referral
    while earlier.previous_id and (earlier := db.session.get(Referral, earlier.previous_id)) and earlier not in chain:
        chain.append(earlier)
    return chain
