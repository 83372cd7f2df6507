"""Bars of one column of a table, or of two side by side: lengths for a picture that the server draws; the table below it is its text."""

from dataclasses import dataclass

from caseline.reports.table import Column, Table
from caseline.reports.words import name, shown

WIDTH, LABEL, LINE, THIN = 760, 320, 24, 15  # units of the picture


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its words, its figure as text, where it begins and how long it is, in units of the picture; `second` is the
    column drawn beside the first."""

    label: str
    figure: str
    y: int
    x: float
    length: float
    second: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of `height` units with bars for each row; `zero` is where nothing stands; `label` says what is drawn, `keys`
    the words of the two columns when there are two."""

    label: str
    bars: tuple[Bar, ...]
    height: int
    zero: float
    keys: tuple[str, ...] = ()


def chart(table: Table, lang: str) -> Chart | None:
    """The picture of the table's main column, with the one beside it; None when it has none, or nothing to draw."""
    drawn = [one for key in (table.chart, table.beside) for one in table.columns if key and one.key == key]
    rows = [row for row in table.rows if row.key != "total"]
    known = [value for row in rows for one in drawn if isinstance(value := table.value(row.key, one.key), int | float)]
    if not any(known):
        return None
    low, high = min(0, *known), max(100 if drawn[0].kind == "percent" else 0, *known)
    unit = (WIDTH - LABEL - 60) / (high - low)
    zero, step = LABEL - low * unit, LINE if len(drawn) == 1 else LINE + THIN + 3
    bars = [_bar(table, row.key, one, place * step + (THIN + 3) * number, unit, zero, lang) for place, row in enumerate(rows) for number, one in enumerate(drawn)]
    keys = tuple(name(table, one.key, lang) for one in drawn)
    return Chart(", ".join(keys), tuple(bars), len(rows) * step, zero, keys if len(drawn) > 1 else ())


def _bar(table: Table, row: str, column: Column, y: int, unit: float, zero: float, lang: str) -> Bar:
    value, second = table.value(row, column.key), column.key == table.beside
    long = value * unit if isinstance(value, int | float) else 0
    figure = shown(value) + (" %" if column.kind == "percent" and value is not None else "")
    return Bar("" if second else _cut(name(table, row, lang)), figure, y, zero + min(long, 0), abs(long), second)


def _cut(words: str, longest: int = 50) -> str:
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"
