"""The consents and safety notes of an example family."""

from babel import Locale

from caseline.agreements.models import Consent, SafetyFlag
from caseline.db import db
from caseline.families.models import Family
from caseline.families.told import Keys


def load(family: Family, told: dict, keys: Keys) -> None:
    """Write `told["consents"]` and `told["safety_flags"]`."""
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
    db.session.flush()
