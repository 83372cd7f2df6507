"""Several processes on one PostgreSQL database, as two machines would run them: they share the work, and each paper is there once."""

import dataclasses
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select

from caseline import create_app, history
from caseline.config import load_settings
from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.documents.models import Document, Page, Status
from caseline.families import editing
from caseline.installation import prepare
from caseline.jobs import Job
from caseline.users.accounts import add_user
from caseline.users.models import Role
from tests import databases

ROOT = Path(__file__).parents[2]
PAPERS, COMMON = 6, 3  # papers that each machine brings in, and how many of them both bring in
BRING_IN = """
import sys
from app import app
from caseline.documents.intake import receive
from caseline.db import db, family_scope
from caseline.engine import writing
from caseline.families.models import Family
from io import BytesIO
for n in range(int(sys.argv[1]), int(sys.argv[1]) + int(sys.argv[2])):
    with app.app_context(), writing(1), family_scope([1]):
        receive(db.session.get(Family, 1), f"lettre {n}.txt", BytesIO(f"Bruxelles, le {n + 1} septembre 2014. Votre demande est refusée.".encode()), user_id=1)
        db.session.commit()
"""


@pytest.fixture
def machines(tmp_path):
    """The environment of every process, and the application of this one; a family is there."""
    name = databases.name_of(tmp_path)
    environment = {**os.environ, "CASELINE_INSTANCE": str(tmp_path / "instance"), "CASELINE_KEY_FILE": str(tmp_path / "key"), "CASELINE_WORKERS": "2"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CASELINE_KEY_FILE", environment["CASELINE_KEY_FILE"])
        settings = load_settings(tmp_path / "instance")
    environment["CASELINE_DATABASE_URL"] = databases.server().create(name)
    app = create_app(dataclasses.replace(settings, database_url=environment["CASELINE_DATABASE_URL"]))
    with app.test_request_context():
        prepare()
        co = add_user(name="Co", email="co@plan.example", password="quiet otters carry nine lamps", role=Role.COORDINATOR)
        editing.open_case(reference="PT-1", name="Okonjo", language="fr", user_id=co.id)
        db.session.commit()
        db.session.remove()
    yield app, environment
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    databases.server().drop(name)


def run(environment, *commands) -> list[int]:
    """Start all commands together; the exit code of each."""
    started = [subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environment) for command in commands]
    return [process.wait(120) for process in started]


def test_no_paper_is_lost_or_there_twice(machines):
    app, environment = machines
    bring = [["-c", BRING_IN, str(first), str(PAPERS)] for first in (0, PAPERS - COMMON)]
    work = [["-m", "flask", "work", "--once"]] * 2
    assert run(environment, *bring) == [0, 0]
    assert run(environment, *work) == [0, 0]
    with app.test_request_context(), family_scope(EVERY_FAMILY):
        names = db.session.scalars(select(Document.name)).all()
        assert sorted(names) == sorted(f"lettre {n}.txt" for n in range(2 * PAPERS - COMMON))
        assert set(db.session.scalars(select(Document.status))) == {Status.READ}
        pages = Counter(db.session.scalars(select(Page.document_id)))
        assert len(pages) == len(names) and set(pages.values()) == {1}
        assert db.session.scalar(select(func.count(Job.id))) == 0
        assert history.broken_links() == []
        received = [entry.subject for entry in db.session.scalars(select(history.HistoryEntry).where(history.HistoryEntry.verb == "received"))]
        assert len(received) == len(set(received)) == len(names)


def test_two_workers_do_every_piece_of_work_once(machines):
    app, environment = machines
    assert run(environment, ["-c", BRING_IN, "0", "20"]) == [0]
    said = [subprocess.Popen([sys.executable, "-m", "flask", "work", "--once"], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    done = [int(process.communicate(timeout=120)[1].split()[0]) for process in said]
    assert sum(done) == 40, "each paper is read once and understood once"
