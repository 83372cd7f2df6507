"""The components page in a real browser: every piece, light and dark, wide and narrow, under the strict content policy."""

import pytest

from tests.browser.conftest import LAPTOP, NARROW, PHONE, accessibility_findings, scrolls_sideways


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [LAPTOP, PHONE, NARROW], ids=["laptop", "phone", "320px"])
def test_every_component_is_accessible_and_fits(open_browser, picture, size, scheme):
    page = open_browser("An", viewport=size, color_scheme=scheme)
    page.goto("/design?flash=1")
    picture(page, f"components-{size['width']}-{scheme}")
    assert accessibility_findings(page) == []
    assert scrolls_sideways(page) == 0, widest(page)


def widest(page) -> list[str]:
    """Which elements stick out, to find the culprit quickly."""
    return page.evaluate(
        "[...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll, .tabs, nav'))"
        ".map(e => e.outerHTML.slice(0, 90)).slice(0, 8)"
    )
