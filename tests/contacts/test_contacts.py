"""Contacts: written in a line or in full, dropped as a mail, one of a series; two people never overwrite each other."""

import io
import re
from datetime import date, timedelta

import pytest

from caseline.contacts import rhythm
from caseline.contacts.models import Actor, Contact, ContactPerson, ContactSeries
from caseline.db import db, family_scope
from caseline.documents.models import Document
from caseline.timeline.models import Event
from tests.interface.page_reader import dead_ends, read_page

MAIL = (
    b"From: Claire Dumortier <c.dumortier@law.example>\r\nTo: An <an@plan.example>\r\nDate: Tue, 03 Mar 2026 16:05:00 +0100\r\nSubject: Okonjo: nouvelles\r\n"
    b"Message-ID: <1@law.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    b"Chere Madame, pas encore d'arret.\r\n\r\nLe 1 mars 2026, An a \xc3\xa9crit :\r\n> Avez-vous des nouvelles ?\r\n--B\r\nContent-Type: text/plain; name=attest.txt\r\n"
    b"Content-Disposition: attachment; filename=attest.txt\r\n\r\nAttestation du 2 mars 2026.\r\n--B--\r\n"
)


@pytest.fixture
def book(app):
    with app.app_context():
        db.session.add(Actor(kind="lawyer", name="Me Claire Dumortier", email="c.dumortier@law.example"))
        db.session.add(Actor(kind="ngo", name="De Sprong", contact_persons=[ContactPerson(name="Greet Maes", email="greet@sprong.example")]))
        db.session.commit()


def contacts(app) -> list[Contact]:
    with app.app_context(), family_scope([1]):
        return db.session.query(Contact).filter(Contact.deleted_at.is_(None)).order_by(Contact.id).all()


def line(browser, text, **more):
    return browser.post("/families/1/contacts/line", data={"line": text, **more}, follow_redirects=True)


def drop(browser, content=MAIL, name="mail.eml", **headers):
    return browser.post("/families/1/contacts/mails", data={"files": (io.BytesIO(content), name)}, headers=headers, follow_redirects=True)


def version(browser, address) -> str:
    return re.search(r'name="version" value="(\d+)"', browser.get(address).text)[1]


class TestInALine:
    def test_it_is_kept_told_and_can_be_taken_back(self, app, an, book):
        page = read_page(line(an, "call Me Dumortier, no news from CCE, 10 min"))
        (kept,) = contacts(app)
        assert (kept.channel, kept.minutes, kept.summary, kept.actor_ids) == ("call", 10, "No news from CCE", [1])
        assert "Saved: call, 10 minutes, No news from CCE" in page.text and not dead_ends(page, app)
        an.post(f"/families/1/contacts/{kept.id}/remove")
        assert contacts(app) == []

    def test_looked_at_first_nothing_is_kept_and_the_full_form_is_filled(self, app, an, book):
        page = line(an, "visit Grace, 1h30, school papers", deed="look").text
        assert contacts(app) == [] and 'value="90"' in page and "School papers" in page

    def test_what_was_understood_is_told_while_it_is_typed(self, app, an, book):
        told = an.post("/families/1/contacts/understood", data={"line": "call Me Dumortier, no news, 10 min"}).text
        assert "10 minutes" in told and "Me Claire Dumortier" in told and contacts(app) == []

    def test_an_empty_line_is_told(self, app, an):
        assert "Please write a line" in line(an, "  ").text and contacts(app) == []

    def test_from_the_days_page_into_the_family_that_was_chosen_and_no_other(self, app, an):
        assert "Okonjo: Saved" in an.post("/contacts/line", data={"family": "1", "line": "call mother, well, 5 min"}, follow_redirects=True).text
        assert an.post("/contacts/line", data={"family": "2", "line": "call mother"}).status_code == 404
        assert [one.person_ids for one in contacts(app)] == [[1]]


