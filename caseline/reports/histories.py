"""What the timelines of all families say for a cohort: years here, months of legal stay, detention, asylum, waiting times.

The chronology engine is asked with events and members only: no sentence, quote or name leaves the database.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from caseline import chronology
from caseline.chronology.case import Case, Event as CaseEvent, Person as CasePerson
from caseline.chronology.order import OPEN_END, OPEN_START
from caseline.db import db
from caseline.families.models import Person
from caseline.reports.cohort import months_between
from caseline.timeline.models import Event, EventPerson

LEGAL = frozenset({"stay", "temporary_stay", "asylum_procedure"})
ASYLUM = frozenset({"asylum_application", "asylum_subsequent_application"})
HELD = frozenset({"detention", "return_house"})
DAYS_A_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class History:
    """`legal_months` is of the member with the longest legal stay; None where the timeline tells nothing."""

    stay_months: int | None
    legal_months: int | None
    detained: bool
    asylum: bool
    waits: tuple[tuple[str, int, bool], ...]


def histories(day: date) -> dict[int, History]:
    """Family → its history until this day, for the families in scope that have a dated event. Three queries."""
    concerned = defaultdict(list)
    for event_id, person_id in db.session.execute(select(EventPerson.event_id, EventPerson.person_id)):
        concerned[event_id].append(person_id)
    members = defaultdict(list)
    for row in db.session.execute(select(Person.id, Person.family_id, Person.relation, Person.born).order_by(Person.position, Person.id)):
        members[row.family_id].append(CasePerson(id=row.id, name=f"P{row.id}", relation=row.relation, born=row.born or None))
    events = defaultdict(list)
    columns = select(Event.id, Event.family_id, Event.type, Event.edtf, Event.within, Event.dates, Event.earliest)
    for row in db.session.execute(columns.where(Event.deleted_at.is_(None), Event.earliest <= day)):
        events[row.family_id].append((row.earliest, CaseEvent(id=row.id, type=row.type, edtf=row.edtf, within=row.within, dates=row.dates, persons=tuple(concerned[row.id]))))
    return {family_id: _history(told, tuple(members[family_id]), day) for family_id, told in events.items()}


def _history(told: Sequence[tuple[date, CaseEvent]], members: tuple[CasePerson, ...], day: date) -> History:
    kinds = {event.type for _on, event in told}
    arrivals = [on for on, event in told if event.type == "arrival_belgium"] or [on for on, event in told if event.type in ASYLUM]
    built = chronology.build(Case("", members, tuple(event for _on, event in told)), today=day)
    return History(
        stay_months=months_between(min(arrivals), day) if arrivals else None,
        legal_months=_legal_months(built.bands, day),
        detained=bool(kinds & HELD),
        asylum=bool(kinds & ASYLUM),
        waits=tuple(wait for one in built.procedures if (wait := _wait(one, day))),
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
