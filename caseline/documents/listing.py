"""The list of a family's papers, with what waits in each."""

from dataclasses import dataclass

from sqlalchemy import func, select

from caseline.db import db
from caseline.documents.models import Document, Page, Status

PENDING = (Status.RECEIVED, Status.READING, Status.UNDERSTANDING)


@dataclass(frozen=True, slots=True)
class WorkLeft:
    """How many papers of a family are still to be read, of how many."""

    waiting: int
    total: int


def papers(family_id: int) -> list[Document]:
    """Every paper that is not in the bin, the latest received first, attachments after their mail."""
    found = db.session.scalars(select(Document).where(Document.family_id == family_id, Document.deleted_at.is_(None)).order_by(Document.id.desc())).all()
    children = {}
    for document in found:
        children.setdefault(document.parent_id, []).append(document)
    known = {document.id for document in found}
    roots = [document for document in found if document.parent_id not in known]
    return [row for root in roots for row in (root, *reversed(children.get(root.id, [])))]


def work_left(family_id: int) -> WorkLeft:
    counted = dict(
        db.session.execute(
            select(Document.status, func.count(Document.id)).where(Document.family_id == family_id, Document.deleted_at.is_(None)).group_by(Document.status)
        ).all()
    )
    return WorkLeft(sum(counted.get(status, 0) for status in PENDING), sum(counted.values()))


def page_at(document_id: int, number: int) -> Page | None:
    return db.session.scalar(select(Page).where(Page.document_id == document_id, Page.number == number))


def pages_of(document_id: int) -> list[Page]:
    return list(db.session.scalars(select(Page).where(Page.document_id == document_id).order_by(Page.number)))
