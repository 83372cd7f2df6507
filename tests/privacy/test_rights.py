"""What people in the files may ask for: to see, to receive, to be erased; and what keeps that from being misused."""

import io
import json
import re
import zipfile

import pytest

from caseline import history
from caseline.backup import database
from caseline.db import EVERY_FAMILY, Base, db, family_scope
from caseline.documents.intake import receive
from caseline.families.models import Family, Person, PersonName
from caseline.history import HistoryEntry
from caseline.privacy import erasure
from caseline.privacy.models import Erasure
from caseline.timeline.models import Citation, Event, EventPerson
from tests import databases

REFERENCE = {"reason": "The family asked for it in writing.", "reference": "PT-2026-01"}


@pytest.fixture
def told(app):
    """Family 1: Grace (1) and Samuel (2); one event of Grace with a paper; one of Samuel without."""
    with app.test_request_context(), family_scope([1]):
        paper = receive(db.session.get(Family, 1), "../../letter \u202e.txt", io.BytesIO(b"Dear Grace, your request is refused."), user_id=1).document
        db.session.add(PersonName(family_id=1, person_id=1, text="OKONJO G."))
        for person_id, sentence in ((1, "Grace was refused stay."), (2, "Samuel started school.")):
            event = Event(family_id=1, type="other", sentence=sentence)
            db.session.add(event)
            db.session.flush()
            db.session.add(EventPerson(family_id=1, event_id=event.id, person_id=person_id))
            if person_id == 1:
                db.session.add(Citation(family_id=1, event_id=event.id, document_id=paper.id, page=1, quote="your request is refused"))
        db.session.commit()
    return app


def opened(answer) -> tuple[dict, dict]:
    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    return json.loads(archive.read("data.json")), {name: archive.read(name) for name in archive.namelist() if name.startswith("papers/")}


def test_an_hands_over_everything_about_grace_and_nothing_about_samuel(told, an):
    answer = an.post("/families/1/data/export", data={"person": 1})
    data, papers = opened(answer)
    said = json.dumps(data)
    assert "Grace was refused stay." in said and "OKONJO G." in said and "your request is refused" in said
    assert "Samuel" not in said and list(papers.values()) == [b"Dear Grace, your request is refused."]
    assert "okonjo" not in answer.headers["Content-Disposition"].lower(), "the file name tells no name"


def test_the_whole_family_is_every_table(told, an):
    data, _papers = opened(an.post("/families/1/data/export"))
    assert {"person", "person_name", "event", "citation", "document", "family"} <= data.keys()
    assert "Samuel started school." in json.dumps(data) and "vault_key" not in json.dumps(data)


def test_paths_in_the_archive_stay_inside_it(told, an):
    _data, papers = opened(an.post("/families/1/data/export"))
    assert all(re.fullmatch(r"papers/\d{5} [^/\\]+", name) and "\u202e" not in name for name in papers)


def test_the_export_is_in_the_history_and_asks_for_the_password_when_it_was_long_ago(told, an, clock):
    an.post("/families/1/data/export", data={"person": 1})
    clock.pass_by(minutes=11)
    assert an.post("/families/1/data/export", data={"person": 1}).status_code == 401
    with told.app_context():
        assert db.session.query(HistoryEntry).filter_by(verb="data exported").one().subject == "person:1"


def test_a_person_of_another_family_is_not_found(told, an):
    with told.app_context(), family_scope([2]):
        foreign = db.session.query(Person).first().id
    assert an.post("/families/1/data/export", data={"person": foreign}).status_code == 404


