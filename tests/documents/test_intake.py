"""Receiving a paper: once, whole, under a name people can read; or refused in a sentence."""

from io import BytesIO

import pytest
from sqlalchemy import func, select

from caseline.db import db, family_scope
from caseline.documents.intake import EmptyFile, receive, tidy_name
from caseline.documents.models import Document
from caseline.families.models import Family
from caseline.jobs import Job
from caseline.vault import FileTooLarge

LETTER = b"Bruxelles, le 4 septembre 2014. Madame, Monsieur, ..."


@pytest.fixture
def okonjo(app):
    with app.test_request_context(), family_scope([1]):
        yield db.session.get(Family, 1)


def test_a_paper_is_stored_encrypted_recorded_and_queued_together(okonjo, instance):
    received = receive(okonjo, "lettre.txt", BytesIO(LETTER), user_id=1)
    db.session.commit()
    stored = instance / "data" / "vault" / received.document.address
    assert stored.exists() and b"septembre" not in stored.read_bytes()
    assert db.session.scalars(select(Job.kind).where(Job.subject_id == received.document.id)).all() == ["read"]


def test_the_same_bytes_twice_are_one_paper_and_are_told_so(okonjo):
    first = receive(okonjo, "scan.pdf", BytesIO(LETTER), user_id=1)
    again = receive(okonjo, "scan (1).pdf", BytesIO(LETTER), user_id=1)
    assert again.already_here and again.document.id == first.document.id
    assert db.session.scalar(select(func.count(Document.id))) == 1


def test_another_family_is_never_told_that_somebody_has_the_same_paper(app, okonjo):
    receive(okonjo, "scan.pdf", BytesIO(LETTER), user_id=1)
    db.session.commit()
    with family_scope([2]):
        rahimi = db.session.get(Family, 2)
        assert not receive(rahimi, "scan.pdf", BytesIO(LETTER), user_id=2).already_here


def test_dropping_a_paper_from_the_bin_again_brings_it_back(okonjo):
    document = receive(okonjo, "scan.pdf", BytesIO(LETTER), user_id=1).document
    document.deleted_at = document.received_at
    db.session.flush()
    assert receive(okonjo, "scan.pdf", BytesIO(LETTER), user_id=1).document.deleted_at is None


def test_an_empty_file_is_refused(okonjo):
    with pytest.raises(EmptyFile):
        receive(okonjo, "empty.pdf", BytesIO(b""), user_id=1)


def test_a_file_beyond_the_limit_is_refused_and_leaves_nothing(okonjo, instance, monkeypatch):
    monkeypatch.setattr("caseline.documents.intake.LARGEST", 100)
    with pytest.raises(FileTooLarge):
        receive(okonjo, "film.pdf", BytesIO(b"x" * 101), user_id=1)
    assert not [path for path in (instance / "data" / "vault").rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\papers\\décision OE.pdf", "décision OE.pdf"),
        ("gpj.\u202efdp.exe", "gpj.fdp.exe"),
        ("a\x00b\nc.txt", "abc.txt"),
        ("📄 attestation.pdf", "📄 attestation.pdf"),
        ("مستند.pdf", "مستند.pdf"),
        ("", "unnamed"),
        ("...", "unnamed"),
    ],
)
def test_a_file_name_becomes_what_people_can_read(given, shown):
    assert tidy_name(given) == shown


def test_a_very_long_name_keeps_its_ending():
    assert tidy_name("a" * 300 + ".pdf").endswith(".pdf") and len(tidy_name("a" * 300 + ".pdf")) <= 200


def test_an_upload_without_script_says_what_happened_to_each_file(an):
    files = [(BytesIO(LETTER), "lettre.txt"), (BytesIO(b""), "vide.pdf"), (BytesIO(LETTER), "copie.txt")]
    page = an.post("/families/1/documents/", data={"files": files}, follow_redirects=True).get_data(as_text=True)
    assert "lettre.txt is safely stored" in page
    assert "vide.pdf is empty and was not added" in page
    assert "copie.txt was already here" in page


def test_an_upload_with_script_is_answered_in_json(an):
    answer = an.post("/families/1/documents/", data={"files": (BytesIO(b""), "vide.pdf")}, headers={"Accept": "application/json"})
    assert answer.status_code == 422 and "empty" in answer.json["sentence"]


def test_the_original_always_comes_back_as_a_download(app, an):
    an.post("/families/1/documents/", data={"files": (BytesIO(b"<script>alert(1)</script>"), "page.html")})
    answer = an.get("/families/1/documents/1/original")
    assert answer.data == b"<script>alert(1)</script>"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.mimetype == "application/octet-stream" and "sandbox" in answer.headers["Content-Security-Policy"]
