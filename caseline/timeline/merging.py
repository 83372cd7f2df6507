"""A person's word on two events: the same, two different ones, or one source that tells another event; all can be taken back."""

from sqlalchemy import delete, select, update

from caseline.db import db, now
from caseline.history import record
from caseline.timeline.decisions import Wording, write_event
from caseline.timeline.models import Citation, Event, EventPerson, Merge, Proposal


def join(first: Event, second: Event, *, user_id: int) -> Merge:
    """Make two events one: the second's sources, people and proposals go to the first; the second waits in the bin."""
    moved = list(db.session.scalars(select(Citation.id).where(Citation.event_id == second.id)))
    db.session.execute(update(Citation).where(Citation.event_id == second.id).values(event_id=first.id))
    db.session.execute(update(Proposal).where(Proposal.event_id == second.id).values(event_id=first.id))
    known = set(first.person_ids)
    db.session.add_all(EventPerson(family_id=first.family_id, event_id=first.id, person_id=n) for n in second.person_ids if n not in known)
    first.dates = {**second.dates, **first.dates}
    first.references = [*first.references, *(pair for pair in second.references if pair not in first.references)]
    first.version += 1
    second.deleted_at = now()
    db.session.flush()
    db.session.expire(first)
    return _word(first, second, same=True, moved=moved, user_id=user_id)


def split(first: Event, citation: Citation, *, user_id: int) -> Merge:
    """Make an event of its own of one source, as that source tells it; the two are kept apart from then on."""
    told = db.session.get(Proposal, citation.proposal_id) if citation.proposal_id else None
    wording = Wording(
        type=told.type if told else first.type, edtf=citation.edtf or first.edtf, within=citation.within, dates=citation.dates,
        person_ids=first.person_ids, sentence=told.sentence if told else first.sentence, is_key=first.is_key,
    )
    second = write_event(first.family_id, wording, user_id=user_id, references=told.references if told else (), sentences=told.sentences if told else first.sentences)
    _move([citation.id], second)
    first.version += 1
    db.session.expire(first, ["citations"])
    return _word(first, second, same=False, moved=[citation.id], user_id=user_id)


def keep_apart(first: Event, second: Event, *, user_id: int) -> Merge:
    """Two real events: they are not shown as possibly the same again."""
    return _word(first, second, same=False, moved=[], user_id=user_id)


def take_back(merge: Merge, *, user_id: int) -> None:
    """Undo a person's word: a joined event comes back with the sources it had, one that was split off goes back."""
    if merge.moved_citations:
        first, second = db.session.get(Event, merge.first_id), db.session.get(Event, merge.second_id)
        _move(merge.moved_citations, second if merge.same else first)
        second.deleted_at = None if merge.same else now()
        first.version += 1
    record("merge taken back", f"event:{merge.first_id}", family_id=merge.family_id, user_id=user_id, other=merge.second_id)
    db.session.execute(delete(Merge).where(Merge.id == merge.id))


def _move(citations: list[int], to: Event) -> None:
    """Put sources, and the proposals they came from, under an event."""
    db.session.execute(update(Citation).where(Citation.id.in_(citations)).values(event_id=to.id))
    proposals = select(Citation.proposal_id).where(Citation.id.in_(citations), Citation.proposal_id.is_not(None))
    db.session.execute(update(Proposal).where(Proposal.id.in_(proposals)).values(event_id=to.id))


def _word(first: Event, second: Event, *, same: bool, moved: list[int], user_id: int) -> Merge:
    pair = sorted((first.id, second.id)) if not same else (first.id, second.id)
    db.session.execute(delete(Merge).where(Merge.first_id == pair[0], Merge.second_id == pair[1]))
    merge = Merge(family_id=first.family_id, first_id=pair[0], second_id=pair[1], same=same, moved_citations=moved, decided_by=user_id)
    db.session.add(merge)
    db.session.flush()
    record("same event" if same else "not the same event", f"event:{first.id}", family_id=first.family_id, user_id=user_id, other=second.id)
    return merge
