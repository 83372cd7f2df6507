"""Rows by kind and day, so that a rule looks only at the rows near an event instead of at all of them."""
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from caseline.chronology.order import OPEN_END, OPEN_START
from caseline.chronology.rows import Row


class Lookup:
    """Rows in timeline order, found by kind and by the first day they can have begun."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows: dict[str, list[Row]] = {}
        for row in sorted(rows, key=lambda row: row.begin.start):
            self._rows.setdefault(row.type, []).append(row)
        self._starts = {type_: [row.begin.start for row in rows] for type_, rows in self._rows.items()}

    def between(self, types: Iterable[str], first: int = OPEN_START, last: int = OPEN_END, *, near: Row | None = None) -> list[Row]:
        """Return the rows of some kinds that begin between two days, in order; with `near`, only those that share people with it."""
        found: list[Row] = []
        for type_ in types:
            starts = self._starts.get(type_)
            if starts:
                found += self._rows[type_][bisect_left(starts, first):bisect_right(starts, last)]
        if near is not None:
            found = [row for row in found if share_people(row, near)]
        return sorted(found, key=lambda row: row.begin.start)

    def latest(self, types: Iterable[str], last: int, near: Row) -> Row | None:
        """Return the last row of some kinds that begins by a day and shares people with `near`."""
        found = None
        for type_ in types:
            rows = self._rows.get(type_, ())
            for place in range(bisect_right(self._starts.get(type_, ()), last) - 1, -1, -1):
                if share_people(rows[place], near):
                    if found is None or rows[place].begin.start > found.begin.start:
                        found = rows[place]
                    break
        return found

    def next(self, types: Iterable[str], first: int, near: Row) -> Row | None:
        """Return the first row of some kinds that begins on a day or later and shares people with `near`."""
        found = None
        for type_ in types:
            rows = self._rows.get(type_, ())
            for place in range(bisect_left(self._starts.get(type_, ()), first), len(rows)):
                if found is not None and rows[place].begin.start >= found.begin.start:
                    break
                if share_people(rows[place], near):
                    found = rows[place]
                    break
        return found

    def of(self, types: Iterable[str]) -> Sequence[Row]:
        """Return all rows of some kinds, in order."""
        return self.between(types)


def share_people(row: Row, other: Row) -> bool:
    """Do two rows concern one person at least? People not named are unknown, not absent."""
    return not row.persons or not other.persons or not set(row.persons).isdisjoint(other.persons)
