"""A sheet keeps every answer by itself; three silences stay apart; the next sheet shows what changed."""

import io
import re
from datetime import date

import pytest
from docx import Document
from sqlalchemy import select

from caseline.assessments.models import Assessment, Vulnerability
from caseline.db import db, family_scope
from caseline.intake.models import Referral
from caseline.questionnaires.catalogue import released
from caseline.questionnaires.filling import changes
from caseline.questionnaires.models import Answer, Sheet
from caseline.supervision.models import SignOff
from caseline.timeline.models import Event
from tests.conftest import signed_in


@pytest.fixture
def baseline(an):
    an.post("/families/1/questionnaires/", data={"instrument": "baseline", "person": "1"})
    return "/families/1/questionnaires/1"


def kept(app, sheet=1):
    with app.app_context(), family_scope([1]):
        return {a.key: (a.value, a.silence, a.reason) for a in db.session.scalars(select(Answer).where(Answer.sheet_id == sheet, Answer.source == ""))}


def proposed(app, sheet=1):
    """What Caseline filled in by itself: key → (value, source)."""
    with app.app_context(), family_scope([1]):
        return {a.key: (a.value, a.source) for a in db.session.scalars(select(Answer).where(Answer.sheet_id == sheet, Answer.source != ""))}


def test_a_wrong_answer_never_loses_the_others(app, an, baseline):
    answer = an.post(baseline, data={"value_a08_wellbeing": "4", "reason_a08_wellbeing": "sleeps badly", "value_a10_hope": "eleven"})
    assert answer.status_code == 422 and "Please write a whole number." in answer.get_data(as_text=True)
    assert kept(app) == {"a08_wellbeing": (4, "", "sleeps badly")}


@pytest.mark.parametrize("silence", ["dont_know", "no_answer", "not_relevant"])
def test_the_three_silences_stay_apart(app, an, baseline, silence):
    an.post(baseline, data={"value_a10_hope": "", "silence_a10_hope": silence})
    assert kept(app) == {"a10_hope": (None, silence, "")}


def test_zero_is_an_answer(app, an, baseline):
    an.post(baseline, data={"value_a10_hope": "0"})
    assert kept(app) == {"a10_hope": (0, "", "")}


def test_emptying_an_answer_takes_it_away(app, an, baseline):
    an.post(baseline, data={"value_a10_hope": "3"})
    an.post(baseline, data={"value_a10_hope": ""})
    assert kept(app) == {}


def test_the_next_sheet_says_what_is_better_and_what_is_worse(app, an, baseline):
    an.post(baseline, data={"value_a10_hope": "3", "value_a14_detention_risk": "3", "value_a08_wellbeing": "5"})
    an.post("/families/1/questionnaires/", data={"instrument": "baseline", "person": "1"})
    an.post("/families/1/questionnaires/2", data={"value_a10_hope": "6", "value_a14_detention_risk": "6", "value_a08_wellbeing": "5"})
    with app.app_context(), family_scope([1]):
        assert {c.question.key: c.direction for c in changes(db.session.get(Sheet, 2), released()["baseline.v2"])} == {"a10_hope": "better", "a14_detention_risk": "worse"}


def test_a_prompt_about_conditions_is_left_out_when_there_are_none(an):
    an.post("/families/1/questionnaires/", data={"instrument": "client_summary"})
    asked = r'id="q-c2_6"[^>]* hidden'
    assert not re.search(asked, an.get("/families/1/questionnaires/1").get_data(as_text=True))
    an.post("/families/1/questionnaires/1", data={"value_b06_conditions": "none"})
    assert re.search(asked, an.get("/families/1/questionnaires/1").get_data(as_text=True))


def test_what_is_known_already_is_filled_in_with_its_source(app, an):
    an.post("/families/1/contacts/new", data={"summary": "call", "channel": "call", "at": "3.3.2026"})
    an.post("/families/1/questionnaires/", data={"instrument": "client_summary"})
    assert proposed(app)["b10_interaction"] == (1, "contacts") and not kept(app)
    page = an.get("/families/1/questionnaires/1").get_data(as_text=True)
    assert "from the contacts" in page and 'href="/families/1/contacts/"' in page


