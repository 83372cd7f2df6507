"""Everything that is held on one person, or on a whole family, as one file to hand over (GDPR articles 15 and 20)."""

import json
import zipfile
from collections.abc import Iterator
from datetime import date, datetime

from flask import current_app
from sqlalchemy import select

from caseline.db import Base, db
from caseline.documents.models import Document
from caseline.families.models import Family, Person

READ_ME = """This file holds what {organisation} keeps in Caseline about {whom}.

data.json    every record, in a form that other programs can read
papers/      the papers as they were received

Papers and notes can name other people. Somebody of the organisation has to look through this file before it is handed
over, and take out what belongs to others.
"""


_MACHINERY = {"job", "history", "erasure"}


class _Pipe:
    """A file that forgets what was taken from it, so that a large archive never stands in memory or on the disk."""

    def __init__(self):
        self._pieces, self._at = [], 0

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        self._at += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._at

    def flush(self) -> None:
        pass

    def take(self) -> bytes:
        taken, self._pieces = b"".join(self._pieces), []
        return taken


def records_of(family: Family, person: Person | None = None) -> dict[str, list[dict]]:
    """Table → rows as plain values: all of the family's, or those that concern one person. Call it inside the family's scope."""
    rows = {model.__tablename__: [_plain(row) for row in db.session.scalars(select(model).where(model.family_id == family.id))] for model in _models()}
    told = {"family": [{"reference": family.reference, "name": family.name, "language": family.language, "since": family.created_at.isoformat()}]}
    return told | (_concerning(rows, person.id) if person else rows)


def archive(family: Family, records: dict[str, list[dict]], whom: str) -> Iterator[bytes]:
    """A ZIP file, piece by piece: the records, and the papers among them. Read everything from the database before."""
    pipe, vault, key = _Pipe(), current_app.extensions["vault"], family.vault_key
    organisation = current_app.config["SETTINGS"].organisation or "the organisation"
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("READ ME.txt", READ_ME.format(organisation=organisation, whom=whom))
        made.writestr("data.json", json.dumps(records, ensure_ascii=False, indent=1))
        yield pipe.take()
        for paper in (one for one in records.get(Document.__tablename__, []) if one["address"]):
            with made.open(_entry(paper), "w", force_zip64=True) as entry:
                for piece in vault.chunks(key, paper["address"]):
                    entry.write(piece)
                    yield pipe.take()
    yield pipe.take()


def _models() -> list[type]:
    """Every kind of record that names a family. What the machine keeps for itself is left out, and what was noted for
    somebody's safety or told in confidence: handed to one member, it would betray another (GDPR article 15(4))."""
    found = (mapper.class_ for mapper in Base.registry.mappers if "family_id" in mapper.columns and not getattr(mapper.class_, "never_leaves", False))
    return sorted((model for model in found if model.__tablename__ not in _MACHINERY), key=lambda model: model.__tablename__)


def _concerning(rows: dict[str, list[dict]], person_id: int) -> dict[str, list[dict]]:
    """The rows that point to this person, the events they take part in, the sources of those, and the papers of these."""
    chosen = {table: [row for row in found if _names(row, table, person_id)] for table, found in rows.items()}
    events = {row["event_id"] for row in chosen.get("event_person", [])}
    for table, found in rows.items():
        more = [row for row in found if (table == "event" and row["id"] in events) or (table != "event_person" and row.get("event_id") in events)]
        chosen[table] += [row for row in more if row not in chosen[table]]
    papers = {row["document_id"] for found in chosen.values() for row in found if row.get("document_id")}
    chosen["document"] = [row for row in rows.get("document", []) if row["id"] in papers]
    chosen["page"] = [row for row in rows.get("page", []) if row["document_id"] in papers]
    return {table: found for table, found in chosen.items() if found}


def _names(row: dict, table: str, person_id: int) -> bool:
    own = table == Person.__tablename__ and row["id"] == person_id
    return own or row.get("person_id") == person_id or person_id in (row.get("person_ids") or [])


def _plain(row) -> dict:
    """A row's columns; what is only of use to the machine (packed word boxes, keys) is left out."""
    values = {column.key: getattr(row, column.key) for column in row.__mapper__.column_attrs if not _is_machinery(column)}
    return {name: value.isoformat() if isinstance(value, (date, datetime)) else value for name, value in values.items()}


def _is_machinery(column) -> bool:
    return column.columns[0].type.python_type is bytes


def _entry(paper: dict) -> str:
    """A name inside the archive that no unpacking program can take for another place."""
    name = "".join("_" if c in '/\\\\:*?"<>|' or not c.isprintable() else c for c in paper["name"]).strip(". ") or "paper"
    return f"papers/{paper['id']:05} {name[:120]}"
