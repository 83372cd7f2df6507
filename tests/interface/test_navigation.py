"""Every page that a template asks for by name exists: one that does not would be left out without a word."""

import re

from tests.interface.wording import TEMPLATES

ASKED = re.compile(r"(?:knows|url_for|may_open)\('([a-z_]+\.[a-z_]+)'")


def test_templates_know_pages_that_exist(app):
    app.test_client().get("/sign-in")
    asked = {name for path in TEMPLATES.rglob("*.html") for name in ASKED.findall(path.read_text())}
    assert len(asked) > 100 and asked <= set(app.view_functions), asked - set(app.view_functions)


def test_the_menu_of_the_account_leads_to_the_accounts_and_changes_the_language(co):
    page = co.get("/").text
    assert 'href="/accounts"' in page and 'action="/me/language"' in page
    answer = co.post("/me/language", data={"language": "nl", "next": "/families/"})
    assert answer.status_code == 303 and answer.location.endswith("/families/") and "Gezinnen" in co.get("/families/").text
