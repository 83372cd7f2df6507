"""What lawyers advised and filed for an example family, the screenings, the questions."""

from sqlalchemy import select

from caseline.contacts.models import Mandate
from caseline.db import db
from caseline.families.models import Family
from caseline.families.told import Keys
from caseline.legal.models import LawyerStep, LegalQuestion, LegalScreening
from caseline.timeline.models import Event


def load(family: Family, told: dict, keys: Keys) -> None:
    """Write `told["legal_screenings"]`, `["questions"]` and `["lawyer_steps"]`; mandates are those of family.json, in order."""
    for one in told.get("legal_screenings", []):
        _screening(family, one, keys)
    for one in told.get("questions", []):
        db.session.add(
            LegalQuestion(
                family_id=family.id, question=one["question"], actor_id=keys.actor(one["to"]), event_id=event_named(one["about"]), asked_on=one["asked_on"],
                answer=one["answer"], answered_on=one["answered_on"], answered_by=keys.name(one["to"]) if one["answer"] else "", by_user=keys.user_id,
            )
        )
    mandates = db.session.scalars(select(Mandate).order_by(Mandate.id)).all()
    for one in told.get("lawyer_steps", []) if mandates else []:
        db.session.add(
            LawyerStep(
                family_id=family.id, mandate_id=mandates[one["mandate"]].id, kind=one["kind"], on=one["on"], what=one["what"], answered_on=one["answered_on"],
                outcome=one["outcome"], document_id=keys.document(one["document"]), by_user=keys.user_id,
            )
        )
    db.session.flush()


def event_named(name: str) -> int | None:
    """The row of the timeline called “type date”; None when no paper told it."""
    kind, _space, edtf = name.partition(" ")
    return db.session.scalar(select(Event.id).where(Event.type == kind, Event.edtf == edtf, Event.deleted_at.is_(None)).limit(1))


def _screening(family: Family, told: dict, keys: Keys) -> None:
    screening = LegalScreening(
        family_id=family.id, on=told["on"], actor_id=keys.actor(told["by"]), by="" if keys.actor(told["by"]) else keys.name(told["by"]), summary=told["summary"], routes=told["routes"],
        person_ids=[number for key in told["persons"] if (number := keys.person(key))], event_ids=[number for name in told["about"] if (number := event_named(name))],
        document_id=keys.document(told["document"]), next_step=told["next_step"], next_on=told["next_on"], next_done_on=told["next_done_on"], by_user=keys.user_id,
    )
    db.session.add(screening)
    db.session.flush()
    for question in told["questions"]:
        db.session.add(LegalQuestion(family_id=family.id, question=question, actor_id=screening.actor_id, legal_screening_id=screening.id, asked_on=told["on"], by_user=keys.user_id))
