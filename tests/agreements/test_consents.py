"""Who agreed to what, for whom and until when; and that nothing leaves on a consent that does not hold."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from caseline.agreements.consent import consent_for, needs_consent
from caseline.agreements.models import Consent
from caseline.db import db
from tests.interface.page_reader import read_page

GRACE, SAMUEL = 1, 2
DAY = date(2026, 3, 1)


def agree(kind="share_with_lawyer", given_on="2026-01-10", person=GRACE, **more) -> Consent:
    consent = Consent(family_id=1, person_id=person, kind=kind, given_on=given_on, **more)
    db.session.add(consent)
    db.session.flush()
    return consent


def test_the_lawyer_gets_it_from_the_day_it_was_given(in_family):
    consent = agree()
    assert consent_for(GRACE, "lawyer", DAY) is consent
    assert consent_for(GRACE, "lawyer", date(2026, 1, 10)) is consent
    assert consent_for(GRACE, "lawyer", date(2026, 1, 9)) is None


def test_each_person_and_each_reader_apart(in_family):
    agree()
    assert consent_for(SAMUEL, "lawyer", DAY) is None and consent_for(GRACE, "commissioner", DAY) is None


@pytest.mark.parametrize("ended", [{"withdrawn_on": "2026-03-01"}, {"until": "2026-02-28"}, {"refused": True}])
def test_withdrawn_run_out_or_refused_is_none(in_family, ended):
    agree(**ended)
    assert consent_for(GRACE, "lawyer", DAY) is None


def test_the_last_word_counts(in_family):
    agree()
    agree(given_on="2026-02-01", refused=True)
    assert consent_for(GRACE, "lawyer", DAY) is None and consent_for(GRACE, "lawyer", date(2026, 1, 20)) is not None
    again = agree(given_on="2026-02-15")
    assert consent_for(GRACE, "lawyer", DAY) is again


def test_one_in_the_bin_does_not_count(in_family):
    agree().deleted_at = in_family.created_at
    assert consent_for(GRACE, "lawyer", DAY) is None


def test_another_family_is_out_of_reach(in_family):
    agree()
    assert consent_for(3, "lawyer", DAY) is None


def test_readers_outside_the_house_need_one():
    assert needs_consent("lawyer") and needs_consent("commissioner") and not needs_consent("family")


@given(given=st.dates(date(2020, 1, 1), date(2030, 1, 1)), withdrawn=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)), until=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)), on=st.dates(date(2019, 1, 1), date(2031, 1, 1)))
def test_it_holds_exactly_between_its_days(given, withdrawn, until, on):
    consent = Consent(refused=False, given_on=given.isoformat(), withdrawn_on=withdrawn.isoformat() if withdrawn else "", until=until.isoformat() if until else "")
    assert consent.holds_on(on) == (given <= on and (withdrawn is None or on < withdrawn) and (until is None or on <= until))


class TestOnTheScreen:
    def give(self, browser, **more):
        return browser.post("/families/1/agreements/new", data={"person_id": "1", "kind": "participation", "answer": "given", "given_on": "25 June 2024", "language": "Romany", "interpreter": "Z.", **more})

    def test_who_has_not_agreed_is_named_until_she_has(self, an):
        assert "Nothing is written down yet for" in read_page(an.get("/families/1/agreements/")).text
        self.give(an)
        page = read_page(an.get("/families/1/agreements/"))
        assert "Nothing is written down yet for" not in page.text and "interpreter: Z." in page.text and "holds" in page.text

    def test_withdrawal_is_dated_and_stays_readable(self, an):
        self.give(an)
        an.post("/families/1/agreements/1/withdrawal", data={"withdrawn_on": "20.11.2025", "withdrawn_why": "She changed her mind.", "version": "1"})
        assert "withdrawn on 20 November 2025" in read_page(an.get("/families/1/agreements/")).text

    def test_two_people_editing_are_told(self, an, co):
        self.give(an)
        told = {"person_id": "1", "kind": "participation", "answer": "given", "given_on": "25.6.2024", "version": "1"}
        assert co.post("/families/1/agreements/1", data={**told, "note": "with pictures"}).status_code == 303
        late = an.post("/families/1/agreements/1", data={**told, "note": "on paper"})
        assert late.status_code == 409 and "on paper" in late.text

    def test_a_person_of_another_family_cannot_be_chosen(self, an):
        assert self.give(an, person_id="3").status_code == 422

    def test_removed_and_put_back(self, an):
        self.give(an)
        an.post("/families/1/agreements/1/remove")
        assert an.get("/families/1/agreements/1").status_code == 404
        an.post("/families/1/agreements/1/restore")
        assert an.get("/families/1/agreements/1").status_code == 200
