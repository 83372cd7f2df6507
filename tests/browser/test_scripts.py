"""The small scripts, each in a real browser: keys, menus, dialogs, messages, papers brought in over a bad line, forms sent once."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE

LETTER = {"name": "letter.txt", "mimeType": "text/plain", "buffer": b"Bruxelles, le 4 septembre 2014\nOrdre de quitter le territoire."}


def test_two_keys_lead_to_a_page_and_one_shows_them_all(an_page):
    an_page.goto("/design")
    an_page.locator("h1").click()
    an_page.keyboard.press("?")
    dialog = an_page.get_by_role("dialog", name="Keyboard")
    expect(dialog).to_contain_text("Families")
    expect(dialog).to_contain_text("Accept")
    an_page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    an_page.keyboard.press("g")
    an_page.keyboard.press("f")
    expect(an_page).to_have_url(re.compile("/families"))


def test_keys_rest_while_somebody_types_and_when_switched_off(an_page):
    an_page.goto("/design")
    notes = an_page.get_by_label("Notes")
    notes.press_sequentially("g f ? a")
    expect(an_page).to_have_url(re.compile("/design$"))
    an_page.locator("h1").click()
    an_page.keyboard.press("?")
    an_page.get_by_label("Use single keys").uncheck()
    an_page.keyboard.press("Escape")
    an_page.reload()
    an_page.locator("h1").click()
    an_page.keyboard.press("?")
    expect(an_page.get_by_role("dialog", name="Keyboard")).to_be_hidden()


def test_a_menu_opens_by_keyboard_and_gives_the_focus_back(an_page):
    an_page.goto("/design")
    summary = an_page.locator("details.menu > summary")
    summary.focus()
    an_page.keyboard.press("Enter")
    expect(an_page.get_by_role("link", name="My account")).to_be_visible()
    an_page.keyboard.press("Escape")
    expect(an_page.get_by_role("link", name="My account")).to_be_hidden()
    expect(summary).to_be_focused()


def test_the_appearance_is_kept(an_page):
    an_page.goto("/design")
    an_page.locator("details.menu > summary").click()
    an_page.get_by_role("button", name="Dark").click()
    an_page.reload()
    expect(an_page.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_dialog_takes_the_focus_and_returns_it(an_page):
    an_page.goto("/design")
    opener = an_page.get_by_role("link", name="Open a dialog")
    opener.click()
    dialog = an_page.get_by_role("dialog", name="Dismiss with a reason")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_messages_stand_in_the_corner_and_can_be_closed(an_page):
    an_page.goto("/design?flash=1")
    corner = an_page.locator("#toasts")
    expect(corner.locator("[data-toast]")).to_have_count(3)
    corner.get_by_role("button", name="Close this message").first.click()
    expect(corner.locator("[data-toast]")).to_have_count(2)


def test_without_script_messages_stand_above_the_page(open_browser):
    page = open_browser("An", java_script_enabled=False)
    page.goto("/design?flash=1")
    expect(page.locator(".flashes [data-toast]")).to_have_count(3)
    expect(page.get_by_text("Drop papers anywhere")).to_be_hidden()


def test_the_first_wrong_field_has_the_focus(an_page):
    an_page.goto("/design")
    expect(an_page.get_by_label("Arrival")).to_be_focused()


def test_papers_are_brought_in_one_by_one_with_their_fate_in_words(an_page):
    an_page.goto("/families/1/documents/")
    an_page.locator("#files").set_input_files([LETTER, {"name": "empty.pdf", "mimeType": "application/pdf", "buffer": b""}])
    lines = an_page.locator("[data-uploads] li")
    expect(lines).to_have_count(2)
    expect(lines.nth(0)).to_contain_text("safely stored")
    expect(lines.nth(1)).to_contain_text("empty.pdf is empty and was not added")
    expect(an_page.locator("#papers")).to_contain_text("letter.txt")


def test_an_interrupted_paper_goes_on_by_itself(an_page):
    an_page.goto("/families/1/documents/")
    tries = []

    def twice_broken(route):
        tries.append(route)
        route.abort() if len(tries) < 3 else route.fallback()

    an_page.route("**/families/1/documents/", lambda route: twice_broken(route) if route.request.method == "POST" else route.fallback())
    an_page.locator("#files").set_input_files(LETTER)
    line = an_page.locator("[data-uploads] li")
    expect(line).to_contain_text("it goes on by itself")
    expect(line).to_contain_text("safely stored")
    assert len(tries) == 3


def test_a_paper_chosen_before_the_script_has_come_is_sent(an_page):
    held = []
    an_page.route("**/js/upload.js*", lambda route: held.append(route))
    an_page.goto("/families/1/documents/", wait_until="commit")
    an_page.get_by_label("Add papers").set_input_files(LETTER)
    assert an_page.locator("[data-uploads] li").count() == 0
    held[0].continue_()
    expect(an_page.locator("[data-uploads] li")).to_contain_text("safely stored")


def test_after_the_session_ended_a_paper_waits_for_the_sign_in(an_page):
    an_page.goto("/families/1/documents/")
    gone = [True]
    an_page.route(
        "**/families/1/documents/",
        lambda route: route.fulfill(status=401, body="<html>sign in</html>") if gone and route.request.method == "POST" else route.fallback(),
    )
    an_page.locator("#files").set_input_files(LETTER)
    dialog = an_page.get_by_role("dialog", name="You have been signed out")
    expect(dialog).to_be_visible()
    gone.clear()
    dialog.get_by_role("button", name="I am signed in: go on").click()
    expect(dialog).to_be_hidden()
    expect(an_page.locator("[data-uploads] li")).to_contain_text("safely stored")


def test_large_papers_go_in_parts_and_resume_where_the_line_broke(an_page):
    """One part never leaves, the answer to another is lost: each byte arrives once all the same."""
    an_page.goto("/families/1/documents/")
    parts = []

    def broken_line(route):
        if route.request.method != "PATCH":
            return route.fallback()
        parts.append(int(route.request.headers["upload-offset"]))
        if len(parts) == 2:
            return route.abort()
        if len(parts) == 3:
            route.fetch()  # the server has it, and the browser is never told
            return route.abort()
        return route.fallback()

    an_page.route("**/documents/arriving/**", broken_line)
    paper = b"".join(b"line %d\n" % number for number in range(200_000))
    an_page.locator("#files").set_input_files({"name": "large.txt", "mimeType": "text/plain", "buffer": paper})
    expect(an_page.locator("[data-uploads] li")).to_contain_text("safely stored", timeout=20_000)
    expect(an_page.locator("#papers")).to_contain_text("large.txt")
    assert len(parts) == 4 and parts[1] == parts[2] == 1024 * 1024
    address = an_page.locator("#papers a", has_text="large.txt").first.get_attribute("href")
    assert an_page.request.get(address + "original").body() == paper


def test_a_form_pressed_twice_is_sent_once(an_page):
    sent = []
    an_page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    an_page.goto("/families/new")
    an_page.get_by_label("Family name").fill("Sow")
    an_page.get_by_label("Reference").fill("PT-2026-77")
    an_page.evaluate("() => { const b = document.querySelector('main form button.btn-main'); b.click(); b.click(); b.click(); }")
    expect(an_page).not_to_have_url(re.compile("/new$"))
    assert len(sent) == 1


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_words_selected_on_a_page_go_along_into_a_new_event(open_browser, size):
    page = open_browser("An", viewport=size)
    page.goto("/design")
    page.locator(".leaf-text").scroll_into_view_if_needed()
    page.evaluate("""() => {
        const text = document.querySelector('.leaf-text').firstChild, at = text.data.indexOf('a rejeté');
        getSelection().setBaseAndExtent(text, at, text, at + 8);
    }""")
    page.get_by_role("link", name="Make an event of this").click()
    expect(page).to_have_url(re.compile(r"page=1&start=\d+&end=\d+&quote=a\+rejet"))


def test_a_page_can_be_made_larger_and_smaller(an_page):
    an_page.goto("/design")
    leaf = an_page.locator(".leaf")
    for button, width in [("Larger", "928px"), ("Smaller", "736px"), ("Smaller", "384px"), ("Smaller", "384px")]:
        an_page.get_by_role("button", name=button).click()
        expect(leaf).to_have_css("width", width)
