"""Which known events a proposal may speak of, for “same as…”, and where it disagrees with them."""

from dataclasses import dataclass

from sqlalchemy import select

from caseline.db import db
from caseline.edtf import NotEdtf, overlaps, parse
from caseline.timeline.models import Event, Proposal

NEAR = 62  # days: a date slip of two months at most suggests the same act


@dataclass(frozen=True, slots=True)
class Candidate:
    """A known event that may be the same; `disagrees` when type and people fit but the date does not."""

    event: Event
    score: int
    disagrees: bool


def candidates(proposal: Proposal, limit: int = 8) -> list[Candidate]:
    """Known events of the family, likeliest first."""
    events = db.session.scalars(select(Event).where(Event.deleted_at.is_(None))).all()
    scored = [_compare(proposal, event) for event in events]
    return sorted((c for c in scored if c.score > 0), key=lambda c: -c.score)[:limit]


def _compare(proposal: Proposal, event: Event) -> Candidate:
    same_type, shared = proposal.type == event.type, bool(set(proposal.person_ids) & set(event.person_ids))
    same_reference = bool({tuple(pair) for pair in proposal.references} & {tuple(pair) for pair in event.references})
    same_date, near = _dates(proposal.edtf, event.edtf)
    roles_meet = any(event.dates.get(role) == value for role, value in proposal.dates.items())
    score = 0
    if same_type and (same_date or same_reference or roles_meet or near):
        score = 4 * same_date + 3 * same_reference + 3 * roles_meet + 2 * near + 2 * shared + 2
    elif same_date and _brief(event.edtf) and _brief(proposal.edtf):
        score = 1 + shared
    disagreeing_role = same_type and (same_date or near) and any(role in event.dates and event.dates[role] != value for role, value in proposal.dates.items())
    return Candidate(event, score, disagrees=bool(score and same_type and (disagreeing_role or not same_date)))


def _brief(edtf: str) -> bool:
    """Whether a date is a moment: what lasts, “lives there since 2019”, contains many acts of other kinds and is none of them."""
    dated = parse(edtf)
    return bool(dated.earliest and dated.latest and (dated.latest - dated.earliest).days <= NEAR)


def _dates(first: str, second: str) -> tuple[bool, bool]:
    """(may be the same moment, lie close together)."""
    try:
        a, b = parse(first), parse(second)
    except NotEdtf:
        return False, False
    if overlaps(a, b):
        return True, True
    starts = a.earliest and b.earliest
    return False, bool(starts and abs((a.earliest - b.earliest).days) <= NEAR)
