"""What a family waits for on the legal side, and since when: the one definition of legal waiting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from caseline.contacts.models import Mandate
from caseline.contacts.rhythm import last_day
from caseline.contacts.writing import names_of_the_book
from caseline.db import db
from caseline.legal.models import LawyerStep, LegalQuestion, LegalScreening
from caseline.legal.words import ANSWERED_KINDS
from caseline.timeline.models import Event


@dataclass(frozen=True, slots=True)
class Wait:
    """Something asked or filed and not answered: `kind` question, step or legal_aid; `days` None when its day is not known."""

    family_id: int
    kind: str
    number: int
    what: str
    whom: str
    since: str
    days: int | None


def waits(family_ids: Sequence[int], today: date) -> list[Wait]:
    """Everything that waits for an answer in these families, the longest first."""
    ids = list(family_ids)
    names = {one.id: one.actor.shown_name for one in db.session.scalars(select(Mandate).where(Mandate.family_id.in_(ids)))}
    book = names_of_the_book()
    found = [Wait(one.family_id, "question", one.id, one.question, book.get(one.actor_id, ""), one.asked_on, _days(one.asked_on, today)) for one in open_questions(ids) if one.asked_on]
    unanswered = select(LawyerStep).where(LawyerStep.family_id.in_(ids), LawyerStep.deleted_at.is_(None), LawyerStep.answered_on == "", LawyerStep.kind.in_(ANSWERED_KINDS))
    found += [Wait(one.family_id, "step", one.id, one.what, names.get(one.mandate_id, ""), one.on, _days(one.on, today)) for one in db.session.scalars(unanswered)]
    asked = select(Mandate).where(Mandate.family_id.in_(ids), Mandate.legal_aid == "asked")
    found += [Wait(one.family_id, "legal_aid", one.id, "", one.actor.shown_name, one.legal_aid_asked_on, _days(one.legal_aid_asked_on, today)) for one in db.session.scalars(asked)]
    return sorted(found, key=lambda one: -(one.days or 0))


def open_questions(family_ids: Sequence[int]) -> list[LegalQuestion]:
    """Questions that nobody has answered, the oldest first; those not yet asked last."""
    found = select(LegalQuestion).where(LegalQuestion.family_id.in_(list(family_ids)), LegalQuestion.deleted_at.is_(None), LegalQuestion.answer == "").order_by(LegalQuestion.id)
    return sorted(db.session.scalars(found), key=lambda one: one.asked_on or "9999")


def rows_with_a_question() -> list[Event]:
    """Rows of the timeline marked “advice needed” that are not yet among the questions, in the family in scope."""
    taken = select(LegalQuestion.event_id).where(LegalQuestion.event_id.is_not(None), LegalQuestion.deleted_at.is_(None))
    found = select(Event).where(Event.deleted_at.is_(None), Event.sensitivity != "off_record", Event.question != "", Event.answer == "", Event.id.not_in(taken))
    return list(db.session.scalars(found.order_by(Event.earliest, Event.id)))


def next_steps(family_ids: Sequence[int]) -> list[LegalScreening]:
    """Screenings whose next step is not done; a later screening of the same family takes its place."""
    found = select(LegalScreening).where(LegalScreening.family_id.in_(list(family_ids)), LegalScreening.deleted_at.is_(None)).order_by(LegalScreening.on, LegalScreening.id)
    latest = {one.family_id: one for one in db.session.scalars(found)}
    return [one for one in latest.values() if one.next_step and not one.next_done_on]


def _days(since: str, today: date) -> int | None:
    day = last_day(since)
    return (today - day).days if day and day <= today else None
