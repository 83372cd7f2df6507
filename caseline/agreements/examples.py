"""The consents, safety notes and words told in confidence of an example family."""

from babel import Locale

from caseline.agreements.models import Confidence, Consent, SafetyFlag
from caseline.db import db
from caseline.families.models import Family
from caseline.families.told import Keys


def load(family: Family, told: dict, keys: Keys) -> None:
    """Write `told["consents"]`, `told["safety_flags"]` and `told["confidences"]`."""
    languages = Locale("en").languages
    for one in told.get("consents", []):
        db.session.add(
            Consent(
                family_id=family.id, person_id=keys.person(one["person"]), kind=one["kind"], given_on=one["given_on"], language=languages.get(one["language"], one["language"]),
                interpreter=keys.name(one["interpreter"]), withdrawn_on=one["withdrawn_on"], note=one["note"], by_user=keys.user_id,
            )
        )
    for one in told.get("safety_flags", []):
        db.session.add(SafetyFlag(family_id=family.id, person_id=keys.person(one["person"]), text=one["flag"], start=one["from"], end=one["to"], by_user=keys.user_id))
    for one in told.get("confidences", []):
        db.session.add(Confidence(family_id=family.id, person_id=keys.person(one["person"]), told_on=one["told_on"], text=one["text"], kept_for=one["kept_for"], author_id=keys.user_id))
    db.session.flush()