class TestDroppedMail:
    def test_it_becomes_a_contact_with_its_day_its_writer_and_its_own_words(self, app, an, book):
        drop(an)
        (kept,) = contacts(app)
        assert (kept.channel, kept.at, kept.time, kept.actor_ids) == ("mail", "2026-03-03", "16:05", [1])
        assert kept.summary.startswith("Okonjo: nouvelles\nChere Madame") and "Avez-vous" not in kept.summary
        assert kept.document_id and "mail.eml" in an.get(f"/families/1/contacts/{kept.id}").text

    def test_dropped_twice_it_is_one_contact(self, app, an, book):
        drop(an)
        assert "written down already" in drop(an).text and len(contacts(app)) == 1

    def test_what_is_no_mail_is_kept_as_a_paper(self, app, an):
        assert "is no e-mail" in drop(an, b"%PDF-1.4 nothing", "scan.pdf").text
        assert contacts(app) == []
        with app.app_context(), family_scope([1]):
            assert db.session.query(Document).count() == 1

    def test_nothing_empty_or_missing_is_taken(self, app, an):
        assert an.post("/families/1/contacts/mails", data={}, headers={"Accept": "application/json"}).status_code == 422
        assert drop(an, b"", Accept="application/json").status_code == 422

    def test_a_broken_mail_without_date_or_writer_is_still_a_contact_of_today(self, app, an):
        drop(an, b"Subject: =?utf-8?q?=C3=A9t?=\r\nFrom: <>\r\nDate: someday\r\n\r\nbonjour\r\n", "x.eml")
        assert [one.at for one in contacts(app)] == [date.today().isoformat()]


def test_two_people_who_change_the_same_contact_are_told_what_the_other_saved(app, an, co):
    line(an, "call mother, first words")
    seen = version(an, "/families/1/contacts/1")
    told = {"summary": "An’s words", "channel": "call", "at": "3.3.2026", "persons": "1", "series_id": "0", "version": seen}
    assert co.post("/families/1/contacts/1", data={**told, "summary": "Co’s words"}).status_code == 303
    answer = an.post("/families/1/contacts/1", data=told)
    assert answer.status_code == 409 and "Co’s words" in answer.text and "An’s words" in answer.text
    assert contacts(app)[0].summary == "Co’s words"
    assert an.post("/families/1/contacts/1", data={**told, "version": version(an, "/families/1/contacts/1")}).status_code == 303
    assert contacts(app)[0].summary == "An’s words"


def test_an_event_is_made_of_a_contact_in_one_click(app, an):
    line(an, "visit Grace, 3.3.2026, told how they came #history")
    answer = an.post("/families/1/contacts/1/event")
    assert answer.status_code == 303 and "/events/1" in answer.headers["Location"]
    with app.app_context(), family_scope([1]):
        event = db.session.query(Event).one()
        assert (event.type, event.edtf, event.sentence, event.person_ids) == ("home_visit", "2026-03-03", "Told how they came", [1])
        assert [one.contact_id for one in event.citations] == [1]
    page = read_page(an.get("/families/1/contacts/"))
    assert "on the timeline" in page.text and not dead_ends(page, app)
    assert "history" in page.text and contacts(app)[0].topics == ["history"]


@pytest.mark.parametrize(("words", "source"), [
    ("visit Grace, she showed the room", "case_manager_observation"), ("call Me Dumortier, hearing on 11 January", "lawyer_statement"),
    ("call Ecole du Parc, Ada was absent", "third_party_statement"), ("call Grace, she wants to wait", "client_statement"),
])
def test_who_told_it_is_the_source_of_the_event(app, an, words, source):
    with app.app_context():
        db.session.add_all([Actor(kind="lawyer", name="Claire Dumortier"), Actor(kind="school", name="Ecole du Parc")])
        db.session.commit()
    line(an, words)
    an.post("/families/1/contacts/1/event")
    with app.app_context(), family_scope([1]):
        assert [one.source_kind for one in db.session.query(Event).one().citations] == [source]


def test_a_long_list_comes_in_pages(app, an):
    with app.app_context(), family_scope([1]):
        db.session.add_all(Contact(family_id=1, by_user=1, at=f"2024-{month:02}-{day:02}", channel="call" if day % 2 else "visit", summary=f"Words {month}/{day}.", person_ids=[], actor_ids=[], topics=[], document_ids=[]) for month in (1, 3, 5) for day in range(1, 31))
        db.session.commit()
    first, second, beyond = (an.get(f"/families/1/contacts/?page={number}").text for number in (1, 2, 99))
    assert "90 contacts" in first and "Words 5/30." in first and "Words 1/1." not in first and "Page 1 of 2" in first
    assert "Words 1/1." in second and "Words 5/30." not in second and "Words 1/1." in beyond
    assert "Page 1" not in an.get("/families/1/contacts/?how=call").text


