"""From somebody's call to a family's file: screening, decisions with reasons, coming back, waiting, admission."""

import pytest

from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.families.models import Family
from caseline.intake.models import Referral
from caseline.stages.models import StagePeriod
from tests.interface.page_reader import dead_ends, read_page

VOLUNTEER = {"name": "Hasani", "kind": "referral", "received_on": "20.11.2023", "route": "community", "referrer": "A volunteer", "summary": "Relatives speak for her.", "members": "HASANI Valbona\nDEMIRI Leon"}
ADMIT = {"reference": "PT-2026-30", "language": "fr", "user_id": "1", "known": "0", "decided_on": "19 June 2024", "reason": "She can now speak for herself."}


def refer(browser, **changes) -> int:
    answer = browser.post(changes.pop("address", "/intake/new"), data={**VOLUNTEER, **changes})
    assert answer.status_code == 303, answer.text
    return int(answer.location.rsplit("/", 1)[1])


def kept(app, number: int) -> Referral:
    with app.app_context():
        return db.session.get(Referral, number)


def test_dates_are_understood_as_people_type_them(app, an):
    assert kept(app, refer(an)).received_on == "2023-11-20"


@pytest.mark.parametrize("wrong", [{"name": " "}, {"received_on": "2023"}, {"received_on": "yesterday morning"}, {"kind": "gift"}])
def test_what_is_missing_or_unclear_is_told_beside_its_field(an, wrong):
    page = read_page(an.post("/intake/new", data={**VOLUNTEER, **wrong}), 422)
    assert page.errors


def test_the_five_answers_stay_apart(app, an):
    number = refer(an)
    answers = {"s1_children": "yes", "s2_undocumented": "no", "s3_detention_risk": "dont_know", "s4_accommodation": "no_answer", "s5_no_public_order": "not_relevant", "s6_willing": "perhaps"}
    an.post(f"/intake/{number}/screening", data={"screened_on": "29.11.2023", "told": ["independent"], "comment_s6_willing": "could not be asked", **{f"answer_{key}": said for key, said in answers.items()}})
    told = kept(app, number).answers
    assert [told[key]["answer"] for key in list(answers)[:5]] == ["yes", "no", "dont_know", "no_answer", "not_relevant"]
    assert told["s6_willing"] == {"answer": "", "comment": "could not be asked"}, "an answer that does not exist is none"
    assert "No yes so far" in read_page(an.get(f"/intake/{number}")).text


def test_declined_and_referred_again_keeps_the_history(app, an):
    first = refer(an)
    an.post(f"/intake/{first}/decision", data={"outcome": "not_admitted", "decided_on": "7.12.2023", "reason": "Her own wish could not be established."})
    again = refer(an, address=f"/intake/new?again={first}", received_on="3.6.2024", route="from_detention", referrer="The husband")
    page = read_page(an.get(f"/intake/{again}"))
    assert "Her own wish could not be established." in page.text and "Referred more than once" in page.text and not dead_ends(page, app)


def test_a_decision_needs_a_reason(app, an):
    number = refer(an)
    page = read_page(an.post(f"/intake/{number}/decision", data={"outcome": "waiting", "decided_on": "7.12.2023", "reason": "  "}), 422)
    assert page.errors and kept(app, number).outcome == ""


