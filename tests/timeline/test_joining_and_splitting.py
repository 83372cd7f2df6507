"""Two events become one, one becomes two, and either word is taken back without a source lost."""

import pytest
from sqlalchemy import select

from caseline.db import db, family_scope
from caseline.families.models import Family
from caseline.timeline import reasoning
from caseline.timeline.models import Citation, Event, Merge

PLACE = "/families/1/timeline/duplicates/"


@pytest.fixture
def rows(app):
    """The rows now, as (date, number of sources)."""

    def now():
        with app.test_request_context(), family_scope([1]):
            built = reasoning.reason(db.session.get(Family, 1))
            return [(row.edtf, len(row.sources)) for row in built.rows]

    return now


@pytest.fixture
def letter(app, story):
    """A second source of the refusal, which gives another day."""
    with app.test_request_context(), family_scope([1]):
        citation = Citation(family_id=1, event_id=story[1], source_kind="mentioned_in_other_document", account_of="a letter", edtf="2011-02-18", dates={})
        db.session.add(citation)
        db.session.commit()
        return citation.id


def _taken_back(app, an):
    with app.test_request_context(), family_scope([1]):
        merge = db.session.scalar(select(Merge.id).order_by(Merge.id.desc()))
    assert an.post(f"{PLACE}{merge}/undo").status_code == 303


def _sources_of(app, event: int) -> int:
    with app.test_request_context(), family_scope([1]):
        return len(db.session.get(Event, event).citations)


def test_a_source_that_tells_another_event_becomes_one_and_goes_back(story, letter, an, rows, app):
    before = rows()
    assert ("2011-02-08", 2) in before
    assert f"duplicates/split/{letter}" in an.get(f"/families/1/timeline/rows/{story[1]}").text
    assert an.post(f"{PLACE}split/{letter}").status_code == 303
    assert {("2011-02-08", 1), ("2011-02-18", 1)} <= set(rows()) and len(rows()) == len(before) + 1
    _taken_back(app, an)
    assert rows() == before


def test_the_only_source_of_an_event_stays_with_it(story, an, rows, app):
    with app.test_request_context(), family_scope([1]):
        only = db.session.scalar(select(Citation.id).where(Citation.event_id == story[1]))
    before = rows()
    assert an.post(f"{PLACE}split/{only}").status_code == 404 and rows() == before


def test_events_folded_by_rule_are_taken_apart_from_the_row_and_folded_again(story, an, rows, app):
    with app.test_request_context(), family_scope([1]):
        first = db.session.get(Event, story[0])
        second = Event(family_id=1, type=first.type, edtf=first.edtf, sentence="Grace asks for asylum, the letter says.", dates={})
        db.session.add(second)
        db.session.flush()
        db.session.add(Citation(family_id=1, event_id=second.id, source_kind="mentioned_in_other_document", account_of="a letter", edtf=first.edtf))
        db.session.commit()
        other = second.id
    folded = rows()
    assert ("2010-03-03", 2) in folded
    assert f'name="second" value="{other}"' in an.get(f"/families/1/timeline/rows/{story[0]}").text
    an.post(PLACE, data={"first": story[0], "second": other, "deed": "apart"})
    assert rows().count(("2010-03-03", 1)) == 2
    _taken_back(app, an)
    assert rows() == folded


def test_two_events_joined_keep_both_sources_and_come_apart_again(story, an, rows, app):
    before = rows()
    an.post(PLACE, data={"first": story[4], "second": story[6], "deed": "same"})
    assert len(rows()) == len(before) - 1 and _sources_of(app, story[4]) == 2
    _taken_back(app, an)
    assert rows() == before
