"""What case managers wrote themselves, and their translations of it for dossiers in another language."""

from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Row, select

from caseline.db import db, now
from caseline.dossiers.models import Translation
from caseline.history import record
from caseline.timeline.models import Event

LONGEST = 4000
SHOWN = (Event.id, Event.edtf, Event.within, Event.sentence, Event.sentences, Event.question, Event.answer)


@dataclass(frozen=True, slots=True)
class OwnText:
    """A text that a person wrote, with its translation; `is_stale` when the text was changed since it was translated."""

    subject: str
    text: str
    event: Row  # its columns SHOWN
    translation: str = ""
    is_stale: bool = False


def own_texts(lang: str) -> list[OwnText]:
    """Every free text of the family in scope that a dossier may print, by the order of its events; Caseline's own sentences
    are written in the dossier's language anyway."""
    known = {one.subject: one for one in db.session.scalars(select(Translation).where(Translation.lang == lang))}
    events = db.session.execute(select(*SHOWN).where(Event.deleted_at.is_(None), Event.sensitivity != "off_record").order_by(Event.earliest, Event.id)).all()
    found = []
    for event in events:
        written = [] if (event.sentences or {}).get(lang) else [(f"event:{event.id}", event.sentence)]
        asked = [(f"question:{event.id}", event.question)] if event.question and not event.answer else []
        for subject, text in (*written, *asked):
            kept = known.get(subject)
            found.append(OwnText(subject, text, event, kept.text if kept else "", bool(kept) and kept.of != mark_of(text)))
    return [one for one in found if one.text.strip()]


def translations(lang: str) -> tuple[dict[int, str], dict[int, str]]:
    """Translations that are up to date: of sentences and of questions, by event."""
    current = [one for one in own_texts(lang) if one.translation and not one.is_stale]
    return tuple({one.event.id: one.translation for one in current if one.subject.startswith(kind)} for kind in ("event:", "question:"))


def keep(family_id: int, lang: str, told: dict[str, str], user_id: int) -> int:
    """Keep translations by subject; an empty one is taken away. Returns how many changed; the caller commits."""
    known = {one.subject: one for one in db.session.scalars(select(Translation).where(Translation.lang == lang))}
    changed = 0
    for one in own_texts(lang):
        said, kept = told.get(one.subject, "").strip()[:LONGEST], known.get(one.subject)
        if one.subject not in told or (kept and kept.text == said and not one.is_stale) or not (kept or said):
            continue
        changed += 1
        if not said:
            db.session.delete(kept)
            continue
        kept = kept or Translation(family_id=family_id, subject=one.subject, lang=lang)
        kept.text, kept.of, kept.made_by, kept.made_at = said, mark_of(one.text), user_id, now()
        db.session.add(kept)
    if changed:
        record("texts translated", f"family:{family_id}", family_id=family_id, lang=lang, count=changed)
    return changed


def mark_of(text: str) -> str:
    return sha256(text.strip().encode()).hexdigest()[:16]
