"""The contacts of an example family; what was told not to be recorded stays unwritten here too."""

from caseline.contacts.models import Contact
from caseline.contacts.words import CHANNELS
from caseline.db import db
from caseline.families.models import Family
from caseline.families.told import Keys


def load(family: Family, told: dict, keys: Keys) -> None:
    """Write `told["contacts"]`."""
    for one in told.get("contacts", []):
        if one["told_not_recorded"]:
            continue
        present = one["with"]
        db.session.add(
            Contact(
                family_id=family.id, channel=one["channel"] if one["channel"] in CHANNELS else "meeting", at=one["on"], time=one["time"], minutes=one["minutes"] or None,
                place=one["place"], person_ids=[n for key in present if (n := keys.person(key))], actor_ids=[n for key in present if (n := keys.actor(key))],
                others=", ".join(keys.name(key) for key in present if not keys.person(key) and not keys.actor(key)), interpreter=keys.name(one["interpreter"]),
                topics=one["topics"], summary=one["summary"], document_id=keys.document(one["document"]), by_user=keys.user_id,
            )
        )
    db.session.flush()
