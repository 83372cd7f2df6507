"""Both families modelled on the published case studies can be entered as they are told, and every screen shows something of them."""

from datetime import date

import pytest

from caseline import examples
from caseline.agreements.consent import consent_for
from caseline.assessments.voice import voice_of
from caseline.db import db, family_scope
from caseline.engine import writing
from caseline.families.models import Family
from caseline.intake.models import Referral
from caseline.stages.models import Closure, StagePeriod
from tests.interface.page_reader import read_page

CO = 3
SCREENS = {
    "demiri-hasani": {
        "course/": "after the removal of the father she asked for time", "agreements/": "withdrawn on 20 November 2025", "assessment/": "I lived like an animal",
        "face-sheet/": "Never call the number of the parents-in-law", "contacts/": "Bank card still not asked for", "plan/": "card",
    },
    "gurung-rana": {
        "course/": "The same lawyer for fifteen years", "agreements/": "first refused on 4 May 2021", "assessment/": "I kept every paper",
        "face-sheet/": "Last visit of the project", "contacts/": "Momos", "plan/": "9bis",
    },
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
