"""Who agreed to what: the questions that pages, dossiers and shares ask before anything leaves the house."""

from datetime import date

from sqlalchemy import select

from caseline.agreements.models import Consent
from caseline.agreements.words import READERS
from caseline.db import db
from caseline.looking import once_a_page


def consent_for(person_id: int, reader_kind: str, on: date) -> Consent | None:
    """The consent that lets this reader see this person's file on a day, or None.

    `reader_kind`: lawyer, commissioner, service, immigration_office (agreements/words.py), or a kind of consent itself.
    Call it inside the family's scope. When several hold, the latest one counts; a refusal after it takes it away.
    """
    kind, day = READERS.get(reader_kind, reader_kind), on.isoformat()
    known = once_a_page("consents", all_consents)
    last = next((one for one in known if one.person_id == person_id and one.kind == kind and one.given_on <= day), None)
    return last if last and last.holds_on(on) else None


def needs_consent(reader_kind: str) -> bool:
    return reader_kind in READERS


def all_consents() -> list[Consent]:
    """Every consent of the family in whose scope we are, the latest first."""
    return list(db.session.scalars(select(Consent).where(Consent.deleted_at.is_(None)).order_by(Consent.given_on.desc(), Consent.id.desc())))


def without_participation(persons, on: date) -> list:
    """The adults who have not (or no longer) agreed to take part."""
    return [person for person in persons if not person.is_child and consent_for(person.id, "participation", on) is None]
