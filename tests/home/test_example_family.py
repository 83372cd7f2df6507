"""The example family: opened by a coordinator with one button, read and reviewed like any other, never twice."""

from sqlalchemy import select

from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.documents.models import Document
from caseline.examples import FIRST, papers
from caseline.families.models import Family
from tests.interface.page_reader import read_page


def test_co_opens_it_and_its_papers_wait_to_be_read(app, co):
    answer = co.post("/example")
    page = read_page(co.get(answer.location))
    assert "Tadesse" in page.text
    with app.app_context(), family_scope(EVERY_FAMILY):
        family = db.session.scalar(select(Family).where(Family.reference == "PT-2021-07"))
        assert len(db.session.scalars(select(Document).where(Document.family_id == family.id)).all()) == len(papers(FIRST))
        assert [person.short_name for person in family.persons][:2] == ["Dawit", "Selam"]


def test_asking_again_leads_to_the_same_family(app, co):
    assert co.post("/example").location == co.post("/example").location
    with app.app_context(), family_scope(EVERY_FAMILY):
        assert len(db.session.scalars(select(Family).where(Family.reference == "PT-2021-07")).all()) == 1


def test_it_is_offered_to_a_coordinator_only(an):
    assert an.post("/example").status_code == 403