def test_the_profile_is_filled_in_from_everywhere_in_the_house(app, an):
    with app.test_request_context(), family_scope([1]):
        db.session.add_all([
            Event(family_id=1, type="arrival_belgium", edtf="2014-05-02", earliest=date(2014, 5, 2), sentence="They came."),
            Event(family_id=1, type="detention", edtf="2016-01-01/2016-01-10", earliest=date(2016, 1, 1), sentence="Held."),
            Vulnerability(family_id=1, person_id=1, what="stateless"), Assessment(family_id=1, on="2026-01-05", is_draft=False, risk="high", ties="The choir", conditions="none"),
            Referral(name="Okonjo", family_id=1, received_on="2026-01-01", route="from_detention", outcome="admitted", answers={"s1_children": {"answer": "yes", "comment": ""}, "s2_undocumented": {"answer": "dont_know"}}),
        ])  # fmt: skip
        db.session.commit()
    an.post("/families/1/questionnaires/", data={"instrument": "client_summary"})
    told = proposed(app)
    assert told["b07_time_in_country"][0] >= 12 * 11 and told["b07_time_in_country"][1] == "event:1"
    assert (told["b08_detention_history"][0], told["b08_times"][0], told["b08_days"][0]) == ("yes", 1, 10)
    assert told["b04_vulnerabilities"][0] == ["stateless"] and told["b05_ties"] == ("The choir", "assessment:1")
    assert told["b06_conditions"][0] == "none" and told["b11_entry_route"] == ("detention", "referral:1") and told["b14_initial_risk"][0] == "high"
    an.post("/families/1/questionnaires/", data={"instrument": "screening"})
    assert proposed(app, 2) == {"s1_children": ("yes", "referral:1"), "s12_decision": ("admitted", "referral:1")}
    an.post("/families/1/questionnaires/", data={"instrument": "vulnerability", "person": "1"})
    assert proposed(app, 3) == {"v_stateless": ("yes", "vulnerability")}


def test_an_answer_of_a_person_takes_the_place_of_what_was_known(app, an):
    an.post("/families/1/questionnaires/", data={"instrument": "client_summary"})
    an.post("/families/1/questionnaires/1/answers/b10_interaction", data={"value_b10_interaction": "30", "reason_b10_interaction": "calls of the volunteer too"}, headers={"HX-Request": "true"})
    assert kept(app)["b10_interaction"] == (30, "", "calls of the volunteer too")


