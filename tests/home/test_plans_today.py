"""What plans and evidence put on the day's list, and how it goes again."""

from datetime import date

from caseline.db import db
from caseline.documents.models import Document
from caseline.evidence.models import EvidenceLine, Filing
from caseline.home.todo import everything
from caseline.plans.models import Action, Plan, PlanReview
from caseline.supervision import signing
from caseline.users.models import User

TODAY = date(2026, 3, 2)
CO = 3


def todos(family, group, user_id=1):
    return [todo for todo in everything([family], TODAY, db.session.get(User, user_id)) if todo.group == group]


def add(record):
    record.family_id = 1
    db.session.add(record)
    db.session.flush()
    return record


def test_an_action_is_there_from_a_week_before_until_it_is_done(in_family):
    near, far = add(Action(what="Book an interpreter", who="An", due="2026-03-06")), add(Action(what="Renew the card", due="2026-06-01"))
    assert [todo.what for todo in todos(in_family, "actions")] == ["Book an interpreter"]
    near.done_on, far.due = "2026-03-02", "2026-02-20"
    assert [(todo.what, todo.tone) for todo in todos(in_family, "actions")] == [("Renew the card", "finding")]


def test_during_a_pause_only_what_is_late_is_told(in_family):
    add(Action(what="Book an interpreter", due="2026-03-06"))
    add(Action(what="Renew the card", due="2026-02-20"))
    in_family.stage = "paused"
    assert [todo.what for todo in todos(in_family, "actions")] == ["Renew the card"]


def test_a_review_comes_two_weeks_before_its_day(in_family):
    plan = add(Plan(next_review="2026-03-14"))
    assert [todo.due for todo in todos(in_family, "reviews")] == [date(2026, 3, 14)]
    plan.next_review = "2026-09-01"
    assert todos(in_family, "reviews") == []


def test_a_review_waits_for_a_coordinator_until_it_is_signed_or_gone(in_family):
    plan = add(Plan(made_on="2026-01-01"))
    review = add(PlanReview(plan_id=plan.id, held_on="2026-02-01"))
    signing.ask(1, "review", review.id, "Review of the plan", user_id=1)
    assert len(todos(in_family, "supervision", CO)) == 1 and todos(in_family, "supervision") == []
    db.session.delete(review)
    db.session.flush()
    assert todos(in_family, "supervision", CO) == []


def test_nobody_is_asked_to_sign_the_own_work(in_family):
    plan = add(Plan(made_on="2026-01-01"))
    signing.ask(1, "plan", plan.id, "Plan", user_id=CO)
    assert todos(in_family, "supervision", CO) == []


def test_a_letter_that_will_be_too_old_on_the_day_of_filing(in_family):
    add(Document(name="letter.pdf", sha256="s", address="a", size=1, status="read", kind="support_letter", dated="2025-09-15"))
    assert todos(in_family, "evidence") == []
    add(Filing(purpose="9bis", planned="2026-05-01"))
    assert [todo.what for todo in todos(in_family, "evidence")] == ["letter.pdf"]


def test_evidence_asked_for_two_weeks_ago(in_family):
    line = add(EvidenceLine(purpose="9bis", item="support", asked_from="the school", asked_on="2026-02-10"))
    assert ["the school" in todo.what for todo in todos(in_family, "evidence")] == [True]
    line.received_on = "2026-03-01"
    assert todos(in_family, "evidence") == []
