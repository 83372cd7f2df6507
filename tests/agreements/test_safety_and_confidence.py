"""What must be known before a call, and what was told in confidence: shown where it matters, never let out of the house."""

import io
import zipfile
from datetime import date, timedelta

import pytest

from caseline.agreements import confidences, safety
from caseline.agreements.models import Confidence, SafetyFlag
from caseline.db import db, family_scope
from caseline.history import HistoryEntry
from caseline.privacy import export
from tests.conftest import signed_in
from tests.interface.page_reader import read_page

NEVER = "Never call the number of her parents-in-law."
SECRET = "She meets her sister in Liège."


def flag(browser, **more):
    return browser.post("/families/1/agreements/safety/new", data={"text": NEVER, "kind": "phone", "person_id": "1", "start": "1.1.2026", "end": "", **more})


def confide(browser, **more):
    return browser.post("/families/1/agreements/confidences/new", data={"text": SECRET, "kept_for": "author", "told_on": "1.3.2026", "person_id": "0", "until": "", **more})


@pytest.mark.parametrize("page", ["contacts/", "contacts/new", "face-sheet/", "agreements/"])
def test_a_safety_note_stands_before_every_call_and_visit(an, page):
    flag(an)
    assert NEVER in read_page(an.get(f"/families/1/{page}")).text


def test_every_page_of_the_family_points_to_it(an):
    assert "Safety notes" not in read_page(an.get("/families/1/timeline/")).text
    flag(an)
    assert "Safety notes" in read_page(an.get("/families/1/timeline/")).text


def test_it_holds_from_its_first_to_its_last_day(in_family):
    today = date.today()
    for start, end in (("", ".."), ("", today.isoformat()), (today.isoformat(), ""), ((today + timedelta(1)).isoformat(), ".."), ("", (today - timedelta(1)).isoformat())):
        db.session.add(SafetyFlag(family_id=1, text=f"{start} {end}", start=start, end=end))
    db.session.flush()
    assert len(safety.holding(1)) == 3


def test_no_number_is_called_by_a_touch_while_a_note_forbids_it(an):
    an.post("/families/1/members/1", data={"name": "OKONJO Grace Ada", "relation": "mother", "sex": "", "phone": "0470 00 00 01", "nationality": "", "version": "1"})
    assert 'href="tel:0470000001"' in an.get("/families/1/face-sheet/").text
    flag(an)
    for page in ("face-sheet/", ""):
        text = an.get(f"/families/1/{page}").text
        assert "0470 00 00 01" in text and "tel:" not in text


class TestConfidences:
    def test_for_the_author_alone_not_even_the_coordinator_reads_it(self, an, co):
        confide(an)
        assert SECRET in read_page(an.get("/families/1/agreements/")).text
        assert SECRET not in read_page(co.get("/families/1/agreements/")).text

    def test_for_the_team(self, an, co, bo):
        confide(an, kept_for="team")
        assert SECRET in read_page(co.get("/families/1/agreements/")).text and bo.get("/families/1/agreements/").status_code == 404

    def test_not_at_all_leaves_no_word_anywhere(self, app, an):
        confide(an, kept_for="nobody")
        with app.app_context(), family_scope([1]):
            assert db.session.query(Confidence).count() == 0

    def test_only_its_author_erases_it_and_then_it_is_gone(self, app, an, co):
        confide(an, kept_for="team")
        assert co.post("/families/1/agreements/confidences/1/erase").status_code == 404
        an.post("/families/1/agreements/confidences/1/erase")
        with app.app_context(), family_scope([1]):
            assert db.session.query(Confidence).count() == 0
        assert SECRET not in an.get("/families/1/bin/").text

    def test_after_its_last_day_nobody_reads_it_and_the_next_one_sweeps_it_out(self, app, an):
        confide(an, until="1.1.2026")
        assert SECRET not in an.get("/families/1/agreements/").text
        confide(an)
        with app.app_context(), family_scope([1]):
            assert [kept.until for kept in confidences.readable_by(1)] == [""] and db.session.query(Confidence).count() == 1

    def test_the_history_says_that_and_never_what(self, app, an):
        confide(an)
        with app.app_context():
            entry = db.session.query(HistoryEntry).filter_by(verb="confidence kept").one()
            assert entry.details == {} and SECRET not in str(entry.subject)

    @pytest.mark.parametrize("wrong", [{"text": " "}, {"kept_for": "everybody"}, {"told_on": "2026"}])
    def test_what_is_missing_is_told(self, an, wrong):
        assert read_page(confide(an, **wrong), 422).errors


def test_neither_is_in_what_a_family_gets_of_its_file(app, in_family):
    db.session.add_all([SafetyFlag(family_id=1, person_id=1, text=NEVER), Confidence(family_id=1, person_id=1, text=SECRET, told_on="2026-03-01", author_id=1)])
    db.session.flush()
    records = export.records_of(in_family)
    assert not {"safety_flag", "confidence"} & set(records) and NEVER not in str(records) and SECRET not in str(records)
    content = b"".join(export.archive(in_family, records, "the family"))
    assert SECRET.encode() not in zipfile.ZipFile(io.BytesIO(content)).read("data.json")


def test_neither_is_in_any_export_of_the_chronology(app, an):
    flag(an)
    confide(an, kept_for="team")
    browser = signed_in(app, "An")
    for form in ("json", "csv", "ics", "timelinejs"):
        told = browser.post(f"/families/1/timeline/export.{form}").text
        assert NEVER not in told and SECRET not in told
