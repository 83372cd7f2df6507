"""Whole families to walk through: the example families as the first release kept them, and every page their links lead to."""

import re
import shutil
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from caseline.db import db
from caseline.installation import prepare
from tests.conftest import open_instance
from tests.floor.releases.keep import kept
from tests.floor.test_earlier_releases import put_rows

NEED_A_FILE = {"documents.original", "documents.image"}  # they lie in the vault, which the kept rows come without
LINK = re.compile(r'(?:href|src|hx-get)="([^"#][^"]*)"')
DEAD = "a dead link"


@pytest.fixture(scope="session")
def kept_families(tmp_path_factory) -> Path:
    """An installation with the example families, brought to this version once, without their files."""
    folder = tmp_path_factory.mktemp("kept")
    key, tables = kept("0001")
    (folder / "master.key").write_text(key)
    with _opened(folder) as app, app.app_context():
        put_rows(app, "0001", tables)
        prepare()
    return folder


@contextmanager
def lived_in(kept_families: Path, folder: Path) -> Iterator[Flask]:
    """A copy of that installation in `folder`."""
    shutil.copytree(kept_families, folder)
    with _opened(folder) as app:
        yield app


@contextmanager
def _opened(folder: Path) -> Iterator[Flask]:
    app = open_instance(folder)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def walk(app: Flask, browser: FlaskClient, *, each: int, leave: Collection[str] = NEED_A_FILE) -> Iterator[tuple[str, str, TestResponse]]:
    """(address, endpoint, answer) of the first page and of what links lead to, at most `each` of an endpoint; not those in `leave`.

    A link that leads to no page of Caseline is visited too, as the endpoint DEAD.
    """
    urls, waiting, seen, visits = app.url_map.bind("localhost"), [("/", "home.today")], {"/"}, Counter()
    while waiting:
        page, kind = waiting.pop()
        answer = browser.get(page)
        yield page, kind, answer
        for link in LINK.findall(answer.text) if "html" in answer.content_type else []:
            target = urldefrag(urljoin(page, unescape(link))).url
            kind = _kind(urls, target)
            if kind and target not in seen and kind not in leave and visits[kind] < each:
                seen.add(target)
                visits[kind] += 1
                waiting.append((target, kind))


def _kind(urls, target: str) -> str:
    """The endpoint behind an address; '' for what is elsewhere, or no page but a file of ours."""
    parts = urlsplit(target)
    if parts.netloc or parts.path.startswith("/static/"):
        return ""
    try:
        return urls.match(parts.path, method="GET")[0]
    except HTTPException:
        return DEAD
