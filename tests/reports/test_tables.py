"""The tables of the 2023 paper and of the 2020 slides come out of their own counts, misprints told apart."""

from dataclasses import replace
from datetime import date

import pytest

from caseline.reports import charts, course, impact, profile
from caseline.reports.cohort import Cohort, Record, age_band, months_between
from caseline.reports.table import HIDDEN, for_others, percent
from caseline.reports.tables import by_site, side_by_side, tables
from tests.reports.papers import MAIN, PRINTED, PROMPTS, cohort_2023, sheet_key

SAMPLE = PRINTED["cohort_2023"]


@pytest.mark.parametrize("row", MAIN, ids=lambda row: row["id"])
def test_the_six_impact_rows_of_the_paper(paper, row):
    table = impact.impact(paper)
    assert [table.value(sheet_key(row["id"]), answer) for answer in row["scale"]] == row["counts"]
    assert table.value(sheet_key(row["id"]), "positive") == row["printed_positive_pct"]
    assert table.value(sheet_key(row["id"]), "n") == row["n"] == 12


@pytest.mark.parametrize("row", PROMPTS, ids=lambda row: row["id"])
def test_the_seventeen_prompts_of_the_paper(paper, row):
    table = impact.prompts(paper, f"prompts{row['id'][1]}")
    counts = [table.value(row["id"], answer) for answer in row["columns"]]
    shares = {answer: table.value(row["id"], f"{answer}_share") for answer in row["columns"]}
    assert counts == row["counts"]
    if row["id"] == "c3_9":  # the paper prints 8 % don't know of nobody: the counts say 0
        assert row["printed_pct"]["dont_know"] == 8 and shares == {"yes": 25, "no": 75, "dont_know": 0}
    else:
        assert {answer: shares[answer] for answer in row["printed_pct"]} == row["printed_pct"]


def test_no_answer_has_a_share_which_the_paper_left_out(paper):
    table = impact.prompts(paper, "prompts2")
    assert [table.value(f"c2_{n}", "no_answer_share") for n in (3, 4, 5, 6, 7)] == [8, 8, 17, 8, 8]


def test_the_sample_and_the_admitted_are_never_mixed(paper):
    table = profile.profile(paper)
    told = {row.key: row.values[:2] for row in table.rows}
    assert told["families"] == (SAMPLE["admitted"], SAMPLE["sample_families"])
    assert told["adults"] == (SAMPLE["parents_14"], SAMPLE["adults_12"]) and told["children"] == (SAMPLE["children_14"], SAMPLE["children_12"])
    assert told["children_over_18"][0] == SAMPLE["children_over_18"] and told["asylum"][1] == SAMPLE["claimed_asylum"]
    assert told["over_5_years"][1] == SAMPLE["over_5_years_in_belgium"] and told["over_10_years"][1] == SAMPLE["over_10_years"]
    assert sum(row.values[0] for row in profile.ages(paper, "children").rows) == SAMPLE["children_14"]


def test_visits_support_and_status_of_the_paper(paper):
    visits = course.interactions(paper)
    assert visits.value("visit", "total") == SAMPLE["home_visits_12"] and visits.value("visit", "mean") == SAMPLE["avg_visits_per_family"]
    assert visits.value("visit", "most") == SAMPLE["family3_visits"]
    support = profile.support_figures(paper)
    assert support.value("mean_months", "figure") == SAMPLE["avg_support_months"] and support.value("over_15_months", "count") == SAMPLE["supported_over_15_months"]
    came_to = course.outcomes(paper)
    assert [came_to.value(key, "count") for key in ("resolved", "engaged", "disengaged")] == [1, 8, 3]
    assert course.indicators(paper).value("pct_admitted", "value") == SAMPLE["admission_rate_pct"]


def test_the_output_table_of_the_slides(slides):
    table = course.outcomes(slides)
    ours = {"case_resolution_excl_forced_removal": "resolved", "absconded_or_disengaged": "disengaged", "engaged_unresolved": "engaged"}
    for row in PRINTED["output_2020"]["rows"][1:]:
        key = ours.get(row["key"], row["key"])
        assert (table.value(key, "count"), table.value(key, "share")) == (row["n"], row["printed_pct"])
    assert course.indicators(slides).value("pct_admitted", "value") == PRINTED["output_2020"]["acceptance_rate_pct"]