class TestAdmission:
    def test_opens_a_family_with_its_members_in_assessment(self, app, an):
        number = refer(an)
        location = an.post(f"/intake/{number}/admission", data=ADMIT).location
        family_id = int(location.strip("/").split("/")[-1])
        with app.app_context(), family_scope([family_id]):
            family = db.session.get(Family, family_id)
            assert [person.name for person in family.persons] == ["HASANI Valbona", "DEMIRI Leon"] and family.stage == "assessment"
            assert [(period.stage, period.start, period.end) for period in db.session.query(StagePeriod)] == [("screening", "2023-11-20", "2024-06-19"), ("assessment", "2024-06-19", "..")]

    def test_takes_the_earlier_referral_into_the_file_too(self, app, an):
        first = refer(an)
        again = refer(an, address=f"/intake/new?again={first}")
        an.post(f"/intake/{again}/admission", data=ADMIT)
        assert kept(app, first).family_id == kept(app, again).family_id is not None

    def test_from_then_on_only_the_team_sees_it(self, an, bo, co):
        number = refer(an)
        assert bo.get(f"/intake/{number}").status_code == 200
        an.post(f"/intake/{number}/admission", data=ADMIT)
        assert bo.get(f"/intake/{number}").status_code == 404 and co.get(f"/intake/{number}").status_code == 200
        assert "Hasani" not in bo.get("/intake/").text

    def test_a_reference_that_exists_is_refused_and_nothing_is_written(self, app, an):
        number = refer(an)
        page = read_page(an.post(f"/intake/{number}/admission", data={**ADMIT, "reference": "pt-2026-01"}), 422)
        assert page.errors and kept(app, number).outcome == ""

    def test_a_known_family_that_was_closed_is_opened_again(self, app, an):
        an.post("/families/1/course/close", data={"on": "1.2.2025", "reason": "moved_abroad", "outcome": "Went to Germany.", "referred_actor_id": "0"})
        number = refer(an, received_on="1.3.2026")
        assert an.post(f"/intake/{number}/admission", data={**ADMIT, "known": "1", "decided_on": "4.3.2026"}).location == "/families/1/"
        with app.app_context(), family_scope([1]):
            assert db.session.get(Family, 1).stage == "assessment"

    def test_nobody_adds_to_a_colleagues_family(self, an):
        number = refer(an)
        assert an.post(f"/intake/{number}/admission", data={**ADMIT, "known": "2"}).status_code == 422

    def test_twice_leads_to_the_same_family(self, app, an):
        number = refer(an)
        an.post(f"/intake/{number}/admission", data=ADMIT)
        an.post(f"/intake/{number}/admission", data={**ADMIT, "reference": "PT-2026-31"})
        with app.app_context(), family_scope(EVERY_FAMILY):
            assert db.session.query(Family).filter(Family.reference.in_(["PT-2026-30", "PT-2026-31"])).count() == 1


def test_the_waiting_list_says_since_when(an):
    number = refer(an)
    an.post(f"/intake/{number}/decision", data={"outcome": "waiting", "decided_on": "7.12.2023", "reason": "No room before spring."})
    page = read_page(an.get("/intake/"))
    assert "Waiting list" in page.text and "7 December 2023" in page.text and "No room before spring." in page.text


def test_two_people_correcting_the_same_referral_are_told(an, bo):
    number = refer(an)
    assert bo.post(f"/intake/{number}/edit", data={**VOLUNTEER, "version": "1", "name": "Hasani-Demiri"}).status_code == 303
    late = an.post(f"/intake/{number}/edit", data={**VOLUNTEER, "version": "1", "referrer": "Rik"})
    assert late.status_code == 409 and "Rik" in late.text


def test_a_referral_goes_to_the_bin_and_comes_back_but_a_familys_stays(app, an):
    number = refer(an)
    an.post(f"/intake/{number}/remove")
    assert an.get(f"/intake/{number}").status_code == 404
    an.post(f"/intake/{number}/restore")
    an.post(f"/intake/{number}/admission", data=ADMIT)
    assert an.post(f"/intake/{number}/remove").status_code == 404


def test_answers_typed_beside_a_mistake_or_a_colleague_are_not_lost(an, bo):
    number = refer(an)
    typed = {"screened_on": "someday", "answer_s1_children": "yes", "comment_s6_willing": "came alone, by bus"}
    assert "came alone, by bus" in an.post(f"/intake/{number}/screening", data=typed).text
    bo.post(f"/intake/{number}/screening", data={"screened_on": "1.2.2026", "version": "1"})
    late = an.post(f"/intake/{number}/screening", data={**typed, "screened_on": "1.2.2026", "version": "1"})
    assert late.status_code == 409 and "came alone, by bus" in late.text
