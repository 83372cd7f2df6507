"""Lawyers of a family: screenings that repeat, questions that wait and are answered, what was filed under a mandate."""

from datetime import date, timedelta

import pytest

from caseline.contacts.models import Actor, Mandate
from caseline.db import db, family_scope
from caseline.dossiers.choices import Choices
from caseline.dossiers.making import assemble_for
from caseline.families.models import Family
from caseline.legal import waiting
from caseline.legal.models import LawyerStep, LegalQuestion, LegalScreening
from caseline.timeline.models import Event
from tests.interface.page_reader import dead_ends, read_page

HOME = "/families/1/lawyers"
DAY = date(2026, 3, 2)


@pytest.fixture
def lawyer(app):
    with app.app_context():
        db.session.add(Actor(kind="lawyer", name="Me Claire Dumortier"))
        db.session.commit()


def screen(browser, **more):
    told = {"on": "1.3.2026", "actor_id": "1", "by": "", "persons": "1", "stay_9bis_result": "possible", "stay_9bis_why": "children at school", "stay_9ter_result": "no", "document_id": "0"}
    return browser.post(f"{HOME}/screenings/new", data={**told, **more})


def ask(browser, **more):
    return browser.post(f"{HOME}/questions/new", data={"question": "Does the term still run?", "actor_id": "1", "asked_on": "1.3.2026", "event_id": "0", **more})


def kept(app, model) -> list:
    with app.app_context(), family_scope([1]):
        return db.session.query(model).order_by(model.id).all()


def test_every_route_with_its_result_and_its_reason(app, an, lawyer):
    screen(an, summary="One serious chance.", next_step="send the school letters", next_on="20.3.2026")
    (one,) = kept(app, LegalScreening)
    assert one.routes == [{"route": "stay_9bis", "result": "possible", "why": "children at school"}, {"route": "stay_9ter", "result": "no", "why": ""}]
    page = read_page(an.get(f"{HOME}/"))
    assert "children at school" in page.text and "send the school letters" in page.text and "to be confirmed by a lawyer" in page.text and not dead_ends(page, app)


def test_a_later_screening_stands_beside_the_earlier_one(app, an, lawyer):
    screen(an)
    screen(an, on="1.9.2026", stay_9bis_result="perhaps", stay_9bis_why="letters too old")
    page = read_page(an.get(f"{HOME}/")).text
    assert "children at school" in page and "letters too old" in page


def test_its_questions_join_the_questions_of_the_family(app, an, lawyer):
    screen(an, questions="Is the order of 2013 still valid?\n\nWho has the file?")
    assert [one.question for one in kept(app, LegalQuestion)] == ["Is the order of 2013 still valid?", "Who has the file?"]
    an.post(f"{HOME}/questions/1/asked")
    first, second = kept(app, LegalQuestion)
    assert first.asked_on == date.today().isoformat() and second.asked_on == ""


def test_who_looked_at_the_case_must_be_said(an, lawyer):
    assert read_page(screen(an, actor_id="0"), 422).errors


def test_it_is_linked_to_the_procedures_it_is_about(app, an, lawyer):
    with app.app_context(), family_scope([1]):
        db.session.add(Event(family_id=1, type="9bis_application", edtf="2022-06-28", sentence="Application filed at Forest."))
        db.session.commit()
    screen(an, events="1")
    assert "Application filed at Forest" in an.get(f"{HOME}/").text or "9bis" in an.get(f"{HOME}/").text


