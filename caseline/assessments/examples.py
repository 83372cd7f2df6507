"""The assessments of an example family, and the vulnerabilities seen in them."""

from datetime import UTC, datetime

from caseline.assessments.models import Assessment, Vulnerability
from caseline.db import db
from caseline.families.models import Family
from caseline.families.told import Keys
from caseline.supervision.models import SignOff


def load(family: Family, told: dict, keys: Keys) -> None:
    """Write `told["assessments"]`; their baseline scores belong to the questionnaires."""
    for one in told.get("assessments", []):
        person_id = keys.person(one["person"])
        assessment = Assessment(
            family_id=family.id, person_id=person_id, on=one["on"], is_draft=False, interpreter=keys.name(one["interpreter"]), own_words=one["own_words"],
                needs=one["needs"], strengths=one["strengths"], barriers=one["barriers"],
                ties=one["ties"], conditions=one["conditions"], detention=one["detention_experience"], by_user=keys.user_id,
                heard=one.get("heard", ""), living=one.get("living", ""), dynamics=one.get("dynamics", ""), risk=one.get("risk", ""), risk_why=one.get("risk_why", ""),
        )
        db.session.add(assessment)
        db.session.flush()
        when = datetime.fromisoformat(one["on"]).replace(tzinfo=UTC)
        title = f"Assessment of {keys.name(one['person'])}"
        db.session.add(SignOff(family_id=family.id, kind="assessment", subject_id=assessment.id, title=title, asked_by=keys.user_id, asked_at=when, outcome="signed", decided_by=keys.user_id, decided_at=when))
        for seen in one["vulnerabilities"] if person_id else []:
            db.session.add(Vulnerability(family_id=family.id, person_id=person_id, what=seen["what"], comment=seen["comment"], start=seen["from"], noted_on=one["on"], by_user=keys.user_id))
    db.session.flush()
