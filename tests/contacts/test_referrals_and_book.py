"""The book of everybody around the families, and referrals to them: to whom, why, since when they wait, what came of it."""

from datetime import date, timedelta

import pytest

from caseline.contacts import referring
from caseline.contacts.models import Actor, ServiceReferral
from caseline.db import db, family_scope
from tests.interface.page_reader import dead_ends, read_page

PEOPLE = "Greet Maes; intake; 02 555 01 23; greet@sprong.example\nDr Wouters"


def add(browser, **more):
    return browser.post("/book/new", data={"name": "De Sprong", "kind": "ngo", "services": "homework class, food", "access": "without papers, free", "people": PEOPLE, **more}, follow_redirects=True)


def refer(browser, **more):
    told = {"what": "psychologist with interpreter", "actor_id": "1", "persons": "1", "asked_on": "1.3.2026", "state": "asked"}
    return browser.post("/families/1/referrals/new", data={**told, **more}, follow_redirects=True)


def test_whom_to_ask_for_is_read_from_plain_lines(app, an):
    add(an)
    with app.app_context():
        greet, wouters = db.session.query(Actor).one().contact_persons
        assert (greet.name, greet.task, greet.phone, greet.email) == ("Greet Maes", "intake", "02 555 01 23", "greet@sprong.example")
        assert wouters.name == "Dr Wouters" and wouters.phone == ""


def test_the_book_is_searched_by_service_and_kind(app, an):
    add(an)
    add(an, name="Me Dumortier", kind="lawyer", services="")
    page = read_page(an.get("/book/?q=food"))
    assert "De Sprong" in page.text and "Me Dumortier" not in page.text and not dead_ends(page, app)
    assert "De Sprong" not in an.get("/book/?kind=lawyer").text
    assert "Nobody in the book fits" in an.get("/book/?q=%25").text, "a wildcard is a sign like any other"


def test_who_left_the_book_is_not_chosen_any_more_and_comes_back(an):
    add(an)
    an.post("/book/1/close")
    an.get("/book/")
    assert "De Sprong" not in an.get("/families/1/referrals/new").text
    an.post("/book/1/reopen")
    assert "De Sprong" in an.get("/families/1/referrals/new").text


def test_nobody_overwrites_a_colleague_in_the_book(an, bo):
    add(an)
    told = {"name": "De Sprong vzw", "kind": "ngo", "version": "1"}
    assert bo.post("/book/1/edit", data=told).status_code == 303
    assert an.post("/book/1/edit", data=told).status_code == 409


class TestReferrals:
    def test_it_waits_then_begins_then_ends(self, app, an):
        add(an)
        page = read_page(refer(an, asked_on=(date.today() - timedelta(30)).strftime("%d.%m.%Y")))
        assert "waiting 30 days" in page.text and not dead_ends(page, app)
        assert "Ask again: De Sprong" in an.get("/").text
        an.post("/families/1/referrals/1/state", data={"state": "started"})
        assert "Ask again: De Sprong" not in an.get("/").text
        assert "waited 30 days" in an.get("/families/1/referrals/").text

    def test_to_somebody_who_is_not_in_the_book(self, an):
        assert "the neighbour" in refer(an, actor_id="0", to_whom="the neighbour").text

    @pytest.mark.parametrize("wrong", [{"what": ""}, {"actor_id": "0"}, {"asked_on": "2026"}, {"state": "lost"}])
    def test_what_is_missing_is_told(self, an, wrong):
        add(an)
        assert read_page(refer(an, **wrong), 422).errors

    def test_a_missing_consent_is_pointed_out_before(self, an):
        assert "Is it agreed?" in an.get("/families/1/referrals/new").text
        an.post("/families/1/agreements/new", data={"person_id": "1", "kind": "share_with_service", "answer": "given", "given_on": "1.1.2026", "document_id": "0"})
        assert "Is it agreed?" not in an.get("/families/1/referrals/new").text

    def test_the_page_of_a_service_shows_only_my_families(self, an, bo):
        add(an)
        refer(an)
        assert "psychologist with interpreter" in an.get("/book/1").text
        assert "psychologist with interpreter" not in bo.get("/book/1").text

    def test_days_of_waiting_are_counted_once(self):
        today = date(2026, 3, 31)
        assert referring.waited(ServiceReferral(state="asked", asked_on="2026-03-01", started_on=""), today) == 30
        assert referring.waited(ServiceReferral(state="ended", asked_on="2026-03-01", started_on="2026-03-11"), today) == 10
        assert referring.waited(ServiceReferral(state="refused", asked_on="2026-03-01", started_on=""), today) is None

    def test_nobody_overwrites_a_colleague(self, an, co):
        add(an)
        refer(an)
        told = {"what": "other", "actor_id": "1", "asked_on": "1.3.2026", "state": "asked", "version": "1"}
        assert co.post("/families/1/referrals/1", data=told).status_code == 303
        assert an.post("/families/1/referrals/1", data=told).status_code == 409

    def test_from_the_bin_and_back(self, app, an):
        add(an)
        refer(an)
        an.post("/families/1/referrals/1/remove")
        assert "psychologist" not in an.get("/families/1/referrals/").text and "psychologist" in an.get("/families/1/bin/").text
        an.post("/families/1/bin/service_referral/1/restore")
        with app.app_context(), family_scope([1]):
            assert db.session.query(ServiceReferral).one().deleted_at is None
