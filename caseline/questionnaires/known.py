"""What Caseline already knows for a question, and from where: filled in as a proposal until a person answers."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from caseline.assessments.models import Assessment
from caseline.assessments.voice import vulnerabilities
from caseline.contacts.models import Contact
from caseline.db import db
from caseline.edtf import NotEdtf, parse
from caseline.families.models import Family, Person
from caseline.families.words import nationality_name
from caseline.intake.models import Referral
from caseline.questionnaires.instrument import Instrument
from caseline.stages.models import Closure, Resolution, StagePeriod
from caseline.timeline.models import Event, EventPerson

HELD = ("detention", "return_house")
ARRIVED = ("arrival_belgium", "asylum_application", "asylum_subsequent_application")
STATUS_OF_CLOSURE = {"disengaged_informed_choice": "disengaged", "disengaged_lost_contact": "disengaged", "absconded_from_authorities": "absconded", "redetained": "redetained"}
STATUS_OF_RESOLUTION = {"voluntary_return": "resolved_return", "forced_removal": "resolved_removal"}
ROUTES = {"from_detention": "detention"}
VULNERABLE = {
    "pregnant_or_nursing": "v_pregnant", "sole_or_primary_carer": "v_carer", "gender_or_family_violence": "v_violence", "sogi": "v_sogi", "suicide_risk": "v_self_harm",
    "disability": "v_disability", "elderly": "v_age", "child": "v_age", "substance_addiction": "v_addiction", "destitution": "v_destitute",
    "refugee_or_asylum_seeker": "v_protection", "torture_or_trauma_survivor": "v_torture", "trafficking_victim": "v_trafficking", "stateless": "v_stateless",
    "minority_risk_of_xenophobic_violence": "v_minority", "men_boys_overlooked_risk": "v_overlooked", "detention_related_factors": "v_detained",
    "language_literacy_isolation": "v_isolated", "natural_disaster": "v_disaster", "critical_health_care_need_new_arrival": "v_care",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """A value, and where it comes from: 'event:12', 'assessment:3', 'referral:4', 'person:2', 'vulnerability', 'contacts',
    'course', 'family', 'timeline', 'plan'."""

    value: object
    source: str


Teller = Callable[[Family, Person | None, date], dict[str, Known]]
_tellers: list[tuple[frozenset[str], Teller]] = []


def tells(*instruments: str) -> Callable[[Teller], Teller]:
    """Mark a function that knows answers of these instruments."""

    def mark(teller: Teller) -> Teller:
        _tellers.append((frozenset(instruments), teller))
        return teller

    return mark


def known_already(instrument: Instrument, family: Family, person: Person | None, today: date) -> dict[str, Known]:
    """Answers for this sheet, of the family in scope; only to questions that the instrument has and values that it takes."""
    found: dict[str, Known] = {}
    for keys, teller in _tellers:
        if instrument.key in keys:
            found |= teller(family, person, today)
    return {key: known for key, known in found.items() if key in instrument.questions() and known.value not in (None, "", [])}


@tells("client_summary")
def _members(family: Family, person: Person | None, today: date) -> dict[str, Known]:
    people = [person] if person else list(family.persons)
    if not people:
        return {}
    source = f"person:{person.id}" if person else "family"
    sexes, names = {one.sex for one in people}, sorted({nationality_name(one.nationality) for one in people if one.nationality})
    gender = {frozenset("F"): "female", frozenset("M"): "male", frozenset("X"): "x"}.get(frozenset(sexes)) or ("mixed" if {"F", "M"} <= sexes and not person else None)
    found = {"b01_gender": Known(gender, source), "b03_nationality": Known(", ".join(names), source)}
    if person and (age := _age(person.born, today)) is not None:
        found["b02_age"] = Known(age, source)
    return found


@tells("client_summary")
def _vulnerable(_family: Family, person: Person | None, _today: date) -> dict[str, Known]:
    keys = {one.what for one in vulnerabilities(ended=False) if person is None or one.person_id == person.id}
    return {"b04_vulnerabilities": Known(sorted(keys), "vulnerability")}


@tells("vulnerability")
def _screened(_family: Family, person: Person | None, _today: date) -> dict[str, Known]:
    keys = {VULNERABLE[one.what] for one in vulnerabilities(ended=False) if one.what in VULNERABLE and (person is None or one.person_id == person.id)}
    return {key: Known("yes", "vulnerability") for key in keys}


@tells("client_summary")
def _history(_family: Family, person: Person | None, today: date) -> dict[str, Known]:
    """Length of stay and detention, from the timeline rows that concern the person (or anybody)."""
    rows = list(db.session.execute(select(Event.id, Event.type, Event.edtf, Event.within, Event.earliest).where(Event.type.in_((*HELD, *ARRIVED)), Event.deleted_at.is_(None), Event.earliest <= today).order_by(Event.earliest)))
    whom: dict[int, set[int]] = {}
    for event_id, person_id in db.session.execute(select(EventPerson.event_id, EventPerson.person_id)):
        whom.setdefault(event_id, set()).add(person_id)
    theirs = [row for row in rows if person is None or person.id in whom.get(row.id, {person.id})]
    arrivals = [row for row in theirs if row.type == "arrival_belgium"] or [row for row in theirs if row.type in ARRIVED]
    held = [row for row in theirs if row.type in HELD]
    found = {"b07_time_in_country": Known(_months(arrivals[0].earliest, today), f"event:{arrivals[0].id}")} if arrivals else {}
    if held:
        days = [_days(row) for row in held]
        found |= {"b08_detention_history": Known("yes", f"event:{held[0].id}"), "b08_times": Known(len(held), "timeline")}
        found["b08_days"] = Known(sum(days) if None not in days else None, "timeline")
    return found


@tells("client_summary")
def _support(family: Family, _person: Person | None, today: date) -> dict[str, Known]:
    begun = db.session.scalar(select(func.min(StagePeriod.start)).where(StagePeriod.stage != "screening")) or db.session.scalar(select(func.min(Event.edtf)).where(Event.type == "project_intake", Event.deleted_at.is_(None), Event.edtf != ""))
    first = _day(begun or "")
    channels = dict(db.session.execute(select(Contact.channel, func.count(Contact.id)).where(Contact.deleted_at.is_(None), Contact.at <= today.isoformat()).group_by(Contact.channel)).all())
    found = {"b10_interaction": Known(sum(channels.values()), "contacts"), "b10_visits": Known(channels.get("visit", 0), "contacts")}
    if first and first <= today:
        found["b09_time_in_pilot"] = Known(_months(first, today), "course")
    return found


@tells("client_summary")
def _standing(_family: Family, _person: Person | None, _today: date) -> dict[str, Known]:
    """Where they stand, when it was written down that the case is settled or closed."""
    closure = db.session.scalar(select(Closure).where(Closure.reopened_on == "").order_by(Closure.id.desc()).limit(1))
    settled = db.session.scalar(select(Resolution).where(Resolution.deleted_at.is_(None), Resolution.kind != "none").order_by(Resolution.on.desc(), Resolution.id.desc()).limit(1))
    if settled:
        return {"b15_engagement_status": Known(STATUS_OF_RESOLUTION.get(settled.kind, "resolved_regularisation"), "course")}
    return {"b15_engagement_status": Known(STATUS_OF_CLOSURE.get(closure.reason, "other"), "course")} if closure else {}


@tells("client_summary")
def _assessed(_family: Family, person: Person | None, _today: date) -> dict[str, Known]:
    chosen = select(Assessment).where(Assessment.is_draft.is_(False), Assessment.deleted_at.is_(None)).order_by(Assessment.on, Assessment.id)
    every = [one for one in db.session.scalars(chosen) if person is None or one.person_id in (person.id, None)]
    if not every:
        return {}
    last, first = every[-1], next((one for one in every if one.risk), None)
    found = {"b05_ties": Known(last.ties, f"assessment:{last.id}")}
    if last.conditions:
        nothing = last.conditions.strip().casefold() in {"none", "aucune", "geen"}
        found |= {"b06_conditions": Known("none" if nothing else "some", f"assessment:{last.id}"), "b06_which": Known("" if nothing else last.conditions, f"assessment:{last.id}")}
    if first and first.risk != "dont_know":
        found["b14_initial_risk"] = Known(first.risk, f"assessment:{first.id}")
    return found


@tells("client_summary", "screening")
def _asked_for(family: Family, _person: Person | None, _today: date) -> dict[str, Known]:
    """What the referral says: the way in, and the screening's answers."""
    referral = db.session.scalar(select(Referral).where(Referral.family_id == family.id, Referral.deleted_at.is_(None)).order_by(Referral.id.desc()).limit(1))
    if referral is None:
        return {}
    source = f"referral:{referral.id}"
    found = {"b11_entry_route": Known(ROUTES.get(referral.route, referral.route), source), "s_expectations": Known(referral.interest, source), "s_contingency": Known(referral.contingency, source)}
    if referral.outcome in ("admitted", "waiting", "not_admitted", "referred_elsewhere"):
        found["s12_decision"] = Known(referral.outcome, source)
    told = [key for key in ("independent", "recorded", "confidential", "may_stop") if key in referral.told]
    found["s_information"] = Known(told, source)
    return found | {key: Known(answer["answer"], source) for key, answer in referral.answers.items() if isinstance(answer, dict) and answer.get("answer") in ("yes", "no")}


def _age(born: str, today: date) -> int | None:
    """Whole years, when the birth date leaves one number only."""
    with suppress(NotEdtf):
        known = parse(born) if born else None
        if known and known.earliest and known.latest:
            ages = {_months(known.earliest, today) // 12, _months(known.latest, today) // 12}
            return ages.pop() if len(ages) == 1 else None
    return None


def _days(row) -> int | None:
    """Days of a stay of which both ends are known to the day."""
    start, slash, end = row.edtf.partition("/")
    if row.within or not slash or len(start) != 10 or len(end) != 10:
        return None
    return (date.fromisoformat(end) - date.fromisoformat(start)).days + 1


def _day(edtf: str) -> date | None:
    with suppress(NotEdtf):
        return parse(edtf).earliest if edtf else None
    return None


def _months(since: date, today: date) -> int:
    return max((today.year - since.year) * 12 + today.month - since.month - (today.day < since.day), 0)
