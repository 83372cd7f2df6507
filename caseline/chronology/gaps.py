"""Silent periods: stretches of the family's stay in the country of which no paper and no account speaks.

Twelve months is the default measure. Proof of presence is asked year by year, and a silence of more than a year is the
shortest that can leave a whole year without any trace; shorter silences are the ordinary rhythm of a file. While one and
the same procedure is pending throughout, silence is waiting and explained by that procedure: only twice the measure counts.
"""
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from caseline.chronology.case import DocumentInfo
from caseline.chronology.kinds import Kinds
from caseline.chronology.order import DAY, MONTH, OPEN_END, OPEN_START, as_date, months_between, span, when
from caseline.chronology.procedures import Procedure
from caseline.chronology.rows import Row

MONTHS = 12
_COVERING = ('primary_document', 'third_party_statement', 'case_manager_observation')


@dataclass(frozen=True, slots=True)
class Gap:
    """A silent period from the last known day to the next (EDTF), its length in months, the rows around it, and rows
    that name only a year inside it (`perhaps`)."""
    start: str
    end: str
    months: float
    after: int | None
    before: int | None
    pending: str | None = None
    perhaps: tuple[int, ...] = ()

    @property
    def edtf(self) -> str:
        return f'{self.start}/{self.end}'


class _Trace(NamedTuple):
    """A day, month or attested stretch that something is known of; `begins` and `ends` say its bounds in EDTF."""
    first: int
    last: int
    row: int | None
    begins: str
    ends: str


_FIRST_AND_LAST = itemgetter(0, 1)


def gaps(rows: Sequence[Row], kinds: Kinds, today: int, procedures: Iterable[Procedure] = (),
         documents: Iterable[DocumentInfo] = (), months: int = MONTHS) -> tuple[Gap, ...]:
    """Return the silent periods longer than `months` between the family's arrival (or first trace) and today."""
    since = _since(rows, kinds)
    traces = sorted((trace for trace in _traces(rows, documents, kinds, today) if trace.last >= since), key=_FIRST_AND_LAST)
    vague = [row for row in rows if row.begin.rank > MONTH and not row.begin.open]
    found, procedures = [], tuple(procedures)
    reach = None
    for trace in traces:
        if reach is not None and trace.first > reach.last:
            gap = _gap(reach, trace, traces, vague, procedures, months)
            if gap:
                found.append(gap)
        reach = trace if reach is None or trace.last > reach.last else reach
    return tuple(found)


def _since(rows: Sequence[Row], kinds: Kinds) -> int:
    """Silence counts from the day the family is known to be in the country.

    Where the arrival is known, only what a Belgian authority was asked or decided can show that somebody was there
    before: a neighbour's own move, or what befell them at home, cannot.
    """
    table = kinds.table
    arrived = any(row.type == 'arrival_belgium' and row.begin.rank <= MONTH for row in rows)
    asked = {type_ for entry in table['procedures'] for type_ in entry['opens']} | set(table['notified_kinds'])
    elsewhere = set(table['no_arrival_needed']) - {'arrival_belgium'}
    here = [row.begin.start for row in rows if row.begin.start > OPEN_START and row.type not in elsewhere
            and (not arrived or row.type in asked or (row.type == 'arrival_belgium' and row.begin.rank <= MONTH))]
    return min(here, default=OPEN_END)


def _traces(rows: Sequence[Row], documents: Iterable[DocumentInfo], kinds: Kinds, today: int) -> Iterable[_Trace]:
    for row in rows:
        for first, last, begins, ends in _stretches(row):
            if first <= today:
                yield _Trace(first, min(last, today), row.id, begins, ends)
        for role, text in row.dates.items():
            bounds = span(text)
            if bounds.rank == DAY and bounds.start <= today and role in ('notification_date', 'acknowledgment_date', 'registration_date'):
                yield _Trace(bounds.start, bounds.end, row.id, text, text)
    for document in documents:
        bounds = span(document.date)
        if bounds.rank == DAY and bounds.start <= today:
            yield _Trace(bounds.start, bounds.end, None, bounds.text, bounds.text)


def _stretches(row: Row) -> Iterable[tuple[int, int, str, str]]:
    """What a row proves: its day or month; all of a stretch that a paper attests, only both ends of one that is told."""
    moment = row.moment if row.period is None or row.moment.lasts else when(row.period)
    begin, finish = moment.begin, moment.finish
    if row.within or begin.rank > MONTH:
        return
    attested = any(source.source_kind in _COVERING for source in row.sources)
    if finish is None or finish.open or finish.rank > MONTH:
        yield begin.start, begin.end, begin.text, begin.text
    elif attested:
        yield begin.start, finish.end, begin.text, finish.text
    else:
        yield begin.start, begin.end, begin.text, begin.text
        yield finish.start, finish.end, finish.text, finish.text


def _gap(reach: _Trace, trace: _Trace, traces: Sequence[_Trace], vague: Sequence[Row],
         procedures: Sequence[Procedure], months: int) -> Gap | None:
    if (trace.first - reach.last) * 12 / 365.25 <= months:
        return None
    first, start = _edge(reach.last, reach.ends, traces, latest=True)
    last, end = _edge(trace.first, trace.begins, traces, latest=False)
    pending = next((one.id for one in procedures if one.opened.end <= first
                    and (one.closed is None or one.closed.start >= last)), None)
    length = months_between(as_date(first), as_date(last))
    if length <= (months * 2 if pending else months):
        return None
    inside = tuple(row.id for row in vague if row.begin.start <= last and row.begin.end >= first)
    return Gap(start, end, length, reach.row, trace.row, pending, inside)


def _edge(day: int, text: str, traces: Sequence[_Trace], latest: bool) -> tuple[int, str]:
    """Where a gap touches a month, the day that a paper gives in that month is the better edge."""
    bounds = span(text)
    days = [trace.first for trace in traces if trace.first == trace.last and bounds.start <= trace.first <= bounds.end]
    if bounds.rank == DAY or not days:
        return day, text
    edge = max(days) if latest else min(days)
    return edge, as_date(edge).isoformat()
