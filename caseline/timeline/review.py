"""What waits to be reviewed, and where one proposal stands among the others."""

from dataclasses import dataclass

from sqlalchemy import func, select

from caseline.db import db
from caseline.documents.models import Document
from caseline.timeline.models import Decision, Proposal


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review of one paper is."""

    total: int
    accepted: int
    dismissed: int

    @property
    def decided(self) -> int:
        return self.accepted + self.dismissed


def waiting(family_id: int, document_id: int | None = None) -> list[Proposal]:
    """Undecided proposals, paper by paper as they were received, in reading order."""
    live = select(Proposal).join(Document, Document.id == Proposal.document_id).where(Proposal.family_id == family_id, Proposal.decision == Decision.UNDECIDED, Document.deleted_at.is_(None))
    if document_id:
        live = live.where(Proposal.document_id == document_id)
    return list(db.session.scalars(live.order_by(Proposal.document_id, Proposal.page, Proposal.start)))


def waiting_by_document(family_id: int) -> dict[int, int]:
    """How many proposals wait in each paper."""
    counted = select(Proposal.document_id, func.count(Proposal.id)).where(Proposal.family_id == family_id, Proposal.decision == Decision.UNDECIDED).group_by(Proposal.document_id)
    return dict(db.session.execute(counted).all())


def of_document(document_id: int) -> list[Proposal]:
    """Every proposal of one paper that still stands, in reading order."""
    found = select(Proposal).where(Proposal.document_id == document_id, Proposal.decision != Decision.OBSOLETE)
    return list(db.session.scalars(found.order_by(Proposal.page, Proposal.start)))


def progress(proposals: list[Proposal]) -> Progress:
    count = lambda decision: sum(p.decision == decision for p in proposals)  # noqa: E731
    return Progress(len(proposals), count(Decision.ACCEPTED), count(Decision.DISMISSED))


def last_decided(family_id: int, user_id: int) -> Proposal | None:
    """What “undo” takes back: this person's latest decision."""
    mine = select(Proposal).where(Proposal.family_id == family_id, Proposal.decided_by == user_id, Proposal.decision.in_([Decision.ACCEPTED, Decision.DISMISSED]))
    return db.session.scalar(mine.order_by(Proposal.decided_at.desc()).limit(1))
