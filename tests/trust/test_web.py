"""What browsers are told and what they are refused: cookies, headers, hosts, downloads; with and without HTTPS."""

import dataclasses
import io
import re

import pytest
from werkzeug.middleware.proxy_fix import ProxyFix

from caseline import create_app
from caseline.config import load_settings
from caseline.db import db
from tests import databases
from tests.conftest import PASSWORD

SIGN_IN = {"email": "an@plan.example", "password": PASSWORD}


@pytest.fixture
def behind_a_proxy(instance, monkeypatch):
    """The same installation as it runs behind Caddy or nginx with HTTPS."""
    monkeypatch.setenv("CASELINE_KEY_FILE", str(instance / "master.key"))
    settings = dataclasses.replace(load_settings(instance), behind_https=True, hosts=("cases.plan.example",), database_url=databases.address(instance))
    app = create_app(settings, TESTING=True, WTF_CSRF_ENABLED=False, PASSWORD_COST={"time_cost": 1, "memory_cost": 8, "parallelism": 1})
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)
    yield app.test_client()
    with app.app_context():
        db.engine.dispose()


def ask(client, method, path, **more):
    told = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "cases.plan.example", "X-Forwarded-For": "192.0.2.7"}
    return client.open(path, method=method, headers={**told, **more.pop("headers", {})}, **more)


def test_behind_https_cookies_are_bound_to_it(behind_a_proxy):
    answer = ask(behind_a_proxy, "POST", "/sign-in", data=SIGN_IN)
    cookies = answer.headers.getlist("Set-Cookie")
    assert answer.status_code == 303 and cookies
    for cookie in cookies:
        assert cookie.startswith("__Host-") and "Secure" in cookie and "HttpOnly" in cookie and "Path=/" in cookie and "SameSite=" in cookie
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_on_plain_localhost_signing_in_works_without_secure_cookies(client):
    answer = client.post("/sign-in", data=SIGN_IN)
    assert answer.status_code == 303 and "Secure" not in str(answer.headers.getlist("Set-Cookie")) and "Strict-Transport-Security" not in answer.headers
    assert client.get("/me").status_code == 200


def test_the_address_in_the_history_is_the_browsers_and_not_the_proxys(behind_a_proxy):
    ask(behind_a_proxy, "POST", "/sign-in", data=SIGN_IN)
    assert "192.0.2.7" in ask(behind_a_proxy, "GET", "/me").text


def test_without_a_proxy_nobody_can_pretend_to_another_address(client):
    client.post("/sign-in", data=SIGN_IN, headers={"X-Forwarded-For": "192.0.2.7"})
    page = client.get("/me", headers={"X-Forwarded-For": "192.0.2.8"}).text
    assert "192.0.2" not in page and "127.0.0.1" in page


def test_a_foreign_host_name_is_refused(behind_a_proxy):
    assert ask(behind_a_proxy, "GET", "/sign-in", headers={"X-Forwarded-Host": "elsewhere.example"}).status_code == 400


@pytest.mark.parametrize("wanted", ["image", "script", "iframe", "empty", "object", "style"])
def test_another_site_cannot_build_our_pages_into_its_own(an, wanted):
    for site in ("cross-site", "same-site"):
        assert an.get("/families/1/", headers={"Sec-Fetch-Site": site, "Sec-Fetch-Dest": wanted}).status_code == 403


def test_a_link_from_elsewhere_can_be_followed(an):
    assert an.get("/families/1/", headers={"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}).status_code == 200


def test_the_content_policy_allows_nothing_but_our_own(an):
    policy = dict(part.strip().partition(" ")[::2] for part in an.get("/").headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'" and policy["script-src"] == policy["style-src"] == policy["connect-src"] == policy["form-action"] == "'self'"
    assert policy["base-uri"] == policy["frame-ancestors"] == policy["object-src"] == "'none'"


def test_pages_carry_no_script_or_style_of_their_own(an, co):
    for browser, path in ((an, "/"), (an, "/families/1/"), (an, "/me"), (co, "/accounts"), (co, "/status"), (an, "/families/1/data")):
        page = browser.get(path).text
        assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=", page), path


def test_nothing_of_a_case_stays_in_the_browser(an):
    assert an.get("/families/1/").headers["Cache-Control"] == "no-store"
    assert '"historyCacheSize":0' in an.get("/").text.replace("&#34;", '"')
    assert "storage" in an.post("/sign-out").headers["Clear-Site-Data"]


HOSTILE_FILES = [
    ("page.html", b"<script>window.hurt=1</script>"),
    ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='window.hurt=1'/>"),
    ("feed.xml", b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><script>window.hurt=1</script></html>"),
    ("not a picture.png", b"\x89PNG\r\n\x1a\n<script>window.hurt=1</script>"),
    ('quote".html', b"<b>x</b>"),
    ("مستند \u202egpj.html", b"<b>z</b>"),
]


@pytest.mark.parametrize("name, content", HOSTILE_FILES, ids=range(len(HOSTILE_FILES)))
def test_a_stored_file_is_only_ever_a_download(an, name, content):
    an.post("/families/1/documents/", data={"files": (io.BytesIO(content), name)}, content_type="multipart/form-data")
    answer = an.get("/families/1/documents/1/original")
    assert answer.data == content and answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment") and "sandbox" in answer.headers["Content-Security-Policy"]
    assert "\u202e" not in str(answer.headers) and "Set-Cookie" not in str(answer.headers)


@pytest.mark.parametrize("name", ["../../etc/passwd", "..\\..\\x", "/etc/passwd", "C:\\x.txt", "a/../../b", "\x00.txt", ".", "..", "x" * 5000])
def test_no_name_leads_out_of_the_vault(app, an, name):
    an.post("/families/1/documents/", data={"files": (io.BytesIO(b"content"), name)}, content_type="multipart/form-data")
    stored = [path for path in app.config["SETTINGS"].instance.rglob("*") if path.is_file() and path.name not in {"master.key", "caseline.db", "caseline.db-wal", "caseline.db-shm"}]
    assert all(re.fullmatch(r"1/[0-9a-f]{2}/[0-9a-f]{64}", path.relative_to(app.extensions["vault"].folder).as_posix()) for path in stored) and len(stored) == 1
