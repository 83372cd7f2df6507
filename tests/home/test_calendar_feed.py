"""The calendar of terms leaves the house only at a secret address, tells no name, and stops with its owner's rights."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from caseline.db import db, family_scope
from caseline.families.models import Assignment, Family
from caseline.history import HistoryEntry
from caseline.home.models import CalendarFeed
from caseline.timeline.decisions import Wording, write_event
from caseline.users.models import User
from tests.conftest import signed_in

NOTIFIED = date.today() - timedelta(days=5)


@pytest.fixture
def running(app):
    """A term that runs in each of the two families."""
    for family in (1, 2):
        with app.test_request_context(), family_scope([family]):
            wording = Wording("decision_refusal", (NOTIFIED - timedelta(days=3)).isoformat(), False, {"notification_date": NOTIFIED.isoformat()}, [], "A refusal.")
            write_event(family, wording, user_id=1)
            db.session.commit()
            db.session.remove()


@pytest.fixture
def address(an, running):
    return address_in(an.post("/me/calendar", data={"deed": "make"}))


def address_in(answer) -> str:
    return re.search(r'value="http://[^/"]+(/calendar/[^"]+\.ics)"', answer.get_data(as_text=True)).group(1)


def fetched(app, address):
    return app.test_client().get(address, headers={"User-Agent": "a calendar"})


def test_there_is_no_address_until_somebody_makes_one(an, app, running):
    assert "There is no address" in an.get("/me/calendar").get_data(as_text=True)
    assert fetched(app, "/calendar/guess.ics").status_code == 404


def test_the_calendar_tells_reference_and_term_and_nothing_else(app, address):
    answer = fetched(app, address)
    told = answer.get_data(as_text=True).replace("\r\n ", "")
    assert answer.mimetype == "text/calendar" and answer.headers["Cache-Control"] == "no-store" and "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "SUMMARY:PT-2026-01: " in told and "to be confirmed by a lawyer" in told and told.count("BEGIN:VALARM") >= 2
    assert "Okonjo" not in told and "DESCRIPTION:PT-2026-01" in told and "PT-2026-02" not in told
    assert "Set-Cookie" not in answer.headers


def test_names_only_when_its_owner_wants_them(an, app, running):
    address = address_in(an.post("/me/calendar", data={"deed": "make", "names": "y"}))
    assert "DESCRIPTION:Okonjo" in fetched(app, address).get_data(as_text=True)


def test_only_a_hash_is_kept_and_the_page_never_tells_it_again(an, app, address):
    secret = address.removeprefix("/calendar/").removesuffix(".ics")
    assert len(secret) >= 43 and secret not in an.get("/me/calendar").get_data(as_text=True)
    with app.app_context():
        assert secret not in db.session.scalar(select(CalendarFeed.token_hash))


def test_a_new_address_ends_the_old_one_and_ending_ends_all(an, app, address):
    again = address_in(an.post("/me/calendar", data={"deed": "make"}))
    assert (fetched(app, address).status_code, fetched(app, again).status_code) == (404, 200)
    an.post("/me/calendar", data={"deed": "end"})
    assert fetched(app, again).status_code == 404


def test_a_family_given_to_a_colleague_is_gone_at_the_next_fetch(app, address):
    assert "PT-2026-01" in fetched(app, address).get_data(as_text=True)
    with app.app_context():
        db.session.query(Assignment).filter_by(family_id=1).delete()
        db.session.commit()
    assert "PT-2026-01" not in fetched(app, address).get_data(as_text=True)


def test_an_erased_family_is_gone_too(app, address):
    with app.app_context():
        db.session.query(Family).filter_by(id=1).update({"deleted_at": datetime.now(UTC)})
        db.session.commit()
    assert "PT-2026-01" not in fetched(app, address).get_data(as_text=True)


def test_an_account_that_is_closed_or_has_another_role_feeds_nothing(app, address):
    for change in ({"role": "evaluator"}, {"role": "lawyer"}, {"role": "case_manager", "closed_at": datetime(2026, 1, 1, tzinfo=UTC)}):
        with app.app_context():
            db.session.query(User).filter_by(name="An").update(change)
            db.session.commit()
        assert fetched(app, address).status_code == 404, change


def test_every_fetch_is_written_down(app, address):
    for _ in range(3):
        fetched(app, address)
    with app.app_context():
        noted = db.session.scalars(select(HistoryEntry).where(HistoryEntry.verb == "calendar fetched")).all()
        assert [(entry.subject, entry.details["families"], entry.address) for entry in noted] == [("user:1", 1, "127.0.0.1")] * 3


def test_evaluators_and_lawyers_have_no_calendar(app):
    for who in ("Ed", "Lu"):
        assert signed_in(app, who).post("/me/calendar", data={"deed": "make"}).status_code == 403


def test_it_speaks_the_language_of_its_owner(an, app, running):
    an.post("/me/language", data={"language": "fr"})
    address = address_in(an.post("/me/calendar", data={"deed": "make"}))
    assert "à confirmer par un avocat" in fetched(app, address).get_data(as_text=True).replace("\r\n ", "")
