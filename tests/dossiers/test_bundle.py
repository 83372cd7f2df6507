"""The exhibits of a version that An hands over: from the vault into one PDF and a ZIP."""

import io
import zipfile

import pypdfium2

from caseline.db import db, family_scope
from caseline.documents.models import Document

from .family import handed_over, with_papers

VERSION = "/families/1/dossiers/versions/1"


def test_the_bundle_holds_every_exhibit_in_order(app, an):
    with_papers(app)
    handed_over(app, an)
    answer = an.get(f"{VERSION}/exhibits.pdf")
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(answer.data)]
    assert answer.mimetype == "application/pdf" and len(pages) == 4
    assert "Ordre de quitter" in pages[1] and "Pièce 1 – 2/2" in pages[2] and "Samuel" in pages[3] and "Pièce 2 – 1/1" in pages[3]
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_the_zip_holds_the_word_file_the_originals_and_an_index(app, an):
    with_papers(app)
    handed_over(app, an)
    archive = zipfile.ZipFile(io.BytesIO(an.get(f"{VERSION}/exhibits.zip").data))
    names = archive.namelist()
    assert names[:2] == ["index.html", "PT-2026-01.docx"] and names[2].startswith("Piece-001-") and names[2].endswith("2014-09-04.pdf")
    assert archive.read("PT-2026-01.docx") == an.post(f"{VERSION}/file").data
    assert archive.read(names[2]).startswith(b"%PDF")
    index = archive.read("index.html").decode()
    assert all(name in index for name in names[1:]) and "okonjo" not in "".join(names).lower()


def test_a_hostile_file_name_reaches_no_computer(app, an):
    decision, _letter = with_papers(app)
    with app.test_request_context(), family_scope([1]):
        db.session.get(Document, decision).name = "../../etc/passwd\n<script>.pdf/../x.p;df"
        db.session.get(Document, decision).title = "<script>alert(1)</script>"
        db.session.commit()
    handed_over(app, an)
    archive = zipfile.ZipFile(io.BytesIO(an.get(f"{VERSION}/exhibits.zip").data))
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.") and ".." not in name for name in archive.namelist())
    assert archive.namelist()[2].endswith(".bin") and b"<script>" not in archive.read("index.html")


def test_a_version_without_names_gives_no_exhibits(app, an):
    with_papers(app)
    handed_over(app, an, pseudonymised="y")
    for ending in ("pdf", "zip"):
        assert an.get(f"{VERSION}/exhibits.{ending}").status_code == 303
    page = an.get(VERSION).get_data(as_text=True)
    assert "exhibits would show them" in page and "exhibits.pdf" not in page


def test_a_paper_taken_off_the_record_since_is_not_given_again(app, an):
    decision, _letter = with_papers(app)
    handed_over(app, an)
    with app.test_request_context(), family_scope([1]):
        db.session.get(Document, decision).sensitivity = "off_record"
        db.session.commit()
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(an.get(f"{VERSION}/exhibits.pdf").data)]
    assert len(pages) == 3 and "n’est plus conservé" in pages[1] and "Notifié" not in "".join(pages)
    assert len(zipfile.ZipFile(io.BytesIO(an.get(f"{VERSION}/exhibits.zip").data)).namelist()) == 3
