"""The page of reports and its files: for whom, with what under every table, and nothing that runs in a spreadsheet."""

import html
import io
import json
import re
import zipfile

import pytest
from docx import Document
from openpyxl import load_workbook

from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.reports import chosen
from caseline.reports.table import Column, Row, Table, for_others
from caseline.reports.tables import tables
from caseline.reports.writing import FORMATS, Report
from tests.conftest import signed_in
from tests.reports.test_gather import told_family


@pytest.fixture
def told(app):
    with app.test_request_context(), family_scope(EVERY_FAMILY):
        told_family(1)
        db.session.commit()
    return app


def test_the_page_shows_every_table_with_what_it_is_counted_on(told):
    page = signed_in(told, "Co").get("/reports/").get_data(as_text=True)
    for title in ("Profile", "Age of adults", "Years in the country", "Contacts", "Outcomes", "Waiting times", "What case management changed", "Indicators"):
        assert title in page
    assert page.count("n = ") == page.count('class="report-table"') == 18
    assert "(some + huge) / n" in page and 'role="img"' in page


def test_no_page_of_an_evaluator_names_anybody(told):
    page = signed_in(told, "Ed").get("/reports/").get_data(as_text=True)
    for secret in ("Okonjo", "OKONJO", "Grace", "Rahimi", "PT-2026", "secret words"):
        assert secret not in page


def test_one_page_offers_only_figures_that_may_leave(told, slides):
    assert "No figure can leave the house yet" in signed_in(told, "Ed").get("/reports/one-page").get_data(as_text=True)
    with told.test_request_context():
        offered = {figure.key: figure for figure in chosen.figures(tuple(map(for_others, tables(slides))), "en")}
    assert offered["indicators.pct_engaged"].value == "85.7 %" and offered["indicators.n_admitted"].value == "126"
    assert "impact.c1_1" not in offered and any("n = 126" in line for line in offered["indicators.pct_engaged"].notes)


@pytest.mark.parametrize(("who", "status"), [("An", 200), ("Co", 200), ("Ed", 200), ("Lu", 403)])
def test_who_may_open_reports(told, who, status):
    assert signed_in(told, who).get("/reports/").status_code == status


def test_a_period_that_cannot_be_understood_is_told_beside_its_field(told):
    answer = signed_in(told, "Co").get("/reports/?from=soon")
    assert answer.status_code == 422 and "Please write a day" in answer.get_data(as_text=True)
    assert signed_in(told, "Co").get("/reports/?from=2026&to=2020").status_code == 422
    assert signed_in(told, "Co").get("/reports/report.csv?from=soon").status_code == 400


@pytest.mark.parametrize("basis", ["analysed", "admitted", "nonsense", "'"])
def test_odd_questions_get_an_answer(told, basis):
    assert signed_in(told, "Co").get("/reports/", query_string={"basis": basis, "budget": "nan", "to": "2026"}).status_code == 200


def test_files_hide_small_groups_and_name_nobody(told):
    browser = signed_in(told, "Co")
    written = json.loads(browser.get("/reports/report.json").data)
    figures = [value for table in written["tables"] for row in table["rows"] for value in row["values"].values()]
    assert written["small_cells"] == "hidden" and set(figures) <= {"hidden", None, 0}, "two families are too few for anything"
    for form in FORMATS:
        answer = browser.get(f"/reports/report.{form}")
        assert answer.status_code == 200 and "attachment" in answer.headers["Content-Disposition"]
        assert not re.search(rb"Okonjo|OKONJO|PT-2026|secret words|1985-03-02", unpacked(answer.data))


def test_the_page_speaks_the_readers_language(told):
    browser = signed_in(told, "Co")
    browser.post("/me/language", data={"language": "fr"})
    assert "Capables de suivre les procédures de séjour" in html.unescape(browser.get("/reports/").get_data(as_text=True))


class TestFiles:
    """One table with hostile words, in every format."""

    @pytest.fixture
    def report(self, app):
        table = Table("outcomes", "admitted", 7, (Column("count"), Column("site:=HYPERLINK(1)", "percent")), (Row("engaged", (7, 33.3)), Row("=1+1", (None, "hidden"))), "count")
        with app.test_request_context():
            yield Report("Report", "=about", (table,), "en", True)

    def test_nothing_in_a_csv_file_runs(self, report):
        lines = FORMATS["csv"][0](report).decode().splitlines()
        assert not [cell for line in lines for cell in line.lstrip("\ufeff").strip('"').split('","') if cell.startswith(("=", "+", "-", "@"))]

    def test_figures_are_numbers_and_words_are_text_in_excel(self, report):
        book = load_workbook(io.BytesIO(FORMATS["xlsx"][0](report)))
        cells = [cell for row in book["outcomes"].iter_rows() for cell in row if cell.value is not None]
        assert not [cell for cell in cells if cell.data_type == "f"] and {7, 33.3} <= {cell.value for cell in cells if cell.data_type == "n"}

    def test_word_has_the_table_and_the_lines_below_it(self, report):
        document = Document(io.BytesIO(FORMATS["docx"][0](report)))
        assert document.tables[0].cell(1, 1).text == "7"
        assert any("n = 7" in paragraph.text for paragraph in document.paragraphs)


def unpacked(data: bytes) -> bytes:
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as files:
        return b"".join(files.read(name) for name in files.namelist())
