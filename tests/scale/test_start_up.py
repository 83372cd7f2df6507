"""Starting loads what the first page needs, and nothing else: the slow libraries come when somebody uses them."""

import json
import os
import subprocess
import sys

import pytest

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
def loaded(tmp_path_factory) -> set[str]:
    """The modules of a process in which the application has just started."""
    folder = tmp_path_factory.mktemp("started")
    environment = {**os.environ, "CASELINE_INSTANCE": str(folder / "instance"), "CASELINE_KEY_FILE": str(folder / "key")}
    told = "import app, gc, json, sys; print(json.dumps([sorted(sys.modules), gc.isenabled()]))"
    done = subprocess.run([sys.executable, "-c", told], env=environment, capture_output=True, text=True, check=True)
    modules, collects = json.loads(done.stdout)
    assert collects, "memory is looked after again once everything is loaded"
    return set(modules)


@pytest.mark.parametrize("need", SLOW)
def test_what_is_slow_to_load_waits_until_it_is_needed(loaded, need):
    assert not loaded & SLOW[need], f"loaded at the start, though only {need} needs it: see caseline/later.py"


def test_every_command_can_be_loaded(app):
    commands = app.cli.list_commands(None)
    assert {"serve", "work", "ingest", "demo", "backup", "db"} <= set(commands)
    assert all(app.cli.get_command(None, name).name == name for name in commands)
