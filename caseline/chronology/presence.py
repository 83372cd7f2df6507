"""Proof of presence: for each person and quarter, whether a paper shows that they were in the country."""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from caseline.chronology.bands import Band
from caseline.chronology.case import Person
from caseline.chronology.kinds import Kinds
from caseline.chronology.order import MONTH, as_date, span, when
from caseline.chronology.rows import Row

PAPER, TOLD, NONE = 'paper', 'told', 'none'
_PAPERS = ('primary_document', 'third_party_statement')


@dataclass(frozen=True, slots=True)
class Quarter:
    """One cell: `shown` is paper, told or none; `rows` the rows that speak for it."""
    year: int
    quarter: int
    shown: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Presence:
    """One person's line of the grid, from arrival or birth to today."""
    person: int
    quarters: tuple[Quarter, ...]

    def years(self) -> Mapping[int, str]:
        """Return the best that each year has to show."""
        best: dict[int, str] = {}
        for cell in self.quarters:
            if cell.shown == PAPER or best.get(cell.year) in (None, NONE):
                best[cell.year] = cell.shown
        return best

    def unshown(self) -> tuple[int, ...]:
        """Return the years that no paper covers."""
        return tuple(year for year, shown in self.years().items() if shown != PAPER)


def presence(rows: Sequence[Row], people: Sequence[Person], bands: Sequence[Band], kinds: Kinds, today: int) -> tuple[Presence, ...]:
    """Return the grid; a row speaks for the people it names (or for everyone), from its beginning to its last attested day."""
    silent = set(kinds.table['presence']['not_shown_by']) | set(kinds.table['presence']['away'])
    since = {}
    for band in bands:
        since[band.person] = min(band.first, since.get(band.person, band.first))
    marks: dict[int, dict[int, tuple[bool, list[int]]]] = {person.id: {} for person in people}
    for row in rows:
        if row.type not in silent and not row.within and row.begin.rank <= MONTH and row.begin.start <= today:
            paper = any(source.source_kind in _PAPERS for source in row.sources)
            first, last = _cell(row.begin.start), _cell(min(_attested_until(row), today))
            for person in row.persons or tuple(marks):
                line = marks.get(person)
                for cell in range(first, last + 1) if line is not None else ():
                    seen = line.get(cell, (False, []))
                    line[cell] = (seen[0] or paper, [*seen[1], row.id] if len(seen[1]) < 5 else seen[1])
    return tuple(Presence(person.id, _line(marks[person.id], since[person.id], today)) for person in people if person.id in since)


def _line(marks: Mapping[int, tuple[bool, list[int]]], since: int, today: int) -> tuple[Quarter, ...]:
    cells = []
    for cell in range(_cell(since), _cell(today) + 1):
        paper, rows = marks.get(cell, (False, []))
        cells.append(Quarter(cell // 4, cell % 4 + 1, PAPER if paper else TOLD if rows else NONE, tuple(rows)))
    return tuple(cells)


def _attested_until(row: Row) -> int:
    """What still goes on is attested up to the date of the newest paper that says so."""
    finish = when(row.period).finish if row.period else row.moment.finish
    if finish is None:
        return row.begin.end
    if not finish.open:
        return finish.end
    papers = [span(source.document_date).end for source in row.sources if source.document_date and not span(source.document_date).open]
    return max([row.begin.end, *papers])


def _cell(ordinal: int) -> int:
    day: date = as_date(ordinal)
    return day.year * 4 + (day.month - 1) // 3
