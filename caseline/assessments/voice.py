"""What each person said in their own words: the latest, with its day and how it was heard."""

from dataclasses import dataclass

from sqlalchemy import select

from caseline.assessments.models import Assessment, Vulnerability
from caseline.db import db


@dataclass(frozen=True, slots=True)
class Voice:
    """A person's own words; `on` is an EDTF day, `heard` a key of assessments/words.py, `language` an ISO code or ''."""

    words: str
    on: str
    heard: str
    interpreter: str
    language: str


def voice_of(person_id: int) -> Voice | None:
    """The latest words of this person that are not a draft, or None. Call it inside the family's scope."""
    told = select(Assessment).where(Assessment.person_id == person_id, Assessment.own_words != "", Assessment.is_draft.is_(False), Assessment.deleted_at.is_(None))
    last = db.session.scalar(told.order_by(Assessment.on.desc(), Assessment.id.desc()).limit(1))
    return Voice(last.own_words, last.on, last.heard, last.interpreter, last.own_language) if last else None


def latest_by_person() -> dict[int | None, Assessment]:
    """Person (None: the family) → the latest finished assessment."""
    found = select(Assessment).where(Assessment.is_draft.is_(False), Assessment.deleted_at.is_(None)).order_by(Assessment.on, Assessment.id)
    return {one.person_id: one for one in db.session.scalars(found)}


def vulnerabilities(*, ended: bool = True) -> list[Vulnerability]:
    """Those of the family in whose scope we are; without `ended`, the ones that hold now."""
    found = db.session.scalars(select(Vulnerability).where(Vulnerability.deleted_at.is_(None)).order_by(Vulnerability.person_id, Vulnerability.start))
    return [one for one in found if ended or one.end in {"", ".."}]
