"""A case study: written from the timeline and the plan without names; whatever could identify somebody is decided on first."""

import io
from datetime import date

import pytest
from docx import Document
from sqlalchemy import select

from caseline.agreements.models import Consent
from caseline.contacts.models import Actor, Contact
from caseline.db import db, family_scope
from caseline.families.models import Person, PersonNumber
from caseline.plans.models import Action, Goal, Plan
from caseline.questionnaires.models import Answer
from caseline.questionnaires.studies.identifying import details
from caseline.timeline.models import Event

HERE = "/families/1/case-studies/1"


@pytest.fixture
def told(app, an):
    """The Okonjos: a mother, a child; an application; a plan that names people; a call with their school."""
    with app.test_request_context(), family_scope([1]):
        mother, child = db.session.scalars(select(Person).order_by(Person.id))
        mother.relation, mother.birthplace, mother.born = "mother", "Lagos", "1985-03-02"
        child.relation, child.born = "child", "2012-09-09"
        school = Actor(kind="school", name="Basisschool De Krekel")
        db.session.add_all([school, PersonNumber(family_id=1, person_id=1, system="oe_sp", value="6.482.917")])
        db.session.flush()
        plan = Plan(family_id=1, options=[{"option": "stay_9bis", "status": "chosen"}])
        db.session.add(plan)
        db.session.flush()
        goal = Goal(family_id=1, plan_id=plan.id, goal="Grace finds a lawyer before 12 May 2021", status="open")
        db.session.add(goal)
        db.session.flush()
        db.session.add_all([
            Action(family_id=1, goal_id=goal.id, what="Samuel's teacher at Basisschool De Krekel writes a letter (file 6.482.917)", done_on="2021-06-01"), Contact(family_id=1, channel="visit", at="2021-02-01", actor_ids=[school.id], place="Gasthuisstraat 12"),
            Event(family_id=1, type="arrival_belgium", edtf="2014-05-02", earliest=date(2014, 5, 2), sentence="Grace came from Lagos."),
        ])  # fmt: skip
        db.session.commit()
    an.post("/families/1/questionnaires/", data={"instrument": "case_study"})
    return app


def agree(app):
    with app.test_request_context(), family_scope([1]):
        db.session.add(Consent(family_id=1, person_id=1, kind="evaluation", given_on="2021-01-01"))
        db.session.commit()


def texts(app) -> dict[str, str]:
    with app.app_context(), family_scope([1]):
        return {one.key: one.value for one in db.session.scalars(select(Answer))}


def test_the_first_text_says_roles_and_years_and_nobody(told):
    said = texts(told)
    everything = "\n".join(said.values())
    assert "since 2014" in said["c_profile"] and "1 adult and 1 child" in said["c_profile"]
    assert "the mother finds a lawyer" in said["c_planning"].lower() and "[file number]" in said["c_interventions"] and "[school]" in said["c_interventions"]
    for secret in ("Grace", "Okonjo", "OKONJO", "Samuel", "Krekel", "6.482.917", "Lagos", "1985", "Gasthuis", "PT-2026"):
        assert secret not in everything


def test_what_is_left_is_listed_and_closes_the_door(told, an):
    agree(told)
    page = an.get(HERE).get_data(as_text=True)
    assert "12 May 2021" in page and "Exact date" in page
    assert an.get(f"{HERE}/case-study.docx").status_code == 303
    assert an.get("/families/1/questionnaires/1/sheet.docx").location.endswith(HERE), "no way around the check"


