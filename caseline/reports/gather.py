"""The cohort from the database: for what an account may count, in a dozen queries however many families there are.

Names, file numbers and texts are never fetched. Coordinators and evaluators count every family, case managers their own.
"""

import hmac
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from hashlib import sha256

from flask import current_app
from sqlalchemy import func, select

from caseline.contacts.models import Contact
from caseline.db import EVERY_FAMILY, db, enter_family_scope, leave_family_scope
from caseline.edtf import NotEdtf, parse
from caseline.families.models import Family, Person
from caseline.intake.models import Referral
from caseline.questionnaires.catalogue import released
from caseline.questionnaires.instrument import Question
from caseline.questionnaires.models import Answer, Sheet
from caseline.reports import histories, remembered
from caseline.reports.cohort import Cohort, Record, age_band, months_between
from caseline.stages.models import Closure, Resolution, StagePeriod
from caseline.users.models import Role, User

COUNTED_KINDS = ("impact", "yes_no", "choice")
ENDED = {"disengaged_informed_choice": "disengaged", "disengaged_lost_contact": "disengaged", "absconded_from_authorities": "absconded", "redetained": "redetained"}


def gather(user: User | None, *, start: date | None = None, end: date | None = None, basis: str = "admitted", budget: float | None = None, site: str = "", today: date) -> Cohort:
    """Who was referred in the period (or admitted, where no referral is written down), as things stood at its end.

    `user` None is the house itself, for commands; `site` leaves out the families and referrals of other sites.
    """
    day = min(end, today) if end else today
    of = None if _sees_everything(user) else user
    with _in_scope_of(of):
        families = _families(of)
        found = [*_admitted(families, day), *_only_referred(of, families)]
    cohort = Cohort(tuple(record for record in found if _within(record, start, day)), day, start, end, basis, budget)
    return cohort.of_site(site) if site else cohort


def prepare(user: User, *, end: date | None, today: date, seconds: float) -> tuple[int, int]:
    """Work out ahead, for about so many seconds, what `gather` will need. Returns (families that are ready, all families)."""
    of = None if _sees_everything(user) else user
    with _in_scope_of(of):
        changes = {family.id: family.changes for family in _families(of).values()}
        waiting = histories.prepare(min(end, today) if end else today, changes, seconds) if len(changes) <= remembered.MOST else 0
    return len(changes) - waiting, len(changes)


def _sees_everything(user: User | None) -> bool:
    return user is None or user.role in (Role.COORDINATOR, Role.EVALUATOR)


@contextmanager
def _in_scope_of(user: User | None):
    """The scope of what this user may see; of everything for None. What was read stays, as in a request's own scope."""
    token = enter_family_scope(EVERY_FAMILY if user is None else Family.visible_ids(user))
    try:
        yield
    finally:
        leave_family_scope(token)


def pseudonym(subject: str) -> str:
    """What stands for a family or referral outside its file: without this installation's key nobody finds the way back."""
    return hmac.new(current_app.config["SETTINGS"].derive("network"), subject.encode(), sha256).hexdigest()[:20]


def _families(user: User | None) -> dict[int, Family]:
    """Columns only, by id."""
    found = select(Family.id, Family.reference, Family.stage, Family.site, Family.created_at, Family.changes).where(Family.deleted_at.is_(None))
    if user is not None:
        found = found.where(Family.id.in_(Family.visible_ids(user)))
    return {row.id: row for row in db.session.execute(found)}


