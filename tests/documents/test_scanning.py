"""A virus scanner, where one is set up, sees every file before it is stored; without its answer nothing is taken in."""

import io
import shlex
import sys
from dataclasses import replace

import pytest
from sqlalchemy import select

from caseline.config import WrongSetting, load_settings
from caseline.db import db, family_scope
from caseline.documents.models import Document
from tests.conftest import signed_in

LOOKS_FOR_EICAR = (sys.executable, "-c", "import sys; sys.exit(1 if b'EICAR' in sys.stdin.buffer.read() else 0)")


def scanner(app, *command: str) -> None:
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], scan_command=command)


def add(browser, data: bytes, name: str = "letter.txt"):
    return browser.post("/families/1/documents/", data={"files": (io.BytesIO(data), name)}, content_type="multipart/form-data", headers={"Accept": "application/json"})


def stored(app) -> list[str]:
    with app.app_context(), family_scope([1]):
        return list(db.session.scalars(select(Document.name)))


def test_a_clean_file_is_stored_whole(app, an):
    scanner(app, *LOOKS_FOR_EICAR)
    assert add(an, b"a quiet letter").status_code == 200 and stored(app) == ["letter.txt"]
    assert an.get("/families/1/documents/1/original").data == b"a quiet letter"


def test_a_finding_is_refused_with_a_sentence_and_nothing_is_kept(app, an):
    scanner(app, *LOOKS_FOR_EICAR)
    answer = add(an, b"X5O EICAR test")
    assert answer.status_code == 422 and "virus scanner found something" in answer.get_json()["sentence"]
    assert stored(app) == [] and not list((app.config["SETTINGS"].data / "vault").rglob("*.bin"))


@pytest.mark.parametrize("command", [("/nowhere/clamdscan", "-"), (sys.executable, "-c", "import sys; sys.exit(2)")])
def test_without_an_answer_nothing_is_taken_in(app, an, command):
    scanner(app, *command)
    answer = add(an, b"a quiet letter")
    assert answer.status_code == 422 and "does not answer" in answer.get_json()["sentence"] and stored(app) == []
    assert "does not answer: no file is taken in" in signed_in(app, "Co").get("/status").get_data(as_text=True)


def test_a_scanner_that_hangs_is_not_waited_for(app, an, monkeypatch):
    monkeypatch.setattr("caseline.documents.scanning.SECONDS", 0.2)
    scanner(app, sys.executable, "-c", "import sys, time; sys.stdin.read(); time.sleep(30)")
    assert add(an, b"a quiet letter").status_code == 422


def test_the_status_page_tells_of_it_only_where_it_is_set_up(app):
    co = signed_in(app, "Co")
    assert "Virus scanner" not in co.get("/status").get_data(as_text=True)
    scanner(app, *LOOKS_FOR_EICAR)
    assert "Every file is shown to the scanner" in co.get("/status").get_data(as_text=True)


def test_the_setting_is_split_like_a_command_and_no_shell_runs_it(tmp_path, monkeypatch):
    monkeypatch.setenv("CASELINE_KEY_FILE", str(tmp_path / "key"))
    monkeypatch.setenv("CASELINE_SCAN_COMMAND", shlex.join(["clamdscan", "--config-file=/etc/my clamd.conf", "-"]))
    assert load_settings(tmp_path).scan_command == ("clamdscan", "--config-file=/etc/my clamd.conf", "-")
    monkeypatch.setenv("CASELINE_SCAN_COMMAND", "clamdscan 'open")
    with pytest.raises(WrongSetting):
        load_settings(tmp_path)
