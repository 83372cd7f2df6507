"""The referrals of an example family, with their screening and decisions."""

from caseline.db import db
from caseline.families.models import Family
from caseline.families.told import Keys
from caseline.intake.models import Referral
from caseline.intake.words import TOLD

# The examples tell in sentences what the family was told; here are the keys for them.
_TOLD = {"independent of the authorities": "independent", "what is written down and for whom": "recorded", "the project gives no papers and no money": "no_promise"}


def load(family: Family, told: dict, keys: Keys) -> None:
    """Write `told["referrals"]`: each later one follows the one before."""
    previous = None
    for one in told.get("referrals", []):
        referral = Referral(
            name=family.name, received_on=one["on"], referrer=keys.name(one["referrer"]), route=one["route"], summary=one["summary"], family_id=family.id,
            previous_id=previous.id if previous else None, document_id=keys.document(one.get("document", "")), created_by=keys.user_id,
            members="\n".join(person.name for person in family.persons), **_screening(one.get("screening") or {}, keys), **_decision(one.get("decision") or {}, keys),
        )
        db.session.add(referral)
        db.session.flush()
        previous = referral


def _screening(told: dict, keys: Keys) -> dict:
    if not told:
        return {}
    said = told.get("information_given", [])
    return {
        "screened_on": told["on"], "screened_by": keys.name(told["by"]), "interpreter": keys.name(told["interpreter"]), "answers": told["criteria"], "interest": told["interest"],
        "contingency": "\n".join(filter(None, [told["contingency"], *(words for words in said if words not in _TOLD)])), "told": [_TOLD[words] for words in said if _TOLD.get(words) in TOLD],
    }


def _decision(told: dict, keys: Keys) -> dict:
    return {"decided_on": told["on"], "outcome": told["outcome"], "reason": told["reason"], "decided_by": keys.name(told["by"])} if told else {}
