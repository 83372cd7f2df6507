"""A real browser before a real server on this machine: the system's Chromium, or these tests are not collected."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from werkzeug.exceptions import ServiceUnavailable
from werkzeug.serving import make_server

from tests.conftest import signed_in

CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
if not CHROMIUM:
    collect_ignore_glob = ["test_*.py"]

expect.set_options(timeout=20_000)  # a busy machine may take its time; a fast one loses none
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-dev-shm-usage"]
LAPTOP, PHONE, NARROW = {"width": 1366, "height": 900}, {"width": 390, "height": 844}, {"width": 320, "height": 640}
PICTURES = Path(__file__).parent.parent / "screenshots"
WCAG_22_AA = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],  # every rule is tried; of those that hold it need not list every element
}


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


class Door:
    """One address for the applications of all tests, one after the other: behind it is the application of the test that runs."""

    def __init__(self):
        self.app = None
        self.serving = make_server("127.0.0.1", 0, self, threaded=True)
        self.address = f"http://127.0.0.1:{self.serving.server_port}"

    def __call__(self, environ, start_response):
        return (self.app or ServiceUnavailable())(environ, start_response)


@pytest.fixture(scope="session")
def door() -> Iterator[Door]:
    door = Door()
    thread = Thread(target=door.serving.serve_forever, daemon=True)
    thread.start()
    yield door
    door.serving.shutdown()
    thread.join(timeout=5)


@pytest.fixture
def server(app, door) -> Iterator[str]:
    """The address of the application, served on a free port of this machine."""
    door.app = app
    yield door.address
    door.app = None


class Windows:
    """Browser contexts, used again and again by how they were opened: to make one takes as long as to look at ten pages."""

    def __init__(self, browser: Browser, address: str):
        self.browser, self.address = browser, address
        self.free: dict[tuple, list[BrowserContext]] = {}

    def take(self, **opened) -> BrowserContext:
        waiting = self.free.setdefault(tuple(opened.items()), [])
        return waiting.pop() if waiting else self.browser.new_context(base_url=self.address, **opened)

    def give_back(self, context: BrowserContext, **opened) -> None:
        """Nothing of a test stays: no page, no cookie, nothing that a page or the browser kept."""
        context.clear_cookies()
        page = context.pages[0]
        cleaning = context.new_cdp_session(page)
        cleaning.send("Network.clearBrowserCache")
        cleaning.send("Storage.clearDataForOrigin", {"origin": self.address, "storageTypes": "all"})
        for page in context.pages:
            page.close()
        self.free[tuple(opened.items())].append(context)


@pytest.fixture(scope="session")
def windows(browser, door) -> Windows:
    return Windows(browser, door.address)


@pytest.fixture
def open_browser(windows, app, server):
    """open_browser('An', viewport=PHONE, color_scheme='dark') → a page in which An has signed in; None for a stranger.

    What the browser complains of (script errors, anything the content policy refused) fails the test at its end.
    """
    taken: list[tuple[BrowserContext, dict]] = []
    complaints: list[str] = []

    def open_for(who: str | None, viewport=LAPTOP, language="en", java_script_enabled=True, **media) -> Page:
        opened = {"locale": language, "java_script_enabled": java_script_enabled}
        context = windows.take(**opened)
        taken.append((context, opened))
        context.set_default_timeout(20_000)
        if who:
            cookie = signed_in(app, who).get_cookie(app.config["SESSION_COOKIE_NAME"])
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": server}])
        page = context.new_page()
        page.set_viewport_size(viewport)
        page.emulate_media(reduced_motion="reduce", **media)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" and not _is_expected(message.text) else None)
        return page

    yield open_for
    for context, opened in taken:
        windows.give_back(context, **opened)
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
