"""Whoever follows every link of real families meets no error page: a walk over the example families' data."""

import re
from collections import Counter
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from werkzeug.exceptions import HTTPException

from caseline.db import db
from caseline.installation import prepare
from tests.conftest import open_instance, signed_in
from tests.floor.releases.keep import kept
from tests.floor.test_earlier_releases import put_rows

EACH = 4  # pages of one kind: the first of a family may be empty where the fourth is not
NEED_A_FILE = {"documents.original", "documents.image"}  # they lie in the vault, which the kept rows come without
LINK = re.compile(r'(?:href|src|hx-get)="([^"#][^"]*)"')


@pytest.fixture
def real(tmp_path):
    """An installation with the example families as the first release kept them, without their files."""
    key, tables = kept("0001")
    folder = tmp_path / "real"
    folder.mkdir()
    (folder / "master.key").write_text(key)
    app = open_instance(folder)
    with app.app_context():
        put_rows(app, "0001", tables)
        prepare()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize("who", ["An", "Co"])
def test_every_link_leads_somewhere(real, who):
    browser, urls = signed_in(real, who), real.url_map.bind("localhost")
    waiting, seen, of_kind, broken = ["/"], {"/"}, Counter(), []
    while waiting:
        page = waiting.pop()
        answer = browser.get(page)
        if answer.status_code >= 400:
            broken.append(f"{answer.status_code} {page}")
        if "html" not in answer.content_type:
            continue
        for link in LINK.findall(answer.text):
            target = urldefrag(urljoin(page, unescape(link))).url
            kind = _kind(urls, target)
            if target not in seen and kind and kind not in NEED_A_FILE and of_kind[kind] < EACH:
                seen.add(target)
                of_kind[kind] += 1
                waiting.append(target)
    assert not broken
    assert len(of_kind) > 60, "the walk did not get far"


def _kind(urls, target: str) -> str:
    """The endpoint behind an address; '' for what is not a page of Caseline."""
    parts = urlsplit(target)
    if parts.netloc or parts.path.startswith("/static/"):
        return ""
    try:
        return urls.match(parts.path, method="GET")[0]
    except HTTPException:
        return "nothing"  # a dead link: it is visited, and found broken

