"""Casework in a real browser: from a volunteer's call through screening, agreement and assessment to closure and back."""

from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE, accessibility_findings, scrolls_sideways


def test_from_referral_to_closure(open_browser, picture):
    page = open_browser("An", viewport=LAPTOP)
    _refer_and_decline(page)
    _refer_again_and_admit(page)
    _agree(page)
    _assess(page)
    _contact_in_a_line(page)
    _plan_and_review(page)
    _pause_and_go_on(page)
    _close(page)
    _signed_off_by(open_browser("Co"), "Closure: the case is resolved")
    page.reload()
    expect(page.get_by_text("signed off").first).to_be_visible()
    page.get_by_role("link", name="Open again").click()
    page.get_by_label("Why").fill("The card was not renewed.")
    page.get_by_role("button", name="Open again").click()
    expect(page.get_by_text("The case is open again.")).to_be_visible()


def test_what_was_typed_waits_when_the_form_is_opened_again(open_browser):
    page = open_browser("An", viewport=PHONE)
    page.goto("/families/1/contacts/new")
    page.get_by_label("What was said or done").fill("The lawyer called about the hearing, and then the bus came")
    expect(page.locator("[data-draft-status]")).to_contain_text("Draft kept", timeout=10_000)
    page.goto("/families/1/contacts/")
    page.goto("/families/1/contacts/new")
    expect(page.get_by_text("You typed something here and did not save it")).to_be_visible()
    assert not accessibility_findings(page) and not scrolls_sideways(page)
    page.get_by_role("button", name="Go on with it").click()
    expect(page.get_by_label("What was said or done")).to_have_value("The lawyer called about the hearing, and then the bus came")
    page.get_by_label("When", exact=True).fill("2 March 2026")
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto("/families/1/contacts/new")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_text("You typed something here")).to_have_count(0)


def _refer_and_decline(page):
    page.goto("/intake/")
    page.get_by_role("link", name="New referral").click()
    page.get_by_label("Family or person").fill("Hasani")
    page.get_by_label("Received on").fill("20 November 2023")
    page.get_by_label("Who refers them").fill("A volunteer")
    page.get_by_label("What is asked, and what is known").fill("Relatives speak for her.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("group", name="Each adult can say").or_(page.get_by_role("group", name="Willing to work")).first.get_by_label("not known yet").check()
    page.get_by_role("button", name="Save the screening").click()
    page.get_by_label("Decision").select_option("not_admitted")
    page.get_by_label("Why").fill("Her own wish could not be established.")
    page.get_by_role("button", name="Write the decision down").click()
    expect(page.get_by_text("The decision is written down.")).to_be_visible()


def _refer_again_and_admit(page):
    page.get_by_role("link", name="Referred again").click()
    page.get_by_label("Received on").fill("3 June 2024")
    page.get_by_label("How they come to us").select_option("from_detention")
    page.get_by_label("Who belongs to the family").fill("HASANI Valbona\nDEMIRI Leon")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Her own wish could not be established.")).to_be_visible()
    page.get_by_role("link", name="Admit").click()
    page.get_by_label("Reference").fill("PT-2026-40")
    page.get_by_label("Date", exact=True).fill("19 June 2024")
    page.get_by_label("Why").fill("She can now speak for herself.")
    page.get_by_role("button", name="Admit").click()
    expect(page.get_by_text("The family is admitted.")).to_be_visible()
    expect(page.get_by_role("link", name="HASANI Valbona")).to_be_visible()


def _agree(page):
    page.get_by_role("link", name="Agreements").click()
    page.get_by_role("link", name="Ask a consent").first.click()
    page.get_by_label("Date", exact=True).fill("25 June 2024")
    page.get_by_label("Explained in which language").fill("Romany")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("holds")).to_be_visible()
    page.get_by_role("link", name="Add a safety note").click()
    page.get_by_label("What must be kept in mind").fill("Never call the parents-in-law.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Contacts").click()
    expect(page.get_by_text("Never call the parents-in-law.")).to_be_visible()


def _assess(page):
    page.get_by_role("navigation", name="This family").get_by_role("link", name="Assessment").click()
    page.get_by_role("link", name="New assessment").click()
    page.get_by_label("In their own words").fill("I lived like an animal that others lead on a rope.")
    page.get_by_label("Needs").fill("to be asked herself\na paper to show when stopped")
    page.get_by_role("button", name="Finish and send for sign-off").click()
    expect(page.get_by_text("a paper to show when stopped")).to_be_visible()


def _contact_in_a_line(page):
    page.get_by_role("navigation", name="This family").get_by_role("link", name="Contacts").click()
    expect(page.get_by_text("Never call the parents-in-law.")).to_be_visible()
    page.get_by_label("Write down a contact in one line").press_sequentially("visit Valbona, she wants a name in a book, 1h30")
    expect(page.locator("#understood")).to_contain_text("90 minutes")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("cell", name="She wants a name in a book")).to_be_visible()
    assert not accessibility_findings(page)


def _plan_and_review(page):
    page.get_by_role("navigation", name="This family").get_by_role("link", name="Plan").click()
    page.get_by_role("link", name="Make the plan").click()
    page.get_by_label("Agreed with the family on").fill("5 November 2024")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Add a goal").click()
    page.get_by_label("Goal", exact=True).fill("Recognised as stateless")
    page.get_by_role("button", name="Add", exact=True).first.click()
    expect(page.get_by_role("heading", name="Recognised as stateless")).to_be_visible()
    page.get_by_role("link", name="Review it").click()
    page.get_by_label("What changed since the last time").fill("She speaks at meetings.")
    page.get_by_label("Recognised as stateless").select_option("partly")
    page.get_by_role("button", name="Save and send for sign-off").click()
    expect(page.get_by_role("cell", name="waits for sign-off")).to_be_visible()
    assert not accessibility_findings(page)


def _pause_and_go_on(page):
    page.get_by_role("link", name="Course").click()
    for stage, day, why in (("paused", "22 August 2024", "She asked for time."), ("intervention", "14 January 2025", "The procedure begins.")):
        page.get_by_label("Stage", exact=True).select_option(stage)
        page.get_by_label("From", exact=True).fill(day)
        page.get_by_label("Why").fill(why)
        page.get_by_role("button", name="Change").click()
        expect(page.get_by_text(why).first).to_be_visible()


def _close(page):
    page.get_by_role("link", name="Write down a resolution").click()
    page.get_by_label("How it was settled").select_option("residence_stateless")
    page.get_by_label("When", exact=True).fill("May 2026")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Close the case").click()
    page.get_by_label("Closed on").fill("1 October 2026")
    page.get_by_label("Where the family stands now").fill("She has a card and a flat of her own.")
    page.get_by_label("What helped").fill("Time, and the same interpreter.")
    page.get_by_role("button", name="Close the case").click()
    expect(page.get_by_text("waits for sign-off")).to_be_visible()
    assert not accessibility_findings(page)


def _signed_off_by(page, title: str):
    page.goto("/supervision/")
    card = page.locator(".queued", has_text=title)
    card.get_by_role("button", name="Sign off").click()
    expect(page.get_by_text("Signed off.")).to_be_visible()