def _admitted(families: Mapping[int, Family], day: date) -> Iterable[Record]:
    referrals = {row.family_id: row for row in db.session.execute(select(Referral.family_id, Referral.received_on, Referral.decided_on).where(Referral.family_id.is_not(None), Referral.deleted_at.is_(None)))}
    people, stages, ends, settled = _people(), _first_stages(), _closures(day), _resolutions(day)
    contacts, sheets, scores, stories = _contacts(day), _summaries(day), _scores(day), histories.histories(day, {family.id: family.changes for family in families.values()})
    site = current_app.config["SETTINGS"].organisation or "here"
    for family in families.values():
        referral = referrals.get(family.id)
        begun = _iso(referral.decided_on if referral else "") or _iso(stages.get(family.id, "")) or (family.created_at.date().isoformat() if family.stage != "screening" else "")
        members = people.get(family.id, [])
        children = [one for one in members if _is_child(one, day)]
        closed, why = ends.get(family.id, ("", ""))
        record = Record(
            key=pseudonym(f"family {family.reference}"), site=family.site or site, referred=_iso(referral.received_on) if referral else begun, closed=closed,
            adults=tuple(_band(one.born, day, child=False) for one in members if one not in children), children=tuple(_band(one.born, day, child=True) for one in children),
            sexes=tuple(one.sex for one in members), nationalities=tuple(sorted({one.nationality for one in members if one.nationality})),
            contacts=contacts.get(family.id, {}), resolution=settled.get(family.id, ("", ""))[0], baseline=tuple(scores.get(family.id, ())),
        )  # fmt: skip
        record = replace(record, admitted=begun if begun and begun <= day.isoformat() else "")
        if record.admitted:
            until = min(date.fromisoformat(closed), day) if closed else day
            record = replace(record, support_months=months_between(date.fromisoformat(begun), until), resolved_months=_until_resolved(begun, *settled.get(family.id, ("", ""))))
        record = _with_story(record, stories.get(family.id))
        yield _with_summary(record, sheets.get(family.id), why)


def _with_story(record: Record, story) -> Record:
    if story is None:
        return record
    return replace(record, stay_months=story.stay_months, legal_months=story.legal_months, detained=story.detained, asylum=story.asylum, waits=story.waits, steps=story.steps, findings=story.findings)


def _with_summary(record: Record, said: Mapping[str, tuple[object, str]] | None, why: str) -> Record:
    """What a person wrote in the client summary outweighs what the timeline lets one suppose."""
    status = ENDED.get(why, "other") if record.closed and why != "resolved" else "" if record.closed else "in_touch"
    if said is None:
        return replace(record, status=status)
    questions = _questions()
    answers = {key: silence or str(value) for key, (value, silence) in said.items() if key in questions and questions[key].kind in COUNTED_KINDS and (silence or value not in (None, ""))}
    months, vulnerable = said.get("b07_time_in_country", (None, ""))[0], said.get("b04_vulnerabilities", (None, ""))[0]
    without_sense = {key for key, question in questions.items() if any(answers.get(of) == value for of, value in (question.not_relevant_if or {}).items()) and question.kind in COUNTED_KINDS}
    answers |= dict.fromkeys(without_sense - answers.keys(), "not_relevant")
    held = answers.get("b08_detention_history")
    return replace(
        record, analysed=True, answers=answers, status=answers.get("b15_engagement_status") or status,
        stay_months=months if isinstance(months, int) else record.stay_months,
        detained={"yes": True, "no": False}.get(held, record.detained), vulnerable=vulnerable != ["none"] if vulnerable else None,
    )  # fmt: skip


def _only_referred(user: User | None, families: Mapping[int, Family]) -> Iterable[Record]:
    """Those who were asked about and did not become a family (enquiries are no referrals)."""
    chosen = Referral.visible_to(user) if user else select(Referral).where(Referral.deleted_at.is_(None))
    columns = chosen.with_only_columns(Referral.id, Referral.received_on).where(Referral.kind == "referral", Referral.family_id.is_(None))
    site = current_app.config["SETTINGS"].organisation or "here"
    for row in db.session.execute(columns):
        yield Record(key=pseudonym(f"referral {row.id}"), site=site, referred=_iso(row.received_on))


def _people() -> dict[int, list]:
    found = defaultdict(list)
    for row in db.session.execute(select(Person.id, Person.family_id, Person.relation, Person.sex, Person.born, Person.nationality)):
        found[row.family_id].append(row)
    return found


def _first_stages() -> dict[int, str]:
    worked = select(StagePeriod.family_id, func.min(StagePeriod.start)).where(StagePeriod.stage != "screening").group_by(StagePeriod.family_id)
    return dict(db.session.execute(worked).all())


def _closures(day: date) -> dict[int, tuple[str, str]]:
    """Family → (day, reason) of the closure that stood on this day."""
    found = select(Closure.family_id, Closure.on, Closure.reason, Closure.reopened_on).order_by(Closure.id)
    rows = [row for row in db.session.execute(found) if row.on <= day.isoformat() and not (row.reopened_on and row.reopened_on <= day.isoformat())]
    return {row.family_id: (_iso(row.on), row.reason) for row in rows if _iso(row.on)}