class TestOneAnswerAtATime:
    def test_it_is_kept_as_it_is_given(self, app, an, baseline):
        part = an.post(f"{baseline}/answers/a10_hope", data={"value_a10_hope": "7", "reason_a10_hope": "the school", "version_a10_hope": "0"}, headers={"HX-Request": "true"})
        assert part.status_code == 200 and "<html" not in part.get_data(as_text=True) and 'id="kept-a10_hope"' in part.get_data(as_text=True)
        assert "1 of 14 answered" in part.get_data(as_text=True) and kept(app) == {"a10_hope": (7, "", "the school")}

    def test_without_script_the_page_comes_back_at_the_question(self, an, baseline):
        assert an.post(f"{baseline}/answers/a10_hope", data={"value_a10_hope": "7"}).location.endswith("#q-a10_hope")

    def test_what_is_wrong_stands_beside_it_and_nothing_is_lost(self, app, an, baseline):
        part = an.post(f"{baseline}/answers/a10_hope", data={"value_a10_hope": "12"}, headers={"HX-Request": "true"})
        assert part.status_code == 422 and "from 0 to 10" in part.get_data(as_text=True) and kept(app) == {}

    def test_a_question_that_depends_on_it_comes_or_goes(self, an):
        an.post("/families/1/questionnaires/", data={"instrument": "client_summary"})
        part = an.post("/families/1/questionnaires/1/answers/b06_conditions", data={"value_b06_conditions": "none"}, headers={"HX-Request": "true"}).get_data(as_text=True)
        assert re.search(r'id="q-c2_6" hx-swap-oob="true" hidden', part)

    def test_two_colleagues_at_one_question_are_told(self, app, an, baseline):
        an.post(f"{baseline}/answers/a10_hope", data={"value_a10_hope": "7", "version_a10_hope": "0"}, headers={"HX-Request": "true"})
        part = signed_in(app, "Co").post(f"{baseline}/answers/a10_hope", data={"value_a10_hope": "2", "version_a10_hope": "0"}, headers={"HX-Request": "true"})
        assert part.status_code == 422 and "A colleague answered this" in part.get_data(as_text=True) and kept(app)["a10_hope"][0] == 7

    def test_several_options_and_none_of_them(self, app, an):
        an.post("/families/1/questionnaires/", data={"instrument": "client_summary"})
        here = "/families/1/questionnaires/1/answers/b04_vulnerabilities"
        an.post(here, data={"value_b04_vulnerabilities": ["stateless", "child"]})
        assert kept(app)["b04_vulnerabilities"][0] == ["child", "stateless"]
        assert an.post(here, data={"value_b04_vulnerabilities": ["none", "child"]}, headers={"HX-Request": "true"}).status_code == 422
        an.post(here, data={"silence_b04_vulnerabilities": "dont_know"})
        assert kept(app)["b04_vulnerabilities"] == (None, "dont_know", "")


def test_a_signed_sheet_is_only_read_until_it_is_opened_again(app, an, baseline):
    an.post(baseline, data={"value_a10_hope": "3", "reason_a10_hope": "no answer yet"})
    an.post(f"{baseline}/finish")
    co = signed_in(app, "Co")
    assert "Baseline" in co.get("/supervision/").get_data(as_text=True)
    with app.app_context(), family_scope([1]):
        number = db.session.scalar(select(SignOff.id))
    co.post(f"/families/1/sign-offs/{number}", data={"outcome": "signed"})
    page = an.get(baseline).get_data(as_text=True)
    assert "signed off" in page and 'name="value_a10_hope"' not in page and "no answer yet" in page
    assert an.post(f"{baseline}/answers/a10_hope", data={"value_a10_hope": "9"}).status_code == 409 and kept(app)["a10_hope"][0] == 3
    an.post(f"{baseline}/reopen")
    an.post(baseline, data={"value_a10_hope": "9"})
    assert kept(app)["a10_hope"][0] == 9


def test_every_time_stands_side_by_side(an, baseline):
    an.post(baseline, data={"value_a10_hope": "3"})
    an.post("/families/1/questionnaires/", data={"instrument": "baseline", "person": "1"})
    an.post("/families/1/questionnaires/2", data={"value_a10_hope": "6", "reason_a10_hope": "a new lawyer"})
    page = an.get("/families/1/questionnaires/2/over-time").get_data(as_text=True)
    assert "a new lawyer" in page and "better" in page
    assert "Last time:" in an.get("/families/1/questionnaires/2").get_data(as_text=True)


def test_the_word_file_holds_every_answer_and_its_reason(an, baseline):
    an.post(baseline, data={"value_a10_hope": "3", "reason_a10_hope": "no answer yet", "value_a08_wellbeing": "dont_know"})
    document = Document(io.BytesIO(an.get(f"{baseline}/sheet.docx").data))
    told = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    hope = next(row for row in told if "hope" in row[0])
    assert hope[1:] == ["3", "no answer yet"] and any(row[1] == "don’t know" for row in told)


def test_a_sheet_of_another_family_or_of_nothing_is_not_there(bo, an, baseline):
    assert bo.get(baseline).status_code == 404 and an.get("/families/1/questionnaires/99").status_code == 404
