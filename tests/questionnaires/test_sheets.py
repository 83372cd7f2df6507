"""A sheet keeps every answer by itself; three silences stay apart; the next sheet shows what changed."""

import pytest
from sqlalchemy import select

from caseline.db import db, family_scope
from caseline.questionnaires.filling import changes
from caseline.questionnaires.models import Answer, Sheet


@pytest.fixture
def baseline(an):
    an.post("/families/1/questionnaires/", data={"instrument": "baseline", "person": "1"})
    return "/families/1/questionnaires/1"


def kept(app, sheet=1):
    with app.app_context(), family_scope([1]):
        return {a.key: (a.value, a.silence, a.reason) for a in db.session.scalars(select(Answer).where(Answer.sheet_id == sheet))}


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
        assert {c.question.key: c.direction for c in changes(db.session.get(Sheet, 2))} == {"a10_hope": "better", "a14_detention_risk": "worse"}


def test_a_prompt_about_conditions_is_left_out_when_there_are_none(an):
    an.post("/families/1/questionnaires/", data={"instrument": "client_summary"})
    assert "keep to the conditions" in an.get("/families/1/questionnaires/1").get_data(as_text=True)
    an.post("/families/1/questionnaires/1", data={"value_b06_conditions": "none"})
    assert "keep to the conditions" not in an.get("/families/1/questionnaires/1").get_data(as_text=True)


def test_what_is_known_already_is_filled_in_with_its_source(app, an):
    an.post("/families/1/contacts/new", data={"summary": "call", "channel": "call", "at": "3.3.2026"})
    an.post("/families/1/questionnaires/", data={"instrument": "client_summary"})
    assert kept(app)["b10_interaction"] == (1, "", "contacts")
