"""The pictures of the README, taken of the demonstration in a real browser; `make pictures` writes them to docs/pictures."""

import os
from pathlib import Path

import pytest

from caseline import create_app
from caseline.config import load_settings
from tests.demo.conftest import demonstrated  # noqa: F401  (a fixture)

KEPT = Path(__file__).parents[2] / "docs" / "pictures"


@pytest.fixture
def app(demonstrated, monkeypatch):  # noqa: F811
    """The demonstration's own instance."""
    monkeypatch.setenv("CASELINE_KEY_FILE", str(demonstrated[0].parent / "key"))
    return create_app(load_settings(demonstrated[0]), WTF_CSRF_ENABLED=True)


@pytest.mark.parametrize(("name", "address", "shows"), [("timeline", "/families/1/timeline/", ".picture svg"), ("review", "/families/1/review/", ".leaf")])
def test_the_pictures_show_what_they_promise(open_browser, tmp_path, name, address, shows):
    page = open_browser("Kim Demo", viewport={"width": 1366, "height": 900})
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert page.locator(shows).first.is_visible()
    folder = KEPT if os.environ.get("CASELINE_PICTURES") else tmp_path
    page.screenshot(path=folder / f"{name}.png")
    assert (folder / f"{name}.png").stat().st_size > 20_000
