"""One letter photographed page by page: photographs that come with the same word become the pages of one paper.

Each is stored on its own as it came, at once, so that a broken line loses none of them.
"""

import re
import secrets

from sqlalchemy import func, select

from caseline import jobs
from caseline.db import db, now
from caseline.documents.intake import Received, receive
from caseline.documents.models import Document, Page, PaperArrangement
from caseline.families.models import Family

WORD = re.compile(r"[\w.-]{6,64}")


def receive_photograph(family: Family, name: str, stream, *, together: str, user_id: int | None) -> Received:
    """Store one photograph as the next page of the paper that came with this word; the caller commits and wakes the reader.

    Raises as `receive` does. A photograph that the family already has stays the paper it is.
    """
    received = receive(family, name, stream, user_id=user_id, to_read=False)
    if received.already_here:
        return received
    photograph = received.document
    paper = db.session.scalar(select(Document).where(Document.together == together, Document.deleted_at.is_(None)))
    if paper is None:
        paper = Document(
            family_id=family.id, name=photograph.name, sha256=f"together-{secrets.token_hex(16)}", address="", size=0, received_by=user_id, together=together)
        db.session.add(paper)
        db.session.flush()
    number = (db.session.scalar(select(func.max(Page.number)).where(Page.document_id == paper.id)) or 0) + 1
    page = Page(family_id=family.id, document_id=paper.id, number=number, text="", original_id=photograph.id, sheet=1)
    page.words = ()
    db.session.add(page)
    paper.page_count = number
    photograph.steps_back_at = photograph.deleted_at = now()
    jobs.add("read", family_id=family.id, subject_id=paper.id, pages=[number])
    _note(family, paper, [photograph.id, 1, paper.id, number], user_id)
    return Received(paper, already_here=False)


def _note(family: Family, paper: Document, place: list[int], user_id: int | None) -> None:
    """One arrangement for the whole paper, so that it can be taken apart again."""
    latest = db.session.scalars(select(PaperArrangement).where(PaperArrangement.undone_at.is_(None)).order_by(PaperArrangement.id.desc()))
    known = next((one for one in latest if one.places and one.places[0][2] == paper.id), None)
    if known is None:
        known = PaperArrangement(family_id=family.id, places=[], made_by=user_id)
        db.session.add(known)
    known.places = [*known.places, place]
