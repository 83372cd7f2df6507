"""What the timelines of all families say for a cohort: years here, legal stay, detention, asylum, waits for decisions, findings.

The chronology engine is asked with events, members, kinds and dates of papers: no sentence, quote or name leaves the database.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from caseline import chronology
from caseline.chronology.case import Case, DocumentInfo, Event as CaseEvent, Mandate as CaseMandate, Person as CasePerson, Source
from caseline.chronology.order import DAY, OPEN_END, OPEN_START, span
from caseline.contacts.models import Mandate
from caseline.countries import load
from caseline.db import FamilyOwned, db
from caseline.documents.models import Document
from caseline.engine import is_writing
from caseline.families.models import Person
from caseline.reports import remembered
from caseline.reports.cohort import months_between
from caseline.timeline.models import Citation, Event, EventPerson, FindingDecision, Merge

LEGAL = frozenset({"stay", "temporary_stay", "asylum_procedure"})
ASYLUM = frozenset({"asylum_application", "asylum_subsequent_application"})
HELD = frozenset({"detention", "return_house"})
DAYS_A_MONTH = 365.25 / 12
STEPS = {"application": "decision", "appeal": "judgment", "cassation": "cassation"}
# An event type's actor, as the country's data words it, → a key; the first that is named counts.
AUTHORITIES = (("CGRS", "cgrs"), ("CALL", "call"), ("Council of State", "council_of_state"), ("Immigration Office", "io"), ("court", "court"), ("justice of the peace", "court"))
OTHER = "other"
AT_ONCE = 50  # families whose events are in memory at the same time


@dataclass(frozen=True, slots=True)
class History:
    """`legal_months` is of the member with the longest legal stay; None where the timeline tells nothing."""

    stay_months: int | None
    legal_months: int | None
    detained: bool
    asylum: bool
    waits: tuple[tuple[str, int, bool], ...]
    steps: tuple[tuple[str, str, str, int, bool], ...]
    findings: Mapping[str, int]


def histories(day: date, changes: Mapping[int, int]) -> dict[int, History]:
    """Family → its history until this day, for those in scope that have a dated event.

    `changes`: the number of each family that grows with every change (families/changing.py). What was worked out a short
    while ago of a family that did not change is taken as it is; the others cost eight queries together.
    """
    told = {} if is_writing() else remembered.of(day, changes)
    for some in _at_once(changes.keys() - told.keys()):
        anew = dict.fromkeys(some) | _histories(day, some)
        if not is_writing():  # what it sees may still be taken back
            remembered.keep(day, changes, anew)
        told |= anew
    return {family_id: history for family_id, history in told.items() if history is not None}


def prepare(day: date, changes: Mapping[int, int], seconds: float) -> int:
    """Work out ahead, for about so many seconds, what `histories` will be asked for. Returns how many families still wait."""
    stale, began = changes.keys() - remembered.of(day, changes).keys(), time.monotonic()
    for some in _at_once(stale):
        remembered.keep(day, changes, dict.fromkeys(some) | _histories(day, some))
        stale -= set(some)
        if time.monotonic() - began >= seconds:
            break
    return len(stale)


def _at_once(families: Collection[int]) -> Iterator[list[int]]:
    ordered = sorted(families)
    return (ordered[first : first + AT_ONCE] for first in range(0, len(ordered), AT_ONCE))


def _histories(day: date, families: Collection[int]) -> dict[int, History]:
    events, members, papers = _events(day, families), _members(families), _papers(day, families)
    mandates, same, answered = _mandates(families), _joined(families), _answered(families)
    return {
        family_id: _history(told, Case("", members[family_id], tuple(event for _on, event in told), papers[family_id], mandates[family_id], same=same[family_id]), answered[family_id], day)
        for family_id, told in events.items()
    }


def _rows(of: type[FamilyOwned], families: Collection[int], *columns):
    return select(of.family_id, *columns).where(of.family_id.in_(families))


def _events(day: date, families: Collection[int]) -> Mapping[int, list[tuple[date, CaseEvent]]]:
    concerned, sources = defaultdict(list), defaultdict(list)
    for row in db.session.execute(_rows(EventPerson, families, EventPerson.event_id, EventPerson.person_id)):
        concerned[row.event_id].append(row.person_id)
    for row in db.session.execute(_rows(Citation, families, Citation.event_id, Citation.document_id, Citation.edtf, Citation.dates, Citation.source_kind).order_by(Citation.id)):
        sources[row.event_id].append(Source(document_id=row.document_id, edtf=row.edtf or None, dates=row.dates, source_kind=row.source_kind))
    found = defaultdict(list)
    columns = _rows(Event, families, Event.id, Event.type, Event.edtf, Event.within, Event.dates, Event.earliest)
    for row in db.session.execute(columns.where(Event.deleted_at.is_(None), Event.earliest <= day)):
        event = CaseEvent(
            id=row.id, type=row.type, edtf=row.edtf, within=row.within, dates=row.dates, persons=tuple(concerned[row.id]), sources=tuple(sources[row.id]),
            working={**row.dates, "main": row.edtf} if row.edtf else row.dates,
        )  # fmt: skip
        found[row.family_id].append((row.earliest, event))
    return found


def _members(families: Collection[int]) -> Mapping[int, tuple[CasePerson, ...]]:
    found = defaultdict(tuple)
    for row in db.session.execute(_rows(Person, families, Person.id, Person.relation, Person.born).order_by(Person.position, Person.id)):
        found[row.family_id] += (CasePerson(id=row.id, name=f"P{row.id}", relation=row.relation, born=row.born or None),)
    return found


def _papers(day: date, families: Collection[int]) -> Mapping[int, tuple[DocumentInfo, ...]]:
    """Kinds and dates of papers; one that came in later is left out."""
    found = defaultdict(tuple)
    columns = _rows(Document, families, Document.id, Document.kind, Document.dated, Document.dates).where(Document.deleted_at.is_(None))
    for row in db.session.execute(columns):
        if not row.dated or row.dated[:10] <= day.isoformat():
            found[row.family_id] += (DocumentInfo(id=row.id, name="", kind=row.kind or None, date=row.dated or None, valid_until=row.dates.get("valid_until")),)
    return found


def _mandates(families: Collection[int]) -> Mapping[int, tuple[CaseMandate, ...]]:
    found = defaultdict(tuple)
    for row in db.session.execute(_rows(Mandate, families, Mandate.id, Mandate.actor_id, Mandate.start, Mandate.end, Mandate.person_ids)):
        found[row.family_id] += (CaseMandate(id=row.id, lawyer=f"L{row.actor_id}", start=row.start or None, end=row.end or None, persons=tuple(row.person_ids)),)
    return found


def _joined(families: Collection[int]) -> Mapping[int, frozenset[tuple[int, int]]]:
    found = defaultdict(frozenset)
    for row in db.session.execute(_rows(Merge, families, Merge.first_id, Merge.second_id).where(Merge.same)):
        found[row.family_id] |= {(row.first_id, row.second_id)}
    return found


def _answered(families: Collection[int]) -> Mapping[int, set[str]]:
    """The findings that somebody dismissed with a reason."""
    found = defaultdict(set)
    for row in db.session.execute(_rows(FindingDecision, families, FindingDecision.key)):
        found[row.family_id].add(row.key)
    return found


def _history(told: Sequence[tuple[date, CaseEvent]], case: Case, answered: set[str], day: date) -> History:
    kinds = {event.type for _on, event in told}
    arrivals = [on for on, event in told if event.type == "arrival_belgium"] or [on for on, event in told if event.type in ASYLUM]
    built = chronology.build(case, today=day)
    against = {conflict.kind for conflict in built.conflicts}
    return History(
        stay_months=months_between(min(arrivals), day) if arrivals else None,
        legal_months=_legal_months(built.bands, day),
        detained=bool(kinds & HELD),
        asylum=bool(kinds & ASYLUM),
        waits=tuple(wait for one in built.procedures if (wait := _wait(one, day))),
        steps=tuple(step for one in built.procedures for step in _steps(one)),
        findings=Counter("contradiction" if one.kind in against else one.kind for one in built.findings if one.key not in answered),
    )


def _legal_months(bands, day: date) -> int | None:
    known = [band for band in bands if band.kind not in HELD | {"unknown"}]
    days: dict[int, int] = defaultdict(int)
    for band in known:
        if band.kind in LEGAL:
            days[band.person] += max(min(band.last, day.toordinal()) - band.first + 1, 0)
    return int(max(days.values(), default=0) / DAYS_A_MONTH) if known else None


def _wait(procedure, day: date) -> tuple[str, int, bool] | None:
    """(kind, whole months, ended); None when a day of it is not known."""
    first, last = procedure.opened.start, procedure.closed.end if procedure.closed else day.toordinal()
    if first <= OPEN_START or last >= OPEN_END or last < first:
        return None
    return procedure.kind, months_between(date.fromordinal(first), date.fromordinal(last)), not procedure.open


def _steps(procedure):
    """(kind, step, authority, days, ended) of each wait whose days are known, the time until the family was told too."""
    for wait in procedure.waits:
        if wait.days is not None and wait.days >= 0:
            made = procedure.first(*(("decision",) if wait.since == "application" else (wait.until,))) if wait.until != "today" else None
            yield procedure.kind, STEPS[wait.since], _authority(procedure.kind, wait.since, made.type if made else None), wait.days, wait.until != "today"
    decided, told = procedure.first("decision"), procedure.first("notification")
    if decided and told and told.row == decided.row:
        made, known = span(decided.edtf), span(told.edtf)
        if made.rank == known.rank == DAY and known.start >= made.start:
            yield procedure.kind, "notification", _authority(procedure.kind, "application", decided.type), known.start - made.start, True


def _authority(kind: str, since: str, made: str | None) -> str:
    """Who decides: as the decision's type says, or while nobody has decided, as the procedure's usual decision does."""
    country = load("be")
    table = country.table("chronology")
    if made is None:
        if since == "application":
            made = next((next(iter(one["decides"])) for one in table["procedures"] if one["key"] == kind), None)
        else:
            made = next(iter(table["appeal_steps"]["judgment" if since == "appeal" else "cassation_judgment"]), None)
    actor = country.event_types[made].actor if made in country.event_types else ""
    return next((key for words, key in AUTHORITIES if words in actor), OTHER)
