"""The exchange between pilots: a cohort as a dataset that tells of nobody, and datasets side by side."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from caseline.questionnaires.catalogue import released
from caseline.questionnaires.instrument import SILENCES
from caseline.reports.cohort import RESOLVED, Cohort, Record
from caseline.reports.schema import check
from caseline.reports.table import Column, Row, Table, for_others, percent
from caseline.reports.tables import side_by_side, tables, without_differences

FORMAT = "caseline-network/2"
ALL = "all"
DAYS_A_MONTH = 365.25 / 12
MOST_MONTHS, MOST_YEARS = 60, 15
INSTRUMENTS = ("baseline", "client_summary")
# What a pilot should give for every case, and how one sees that it did.
FIELDS = {
    "adults": lambda one: bool(one.adults), "sexes": lambda one: bool(one.sexes) and any(sex in "FM" and sex for sex in one.sexes),
    "in_country": lambda one: one.stay_months is not None, "legal": lambda one: one.legal_months is not None,
    "months_support_mean": lambda one: one.support_months is not None, "contacts": lambda one: bool(one.contacts),
    "detained": lambda one: one.detained is not None, "asylum": lambda one: one.asylum is not None, "status": lambda one: bool(one.status),
    "summary": lambda one: one.analysed, "baseline": lambda one: bool(one.baseline), "waits": lambda one: bool(one.waits),
    "resolution": lambda one: one.outcome not in RESOLVED or one.resolved_months is not None, "steps": lambda one: bool(one.steps),
}  # fmt: skip


class SamePilot(ValueError):
    """Two files are of one pilot, or one file holds a case twice: figures would count people double."""


@cache
def schema() -> Mapping[str, Any]:
    """The published JSON Schema of a dataset."""
    return json.loads((Path(__file__).parent / "network.schema.json").read_text())


def dataset(cohort: Cohort, pilot: str) -> dict[str, Any]:
    """The cohort as `schema()` describes it. Raises NotTheSchema for a pilot's code that the schema does not take."""
    told = {
        "format": FORMAT,
        "pilot": pilot,
        "until": quarter(cohort.day.isoformat()),
        "questionnaires": sorted(name for name, one in released().items() if one.key in INSTRUMENTS),
        "cases": sorted((_case(record) for record in cohort.records), key=lambda case: case["id"]),  # no order of the house
    }
    check(told, schema(), schema())
    return told


def read_dataset(told: Any) -> tuple[str, Cohort]:
    """(pilot, cohort) of a dataset. Raises NotTheSchema and SamePilot."""
    check(told, schema(), schema())
    if len({case["id"] for case in told["cases"]}) < len(told["cases"]):
        raise SamePilot(f"The file of {told['pilot']} holds a case twice.")
    year, number = int(told["until"][:4] or 1), int(told["until"][-1:] or 1)
    records = tuple(_record(case, told["pilot"]) for case in told["cases"])
    return told["pilot"], Cohort(records, day=date(year, 3 * number, 28))


def compare(pilots: Sequence[tuple[str, Cohort]]) -> tuple[Table, ...]:
    """What every pilot lacks, then every table with a column for each pilot and one for all, small cells hidden.

    Raises SamePilot.
    """
    names = [name for name, _cohort in pilots]
    if len({*names, ALL}) <= len(names):
        raise SamePilot(f"Two files are of the same pilot, or a pilot is called “{ALL}”: give each pilot once, under a name of its own.")
    whole = Cohort(tuple(record for _name, cohort in pilots for record in cohort.records), day=max(cohort.day for _name, cohort in pilots))
    told = {name: tuple(map(for_others, tables(cohort))) for name, cohort in pilots}
    told[ALL] = tuple(map(for_others, tables(whole)))
    return (harmonisation(pilots), *(without_differences(table) for table in side_by_side(told)))


def harmonisation(pilots: Sequence[tuple[str, Cohort]]) -> Table:
    """For every field, the share of a pilot's admitted families for which it is known; 0 means that the pilot lacks it."""
    rows = tuple(Row(field, tuple(percent(sum(map(known, cohort.admitted)), len(cohort.admitted)) for _name, cohort in pilots)) for field, known in FIELDS.items())
    n = sum(len(cohort.admitted) for _name, cohort in pilots)
    return Table("harmonisation", "admitted", n, tuple(Column(f"site:{name}", "percent") for name, _cohort in pilots), rows)


