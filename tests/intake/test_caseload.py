"""A caseload from a spreadsheet: seen before it is written, every mistake with its row, all or nothing."""

import io

import pytest
from openpyxl import Workbook

from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.families.models import Assignment, Family
from caseline.intake import caseload
from tests.interface.page_reader import read_page

TWO = "reference;family;person;relation;sex;born;stage;since;worker\nPT-9;Rai;RAI Asha;mother;F;about 1990;planning;15.1.2026;Bo\nPT-9;Rai;RAI Dev;child;M;2014-03;;;\n"


def upload(browser, content: bytes | str, name="families.csv"):
    data = content.encode() if isinstance(content, str) else content
    return browser.post("/intake/caseload", data={"file": (io.BytesIO(data), name)}, content_type="multipart/form-data")


def bring_in(browser, content):
    page = read_page(upload(browser, content))
    return browser.post("/intake/caseload/bring-in", data={"carried": page.tree.xpath("//input[@name='carried']/@value")[0]})


def faults(app, text: str) -> dict[int, list[str]]:
    with app.test_request_context():
        return {line.number: [key for key, _said in line.faults] for line in caseload.check(caseload.read_table(text.encode())) if line.faults}


def test_families_members_stage_and_colleague_are_written(app, co):
    assert bring_in(co, TWO).status_code == 303
    with app.app_context(), family_scope(EVERY_FAMILY):
        family = db.session.query(Family).filter_by(reference="PT-9").one()
        assert [(person.name, person.relation, person.born) for person in family.persons] == [("RAI Asha", "mother", "1990~"), ("RAI Dev", "child", "2014-03")]
        assert family.stage == "planning" and db.session.query(Assignment).filter_by(family_id=family.id).one().user_id == 2


def test_looking_writes_nothing(app, co):
    upload(co, TWO)
    with app.app_context(), family_scope(EVERY_FAMILY):
        assert db.session.query(Family).count() == 2


def test_every_mistake_names_its_row(app):
    table = "reference,family,person,relation,born,worker\nPT-2026-01,Okonjo,,,,\n,Rai,,,,\nA/7,Rai,,,,\nB-1,Rai,RAI Asha,cousin,the day before,Zoe\nB-1,Rey,,,,\nB-2,Rai,,mother,,\n"
    assert faults(app, table) == {2: ["taken"], 3: ["missing"], 4: ["reference"], 5: ["relation", "date", "worker"], 6: ["two_names"], 7: ["nobody"]}


def test_one_wrong_row_stops_all(app, co):
    page = read_page(upload(co, TWO + "PT-2026-01;Okonjo;;;;;;;\n"))
    assert "1 row is wrong" in page.text and not page.tree.xpath("//input[@name='carried']")


@pytest.mark.parametrize("text", [TWO.replace(";", ","), TWO.replace(";", "\t"), "\ufeff" + TWO, TWO.replace("\n", "\r\n"), TWO.replace("reference", "Référence").replace("family", "Famille")])
def test_tables_as_different_programs_write_them(app, text):
    with app.test_request_context():
        assert [line.values["reference"] for line in caseload.check(caseload.read_table(text.encode()))] == ["PT-9", "PT-9"]


def test_an_old_western_file_keeps_its_accents(app):
    lines = caseload.read_table("reference;family\nA-1;Müller-Ngâ\n".encode("cp1252"))
    assert lines[0].values["family"] == "Müller-Ngâ"


def test_a_workbook(app, co):
    book, content = Workbook(), io.BytesIO()
    for row in (["reference", "family", "person", "born"], ["X-1", "Rai", "RAI Asha", None], ["X-1", "Rai", "RAI Dev", "2014"]):
        book.active.append(row)
    book.save(content)
    assert bring_in(co, content.getvalue()).status_code == 303


@pytest.mark.parametrize("content", [b"", b"\0\0\0", b"PK\x03\x04 no workbook", b"only;words\n1;2\n", ("reference;family\n" + "A-1;Rai\n" * 5001).encode()])
def test_what_is_no_table_is_told(co, content):
    assert read_page(upload(co, content), 422).errors


def test_the_preview_cannot_be_changed_on_the_way(co):
    assert co.post("/intake/caseload/bring-in", data={"carried": "W10.forged"}).status_code == 400


def test_a_reference_taken_meanwhile_stops_it(app, co):
    page = read_page(upload(co, TWO))
    bring_in(co, TWO)
    co.post("/intake/caseload/bring-in", data={"carried": page.tree.xpath("//input[@name='carried']/@value")[0]})
    with app.app_context(), family_scope(EVERY_FAMILY):
        assert db.session.query(Family).filter_by(reference="PT-9").count() == 1


def test_the_example_table_is_a_good_one(app, co):
    assert faults(app, co.get("/intake/caseload/example.csv").text) == {}
