"""Impossible orders: a notification before its decision, a hearing before the appeal, an event before a birth.

The country's `chronology.json` (key `order`) says which kinds come first. Papers are missing in every file, so a later
step without its earlier one is not an error; only an earlier step that comes shortly *after* the later one is.
"""
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from caseline.chronology.case import Person, Source
from caseline.chronology.claims import Claim
from caseline.chronology.kinds import MAIN, Kinds
from caseline.chronology.lookup import Lookup
from caseline.chronology.order import MONTH, Span, span
from caseline.chronology.rows import Row

# An earlier step dated this many days too late is taken for the step that is meant.
_MEANT_WITHIN = 45
_APPEAL_OF = 200
# Where the order is certain (nobody asks for asylum before arriving), the earlier step is looked for further away.
_SOON = 3660
# So many papers that tell of somebody after a death outweigh it.
_LIVES_ON = 3


@dataclass(frozen=True, slots=True)
class Breach:
    """An order that cannot be: `row` at `value` stands before `other` (or the person's birth) at `other_value`."""
    sentence: str
    row: Row
    value: str
    source: Source
    other: Row | None
    other_value: str
    other_source: Source
    person: int | None = None


def breaches(rows: Sequence[Row], people: Iterable[Person], kinds: Kinds, disputed: Collection[tuple[int, str]]) -> Iterable[Breach]:
    """Yield the impossible orders among rows in timeline order; facts whose date is already `disputed` are left out."""
    sure = Lookup(row for row in rows if (row.id, MAIN) not in disputed and row.begin.rank <= MONTH and not row.within)
    for row in rows:
        yield from _notified_too_early(row, kinds, disputed)
    for rule in kinds.table['order']:
        for later in sure.of(rule['after']):
            yield from _wrong_way_round(later, rule, sure)
    yield from _appeal_before_notification(sure, kinds, disputed)
    yield from _outside_a_life(rows, people)


def cannot_be(row: Row, claim: Claim, rows: Sequence[Row], kinds: Kinds) -> Row | None:
    """Return the row that a competing date of `row` would come after although it must come before it."""
    for rule in kinds.table['order']:
        if rule.get('always') and row.type in rule['before']:
            for other in Lookup(rows).between(rule['after'], near=row):
                if other.begin.certainly_before(claim.begin):
                    return other
    return None


def _notified_too_early(row: Row, kinds: Kinds, disputed: Collection[tuple[int, str]]) -> Iterable[Breach]:
    notified = row.date('notification_date')
    if (not notified or kinds.main_role(row.type) not in ('decision_date', 'judgment_date')
            or (row.id, MAIN) in disputed or (row.id, 'notification_date') in disputed):
        return
    if span(notified).certainly_before(row.begin):
        yield Breach('order_notified', row, row.edtf, _source(row, MAIN, row.edtf), row, notified,
                     _source(row, 'notification_date', notified))


def _wrong_way_round(later: Row, rule: Mapping[str, Any], sure: Lookup) -> Iterable[Breach]:
    """Breached when nothing that must come first did, but such a step comes (shortly) afterwards."""
    if sure.latest(rule['before'], later.begin.loose_end, later):
        return
    reach = later.begin.end + (_SOON if rule.get('always') else _MEANT_WITHIN)
    after = sure.between(rule['before'], later.begin.end + 1, reach, near=later)
    if after and later.begin.certainly_before(after[0].begin):
        yield Breach('order_events', later, later.edtf, _source(later, MAIN, later.edtf), after[0], after[0].edtf,
                     _source(after[0], MAIN, after[0].edtf))


def _appeal_before_notification(sure: Lookup, kinds: Kinds, disputed: Collection[tuple[int, str]]) -> Iterable[Breach]:
    for appeal in sure.of(kinds.table['appeal_steps']['appeal']):
        against = sure.between(kinds.table['notified_kinds'], appeal.begin.start - _APPEAL_OF, appeal.begin.start, near=appeal)
        notices = [(row, span(row.date('notification_date'))) for row in against if row.date('notification_date')]
        if not notices or len(notices) < len(against) or any((row.id, 'notification_date') in disputed for row, _ in notices):
            continue
        if all(appeal.begin.certainly_before(bounds) for _, bounds in notices):
            row, bounds = notices[-1]
            yield Breach('order_appeal', appeal, appeal.edtf, _source(appeal, MAIN, appeal.edtf), row, bounds.text,
                         _source(row, 'notification_date', bounds.text))


def _outside_a_life(rows: Sequence[Row], people: Iterable[Person]) -> Iterable[Breach]:
    births = {row.subject: row for row in rows if row.type == 'birth' and row.subject is not None}
    born = {person.id: births[person.id].begin if person.id in births else span(person.born) for person in people
            if person.born or person.id in births}
    last_born = max((begin.loose_start for begin in born.values() if not begin.open), default=0)
    for row in rows:
        if row.type == 'birth' or not row.persons or row.moment.whole.loose_end >= last_born:
            continue
        unborn = [person for person in row.persons if person in born and not born[person].open and _ends_before(row, born[person])]
        if len(unborn) == len(row.persons):
            first = min(unborn, key=lambda person: born[person].start)
            other = births.get(first)
            yield Breach('order_unborn', row, row.edtf, _source(row, MAIN, row.edtf), other, born[first].text,
                         _source(other, MAIN, born[first].text) if other else Source(), first)
    yield from _after_death(rows)


def _after_death(rows: Sequence[Row]) -> Iterable[Breach]:
    """One breach for a death: the first thing told of that person alone afterwards. Where several papers tell of life
    afterwards, somebody else died: papers say “the death of his mother” beside his name."""
    for death in {row.persons[0]: row for row in rows if row.type == 'death' and len(row.persons) == 1}.values():
        later = [row for row in rows if row.persons == death.persons and row is not death and death.begin.certainly_before(row.begin)]
        papers = {source.document_id or source.document for row in later for source in row.sources} - {
            source.document_id or source.document for source in death.sources}
        if later and len(papers) < _LIVES_ON:
            row = later[0]
            yield Breach('order_dead', row, row.edtf, _source(row, MAIN, row.edtf), death, death.edtf,
                         _source(death, MAIN, death.edtf), death.persons[0])


def _ends_before(row: Row, born: Span) -> bool:
    return row.moment.whole.certainly_before(born) and row.begin.rank <= MONTH


def _source(row: Row, role: str, value: str) -> Source:
    for claim in row.claims.get(role, ()):
        if claim.edtf == value:
            return claim.source
    return row.sources[0] if row.sources else Source()
