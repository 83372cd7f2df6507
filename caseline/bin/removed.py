"""What lies in a family's bin: every record of every feature that can be removed, without naming the features."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from caseline.assessments.words import VULNERABILITIES
from caseline.agreements.words import CONSENTS
from caseline.db import Base, FamilyOwned, db
from caseline.stages.words import RESOLUTIONS

WORDS = {
    "document": _l("paper"), "event": _l("event"), "contact": _l("contact"), "consent": _l("consent"), "safety_flag": _l("safety note"),
    "assessment": _l("assessment"), "vulnerability": _l("vulnerability"), "resolution": _l("resolution"), "plan": _l("case plan"), "goal": _l("goal"),
    "action": _l("action"), "review": _l("review"), "evidence_line": _l("evidence"), "contact_series": _l("series of contacts"), "mandate": _l("lawyer’s mandate"),
    "service_referral": _l("referral to a service"), "legal_question": _l("question to a lawyer"), "legal_screening": _l("legal screening"),
    "lawyer_step": _l("step of a lawyer"), "earlier_chronology": _l("earlier chronology"), "rejected_argument": _l("argument already rejected"),
}
TITLES = ("shown_name", "sentence", "title", "summary", "question", "text", "what", "name", "goal", "kind", "on")
KEYS = {**VULNERABILITIES, **CONSENTS, **RESOLUTIONS}


@dataclass(frozen=True, slots=True)
class Removed:
    """One record in the bin: `table` and `number` name it, `word` says what it is."""

    table: str
    number: int
    word: str
    title: str
    removed_at: datetime


def in_bin() -> list[Removed]:
    """Everything removed from the family in whose scope we are, the latest first."""
    return sorted(_found(), key=lambda one: one.removed_at, reverse=True)


def model_of(table: str) -> type | None:
    """The model of a table whose records can be removed."""
    return next((model for model in _removable() if model.__tablename__ == table), None)


def _found() -> Iterator[Removed]:
    for model in _removable():
        for row in db.session.scalars(select(model).where(model.deleted_at.is_not(None))):
            if getattr(row, "steps_back_at", None):
                continue  # its pages stand in other papers: it comes back when that is undone
            table = model.__tablename__
            yield Removed(table, row.id, str(WORDS.get(table, table.replace("_", " "))), _title(row), row.deleted_at)


def _removable() -> list[type]:
    return [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, FamilyOwned) and hasattr(mapper.class_, "deleted_at")]


def _title(row) -> str:
    """The first words that tell which one it is."""
    told = next((value for name in TITLES if isinstance(value := getattr(row, name, None), str) and value), "")
    return str(KEYS.get(told, told))[:160]
