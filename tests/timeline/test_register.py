"""The register: rows in their years, and beside it what does not fit before what is merely to be asked."""

from caseline.db import db, family_scope
from caseline.timeline.decisions import Wording, write_event

TIMELINE = "/families/1/timeline/"


def test_what_happened_by_some_day_stands_in_the_year_of_that_day(an, app):
    with app.test_request_context(), family_scope([1]):
        write_event(1, Wording("notice_to_quit", "../2021-10-20", True, {}, [1], "The landlord gives notice."), user_id=1)
        write_event(1, Wording("school_enrolment", "../2019", False, {}, [2], "Samuel goes to school."), user_id=1)
        db.session.commit()
    page = an.get(TIMELINE).text
    assert 'id="y2021"' in page and 'id="y2019"' in page and 'id="y1"' not in page and 'id="y9999"' not in page


def test_findings_stand_above_the_questions_about_old_decisions(story, an):
    page = an.get(TIMELINE).text
    assert page.index("All findings") < page.index("To be asked") < page.index("CALL judgment” of 31 May 2011 notified?")
