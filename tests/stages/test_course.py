"""The course of a case: any order and back, pauses, resolution apart from closure, opening again."""

import pytest

from caseline.db import db
from caseline.families.models import Family
from caseline.home.contact_sources import families_to_contact
from caseline.stages import moving
from caseline.stages.counting import active_count
from caseline.stages.models import Closure, StagePeriod
from tests.interface.page_reader import read_page

CLOSE = {"on": "15.10.2024", "reason": "resolved", "outcome": "One year of stay, a contract.", "helped": "The same lawyer.", "referred_actor_id": "0"}


def change(browser, stage, on, reason="The family asked for it.", status=303):
    answer = browser.post("/families/1/course/stage", data={"stage": stage, "on": on, "reason": reason})
    assert answer.status_code == status, answer.text
    return answer


def test_stages_follow_in_any_order_and_back(in_family):
    for stage, day in (("planning", "2024-01-01"), ("intervention", "2024-02-01"), ("assessment", "2024-03-01"), ("intervention", "2024-04-01")):
        moving.move(in_family, stage, on=day, reason="because", user_id=1)
    told = [(period.stage, period.start, period.end) for period in moving.periods(1)]
    assert told == [("planning", "2024-01-01", "2024-02-01"), ("intervention", "2024-02-01", "2024-03-01"), ("assessment", "2024-03-01", "2024-04-01"), ("intervention", "2024-04-01", "..")]


def test_the_heading_of_every_page_says_the_stage(an):
    change(an, "paused", "22.8.2024")
    assert "Paused" in read_page(an.get("/families/1/timeline/")).text


@pytest.mark.parametrize(("stage", "on", "reason"), [("planning", "", "why"), ("planning", "2024", "why"), ("planning", "1.1.2024", "  "), ("flying", "1.1.2024", "why")])
def test_every_change_has_a_day_and_a_reason(an, stage, on, reason):
    assert read_page(change(an, stage, on, reason, 422), 422).errors


def test_no_change_before_the_one_that_runs(an):
    change(an, "planning", "1.6.2024")
    assert read_page(change(an, "review", "1.5.2024", status=422), 422).errors


def test_the_same_stage_twice_is_no_change(an):
    change(an, "planning", "1.6.2024")
    assert read_page(change(an, "planning", "2.6.2024", status=422), 422).errors


def test_after_a_pause_the_stage_before_it_is_offered(an):
    change(an, "intervention", "1.6.2024")
    change(an, "paused", "2.7.2024")
    page = read_page(an.get("/families/1/course/"))
    assert page.tree.xpath("//select[@name='stage']/option[@selected]/@value") == ["intervention"]


def test_a_paused_family_is_not_late_but_active(in_family):
    from_today = in_family.created_at.date().replace(year=in_family.created_at.year + 1)
    assert [todo.group for todo in families_to_contact([in_family], from_today, None)] == ["contact"]
    moving.move(in_family, "paused", on="2024-01-01", reason="time to think", user_id=1)
    assert list(families_to_contact([in_family], from_today, None)) == [] and active_count() == 2


class TestClosing:
    def test_a_resolution_does_not_close_and_a_closure_does_not_resolve(self, app, an):
        an.post("/families/1/course/resolution", data={"kind": "residence_humanitarian_9bis", "on": "19.2.2024", "persons": ["1"]})
        page = read_page(an.get("/families/1/course/"))
        assert "Close the case" in page.text and "9bis" in page.text
        an.post("/families/2/course/close", data=CLOSE)
        an.post("/families/1/course/close", data=CLOSE)
        with app.app_context():
            assert active_count() == 1, "An cannot close Bo's family"

    def test_outcome_and_what_helped_are_kept_and_a_coordinator_signs(self, an, co):
        an.post("/families/1/course/close", data={**CLOSE, "undermined": "Seven years of waiting.", "after_care": "Renewal in January.", "follow_up_on": "15.1.2025"})
        page = read_page(an.get("/families/1/course/"))
        assert all(words in page.text for words in ("The same lawyer.", "Seven years of waiting.", "Renewal in January.", "waits for sign-off", "Closed"))
        assert "Closure: the case is resolved" in read_page(co.get("/supervision/")).text

    def test_how_the_family_leaves_must_be_written(self, an):
        assert read_page(an.post("/families/1/course/close", data={**CLOSE, "outcome": ""}), 422).errors

    def test_opened_again_the_closure_stays_in_the_file(self, in_family):
        moving.close(in_family, on="2024-10-15", reason="disengaged_lost_contact", outcome="Gone.", user_id=1)
        moving.reopen(in_family, stage="assessment", on="2025-03-01", reason="She called.", user_id=1)
        closure = db.session.query(Closure).one()
        assert (closure.reopened_on, closure.reopened_why, db.session.get(Family, 1).stage) == ("2025-03-01", "She called.", "assessment")
        assert [period.stage for period in db.session.query(StagePeriod).order_by(StagePeriod.id)] == ["closed", "assessment"]

    def test_not_before_it_was_closed(self, an):
        an.post("/families/1/course/close", data=CLOSE)
        assert read_page(an.post("/families/1/course/reopen", data={"stage": "assessment", "on": "1.1.2024", "reason": "She called."}), 422).errors
        assert an.post("/families/1/course/reopen", data={"stage": "assessment", "on": "1.1.2025", "reason": "She called."}).status_code == 303

    def test_the_keeping_of_the_file_counts_from_the_closure_unless_said(self, in_family):
        assert moving.close(in_family, on="2024-10-15", reason="resolved", user_id=1).retention_from == "2024-10-15"


def test_a_closure_that_was_handed_back_is_corrected_and_sent_again(an, co):
    an.post("/families/1/course/close", data=CLOSE)
    co.post("/families/1/sign-offs/1", data={"outcome": "returned", "comment": "Who stays in touch?"})
    told = {**CLOSE, "after_care": "De Sprong stays in touch.", "version": "1"}
    assert an.post("/families/1/course/closures/1", data=told).status_code == 303
    page = read_page(an.get("/families/1/course/"))
    assert "De Sprong stays in touch." in page.text and "waits for sign-off" in page.text
    assert an.post("/families/1/course/closures/1", data=told).status_code == 409
