"""A table of figures: plain numbers under keys, with what they are counted on; and how figures are rounded and hidden."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import median

SMALL = 5
HIDDEN = "hidden"
Number = int | float | str | None  # None: not known; HIDDEN: too few people to tell


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `kind` is count, percent or figure; `of` are the counts a percentage or figure comes from, `base` the column
    that a count is a part of."""

    key: str
    kind: str = "count"
    of: tuple[str, ...] = ()
    base: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    values: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its title, formula, denominator and treatment of missing answers stand in words.py under `key`.

    `population` says who is counted (referred, admitted, analysed, persons) and `n` how many. `chart` is the column to
    draw, `beside` one to draw with it. `column_sums` and `row_sums` are keys that add up to a figure that is told, so that one alone cannot be hidden;
    the counts of the rows `shares` are parts of the row `whole`, or of n, so that a small rest is hidden too.
    """

    key: str
    population: str
    n: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    chart: str = ""
    column_sums: tuple[tuple[str, ...], ...] = ()
    row_sums: tuple[tuple[str, ...], ...] = ()
    shares: tuple[str, ...] = ()
    whole: str = ""
    beside: str = ""

    def value(self, row: str, column: str) -> Number:
        place = [one.key for one in self.columns].index(column)
        return next(one.values[place] for one in self.rows if one.key == row)


def percent(count: int, n: int, digits: int = 0) -> Number:
    """100·count/n rounded half up, as the paper does; None of nobody. Whole numbers only, so no binary rounding."""
    return rounded(Fraction(100 * count, n), digits) if n else None


def rounded(value: Fraction | int, digits: int = 0) -> int | float:
    """Half up, away from zero for what is below it."""
    scale = 10**digits
    whole = int(abs(value) * scale + Fraction(1, 2)) * (-1 if value < 0 else 1)
    return whole / scale if digits else whole


def mean(values: Sequence[int], digits: int = 1) -> Number:
    return rounded(Fraction(sum(values), len(values)), digits) if values else None


def middle(values: Sequence[int]) -> Number:
    return rounded(Fraction(median(values)), 1) if values else None


def quartile(values: Sequence[int], number: int) -> Number:
    """The first, second or third quartile (2 is the median), between two values where it falls there; None of nobody."""
    if not values:
        return None
    ordered, place = sorted(values), Fraction((len(values) - 1) * number, 4)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return rounded(ordered[low] + (place - low) * (ordered[high] - ordered[low]), 1)


def bands(values: Iterable[str], known: Sequence[str]) -> dict[str, int]:
    """How many in each band, in the order of `known`, empty ones too."""
    found = dict.fromkeys(known, 0)
    for value in values:
        found[value] += 1
    return found


def for_others(table: Table) -> Table:
    """The table as it may leave the house: cells of 1 to 4 people hidden, what would give them away hidden with them.

    Hidden too: the smallest other part of a sum in which one cell alone is hidden, a count whose rest is small, every
    percentage and figure of a hidden count, and whole rows (or the whole table) of fewer than five.
    """
    if table.n < SMALL:
        hidden = tuple(HIDDEN for _column in table.columns)
        return replace(table, rows=tuple(replace(row, values=hidden) for row in table.rows))
    places = {column.key: place for place, column in enumerate(table.columns)}
    grid = [list(row.values) for row in table.rows]
    told = [list(row.values) for row in table.rows]
    for row in grid:
        _hide_small(row, table.columns, places)
    _hide_small_rests(table, grid, told)
    groups = [[(line, places[key]) for key in keys] for keys in table.column_sums for line in range(len(grid))]
    lines = {row.key: line for line, row in enumerate(table.rows)}
    counts = [place for place, column in enumerate(table.columns) if column.kind == "count"]
    groups += [[(lines[key], place) for key in keys] for keys in table.row_sums for place in counts]
    while any([_hide_a_second(grid, told, group) for group in groups]):  # hiding one may leave another alone
        pass
    for row in grid:
        _hide_shares(row, table.columns, places)
    return replace(table, rows=tuple(replace(row, values=tuple(values)) for row, values in zip(table.rows, grid, strict=True)))


def _hide_small(row: list, columns: Sequence[Column], places: dict[str, int]) -> None:
    for place, column in enumerate(columns):
        base = row[places[column.base]] if column.base else None
        rest = base - row[place] if isinstance(base, int) and isinstance(row[place], int) else 0
        if column.kind == "count" and isinstance(row[place], int) and (0 < row[place] < SMALL or 0 < rest < SMALL):
            row[place] = HIDDEN


def _hide_small_rests(table: Table, grid: list[list], told: list[list]) -> None:
    lines = {row.key: line for line, row in enumerate(table.rows)}
    for line, place in ((lines[key], place) for key in table.shares for place, column in enumerate(table.columns) if column.kind == "count"):
        whole = told[lines[table.whole]][place] if table.whole else table.n
        if 0 < whole - told[line][place] < SMALL:
            grid[line][place] = HIDDEN


def _hide_a_second(grid: list[list], told: list[list], group: list[tuple[int, int]]) -> bool:
    open_ = [(line, place) for line, place in group if grid[line][place] not in (HIDDEN, None)]
    if len(group) - len(open_) - sum(grid[line][place] is None for line, place in group) != 1 or not open_:
        return False
    line, place = min(open_, key=lambda cell: (told[cell[0]][cell[1]] == 0, told[cell[0]][cell[1]]))
    grid[line][place] = HIDDEN
    return True


def _hide_shares(row: list, columns: Sequence[Column], places: dict[str, int]) -> None:
    for place, column in enumerate(columns):
        if column.of and any(row[places[key]] == HIDDEN for key in column.of):
            row[place] = HIDDEN
