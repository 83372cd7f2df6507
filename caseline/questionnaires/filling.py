"""Opening a sheet, keeping one answer, comparing with the times before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from caseline.db import db
from caseline.families.models import Family, Person
from caseline.history import record
from caseline.questionnaires.instrument import SILENCES, Instrument, Question
from caseline.questionnaires.known import known_already
from caseline.questionnaires.models import Answer, Sheet


class AnsweredMeanwhile(Exception):
    """A colleague answered this question after the page was opened; `answer` is theirs (None: they took it away)."""

    def __init__(self, answer: Answer | None):
        super().__init__("Somebody else answered this meanwhile.")
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Change:
    """An answer now and at the last sheet; `direction` is better, worse or '' (same, or not comparable)."""

    question: Question
    before: Answer | None
    now: Answer
    direction: str


def open_sheet(family: Family, instrument: Instrument, *, person: Person | None, user_id: int, today: date) -> Sheet:
    """A new sheet, with what is already known filled in as a proposal that names its source."""
    sheet = Sheet(family_id=family.id, instrument=instrument.id, person_id=person.id if person else None, held_on=today.isoformat(), by_user=user_id)
    db.session.add(sheet)
    db.session.flush()
    for key, known in known_already(instrument, family, person, today).items():
        sheet.answers.append(Answer(family_id=family.id, key=key, value=known.value, source=known.source))
    record("sheet opened", f"sheet:{sheet.id}", family_id=family.id, user_id=user_id)
    return sheet


def keep(sheet: Sheet, question: Question, told: Sequence[str], reason: str, *, version: int | None = None) -> Answer | None:
    """Keep one answer (values, or a silence); nothing takes it away. The answer, when there is one.

    `version` is that of the answer on the page (0: there was none). Raises BadAnswer and AnsweredMeanwhile.
    """
    answer = sheet.by_key().get(question.key)
    silence = next((one for one in told if one in SILENCES), "")
    chosen = [] if silence else [one for one in told if one.strip()]
    value = question.read(chosen) if chosen else None
    reason = reason.strip()[:4000]
    if answer and answer.told == (value, silence) and answer.reason == reason:
        answer.source = answer.source if not reason else ""
        return answer
    if version is not None and version != (answer.version if answer else 0):
        raise AnsweredMeanwhile(answer)
    if not chosen and not silence:
        if answer:
            sheet.answers.remove(answer)
        return None
    if answer is None:
        answer = Answer(family_id=sheet.family_id, key=question.key, version=0)
        sheet.answers.append(answer)
    answer.silence, answer.value, answer.reason, answer.source = silence, value, reason, ""
    answer.version += 1
    db.session.flush()
    return answer


def relevant(instrument: Instrument, answers: Mapping[str, Answer]) -> dict[str, bool]:
    """Whether each question makes sense, by the answers of those it depends on."""
    return {
        key: not any((other := answers.get(of)) and other.value == value for of, value in (question.not_relevant_if or {}).items())
        for key, question in instrument.questions().items()
    }


def depending_on(instrument: Instrument, key: str) -> list[str]:
    """The questions whose sense depends on this one."""
    return [question.key for question in instrument.questions().values() if key in (question.not_relevant_if or {})]


def same_kind(sheet: Sheet) -> list[Sheet]:
    """Every sheet of the same instrument (in any version) about the same person, in the order of time."""
    found = select(Sheet).where(Sheet.instrument.like(f"{sheet.instrument_key}.v%"))
    found = found.where(Sheet.person_id == sheet.person_id if sheet.person_id else Sheet.person_id.is_(None))
    return list(db.session.scalars(found.order_by(Sheet.held_on, Sheet.id)))


def before(sheet: Sheet) -> tuple[Sheet | None, dict[str, Answer]]:
    """(the sheet that came before, the latest earlier answer to each question): a review often asks only some again."""
    earlier = [one for one in same_kind(sheet) if (one.held_on, one.id) < (sheet.held_on, sheet.id)]
    answers: dict[str, Answer] = {}
    for one in earlier:
        answers |= one.by_key()
    return (earlier[-1] if earlier else None), answers


def changes(sheet: Sheet, instrument: Instrument) -> list[Change]:
    """What is different from the last time each question was answered."""
    _last, then = before(sheet)
    questions, found = instrument.questions(), []
    for key, answer in sheet.by_key().items():
        was = then.get(key)
        if was and key in questions and was.told != answer.told:
            found.append(Change(questions[key], was, answer, direction(questions[key], was, answer)))
    return sorted(found, key=lambda one: list(questions).index(one.question.key))


def direction(question: Question, was: Answer, answer: Answer) -> str:
    """better or worse, for scores that moved; '' otherwise."""
    if question.kind != "score" or not isinstance(was.value, int) or not isinstance(answer.value, int) or was.value == answer.value:
        return ""
    return "better" if (answer.value > was.value) == (question.higher == "better") else "worse"


def unreasoned(sheet: Sheet, instrument: Instrument) -> list[Question]:
    """Scores without the reason that the instrument asks for."""
    answers = sheet.by_key()
    return [question for key, question in instrument.questions().items() if question.kind == "score" and (one := answers.get(key)) and one.value is not None and not one.reason]