class TestErasure:
    def ask(self, browser):
        browser.post("/families/1/data/erase", data=REFERENCE)

    def test_two_people_erase_a_family_and_nothing_of_it_is_left(self, told, an, co):
        """Every table, every file, every byte of the data folder."""
        self.ask(an)
        answer = co.post("/erasures/1/approve", follow_redirects=True)
        assert "Certificate of erasure" in answer.text and "Grace" not in answer.text and "PT-2026-01" not in answer.text
        with told.app_context(), family_scope(EVERY_FAMILY):
            for table in Base.metadata.sorted_tables:
                if "family_id" in table.c and table.name not in {"history", "erasure"}:
                    assert db.session.execute(table.select().where(table.c.family_id == 1)).all() == [], table.name
            assert db.session.get(Family, 1) is None and db.session.get(Family, 2) is not None
            assert list(told.extensions["vault"].addresses()) == []
        assert databases.ON_POSTGRESQL or self.left_in_the_file(told) == []

    def left_in_the_file(self, app) -> list[bytes]:
        """The words that the database file still holds, opened with its key: decrypted page by page."""
        settings = app.config["SETTINGS"]
        plain = settings.instance / "plain.db"
        connection = database.open_file(settings.data / "caseline.db", settings.derive("database"))
        connection.execute(f"ATTACH DATABASE '{plain}' AS plain KEY ''")
        connection.execute("SELECT sqlcipher_export('plain')")
        connection.execute("DETACH DATABASE plain")
        connection.close()
        content = plain.read_bytes()
        return [word for word in (b"OKONJO", b"Okonjo", b"Grace", b"Samuel", b"refused stay", b"letter .txt") if word in content]

    def test_one_person_alone_cannot(self, told, co):
        self.ask(co)
        assert "person who asked cannot decide" in co.post("/erasures/1/approve", follow_redirects=True).text
        with told.app_context(), family_scope(EVERY_FAMILY):
            assert db.session.get(Family, 1) is not None

    def test_a_wrong_reference_asks_for_nothing(self, told, an):
        an.post("/families/1/data/erase", data={**REFERENCE, "reference": "PT-2026-02"})
        an.post("/families/1/data/erase", data={**REFERENCE, "reason": " "})
        with told.app_context():
            assert db.session.query(Erasure).count() == 0

    def test_a_legal_hold_prevents_asking_and_deciding(self, told, an, co):
        self.ask(an)
        co.post("/families/1/data/hold", data={"reason": "Appeal before the court"})
        assert "Appeal before the court" in co.post("/erasures/1/approve", follow_redirects=True).text
        co.post("/erasures/1/withdraw")
        self.ask(an)
        with told.app_context(), family_scope(EVERY_FAMILY):
            assert db.session.get(Family, 1) is not None
            assert db.session.query(Erasure).count() == 1
        co.post("/families/1/data/hold", data={"deed": "end"})
        self.ask(an)
        assert co.post("/erasures/2/approve").status_code == 303

    def test_case_managers_do_not_decide(self, told, an, bo):
        self.ask(an)
        assert bo.post("/erasures/1/approve").status_code == 403 and bo.get("/erasures").status_code == 403

    def test_it_is_done_once(self, told, an, co):
        self.ask(an)
        co.post("/erasures/1/approve")
        assert "not here any more" in co.post("/erasures/1/approve", follow_redirects=True).text

    def test_the_history_keeps_the_line_and_stays_whole(self, told, an, co):
        self.ask(an), co.post("/erasures/1/approve")
        with told.app_context():
            assert history.broken_links() == []
            entry = db.session.query(HistoryEntry).filter_by(verb="family erased").one()
            assert entry.details["files"] == 1 and "Okonjo" not in str(entry.details)

    def test_copies_of_its_files_cannot_be_opened_any_more(self, told, an, co, tmp_path):
        """Crypto-erasure: the only key was the family's own, and it is gone."""
        vault = told.extensions["vault"]
        copies = [(vault.folder / address).read_bytes() for address in vault.addresses()]
        self.ask(an), co.post("/erasures/1/approve")
        with told.app_context(), family_scope(EVERY_FAMILY):
            keys = [family.vault_key for family in db.session.query(Family)]
        place = vault.folder / "1" / "aa"
        place.mkdir(parents=True)
        (place / "copy").write_bytes(copies[0])
        for key in keys:
            with pytest.raises(Exception, match="damaged"):
                vault.read(key, "1/aa/copy")


class TestRetention:
    def test_closed_files_are_proposed_when_their_time_is_over(self, app, clock, co):
        with app.app_context(), family_scope(EVERY_FAMILY):
            db.session.get(Family, 1).stage = "closed"
            db.session.commit()
        assert "Okonjo" not in co.get("/erasures").text
        clock.pass_by(days=5 * 366 + 2)
        with app.app_context(), family_scope(EVERY_FAMILY):
            assert [family.id for family, _at in erasure.kept_too_long()] == [1]

    def test_a_family_on_hold_is_not_proposed(self, app, clock, co):
        co.post("/families/1/data/hold", data={"reason": "Appeal"})
        with app.app_context(), family_scope(EVERY_FAMILY):
            db.session.get(Family, 1).stage = "closed"
            db.session.commit()
            clock.pass_by(days=6 * 366)
            assert erasure.kept_too_long() == []


class TestPages:
    def test_the_data_protection_page_tells_the_settings_in_force(self, an, app):
        page = an.get("/data-protection").text
        assert "asleep after 15 minutes" in page and "5 years" in page and "no connection to any other computer" in page

    def test_the_status_page_says_plainly_that_key_and_data_share_a_disk(self, co):
        page = co.get("/status").text
        assert "whoever takes the disk takes both" in page and "There is no backup yet" in page

    def test_an_sees_who_opened_the_file_of_her_family(self, an, co):
        co.get("/families/1/", buffered=True)
        page = an.get("/families/1/history").text
        assert "Co" in page and "opened" in page

    def test_co_sees_what_an_did(self, an, co):
        an.get("/families/2/", buffered=True)
        page = co.get("/accounts/1/history").text
        assert "refused" in page and "<td>Family</td>" in page  # in words, not by the name of a view

    def test_an_sees_her_own_history_and_not_that_of_bo(self, an):
        assert an.get("/me/history").status_code == 200 and an.get("/accounts/2/history").status_code == 403
