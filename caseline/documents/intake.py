"""Receiving a paper: stored encrypted, one record, one reading job; or a sentence why not."""

import re
import unicodedata
from dataclasses import dataclass
from typing import BinaryIO

from flask import current_app
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from caseline import jobs
from caseline.db import db
from caseline.documents import scanning
from caseline.documents.models import Document, Status
from caseline.families.models import Family
from caseline.history import record
from caseline.vault import Stored

LARGEST = 200 * 1024 * 1024


class EmptyFile(Exception):
    """There is nothing in the file."""


@dataclass(frozen=True, slots=True)
class Received:
    """What became of an upload: the document, and whether the family already had exactly these bytes."""

    document: Document
    already_here: bool


def receive(family: Family, name: str, stream: BinaryIO, *, user_id: int | None, parent_id: int | None = None, to_read: bool = True) -> Received:
    """Store a file for this family and queue its reading; the caller commits, then calls `jobs.wake`.

    Raises EmptyFile, NotClean (of scanning), or FileTooLarge (of the vault). The file is durably in the vault before its record exists, so an
    interruption leaves at most an unnamed encrypted file, never a record without its file.
    """
    start = stream.read(1)
    if not start:
        raise EmptyFile("The file is empty.")
    stream.seek(0)
    scanning.look(stream)
    stored = current_app.extensions["vault"].put(family.vault_key, family.id, stream, largest=LARGEST)
    if existing := _same_bytes(family, stored):
        return Received(_take_back(existing), already_here=True)
    document = _add(family, tidy_name(name), stored, user_id, parent_id)
    if document is None:  # another upload of the same bytes won the race
        return Received(_same_bytes(family, stored), already_here=True)
    if to_read:
        jobs.add("read", family_id=family.id, subject_id=document.id)
    record("received", f"document:{document.id}", family_id=family.id, user_id=user_id, size=stored.size)
    return Received(document, already_here=False)


def read_again(document: Document, *, pages: list[int] | None = None, languages: list[str] | None = None) -> None:
    """Queue a paper, or only some of its pages, once more: after a failure, or with other languages, rotations or a password."""
    document.status, document.failure = Status.RECEIVED, ""
    jobs.add("read", family_id=document.family_id, subject_id=document.id, pages=pages, languages=languages)
    record("read again", f"document:{document.id}", family_id=document.family_id)


def tidy_name(name: str) -> str:
    """The file name as people should see it: no folders, no control or direction-changing characters, 200 characters at most."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name or ""))[-1]
    visible = "".join(c for c in last if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}).strip(". ")
    if len(visible) > 200:
        stem, dot, ending = visible.rpartition(".")
        visible = f"{stem[:190]}…{dot}{ending}" if dot and len(ending) <= 8 else visible[:199] + "…"
    return visible or "unnamed"


def _same_bytes(family: Family, stored: Stored) -> Document | None:
    return db.session.scalar(select(Document).where(Document.family_id == family.id, Document.sha256 == stored.sha256))


def _take_back(document: Document) -> Document:
    """The same bytes dropped again bring a paper back from the bin."""
    if document.deleted_at and not document.steps_back_at:
        document.deleted_at = None
        record("restored", f"document:{document.id}", family_id=document.family_id)
    return document


def _add(family, name, stored, user_id, parent_id) -> Document | None:
    try:
        with db.session.begin_nested():
            document = Document(
                family_id=family.id, name=name, sha256=stored.sha256, address=stored.address, size=stored.size,
                received_by=user_id, parent_id=parent_id,
            )
            db.session.add(document)
    except IntegrityError:
        return None
    return document
