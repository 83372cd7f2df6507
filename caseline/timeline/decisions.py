"""What a person decides about a proposal: accept, dismiss, same as a known event; each can be taken back."""

from dataclasses import dataclass

from sqlalchemy import delete, func, select, update

from caseline.db import db, now
from caseline.edtf import parse
from caseline.history import record
from caseline.timeline.models import Citation, Decision, Event, EventPerson, Proposal


class AlreadyDecided(Exception):
    """Somebody else decided this proposal first; `proposal` shows how."""

    def __init__(self, proposal: Proposal):
        super().__init__("This proposal was decided meanwhile.")
        self.proposal = proposal


@dataclass(frozen=True, slots=True)
class Wording:
    """An event as the person wants it: EDTF dates, member ids, one neutral sentence."""

    type: str
    edtf: str
    within: bool
    dates: dict
    person_ids: list[int]
    sentence: str
    question: str = ""
    is_key: bool = False
    scheduled: bool = False


def accept(proposal: Proposal, wording: Wording, *, user_id: int) -> Event:
    """Make an event of a proposal, with the proposal's page and quote as its source. Raises AlreadyDecided."""
    _decide(proposal, Decision.ACCEPTED, user_id)
    event = write_event(proposal.family_id, wording, user_id=user_id, references=proposal.references, sentences=proposal.sentences)
    _cite(event, proposal, user_id)
    proposal.event_id = event.id
    record("accepted", f"proposal:{proposal.id}", family_id=proposal.family_id, user_id=user_id, event=event.id)
    return event


def dismiss(proposal: Proposal, *, user_id: int, reason: str = "") -> None:
    """Keep a proposal out of the timeline. Raises AlreadyDecided."""
    _decide(proposal, Decision.DISMISSED, user_id, reason)
    record("dismissed", f"proposal:{proposal.id}", family_id=proposal.family_id, user_id=user_id)


def same_as(proposal: Proposal, event: Event, *, user_id: int) -> Event:
    """Add a proposal's page and quote as one more source of a known event, whose working date stays. Raises AlreadyDecided."""
    _decide(proposal, Decision.ACCEPTED, user_id)
    _cite(event, proposal, user_id)
    event.dates = {**proposal.dates, **event.dates}
    event.references = [*event.references, *(pair for pair in proposal.references if pair not in event.references)]
    proposal.event_id = event.id
    record("same as", f"proposal:{proposal.id}", family_id=proposal.family_id, user_id=user_id, event=event.id)
    return event


def undo(proposal: Proposal, *, user_id: int) -> None:
    """Take a decision back: the proposal waits again, and what only it had brought to the timeline is gone."""
    if proposal.event_id:
        event = db.session.get(Event, proposal.event_id)
        db.session.execute(delete(Citation).where(Citation.proposal_id == proposal.id))
        left = db.session.scalar(select(func.count(Citation.id)).where(Citation.event_id == event.id))
        if not left:
            event.deleted_at = now()
        db.session.expire(event, ["citations"])
    proposal.decision, proposal.decided_by, proposal.decided_at = Decision.UNDECIDED, None, None
    proposal.reason, proposal.event_id = "", None
    record("taken back", f"proposal:{proposal.id}", family_id=proposal.family_id, user_id=user_id)


def write_event(family_id: int, wording: Wording, *, user_id: int | None, references=(), event: Event | None = None, sentences: dict | None = None) -> Event:
    """Add an event (or rewrite one) in the words a person chose. Raises NotEdtf for a date that is none.

    `sentences` (or the event's own) are Caseline's sentence by language: they stay as long as the person left it as it was.
    """
    event = event or Event(family_id=family_id, created_by=user_id, references=[list(pair) for pair in references], sentences=sentences)
    if wording.sentence not in (event.sentences or {}).values():
        event.sentences = None
    event.type, event.sentence, event.within, event.dates = wording.type, wording.sentence, wording.within, dict(wording.dates)
    event.question, event.is_key, event.scheduled = wording.question, wording.is_key, wording.scheduled
    set_date(event, wording.edtf)
    db.session.add(event)
    db.session.flush()
    wanted, linked = set(wording.person_ids), {link.person_id: link for link in event.people}
    for person_id in wanted - linked.keys():
        event.people.append(EventPerson(family_id=family_id, event_id=event.id, person_id=person_id))
    for person_id in linked.keys() - wanted:
        event.people.remove(linked[person_id])
    return event


def set_date(event: Event, edtf: str) -> None:
    """Set the working date; its bounds only serve to order rows."""
    bounds = parse(edtf) if edtf else None
    event.edtf = edtf
    event.earliest, event.latest = (bounds.earliest, bounds.latest) if bounds else (None, None)


def _cite(event: Event, proposal: Proposal, user_id: int) -> None:
    event.citations.append(
        Citation(
            family_id=proposal.family_id, source_kind=proposal.source_kind, document_id=proposal.document_id, page=proposal.page,
            start=proposal.start, end=proposal.end, quote=proposal.quote, edtf=proposal.edtf, within=proposal.within,
            dates=dict(proposal.dates), proposal_id=proposal.id, created_by=user_id,
        )
    )


def _decide(proposal: Proposal, decision: Decision, user_id: int, reason: str = "") -> None:
    """One person decides: the row itself is the lock, so a double click or a colleague's click cannot decide twice."""
    changed = db.session.execute(
        update(Proposal)
        .where(Proposal.id == proposal.id, Proposal.decision == Decision.UNDECIDED)
        .values(decision=decision, decided_by=user_id, decided_at=now(), reason=reason[:500])
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(proposal)
    if not changed.rowcount:
        raise AlreadyDecided(proposal)
