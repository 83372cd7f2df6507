"""The family's chronology on a screen: built for the reader, filtered, its findings answered or open."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask import current_app
from sqlalchemy import select

from caseline import chronology
from caseline.chronology import Chronology
from caseline.chronology.findings import Finding
from caseline.chronology.gaps import Gap
from caseline.chronology.order import standing
from caseline.chronology.rows import Row
from caseline.db import db
from caseline.engine import is_writing
from caseline.families.changing import changes_of
from caseline.families.models import Family
from caseline.i18n import language
from caseline.timeline import lately
from caseline.timeline.casefile import PROPOSED, case_of
from caseline.timeline.lately import Built
from caseline.timeline.models import FindingDecision

# Later features add what they know of a family: lawyers' mandates, arranged procedures. Each gives keyword values for case_of.
_known_besides: list[Callable[[Family], dict]] = []


def knows_besides(function):
    """Mark a function of a later feature that adds to every case: it takes the family and returns keyword values for `case_of`."""
    _known_besides.append(function)
    return function


def whole_case(family: Family, *, lang: str, proposals: bool = False):
    """Everything that every feature knows of a family, as the engine's plain values."""
    return case_of(family, lang=lang, proposals=proposals, **_besides(family))


def reason(family: Family, *, proposals: bool = False, lang: str | None = None, today: date | None = None) -> Chronology:
    """The chronology of a family as it stands now."""
    return built(family, proposals=proposals, lang=lang, today=today).chronology


def built(family: Family, *, proposals: bool = False, lang: str | None = None, today: date | None = None) -> Built:
    """The chronology as it stands now, with what was made of it: built anew when anything of the family changed."""
    lang, today, besides = lang or language(), today or date.today(), _besides(family)

    def build() -> Chronology:
        return chronology.build(case_of(family, lang=lang, proposals=proposals, **besides), today=today, lang=lang)

    if is_writing():
        return Built(besides, build())
    key = (current_app.config["SETTINGS"].instance, family.id, changes_of(family.id), proposals, lang, today)
    return lately.built(key, besides, build)


def _besides(family: Family) -> dict:
    return {name: values for source in _known_besides for name, values in source(family).items()}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader asked to see."""

    person: int | None = None
    kind: str = ""
    key_only: bool = False
    proposals: bool = False

    def shows(self, row: Row) -> bool:
        if row.id < 0 or (row.status == "proposed" and not self.proposals):
            return False  # nobody accepted it
        if self.person and row.persons and self.person not in row.persons and row.subject != self.person:
            return False
        return (not self.kind or row.type == self.kind) and (not self.key_only or row.key)


@dataclass(frozen=True, slots=True)
class Year:
    """One year of the register: its rows and the silences between them, in order."""

    year: int
    entries: tuple[Row | Gap, ...]


def by_year(built: Chronology, wanted: Wanted) -> tuple[list[Year], list[Row]]:
    """(years with rows and gaps, undated rows)."""
    shown = [row for row in built.rows if wanted.shows(row)]
    undated = [row for row in shown if not row.edtf]
    after = {} if wanted.kind or wanted.key_only or wanted.person else {gap.after: gap for gap in built.gaps}
    years: dict[int, list] = {}
    for row in (row for row in shown if row.edtf):
        years.setdefault(_year(row), []).append(row)
        if gap := after.get(row.id):
            years[_year(row)].append(gap)
    return [Year(year, tuple(entries)) for year, entries in sorted(years.items())], undated


def open_findings(built: Chronology) -> list[Finding]:
    """The findings that nobody has dismissed, or whose facts changed since."""
    answered = dict(db.session.execute(select(FindingDecision.key, FindingDecision.fingerprint)).all())
    return [finding for finding in built.findings if answered.get(finding.key) != finding.fingerprint]


def dismissed_findings(built: Chronology) -> list[tuple[Finding, FindingDecision]]:
    answered = {decision.key: decision for decision in db.session.scalars(select(FindingDecision))}
    return [(f, answered[f.key]) for f in built.findings if f.key in answered and answered[f.key].fingerprint == f.fingerprint]


def row_of_event(built: Chronology, event_id: int) -> Row | None:
    return next((row for row in built.rows if event_id in row.events), None)


def is_proposal(event_id: int) -> bool:
    return event_id >= PROPOSED


def _year(row: Row) -> int:
    return date.fromordinal(standing(row.begin)[0]).year