def _resolutions(day: date) -> dict[int, tuple[str, str]]:
    """Family → (kind, EDTF) of its latest resolution."""
    found = select(Resolution.family_id, Resolution.kind, Resolution.on).where(Resolution.deleted_at.is_(None), Resolution.on <= day.isoformat()).order_by(Resolution.on, Resolution.id)
    return {row.family_id: (row.kind, row.on) for row in db.session.execute(found)}


def _until_resolved(admitted: str, kind: str, on: str) -> int | None:
    """Whole months from admission to the resolution; None when there is none, or it came before."""
    settled = _iso(on) if kind not in ("", "none") else ""
    return months_between(date.fromisoformat(admitted), date.fromisoformat(settled)) if settled and settled >= admitted else None


def _contacts(day: date) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = defaultdict(dict)
    counted = select(Contact.family_id, Contact.channel, func.count()).where(Contact.deleted_at.is_(None), Contact.at <= day.isoformat())
    for family_id, channel, count in db.session.execute(counted.group_by(Contact.family_id, Contact.channel)):
        found[family_id][channel] = count
    return found


def _summaries(day: date) -> dict[int, dict[str, tuple[object, str]]]:
    """Family → the answers of its latest client summary: of one about the family where there is one, else about a member."""
    latest: dict[int, tuple[int, dict]] = {}
    for row in sorted(_answers("client_summary", day), key=lambda row: row.person_id is None):  # stays in the order of time
        sheet, answers = latest.get(row.family_id, (None, {}))
        if sheet != row.id:
            answers = {}
            latest[row.family_id] = (row.id, answers)
        answers[row.key] = (row.value, row.silence)
    return {family_id: answers for family_id, (_sheet, answers) in latest.items()}


def _scores(day: date) -> dict[int, list[tuple[str, int, int]]]:
    """Family → (score, first, latest) of every person with at least two baselines."""
    told: dict[tuple, dict[int, int]] = defaultdict(dict)
    for row in _answers("baseline", day):
        if isinstance(row.value, int):
            told[row.family_id, row.person_id, row.key][row.id] = row.value
    found = defaultdict(list)
    for (family_id, _person, key), values in told.items():
        if len(values) > 1:
            scores = list(values.values())
            found[family_id].append((key, scores[0], scores[-1]))
    return found


def _answers(instrument: str, day: date):
    columns = (Sheet.id, Sheet.family_id, Sheet.person_id, Answer.key, Answer.value, Answer.silence)
    found = select(*columns).outerjoin(Answer, Answer.sheet_id == Sheet.id).where(Sheet.instrument.like(f"{instrument}.v%"), Sheet.held_on <= day.isoformat())
    return db.session.execute(found.order_by(Sheet.held_on, Sheet.id))


def _questions() -> Mapping[str, Question]:
    """Every question of every version of the client summary."""
    return {key: question for one in released().values() if one.key == "client_summary" for key, question in one.questions().items()}


def _within(record: Record, start: date | None, day: date) -> bool:
    on = record.referred or record.admitted
    return bool(on) and (start is None or on >= start.isoformat()) and on <= day.isoformat()


def _is_child(person, day: date) -> bool:
    if person.relation:
        return person.relation in {"child", "grandchild", "sibling", "other_child"}
    return _band(person.born, day, child=True) in ("0-5", "6-11", "12-17")


def _band(born: str, day: date, *, child: bool) -> str:
    """The age band on this day; 'unclear' when the birth date leaves several possible."""
    try:
        known = parse(born) if born else None
    except NotEdtf:
        known = None
    if known is None or known.earliest is None or known.latest is None:
        return "unclear"
    possible = {age_band(months_between(on, day) // 12, child=child) for on in (known.earliest, min(known.latest, day))}
    return possible.pop() if len(possible) == 1 else "unclear"


def _iso(edtf: str) -> str:
    """The day, or the first day it can be; '' when there is none."""
    try:
        known = parse(edtf) if edtf else None
    except NotEdtf:
        return ""
    return known.earliest.isoformat() if known and known.earliest else ""
