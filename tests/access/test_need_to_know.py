"""Who opens which family: the team, cover until a day, an emergency with a reason; and nobody by any other way."""

from datetime import date, timedelta

import pytest

from caseline.db import db
from caseline.families.models import Assignment
from caseline.history import HistoryEntry
from tests.conftest import PASSWORD, signed_in

WHY = "The family is at the airport and Bo cannot be reached by anybody."


def opens(browser, family_id=2) -> bool:
    return browser.get(f"/families/{family_id}/").status_code == 200


def give(co, user_id=1, family_id=2, **how):
    return co.post(f"/families/{family_id}/team", data={"user_id": user_id, **how})


def test_access_counts_from_the_next_click_and_ends_with_it(an, co):
    assert not opens(an)
    give(co)
    assert opens(an)
    give(co, deed="end")
    assert not opens(an)


def test_cover_ends_after_its_last_day(app, an, co):
    give(co, until=date.today().isoformat())
    assert opens(an), "the last day is included"
    with app.app_context():
        db.session.query(Assignment).filter_by(user_id=1, family_id=2).one().until = date.today() - timedelta(days=1)
        db.session.commit()
    assert not opens(an)


def test_cover_is_told_on_the_familys_page(co, bo):
    give(co, until=(date.today() + timedelta(days=5)).isoformat())
    assert "cover until" in bo.get("/families/2/").text


@pytest.mark.parametrize("who, number", [("Ed", 4), ("Lu", 5)])
def test_evaluators_and_lawyers_open_no_family_even_when_assigned_by_mistake(app, co, who, number):
    give(co, user_id=number)
    assert not opens(signed_in(app, who))


def test_case_managers_give_no_access(an, bo):
    assert give(an, user_id=2, family_id=1).status_code == 403
    assert not opens(bo, 1)


class TestEmergency:
    def enter(self, browser, reference="PT-2026-02", reason=WHY):
        return browser.post("/emergency", data={"reference": reference, "reason": reason})

    def test_an_gets_in_until_tomorrow_and_everybody_sees_it(self, app, an, bo, co):
        assert self.enter(an).headers["Location"] == "/families/2/"
        assert opens(an)
        assert WHY in bo.get("/families/2/").text and WHY in co.get("/").text and WHY in co.get("/emergency").text
        with app.app_context():
            assert db.session.query(Assignment).filter_by(kind="emergency").one().until == date.today() + timedelta(days=1)
            assert db.session.query(HistoryEntry).filter_by(verb="emergency access").one().family_id == 2

    def test_a_coordinator_says_that_she_has_seen_it(self, an, co, app):
        self.enter(an)
        with app.app_context():
            number = db.session.query(Assignment).filter_by(kind="emergency").one().id
        assert an.post(f"/emergency/{number}/seen").status_code == 403
        co.post(f"/emergency/{number}/seen")
        assert WHY not in co.get("/").text

    @pytest.mark.parametrize("reason", ["", "urgent", " " * 40])
    def test_without_a_real_reason_it_stays_closed(self, an, reason):
        assert self.enter(an, reason=reason).status_code == 422 and not opens(an)

    def test_it_does_not_shorten_or_lengthen_what_somebody_has(self, app, bo):
        self.enter(bo)
        with app.app_context():
            kept = db.session.query(Assignment).filter_by(user_id=2, family_id=2).one()
            assert kept.kind == "team" and kept.until is None

    def test_trying_references_is_slowed_down_and_noted(self, app, an):
        answers = [self.enter(an, reference=f"PT-2026-{n}").text for n in range(10, 24)]
        assert sum("No family has this reference" in text for text in answers) <= 9 and "Too many tries" in answers[-1]
        with app.app_context():
            assert db.session.query(HistoryEntry).filter_by(verb="emergency access refused").count() >= 5

    def test_it_asks_for_the_password_when_it_was_long_ago(self, an, clock):
        clock.pass_by(minutes=11)
        assert self.enter(an).status_code == 401 and not opens(an)
        an.post("/confirm", data={"password": PASSWORD})
        assert self.enter(an).status_code == 303

    @pytest.mark.parametrize("who", ["Ed", "Lu"])
    def test_evaluators_and_lawyers_cannot(self, app, who):
        assert self.enter(signed_in(app, who)).status_code == 403
