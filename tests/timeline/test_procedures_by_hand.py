"""What a person arranges about procedures is kept when papers come, recorded, and taken back in one click."""

import re

import pytest
from sqlalchemy import select

from caseline.db import db, family_scope
from caseline.families.models import Family
from caseline.history import HistoryEntry
from caseline.timeline import reasoning
from caseline.timeline.decisions import Wording, write_event
from caseline.timeline.models import Arrangement, Citation, RejectedArgument

HOME = "/families/1/timeline/procedures"


@pytest.fixture
def threads(app):
    """A function that tells the procedures now: (title, lawyer, outcome, rows of the steps)."""

    def now():
        with app.test_request_context(), family_scope([1]):
            found = reasoning.reason(db.session.get(Family, 1), lang="en").procedures
            return [(one.title, one.lawyer, one.outcome, list(dict.fromkeys(step.row for step in one.steps))) for one in found]

    return now


@pytest.fixture
def arrange(an, app):
    """A function that posts a deed on the procedure of an event, having just looked at it."""

    def deed(place, name, **fields):
        seen = re.search(r'name="seen" value="(\d+)"', an.get(f"{HOME}/{place}").get_data(as_text=True)).group(1)
        return an.post(f"{HOME}/{place}", data={"deed": name, "seen": seen, **fields})

    return deed


def test_a_procedure_gets_a_name_a_lawyer_and_an_outcome(story, arrange, threads):
    arrange(story[0], "amended", title="First asylum", kind="asylum", lawyer="Me Claes", outcome="withdrawn", state="closed")
    assert threads()[0] == ("First asylum", "Me Claes", "withdrawn", story[:4])


def test_what_was_arranged_is_kept_when_a_paper_comes(story, arrange, threads, app):
    arrange(story[4], "amended", title="Our 9bis", kind="9bis")
    with app.test_request_context(), family_scope([1]):
        write_event(1, Wording("appeal_call", "2014-10-10", False, {}, [1], "Grace appeals again."), user_id=1)
        db.session.commit()
    title, _lawyer, _outcome, rows = threads()[1]
    assert title == "Our 9bis" and len(rows) == 3


def test_a_step_is_moved_into_another_procedure_and_back(story, arrange, threads, an):
    arrange(story[0], "divided", step=[story[3]], to="9bis-%d" % story[4])
    assert [rows for *_, rows in threads()] == [story[:3], [story[3], *story[4:6]]]
    an.post(f"{HOME}/arrangements/1/undo")
    assert [rows for *_, rows in threads()] == [story[:4], story[4:6]]


def test_steps_may_stand_alone_or_in_no_procedure(story, arrange, threads):
    arrange(story[0], "divided", step=story[2:4], to="own")
    assert [rows for *_, rows in threads()] == [story[:2], story[2:4], story[4:6]]
    arrange(story[2], "divided", step=[story[3]], to="none")
    assert [rows for *_, rows in threads()] == [story[:2], [story[2]], story[4:6]]


def test_an_event_that_no_rule_would_take_is_taken_in(story, arrange, threads):
    arrange(story[4], "completed", event=story[6])
    assert threads()[1][3] == story[4:7]


def test_two_procedures_become_one_and_the_rules_may_have_them_back(story, arrange, threads):
    arrange(story[0], "joined", other="9bis-%d" % story[4])
    assert [rows for *_, rows in threads()] == [story[:6]]
    arrange(story[0], "released")
    assert [rows for *_, rows in threads()] == [story[:4], story[4:6]]


def test_the_last_deed_is_taken_back_first(story, arrange, threads, an):
    arrange(story[0], "amended", title="One", kind="asylum")
    arrange(story[0], "amended", title="Two", kind="asylum")
    assert "taken back" not in an.post(f"{HOME}/arrangements/1/undo", follow_redirects=True).get_data(as_text=True).lower()
    assert threads()[0][0] == "Two"
    an.post(f"{HOME}/arrangements/2/undo")
    assert threads()[0][0] == "One"


def test_a_colleague_who_was_faster_is_not_overwritten(story, arrange, threads, an):
    arrange(story[0], "amended", title="Faster", kind="asylum")
    an.post(f"{HOME}/{story[0]}", data={"deed": "amended", "seen": "0", "title": "Slower", "kind": "asylum"})
    assert threads()[0][0] == "Faster"


def test_every_deed_is_recorded(story, arrange, app):
    arrange(story[0], "divided", step=[story[3]], to="none")
    with app.test_request_context(), family_scope([1]):
        assert db.session.scalar(select(HistoryEntry).where(HistoryEntry.verb == "procedure divided")).subject == "arrangement:1"
        assert db.session.get(Arrangement, 1).outside == [story[3]]


NONSENSE = [{"deed": "eaten"}, {"deed": "divided"}, {"deed": "divided", "step": "1", "to": "nowhere"}, {"deed": "joined", "other": "x"}, {"deed": "completed", "event": "99"}]


def test_nonsense_changes_nothing(story, an, threads):
    before = threads()
    for fields in NONSENSE:
        assert an.post(f"{HOME}/{story[0]}", data={"seen": "0", **fields}).status_code in {400, 404}, fields
    assert threads() == before


class TestRejectedArguments:
    SAID = "The length of stay is no exceptional circumstance."

    def noted(self, an, story, **fields):
        return an.post(f"{HOME}/{story[0]}/arguments", data={"text": self.SAID, "event": story[3], "citation": "4", **fields})

    def test_an_argument_stands_with_its_procedure_and_its_source(self, story, an):
        self.noted(an, story)
        page = an.get(f"{HOME}").get_data(as_text=True)
        assert self.SAID in page and "jugement.pdf, p. 1" in page and "Le recours est rejeté." in page

    def test_it_can_be_removed_and_brought_back(self, story, an):
        self.noted(an, story)
        an.post(f"{HOME}/arguments/1/remove")
        assert self.SAID not in an.get(HOME).get_data(as_text=True)
        an.post(f"{HOME}/arguments/1/restore")
        assert self.SAID in an.get(HOME).get_data(as_text=True)

    def test_an_empty_one_and_one_of_a_foreign_event_are_not_kept(self, story, an, app):
        self.noted(an, story, text=" ")
        assert self.noted(an, story, event=story[4]).status_code == 400
        with app.test_request_context(), family_scope([1]):
            assert not db.session.scalars(select(RejectedArgument)).all()

    def test_a_paper_that_is_off_the_record_is_not_named(self, story, an, app):
        self.noted(an, story)
        with app.test_request_context(), family_scope([1]):
            db.session.get(Citation, 4).document_id = None
            db.session.commit()
        page = an.get(HOME).get_data(as_text=True)
        assert self.SAID in page and "jugement.pdf, p. 1" not in page
