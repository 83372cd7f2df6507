"""The evidence that an example family's case managers asked for and received."""

from caseline.db import db
from caseline.evidence.checklist import PURPOSES
from caseline.evidence.models import EvidenceLine, Filing
from caseline.families.models import Family
from caseline.families.told import Keys


def load(family: Family, told: dict, keys: Keys) -> None:
    """Write `told["evidence"]`; the last planned filing date of a purpose is kept."""
    planned = {}
    for one in (line for line in told.get("evidence", []) if line["purpose"] in PURPOSES):
        db.session.add(
            EvidenceLine(
                family_id=family.id, purpose=one["purpose"], item=one["item"], person_id=keys.person(one["person"]), document_id=keys.document(one["document"]),
                asked_from=keys.name(one["asked_from"]), asked_on=one["asked_on"], received_on=one["received_on"],
            )
        )
        planned[one["purpose"]] = one["planned_filing"]
    for purpose, day in planned.items():
        if day:
            db.session.add(Filing(family_id=family.id, purpose=purpose, planned=day))
    db.session.flush()
