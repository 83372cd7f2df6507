"""Sign-off by a second pair of eyes: asked once, signed or handed back with a remark, never by whoever did the work."""

import pytest

from caseline.db import db
from caseline.supervision import signing
from caseline.supervision.models import SignOff
from tests.interface.page_reader import dead_ends, read_page

ASSESS = {"person_id": "1", "on": "18.9.2024", "heard": "alone", "own_words": "…", "deed": "finish"}


def finish(browser):
    browser.post("/families/1/assessment/new", data=ASSESS)


def decide(browser, outcome="signed", comment=""):
    return browser.post("/families/1/sign-offs/1", data={"outcome": outcome, "comment": comment})


def test_asking_again_while_it_waits_keeps_one_request(in_family):
    first = signing.ask(1, "plan", 7, "Plan of January", user_id=1)
    assert signing.ask(1, "plan", 7, "Plan of February", user_id=1) is first and first.title == "Plan of February"


def test_signed_and_told_where_the_work_stands(app, an, co):
    finish(an)
    page = read_page(co.get("/supervision/"))
    assert "Assessment of Grace" in page.text and not dead_ends(page, app)
    decide(co)
    assert "signed off" in read_page(an.get("/families/1/assessment/")).text
    assert "Nothing waits for you" in read_page(co.get("/supervision/")).text


def test_handed_back_it_is_on_the_list_of_today_until_it_is_sent_again(an, co):
    finish(an)
    decide(co, "returned", "What does she say herself?")
    assert "What does she say herself?" in read_page(an.get("/")).text
    assert "What does she say herself?" in read_page(an.get("/families/1/assessment/1")).text
    an.post("/families/1/assessment/1", data={**ASSESS, "version": "1", "own_words": "I want to work."})
    assert "What does she say herself?" not in read_page(an.get("/")).text


def test_handing_back_needs_a_remark(app, an, co):
    finish(an)
    decide(co, "returned", "  ")
    assert "Please write what should be looked at again" in read_page(co.get("/supervision/")).text


def test_nobody_signs_their_own_work(in_family):
    mine = signing.ask(1, "plan", 7, "Plan", user_id=3)
    with pytest.raises(signing.OwnWork):
        signing.decide(mine, "signed", "", user_id=3)
    assert mine.outcome == ""


def test_only_coordinators_sign_and_only_once(an, co):
    finish(an)
    assert decide(an).status_code == 403
    assert decide(co).status_code == 303 and decide(co, "returned", "No.").status_code == 400


def test_a_queue_names_families_oldest_first(in_family):
    for number, title in ((1, "older"), (2, "newer")):
        db.session.add(SignOff(family_id=1, kind="letter", subject_id=number, title=title, asked_by=1))
    db.session.flush()
    assert [one.title for one in signing.waiting([1])] == ["older", "newer"]


def test_what_was_put_in_the_bin_waits_for_nobody(an, co):
    finish(an)
    an.post("/families/1/assessment/1/remove")
    assert "Nothing waits for you" in co.get("/supervision/").text
    an.post("/families/1/assessment/1/restore")
    assert "Assessment of Grace" in co.get("/supervision/").text
