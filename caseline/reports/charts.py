"""Bars of one column of a table: lengths for a picture that the server draws; the table below it is its text."""

from dataclasses import dataclass

from caseline.reports.table import Table
from caseline.reports.words import name, shown

WIDTH, LABEL, LINE = 760, 320, 24  # units of the picture


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its words, its figure as text, where it begins and how long it is, in units of the picture."""

    label: str
    figure: str
    y: int
    x: float
    length: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of `height` units with a bar for each row; `zero` is where nothing stands; `label` says what is drawn."""

    label: str
    bars: tuple[Bar, ...]
    height: int
    zero: float


def chart(table: Table, lang: str) -> Chart | None:
    """The picture of the table's main column; None when it has none, or nothing to draw."""
    if not table.chart or not table.rows:
        return None
    rows = [row for row in table.rows if row.key != "total"]
    values = {row.key: table.value(row.key, table.chart) for row in rows}
    known = [value for value in values.values() if isinstance(value, int | float)]
    if not any(known):
        return None
    column = next(one for one in table.columns if one.key == table.chart)
    low, high = min(0, *known), max(100 if column.kind == "percent" else 0, *known)
    unit = (WIDTH - LABEL - 60) / (high - low)
    zero = LABEL - low * unit
    bars = []
    for place, row in enumerate(rows):
        value = values[row.key]
        long = value * unit if isinstance(value, int | float) else 0
        figure = shown(value) + (" %" if column.kind == "percent" and value is not None else "")
        bars.append(Bar(_cut(name(table, row.key, lang)), figure, place * LINE, zero + min(long, 0), abs(long)))
    return Chart(name(table, table.chart, lang), tuple(bars), len(rows) * LINE, zero)


def _cut(words: str, longest: int = 50) -> str:
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"
