"""Each adult apart, each child's own voice, repeated over time; drafts that count nowhere."""

import pytest

from caseline.assessments.models import Assessment, Vulnerability
from caseline.assessments.voice import latest_by_person, voice_of, vulnerabilities
from caseline.db import db, family_scope
from tests.interface.page_reader import dead_ends, read_page

GRACE, SAMUEL = 1, 2
ASSESS = {"person_id": "2", "on": "18 September 2024", "heard": "alone", "own_words": "I had a card. Nobody told me why they took it.", "needs": "to know what he is\n\n  school near home ", "risk": "low", "deed": "finish"}


def assess(browser, **changes):
    answer = browser.post("/families/1/assessment/new", data={**ASSESS, **changes})
    assert answer.status_code == 303, answer.text


def test_lists_are_one_thing_a_line(app, an):
    assess(an)
    with app.app_context(), family_scope([1]):
        assert db.session.get(Assessment, 1).needs == ["to know what he is", "school near home"]


def test_a_childs_words_are_found_with_their_day_and_how_they_were_heard(in_family):
    for on, words, draft in (("2024-01-01", "First.", False), ("2024-09-18", "Latest.", False), ("2025-01-01", "A draft.", True)):
        db.session.add(Assessment(family_id=1, person_id=SAMUEL, on=on, own_words=words, heard="alone", is_draft=draft))
    db.session.add(Assessment(family_id=1, person_id=GRACE, on="2025-02-01", own_words="His mother says.", is_draft=False))
    db.session.flush()
    voice = voice_of(SAMUEL)
    assert (voice.words, voice.on, voice.heard) == ("Latest.", "2024-09-18", "alone")
    assert latest_by_person()[SAMUEL].own_words == "Latest."


def test_who_never_said_anything_has_no_voice(in_family):
    db.session.add(Assessment(family_id=1, person_id=SAMUEL, on="2024-01-01", is_draft=False))
    db.session.flush()
    assert voice_of(SAMUEL) is None


def test_an_earlier_assessment_stays_beside_the_later_one(an, app):
    assess(an)
    assess(an, on="1 March 2025", own_words="Now I know.")
    page = read_page(an.get("/families/1/assessment/"))
    assert "Now I know." in page.text and "18 September 2024" in page.text and not dead_ends(page, app)


class TestDrafts:
    def test_a_draft_asks_for_no_signature_and_counts_nowhere(self, an, co):
        assess(an, deed="draft")
        assert "Assessment of" not in read_page(co.get("/supervision/")).text
        page = read_page(an.get("/families/1/assessment/"))
        assert "Go on with the draft" in page.text and ASSESS["own_words"] not in page.text

    def test_finished_it_goes_to_a_coordinator(self, an, co):
        assess(an, deed="draft")
        an.post("/families/1/assessment/1", data={**ASSESS, "version": "1"})
        assert "Assessment of Samuel" in read_page(co.get("/supervision/")).text

    def test_what_is_finished_does_not_become_a_draft_again(self, app, an):
        assess(an)
        an.post("/families/1/assessment/1", data={**ASSESS, "version": "1", "deed": "draft"})
        with app.app_context(), family_scope([1]):
            assert not db.session.get(Assessment, 1).is_draft

    def test_two_people_editing_are_told(self, an, co):
        assess(an, deed="draft")
        assert co.post("/families/1/assessment/1", data={**ASSESS, "version": "1", "deed": "draft"}).status_code == 303
        late = an.post("/families/1/assessment/1", data={**ASSESS, "version": "1", "ties": "football", "deed": "draft"})
        assert late.status_code == 409 and "football" in late.text


@pytest.mark.parametrize("wrong", [{"on": "2024"}, {"person_id": "3"}, {"heard": "by nobody"}, {"risk": "very"}])
def test_what_is_unclear_is_told(an, wrong):
    assert read_page(an.post("/families/1/assessment/new", data={**ASSESS, **wrong}), 422).errors


def test_the_family_as_a_whole_can_be_assessed(an):
    assess(an, person_id="0", own_words="", ties="The parish.")
    assert "The parish." in read_page(an.get("/families/1/assessment/")).text


class TestVulnerabilities:
    def test_it_can_end_and_come_back(self, in_family):
        for start, end in (("2023-01", "2023-06"), ("2025", "..")):
            db.session.add(Vulnerability(family_id=1, person_id=GRACE, what="destitution", start=start, end=end))
        db.session.flush()
        assert len(vulnerabilities()) == 2 and [one.start for one in vulnerabilities(ended=False)] == ["2025"]

    def test_it_is_told_with_its_time_on_the_face_sheet(self, an):
        an.post("/families/1/assessment/vulnerabilities/new", data={"person_id": "1", "what": "physical_or_mental_health", "comment": "sleeps four hours", "start": "January 2021", "end": ""})
        assert "sleeps four hours" in read_page(an.get("/families/1/face-sheet/")).text
        assert "since January 2021" in read_page(an.get("/families/1/assessment/")).text
        an.post("/families/1/assessment/vulnerabilities/1", data={"person_id": "1", "what": "physical_or_mental_health", "comment": "sleeps four hours", "start": "January 2021", "end": "May 2022", "version": "1"})
        assert "sleeps four hours" not in read_page(an.get("/families/1/face-sheet/")).text

    def test_only_what_the_network_counts(self, an):
        assert an.post("/families/1/assessment/vulnerabilities/new", data={"person_id": "1", "what": "poor"}).status_code == 422
