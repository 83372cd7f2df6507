"""An image that was read is not read again, in whichever file it comes; nothing of it is in clear, and nothing leaves the family."""
from io import BytesIO

import pytest
from flask import current_app
from sqlalchemy import select

from caseline import jobs
from caseline.db import db, family_scope
from caseline.documents.intake import receive
from caseline.documents.models import Document, KnownImage, Page
from caseline.families.models import Family
from caseline.reading.confined import Marks, Reader
from caseline.vault import DamagedFile
from tests.reading import papers as made

SCAN = made.page_picture(size=(1240, 1754))


def add(family_id: int, name: str, data: bytes) -> int:
    with family_scope([family_id]):
        document = receive(db.session.get(Family, family_id), name, BytesIO(data), user_id=1).document
        db.session.commit()
        jobs.run_all()
        return document.id


def pages(family_id: int, number: int) -> list[tuple]:
    with family_scope([family_id]):
        return [(page.text, [word[:2] for word in page.words], page.width, page.height, page.confidence) for page in db.session.scalars(select(Page).where(Page.document_id == number))]


@pytest.fixture
def context(app):
    with app.test_request_context():
        yield


@pytest.fixture
def recognised(monkeypatch):
    """How many pages each reading recognised anew."""
    counts, read = [], Reader.read

    def counted(self, *arguments, **asked):
        found = read(self, *arguments, **asked)
        counts.append(sum(page.ocr and not page.known for page in found.pages))
        return found

    monkeypatch.setattr(Reader, "read", counted)
    return counts


def test_the_same_scan_in_another_file_is_read_once(context, recognised):
    first = add(1, "a.pdf", made.pdf("", picture=SCAN))
    second = add(1, "b.pdf", made.pdf("", "", picture=SCAN, extra=b"/Later 1"))
    assert recognised == [1, 0]
    assert pages(1, second)[:1] == pages(1, first) and "27 août 2009" in pages(1, first)[0][0]


def test_another_language_reads_it_anew(context, recognised):
    number = add(1, "a.png", made.encoded(SCAN))
    with family_scope([1]):
        jobs.add("read", family_id=1, subject_id=number, pages=[1], languages=["nl"])
        jobs.add("read", family_id=1, subject_id=number)
        db.session.commit()
        jobs.run_all()
    assert recognised == [1, 1, 0]


def test_nothing_of_it_is_in_clear_or_known_to_another_family(context, recognised):
    add(1, "a.png", made.encoded(SCAN))
    add(2, "a.png", made.encoded(SCAN))
    assert recognised == [1, 1]
    with family_scope([1, 2]):
        ours, theirs = db.session.scalars(select(KnownImage).order_by(KnownImage.family_id)).all()
        assert ours.mark != theirs.mark and "août".encode() not in ours.sealed
        with pytest.raises(DamagedFile):
            current_app.extensions["vault"].unseal(db.session.get(Family, 2).vault_key, ours.sealed)


def test_a_record_that_was_tampered_with_only_costs_reading_again(context, recognised):
    number = add(1, "a.png", made.encoded(SCAN))
    with family_scope([1]):
        db.session.scalars(select(KnownImage)).one().sealed = b"x" * 60
        jobs.add("read", family_id=1, subject_id=number)
        db.session.commit()
        jobs.run_all()
        assert db.session.get(Document, number).status == "read"
    assert recognised == [1, 0, 1]


def test_a_page_with_more_than_its_picture_is_always_looked_at(put_pdf):
    with Reader() as reader:
        page = reader.read(put_pdf(made.pdf("x", picture=SCAN)), name="a.pdf", marks=Marks(b"k" * 32)).pages[0]
    assert page.ocr and not page.mark


@pytest.fixture
def put_pdf(tmp_path):
    def put(data: bytes):
        path = tmp_path / "a.pdf"
        path.write_bytes(data)
        return path
    return put
