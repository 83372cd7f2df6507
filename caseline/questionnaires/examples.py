"""The questionnaires of an example family: the baselines of its assessments, and what each review scored and summed up."""

from datetime import UTC, date, datetime, time

from caseline.db import db
from caseline.families.models import Family
from caseline.families.told import Keys
from caseline.questionnaires.catalogue import released
from caseline.questionnaires.instrument import SILENCES, Instrument
from caseline.questionnaires.models import Answer, Sheet
from caseline.supervision.models import SignOff


def load(family: Family, told: dict, keys: Keys) -> None:
    """Write the baselines of `told["assessments"]`, and the scores and client summaries of `told["reviews"]`."""
    baseline, summary = released()["baseline.v2"], released()["client_summary.v2"]
    for one in told.get("assessments", []):
        if one.get("baseline"):
            _sheet(family, baseline, one["on"], one["baseline"], keys, keys.person(one["person"]))
    for review in told.get("reviews", []):
        for person, scores in review.get("scores", {}).items():
            _sheet(family, baseline, review["on"], scores, keys, keys.person(person))
        if review.get("summary_sheet"):
            sheet = _sheet(family, summary, review["on"], review["summary_sheet"], keys, None)
            _signed(family, sheet, review, keys)


def _sheet(family: Family, instrument: Instrument, on: str, answers: dict, keys: Keys, person_id: int | None) -> Sheet:
    sheet = Sheet(family_id=family.id, instrument=instrument.id, person_id=person_id, held_on=on, by_user=keys.user_id)
    for key, told in answers.items():
        if key in instrument.questions():
            value, reason = (told["score"], told.get("reason", "")) if isinstance(told, dict) else (told, "")
            silence = value if value in SILENCES else ""
            sheet.answers.append(Answer(family_id=family.id, key=key, value=None if silence else value, silence=silence, reason=reason))
    db.session.add(sheet)
    db.session.flush()
    return sheet


def _signed(family: Family, sheet: Sheet, review: dict, keys: Keys) -> None:
    """Signed by a coordinator where the example says so."""
    if review.get("signed_off_by"):
        signed = datetime.combine(date.fromisoformat(review["signed_off_on"]), time(12), UTC)
        db.session.add(SignOff(family_id=family.id, kind="sheet", subject_id=sheet.id, title=released()[sheet.instrument].name("en"), asked_by=keys.user_id, asked_at=signed, outcome="signed", decided_at=signed))
