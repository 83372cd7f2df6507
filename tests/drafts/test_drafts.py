"""What An typed waits for her on the server: for her alone, sealed, until it is sent or thrown away."""

from datetime import timedelta

import pytest

from caseline.db import db, now
from caseline.drafts import keeping
from caseline.drafts.models import Draft

FORM = "/families/1/contacts/new"
TYPED = {"summary": "The lawyer called about", "persons": ["1", "2"], "csrf_token": "x", "password": "quiet otters"}


def keep(browser, address=FORM, **typed):
    return browser.post("/drafts", query_string={"for": address}, data={**TYPED, **typed})


def kept(browser, address=FORM):
    answer = browser.get("/drafts", query_string={"for": address})
    return answer.json["fields"] if answer.status_code == 200 else None


def test_it_is_given_back_as_it_was_typed(an):
    assert keep(an).status_code == 204
    assert kept(an) == {"summary": ["The lawyer called about"], "persons": ["1", "2"]}


def test_tokens_and_passwords_are_never_kept(an):
    keep(an)
    assert not {"csrf_token", "password"} & set(kept(an))


def test_the_last_words_replace_those_before(app, an):
    keep(an)
    keep(an, summary="The lawyer called about the hearing")
    assert kept(an)["summary"] == ["The lawyer called about the hearing"]
    with app.app_context():
        assert db.session.query(Draft).count() == 1


def test_a_colleague_and_a_coordinator_get_none_of_it(an, bo, co):
    keep(an)
    assert bo.get("/drafts", query_string={"for": FORM}).status_code == 404 and kept(co) is None


def test_sent_it_is_gone(an):
    keep(an)
    an.post(FORM, data={"summary": "The lawyer called.", "channel": "call", "at": "1.3.2026"})
    assert kept(an) is None


def test_refused_it_stays(an):
    keep(an)
    assert an.post(FORM, data={"summary": "", "channel": "call", "at": ""}).status_code == 422
    assert kept(an) is not None


def test_thrown_away_it_is_gone(an):
    keep(an)
    an.post("/drafts/throw-away", query_string={"for": FORM})
    assert kept(an) is None


def test_no_word_of_it_can_be_read_in_the_table(app, an):
    keep(an)
    with app.app_context():
        assert b"lawyer" not in db.session.query(Draft).one().sealed


def test_moved_to_another_form_or_person_it_does_not_open(app, an):
    keep(an)
    with app.app_context():
        db.session.query(Draft).one().address = "/families/new"
        db.session.commit()
    assert kept(an, "/families/new") is None


@pytest.mark.parametrize("address", ["", "/nowhere", "/families/2/contacts/new", "/families/987/contacts/new", "https://elsewhere.example/families/1/contacts/new"])
def test_only_forms_that_an_may_send_have_a_draft(an, address):
    assert keep(an, address).status_code == 404


def test_a_draft_of_absurd_size_is_refused(an):
    assert keep(an, summary="x" * 300_000).status_code == 413


def test_forgotten_drafts_end_after_a_month(app, an):
    keep(an, "/families/new")
    with app.app_context():
        db.session.query(Draft).one().saved_at = now() - keeping.LASTS - timedelta(days=1)
        db.session.commit()
    keep(an)
    assert kept(an, "/families/new") is None and kept(an) is not None
