"""The main job in a real browser: a family, its papers, review by mouse and keys, the timeline, a contact."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from caseline.jobs import Workers
from tests.browser.conftest import LAPTOP

LETTER = """Etude de Maître C. DUMORTIER
Avocat au barreau de Bruxelles

Bruxelles, le 8 juillet 2016

Concerne : votre dossier de séjour, famille OKONJO

Chère Madame,

Votre demande 9bis introduite le 21 octobre 2013 a été déclarée irrecevable le 4 septembre 2014.
L'ordre de quitter le territoire vous a été notifié le 24 septembre 2014.

Claire Dumortier
"""


@pytest.fixture
def working(app):
    """The background workers of a served Caseline."""
    workers = Workers(app, 1).start()
    yield
    workers.stop()


@pytest.fixture
def letter(tmp_path) -> Path:
    path = tmp_path / "lettre Me Dumortier.txt"
    path.write_text(LETTER)
    return path


def test_from_a_new_family_to_a_reviewed_timeline(open_browser, working, letter):
    page = open_browser("An", viewport=LAPTOP)
    page.goto("/families/new")
    page.get_by_label("Family name").fill("Okafor")
    page.get_by_label("Reference").fill("PT-2026-09")
    page.get_by_role("button", name="Open the file").click()

    page.get_by_role("link", name="Add a member").first.click()
    page.get_by_label("Name in dossiers").fill("OKAFOR Ngozi")
    page.get_by_label("Born").fill("about 1990")
    page.get_by_label("Relation").select_option("mother")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("OKAFOR Ngozi is saved")).to_be_visible()

    page.get_by_role("link", name="Papers").click()
    page.get_by_label("Add papers").set_input_files(letter)
    expect(page.get_by_role("link", name="to review")).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="to review").click()

    expect(page.locator(".leaf-text mark")).to_be_visible()
    _press(page, "a")
    expect(page.get_by_text("1 accepted, 0 dismissed")).to_be_visible()
    _press(page, "d")
    expect(page.get_by_text("1 accepted, 1 dismissed")).to_be_visible()
    _press(page, "u")
    expect(page.get_by_text("1 accepted, 0 dismissed")).to_be_visible()

    page.get_by_role("link", name="Okafor").first.click()
    expect(page.locator("details.row")).to_have_count(1)
    page.locator("details.row > summary").click()
    expect(page.locator(".claim blockquote")).to_be_visible()
    page.locator(".claim a").first.click()
    expect(page.locator("mark#quote")).to_be_visible()


def test_an_event_that_somebody_told_names_who_said_it(open_browser):
    page = open_browser("An")
    page.goto("/families/1/timeline/")
    page.get_by_role("link", name="Add an event").first.click()
    page.get_by_label("What happened").fill("They lived with friends in Antwerp.")
    page.get_by_label("When", exact=True).fill("2016/2018")
    page.get_by_label("Kind of event").select_option("address_change")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Please name the person who says so")).to_be_visible()
    page.get_by_label("Who said it, and when").fill("Grace, told at home on 14 September 2022")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("They lived with friends in Antwerp.")).to_be_visible()


def test_a_contact_can_be_the_source_of_an_event(open_browser):
    page = open_browser("An")
    page.goto("/families/1/contacts/new")
    page.get_by_label("What was said or done").fill("The lawyer called: the hearing is on 11 January.")
    page.get_by_label("When", exact=True).fill("2 December 2022")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="To the timeline").first.click()
    page.get_by_label("Kind of event").select_option("lawyer_contact")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("details.row")).to_have_attribute("open", "")  # the row just written opens by itself
    page.locator(".claim").get_by_role("link", name="contact").click()
    expect(page.get_by_label("What was said or done")).to_have_value("The lawyer called: the hearing is on 11 January.")


def _press(page, key):
    """A key, once the page's scripts are there to hear it."""
    page.wait_for_load_state("load")
    page.keyboard.press(key)
