"""A sentence that Caseline wrote is said in each reader's language; one that a person wrote stays as she wrote it."""

import pytest
from markupsafe import escape
from sqlalchemy import select

from caseline import extraction
from caseline.db import db, family_scope
from caseline.documents.models import Document, Page, Status
from caseline.families.models import Family
from caseline.timeline import reasoning
from caseline.timeline.decisions import Wording, accept, write_event
from caseline.timeline.models import Event, Proposal
from caseline.timeline.understanding import understand
from caseline.users.models import User
from tests.conftest import signed_in

LETTER = "Bruxelles, le 8 juillet 2016\n\nVotre demande 9bis a été déclarée irrecevable le 4 septembre 2014."


@pytest.fixture
def proposal(app):
    """In family 1, An's own paper (she reads English), understood: a refusal of 2014 is proposed."""
    with app.test_request_context(), family_scope([1]):
        document = Document(family_id=1, name="lettre.txt", sha256="0" * 64, address="1/00/00", size=1, status=Status.READ, received_by=1)
        db.session.add(document)
        db.session.flush()
        page = Page(family_id=1, document_id=document.id, number=1, text=LETTER)
        page.words = []
        db.session.add(page)
        db.session.commit()
        understand(document.id, {})
        yield db.session.scalars(select(Proposal).where(Proposal.edtf == "2014-09-04")).one()


def wording(proposal, sentence: str) -> Wording:
    return Wording(proposal.type, proposal.edtf, False, dict(proposal.dates), [], sentence)


def told(lang: str) -> str:
    row, = reasoning.reason(db.session.get(Family, 1), lang=lang).rows
    return row.sentence


def test_the_engine_says_each_sentence_in_every_language_it_has():
    event = next(e for e in extraction.extract([LETTER], lang="nl").events if e.edtf == "2014-09-04")
    assert set(event.sentences) == {"en", "fr", "nl"} and event.sentence == event.sentences["nl"]
    assert len(set(event.sentences.values())) == 3


def test_an_accepted_sentence_follows_the_reader(proposal):
    accept(proposal, wording(proposal, proposal.sentence), user_id=1)
    assert told("en") == proposal.sentences["en"] and told("fr") == proposal.sentences["fr"] and told("nl") == proposal.sentences["nl"]
    assert told("de") == proposal.sentence  # no German sentences: as it was accepted


def test_accepting_in_another_language_keeps_them_all(proposal):
    accept(proposal, wording(proposal, proposal.sentences["fr"]), user_id=1)
    assert told("nl") == proposal.sentences["nl"] and told("de") == proposal.sentences["fr"]


def test_the_persons_own_words_are_nobody_elses(proposal):
    event = accept(proposal, wording(proposal, "The 9bis was not even looked at."), user_id=1)
    assert {told("en"), told("fr")} == {"The 9bis was not even looked at."} and event.sentences is None


def test_rewriting_it_later_ends_the_other_languages(proposal):
    event = accept(proposal, wording(proposal, proposal.sentence), user_id=1)
    write_event(1, wording(proposal, "Refused without a look."), user_id=1, event=event)
    assert told("fr") == "Refused without a look."


@pytest.mark.parametrize("language", ["en", "fr", "nl"])
def test_the_review_page_speaks_the_readers_language(app, proposal, language):
    number, expected = proposal.id, proposal.sentences[language]
    db.session.get(User, 1).language = language
    db.session.commit()
    assert str(escape(expected)) in signed_in(app, "An").get(f"/families/1/review/{number}").text
