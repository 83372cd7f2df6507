"""Deciding a family's proposals as Caseline suggests, row by row: for the example families and for imports, never in a real review."""

from caseline.db import db
from caseline.families.models import Family
from caseline.timeline import reasoning
from caseline.timeline.casefile import PROPOSED
from caseline.timeline.decisions import Wording, accept, same_as
from caseline.timeline.models import Event, Proposal


def decide_as_suggested(family: Family, *, user_id: int, leave: frozenset[int] = frozenset()) -> int:
    """Accept every proposal, several sources on one row where the chronology folds them. Returns the number of rows made.

    Papers in `leave` (document ids) keep their proposals undecided, so that there is something to review.
    """
    rows = reasoning.reason(family, proposals=True).rows
    made = 0
    for row in rows:
        known = next((db.session.get(Event, n) for n in row.events if 0 < n < PROPOSED), None)
        proposals = [db.session.get(Proposal, n - PROPOSED) for n in dict.fromkeys(row.events) if n >= PROPOSED]
        for proposal in (p for p in _best_first(proposals, row.edtf) if p.document_id not in leave):
            if known is None:
                known = accept(proposal, _wording(row, proposal), user_id=user_id)
                made += 1
            else:
                same_as(proposal, known, user_id=user_id)
    return made


def _best_first(proposals: list[Proposal], edtf: str) -> list[Proposal]:
    """The proposal whose date the row stands under makes the event; the others become its further sources."""
    return sorted(proposals, key=lambda p: (p.edtf != edtf, -p.confidence, p.id))


def _wording(row, proposal: Proposal) -> Wording:
    return Wording(
        type=row.type, edtf=proposal.edtf, within=proposal.within, dates=dict(proposal.dates),
        person_ids=list(row.persons) or proposal.person_ids, sentence=proposal.sentence, is_key=row.type in KEY_TYPES,
    )


KEY_TYPES = frozenset(
    "arrival_belgium asylum_application cgrs_refusal cgrs_recognition judgment_call order_to_leave entry_ban application_9bis application_9ter "
    "decision_inadmissible decision_refusal decision_positive appeal_call birth return_house detention apprehension residence_document_issued".split()
)
