"""Findings are put aside with a reason, come back when their facts change, and silences are measured as the family needs."""

import pytest
from sqlalchemy import select

from caseline.db import db, family_scope
from caseline.families.models import Family
from caseline.history import HistoryEntry
from caseline.timeline import reasoning
from caseline.timeline.models import Event

HOME = "/families/1/timeline/findings/"


@pytest.fixture
def findings(app):
    def now(kind):
        with app.test_request_context(), family_scope([1]):
            built = reasoning.reason(db.session.get(Family, 1), lang="en")
            return [finding for finding in reasoning.open_findings(built) if finding.kind == kind]

    return now


def test_a_finding_is_put_aside_only_with_a_reason(story, an, findings):
    one = findings("gap")[0]
    an.post(HOME, data={"key": one.key, "reason": "  "})
    assert findings("gap")
    an.post(HOME, data={"key": one.key, "reason": "They lived with an uncle."})
    assert one.key not in {finding.key for finding in findings("gap")}
    assert "They lived with an uncle." in an.get(HOME).get_data(as_text=True)


def test_it_comes_back_when_its_facts_change_and_when_it_is_opened_again(story, an, app, findings):
    one = next(finding for finding in findings("gap") if finding.rows[0] == story[3])
    an.post(HOME, data={"key": one.key, "reason": "known"})
    with app.test_request_context(), family_scope([1]):
        db.session.get(Event, story[4]).edtf = "2013-10-25"
        db.session.commit()
    assert one.key in {finding.key for finding in findings("gap")}
    again = next(finding for finding in findings("gap") if finding.key == one.key)
    an.post(HOME, data={"key": again.key, "reason": "still known"})
    an.post(HOME, data={"key": again.key, "deed": "reopen"})
    assert one.key in {finding.key for finding in findings("gap")}


def test_the_measure_of_silence_is_chosen_for_a_family(story, an, bo, app, findings):
    before = len(findings("gap"))
    assert an.post("/families/1/timeline/measures/silence", data={"months": "36"}).status_code == 303
    assert len(findings("gap")) < before and 'value="36" selected' in an.get(HOME).get_data(as_text=True)
    assert 'value="12" selected' in bo.get("/families/2/timeline/findings/").get_data(as_text=True)
    assert an.post("/families/1/timeline/measures/silence", data={"months": "1"}).status_code == 400
    with app.app_context():
        assert db.session.scalar(select(HistoryEntry).where(HistoryEntry.verb == "measure of silence chosen")).details == {"months": 36}