def test_each_detail_is_replaced_or_confirmed_with_a_reason_and_then_the_file_is_written(told, an):
    agree(told)
    an.post("/families/1/questionnaires/1", data={"value_c_review": "Grace was on television in Ghent after the hunger strike.\nShe trusts us more."})
    assert an.post(HERE, data={"kind": "name", "text": "Grace", "deed": "keep", "reason": "common"}).status_code == 422, "a known name never stays"
    an.post(HERE, data={"kind": "name", "text": "Grace", "deed": "replace", "instead": "The mother"})
    an.post(HERE, data={"kind": "date", "text": "12 May 2021", "deed": "replace", "instead": "the summer of 2021"})
    an.post(HERE, data={"kind": "place", "text": "Ghent", "deed": "replace", "instead": "a town"})
    assert an.post(HERE, data={"kind": "rare", "text": "hunger strike", "deed": "keep", "reason": " "}).status_code == 422
    an.post(HERE, data={"kind": "rare", "text": "hunger strike", "deed": "keep", "reason": "Hundreds took part."})
    assert an.get(f"{HERE}/case-study.docx").status_code == 303, "television is still open"
    an.post(HERE, data={"kind": "rare", "text": "television", "deed": "replace", "instead": "heard in public"})
    page = an.get(HERE).get_data(as_text=True)
    assert "0 details to decide on" in page and "Hundreds took part." in page
    answer = an.get(f"{HERE}/case-study.docx")
    said = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(answer.data)).paragraphs)
    assert "The mother was on heard in public in a town after the hunger strike." in said and "Okonjo" not in said
    assert "PT-2026" not in answer.headers["Content-Disposition"]


def test_a_new_sentence_opens_the_question_again(told, an):
    agree(told)
    an.post("/families/1/questionnaires/1", data={"value_c_planning": "A quiet plan."})
    assert an.get(f"{HERE}/case-study.docx").status_code == 200
    an.post("/families/1/questionnaires/1", data={"value_c_review": "Then Samuel fell ill."})
    assert an.get(f"{HERE}/case-study.docx").status_code == 303


def test_an_evaluator_gets_the_scores_behind_it_without_a_word_or_a_name(told, an):
    agree(told)
    an.post("/families/1/questionnaires/1", data={"value_c_planning": "A quiet plan."})
    for hope in ("2", "7"):
        number = an.post("/families/1/questionnaires/", data={"instrument": "baseline", "person": "1"}).location.rsplit("/", 1)[1]
        an.post(f"/families/1/questionnaires/{number}", data={"value_a10_hope": hope, "reason_a10_hope": "Grace says so"})
    document = Document(io.BytesIO(an.get(f"{HERE}/case-study.docx?scores=y").data))
    assert [cell.text for cell in document.tables[0].rows[1].cells][1:] == ["2", "7"]
    assert "Grace" not in "".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert not Document(io.BytesIO(an.get(f"{HERE}/case-study.docx").data)).tables


def test_without_every_adults_agreement_nothing_leaves(told, an):
    an.post("/families/1/questionnaires/1", data={"value_c_planning": "A quiet plan."})
    assert "Agreement is missing" in an.get(HERE).get_data(as_text=True) and an.get(f"{HERE}/case-study.docx").status_code == 303


@pytest.mark.parametrize(("text", "kind", "said"), [
    ("They live in the Gasthuisstraat 12 now.", "place", "Gasthuisstraat 12"), ("Ils habitent rue de la Loi 16.", "place", "rue de la Loi 16"),
    ("He learns at the Athénée royal Nokin.", "school", "Athénée royal Nokin"), ("De kinderen gaan naar Basisschool De Krekel.", "school", "Basisschool De Krekel"),
    ("Write to grace@example.org soon.", "number", "grace@example.org"), ("Call 0470 12 34 56 first.", "number", "0470 12 34 56"), ("File 6.482.917 is closed.", "number", "6.482.917"),
    ("The decision came on 3 March 2020.", "date", "3 March 2020"), ("La décision du 3 mars 2020 est négative.", "date", "3 mars 2020"), ("Het besluit van 3/3/2020.", "date", "3/3/2020"),
    ("She speaks Nepali with them.", "country", "Nepali"), ("Ils viennent d’Albanie.", "country", "Albanie"), ("Then Mamadou called.", "name", "Mamadou"), ("They have seven children.", "rare", "seven children"),
    ("Il a été interviewé à la télévision.", "rare", "télévision"), ("Ze wonen in Leuven.", "place", "Leuven"),
])  # fmt: skip
def test_what_could_tell_who_they_are_is_found(text, kind, said):
    assert (kind, said) in {(one.kind, one.text) for one in details({"c": text}, [])}


@pytest.mark.parametrize("text", ["In 2014 the Immigration Office refused. They appealed to the Council of State.", "Depuis 2012, la famille attend. Le Conseil d’État a rejeté.", "Het gezin wacht sinds 2012. Zij hopen.", "The CGRS decided in spring 2016."])
def test_years_and_authorities_tell_nobody(text):
    assert details({"c": text}, []) == []
