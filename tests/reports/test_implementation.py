"""The implementation plan's table fills itself: counted where Caseline knows, written with a source where people know."""

import io
from datetime import date

import pytest
from docx import Document
from openpyxl import load_workbook

from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.families.models import Family
from caseline.reports.implementation.filling import begin, current, table
from tests.conftest import signed_in
from tests.reports.test_gather import told_family

HERE = "/reports/implementation/"


@pytest.fixture
def told(app):
    """Family 1 was admitted on 10 January 2025: before the plan's half year ends, after it begins."""
    with app.test_request_context(), family_scope(EVERY_FAMILY):
        told_family(1)
        begin("2024–2026", date(2024, 9, 1))
        db.session.commit()
    return app


def values(app, key: str, today=date(2026, 10, 1)) -> dict[str, str]:
    with app.test_request_context():
        lines = [line for _outcome, lines in table(current(), today) for line in lines]
        return {moment: cell.value for moment, cell in next(line for line in lines if line.indicator.key == key).cells.items()}


def test_what_caseline_knows_is_counted_for_each_day(told):
    """Bo's family was opened today, so it counts at the end only."""
    assert values(told, "families", date(2026, 8, 1)) == {"baseline": "0", "six_months": "1", "mid_term": "1", "end": ""}
    assert values(told, "people", date(2025, 4, 1)) == {"baseline": "0", "six_months": "2", "mid_term": "", "end": ""}, "a day that lies ahead is not counted"
    assert values(told, "trainings") == dict.fromkeys(("baseline", "six_months", "mid_term", "end"), "")


def test_what_people_know_is_written_with_its_source(told):
    co = signed_in(told, "Co")
    assert co.post(f"{HERE}trainings", data={"value_six_months": "3"}).status_code == 422, "a value needs a source"
    co.post(f"{HERE}trainings", data={"value_six_months": "3", "source_six_months": "list of the working group", "note_six_months": "Two led by former detainees."})
    assert values(told, "trainings")["six_months"] == "3"
    page = co.get(HERE).get_data(as_text=True)
    assert "list of the working group" in page and "Two led by former detainees." in page


def test_a_written_value_outweighs_the_count_and_both_are_shown(told):
    co = signed_in(told, "Co")
    co.post(f"{HERE}families", data={"value_six_months": "4", "source_six_months": "three families were never written down"})
    assert values(told, "families")["six_months"] == "4" and "counted 1" in co.get(HERE).get_data(as_text=True)


def test_two_colleagues_do_not_write_over_each_other(told):
    co = signed_in(told, "Co")
    co.post(f"{HERE}trainings", data={"value_end": "3", "source_end": "x", "version_end": "0"})
    answer = co.post(f"{HERE}trainings", data={"value_end": "9", "source_end": "y", "version_end": "0"})
    assert answer.status_code == 409 and 'value="9"' in answer.get_data(as_text=True) and values(told, "trainings")["end"] == "3"


def test_the_reflections_and_the_files(told):
    co = signed_in(told, "Co")
    co.post(f"{HERE}reflections/mid_term", data={"lessons": "=SUM(1) Trust takes a year."})
    co.post(f"{HERE}trainings", data={"value_end": "=1+1", "source_end": "us"})
    document = Document(io.BytesIO(co.get(f"{HERE}plan.docx").data))
    assert "Trust takes a year." in "\n".join(one.text for one in document.paragraphs) and len(document.tables) == 6
    rows = list(load_workbook(io.BytesIO(co.get(f"{HERE}plan.xlsx").data)).active.iter_rows())
    assert len(rows) == 1 + 4 * 18 and not [cell for row in rows for cell in row if cell.data_type == "f"]
    told = {(row[1].value, row[2].value): row[4].value for row in rows}
    assert told["Families accompanied", "Baseline"] == 0 and told["Families accompanied", "Six months"] == "<5*", "one family is too few to tell of outside"
    assert told["Pilots in cities", "Six months"] == 1


def test_the_days_can_be_moved_in_order_only(told):
    co = signed_in(told, "Co")
    co.post(f"{HERE}days", data={"baseline": "2025", "six_months": "2024", "mid_term": "2026", "end": "2027"})
    with told.test_request_context():
        assert current().baseline == "2024-09-01"
    co.post(f"{HERE}days", data={"baseline": "1 October 2024", "six_months": "1 April 2025", "mid_term": "1 October 2025", "end": "1 October 2026"})
    with told.test_request_context():
        assert current().end == "2026-10-01"


@pytest.mark.parametrize(("who", "reads", "writes"), [("Co", 200, 303), ("Ed", 200, 403), ("An", 200, 403), ("Lu", 403, 403)])
def test_who_reads_and_who_writes(told, who, reads, writes):
    browser = signed_in(told, who)
    assert browser.get(HERE).status_code == reads and browser.post(f"{HERE}trainings", data={"value_end": "1", "source_end": "us"}).status_code == writes


def test_a_site_is_given_to_a_family_and_counts_apart(told):
    co = signed_in(told, "Co")
    co.post("/reports/sites/", data={"site_1": " Liège ", "site_2": "Ghent"})
    with told.app_context(), family_scope([1]):
        assert db.session.get(Family, 1).site == "Liège"
    page = co.get("/reports/?site=Ghent").get_data(as_text=True)
    assert "1 admitted" in page and "Liège" in page, "the other site can be chosen"
    assert "Liège" in co.get("/reports/?by_site=y").get_data(as_text=True)
    assert signed_in(told, "An").get("/reports/sites/").status_code == 403
