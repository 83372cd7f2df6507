"""Stay, no stay, procedure and detention of each person, as bands; where nothing is known the band says so.

A pending residence application gives no stay in itself, so only an asylum procedure, a valid document or a granted
residence make a band of their own; after a final refusal or an order to leave there is no stay. Silent periods cut every
band: a gap must never look like a status.
"""
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from caseline.chronology.case import Person
from caseline.chronology.gaps import Gap
from caseline.chronology.kinds import Kinds
from caseline.chronology.lookup import Lookup
from caseline.chronology.order import OPEN_END, OPEN_START, as_date, span, when
from caseline.chronology.procedures import Procedure
from caseline.chronology.rows import Row

# What covers what when two hold at once, the strongest first.
_RANK = ('stay', 'temporary_stay', 'asylum_procedure', 'no_stay')
_ENOUGH = 8
_HELD = ('detention', 'return_house')
_INHERITED = ('asylum_procedure', 'no_stay')


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of one person's time: `kind` is stay, temporary_stay, asylum_procedure, no_stay, unknown, detention or
    return_house; `start` and `end` are EDTF (`end` None: until today); `rows` is what it rests on."""
    person: int
    kind: str
    start: str
    end: str | None
    rows: tuple[int, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Status:
    kind: str
    first: int
    last: int
    row: int
    persons: frozenset[int]


def bands(rows: Sequence[Row], people: Sequence[Person], procedures: Iterable[Procedure], gaps: Sequence[Gap],
          kinds: Kinds, today: int) -> tuple[Band, ...]:
    """Return the bands of every person, from arrival (or birth in the country) to today."""
    statuses = [status for status in _statuses(rows, procedures, kinds) if status.first <= today]
    arrivals = [row for row in rows if row.type == 'arrival_belgium']
    births = {row.subject: row for row in rows if row.type == 'birth' and row.subject is not None}
    first_here = min([row.begin.start for row in arrivals] + [status.first for status in statuses], default=OPEN_END)
    stays = [(kind, row) for kind in _HELD for row in rows if row.type in kinds.table['bands'][kind]['starts'] and not row.begin.open]
    silences = [(span(gap.start).end + 1, span(gap.end).start - 1) for gap in gaps]
    found: list[Band] = []
    for person in people:
        begin, basis = _beginning(person, arrivals, births, first_here)
        if begin is not None and begin <= today:
            own = [status for status in statuses if not status.persons or person.id in status.persons]
            if begin > first_here:
                own += [status for status in statuses if status.kind in _INHERITED and status.persons and person.id not in status.persons]
            found += [piece for band in _pieces(person, begin, basis, own, today) for piece in _cut(band, silences)]
        found += _held(person, stays)
    return tuple(sorted(found, key=lambda band: (band.person, band.first)))


def _beginning(person: Person, arrivals: Sequence[Row], births: dict[int, Row], first_here: int) -> tuple[int | None, int | None]:
    birth = births.get(person.id)
    born = birth.begin if birth else span(person.born)
    if not born.open and born.start > first_here:
        return born.start, birth.id if birth else None
    own = [row for row in arrivals if not row.persons or person.id in row.persons]
    if own:
        return own[0].begin.start, own[0].id
    return (first_here, None) if first_here < OPEN_END else (None, None)


def _statuses(rows: Sequence[Row], procedures: Iterable[Procedure], kinds: Kinds) -> Iterable[_Status]:
    table = kinds.table['bands']
    endings = Lookup(row for row in rows if row.type in table['no_stay']['starts'])
    by_id = {row.id: row for row in rows}
    for one in procedures:
        if one.kind == table['asylum_procedure']['procedure'] and one.opened.start > OPEN_START:
            yield from _of_asylum(one, endings, by_id[one.steps[-1].row], table)
    for row in rows:
        for kind in ('stay', 'temporary_stay', 'no_stay'):
            if row.type in table[kind]['starts']:
                yield from _of_row(row, kind, table[kind].get('until', ()), endings, table)


def _of_asylum(one: Procedure, endings: Lookup, latest: Row, table: Mapping[str, Any]) -> Iterable[_Status]:
    """An asylum procedure protects until its last decision. Where no paper tells how it ended, an order to leave after the
    last thing known of it does; an order before that (annex 13quinquies, with an appeal to follow) does not."""
    persons = frozenset(one.persons)
    decided = [step for step in one.steps if step.part in ('decision', 'judgment')]
    ending = one.first('cassation_judgment') or (decided[-1] if decided else None)
    if one.open or ending is None:
        order = endings.next(table['no_stay']['starts'], latest.begin.start + 1, latest)
        yield _Status('asylum_procedure', one.opened.start, order.begin.start - 1 if order else OPEN_END, one.steps[0].row, persons)
        return
    last = span(ending.edtf).start
    yield _Status('asylum_procedure', one.opened.start, last, one.steps[0].row, persons)
    if one.outcome != 'granted':
        yield _Status('no_stay', last, OPEN_END, ending.row, persons)


def _of_row(row: Row, kind: str, until: Sequence[str], endings: Lookup, table: Mapping[str, Any]) -> Iterable[_Status]:
    first = span(row.date('valid_from') or row.edtf).start if '/' not in row.edtf else row.begin.start
    if first <= OPEN_START:
        return
    persons = frozenset(row.persons)
    period = when(row.period).finish if row.period else None
    ends = [span(row.date(role)) for role in until if row.date(role)] + ([period] if period and not period.open else [])
    known = [end.end for end in ends if not end.open]
    last = known[0] if known else OPEN_END if kind == 'no_stay' else _until_lost(row, kind, first, endings, table)
    yield _Status(kind, first, last, row.id, persons)
    if last < OPEN_END and kind != 'no_stay':
        yield _Status('no_stay', last + 1, OPEN_END, row.id, persons)


def _until_lost(row: Row, kind: str, first: int, endings: Lookup, table: Mapping[str, Any]) -> int:
    """Without a known end, a granted stay lasts until it is withdrawn; a card at most as long as cards last, and until an
    order to leave."""
    types = table['stay']['ends'] if kind == 'stay' else table['no_stay']['starts']
    after = endings.next(types, first + 1, row)
    lost = after.begin.start - 1 if after else OPEN_END
    return min(lost, first + table['temporary_stay']['longest_days']) if kind == 'temporary_stay' else lost


def _pieces(person: Person, begin: int, basis: int | None, statuses: Sequence[_Status], today: int) -> list[Band]:
    """Lay the statuses over each other, from edge to edge, and keep the strongest of every stretch."""
    changes: dict[int, list[tuple[bool, int]]] = {begin: [], today + 1: []}
    for number, status in enumerate(statuses):
        changes.setdefault(max(begin, status.first), []).append((True, number))
        changes.setdefault(max(begin, status.last + 1), []).append((False, number))
    active: dict[str, dict[int, _Status]] = {kind: {} for kind in _RANK}
    pieces: list[tuple[str, int, tuple[int, ...]]] = []
    edges = sorted(day for day in changes if begin <= day <= today + 1)
    for first in edges[:-1]:
        for starts, number in sorted(changes[first], reverse=True):
            holders = active[statuses[number].kind]
            if starts:
                holders[number] = statuses[number]
            else:
                holders.pop(number, None)
        top = next((next(reversed(holders.values())) for holders in active.values() if holders), None)
        kind, rows = (top.kind, (top.row,)) if top else ('unknown', (basis,) if basis else ())
        if pieces and pieces[-1][0] == kind:
            pieces[-1] = kind, pieces[-1][1], _more(pieces[-1][2], rows)
        else:
            pieces.append((kind, first, rows))
    ends = [*(first - 1 for _, first, _ in pieces[1:]), today]
    return [Band(person.id, kind, as_date(first).isoformat(), None if last == today else as_date(last).isoformat(), rows, first, last)
            for (kind, first, rows), last in zip(pieces, ends)]


def _more(rows: tuple[int, ...], added: tuple[int, ...]) -> tuple[int, ...]:
    """The acts a band rests on: enough to explain it, not all of them."""
    return rows if len(rows) >= _ENOUGH or set(added) <= set(rows) else rows + added


def _cut(band: Band, silences: Sequence[tuple[int, int]]) -> Iterable[Band]:
    """Cut the silent periods out of a band and mark them unknown."""
    for first, last in silences:
        if first <= band.last and last >= band.first:
            if band.first < first:
                yield replace(band, last=first - 1, end=as_date(first - 1).isoformat())
            start, end = max(first, band.first), min(last, band.last)
            yield replace(band, kind='unknown', first=start, last=end, start=as_date(start).isoformat(), end=as_date(end).isoformat())
            if end >= band.last:
                return
            band = replace(band, first=end + 1, start=as_date(end + 1).isoformat())
    yield band


def _held(person: Person, stays: Iterable[tuple[str, Row]]) -> Iterable[Band]:
    for kind, row in stays:
        if not row.persons or person.id in row.persons:
            finish = row.moment.finish
            last = row.begin.end if finish is None or finish.open else finish.end
            yield Band(person.id, kind, row.begin.text, finish.text if finish and not finish.open else None, (row.id,),
                       row.begin.start, last)
