"""Figures for one page that others may read: each with what it says and how it is counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from caseline.reports.impact import IMPACT
from caseline.reports.table import HIDDEN, Table
from caseline.reports.words import INDICATORS, below, name, shown, title

USUAL = 6
# (table, row, column), in the order in which a reader cares
OFFERED = (
    ("indicators", "n_admitted", "count"), ("profile", "children", "admitted"), ("indicators", "years_in_country", "value"), ("indicators", "pct_engaged", "value"),
    ("impact", "c1_1", "positive"), ("impact", "c3_1", "positive"), ("indicators", "pct_resolved", "value"), ("steps", "9bis.decision.io", "median_ended"), ("steps", "asylum.judgment.call", "median_ended"), ("resolution", "resolved", "median"), ("waits", "asylum", "median_ended"), ("waits", "9bis", "median_ended"),
    ("support_figures", "mean_months", "figure"), ("interactions", "visit", "total"), *(("impact", key, "positive") for key in IMPACT if key not in ("c1_1", "c3_1")),
)  # fmt: skip


# alone on a page a figure needs more words than in its table
FULLER = {
    "interactions.visit": _l("Home visits"), "support_figures.mean_months": _l("Months of support, mean"), "profile.children": _l("Children in the admitted families"),
    "resolution.resolved": _l("Months to a resolution, median"), "waits.asylum": _l("Months of an asylum procedure, median"), "waits.9bis": _l("Months of a 9bis procedure, median"),
    "steps.9bis.decision.io": _l("Months waited for a decision on a 9bis application, median"), "steps.asylum.judgment.call": _l("Months waited for a judgment on asylum, median"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its words, and the lines that define it."""

    key: str
    value: str
    words: str
    of: str
    notes: tuple[str, ...]


def figures(tables: Sequence[Table], lang: str) -> list[Figure]:
    """The figures that can be told of these tables; what is hidden or not known is not offered."""
    known, found = {table.key: table for table in tables}, []
    for key, row, column in OFFERED:
        table = known[key]
        if not any(one.key == row for one in table.rows) or (value := table.value(row, column)) in (HIDDEN, None):
            continue
        notes = (f"n = {table.value(row, 'of')}", str(INDICATORS[row])) if table.key == "indicators" else tuple(below(table))
        percent = column == "positive" or row.startswith("pct_")
        told = shown(value, "." if lang == "en" else ",") + (" %" if percent else "")
        words = str(FULLER.get(f"{key}.{row}") or name(table, row, lang))
        found.append(Figure(f"{key}.{row}", told, words, f"{title(table)} · {name(table, column, lang)}", notes))
    return found