def test_the_length_table_of_the_slides_has_its_own_base(slides):
    table, printed = profile.support(slides), PRINTED["length_2020"]
    assert table.n == printed["totals"]["all"] == 99 != len(slides.admitted)
    for site in ("bulgaria", "cyprus", "poland"):
        assert [table.value(band, f"site:{site}") for band in printed["bands"]] == printed[site]
        assert table.value("total", f"site:{site}") == printed["totals"][site]
    assert [table.value(band, "all") for band in printed["bands"]] == printed["total_per_band"]
    assert profile.support_figures(slides).value("over_12_months", "figure") == printed["printed_over_12_pct"]


def test_a_question_without_meaning_leaves_the_denominator_and_an_empty_one_stays():
    said = ["yes", "not_relevant", "", "dont_know"]
    cohort = Cohort(tuple(Record(key=str(n), admitted="2026-01-01", analysed=True, answers={"c2_6": one}) for n, one in enumerate(said)), date(2026, 6, 1))
    row = next(row for row in impact.prompts(cohort, "prompts2").rows if row.key == "c2_6")
    assert row.values == (1, 0, 1, 1, 1, 3, 33, 0, 33, 33)


def test_the_waits_are_told_by_procedure_step_and_authority_as_a_distribution():
    waits = [("9bis", "decision", "io", days, True) for days in (30, 300, 330, 360, 3000)] + [("9bis", "decision", "io", 400, False)]
    records = [Record(key=str(n), admitted="2026-01-01", steps=(one, ("asylum", "judgment", "call", 365, True))) for n, one in enumerate(waits)]
    table = course.steps(Cohort(tuple(records), date(2026, 6, 1)))
    assert [row.key for row in table.rows] == ["9bis.decision.io", "asylum.judgment.call"]
    assert table.rows[0].values == (5, 9.9, 10.8, 11.8, 1, 13.1) and table.value("asylum.judgment.call", "median_ended") == 12.0
    assert for_others(table).rows[0].values[4:] == (HIDDEN, HIDDEN), "one that runs is one family"


def test_the_time_to_resolution_counts_what_was_settled_and_tells_the_waiting_apart():
    settled = [Record(key=f"s{n}", admitted="2020-01-01", resolution="refugee_status", resolved_months=months) for n, months in enumerate((6, 12, 24))]
    others = [Record(key="o", admitted="2020-01-01", status="in_touch", support_months=30), Record(key="r", admitted="2020-01-01", resolution="forced_removal", resolved_months=3)]
    table = course.resolution(Cohort((*settled, *others), date(2026, 6, 1)))
    assert table.value("resolved", "count") == 3 and table.value("resolved", "median") == 12 and table.value("refugee_status", "quarter") == 9
    assert table.value("engaged", "median") == 30, "forced removal is no resolution"


def test_findings_are_counted_by_families_that_have_them():
    records = [Record(key=str(n), admitted="2026-01-01", findings={"gap": n} if n else {}) for n in range(4)]
    table = course.findings(Cohort(tuple(records), date(2026, 6, 1)))
    assert table.rows[0].values == (3, 75, 6, 2, 3)


def test_the_profile_has_the_shares_of_the_slides():
    """27 % women, 79 % detained before, 82 % with a vulnerability: of persons, and of families."""
    records = [Record(key=str(n), admitted="2018-01-01", adults=("30-39",), sexes=("F" if n < 27 else "M",), detained=n < 79, vulnerable=n < 82) for n in range(100)]
    table = profile.profile(Cohort(tuple(records), date(2020, 12, 15)))
    assert [table.value(key, "admitted_share") for key in ("women", "men", "detained", "vulnerable")] == [27, 73, 79, 82]
    assert table.value("families", "admitted_share") is None


