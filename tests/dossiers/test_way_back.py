"""Maître Dumortier corrects a date in the Word file, in Word or in LibreOffice: it comes back as her word, and changes nothing by itself."""

import io
import subprocess

import docx
import pytest

from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.dossiers.models import ReturnedNote
from caseline.timeline.models import Citation, Event
from tests.interface.page_reader import read_page
from tests.word.test_comments import replace_words, saved

from .family import handed_over, with_papers

VERSION = "/families/1/dossiers/versions/1"


def kept(app, model) -> list:
    with app.app_context(), family_scope(EVERY_FAMILY):
        found = list(db.session.query(model).order_by(model.id))
        db.session.expunge_all()
        return found


def corrected(data: bytes) -> bytes:
    """The file with one date corrected while changes are tracked, and a remark on the same row."""
    document = docx.Document(io.BytesIO(data))
    row, *_ = [row for table in document.tables for row in table.rows if row.cells[0].text == "1" and "septembre" in row.cells[1].text]
    document.add_comment(row.cells[2].paragraphs[0].runs, "Où est l'accusé de réception ?", author="C. Dumortier")
    replace_words(row.cells[1].paragraphs[0], "4 septembre 2014", "5 septembre 2014", author="C. Dumortier")
    return saved(document)


def take_back(browser, data: bytes) -> None:
    browser.post(f"{VERSION}/returned", data={"file": (io.BytesIO(data), "retour.docx")}, content_type="multipart/form-data")


@pytest.fixture
def sent(app, an) -> bytes:
    with_papers(app)
    handed_over(app, an)
    return an.post(f"{VERSION}/file").data


def test_a_corrected_date_becomes_a_source_beside_the_others_when_an_says_so(app, an, sent):
    take_back(an, corrected(sent))
    change = next(one for one in kept(app, ReturnedNote) if one.kind == "change")
    before = kept(app, Event)[0]
    assert before.id == change.event_id and before.edtf == "2014-09-04" and change.text == "4 septembre 2014 → 5 septembre 2014"
    assert "Keep this date beside the others" in read_page(an.get(VERSION)).text
    an.post(f"/families/1/dossiers/notes/{change.id}", data={"deed": "date"})
    said = kept(app, Citation)[-1]
    assert (said.event_id, said.edtf, said.source_kind) == (change.event_id, "2014-09-05", "lawyer_statement") and said.account_of.startswith("C. Dumortier")
    assert kept(app, Event)[0].edtf == "2014-09-04"
    assert "déclaration de l’avocat" in read_page(an.get("/families/1/dossiers/new?for=lawyer&lang=fr")).text


def test_a_change_that_is_no_date_is_told_and_stays_open(app, an, sent):
    document = docx.Document(io.BytesIO(sent))
    row, *_ = [row for table in document.tables for row in table.rows if row.cells[0].text == "1" and "septembre" in row.cells[1].text]
    replace_words(row.cells[1].paragraphs[0], "4 septembre 2014", "bientôt")
    take_back(an, saved(document))
    [change] = kept(app, ReturnedNote)
    answer = an.post(f"/families/1/dossiers/notes/{change.id}", data={"deed": "date"}, follow_redirects=True)
    assert "is no date that can be read" in answer.get_data(as_text=True) and kept(app, ReturnedNote)[0].state == "open"


def test_a_file_that_libreoffice_saved_brings_back_the_same(app, an, sent, tmp_path):
    (tmp_path / "sent.docx").write_bytes(corrected(sent))
    subprocess.run(["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", tmp_path / "back", tmp_path / "sent.docx"],
                   check=True, capture_output=True, timeout=120)
    take_back(an, (tmp_path / "back" / "sent.docx").read_bytes())
    found = {(one.kind, one.author, one.event_id): one.text for one in kept(app, ReturnedNote)}
    event = kept(app, Event)[0].id
    assert found == {("remark", "C. Dumortier", event): "Où est l'accusé de réception ?", ("change", "C. Dumortier", event): "4 septembre 2014 → 5 septembre 2014"}
