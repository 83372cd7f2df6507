"""Starting loads what is needed, and nothing else: features when somebody comes, slow libraries when somebody uses them."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from caseline import create_app
from caseline.config import load_settings

SLOW = {
    "a Word file": {"docx", "docxtpl", "typst"},
    "a picture or a scan": {"PIL", "tesserocr", "pypdfium2", "pi_heif"},
    "a table": {"openpyxl", "holidays"},
    "understanding a paper": {"caseline.extraction.understand", "caseline.extraction.dates", "rapidfuzz"},
    "a passkey or a password": {"webauthn", "OpenSSL", "zxcvbn", "segno"},
    "a migration": {"alembic", "flask_migrate", "mako"},
    "a help page": {"lxml.html"},
    "another store": {"obstore", "psycopg"},
    "a command": {"caseline.demo", "caseline.documents.commands", "caseline.reports.commands", "waitress"},
}


@pytest.fixture(scope="module")
def started(tmp_path_factory) -> dict[str, set[str]]:
    """The modules of a process in which the application was just made, then ready for the first page."""
    folder = tmp_path_factory.mktemp("started")
    environment = {**os.environ, "CASELINE_INSTANCE": str(folder / "instance"), "CASELINE_KEY_FILE": str(folder / "key")}
    told = "import app, gc, json, sys; made = sorted(sys.modules); app.app.furnish(); print(json.dumps([made, sorted(sys.modules), gc.isenabled()]))"
    done = subprocess.run([sys.executable, "-c", told], env=environment, capture_output=True, text=True, check=True)
    made, ready, collects = json.loads(done.stdout)
    assert collects, "memory is looked after again once everything is loaded"
    return {"made": set(made), "ready": set(ready)}


def test_an_application_that_nobody_asks_has_loaded_no_feature(started):
    assert not started["made"] & {"sqlalchemy", "flask_wtf", "flask_babel", "caseline.features", "caseline.db"}
    assert {"sqlalchemy", "caseline.features"} <= started["ready"]


@pytest.mark.parametrize("need", SLOW)
def test_what_is_slow_to_load_waits_until_it_is_needed(started, need):
    assert not started["ready"] & SLOW[need], f"loaded at the start, though only {need} needs it: see caseline/later.py"


def test_every_command_can_be_loaded(app):
    commands = app.cli.list_commands(None)
    assert {"serve", "work", "ingest", "demo", "backup", "db"} <= set(commands)
    assert all(app.cli.get_command(None, name).name == name for name in commands)


def test_finding_dates_loads_neither_pages_nor_records(tmp_path):
    """They are found by scripts, thousands of times."""
    environment = {**os.environ, "CASELINE_INSTANCE": str(tmp_path / "instance"), "CASELINE_KEY_FILE": str(tmp_path / "key")}
    done = subprocess.run([sys.executable, "-X", "importtime", "-m", "flask", "dates"], env=environment, input="Fait le 3 mai 2021", capture_output=True, text=True, check=True)
    assert "2021-05-03" in done.stdout
    assert "caseline.features" not in done.stderr


def test_two_who_come_at_once_both_find_everything(tmp_path, monkeypatch):
    """The second waits until every feature is there, instead of finding half a house."""
    monkeypatch.setenv("CASELINE_KEY_FILE", str(tmp_path / "key"))
    app = create_app(load_settings(tmp_path))
    with ThreadPoolExecutor() as people:
        answers = list(people.map(lambda _: app.test_client().get("/no-such-page").status_code, range(4)))
    assert len(set(answers)) == 1
    assert "timeline" in app.blueprints