def test_sites_stand_side_by_side_and_give_nobody_away(slides):
    table = next(one for one in by_site(slides, hide=False) if one.key == "outcomes")
    assert [column.key for column in table.columns] == ["site:bulgaria", "site:cyprus", "site:poland", "all"]
    assert table.value("engaged", "all") == 60.3 and slides.of_site("cyprus").sites == ("cyprus",)
    hidden = next(one for one in by_site(slides, hide=True) if one.key == "outcomes")
    assert all(row.values[:-1].count(HIDDEN) != 1 or row.values[-1] == HIDDEN for row in hidden.rows)


def test_the_change_of_a_score_has_the_sign_of_better():
    record = Record(key="a", admitted="2026-01-01", baseline=(("a01_risk_leaving", 8, 3), ("a08_wellbeing", 6, 4)))
    table = impact.baseline(Cohort((record,), date(2026, 6, 1)))
    assert (table.value("a01_risk_leaving", "change"), table.value("a08_wellbeing", "change")) == (5, -2)


def test_an_empty_cohort_has_tables_without_figures():
    for table in tables(Cohort((), date(2026, 1, 1))):
        assert table.n == 0 and not [value for row in table.rows for value in row.values if value]


@pytest.mark.parametrize(("count", "n", "digits", "told"), [(1, 8, 0, 13), (5, 12, 0, 42), (1, 200, 0, 1), (1, 3, 1, 33.3), (29, 200, 0, 15), (3, 0, 0, None)])
def test_percentages_are_rounded_half_up(count, n, digits, told):
    assert percent(count, n, digits) == told


def test_small_cells_leave_the_house_hidden_with_what_would_betray_them(slides, paper):
    table = for_others(course.outcomes(slides))
    assert table.value("refugee_status", "count") == table.value("refugee_status", "share") == HIDDEN
    assert table.value("subsidiary_protection", "count") == HIDDEN, "32 - 8 - 11 - 11 would tell"
    assert table.value("forcibly_removed", "count") == HIDDEN and table.value("disengaged", "count") == HIDDEN
    assert table.value("engaged", "count") == 76
    for table in map(for_others, tables(paper)):
        counts = [place for place, column in enumerate(table.columns) if column.kind == "count"]
        assert not [row for row in table.rows for place in counts if row.values[place] in (1, 2, 3, 4)]


def test_a_share_that_tells_of_the_few_others_stays(paper):
    table = for_others(course.indicators(paper))
    assert table.value("pct_engaged", "value") == HIDDEN, "9 of 12 tells of the 3"
    assert table.value("pct_admitted", "value") == 58.3
    told = for_others(profile.profile(paper))
    assert told.value("asylum", "analysed") == HIDDEN and told.value("over_5_years", "admitted") == 8
    assert told.value("over_5_years", "analysed") == HIDDEN, "4 of the 12 have been here for less"


def test_nothing_leaves_of_fewer_than_five_families(paper):
    few = replace(paper, records=paper.records[:4])
    assert {value for row in for_others(impact.impact(few)).rows for value in row.values} == {HIDDEN}


def test_pilots_stand_side_by_side(paper, slides):
    told = {"be": tables(cohort_2023("admitted")), "rest": tables(slides)}
    table = next(table for table in side_by_side(told) if table.key == "outcomes")
    assert table.value("engaged", "site:rest") == 60.3


def test_ages_and_months():
    assert [age_band(years, child=True) for years in (0, 5, 6, 17, 18, None)] == ["0-5", "0-5", "6-11", "12-17", "18+", "unclear"]
    assert [age_band(years, child=False) for years in (19, 29, 30, 59, 60)] == ["18-19", "20-29", "30-39", "50-59", "60+"]
    assert months_between(date(2020, 1, 31), date(2020, 2, 29)) == 0 and months_between(date(2021, 1, 1), date(2020, 1, 1)) == 0


def test_years_here_stand_beside_years_of_legal_stay_in_one_picture(app, paper):
    with app.test_request_context():
        drawn = charts.chart(profile.stay(paper), "en")
    assert drawn.keys == ("In the country", "Legal stay") and [bar.second for bar in drawn.bars] == [False, True] * 6
    lived = {bar.label: bar.figure for bar in drawn.bars if not bar.second}
    assert lived["5-9"] == "5" and drawn.height == 6 * 42, "nobody stands upon another"
