"""Today: each item stands there because of something in a file, and goes by itself when the thing is done."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event as sql_event

from caseline.agreements.models import Consent
from caseline.contacts.models import Contact
from caseline.db import db, family_scope
from caseline.documents.models import Document
from caseline.families import editing
from caseline.families.models import Family, Person
from caseline.home import overview
from caseline.home.todo import days_left, everything
from caseline.timeline.models import Event, Proposal
from caseline.users.models import User
from tests.conftest import signed_in
from tests.interface.page_reader import dead_ends, read_page

TODAY = date(2026, 3, 2)


def todos(family, group: str, today=TODAY) -> list:
    return [todo for todo in everything([family], today, db.session.get(User, 1)) if todo.group == group]


def add(*records):
    for record in records:
        record.family_id = 1
        db.session.add(record)
    db.session.flush()


def paper(**fields) -> Document:
    made = Document(**{"name": "letter.pdf", "sha256": str(fields), "address": "x", "size": 1, "status": "read", **fields})
    add(made)
    return made


def test_a_paper_waits_until_its_proposals_are_decided(in_family):
    letter = paper()
    add(Proposal(document_id=letter.id, fingerprint="f", page=1, start=0, end=1, quote="q", type="other", sentence="s", confidence=1.0))
    assert [todo.what for todo in todos(in_family, "papers")] == ["letter.pdf"]
    db.session.query(Proposal).one().decision = "dismissed"
    assert todos(in_family, "papers") == []


def test_a_paper_that_could_not_be_read_waits_too(in_family):
    paper(status="failed")
    assert [todo.state for todo in todos(in_family, "papers")] == ["could not be read"]


def test_an_order_to_leave_brings_its_terms(in_family):
    add(Event(type="order_to_leave", edtf="2026-02-24", dates={"decision_date": "2026-02-24", "notification_date": "2026-02-26"}, earliest=date(2026, 2, 24), latest=date(2026, 2, 24), sentence="Order to leave."))
    found = todos(in_family, "terms")
    assert found and all(todo.tone == "term" and todo.due >= TODAY for todo in found)


def test_a_hearing_is_there_until_it_is_past(in_family):
    add(Event(type="hearing", edtf="2026-03-20", earliest=date(2026, 3, 20), latest=date(2026, 3, 20), sentence="Hearing at the justice of the peace.", scheduled=True))
    assert [todo.due for todo in todos(in_family, "terms") if "Hearing" in todo.what] == [date(2026, 3, 20)]
    assert not [todo for todo in todos(in_family, "terms", date(2026, 3, 21)) if "Hearing" in todo.what]


@pytest.mark.parametrize(("until", "told"), [("2026-05-15", 1), ("2026-02-20", 1), ("2027-05-15", 0), ("2024-01-01", 0), ("someday", 0)])
def test_identity_papers_are_told_while_there_is_time_to_renew_them(in_family, until, told):
    paper(kind="passport", dates={"valid_until": until})
    assert len(todos(in_family, "evidence")) == told


def test_nobody_spoke_for_a_month_until_somebody_does(in_family):
    add(Contact(channel="call", at="2026-01-10", summary="Long ago."))
    (late,) = todos(in_family, "contact")
    assert late.due == date(2026, 2, 9) and "51" in late.why
    add(Contact(channel="call", at="2026-02-25", summary="Now."))
    assert todos(in_family, "contact") == []


def test_adults_without_a_declaration_are_named_until_they_sign(in_family):
    (missing,) = todos(in_family, "agreements")
    assert "Grace" in missing.what and "Samuel" not in missing.what, "he is a child"
    add(Consent(person_id=1, kind="participation", given_on="2026-01-01"))
    assert todos(in_family, "agreements") == []


def test_a_closed_family_asks_for_nothing(in_family):
    in_family.stage = "closed"
    assert todos(in_family, "contact") == todos(in_family, "agreements") == []


def test_a_change_is_seen_at_once(in_family, app, an):
    """What was reasoned before is not told again after somebody changed the file."""
    assert "Hearing in May" not in an.get("/").text
    soon = (date.today() + timedelta(days=5)).strftime("%d.%m.%Y")
    an.post("/families/1/events/new", data={"type": "order_to_leave", "when": soon, "sentence": "Hearing in May.", "kind": "client_statement", "source_kind": "client_statement", "account_of": "Grace, by telephone", "scheduled": "y"})
    assert "Hearing in May" in an.get("/").text


@pytest.mark.parametrize(("days", "words"), [(-3, "3 days late"), (-1, "1 day late"), (0, "today"), (1, "tomorrow"), (9, "in 9 days")])
def test_days_in_words(app, days, words):
    with app.test_request_context():
        assert days_left(TODAY + timedelta(days=days), TODAY) == words


class TestThePage:
    def test_each_sees_the_own_families(self, app, an, bo):
        page = read_page(an.get("/"))
        assert "Okonjo" in page.text and "Rahimi" not in page.text and not dead_ends(page, app)
        assert "Rahimi" in read_page(bo.get("/")).text

    def test_a_coordinator_sees_the_load_of_each_colleague(self, app, co):
        page = read_page(co.get("/caseload"))
        assert all(words in page.text for words in ("An", "Bo", "Okonjo", "Rahimi", "2 active families")) and not dead_ends(page, app)

    def test_figures_on_different_pages_are_the_same(self, app):
        with app.test_request_context(), family_scope([1, 2]):
            families = db.session.query(Family).all()
            found = everything(families, TODAY, db.session.get(User, 3))
            loads = overview.loads(found, TODAY)
            assert sum(load.to_do for load in loads) == len([todo for todo in found if todo.family_id])
            assert {load.user.name: len(load.families) for load in loads} == {"An": 1, "Bo": 1}

    def test_families_of_nobody_are_named(self, app, co):
        co.post("/families/2/team", data={"user_id": "2", "deed": "end"})
        assert "Nobody’s families" in read_page(co.get("/caseload")).text

    @pytest.mark.parametrize("who", ["Ed", "Lu"])
    def test_evaluators_and_lawyers_see_no_family(self, app, who):
        assert "Okonjo" not in read_page(signed_in(app, who).get("/", follow_redirects=True)).text


def test_asking_for_many_families_takes_no_more_queries_than_for_one(app):
    """Terms aside, which are remembered for each family until its file changes."""
    with app.test_request_context():
        ids = [editing.open_case(reference=f"Q-{n}", name=f"Q{n}", language="fr", user_id=1).id for n in range(12)]
        db.session.commit()
    with app.test_request_context(), family_scope(ids):
        db.session.add_all(Person(family_id=number, name="RAI Asha") for number in ids)
        db.session.commit()
        families = db.session.query(Family).all()
        everything(families, TODAY, db.session.get(User, 1))
        one, many = queries(families[:1]), queries(families)
        assert many == one


def queries(families) -> int:
    told = []
    listen = lambda *args: told.append(args[2])  # noqa: E731
    sql_event.listen(db.engine, "before_cursor_execute", listen)
    try:
        overview.rows(families, everything(families, TODAY, db.session.get(User, 1)), TODAY)
    finally:
        sql_event.remove(db.engine, "before_cursor_execute", listen)
    return len(told)
