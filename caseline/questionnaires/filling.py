"""Opening a sheet, keeping one answer, comparing with the last time."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from caseline.contacts.models import Contact
from caseline.db import db
from caseline.families.models import Family
from caseline.history import record
from caseline.questionnaires.instrument import SILENCES, Instrument, Question, released
from caseline.questionnaires.models import Answer, Sheet
from caseline.timeline.models import Event


@dataclass(frozen=True, slots=True)
class Known:
    """What Caseline already knows for a question: a value, and in words where it comes from (a key of the words)."""

    value: object
    source: str


@dataclass(frozen=True, slots=True)
class Change:
    """An answer now and at the last sheet; `direction` is better, worse or '' (same, or not comparable)."""

    question: Question
    before: Answer | None
    now: Answer
    direction: str


def open_sheet(family: Family, instrument: Instrument, *, person_id: int | None, user_id: int, today: date) -> Sheet:
    """A new sheet, with what is already known filled in as a proposal (its reason names the source)."""
    sheet = Sheet(family_id=family.id, instrument=f"{instrument.key}.v{instrument.version}", person_id=person_id, held_on=today.isoformat(), by_user=user_id)
    db.session.add(sheet)
    db.session.flush()
    questions = instrument.questions()
    for key, known in known_already(today).items():
        if key in questions:
            sheet.answers.append(Answer(family_id=family.id, key=key, value=known.value, reason=known.source))
    record("sheet opened", f"sheet:{sheet.id}", family_id=family.id, user_id=user_id)
    return sheet


def known_already(today: date) -> dict[str, Known]:
    """Answers that the timeline and the contacts give, for the family in scope."""
    found = {"b10_interaction": Known(db.session.scalar(select(func.count(Contact.id)).where(Contact.deleted_at.is_(None))) or 0, "contacts")}
    first = lambda kind: db.session.scalar(select(func.min(Event.earliest)).where(Event.type == kind, Event.deleted_at.is_(None)))  # noqa: E731
    if arrival := first("arrival_belgium"):
        found["b07_time_in_country"] = Known(_months(arrival, today), "timeline")
    if intake := first("project_intake"):
        found["b09_time_in_pilot"] = Known(_months(intake, today), "timeline")
    held = db.session.scalar(select(func.count(Event.id)).where(Event.type.in_(["detention", "return_house"]), Event.deleted_at.is_(None)))
    found["b08_detention_history"] = Known("yes" if held else "no", "timeline")
    return found


def keep(sheet: Sheet, question: Question, text: str, reason: str) -> Answer | None:
    """Keep one answer (a value, or a silence); empty text takes it away. Raises BadAnswer."""
    answer = sheet.by_key().get(question.key)
    if not text:
        if answer:
            sheet.answers.remove(answer)
        return None
    silence = text if text in SILENCES else ""
    value = None if silence else question.read(text)
    if answer is None:
        answer = Answer(family_id=sheet.family_id, key=question.key)
        sheet.answers.append(answer)
    answer.silence, answer.value = silence, value
    answer.reason = reason.strip()[:4000]
    db.session.flush()
    return answer


def last_before(sheet: Sheet) -> Sheet | None:
    """The sheet of the same instrument about the same person that came before."""
    earlier = select(Sheet).where(Sheet.instrument == sheet.instrument, Sheet.id < sheet.id)
    earlier = earlier.where(Sheet.person_id == sheet.person_id if sheet.person_id else Sheet.person_id.is_(None))
    return db.session.scalar(earlier.order_by(Sheet.id.desc()).limit(1))


def changes(sheet: Sheet) -> list[Change]:
    """What is different from the last sheet, question by question."""
    before = last_before(sheet)
    then, questions = before.by_key() if before else {}, released()[sheet.instrument].questions()
    found = []
    for key, answer in sheet.by_key().items():
        was = then.get(key)
        if was and (was.value, was.silence) != (answer.value, answer.silence):
            found.append(Change(questions[key], was, answer, _direction(questions[key], was, answer)))
    return found


def _direction(question: Question, was: Answer, answer: Answer) -> str:
    if question.kind != "score" or was.value is None or answer.value is None:
        return ""
    return "better" if (answer.value > was.value) == (question.higher == "better") else "worse"


def _months(since: date, today: date) -> int:
    return max((today.year - since.year) * 12 + today.month - since.month - (today.day < since.day), 0)
