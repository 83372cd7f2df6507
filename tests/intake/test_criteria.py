"""The organisation's own criteria: seven to begin with, then whatever the coordinators make of them."""

import pytest

from caseline.db import db
from caseline.intake import criteria, deciding
from tests.interface.page_reader import read_page


@pytest.fixture
def here(app):
    with app.test_request_context():
        yield
        db.session.rollback()


def test_the_seven_of_the_first_pilot_stand_until_somebody_changes_them(here):
    assert [one.key[:2] for one in criteria.in_force()] == [f"s{n}" for n in range(1, 8)] and all(one.required for one in criteria.in_force())


def test_own_words_own_weight_own_order(here):
    criteria.change("s7_no_major_health", label="Health that lets us work together", required=False)
    criteria.stop("s2_undocumented")
    criteria.add("Lives in Brussels", required=True)
    criteria.add("", key="s9_unreturnable")
    asked = criteria.in_force()
    assert [one.label for one in asked][-3:] == ["Health that lets us work together", "Lives in Brussels", "Return is impossible, or imminent"]
    assert "s2_undocumented" not in {one.key for one in asked} and [one.required for one in asked][-3:] == [False, True, False]


def test_one_that_was_stopped_is_asked_again_under_its_old_key(here):
    criteria.stop("s2_undocumented")
    criteria.add("", key="s2_undocumented", required=True)
    assert sum(one.key == "s2_undocumented" for one in criteria.in_force()) == 1


def test_only_yes_meets_a_required_criterion(here):
    answers = {one.key: {"answer": "yes"} for one in criteria.in_force()}
    assert criteria.unmet(answers) == []
    for said in ("no", "dont_know", "no_answer", "not_relevant", ""):
        assert [one.key for one in criteria.unmet(answers | {"s6_willing": {"answer": said}})] == ["s6_willing"]


def test_answers_to_a_stopped_criterion_stay_readable(an, co):
    an.post("/intake/new", data={"name": "Rai", "kind": "referral", "received_on": "1.3.2026"})
    an.post("/intake/1/screening", data={"screened_on": "2.3.2026", "answer_s2_undocumented": "no", "comment_s2_undocumented": "a card until May"})
    co.post("/intake/criteria", data={"deed": "stop", "key": "s2_undocumented"})
    page = read_page(an.get("/intake/1"))
    assert "Without a right to stay" in page.text and page.tree.xpath("//input[@value='a card until May']")


def test_room_is_counted_against_active_families(co, app):
    co.post("/intake/criteria/room", data={"families": "3", "each": "8"})
    with app.test_request_context():
        assert (deciding.room().active, deciding.room().free, deciding.room().each) == (2, 1, 8)
    assert "room for 1 more" in read_page(co.get("/intake/")).text


@pytest.mark.parametrize("wrong", [{"families": "-1"}, {"families": "many"}])
def test_room_is_a_number(co, wrong):
    assert read_page(co.post("/intake/criteria/room", data=wrong), 422).errors


@pytest.mark.parametrize("nothing", [{}, {"deed": "add"}, {"deed": "stop", "key": "unknown"}, {"deed": "change", "key": "s99", "label": "x"}])
def test_what_names_no_criterion_changes_none(co, app, nothing):
    co.post("/intake/criteria", data=nothing)
    with app.test_request_context():
        assert len(criteria.in_force()) == 7
