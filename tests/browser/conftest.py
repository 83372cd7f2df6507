"""A real browser before a real server on this machine: the system's Chromium, or these tests are not collected."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from werkzeug.serving import make_server

from tests.conftest import signed_in

CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
if not CHROMIUM:
    collect_ignore_glob = ["test_*.py"]

expect.set_options(timeout=20_000)  # a busy machine may take its time; a fast one loses none
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-dev-shm-usage"]
LAPTOP, PHONE, NARROW = {"width": 1366, "height": 900}, {"width": 390, "height": 844}, {"width": 320, "height": 640}
PICTURES = Path(__file__).parent.parent / "screenshots"
WCAG_22_AA = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def app_settings() -> dict:
    """As in real use: forms carry their token."""
    return {"WTF_CSRF_ENABLED": True}


@pytest.fixture
def server(app) -> Iterator[str]:
    """The address of the application, served on a free port of this machine."""
    serving = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=serving.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{serving.server_port}"
    serving.shutdown()
    thread.join(timeout=5)


@pytest.fixture
def open_browser(browser, app, server):
    """open_browser('An', viewport=PHONE, color_scheme='dark') → a page in which An has signed in; None for a stranger.

    What the browser complains of (script errors, anything the content policy refused) fails the test at its end.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_for(who: str | None, viewport=LAPTOP, language="en", **options) -> Page:
        context = browser.new_context(base_url=server, viewport=viewport, locale=language, reduced_motion="reduce", **options)
        contexts.append(context)
        context.set_default_timeout(20_000)
        if who:
            cookie = signed_in(app, who).get_cookie(app.config["SESSION_COOKIE_NAME"])
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": server}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" and not _is_expected(message.text) else None)
        return page

    yield open_for
    for context in contexts:
        context.close()
    assert not complaints, complaints


@pytest.fixture
def an_page(open_browser) -> Page:
    """An's laptop."""
    return open_browser("An")


@pytest.fixture
def picture():
    """picture(page, 'timeline-phone') keeps a picture of the whole page in tests/screenshots and gives its path."""

    def take(page: Page, name: str, *, full_page: bool = True) -> Path:
        PICTURES.mkdir(exist_ok=True)
        path = PICTURES / f"{name}.png"
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=path, full_page=full_page, animations="disabled")
        return path

    return take


def accessibility_findings(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA and its good practice, a line per finding; empty when all is well."""
    found = Axe().run(page, options=WCAG_22_AA).response["violations"]
    return [f"{rule['id']} ({rule['impact']}): {' '.join(node['target'])} {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def scrolls_sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window; 0 means that it reflows."""
    return page.evaluate("Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)")


def _is_expected(complaint: str) -> bool:
    """A status that a test provokes is told by the browser as a failed load; that is no fault of the page."""
    return bool(re.search(r"Failed to load resource: .*\b(4\d\d|5\d\d)\b|ERR_INTERNET_DISCONNECTED|ERR_FAILED", complaint))
