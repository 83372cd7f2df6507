"""Storing what was read of a paper, in one transaction: reading twice replaces, and never doubles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from caseline import jobs
from caseline.db import db
from caseline.documents.attached import receive_attached
from caseline.documents.models import Document, Page, Status
from caseline.families.models import Family
from caseline.reading import Page as ReadPage, Reading


@dataclass(frozen=True, slots=True)
class Origin:
    """A stored file to read from: `numbers` leads from a page of it to a page of the paper being read; None: all, as they are."""

    document_id: int
    address: str
    name: str
    password: str | None = field(repr=False)
    rotations: Mapping[int, int]
    numbers: Mapping[int, int] | None

    @classmethod
    def of(cls, document: Document, numbers: Mapping[int, int] | None) -> "Origin":
        rotations = {int(page): turn for page, turn in document.rotations.items()}
        return cls(document.id, document.address, document.name, document.password or None, rotations, numbers)


def keep(document_id: int, family: Family, reading: Reading, seconds: float) -> None:
    """Store a whole file's pages and what was inside it, and have it understood."""
    document = db.session.get(Document, document_id, populate_existing=True)
    seen = {page.number: page.nothing_to_add_by for page in document.pages}
    document.pages.clear()
    db.session.flush()
    document.pages = [_fill(Page(family_id=family.id, number=page.number, nothing_to_add_by=seen.get(page.number)), page) for page in reading.pages]
    document.media_type, document.headers = reading.media_type, dict(reading.headers)
    _keep_turns(document, reading)
    document.page_count = document.pages_done = len(reading.pages)
    document.seconds = seconds
    document.warnings = [*reading.warnings, *receive_attached(family, document, reading)]
    _understand(document)


def keep_some(document_id: int, read: Sequence[tuple[Origin, Reading]], sentences: Sequence[str]) -> None:
    """Store single pages again, each in its place; what else is known of the paper stays."""
    document = db.session.get(Document, document_id, populate_existing=True)
    pages = {page.number: page for page in db.session.scalars(select(Page).where(Page.document_id == document_id))}
    for origin, reading in read:
        original = db.session.get(Document, origin.document_id, populate_existing=True)
        original.media_type = original.media_type or reading.media_type
        _keep_turns(original, reading)
        for page in reading.pages:
            if kept := pages.get(origin.numbers.get(page.number)):
                _fill(kept, page)
    document.page_count = document.pages_done = len(pages)
    document.media_type = document.media_type or next((reading.media_type for _origin, reading in read), "")
    document.warnings = [*dict.fromkeys([*document.warnings, *sentences])]
    _understand(document)


def _understand(document: Document) -> None:
    document.status, document.failure = Status.UNDERSTANDING, ""
    jobs.add("understand", family_id=document.family_id, subject_id=document.id)
    db.session.commit()


def _keep_turns(document: Document, reading: Reading) -> None:
    """A page found lying on its side is shown the way it was read, or its words would not lie on its image."""
    document.rotations = {**document.rotations, **{str(page.number): page.rotation for page in reading.pages if page.rotation}}


def _fill(kept: Page, page: ReadPage) -> Page:
    kept.text, kept.width, kept.height, kept.ocr = page.text, page.width, page.height, page.ocr
    kept.confidence, kept.language, kept.words = page.confidence, page.language or "", page.words
    return kept
