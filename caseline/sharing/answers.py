"""What a reader answers on the shared page: it waits beside the other remarks until somebody of the team decides."""

from hashlib import sha256

from sqlalchemy import func, select

from caseline.db import db, now
from caseline.dossiers.dossier import Dossier
from caseline.dossiers.models import DossierVersion, ReturnedNote
from caseline.timeline.models import Event

LONGEST, MOST = 8000, 200


def keep(version: DossierVersion, dossier: Dossier, *, question: int | None, text: str, author: str) -> bool:
    """Keep an answer to question number `question` of the dossier (None: a remark on the whole). Inside the family's scope.

    False when there is nothing to keep: no text, no such question, the same answer again, or too many already.
    """
    text = text.strip()[:LONGEST]
    if not text or (question is not None and not 0 <= question < len(dossier.questions)) or _count(version) >= MOST:
        return False
    asked = dossier.questions[question] if question is not None else None
    fingerprint = sha256(f"answer|{question}|{text}".encode()).hexdigest()[:32]
    if db.session.scalar(select(ReturnedNote.id).where(ReturnedNote.version_id == version.id, ReturnedNote.fingerprint == fingerprint)):
        return False
    event_id = asked.event if asked and asked.event and db.session.get(Event, asked.event) else None
    db.session.add(ReturnedNote(
        family_id=version.family_id, version_id=version.id, fingerprint=fingerprint, kind="answer" if asked else "remark", author=author,
        written_at=now(), text=text, about=asked.text if asked else "", event_id=event_id,
    ))
    return True


def _count(version: DossierVersion) -> int:
    return db.session.scalar(select(func.count(ReturnedNote.id)).where(ReturnedNote.version_id == version.id))
