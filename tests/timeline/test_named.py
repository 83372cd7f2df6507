"""Papers may come before the members: who is named in them can be taken in, and what names them finds them."""

import pytest
from sqlalchemy import select

from caseline.db import db, family_scope
from caseline.documents.models import Document, Page, Status
from caseline.families.models import Family, Person
from caseline.timeline import named
from caseline.timeline.decisions import Wording, accept
from caseline.timeline.models import Event, PersonClaim, Proposal

SELAM = {"name": "GIRMA WOLDE Selam", "born": "1987-11-22", "page": 1, "quote": "GIRMA WOLDE Selam, née le 22.11.1987", "role": "family"}
SHORT = {"name": "Selam GIRMA", "born": None, "page": 1, "quote": "Madame Selam GIRMA", "role": "family"}
LAWYER = {"name": "Claire DUMORTIER", "born": None, "page": 1, "quote": "Me Claire DUMORTIER", "role": "lawyer"}
KNOWN = {"name": "Grace OKONJO", "born": None, "page": 1, "quote": "Mme Grace OKONJO", "role": "family"}


@pytest.fixture
def papers(app):
    """Family 1 has two papers that name its mother, a lawyer, and a woman whom the file does not know."""
    with app.test_request_context(), family_scope([1]):
        _paper("décision.pdf", [SELAM, KNOWN, LAWYER])
        _paper("lettre.pdf", [SHORT])
        db.session.commit()


@pytest.fixture
def okonjo(app, papers):
    with app.test_request_context(), family_scope([1]):
        yield db.session.get(Family, 1)


def _paper(name, persons):
    document = Document(family_id=1, name=name, sha256=name.ljust(64, "0"), address=f"1/00/{name}", size=1, status=Status.READ, persons=persons)
    db.session.add(document)
    db.session.flush()
    page = Page(family_id=1, document_id=document.id, number=1, text="…")
    page.words = []
    proposal = Proposal(
        family_id=1, document_id=document.id, fingerprint=name, page=1, start=0, end=1, quote="…", type="asylum_application", edtf="2010-03-03",
        names=[persons[0]["name"]], sentence="She applies for asylum.", confidence=0.9,
    )
    db.session.add_all([page, proposal])


def test_one_person_written_two_ways_is_one_stranger_and_lawyers_and_members_are_none(okonjo):
    one, = named.strangers()
    assert (one.name, one.spellings, one.born) == ("GIRMA WOLDE Selam", ("Selam GIRMA",), "1987-11-22")
    assert [paper.name for paper in one.papers] == ["décision.pdf", "lettre.pdf"]


def test_a_stranger_taken_in_is_found_by_what_waits_and_by_what_was_accepted_without_people(okonjo):
    waits, accepted = db.session.scalars(select(Proposal).order_by(Proposal.id)).all()
    wording = Wording(type="asylum_application", edtf="2010-03-03", within=False, dates={}, person_ids=[], sentence="She applies for asylum.")
    event = accept(accepted, wording, user_id=1)
    person = named.take_in(okonjo, named.strangers()[0], relation="mother")
    assert (person.born, [name.text for name in person.names]) == ("1987-11-22", ["Selam GIRMA"])
    assert waits.person_ids == [person.id] and event.person_ids == [person.id]
    assert named.strangers() == []


def test_a_birth_date_taken_from_a_paper_keeps_its_page_and_quote(okonjo):
    person = named.take_in(okonjo, named.strangers()[0], relation="mother")
    named.recognise(okonjo)
    claim, = db.session.scalars(select(PersonClaim).where(PersonClaim.person_id == person.id))
    assert (claim.value, claim.page, claim.quote) == ("1987-11-22", 1, SELAM["quote"])


def test_people_chosen_by_a_person_stay_as_chosen(okonjo):
    grace = db.session.scalars(select(Person).order_by(Person.id)).first()
    proposal = db.session.scalars(select(Proposal)).first()
    event = accept(proposal, Wording("asylum_application", "2010-03-03", False, {}, [grace.id], "She applies."), user_id=1)
    named.take_in(okonjo, named.strangers()[0], relation="")
    assert db.session.get(Event, event.id).person_ids == [grace.id]


def test_somebody_of_another_family_is_not_proposed_again(an, papers):
    answer = an.post("/families/1/named/", data={"name": "GIRMA WOLDE Selam", "deed": "apart"}, follow_redirects=True)
    assert "will not be proposed again" in answer.text and "Everybody is known" in answer.text


def test_the_papers_page_says_who_is_not_in_the_file_and_one_click_takes_her_in(an, papers):
    assert "1 person is named in the papers and not in the file" in an.get("/families/1/documents/").text
    answer = an.post("/families/1/named/", data={"name": "GIRMA WOLDE Selam", "deed": "add", "relation": "mother"}, follow_redirects=True)
    assert "GIRMA WOLDE Selam is in the file" in answer.text
    assert an.post("/families/1/named/", data={"name": "Nobody", "deed": "add"}).status_code == 404
