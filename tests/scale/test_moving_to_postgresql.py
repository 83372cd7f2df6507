"""A whole installation moves from the built-in file to PostgreSQL: every row, the history's seal, and the next day's work."""

import dataclasses
import io

import pytest
from sqlalchemy import func, select, update

from caseline import create_app, history, jobs
from caseline.backup import checking, moving, tables
from caseline.config import load_settings
from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.documents.intake import receive
from caseline.documents.models import Document
from caseline.families.models import Family, Person
from caseline.installation import prepare
from caseline.search import finding
from caseline.users.models import User
from tests import databases
from tests.access.records import told_of_bo

pytestmark = pytest.mark.encrypted_file  # what is moved is the built-in file, wherever the other tests run


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """The name of a PostgreSQL database with the tables of this version and no rows, to be copied for each test."""
    folder = tmp_path_factory.mktemp("empty")
    name = databases.name_of(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CASELINE_KEY_FILE", str(folder / "key"))
        app = create_app(dataclasses.replace(load_settings(folder / "instance"), database_url=databases.server().create(name)))
    with app.app_context():
        prepare()
        db.session.remove()
        db.engine.dispose()
    yield name
    databases.server().drop(name)


@pytest.fixture
def address(tmp_path, empty):
    name = databases.name_of(tmp_path / "moved")
    yield databases.server().create(name, template=empty)
    databases.server().drop(name)


@pytest.fixture
def full(app):
    """The built-in file with a record of every kind in Bo's family, and papers in An's, one older than the mail it came with."""
    told_of_bo(app)
    with app.test_request_context(), family_scope([1]):
        family = db.session.get(Family, 1)
        received = [receive(family, name, io.BytesIO(name.encode()), user_id=1).document for name in ("annexe.txt", "courriel.txt")]
        received[0].parent_id = received[1].id
        db.session.commit()
        db.session.remove()
    return app


@pytest.fixture
def moved(full, address):
    """The same installation on PostgreSQL, once everything was moved."""
    with full.app_context():
        moving.move(address)
    there = create_app(dataclasses.replace(full.config["SETTINGS"], database_url=address), TESTING=True, WTF_CSRF_ENABLED=False)
    yield there
    with there.app_context():
        db.session.remove()
        db.engine.dispose()


def rows(app) -> dict[str, int]:
    with app.app_context(), db.engine.connect() as connection:
        return {table.name: connection.scalar(select(func.count()).select_from(table)) for table in tables.every_table()}


def test_every_row_arrives_as_it_was(full, moved):
    before, after = rows(full), rows(moved)
    assert before == after and min(before[name] for name in ("event", "citation", "contact", "document", "history")) > 0
    with full.app_context(), db.engine.connect() as source, moved.app_context(), db.engine.connect() as target:
        assert tables.differences(source, target) == []


def test_the_history_and_every_file_are_whole_there(full, moved):
    with moved.app_context():
        assert history.broken_links() == []
        with family_scope(EVERY_FAMILY):
            db.session.execute(update(Document).where(Document.family_id == 2).values(address=""))
            files = {d.name: d.address for d in db.session.scalars(select(Document).where(Document.family_id == 1))}
            key = db.session.get(Family, 1).vault_key
            assert {name: moved.extensions["vault"].read(key, place).decode() for name, place in files.items()} == {name: name for name in files}


def test_work_goes_on_with_numbers_of_its_own(moved):
    with moved.test_request_context(), family_scope(EVERY_FAMILY):
        highest = db.session.scalar(select(func.max(Person.id)))
        db.session.add(Person(family_id=1, name="OKONJO Nouveau"))
        received = receive(db.session.get(Family, 1), "demain.txt", io.BytesIO(b"Bruxelles, le 4 septembre 2014. Le requerant"), user_id=1)
        db.session.commit()
        assert db.session.scalar(select(func.max(Person.id))) == highest + 1 and not received.already_here
    with moved.app_context():
        jobs.run_all()
    with moved.test_request_context():
        assert [hit.kind for hit in finding.find(db.session.query(User).filter_by(name="An").one(), "requerant").hits] == ["page"]
        assert checking.history.broken_links() == []


def test_nothing_is_moved_over_data(full, moved, address):
    with full.app_context(), pytest.raises(tables.CannotCopy, match="nothing is overwritten"):
        moving.move(address)


def test_a_move_that_was_interrupted_leaves_nothing_and_can_begin_again(full, address, monkeypatch):
    class PowerCut(Exception):
        pass

    def cut(*_args):
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr(tables, "differences", cut)
        with full.app_context(), pytest.raises(PowerCut):
            moving.move(address)
    there = create_app(dataclasses.replace(full.config["SETTINGS"], database_url=address))
    assert set(rows(there).values()) == {0}
    with there.app_context():
        db.engine.dispose()
    with full.app_context():
        assert sum(moving.move(address).rows.values()) == sum(rows(full).values())


def test_a_copy_that_differs_is_not_kept(full, address, monkeypatch):
    genuine = tables._copy_table
    monkeypatch.setattr(tables, "_copy_table", lambda table, source, target: 0 if table.name == "citation" else genuine(table, source, target))
    with full.app_context(), pytest.raises(moving.CannotMove, match="citation: 1 rows here, 0 there"):
        moving.move(address)


def test_what_postgresql_cannot_store_is_named(full, address):
    with full.app_context(), family_scope([1]):
        db.session.get(Person, 1).called = "Gra\x00ce"
        db.session.commit()
        with pytest.raises(tables.CannotCopy, match="person 1, called: a null character"):
            moving.move(address)


def test_the_command_says_what_it_did(full, address):
    with full.app_context():
        done = full.test_cli_runner().invoke(args=["migrate-to-postgres", "mysql://elsewhere/x"])
        assert done.exit_code == 1 and "begins with postgresql://" in done.output
        done = full.test_cli_runner().invoke(args=["migrate-to-postgres", address])
    assert done.exit_code == 0 and "rows moved and compared; the history is whole" in done.output
