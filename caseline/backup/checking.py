"""`flask verify`: do history, database and vault tell the truth, and does each fit the others?"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from flask import current_app
from sqlalchemy import select

from caseline import history
from caseline.backup import database
from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.documents.models import Document
from caseline.families.models import Family
from caseline.vault import DamagedFile


@dataclass(frozen=True, slots=True)
class Verdict:
    """`faults` are sentences that locate each one; `orphans` are files without a record, left by interrupted uploads."""

    faults: tuple[str, ...]
    entries: int
    files: int
    orphans: int
    head: history.Head


def verify(anchor: history.Head | None = None) -> Verdict:
    """Check everything, reading every file. The head of the history noted last (or `anchor`) shows a cut-off end.

    When nothing is wrong, the head now is noted beside the data for the next time.
    """
    settings = current_app.config["SETTINGS"]
    noted = settings.instance / "history.head"
    anchor = anchor or (history.Head.parse(noted.read_text()) if noted.exists() else None)
    faults = [] if settings.database_url else database.faults(settings.data / "caseline.db", settings.derive("database"))
    faults += [f"History entry {number} was changed, or something before it was removed." for number in history.broken_links(anchor)]
    with family_scope(EVERY_FAMILY):
        faults += _file_faults()
        named = set(db.session.scalars(select(Document.address).where(Document.address != "")))
    stored = set(current_app.extensions["vault"].addresses())
    head = history.head()
    if not faults:
        noted.write_text(str(head))
    return Verdict(tuple(faults), head.count, len(named), len(stored - named), head)


def _file_faults() -> Iterator[str]:
    """Every file of every family, opened with the family's key and compared with its record."""
    vault = current_app.extensions["vault"]
    keys = dict(db.session.execute(select(Family.id, Family.vault_key)).all())
    for document in db.session.execute(select(Document.id, Document.family_id, Document.address, Document.sha256, Document.size).where(Document.address != "")):
        content, size = sha256(), 0
        try:
            for piece in vault.chunks(keys[document.family_id], document.address):
                content.update(piece)
                size += len(piece)
        except DamagedFile as error:
            yield f"Paper {document.id} of family {document.family_id}: {error}"
            continue
        if content.hexdigest() != document.sha256 or size != document.size:
            yield f"Paper {document.id} of family {document.family_id} is not the file that was received."
