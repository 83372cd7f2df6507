"""A plan is made with the family: options, goals, steps, reviews that compare; nobody overwrites a colleague."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from caseline.db import db, family_scope
from caseline.plans import planning
from caseline.plans.models import Action, Plan


@pytest.fixture
def plan(app, an):
    an.post("/families/1/plan/new", data={"made_on": "3 March 2026", "stay_9bis_status": "chosen", "stay_9bis_speaks_for": "children at school", "contingency": "call the lawyer"})
    with app.app_context(), family_scope([1]):
        return db.session.scalar(select(Plan.id))


def test_a_plan_keeps_the_options_that_were_talked_about(app, plan):
    with app.app_context(), family_scope([1]):
        kept = db.session.get(Plan, plan)
        assert kept.made_on == "2026-03-03" and [one["option"] for one in kept.options] == ["stay_9bis"]


def test_a_step_is_ticked_and_opened_again(app, an, plan):
    an.post(f"/families/1/plan/{plan}/goals", data={"goal": "A home before the notice ends", "status": "open"})
    an.post("/families/1/plan/actions", data={"goal": 1, "what": "search list", "who": "Samuel", "due": "31.10.2021"})
    an.post("/families/1/plan/actions/1")
    with app.app_context(), family_scope([1]):
        assert not db.session.get(Action, 1).is_open and db.session.get(Action, 1).due == "2021-10-31"
    an.post("/families/1/plan/actions/1")
    with app.app_context(), family_scope([1]):
        assert db.session.get(Action, 1).is_open


def test_a_step_without_words_comes_back_with_a_sentence(an, plan):
    answer = an.post("/families/1/plan/actions", data={"what": ""})
    assert answer.status_code == 422 and "Please write what is to be done." in answer.get_data(as_text=True)


def test_a_review_remembers_how_the_plan_stood(app, an, plan):
    an.post(f"/families/1/plan/{plan}/goals", data={"goal": "Sleep", "status": "open"})
    an.post(f"/families/1/plan/{plan}/reviews/new", data={"held_on": "1.6.2026", "engagement": "in_touch", "changes": "They moved.", "next_review": "1.9.2026"})
    with app.app_context(), family_scope([1]):
        kept = db.session.get(Plan, plan)
        assert kept.reviews[0].standing["goals"] == {"1": "open"} and kept.next_review == "2026-09-01"


def test_a_colleagues_change_is_never_silently_overwritten(an, plan):
    page = an.get(f"/families/1/plan/{plan}").get_data(as_text=True)
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    assert an.post(f"/families/1/plan/{plan}", data={"version": version, "contingency": "first"}).status_code == 303
    assert an.post(f"/families/1/plan/{plan}", data={"version": version, "contingency": "second"}).status_code == 409


def test_only_a_coordinator_signs_off_a_review(an, co, plan):
    an.post(f"/families/1/plan/{plan}/reviews/new", data={"held_on": "1.6.2026", "engagement": "", "changes": "nothing"})
    assert an.post("/families/1/plan/reviews/1/sign-off").status_code == 403
    assert co.post("/families/1/plan/reviews/1/sign-off").status_code == 303


def test_what_is_due_comes_earliest_first_and_says_what_is_late(app, an):
    for what, due in [("later", "1.1.2030"), ("undated", ""), ("late", "1.1.2020")]:
        an.post("/families/1/plan/actions", data={"what": what, "due": due})
    with app.app_context(), family_scope([1]):
        found = planning.what_is_due(date(2026, 11, 22))
        assert [(due.what, due.late) for due in found] == [("late", True), ("later", False), ("undated", False)]
