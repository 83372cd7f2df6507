"""Power cuts and full disks: what was acknowledged is there once and whole, whatever happened afterwards."""

import os
import random
import re
import select as waiting
import signal
import time
from datetime import timedelta
from hashlib import sha256
from io import BytesIO

import pytest
from sqlalchemy import event, select, update

from caseline import history, jobs
from caseline.backup import checking
from caseline.db import EVERY_FAMILY, db, family_scope, now
from caseline.documents.intake import receive
from caseline.documents.models import Document, Page, Status
from caseline.engine import writing
from caseline.families.models import Family
from caseline.jobs import Job
from tests.conftest import open_instance

KILLS = int(os.environ.get("CASELINE_PROVE_KILLS", "8"))  # `make prove`: 200


def upload_for_ever(folder, tell) -> None:
    """What a busy Caseline does: receive papers, tell that they are safe, read them. It ends by being killed."""
    app = open_instance(folder)
    while True:
        content = f"Brussels, 4 September 2014. Letter {os.getpid()} {random.random()}.".encode()
        with app.test_request_context(), writing(), family_scope([1]):
            receive(db.session.get(Family, 1), "letter.txt", BytesIO(content), user_id=1)
            db.session.commit()
        os.write(tell, f"{sha256(content).hexdigest()}\n".encode())
        if random.random() < 0.3:
            with app.app_context():
                jobs.run_all()


def killed_at_random(folder, chance) -> list[str]:
    """Start it in a process of its own, pull the plug, and return what it had acknowledged."""
    hear, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(hear)
            upload_for_ever(folder, tell)
        finally:
            os._exit(1)
    os.close(tell)
    waiting.select([hear], [], [], 30)  # it has begun
    time.sleep(chance.uniform(0.0, 0.35))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(hear, "rb") as told:
        return re.findall(r"^[0-9a-f]{64}$", told.read().decode(), flags=re.M)


def test_nothing_acknowledged_is_lost_or_doubled_by_killing(app):
    folder, chance, acknowledged = app.config["SETTINGS"].instance, random.Random(9), []
    with app.app_context():
        db.engine.dispose()
    for _ in range(KILLS):
        acknowledged += killed_at_random(folder, chance)
    with app.app_context():
        db.session.execute(update(Job).values(lease_until=now() - timedelta(minutes=1)))  # two minutes later
        db.session.commit()
        jobs.run_all()
    with app.app_context(), family_scope(EVERY_FAMILY):
        kept = db.session.scalars(select(Document)).all()
        pages = db.session.execute(select(Page.document_id, Page.number)).all()
        sums = [document.sha256 for document in kept]
        print(f"{KILLS} kills, {len(acknowledged)} acknowledged, {len(kept)} kept")
        assert acknowledged and set(acknowledged) <= set(sums) and len(sums) == len(set(sums)), "lost or doubled"
        assert {document.status for document in kept} == {Status.READ} and len(pages) == len(set(pages)) == len(kept)
        assert db.session.query(Job).count() == 0
    with app.app_context():
        verdict = checking.verify()
        assert verdict.faults == () and history.broken_links() == []
        assert verdict.orphans <= KILLS, "at most one unnamed file for each kill"
        app.extensions["vault"].clear_arriving()


class TestFullDisk:
    """The database refuses to grow (SQLite's own limit of pages); papers are refused by the reserve."""

    @pytest.fixture
    def disk(self, app):
        """The pages that the database may have: all it has now, until the test makes room."""
        limit = {"pages": 1}

        def no_more(connection, _record):
            connection.execute(f"PRAGMA max_page_count = {limit['pages']}")  # SQLite takes what it has as the least

        with app.app_context():
            db.session.remove()
            event.listen(db.engine, "connect", no_more)
            db.engine.dispose()
            yield limit
            event.remove(db.engine, "connect", no_more)

    def fill(self, an) -> int:
        for n in range(200):
            form = {"name": f"OKONJO {n}", "relation": "child", "sex": "", "nationality": "", "other_names": "x" * 1900}
            answer = an.post("/families/1/members/new", data=form)
            if answer.status_code != 303:
                return answer.status_code
        return 0

    @pytest.mark.encrypted_file
    def test_writing_is_refused_calmly_and_reading_goes_on(self, app, an, disk):
        assert self.fill(an) == 507
        page = an.get("/families/1/")
        assert page.status_code == 200 and "OKONJO" in page.text
        assert history.broken_links() == []

    @pytest.mark.encrypted_file
    def test_it_recovers_by_itself_when_there_is_room_again(self, app, an, disk):
        assert self.fill(an) == 507
        disk["pages"] = 10**9
        db.session.remove()
        db.engine.dispose()
        assert an.post("/families/1/members/new", data={"name": "NEW Child", "relation": "child", "sex": "", "nationality": ""}).status_code == 303

    def test_papers_are_refused_before_the_last_megabytes_are_gone(self, app, an):
        app.extensions["vault"].reserve = 1 << 60
        answer = an.post("/families/1/documents/", data={"files": (BytesIO(b"Dear"), "a.txt")}, content_type="multipart/form-data")
        assert answer.status_code == 507
        assert an.post("/families/1/members/new", data={"name": "NEW Child", "relation": "child", "sex": "", "nationality": ""}).status_code == 303
        with app.app_context(), family_scope(EVERY_FAMILY):
            assert db.session.scalars(select(Document)).all() == []
