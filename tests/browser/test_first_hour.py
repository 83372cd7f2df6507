"""Somebody who has never seen Caseline, from the first page to a dossier in her language, by what the screens say alone."""

import pytest
from docx import Document as WordFile
from flask_babel import force_locale, gettext, ngettext
from playwright.sync_api import expect

from caseline import extraction
from caseline.db import db
from caseline.installation import prepare
from caseline.jobs import Workers
from tests.browser.test_main_path import LETTER
from tests.conftest import open_instance

PHRASE = "blue lamps under seven rivers"


@pytest.fixture
def app(tmp_path, app_settings):
    """Just installed: no account, no family; papers are read as they come."""
    app = open_instance(tmp_path / "new", **app_settings)
    with app.app_context():
        prepare()
    workers = Workers(app, 1).start()
    yield app
    workers.stop()
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def says(app):
    """says('fr')('Open a file') → what that button says in French."""

    def in_language(language):
        def word(text, many=None, number=1, **values):
            with app.test_request_context(), force_locale(language):
                return ngettext(text, many, number, **values) if many else gettext(text, **values)

        return word

    return in_language


@pytest.mark.parametrize("language", ["en", "fr", "nl"])
def test_from_the_first_page_to_a_dossier(open_browser, says, tmp_path, language):
    page, word, proposals = open_browser(None, language=language), says(language), len(extraction.extract([LETTER]).events)
    page.goto("/")
    page.get_by_label(word("Your name")).fill("Mieke Claes")
    page.get_by_label(word("E-mail")).fill("mieke@plan.example")
    page.get_by_label(word("Password"), exact=True).fill(PHRASE)
    page.get_by_label(word("The same password again")).fill(PHRASE)
    page.get_by_role("button", name=word("Make the account")).click()

    page.get_by_role("link", name=word("Open a file")).click()
    page.get_by_label(word("Family name")).fill("Okonjo")
    page.get_by_role("button", name=word("Open the file")).click()
    page.get_by_role("link", name=word("Or start with the papers")).click()
    page.get_by_label(word("Add papers")).set_input_files({"name": "lettre.txt", "mimeType": "text/plain", "buffer": LETTER.encode()})
    page.get_by_role("link", name=word("Review %(num)d proposal", "Review %(num)d proposals", proposals)).click(timeout=30_000)

    for accepted in range(1, proposals):
        page.get_by_role("button", name=word("Accept")).click()
        expect(page.get_by_text(word("%(accepted)s accepted, %(dismissed)s dismissed", accepted=accepted, dismissed=0))).to_be_visible()
    page.get_by_role("button", name=word("Accept")).click()
    expect(page.get_by_role("heading", name=word("Everything is decided"))).to_be_visible()
    page.goto("/families/1/dossiers/")
    page.get_by_role("link", name=word("Make the first dossier")).click()
    page.get_by_label(word("Name of the reader")).fill("Me Dumortier")
    page.get_by_role("button", name=word("Look at it")).click()
    expect(page.get_by_role("heading", name=word("Before it goes out"))).to_be_in_viewport()
    with page.expect_download() as loading:
        page.get_by_role("button", name=word("Download the draft (Word)")).click()
    loading.value.save_as(tmp_path / "draft.docx")
    assert "2014" in "".join(cell.text for table in WordFile(tmp_path / "draft.docx").tables for row in table.rows for cell in row.cells)
