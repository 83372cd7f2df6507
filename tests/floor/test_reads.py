"""Whoever opens a family's file, or tries in vain, is in the history without any view doing something for it."""

from io import BytesIO

import pytest
from sqlalchemy.exc import OperationalError

from caseline import reads
from caseline.db import db
from caseline.history import HistoryEntry


@pytest.fixture(autouse=True)
def afresh():
    reads.forget_lately()


@pytest.fixture
def noted(app):
    def look():
        with app.app_context():
            found = db.session.query(HistoryEntry).filter(HistoryEntry.verb.in_(["read", "refused"])).order_by(HistoryEntry.id)
            return [(e.verb, e.user_id, e.family_id, e.subject) for e in found]

    return look


def test_opening_a_page_of_a_family_is_noted(an, noted):
    an.get("/families/1/", buffered=True)
    assert noted() == [("read", 1, 1, "families")]


def test_opening_one_record_names_it(an, noted):
    an.get("/families/1/members/1", buffered=True)
    assert noted() == [("read", 1, 1, "person:1")]


def test_taking_a_paper_along_is_told_apart_from_reading_it(app, an):
    an.post("/families/1/documents/", data={"files": (BytesIO(b"Dear"), "a.txt")}, content_type="multipart/form-data")
    an.get("/families/1/documents/1/original", buffered=True)
    with app.app_context():
        assert db.session.query(HistoryEntry).filter_by(verb="downloaded").one().subject == "document:1"


def test_opening_again_within_ten_minutes_costs_no_second_line(an, noted, monkeypatch):
    for _ in range(5):
        an.get("/families/1/", buffered=True)
    assert len(noted()) == 1
    monkeypatch.setattr(reads, "AGAIN_AFTER", 0)
    an.get("/families/1/", buffered=True)
    assert len(noted()) == 2


def test_trying_the_family_of_a_colleague_is_noted(an, noted):
    an.get("/families/2/", buffered=True)
    an.get("/accounts", buffered=True)
    assert noted() == [("refused", 1, 2, "families.show"), ("refused", 1, None, "accounts.index")]


def test_pages_about_no_family_are_not_noted(an, noted):
    an.get("/", buffered=True), an.get("/me", buffered=True)
    assert noted() == []


def test_noting_waits_until_the_answer_has_left(app, an, noted):
    answer = an.get("/families/1/", buffered=False)
    assert noted() == []
    answer.close()
    assert len(noted()) == 1


def test_a_failing_note_does_not_fail_the_page(an, monkeypatch):
    def locked(*_args, **_kwargs):
        raise OperationalError("", {}, Exception("database is locked"))

    monkeypatch.setattr(reads, "record", locked)
    assert an.get("/families/1/", buffered=True).status_code == 200
