"""The list of a family's papers, with what waits in each."""

from dataclasses import dataclass
from statistics import mean

from flask import current_app
from sqlalchemy import func, select

from caseline import jobs
from caseline.db import db
from caseline.documents.models import Document, Page, Status
from caseline.jobs import Job

SAMPLE, FEWEST = 30, 3  # papers from whose time that of the others is told
PENDING = (Status.RECEIVED, Status.READING, Status.UNDERSTANDING)


@dataclass(frozen=True, slots=True)
class WorkLeft:
    """How many papers of a family are still to be read, of how many; about how many minutes that takes (None: nobody knows
    yet), and whether reading rests because a coordinator paused it."""

    waiting: int
    total: int
    minutes: int | None = None
    paused: bool = False


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
    waiting = sum(counted.get(status, 0) for status in PENDING)
    return WorkLeft(waiting, sum(counted.values()), _minutes_left(family_id) if waiting else 0, waiting > 0 and jobs.paused() is not None)


def _minutes_left(family_id: int) -> int | None:
    """From what the family's last papers took, and all the work that the machine will do before the last one that waits."""
    took = list(db.session.scalars(
        select(Document.seconds).where(Document.family_id == family_id, Document.seconds.is_not(None)).order_by(Document.id.desc()).limit(SAMPLE)))
    last = db.session.scalar(select(func.max(Job.id)).where(Job.family_id == family_id, Job.kind == "read"))
    if len(took) < FEWEST or last is None:
        return None
    before = db.session.scalar(select(func.count(Job.id)).where(Job.kind == "read", Job.id <= last, Job.state != "failed"))
    return max(1, round(before * mean(took) / current_app.config["SETTINGS"].workers / 60))


def page_at(document_id: int, number: int) -> Page | None:
    return db.session.scalar(select(Page).where(Page.document_id == document_id, Page.number == number))


def pages_of(document_id: int) -> list[Page]:
    return list(db.session.scalars(select(Page).where(Page.document_id == document_id).order_by(Page.number)))
