"""Pages and static files travel small to other machines, and their length tells nothing."""

import gzip
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "static"
ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}


@pytest.fixture
def page(an):
    """Ask for a page of An's as a browser on another machine."""
    return lambda path="/families/1/", **more: an.get(path, headers={"Accept-Encoding": "gzip, br"}, environ_overrides=ELSEWHERE, **more)


def test_a_page_is_the_same_only_smaller(an, page):
    plain, packed = an.get("/help/").data, page("/help/")
    assert packed.headers["Content-Encoding"] == "gzip" and _without_tokens(gzip.decompress(packed.data)) == _without_tokens(plain)
    assert len(packed.data) < len(plain) / 2 and "Accept-Encoding" in packed.headers["Vary"]


def _without_tokens(page: bytes) -> bytes:
    """A form's token tells the second in which it was made."""
    return re.sub(rb'"[\w-]{20,}\.[\w-]{4,}\.[\w-]{20,}"', b'""', page)


def test_no_two_lengths_are_alike(page):
    """Whoever compares lengths to guess a form's token sees chance (BREACH)."""
    assert len({len(page("/help/").data) for _ in range(12)}) > 6


def test_nothing_is_compressed_within_one_machine_or_for_whom_it_is_no_use(an):
    assert "Content-Encoding" not in an.get("/families/1/", headers={"Accept-Encoding": "gzip"}).headers
    assert "Content-Encoding" not in an.get("/families/1/", environ_overrides=ELSEWHERE).headers
    assert an.head("/families/1/", headers={"Accept-Encoding": "gzip"}, environ_overrides=ELSEWHERE).data == b""


def test_static_files_are_kept_for_ever_under_an_address_that_changes(page):
    first = page("/static/css/base.css?v=1")
    assert first.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert gzip.decompress(first.data) == (STATIC / "css/base.css").read_bytes()
    again = page("/static/css/base.css?v=1")
    assert again.data == first.data and again.headers["Content-Encoding"] == "gzip"
    assert "immutable" not in page("/static/css/base.css").headers["Cache-Control"]


def test_a_page_of_a_case_stays_in_no_cache(page):
    """No ETag either: what may not be kept cannot be asked for again by its name."""
    shown = page("/families/1/timeline/")
    assert shown.headers["Cache-Control"] == "no-store" and "ETag" not in shown.headers


