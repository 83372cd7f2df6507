"""What was inside a paper (attachments of a mail or PDF, files of an archive) becomes papers of their own, linked to it."""

from io import BytesIO

from sqlalchemy import select

from caseline.db import db
from caseline.documents.intake import EmptyFile, receive
from caseline.documents.models import Document
from caseline.documents.scanning import NotClean
from caseline.families.models import Family
from caseline.reading import Reading
from caseline.reading.limits import SMALLEST_SCAN
from caseline.vault import FileTooLarge

# archives within archives: an honest one holds a mail with papers, a hostile one has no end
DEEPEST = 5
MOST_INSIDE = 1_000


def receive_attached(family: Family, document: Document, reading: Reading) -> list[str]:
    """Keep every file that came out of `document`. Returns a sentence for each that could not be kept."""
    wanted = [one for one in reading.attachments if not (one.inline and len(one.data) < SMALLEST_SCAN)]  # a signature's logo is no paper
    if not wanted:
        return []
    top, depth = _top_of(document)
    if depth >= DEEPEST:
        return [f"This lies {depth} files deep in “{top.name}”: what is still inside was not taken out. Unpack it and add the papers."]
    room = MOST_INSIDE - _inside(top)
    refused = [f"“{top.name}” holds more than {MOST_INSIDE:,} papers: {len(wanted) - max(0, room)} were left out."] if len(wanted) > room else []
    for attachment in wanted[:max(0, room)]:
        try:
            receive(family, attachment.name, BytesIO(attachment.data), user_id=document.received_by, parent_id=document.id)
        except (EmptyFile, FileTooLarge, NotClean) as why:
            refused.append(f"{attachment.name}: {why}")
    return refused


def _top_of(document: Document) -> tuple[Document, int]:
    """The paper that everything came in, and how deep in it this one lies."""
    depth = 0
    while document.parent_id and depth < DEEPEST and (parent := db.session.get(Document, document.parent_id)):
        document, depth = parent, depth + 1
    return document, depth


def _inside(top: Document) -> int:
    """How many papers have come out of this one so far, at any depth."""
    found, last = 0, [top.id]
    for _ in range(DEEPEST):
        last = list(db.session.scalars(select(Document.id).where(Document.parent_id.in_(last))))
        found += len(last)
    return found
