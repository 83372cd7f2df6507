"""The cohorts of the network's two publications, rebuilt family by family from the counts they print."""

import json
from datetime import date
from itertools import islice
from pathlib import Path

from caseline.reports.cohort import Cohort, Record

PRINTED = json.loads((Path(__file__).parent / "data" / "seed_tables.json").read_text())
SHEET_KEYS = {"cm1": "cm1_engage", "cm2": "cm2_risk", "cm3": "cm3_trust"}
TABLES = PRINTED["tables_2023"]
MAIN = [row for part in ("engage", "cluster1_main", "cluster2_main", "cluster3_main") for row in TABLES[part]]
PROMPTS = [row for part in ("cluster1_prompts", "cluster2_prompts", "cluster3_prompts") for row in TABLES[part]]


def sheet_key(printed: str) -> str:
    return SHEET_KEYS.get(printed, printed)


def cohort_2023(basis: str = "analysed") -> Cohort:
    """24 referred, 14 admitted, 12 analysed: 20 adults and 32 children of 23 and 42; 74 visits; 78 months of support."""
    answers = [{} for _family in range(12)]
    for row in (*MAIN, *PROMPTS):
        said = [key for key, count in zip(row.get("scale") or row["columns"], row["counts"], strict=True) for _ in range(count)]
        for sheet, value in zip(answers, said, strict=True):
            sheet[sheet_key(row["id"])] = value
    years = [18, 14, 12, 9, 8, 7, 6, 6, 4, 3, 2, 1]
    support = [16, 16, 8, 7, 6, 6, 5, 4, 4, 3, 2, 1]
    visits = [6, 6, 17, 6, 5, 5, 5, 5, 5, 5, 5, 4]
    status = ["resolved_regularisation", *["in_touch"] * 8, *["disengaged"] * 3]
    adults, children = iter(["30-39"] * 23), iter([*["18+"] * 4, *["6-11"] * 38])
    records = [
        Record(
            key=f"f{place}", site="be", referred="2020-09-10", admitted="2020-10-01", analysed=True, answers=answers[place],
            adults=tuple(islice(adults, 2 if place < 8 else 1)), children=tuple(islice(children, 3 if place < 8 else 2)),
            stay_months=12 * years[place] + 5, legal_months=12, support_months=support[place], contacts={"visit": visits[place]},
            asylum=place < 9, status=status[place], resolution="residence_humanitarian_9bis" if place == 0 else "none",
        )
        for place in range(12)
    ]  # fmt: skip
    records += [Record(key="f12", site="be", referred="2022-01-10", admitted="2022-02-01", adults=tuple(islice(adults, 2)), children=tuple(islice(children, 5)), status="in_touch")]
    records += [Record(key="f13", site="be", referred="2022-01-10", admitted="2022-02-01", adults=tuple(adults), children=tuple(children), status="in_touch")]
    records += [Record(key=f"r{place}", site="be", referred="2021-03-01") for place in range(10)]
    return Cohort(tuple(records), day=date(2022, 2, 28), basis=basis)


def cohort_2020() -> Cohort:
    """183 screened, 126 accepted, 99 of them with a known length of support, in three pilots."""
    parts = {row["key"]: row["n"] for row in PRINTED["output_2020"]["rows"]}
    fates = [{"resolution": key} for key in ("refugee_status", "subsidiary_protection", "voluntary_return") for _ in range(parts[key])]
    fates += [{"resolution": "residence_family"}] * parts["other_residence"] + [{"resolution": "forced_removal"}] * parts["forcibly_removed"]
    fates += [{"status": "absconded"}] * parts["absconded_or_disengaged"] + [{"status": "in_touch"}] * parts["engaged_unresolved"]
    lengths = PRINTED["length_2020"]
    stays = [{"site": site, "support_months": 3 * band + 2} for site in ("bulgaria", "cyprus", "poland") for band, count in enumerate(lengths[site]) for _ in range(count)]
    stays += [{"site": "bulgaria"}] * (len(fates) - len(stays))
    records = [Record(key=f"p{place}", referred="2018-01-01", admitted="2018-02-01", **fate, **stay) for place, (fate, stay) in enumerate(zip(fates, stays, strict=True))]
    records += [Record(key=f"s{place}", site="cyprus", referred="2018-03-01") for place in range(PRINTED["output_2020"]["screened"] - len(fates))]
    return Cohort(tuple(records), day=date(2020, 12, 15))
