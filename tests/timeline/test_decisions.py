"""Nothing enters a timeline unless a person accepted it, once, and every decision can be taken back."""

import pytest
from sqlalchemy import func, select

from caseline.db import db, family_scope
from caseline.documents.models import Document, Page
from caseline.timeline import decisions
from caseline.timeline.decisions import AlreadyDecided, Wording
from caseline.timeline.models import Citation, Decision, Event, Proposal

QUOTE = "la présente décision a été notifiée le 22 septembre 2014"
ORDER = Wording(type="order_to_leave", edtf="2014-09-04", within=False, dates={"notification_date": "2014-09-22"}, person_ids=[1, 2], sentence="The family is ordered to leave.")


@pytest.fixture
def okonjo(app):
    """Inside family 1, with one paper and two proposals on it."""
    with app.test_request_context(), family_scope([1]):
        document = Document(family_id=1, name="annexe 13.pdf", sha256="0" * 64, address="1/00/00", size=1)
        db.session.add(document)
        db.session.flush()
        page = Page(family_id=1, document_id=document.id, number=1, text=f"… {QUOTE} …")
        page.words = []
        db.session.add_all([page, _proposal(document, "a", "2014-09-04"), _proposal(document, "b", "2014-09")])
        db.session.commit()
        yield db.session.scalars(select(Proposal).order_by(Proposal.id)).all()


def _proposal(document, fingerprint, edtf):
    return Proposal(
        family_id=1, document_id=document.id, fingerprint=fingerprint, page=1, start=2, end=2 + len(QUOTE), quote=QUOTE, type="order_to_leave", edtf=edtf,
        dates={"notification_date": "2014-09-22"}, person_ids=[1], sentence="An order to leave.", confidence=0.9, references=[["oe_sp", "6482917"]],
    )


def test_accepting_makes_an_event_with_its_page_and_quote(okonjo):
    event = decisions.accept(okonjo[0], ORDER, user_id=1)
    assert (event.edtf, event.dates, sorted(event.person_ids)) == ("2014-09-04", {"notification_date": "2014-09-22"}, [1, 2])
    assert [(c.page, c.quote, c.proposal_id) for c in event.citations] == [(1, QUOTE, okonjo[0].id)]
    assert okonjo[0].decision == Decision.ACCEPTED and okonjo[0].decided_by == 1


def test_a_second_decision_on_the_same_proposal_is_refused_and_changes_nothing(okonjo):
    decisions.accept(okonjo[0], ORDER, user_id=1)
    with pytest.raises(AlreadyDecided):
        decisions.dismiss(okonjo[0], user_id=2)
    assert db.session.scalar(select(func.count(Event.id))) == 1 and okonjo[0].decided_by == 1


def test_same_as_adds_a_source_and_keeps_the_working_date(okonjo):
    event = decisions.accept(okonjo[0], ORDER, user_id=1)
    decisions.same_as(okonjo[1], event, user_id=1)
    db.session.commit()
    assert event.edtf == "2014-09-04" and [c.edtf for c in event.citations] == ["2014-09-04", "2014-09"]


def test_undo_puts_the_proposal_back_and_takes_away_only_what_it_brought(okonjo):
    event = decisions.accept(okonjo[0], ORDER, user_id=1)
    decisions.same_as(okonjo[1], event, user_id=1)
    decisions.undo(okonjo[1], user_id=1)
    assert event.deleted_at is None and db.session.scalar(select(func.count(Citation.id))) == 1
    decisions.undo(okonjo[0], user_id=1)
    assert event.deleted_at is not None and okonjo[0].decision == Decision.UNDECIDED


def test_dismissed_stays_out_of_the_timeline(okonjo):
    decisions.dismiss(okonjo[0], user_id=1, reason="it is about somebody else")
    assert db.session.scalar(select(func.count(Event.id))) == 0 and okonjo[0].reason == "it is about somebody else"


def test_the_order_of_rows_follows_the_bounds_of_the_date(okonjo):
    event = decisions.accept(okonjo[1], Wording(**{**_fields(ORDER), "edtf": "2014-09"}), user_id=1)
    assert (event.earliest.isoformat(), event.latest.isoformat()) == ("2014-09-01", "2014-09-30")


def _fields(wording):
    return {name: getattr(wording, name) for name in wording.__slots__}
