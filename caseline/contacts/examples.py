"""The contacts of an example family: rhythm, series, contacts with the events they told, referrals to services."""

from sqlalchemy import select

from caseline.contacts import rhythm
from caseline.contacts.models import Contact, ContactSeries, Rhythm, ServiceReferral
from caseline.contacts.words import CHANNELS
from caseline.db import db
from caseline.families.models import Family
from caseline.families.told import Keys
from caseline.timeline import sources
from caseline.timeline.decisions import Wording, write_event
from caseline.timeline.models import Event, SourceKind

_SAID = {"family": SourceKind.FAMILY, "third_party": SourceKind.THIRD_PARTY, "lawyer": SourceKind.LAWYER, "observed": SourceKind.OBSERVED}


def load(family: Family, told: dict, keys: Keys) -> None:
    """Write `told["rhythm"]`, `["contact_series"]`, `["contacts"]`, `["events"]` and `["services"]`."""
    if agreed := told.get("rhythm"):
        db.session.add(Rhythm(family_id=family.id, days=agreed["days"], agreed_on=agreed["agreed_on"], why=agreed["why"], by_user=keys.user_id))
    series = [_series(family, one, keys) for one in told.get("contact_series", [])]
    db.session.add_all(series)
    db.session.flush()
    for one in (one for one in told.get("contacts", []) if not one["told_not_recorded"]):
        _contact(family, one, keys, series)
    for one in told.get("events", []):
        event = _event(family, one, keys, one["sentence"])
        source = sources.GivenSource(source_kind=_SAID[one["source_kind"]], account_of=f"{keys.name(one['said_by'])}, {one['said_on']}")
        sources.cite(event, source, user_id=keys.user_id)
    db.session.add_all(_referral(family, one, keys) for one in told.get("services", []))
    db.session.flush()


def _series(family: Family, told: dict, keys: Keys) -> ContactSeries:
    return ContactSeries(
        family_id=family.id, what=told["what"], every=told["every"], channel=told["channel"], start=told["from"], end=told["to"],
        person_ids=_people(told["with"], keys), actor_ids=_book(told["with"], keys), by_user=keys.user_id,
    )


def _contact(family: Family, told: dict, keys: Keys, series: list[ContactSeries]) -> None:
    present = told["with"]
    contact = Contact(
        family_id=family.id, channel=told["channel"] if told["channel"] in CHANNELS else "meeting", at=told["on"], time=told["time"], minutes=told["minutes"] or None,
        place=told["place"], person_ids=_people(present, keys), actor_ids=_book(present, keys), interpreter=keys.name(told["interpreter"]), topics=told["topics"], summary=told["summary"],
        others=", ".join(keys.name(key) for key in present if not keys.person(key) and not keys.actor(key)), document_id=keys.document(told["document"]), document_ids=[], by_user=keys.user_id,
    )
    fits = rhythm.continued_by(contact, [one for one in series if one.start <= contact.at and (one.end == ".." or contact.at <= one.end)])
    contact.series_id = fits.id if fits else None
    db.session.add(contact)
    db.session.flush()
    if telling := told["event"]:
        event = _event(family, telling, keys, told["summary"])
        sources.cite(event, sources.GivenSource(source_kind=SourceKind.OBSERVED, contact_id=contact.id), user_id=keys.user_id)


def _event(family: Family, told: dict, keys: Keys, sentence: str) -> Event:
    """The row of the timeline that a paper already told, or a new one."""
    known = db.session.scalar(select(Event).where(Event.type == told["type"], Event.edtf == told["edtf"], Event.deleted_at.is_(None)).limit(1))
    if known:
        return known
    wording = Wording(type=told["type"], edtf=told["edtf"], within=False, dates={}, person_ids=_people(told["persons"], keys), sentence=sentence, scheduled="(scheduled)" in sentence)
    return write_event(family.id, wording, user_id=keys.user_id)


def _referral(family: Family, told: dict, keys: Keys) -> ServiceReferral:
    person = keys.person(told["person"])
    return ServiceReferral(
        family_id=family.id, actor_id=keys.actor(told["actor"]), to_whom="" if keys.actor(told["actor"]) else keys.name(told["actor"]), spoken_with=told["spoken_with"],
        person_ids=[person] if person else [], what=told["what"], why=told["why"], state=told["state"], asked_on=told["asked_on"], started_on=told["from"], ended_on=told["to"],
        outcome=told["outcome"], again_on=told.get("again_on", ""), by_user=keys.user_id,
    )


def _people(present: list[str], keys: Keys) -> list[int]:
    return [number for key in present if (number := keys.person(key))]


def _book(present: list[str], keys: Keys) -> list[int]:
    return [number for key in present if (number := keys.actor(key))]
