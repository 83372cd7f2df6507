"""Deciding on each identifying detail of a case study; only a study without open details leaves the house."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from caseline.agreements.models import Consent
from caseline.db import db
from caseline.families.models import Family, Person
from caseline.history import record
from caseline.questionnaires.models import Answer, Sheet, StudyDetail
from caseline.questionnaires.studies.identifying import Detail, details, folded
from caseline.questionnaires.studies.pseudonyms import known_of


@dataclass(frozen=True, slots=True)
class Checked:
    """A study's texts and its details: `open` ones wait for a decision, `kept` ones may stay (with who says so, and why)."""

    texts: dict[str, str]
    open: list[Detail]
    kept: list[tuple[Detail, StudyDetail]]


def checked(family: Family, sheet: Sheet) -> Checked:
    """The study as it stands: every detail found now, whatever was decided on earlier wordings."""
    texts = {key: answer.value for key, answer in sheet.by_key().items() if isinstance(answer.value, str)}
    decided = {(one.kind, folded(one.text)): one for one in db.session.scalars(select(StudyDetail).where(StudyDetail.sheet_id == sheet.id, StudyDetail.decision == "keep"))}
    found = details(texts, known_of(family))
    kept = [(one, decided[one.kind, folded(one.text)]) for one in found if (one.kind, folded(one.text)) in decided]
    return Checked(texts, [one for one in found if (one.kind, folded(one.text)) not in decided], kept)


def keep(sheet: Sheet, detail: Detail, reason: str, *, user_id: int) -> None:
    """This may stay: it identifies nobody, and here is why."""
    decision = _decision(sheet, detail, user_id)
    decision.decision, decision.reason = "keep", reason.strip()[:500]
    record("study detail kept", f"sheet:{sheet.id}", family_id=sheet.family_id, kind=detail.kind)


def replace(sheet: Sheet, detail: Detail, instead: str, *, user_id: int) -> int:
    """Write something else wherever it stands. How many places were changed."""
    answers, changed = sheet.by_key(), 0
    for chapter, spans in detail.spans.items():
        answer = answers[chapter]
        text = answer.value
        for start, end in sorted(spans, reverse=True):
            text = text[:start] + instead + text[end:]
            changed += 1
        _rewrite(answer, text)
    decision = _decision(sheet, detail, user_id)
    decision.decision, decision.replacement = "replace", instead[:500]
    record("study detail replaced", f"sheet:{sheet.id}", family_id=sheet.family_id, kind=detail.kind, places=changed)
    return changed


def take_back(sheet: Sheet, detail: Detail) -> None:
    """A detail that may stay is open again."""
    if decision := _found(sheet, detail):
        db.session.delete(decision)
        record("study detail open again", f"sheet:{sheet.id}", family_id=sheet.family_id, kind=detail.kind)


def without_consent(family: Family, on: date) -> list[Person]:
    """The adults who have not agreed to figures and case studies without names, or no longer do."""
    agreed = {one.person_id for one in db.session.scalars(select(Consent).where(Consent.kind == "evaluation", Consent.deleted_at.is_(None))) if one.holds_on(on)}
    return [person for person in family.persons if not person.is_child and person.id not in agreed]


def _rewrite(answer: Answer, text: str) -> None:
    answer.value, answer.source = text, ""
    answer.version += 1


def _decision(sheet: Sheet, detail: Detail, user_id: int) -> StudyDetail:
    decision = _found(sheet, detail)
    if decision is None:
        decision = StudyDetail(family_id=sheet.family_id, sheet_id=sheet.id, kind=detail.kind, text=detail.text[:500])
        db.session.add(decision)
    decision.by_user = user_id
    return decision


def _found(sheet: Sheet, detail: Detail) -> StudyDetail | None:
    every = db.session.scalars(select(StudyDetail).where(StudyDetail.sheet_id == sheet.id, StudyDetail.kind == detail.kind))
    return next((one for one in every if folded(one.text) == folded(detail.text)), None)
