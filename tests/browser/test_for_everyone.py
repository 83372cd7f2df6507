"""The main path for those who have no script, no mouse, or another direction of writing; and at four times the size."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from caseline import jobs
from tests.browser.conftest import LAPTOP, PHONE, scrolls_sideways
from tests.browser.test_main_path import LETTER


@pytest.fixture
def letter(tmp_path) -> Path:
    path = tmp_path / "lettre Me Dumortier.txt"
    path.write_text(LETTER)
    return path


def read_waiting_papers(app):
    with app.app_context():
        jobs.run_all()


def test_without_script_a_paper_becomes_an_event(open_browser, app, letter):
    page = open_browser("An", java_script_enabled=False)
    page.goto("/families/1/documents/")
    page.get_by_label("Add papers").set_input_files(letter)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("lettre Me Dumortier.txt is safely stored")).to_be_visible()
    read_waiting_papers(app)
    page.reload()
    page.get_by_role("link", name="to review").click()
    expect(page.locator(".leaf-text mark")).to_be_visible()
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("1 accepted")).to_be_visible()
    page.goto("/families/1/timeline/")
    page.locator("details.row > summary").click()
    page.get_by_role("link", name="Open this row").click()
    page.locator(".claim a").first.click()
    expect(page.locator("mark#quote")).to_be_visible()


def test_with_the_keyboard_alone_a_proposal_is_decided(open_browser, app, letter):
    page = open_browser("An")
    page.goto("/families/1/documents/")
    page.get_by_label("Add papers").set_input_files(letter)
    expect(page.locator("[data-uploads] li")).to_contain_text("safely stored")
    read_waiting_papers(app)
    page.goto("/families/1/documents/")
    tab_to(page, "to review")
    page.keyboard.press("Enter")
    expect(page.locator("[data-proposal]")).to_be_visible()
    tab_to(page, "Accept")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 accepted")).to_be_visible()


def test_the_first_stop_of_the_keyboard_leads_past_the_bar(open_browser):
    page = open_browser("An")
    page.goto("/families/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the page")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_the_layout_turns_for_a_language_from_right_to_left(open_browser, size):
    page = open_browser("An", viewport=size)
    page.goto("/design")
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert scrolls_sideways(page) == 0
    brand, menu = page.locator(".brand").bounding_box(), page.locator("details.menu").bounding_box()
    assert brand["x"] > menu["x"]


def test_at_four_times_the_size_nothing_is_lost(open_browser):
    """400 % on a laptop of 1280 pixels is a window of 320: the bar, the search and the tabs are still there."""
    page = open_browser("An", viewport={"width": 320, "height": 256})
    page.goto("/families/1/timeline/")
    assert scrolls_sideways(page) == 0
    expect(page.get_by_role("navigation", name="This family").get_by_role("link", name="Papers")).to_be_attached()


def test_with_more_contrast_and_forced_colours_the_pages_still_work(open_browser):
    page = open_browser("An", contrast="more", forced_colors="active")
    page.goto("/design")
    expect(page.get_by_role("button", name="Save").first).to_be_visible()
    assert page.locator("body").evaluate("e => getComputedStyle(e).color") != page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")


def tab_to(page, name: str, steps: int = 80) -> None:
    """Press Tab until the element of this name has the focus; it must be reachable within `steps`."""
    for _ in range(steps):
        page.keyboard.press("Tab")
        if name in page.evaluate("document.activeElement.matches('a, button') ? document.activeElement.textContent : ''"):
            return
    raise AssertionError(f"“{name}” cannot be reached with the Tab key")
