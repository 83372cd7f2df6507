"""A coordinator lets reading rest and go on; the papers page tells honestly how far it is and how long it takes."""
from io import BytesIO

import pytest
from sqlalchemy import select

from caseline import jobs
from caseline.db import db, family_scope
from caseline.documents import listing, words
from caseline.documents.models import Document


@pytest.fixture
def waiting(app, an):
    for number in range(4):
        an.post("/families/1/documents/", data={"files": (BytesIO(b"Bruxelles, le 4 septembre 2014. %d" % number), f"{number}.txt")})


def states(app) -> set[str]:
    with app.app_context(), family_scope([1]):
        return set(db.session.scalars(select(Document.status)))


def test_papers_wait_while_reading_rests_and_are_read_when_it_goes_on(app, an, co, waiting):
    assert co.post("/reading/pause").status_code == 303 and co.post("/reading/pause").status_code == 303
    with app.app_context():
        assert jobs.run_all() == 0
    assert states(app) == {"received"}
    shown = an.get("/families/1/documents/").text
    assert "Reading rests" in shown and "left</" not in shown
    assert "Go on reading" in co.get("/status").text
    co.post("/reading/resume")
    with app.app_context():
        assert jobs.run_all() >= 8
    assert states(app) == {"read"} and "Reading rests" not in an.get("/families/1/documents/").text


def test_a_case_manager_cannot_let_it_rest(app, an):
    assert an.post("/reading/pause").status_code == 403
    with app.app_context():
        assert jobs.paused() is None


def test_the_time_left_comes_from_what_papers_took(app, an, waiting):
    with app.app_context(), family_scope([1]):
        assert listing.work_left(1).minutes is None  # nobody knows yet
        papers = db.session.scalars(select(Document).order_by(Document.id)).all()
        for paper in papers[:3]:
            paper.status, paper.seconds = "read", 300
        for job in db.session.scalars(select(jobs.Job).where(jobs.Job.subject_id.in_([paper.id for paper in papers[:3]]))):
            db.session.delete(job)
        db.session.commit()
        left = listing.work_left(1)
        assert (left.waiting, left.total, left.minutes) == (1, 4, round(300 / app.config["SETTINGS"].workers / 60))
    assert "minute" in an.get("/families/1/documents/").text


def test_the_status_page_tells_how_papers_are_read(co):
    assert "Papers are read by a" in co.get("/status").text


def test_a_page_can_be_read_again_in_every_language_whose_data_are_there(app, monkeypatch, tmp_path):
    for name in ("fra", "nld", "ara", "osd"):
        (tmp_path / f"{name}.traineddata").touch()
    monkeypatch.setenv("CASELINE_TESSDATA", str(tmp_path))
    with app.test_request_context("/", headers={"Accept-Language": "en"}):
        assert words.reading_languages() == [("fr", "French"), ("nl", "Dutch"), ("ar", "Arabic")]
        monkeypatch.setenv("CASELINE_TESSDATA", str(tmp_path / "nothing"))
        assert words.reading_languages() == []