class TestWaiting:
    def test_an_unanswered_question_waits_and_asks_to_be_asked_again(self, app, an, lawyer):
        ask(an, asked_on=(date.today() - timedelta(20)).strftime("%d.%m.%Y"))
        assert "Ask again: Me Claire Dumortier" in an.get("/").text
        an.post(f"{HOME}/questions/1", data={"question": "Does the term still run?", "actor_id": "1", "asked_on": "1.3.2026", "event_id": "0", "answer": "Yes.", "version": "1"})
        assert "Ask again: Me Claire Dumortier" not in an.get("/").text, "gone by itself"

    def test_what_was_filed_waits_for_its_answer_and_is_counted_in_days(self, in_family):
        actor = Actor(kind="lawyer", name="Me Dumortier")
        db.session.add(actor)
        db.session.flush()
        mandate = Mandate(family_id=1, actor_id=actor.id, start="2020", end="..", legal_aid="asked", legal_aid_asked_on="2026-02-20")
        db.session.add(mandate)
        db.session.flush()
        db.session.add_all([
            LawyerStep(family_id=1, mandate_id=mandate.id, kind="filed", on="2026-01-01", what="9bis"),
            LawyerStep(family_id=1, mandate_id=mandate.id, kind="filed", on="2025-01-01", what="appeal", answered_on="2025-03-01"),
            LawyerStep(family_id=1, mandate_id=mandate.id, kind="advised", on="2025-01-01", what="wait"),
        ])  # fmt: skip
        db.session.flush()
        assert [(one.kind, one.what, one.days) for one in waiting.waits([1], DAY)] == [("step", "9bis", 60), ("legal_aid", "", 10)]

    def test_only_the_latest_screening_asks_for_its_next_step_and_only_until_it_is_done(self, in_family):
        for on in ("2026-01-01", "2026-02-01"):
            db.session.add(LegalScreening(family_id=1, on=on, by="Me X", next_step=f"step of {on}"))
        db.session.flush()
        (one,) = waiting.next_steps([1])
        assert one.next_step == "step of 2026-02-01"
        one.next_done_on = "2026-02-10"
        db.session.flush()
        assert waiting.next_steps([1]) == []


def test_advice_needed_on_the_timeline_becomes_a_question_and_its_answer_goes_back(app, an, lawyer):
    with app.app_context(), family_scope([1]):
        db.session.add(Event(family_id=1, type="order_to_leave", edtf="2026-02-24", sentence="Order to leave.", question="Does it still hold?"))
        db.session.commit()
    assert "Does it still hold?" in read_page(an.get(f"{HOME}/")).text
    ask(an, question="Does it still hold?", event_id="1", answer="Yes, until you file.")
    (event,) = kept(app, Event)
    assert event.answer == "Yes, until you file." and event.answered_by == "Me Claire Dumortier"


def test_open_questions_are_in_the_lawyers_dossier_and_in_no_other(app, an, lawyer):
    ask(an, question="Who keeps the file of 2009?")
    ask(an, question="Answered already?", answer="Yes.")
    with app.test_request_context(), family_scope([1]):
        told = {kind: [one.text for one in assemble_for(db.session.get(Family, 1), kind=kind, lang="en", options=Choices(prepared_on=DAY)).questions] for kind in ("lawyer", "family")}
    assert told == {"lawyer": ["Who keeps the file of 2009?"], "family": []}


def test_what_was_filed_and_advised_stands_under_its_mandate(app, an, lawyer):
    an.post(f"{HOME}/mandates/new", data={"actor_id": "1", "start": "2021", "still": "y", "legal_aid": "granted"})
    an.post(f"{HOME}/mandates/1/steps/new", data={"kind": "filed", "on": "28.6.2022", "what": "9bis application at Forest", "document_id": "0", "event_id": "0"})
    page = read_page(an.get(f"{HOME}/"))
    assert "9bis application at Forest" in page.text and not dead_ends(page, app)


@pytest.mark.parametrize(("address", "told"), [
    (f"{HOME}/mandates/1", {"actor_id": "1", "start": "2021", "still": "y", "legal_aid": ""}),
    (f"{HOME}/screenings/1", {"on": "1.3.2026", "actor_id": "1", "document_id": "0"}),
    (f"{HOME}/questions/1", {"question": "Again?", "actor_id": "1", "event_id": "0"}),
])  # fmt: skip
def test_nobody_overwrites_a_colleague(an, co, lawyer, address, told):
    an.post(f"{HOME}/mandates/new", data={"actor_id": "1", "start": "2020", "still": "y", "legal_aid": ""})
    screen(an)
    ask(an)
    assert co.post(address, data={**told, "version": "1"}).status_code == 303
    assert an.post(address, data={**told, "version": "1"}).status_code == 409


def test_what_was_removed_lies_in_the_bin(app, an, lawyer):
    screen(an)
    ask(an)
    an.post(f"{HOME}/screenings/1/remove")
    an.post(f"{HOME}/questions/1/remove")
    assert "children at school" not in an.get(f"{HOME}/").text
    an.post("/families/1/bin/legal_screening/1/restore")
    assert "children at school" in an.get(f"{HOME}/").text
