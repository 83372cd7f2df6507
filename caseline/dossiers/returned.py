"""The way back: remarks and tracked changes in a reader's Word file land on their rows and exhibits, once."""

from hashlib import sha256

from sqlalchemy import select

from caseline.db import db
from caseline.dossiers.models import DossierVersion, ReturnedNote
from caseline.dossiers.snapshot import from_json
from caseline.edtf import typed
from caseline.history import record
from caseline.timeline.models import Citation, Event, SourceKind
from caseline.word.comments import read_notes


def keep(version: DossierVersion, data: bytes) -> int:
    """Store what came back for a person to decide. Returns how many are new; raises BadWordFile."""
    came = read_notes(data)
    numbered = {str(row.number): row.event for row in from_json(version.snapshot).rows}
    found = [_remark(note, numbered) for note in came.notes] + [_change(change, numbered) for change in came.changes]
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
        written = fields["text"].rpartition(" → ")[2] if fields["kind"] == "change" else ""
        details = {"written": written, "lang": version.lang} if written else {}
        db.session.add(ReturnedNote(family_id=version.family_id, version_id=version.id, fingerprint=fingerprint, details=details, **fields))
    record("remarks came back", f"dossier:{version.id}", family_id=version.family_id, new=len(new))
    return len(new)


def take_date(note: ReturnedNote, event: Event, *, user_id: int) -> str:
    """Put the date a reader wrote into the file beside those of the other sources, as the reader's word: the working date
    stays until a person chooses another. Returns it as EDTF; raises NotEdtf when what was written is no date."""
    value = typed(note.details.get("written", ""), note.details.get("lang", "fr")).text
    said_on = f", {note.written_at.date().isoformat()}" if note.written_at else ""
    event.citations.append(Citation(
        family_id=note.family_id, source_kind=SourceKind.LAWYER, account_of=f"{note.author}{said_on}", quote=note.text[:4000], edtf=value, created_by=user_id))
    event.version += 1
    record("date of a reader kept beside the others", f"event:{event.id}", family_id=note.family_id, note=note.id)
    return value


def _remark(note, numbered: dict[str, int]) -> dict:
    return {"kind": "remark", "author": note.author, "written_at": note.date, "text": note.text, "about": note.about, **_place(note.place, numbered)}


def _change(change, numbered: dict[str, int]) -> dict:
    text = " → ".join(part for part in (change.whole_before, change.whole_after) if part)
    return {"kind": "change", "author": change.author, "written_at": change.date, "text": text, "about": change.before, **_place(change.place, numbered)}


def _place(place, numbered: dict[str, int]) -> dict:
    """Its event by the row's bookmark, or by the row's number where a program dropped the bookmarks."""
    return {"event_id": place.event or numbered.get(place.row.strip().rstrip(".")), "exhibit": place.exhibit}
