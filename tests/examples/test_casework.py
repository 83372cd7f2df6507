"""Both families modelled on the published case studies can be entered as they are told, and every screen shows something of them."""

from datetime import date

import pytest

from caseline import examples
from caseline.agreements.consent import consent_for
from caseline.agreements.models import Confidence, Consent, SafetyFlag
from caseline.assessments.models import Assessment, Vulnerability
from caseline.assessments.voice import voice_of
from caseline.contacts.models import Contact, ContactSeries, ServiceReferral
from caseline.db import db, family_scope
from caseline.documents.models import Document
from caseline.engine import writing
from caseline.families.models import Family
from caseline.intake.models import Referral
from caseline.legal.models import LawyerStep, LegalQuestion, LegalScreening
from caseline.plans.models import PlanReview
from caseline.questionnaires.models import Sheet
from caseline.stages.models import Closure, StagePeriod
from caseline.timeline.models import Event
from tests.interface.page_reader import read_page

CO = 3
SCREENS = {
    "demiri-hasani": {
        "": "removed to Kosovo on 21 August 2024", "course/": "after the removal of the father she asked for time", "agreements/": "withdrawn on 20 November 2025",
        "assessment/": "Now they look at me when I speak", "face-sheet/": "Tuesday at ten at the community centre", "contacts/": "Bank card still not asked for",
        "rhythm/": "meeting every two weeks", "referrals/": "reading and writing, two mornings a week", "lawyers/": "Can Erion file a 9bis of his own", "plan/": "She draws a book with her name in it",
        "plan/print": "a bank card in her own name", "evidence/?purpose=statelessness": "embassy letter.jpg", "questionnaires/": "Valbona", "documents/": "courrier OE 10-02-2026.pdf",
    },
    "gurung-rana": {
        "": "Nepali", "course/": "The same lawyer for fifteen years", "agreements/": "first refused on 4 May 2021", "assessment/": "When the letter box moves I still stand up",
        "face-sheet/": "Last visit of the project", "contacts/": "Momos", "rhythm/": "call every two weeks with the mother", "referrals/": "a home for six before the notice ends",
        "lawyers/": "rejected after seven years", "plan/": "Now I will learn how a pay slip is read", "plan/print": "Our plan", "evidence/?purpose=9bis": "schoolattest 4 kinderen.png",
        "questionnaires/": "Sunita", "documents/": "lettre voisine.rtf",
    },
}
# What the two case studies of the Plan Together paper tell, as the records that hold it here.
TOLD = {
    "gurung-rana": [
        ("referred by a welfare organisation", Referral, "referred_by_organisation"), ("an appeal lost after years", LawyerStep, "rejected after seven years"),
        ("the husband has no trust, the wife is open", Assessment, "I do not wait any more"), ("another NGO advises against", LegalScreening, "wait for a general regularisation"),
        ("the lawyer is found again, a new application", LawyerStep, "New application (9bis)"), ("the Commissioner’s opinion", ServiceReferral, "best interests"),
        ("psychological help", ServiceReferral, "psychologist with an interpreter"), ("notice to quit, on hold", StagePeriod, "notice to quit"), ("the court, accompanied", Contact, "Hearing about the flat"),
        ("a passport expires", Contact, "passport expired"), ("the campaign, the daughter on television", Contact, "interviewed by television"), ("letters older than six months", LegalQuestion, "still good"),
        ("the eldest dreams of a life like others", Assessment, "animals cannot wait"),
    ],
    "demiri-hasani": [
        ("first not taken on, because others spoke for her", Referral, "not_admitted"), ("the in-laws speak", Assessment, "Mother-in-law and brother-in-law decide"),
        ("referred again by the husband in detention", Referral, "from_detention"), ("the husband sent back", Contact, "plane to Pristina"),
        ("the State does not recognise her", ServiceReferral, "name in the book"), ("the Immigration Office advises statelessness", Contact, "advised to start a statelessness procedure"),
        ("cognitive ability not diagnosed before", Vulnerability, "suspected cognitive limitation"), ("a paper to show", Contact, "Letter of the Immigration Office"),
        ("detained in a Return House, afraid", Assessment, "return house Tubize"), ("like an animal", Assessment, "I lived like an animal"), ("the eldest son lost his stay", LegalQuestion, "loss of Erion"),
        ("never call the parents-in-law", SafetyFlag, "Never call"),
    ],
}


@pytest.fixture(params=SCREENS)
def told(request, app) -> tuple[str, int]:
    """(folder, family id) of an example family with its casework; its papers wait to be read."""
    folder = examples.EXAMPLES / request.param
    with app.test_request_context():
        family_id, _is_new = examples.open_example(folder, user_id=CO)
        with family_scope([family_id]), writing():
            examples.load_casework(db.session.get(Family, family_id), folder, user_id=CO)
            db.session.commit()
    return request.param, family_id


def test_every_screen_shows_something_real(told, co):
    name, family_id = told
    for screen, words in SCREENS[name].items():
        assert words in read_page(co.get(f"/families/{family_id}/{screen}")).text, screen


def test_what_the_case_study_tells_has_its_place(told, app):
    name, family_id = told
    with app.test_request_context(), family_scope([family_id]):
        lost = [fact for fact, model, words in TOLD[name] if not any(words in str(vars(one)) for one in db.session.query(model).filter_by(family_id=family_id))]
    assert not lost


def test_years_of_work_dozens_of_papers_and_contacts(told, app):
    _name, family_id = told
    with app.test_request_context(), family_scope([family_id]):
        days = sorted(one.at for one in db.session.query(Contact))
        assert len(days) >= 24 and int(days[-1][:4]) - int(days[0][:4]) >= 3 and db.session.query(Document).count() >= 24
        assert all(db.session.query(model).count() >= 2 for model in (PlanReview, LegalScreening, LegalQuestion, LawyerStep, ServiceReferral, ContactSeries, Assessment, Consent, Event, Sheet))
        assert db.session.query(Confidence).count() == 1 and db.session.query(SafetyFlag).count() >= 1


def test_declined_then_admitted_in_one_case_admitted_at_once_in_the_other(told, app):
    name, family_id = told
    with app.app_context():
        outcomes = [one.outcome for one in db.session.query(Referral).filter_by(family_id=family_id).order_by(Referral.received_on)]
    assert outcomes == {"demiri-hasani": ["not_admitted", "admitted"], "gurung-rana": ["admitted"]}[name]


def test_pause_closure_consent_and_voice_have_their_place(told, app):
    name, family_id = told
    with app.test_request_context(), family_scope([family_id]):
        family = db.session.get(Family, family_id)
        assert "paused" in {period.stage for period in db.session.query(StagePeriod)}
        assert (family.stage == "closed") == (db.session.query(Closure).count() == 1) == (name == "gurung-rana")
        mother = next(person for person in family.persons if person.relation == "mother")
        assert consent_for(mother.id, "lawyer", date(2026, 1, 1)) and voice_of(mother.id)
        assert any(voice_of(person.id) for person in family.persons if person.is_child)
