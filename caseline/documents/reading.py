"""The background job that reads a paper: vault → confined reader → pages, attachments, then understanding."""

import threading
import time

from sqlalchemy import select, update

from caseline import jobs
from caseline.db import db
from caseline.documents.keeping import Origin, keep, keep_some
from caseline.documents.known_images import Forgotten, filled, marks_of, remember
from caseline.documents.models import Document, Page, Status
from caseline.documents.opened import OpenedFile
from caseline.families.models import Family
from caseline.history import record
from caseline.reading import SENTENCES, ReadFailure, Reading
from caseline.reading.confined import Marks, Reader
from caseline.vault import DamagedFile

_local = threading.local()  # one warm confined child for each worker thread
_EVERY = 1.0  # seconds between two notes of progress: a page must not cost a transaction


def reader() -> Reader:
    """This worker thread's reader."""
    if not hasattr(_local, "reader"):
        _local.reader = Reader()
    return _local.reader


@jobs.handles("read")
def read_document(document_id: int, details: dict) -> None:
    """Read one paper, or only the pages that `details` names, in the languages it names.

    No transaction is open while the reader works, which may take minutes.
    """
    document = db.session.get(Document, document_id)
    if document is None:
        return
    family = db.session.get(Family, document.family_id)
    origins = _origins(document, details.get("pages"))
    languages = tuple(details.get("languages") or document.read_as) or None
    document.status = Status.READING
    db.session.commit()
    if [one.numbers for one in origins] == [None]:
        _read_whole(document_id, family, origins[0], languages)
        return
    read, sentences = [], []
    for origin in origins:
        try:
            read.append((origin, _read(family, origin, languages)))
        except (ReadFailure, DamagedFile) as failure:
            pages = ", ".join(map(str, sorted(origin.numbers.values())))
            sentences.append(f"Page {pages} could not be read. {getattr(failure, 'sentence', '') or failure}")
    keep_some(document_id, read, sentences)


@jobs.when_given_up("read")
def give_up(document_id: int, _details: dict) -> None:
    _fail(document_id, "crashed")


def _origins(document: Document, wanted: list[int] | None) -> list[Origin]:
    """The files in which the wanted pages lie, each with its pages there; a paper that is its own file, whole, is one."""
    pages = db.session.scalars(select(Page).where(Page.document_id == document.id).order_by(Page.number)).all()
    if not any(page.original_id for page in pages) and not wanted:
        return [Origin.of(document, None)]
    sheets: dict[int, dict[int, int]] = {}
    for page in pages:
        if not wanted or page.number in wanted:
            original_id, sheet = page.place
            sheets.setdefault(original_id, {})[sheet] = page.number
    return [Origin.of(db.session.get(Document, number), found) for number, found in sheets.items()]


def _read_whole(document_id: int, family: Family, origin: Origin, languages: tuple[str, ...] | None) -> None:
    began = time.monotonic()
    try:
        reading = _read(family, origin, languages, _Progress(document_id))
    except (ReadFailure, DamagedFile) as failure:
        _fail(document_id, getattr(failure, "code", "missing"), getattr(failure, "sentence", ""))
        return
    keep(document_id, family, reading, time.monotonic() - began)


def _read(family: Family, origin: Origin, languages: tuple[str, ...] | None, progress=None) -> Reading:
    """Read a file, but no image that the family already has."""
    marks = marks_of(family)
    db.session.commit()  # not rollback: what is known of the family would be asked for again, and a transaction stay open over hours of reading
    with OpenedFile(family, origin.address) as path:
        asked = {"languages": languages, "rotations": origin.rotations or None, "password": origin.password, "pages": sorted(origin.numbers) if origin.numbers else None}
        reading = reader().read(path, name=origin.name, progress=progress, marks=marks, **asked)
        try:
            reading = filled(family, reading)
        except Forgotten:
            reading = reader().read(path, name=origin.name, progress=progress, marks=Marks(marks.key), **asked)
    remember(family, reading)
    db.session.commit()
    return reading


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


def _fail(document_id: int, code: str, sentence: str = "") -> None:
    """`sentence` tells more than the code does, for the kinds of files that ask for their own advice."""
    document = db.session.get(Document, document_id)
    document.status, document.failure = Status.FAILED, code
    document.warnings = [sentence] if sentence and sentence != SENTENCES[code] else []
    record("reading failed", f"document:{document_id}", family_id=document.family_id, code=code)
    db.session.commit()