def test_papers_a_contact_brought_are_linked_to_it(app, an):
    line(an, "visit Grace, she brought a letter")
    an.post("/families/1/contacts/1/papers", data={"files": (io.BytesIO(b"a letter of 3 March 2026"), "letter.txt")})
    assert "letter.txt" in read_page(an.get("/families/1/contacts/1")).text
    assert "1 paper" in read_page(an.get("/families/1/contacts/")).text


class TestRhythm:
    def test_the_organisations_rhythm_holds_until_another_is_agreed(self, app, an, co):
        with app.test_request_context(), family_scope([1, 2]):
            assert rhythm.rhythms([1, 2]) == {1: 30, 2: 30}
        co.post("/rhythm", data={"days": "21"})
        an.post("/families/1/rhythm/", data={"days": "7", "why": "She asked for it."})
        with app.test_request_context(), family_scope([1, 2]):
            assert rhythm.rhythms([1, 2]) == {1: 7, 2: 21}
        an.post("/families/1/rhythm/", data={"days": ""})
        with app.test_request_context(), family_scope([1]):
            assert rhythm.rhythms([1]) == {1: 21}

    @pytest.mark.parametrize("days", ["0", "400", "soon"])
    def test_a_rhythm_is_a_number_of_days(self, an, days):
        assert an.post("/families/1/rhythm/", data={"days": days}).status_code == 422

    def test_only_coordinators_set_the_usual_one(self, an):
        assert an.post("/rhythm", data={"days": "5"}).status_code == 403

    @pytest.mark.parametrize(("every", "last", "due"), [("week", "2026-03-02", "2026-03-09"), ("two_weeks", "2026-03-02", "2026-03-16"), ("month", "2026-01-31", "2026-02-28"), ("quarter", "2025-11-30", "2026-02-28")])
    def test_the_next_one_comes_a_step_after_the_last(self, every, last, due):
        assert rhythm.next_on(ContactSeries(every=every, start="2026-01-01"), date.fromisoformat(last)).isoformat() == due

    def test_a_series_proposes_the_next_contact_and_a_line_goes_on_with_it(self, app, an):
        start = (date.today() - timedelta(3)).isoformat()
        an.post("/families/1/rhythm/series/new", data={"what": "weekly call with Grace", "every": "week", "channel": "call", "start": start, "persons": "1"})
        page = read_page(an.get("/families/1/contacts/"))
        assert "weekly call with Grace" in page.text and "late" in page.text and not dead_ends(page, app)
        assert "weekly call with Grace" in an.get("/").text, "on the day’s list"
        line(an, "call Grace, all well")
        assert contacts(app)[0].series_id == 1
        assert "weekly call with Grace" not in an.get("/").text, "gone by itself"

    def test_an_ended_series_asks_for_nothing(self, app, an):
        an.post("/families/1/rhythm/series/new", data={"what": "weekly call", "every": "week", "channel": "call", "start": "1.1.2026", "persons": "1"})
        an.post("/families/1/rhythm/series/1/end")
        with app.test_request_context(), family_scope([1]):
            assert [one for one in rhythm.proposals([1]) if one.due > date.today()] == []

    def test_a_form_for_the_next_one_is_filled(self, an):
        an.post("/families/1/rhythm/series/new", data={"what": "visit", "every": "month", "channel": "visit", "start": "1.1.2026", "persons": "1"})
        page = an.get("/families/1/contacts/new?series=1").text
        assert re.search(r'<option selected value="visit"', page) and re.search(r'name="persons" value="1" checked', page)

    def test_how_often_and_how_long_we_were_in_touch(self):
        made = [Contact(channel=how, at=day, minutes=minutes) for how, day, minutes in (("visit", "2026-01-02", 90), ("call", "2026-02-02", 10), ("visit", "2026-03-02", None))]
        told = rhythm.tally(made)
        assert told.channels == (("visit", 2), ("call", 1)) and (told.minutes, told.first, told.last) == (100, date(2026, 1, 2), date(2026, 3, 2))
