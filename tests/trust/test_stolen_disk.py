"""Whoever takes the disk gets nothing: every byte that a day's work leaves is searched for what was typed and stored."""

import base64
import http.client
import io
import logging
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

import pyotp
import pytest
from waitress import create_server

from caseline import jobs
from caseline.backup import saving
from caseline.serving import SERVER
from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.documents.models import Document, Page
from tests.conftest import PASSWORD
from tests.users.test_second_factor import set_up

NAME, SPELLING, NUMBER, PLACE = "ZEWDITU Almaz Worknesh", "Zewdetu Almas", "6.482.917", "Debre Birhan"
LETTER = f"Brussels, 4 September 2014\n\nDear Mrs {NAME}, born in {PLACE}, your request of 12 May 2014 is refused. Order to leave notified on 22 September 2014."
FILE_NAME = "refusal of Zewditu.txt"
SECRETS = [NAME, "ZEWDITU", SPELLING, NUMBER, PLACE, "request of 12 May", FILE_NAME, "Zewditu.txt", PASSWORD, "an@plan.example", "PT-2026-01", "Okonjo"]

pytestmark = pytest.mark.encrypted_file  # PostgreSQL’s files are as safe as the disk they lie on: docs/security.md says so


@pytest.fixture
def temporary(tmp_path, monkeypatch) -> Path:
    """Everything that anybody calls temporary goes here."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def day(app, client, tmp_path, temporary, caplog):
    """A working day: signing in, members, papers, reading, pages, errors, a backup. Returns the secrets to look for."""
    caplog.set_level(logging.DEBUG)
    app.add_url_rule("/breaks", "breaks", breaks)
    assert client.post("/sign-in", data={"email": "an@plan.example", "password": PASSWORD}).status_code == 303
    code_secret, paper_codes = set_up(client)
    client.post("/families/1/members/new", data={"name": NAME, "relation": "mother", "sex": "F", "nationality": "ET", "other_names": SPELLING, "numbers": f"SP {NUMBER}", "birthplace": PLACE})
    big = LETTER + "\n" + "x" * 700_000  # larger than what web servers keep in memory
    for content, name in ((LETTER, FILE_NAME), (big, f"big {FILE_NAME}")):
        client.post("/families/1/documents/", data={"files": (io.BytesIO(content.encode()), name)}, content_type="multipart/form-data")
    with app.app_context():
        assert jobs.run_all() >= 2
    for where in ("/families/1/", "/families/1/documents/", "/families/1/documents/1/", "/families/1/timeline/", "/", "/breaks", f"/search?q={NAME}", "/me"):
        client.get(where, buffered=True)
    with app.app_context():
        saving.save(tmp_path / "second place")
    assert pyotp.TOTP(code_secret).now()
    return [*SECRETS, code_secret, *paper_codes, client.get_cookie("caseline").value]


def breaks():
    """A view with a fault: its statement fails in the database with the words in its parameters."""
    with family_scope([1]):
        db.session.add(Document(family_id=1, name=FILE_NAME))
        db.session.flush()


def spellings(secret: str) -> list[bytes]:
    """The ways in which a secret could lie on a disk without being encrypted."""
    plain = secret.encode()
    return [plain, plain.lower(), plain.upper(), secret.encode("utf-16-le"), secret.encode("utf-16-be"), base64.b64encode(plain)[:-4], plain.hex().encode()]


def test_no_byte_of_the_disk_tells_a_secret(app, day, tmp_path, temporary):
    with app.app_context(), family_scope(EVERY_FAMILY):
        assert LETTER[:40] in db.session.query(Page).first().text, "the work was done, or there is nothing to look for"
        assert db.session.query(Document).filter(Document.name == FILE_NAME).count() == 1
    searched, found = 0, []
    for path in tmp_path.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            searched += len(content)
            found += [(path.name, secret) for secret in day for spelling in spellings(secret) if len(spelling) > 4 and spelling in content]
            found += [(path.name, "its own name") for secret in day if secret.lower() in path.name.lower()]
    print(f"{searched} bytes of {sum(p.is_file() for p in tmp_path.rglob('*'))} files searched for {len(day)} secrets in {len(spellings('x'))} spellings")
    assert searched > 1_000_000 and found == []
    assert not [path for path in temporary.rglob("*") if path.is_file()], "nothing temporary stays"


def test_the_search_would_find_them_if_they_were_there(tmp_path):
    """A control: the same search over a plain file."""
    (tmp_path / "plain").write_text(LETTER)
    content = (tmp_path / "plain").read_bytes()
    assert [secret for secret in SECRETS if any(spelling in content for spelling in spellings(secret))]


def test_no_line_of_the_log_tells_a_secret(day, caplog):
    """Also not the parameters of a statement that failed, nor what was searched for."""
    log = "\n".join(record.getMessage() + str(record.exc_text or "") + str(record.exc_info or "") for record in caplog.get_records("setup"))
    assert "IntegrityError" in log, "something went wrong and was logged"
    assert [secret for secret in day if secret in log] == []


def test_the_files_can_be_read_by_their_owner_only(app, day):
    settings = app.config["SETTINGS"]
    for path in [settings.data, *settings.data.rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path


def test_the_server_writes_no_paper_to_a_temporary_file_on_its_way(app, tmp_path, temporary, monkeypatch):
    """Waitress itself, as `flask serve` sets it up, with a paper larger than what it usually keeps in memory."""
    used = []
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda *a, **k: used.append("TemporaryFile") or io.BytesIO())
    monkeypatch.setattr("waitress.buffers.TempfileBasedBuffer.__init__", lambda *_a, **_k: used.append("waitress"))
    server = create_server(app, host="127.0.0.1", port=0, **SERVER, max_request_body_size=app.config["MAX_CONTENT_LENGTH"])

    def serve():
        with suppress(OSError):  # the socket is closed under its loop when the test is over
            server.run()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        connection = http.client.HTTPConnection("127.0.0.1", server.effective_port, timeout=30)
        connection.request("POST", "/sign-in", b"email=an@plan.example&password=" + b"x" * 3_000_000, {"Content-Type": "application/x-www-form-urlencoded"})
        assert connection.getresponse().status in {413, 422}
        connection.close()
    finally:
        server.close()
        thread.join(5)
    assert used == []