def lacking(table: Table) -> dict[str, list[str]]:
    """Pilot → the fields of the harmonisation table that it never fills."""
    return {column.key.removeprefix("site:"): [row.key for row in table.rows if not row.values[place]] for place, column in enumerate(table.columns)}


def quarter(day: str) -> str:
    """“2021-Q3” of an ISO day; '' of ''."""
    return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}" if day else ""


def _case(record: Record) -> dict[str, Any]:
    """Named field by field, so that nothing new in a record leaves the house by itself."""
    allowed = _answers_allowed()
    return {
        "id": record.key, "referred": quarter(record.referred), "admitted": quarter(record.admitted), "closed": quarter(record.closed),
        "analysed": record.analysed, "adults": sorted(record.adults), "children": sorted(record.children),
        "women": record.sexes.count("F"), "men": record.sexes.count("M"), "sex_unknown": sum(sex not in ("F", "M") for sex in record.sexes),
        "years_in_country": _years(record.stay_months), "years_legal_stay": _years(record.legal_months),
        "months_support": None if record.support_months is None else min(record.support_months, MOST_MONTHS),
        "contacts": dict(sorted(record.contacts.items())), "detained": record.detained, "asylum": record.asylum, "vulnerable": record.vulnerable,
        "status": record.status, "resolution": record.resolution,
        "answers": {key: said for key, said in sorted(record.answers.items()) if said in allowed.get(key, ())},
        "baseline": [{"key": key, "first": first, "latest": latest} for key, first, latest in sorted(record.baseline)],
        "waits": [{"kind": kind, "months": min(months, MOST_MONTHS), "ended": ended} for kind, months, ended in sorted(record.waits)],
        "steps": [{"procedure": kind, "step": step, "authority": authority, "months": min(int(days / DAYS_A_MONTH), MOST_MONTHS), "ended": ended} for kind, step, authority, days, ended in sorted(record.steps)],
        "findings": dict(sorted(record.findings.items())), "months_to_resolution": None if record.resolved_months is None else min(record.resolved_months, MOST_MONTHS),
    }  # fmt: skip


def _record(case: Mapping[str, Any], pilot: str) -> Record:
    """A stay is taken in the middle of its year, a wait in the middle of its month. Files of version 1 have no steps."""
    return Record(
        key=case["id"], site=pilot, referred=case["referred"], admitted=case["admitted"], closed=case["closed"], analysed=case["analysed"],
        adults=tuple(case["adults"]), children=tuple(case["children"]),
        sexes=("F",) * case["women"] + ("M",) * case["men"] + ("",) * case["sex_unknown"],
        stay_months=_months(case["years_in_country"]), legal_months=_months(case["years_legal_stay"]), support_months=case["months_support"],
        contacts=case["contacts"], detained=case["detained"], asylum=case["asylum"], vulnerable=case["vulnerable"],
        status=case["status"], resolution=case["resolution"], answers=case["answers"],
        baseline=tuple((one["key"], one["first"], one["latest"]) for one in case["baseline"]),
        waits=tuple((one["kind"], one["months"], one["ended"]) for one in case["waits"]),
        steps=tuple((one["procedure"], one["step"], one["authority"], int((one["months"] + 0.5) * DAYS_A_MONTH), one["ended"]) for one in case.get("steps", ())),
        findings=case.get("findings", {}), resolved_months=case.get("months_to_resolution"),
    )  # fmt: skip


@cache
def _answers_allowed() -> Mapping[str, frozenset[str]]:
    """Question of the client summary → what may be told of its answer: an option, or a silence; texts and numbers never."""
    kinds = {"impact": ("negative", "no", "limited", "some", "huge"), "yes_no": ("yes", "no")}
    questions = [question for one in released().values() if one.key == "client_summary" for question in one.questions().values()]
    return {one.key: frozenset((*kinds.get(one.kind, ()), *(key for key, _words in one.options), *SILENCES)) for one in questions if one.kind in (*kinds, "choice")}


def _years(months: int | None) -> int | None:
    return None if months is None else min(months // 12, MOST_YEARS)


def _months(years: int | None) -> int | None:
    return None if years is None else 12 * years + 6
