"""The organisation's own questionnaires: uploaded, looked at, released for ever, withdrawn; and all that a sheet can be of."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from json import JSONDecodeError, dumps

from sqlalchemy import func, select

from caseline.db import db, now
from caseline.history import record
from caseline.questionnaires.catalogue import latest, released
from caseline.questionnaires.instrument import Instrument, newest
from caseline.questionnaires.lines import Lined, TooDeep, read
from caseline.questionnaires.models import OwnQuestionnaire
from caseline.questionnaires.parsing import BadInstrument, N_, Problem, built
from caseline.questionnaires.spreadsheet import from_csv, looks_like_a_spreadsheet

LARGEST = 500_000  # bytes


def every() -> Mapping[str, Instrument]:
    """Whatever a sheet may be of: the network's questionnaires and the organisation's released ones, withdrawn ones too."""
    own = db.session.scalars(select(OwnQuestionnaire).where(OwnQuestionnaire.released_at.is_not(None)))
    return {**released(), **{one.id: one for row in own if (one := instrument_of(row))}}


def offered() -> list[Instrument]:
    """What can be started today: the newest version of each, less what was withdrawn."""
    own = db.session.scalars(select(OwnQuestionnaire).where(OwnQuestionnaire.released_at.is_not(None), OwnQuestionnaire.withdrawn_at.is_(None)))
    return [*latest(), *newest({one.id: one for row in own if (one := instrument_of(row))})]


def instrument_of(row: OwnQuestionnaire) -> Instrument | None:
    """The questionnaire that this row holds; None when a later rule does not take it, so that no page fails for it."""
    with suppress(BadInstrument, JSONDecodeError, TooDeep):
        return replace(_read(row.text), version=row.version)
    return None


def upload(data: bytes, *, user_id: int) -> OwnQuestionnaire:
    """Keep a file (JSON or CSV) as a draft: a version that comes after the last released one. Raises BadInstrument."""
    lined = _values(data)
    if isinstance(lined.value, dict):
        lined.value.setdefault("version", 1)  # Caseline counts versions itself
    instrument = built(lined)
    _check_against_others(instrument, lined)
    draft = db.session.scalar(select(OwnQuestionnaire).where(OwnQuestionnaire.key == instrument.key, OwnQuestionnaire.released_at.is_(None)))
    if draft is None:
        last = db.session.scalar(select(func.max(OwnQuestionnaire.version)).where(OwnQuestionnaire.key == instrument.key)) or 0
        draft = OwnQuestionnaire(key=instrument.key, version=last + 1)
        db.session.add(draft)
    draft.text, draft.uploaded_by, draft.uploaded_at = dumps(lined.value, ensure_ascii=False, indent=1), user_id, now()
    db.session.flush()
    record("questionnaire uploaded", f"questionnaire:{draft.key}.v{draft.version}")
    return draft


def release(row: OwnQuestionnaire) -> None:
    """From now on it can be filled in, and is never changed."""
    row.released_at = now()
    record("questionnaire released", f"questionnaire:{row.key}.v{row.version}")


def withdraw(row: OwnQuestionnaire) -> None:
    """Offer it no longer; what was filled in stays."""
    row.withdrawn_at = None if row.withdrawn_at else now()
    record("questionnaire withdrawn" if row.withdrawn_at else "questionnaire offered again", f"questionnaire:{row.key}.v{row.version}")


def drop(row: OwnQuestionnaire) -> None:
    """Throw a draft away. Raises AlreadyReleased for what is none."""
    db.session.delete(row)
    record("questionnaire draft dropped", f"questionnaire:{row.key}.v{row.version}")
    db.session.flush()


def _values(data: bytes) -> Lined:
    if len(data) > LARGEST:
        raise BadInstrument([Problem(1, N_("the file is larger than %(kilobytes)s kB."), {"kilobytes": LARGEST // 1000})])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if not text.strip():
        raise BadInstrument([Problem(1, N_("the file is empty."), {})])
    if looks_like_a_spreadsheet(text):
        return from_csv(text)
    try:
        return read(text)
    except JSONDecodeError as error:
        raise BadInstrument([Problem(error.lineno, N_("this is not valid JSON (%(why)s)."), {"why": error.msg})]) from error
    except (TooDeep, RecursionError) as error:
        raise BadInstrument([Problem(1, N_("lists stand within lists too deeply."), {})]) from error


def _check_against_others(instrument: Instrument, lined: Lined) -> None:
    """Keys are for ever: the network's belong to the network, and a key that was released keeps its kind."""
    if instrument.key in {one.key for one in released().values()}:
        raise BadInstrument([Problem(lined.line(("key",)), N_("“%(key)s” is a questionnaire of the network: give yours another key."), {"key": instrument.key})])
    before = {key: question for one in every().values() if one.key == instrument.key for key, question in one.questions().items()}
    problems = [
        Problem(lined.line(("sections", s, "items", q)), N_("“%(key)s” was a question of the kind %(kind)s: a key keeps its meaning, so give this one another."), {"key": question.key, "kind": before[question.key].kind})
        for s, section in enumerate(instrument.sections) for q, question in enumerate(section.questions)
        if question.key in before and before[question.key].kind != question.kind
    ]  # fmt: skip
    if problems:
        raise BadInstrument(problems)


@lru_cache(maxsize=64)
def _read(text: str) -> Instrument:
    return built(read(text))
