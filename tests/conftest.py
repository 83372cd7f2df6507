"""What every test may use: an installation in a temporary folder, its people and families, and no network."""

import ipaddress
import os
import shutil
import socket
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import BytecodeCache

from caseline import create_app
from caseline.config import load_settings
from caseline.db import db, family_scope, now
from caseline.engine import writing
from caseline.families import editing
from caseline.families.models import Family, Person
from caseline.installation import newest
from caseline.users.accounts import add_user
from caseline.users.models import Role, User
from caseline.users.sessions import open_session
from tests import databases

# The same examples every time, and no clock: a busy machine must not fail a test that a quiet one passes.
hypothesis_settings.register_profile("caseline", deadline=None, derandomize=True)
hypothesis_settings.load_profile("caseline")

# Where a machine has room for folders in memory, the tests' folders lie there: no test waits for the disk to have written what the next one forgets.
IN_MEMORY, ROOM = Path("/dev/shm"), 4 << 30
if os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))

PASSWORD = "quiet otters carry nine lamps"
PEOPLE = {"An": Role.CASE_MANAGER, "Bo": Role.CASE_MANAGER, "Co": Role.COORDINATOR, "Ed": Role.EVALUATOR, "Lu": Role.LAWYER}


@pytest.fixture(scope="session", autouse=True)
def no_network():
    """Nothing leaves the machine: a connection to anything but this machine itself is an error, in every test."""
    connect = socket.socket.connect

    def only_here(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_here(address[0]):
            raise AssertionError(f"a test tried to reach {address[0]}: Caseline makes no outgoing connection")
        return connect(self, address)

    socket.socket.connect = only_here
    yield
    socket.socket.connect = connect


@pytest.fixture(scope="session", autouse=True)
def no_server_stays_behind():
    """A database server that a test asked for ends with the tests."""
    yield
    databases.stop()


@pytest.fixture(scope="session")
def first_instance(tmp_path_factory) -> Path:
    """An instance with tables, people and families, made once; every test works on its own copy."""
    folder = tmp_path_factory.mktemp("first")
    app = open_instance(folder)
    with app.app_context(), app.test_request_context():
        db.create_all()
        _is_up_to_date()
        users = {name: add_user(name=name, email=f"{name.lower()}@plan.example", password=PASSWORD, role=role) for name, role in PEOPLE.items()}
        _family(users["An"], "PT-2026-01", "Okonjo", "OKONJO Grace Ada", "OKONJO Samuel")
        _family(users["Bo"], "PT-2026-02", "Rahimi", "RAHIMI Laleh", "RAHIMI Omid")
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
        databases.learn(db.engine)
    return folder


@pytest.fixture
def instance(first_instance, tmp_path) -> Iterator[Path]:
    folder = tmp_path / "caseline"
    databases.copy(first_instance, folder)
    yield folder
    databases.forget(folder)


@pytest.fixture
def app_settings() -> dict:
    """Flask settings for this test; override in a test file to change them."""
    return {}


@pytest.fixture
def app(instance, app_settings) -> Flask:
    """The application on a copy of the first instance: An has family 1, Bo has family 2, Co coordinates."""
    app = open_instance(instance, **app_settings)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def client(app) -> FlaskClient:
    """A browser in which nobody has signed in."""
    return app.test_client()


@pytest.fixture
def an(app) -> FlaskClient:
    """An's browser: case manager of family 1."""
    return signed_in(app, "An")


@pytest.fixture
def bo(app) -> FlaskClient:
    """Bo's browser: case manager of family 2."""
    return signed_in(app, "Bo")


@pytest.fixture
def co(app) -> FlaskClient:
    """Co's browser: coordinator."""
    return signed_in(app, "Co")


@pytest.fixture
def in_family(app):
    """The application's context inside family 1, for tests of functions below the views; yields the Family."""
    with app.test_request_context(), family_scope([1]):
        yield db.session.get(Family, 1)
        db.session.rollback()


class Clock:
    """The time that Caseline sees; `pass_by` lets some of it go by."""

    def __init__(self):
        self.ahead, self.still = timedelta(0), None

    def __call__(self) -> datetime:
        return (self.still or now()) + self.ahead

    def stand_still(self) -> None:
        """No time goes by by itself, however slow the machine is."""
        self.still = now()

    def pass_by(self, **time) -> None:
        self.ahead += timedelta(**time)


@pytest.fixture
def clock(monkeypatch) -> Clock:
    """Put every part of Caseline on a clock that the test can move."""
    moved = Clock()
    for name, module in list(sys.modules.items()):
        if name.startswith("caseline") and getattr(module, "now", None) is now:
            monkeypatch.setattr(module, "now", moved)
    return moved


def signed_in(app: Flask, name: str) -> FlaskClient:
    """A browser in which this person has just signed in."""
    with app.test_request_context(), writing():
        user = db.session.query(User).filter_by(name=name).one()
        token = open_session(user)
        db.session.commit()
        db.session.remove()
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = token, True
    return client


class Browser(FlaskClient):
    """Reads every answer to its end, also one that comes in pieces, as a browser does."""

    def open(self, *address, buffered=True, **more):
        return super().open(*address, buffered=buffered, **more)


class CompiledOnce(BytecodeCache):
    """Templates are compiled once for all applications of a test run, not once for each test."""

    compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket):
        if bucket.key in self.compiled:
            bucket.bytecode_from_string(self.compiled[bucket.key])

    def dump_bytecode(self, bucket):
        self.compiled[bucket.key] = bucket.bytecode_to_string()


def open_instance(folder: Path, **config) -> Flask:
    folder.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CASELINE_KEY_FILE", str(folder / "master.key"))
        patch.setenv("CASELINE_DATABASE_URL", databases.address(folder))
        settings = load_settings(folder)
    cheap = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}
    app = create_app(settings, **{"TESTING": True, "WTF_CSRF_ENABLED": False, "PASSWORD_COST": cheap, **config})
    app.furnish()
    app.test_client_class = Browser
    app.jinja_env.bytecode_cache = CompiledOnce()
    with app.app_context():
        databases.know(db.engine)
    return app


def _is_up_to_date() -> None:
    """The tables come from the models, which the migrations lead to: another test sees to that."""
    with db.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))")
        connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{newest()}')")


def _family(user: User, reference: str, name: str, *members: str) -> None:
    family = editing.open_case(reference=reference, name=name, language="fr", user_id=user.id)
    db.session.commit()
    with family_scope([family.id]):
        db.session.add_all(
            Person(family_id=family.id, name=member, position=place, relation="child" if place else "mother") for place, member in enumerate(members)
        )
        db.session.commit()


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
