"""The background job that reads a paper: vault → confined reader → pages, attachments, then understanding."""

import os
import threading
import time

from flask import current_app
from sqlalchemy import update

from caseline import jobs
from caseline.db import db
from caseline.documents.attached import receive_attached
from caseline.documents.models import Document, Page, Status
from caseline.families.models import Family
from caseline.history import record
from caseline.reading import SENTENCES, ReadFailure, Reading
from caseline.reading.confined import Reader
from caseline.vault import DamagedFile

_local = threading.local()  # one warm confined child for each worker thread
_EVERY = 1.0  # seconds between two notes of progress: a page must not cost a transaction


def reader() -> Reader:
    """This worker thread's reader."""
    if not hasattr(_local, "reader"):
        _local.reader = Reader()
    return _local.reader


class OpenedFile:
    """The clear bytes of a stored file in anonymous memory, with a path that only this process can open."""

    def __init__(self, family: Family, address: str):
        self._descriptor = os.memfd_create("caseline", os.MFD_CLOEXEC)
        with os.fdopen(os.dup(self._descriptor), "wb") as memory:
            for chunk in current_app.extensions["vault"].chunks(family.vault_key, address):
                memory.write(chunk)
        self.path = f"/proc/{os.getpid()}/fd/{self._descriptor}"

    def __enter__(self) -> str:
        return self.path

    def __exit__(self, *_):
        os.close(self._descriptor)


@jobs.handles("read")
def read_document(document_id: int, _details: dict) -> None:
    """Read one paper. No transaction is open while the reader works, which may take minutes."""
    document = db.session.get(Document, document_id)
    if document is None:
        return
    family = db.session.get(Family, document.family_id)
    rotations = {int(page): turn for page, turn in document.rotations.items()}
    document.status = Status.READING
    db.session.commit()
    try:
        with OpenedFile(family, document.address) as path:
            reading = reader().read(
                path, name=document.name, languages=tuple(document.read_as) or None, rotations=rotations or None,
                password=document.password or None, progress=_Progress(document_id),
            )
    except (ReadFailure, DamagedFile) as failure:
        _fail(document_id, getattr(failure, "code", "missing"), getattr(failure, "sentence", ""))
        return
    _keep(document_id, family, reading)


class _Progress:
    """Notes how many pages are read, at most once a second."""

    def __init__(self, document_id: int):
        self._document_id, self._last = document_id, time.monotonic()

    def __call__(self, done: int, total: int | None) -> None:
        if time.monotonic() - self._last < _EVERY:
            return
        self._last = time.monotonic()
        values = {"pages_done": done, "page_count": total or 0}
        db.session.execute(update(Document).where(Document.id == self._document_id).values(**values))
        db.session.commit()


@jobs.when_given_up("read")
def give_up(document_id: int, _details: dict) -> None:
    _fail(document_id, "crashed")


def _fail(document_id: int, code: str, sentence: str = "") -> None:
    """`sentence` tells more than the code does, for the kinds of files that ask for their own advice."""
    document = db.session.get(Document, document_id)
    document.status, document.failure = Status.FAILED, code
    document.warnings = [sentence] if sentence and sentence != SENTENCES[code] else []
    record("reading failed", f"document:{document_id}", family_id=document.family_id, code=code)
    db.session.commit()


def _keep(document_id: int, family: Family, reading: Reading) -> None:
    """Store what was read, in one transaction; reading twice replaces, and never doubles."""
    document = db.session.get(Document, document_id, populate_existing=True)
    seen = {page.number: page.nothing_to_add_by for page in document.pages}
    document.pages.clear()
    db.session.flush()
    document.pages = [_page(family.id, page, seen.get(page.number)) for page in reading.pages]
    document.media_type, document.headers = reading.media_type, dict(reading.headers)
    # a page found lying on its side is shown the way it was read, or its words would not lie on its image
    turned = {str(page.number): page.rotation for page in reading.pages if page.rotation}
    document.rotations = {**document.rotations, **turned}
    document.page_count = document.pages_done = len(reading.pages)
    document.status, document.failure = Status.UNDERSTANDING, ""
    document.warnings = [*reading.warnings, *receive_attached(family, document, reading)]
    jobs.add("understand", family_id=family.id, subject_id=document_id)
    db.session.commit()


def _page(family_id: int, page, nothing_to_add_by) -> Page:
    kept = Page(
        family_id=family_id, number=page.number, text=page.text, width=page.width, height=page.height, ocr=page.ocr,
        confidence=page.confidence, language=page.language or "", nothing_to_add_by=nothing_to_add_by,
    )
    kept.words = page.words
    return kept
