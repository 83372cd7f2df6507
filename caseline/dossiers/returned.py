"""The way back: remarks and tracked changes in a reader's Word file land on their rows and exhibits, once."""

from hashlib import sha256

from sqlalchemy import select

from caseline.db import db
from caseline.dossiers.models import DossierVersion, ReturnedNote
from caseline.history import record
from caseline.timeline.models import Event
from caseline.word.comments import read_notes


def keep(version: DossierVersion, data: bytes) -> int:
    """Store what came back for a person to decide. Returns how many are new; raises BadWordFile."""
    came = read_notes(data)
    found = [_remark(note) for note in came.notes] + [_change(change) for change in came.changes]
    known = set(db.session.scalars(select(ReturnedNote.fingerprint).where(ReturnedNote.version_id == version.id)))
    events = set(db.session.scalars(select(Event.id)))
    new = {}
    for fields in found:
        fingerprint = sha256("|".join(str(value) for value in fields.values()).encode()).hexdigest()[:32]
        if fingerprint not in known:
            new[fingerprint] = fields
    for fingerprint, fields in new.items():
        if fields["event_id"] not in events:
            fields["event_id"] = None
        db.session.add(ReturnedNote(family_id=version.family_id, version_id=version.id, fingerprint=fingerprint, **fields))
    record("remarks came back", f"dossier:{version.id}", family_id=version.family_id, new=len(new))
    return len(new)


def _remark(note) -> dict:
    return {"kind": "remark", "author": note.author, "written_at": note.date, "text": note.text, "about": note.about, **_place(note.place)}


def _change(change) -> dict:
    text = " → ".join(part for part in (change.before, change.after) if part)
    return {"kind": "change", "author": change.author, "written_at": change.date, "text": text, "about": change.before, **_place(change.place)}


def _place(place) -> dict:
    return {"event_id": place.event, "exhibit": place.exhibit}
