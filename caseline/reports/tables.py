"""All tables of a report, in the order in which they are read, and several pilots side by side."""

from collections.abc import Mapping
from dataclasses import replace

from caseline.reports import course, impact, profile
from caseline.reports.cohort import Cohort
from caseline.reports.table import HIDDEN, Column, Row, Table, for_others

COMPARED = ("profile", "ages_adults", "ages_children", "stay", "support_figures", "interactions", "outcomes", "resolution", "waits", "steps", "findings", "impact", *impact.PROMPTS, "baseline", "indicators")


def tables(cohort: Cohort) -> tuple[Table, ...]:
    """Every table of this cohort."""
    return (
        profile.profile(cohort), profile.ages(cohort, "adults"), profile.ages(cohort, "children"), profile.stay(cohort),
        profile.support(cohort), profile.support_figures(cohort), course.interactions(cohort), course.outcomes(cohort), course.resolution(cohort),
        course.waits(cohort), course.steps(cohort), course.findings(cohort),
        impact.impact(cohort), *(impact.prompts(cohort, key) for key in impact.PROMPTS), impact.baseline(cohort), course.indicators(cohort),
    )  # fmt: skip


def side_by_side(pilots: Mapping[str, tuple[Table, ...]]) -> tuple[Table, ...]:
    """One table for each of COMPARED: its main column, a column for each pilot. Hide small cells before, in the pilots'
    own tables, so that what is hidden there stays hidden here."""
    found = []
    for key in COMPARED:
        of = {pilot: next(table for table in theirs if table.key == key) for pilot, theirs in pilots.items()}
        column = MAIN.get(key) or next(iter(of.values())).chart or next(iter(of.values())).columns[-1].key
        rows = dict.fromkeys(row.key for table in of.values() for row in table.rows)
        told = (Row("n", tuple(table.n for table in of.values())), *(Row(row, tuple(_value(table, row, column) for table in of.values())) for row in rows))
        kind = next(one.kind for one in next(iter(of.values())).columns if one.key == column)
        columns = tuple(Column("all" if pilot == "all" else f"site:{pilot}", kind) for pilot in of)
        found.append(Table(key, next(iter(of.values())).population, max(table.n for table in of.values()), columns, told, columns[-1].key))
    return tuple(found)


def by_site(cohort: Cohort, *, hide: bool) -> tuple[Table, ...]:
    """Every table with a column for each site and one for all; with `hide`, as it may leave the house."""
    parts = {site: tables(cohort.of_site(site)) for site in cohort.sites} | {"all": tables(cohort)}
    if hide:
        parts = {site: tuple(map(for_others, told)) for site, told in parts.items()}
    told = side_by_side(parts)
    return tuple(map(without_differences, told)) if hide else told


def without_differences(table: Table) -> Table:
    """One hidden part among others would follow from the figure of all: hide that one too."""
    rows = (replace(row, values=(*row.values[:-1], HIDDEN)) if row.values[:-1].count(HIDDEN) == 1 else row for row in table.rows)
    return replace(table, rows=tuple(rows))


MAIN = {"profile": "admitted", "ages_adults": "admitted", "ages_children": "admitted", "outcomes": "share", "interactions": "mean", "indicators": "value", "support_figures": "figure", "resolution": "median", "steps": "median_ended", "findings": "share"}


def _value(table: Table, row: str, column: str):
    return table.value(row, column) if any(one.key == row for one in table.rows) else None
