"""A plan is made with the family: options, goals, steps, reviews that compare; nobody overwrites a colleague."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from caseline.db import db, family_scope
from caseline.plans import planning
from caseline.plans.models import Action, Plan
from tests.interface.page_reader import dead_ends, read_page


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
    an.post("/families/1/plan/actions/1/done")
    with app.app_context(), family_scope([1]):
        assert not db.session.get(Action, 1).is_open and db.session.get(Action, 1).due == "2021-10-31"
    an.post("/families/1/plan/actions/1/done")
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


def review(browser, plan, **more):
    return browser.post(f"/families/1/plan/{plan}/reviews/new", data={"held_on": "1.6.2026", "engagement": "in_touch", "changes": "They moved.", **more})


def test_a_review_is_sent_to_the_coordinators_and_signed_there(app, an, co, plan):
    review(an, plan, family_says="We sleep again.")
    assert "Review of the plan" in co.get("/supervision/").text and "Review of the plan" in co.get("/").text
    assert co.post("/families/1/sign-offs/1", data={"outcome": "signed"}).status_code == 303
    page = read_page(an.get("/families/1/plan/"))
    assert "We sleep again." in page.text and "Nothing waits for you" in co.get("/supervision/").text and not dead_ends(page, app)


def test_a_review_that_was_handed_back_is_corrected_and_sent_again(an, co, plan):
    review(an, plan)
    co.post("/families/1/sign-offs/1", data={"outcome": "returned", "comment": "And the children?"})
    assert "And the children?" in an.get("/").text
    told = {"held_on": "1.6.2026", "engagement": "in_touch", "changes": "They moved. The children sleep.", "version": "1"}
    assert an.post("/families/1/plan/reviews/1/edit", data=told).status_code == 303
    assert "And the children?" not in an.get("/").text and "Review of the plan" in co.get("/supervision/").text
    assert an.post("/families/1/plan/reviews/1/edit", data=told).status_code == 409


def test_at_a_review_each_goal_is_told_anew_beside_the_last_time(app, an, plan):
    an.post(f"/families/1/plan/{plan}/goals", data={"goal": "Sleep", "status": "open"})
    review(an, plan)
    assert "last time: open" in an.get(f"/families/1/plan/{plan}/reviews/new").text
    review(an, plan, held_on="1.9.2026", goal_1="reached")
    page = read_page(an.get("/families/1/plan/reviews/2"))
    assert all(words in page.text for words in ("reached", "open", "The time before")) and not dead_ends(page, app)


def test_since_the_last_review_contacts_and_done_actions_are_counted(app, an, plan):
    an.post("/families/1/contacts/line", data={"line": "visit Grace, 10.3.2026, tea"})
    an.post("/families/1/plan/actions", data={"what": "call the school"})
    an.post("/families/1/plan/actions/1/done")
    with app.test_request_context(), family_scope([1]):
        since = planning.since_last_review(db.session.get(Plan, plan), date(2026, 11, 22))
        assert since.contacts == (("visit", 1),) and [one.what for one in since.done] == ["call the school"]


def test_a_goal_and_an_action_rest_on_rows_contacts_papers_and_evidence(app, an, plan):
    an.post(f"/families/1/plan/{plan}/goals", data={"goal": "File in March", "status": "open"})
    an.post("/families/1/contacts/line", data={"line": "call Grace, she agrees"})
    an.post("/families/1/lawyers/questions/new", data={"question": "When do we file?", "actor_id": "0", "event_id": "0"})
    links = ["contact:1", "evidence:9bis/school_now", "question:1", "event:99", "nonsense:1", "contact:x"]
    assert an.post("/families/1/plan/goals/1", data={"goal": "File in March", "status": "on_hold", "version": "1", "link": links}).status_code == 303
    page = read_page(an.get("/families/1/plan/"))
    assert all(words in page.text for words in ("She agrees", "When do we file?", "on hold")) and not dead_ends(page, app)


def test_what_follows_from_a_contact_is_linked_to_it_both_ways(app, an):
    an.post("/families/1/contacts/line", data={"line": "call Grace, she asks for a letter"})
    assert an.post("/families/1/plan/actions", data={"what": "write the letter", "due": "1.1.2030", "contact": "1"}).headers["Location"].endswith("/contacts/1")
    assert "write the letter" in an.get("/families/1/plan/of-contact/1").text
    assert "She asks for a letter" in an.get("/families/1/plan/").text


def test_small_steps_are_ticked_one_by_one_and_keep_their_day(app, an):
    an.post("/families/1/plan/actions", data={"what": "passport"})
    an.post("/families/1/plan/actions/1", data={"what": "passport", "steps": "photographs\nappointment", "version": "1"})
    an.post("/families/1/plan/actions/1/done", data={"step": "0"})
    an.post("/families/1/plan/actions/1", data={"what": "passport", "steps": "photographs\nappointment\ntravel", "version": "3"})
    with app.app_context(), family_scope([1]):
        assert [(step["what"], bool(step["done_on"])) for step in db.session.get(Action, 1).steps] == [("photographs", True), ("appointment", False), ("travel", False)]


@pytest.mark.parametrize(("address", "told"), [("goals/1", {"goal": "Rest", "status": "open"}), ("actions/1", {"what": "call"})])
def test_goals_and_actions_are_never_silently_overwritten(an, co, plan, address, told):
    an.post(f"/families/1/plan/{plan}/goals", data={"goal": "Sleep", "status": "open"})
    an.post("/families/1/plan/actions", data={"what": "call"})
    assert co.post(f"/families/1/plan/{address}", data={**told, "version": "1"}).status_code == 303
    assert an.post(f"/families/1/plan/{address}", data={**told, "version": "1"}).status_code == 409


def test_goals_and_actions_go_to_the_bin_and_back(app, an, plan):
    an.post(f"/families/1/plan/{plan}/goals", data={"goal": "Sleep well", "status": "open"})
    an.post("/families/1/plan/actions", data={"goal": 1, "what": "see the doctor", "due": "1.1.2020"})
    an.post("/families/1/plan/goals/1/remove")
    an.get("/families/1/plan/")
    assert "Sleep well" not in an.get("/families/1/plan/").text and "see the doctor" not in an.get("/").text
    an.post("/families/1/bin/goal/1/restore")
    assert "see the doctor" in an.get("/families/1/plan/").text


def test_done_from_the_days_list_and_back(app, an):
    an.post("/families/1/plan/actions", data={"what": "book an interpreter", "due": date.today().isoformat()})
    assert "book an interpreter" in an.get("/").text
    assert an.post("/families/1/plan/actions/1/done", data={"back": "today"}).headers["Location"] == "/"
    an.get("/")
    assert "book an interpreter" not in an.get("/").text


def test_a_new_plan_replaces_the_last_and_its_review_asks_for_nothing(app, an, plan):
    an.post(f"/families/1/plan/{plan}", data={"version": "1", "next_review": "1.1.2020"})
    assert "Review of the plan" in an.get("/").text
    an.post("/families/1/plan/new", data={"made_on": "1.4.2026"})
    assert "Review of the plan" not in an.get("/").text and "1 earlier plan" in an.get("/families/1/plan/").text


@pytest.mark.parametrize(("code", "words"), [("fr", "Notre plan"), ("nl", "Ons plan"), ("en", "Our plan"), ("xx", "Our plan")])
def test_the_sheet_for_the_family_is_in_its_language(an, plan, code, words):
    assert words in read_page(an.get(f"/families/1/plan/print?in={code}")).text


def test_what_is_due_comes_earliest_first_and_says_what_is_late(app, an):
    for what, due in [("later", "1.1.2030"), ("undated", ""), ("late", "1.1.2020")]:
        an.post("/families/1/plan/actions", data={"what": what, "due": due})
    with app.app_context(), family_scope([1]):
        found = planning.what_is_due(date(2026, 11, 22))
        assert [(due.what, due.late) for due in found] == [("late", True), ("later", False), ("undated", False)]
