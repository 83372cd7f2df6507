"""A chronology is worked out once and kept until something of its family changes, whoever changes it and however."""

from datetime import date

import pytest
from sqlalchemy import delete, select, update

from caseline import chronology
from caseline.contacts.models import Actor, Mandate
from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.engine import writing
from caseline.families.changing import changes_of
from caseline.families.models import Family
from caseline.reports import histories, remembered, views as reports_views
from caseline.timeline import lately, reasoning
from caseline.timeline.decisions import Wording, write_event
from caseline.timeline.models import Event


@pytest.fixture
def builds(monkeypatch):
    """How often a chronology was worked out."""
    made, genuine = [], chronology.build
    monkeypatch.setattr(reasoning.chronology, "build", lambda case, **more: made.append(case.reference) or genuine(case, **more))
    lately.forget()
    return made


@pytest.fixture
def told(app):
    """An event in family 1."""
    with app.app_context(), writing(1), family_scope([1]):
        event = write_event(1, Wording("judgment_call", "2016-06-28", False, {}, [], "The court rejects the request."), user_id=1)
        db.session.commit()
        return event.id


def look(app) -> str:
    with app.test_request_context(), family_scope([1]):
        return " ".join(row.sentence for row in reasoning.reason(db.session.get(Family, 1)).rows)


def test_a_second_look_works_nothing_out(app, an, told, builds):
    first = an.get("/families/1/timeline/").text
    assert an.get("/families/1/timeline/").text.count("The court rejects") == first.count("The court rejects") > 0 and len(builds) == 1


@pytest.mark.parametrize("change", [
    lambda event_id: setattr(db.session.get(Event, event_id), "sentence", "Changed."),
    lambda event_id: db.session.execute(update(Event).where(Event.id == event_id).values(sentence="Changed.")),
    lambda event_id: db.session.execute(delete(Event).where(Event.id == event_id)),
    lambda event_id: db.session.delete(db.session.get(Event, event_id)),
    lambda event_id: write_event(1, Wording("judgment_call", "2017", False, {}, [], "Another."), user_id=1),
], ids=["a record changes", "a statement changes it", "a statement removes it", "a record goes", "a record comes"])  # fmt: skip
def test_every_way_of_changing_shows_at_the_next_look(app, told, builds, change):
    before = look(app)
    with app.app_context(), writing(1), family_scope([1]):
        change(told)
        db.session.commit()
    assert look(app) != before and len(builds) == 2


def test_what_is_taken_back_is_never_kept(app, told, builds):
    with app.app_context(), writing(1), family_scope([1]):
        number = changes_of(1)
        db.session.get(Event, told).sentence = "Taken back."
        assert changes_of(1) > number
        assert "Taken back" in " ".join(row.sentence for row in reasoning.reason(db.session.get(Family, 1), lang="en").rows)
        db.session.rollback()
    assert "Taken back" not in look(app)


def test_another_familys_work_leaves_it_alone(app, told, builds):
    look(app)
    with app.app_context(), writing(2), family_scope([2]):
        write_event(2, Wording("judgment_call", "2017", False, {}, [], "Elsewhere."), user_id=2)
        db.session.commit()
    assert "court" in look(app) and len(builds) == 1


def test_what_all_families_share_counts_too(app, told, builds):
    with app.app_context(), writing(1), family_scope([1]):
        lawyer = Actor(name="Me Vantongeren")
        db.session.add(lawyer)
        db.session.flush()
        db.session.add(Mandate(family_id=1, actor_id=lawyer.id, start="2015"))
        db.session.commit()
        number = lawyer.id
    look(app)
    with app.app_context(), writing():
        db.session.execute(update(Actor).where(Actor.id == number).values(name="Me Dumortier"))
        db.session.commit()
    look(app)
    assert len(builds) == 2


def test_only_so_much_is_kept(app, told, builds, monkeypatch):
    monkeypatch.setattr(lately, "MOST_ROWS", 0)
    look(app)
    with app.test_request_context(), family_scope([2]):
        reasoning.reason(db.session.get(Family, 2))
    assert len(lately._kept) == 1


@pytest.fixture
def histories_built(monkeypatch):
    """How often a family's history was worked out for a report."""
    made, genuine = [], chronology.build
    monkeypatch.setattr(histories.chronology, "build", lambda case, **more: made.append(1) or genuine(case, **more))
    remembered.forget()
    return made


def reported(app) -> dict[int, bool]:
    """Family → whether its history knows of an asylum procedure."""
    with app.test_request_context(), family_scope(EVERY_FAMILY):
        changes = dict(db.session.execute(select(Family.id, Family.changes)).all())
        return {family_id: history.asylum for family_id, history in histories.histories(date(2026, 11, 1), changes).items()}


def test_a_report_works_out_anew_only_the_families_that_changed(app, told, histories_built):
    assert reported(app) == reported(app) == {1: False} and len(histories_built) == 1
    for family_id, kind in ((1, "asylum_application"), (2, "arrival_belgium")):
        with app.app_context(), writing(family_id), family_scope([family_id]):
            write_event(family_id, Wording(kind, "2012-03-01", False, {}, [], "Something new."), user_id=family_id)
            db.session.commit()
    assert reported(app) == reported(app) == {1: True, 2: False} and len(histories_built) == 3


def test_a_history_that_is_taken_back_is_never_kept(app, told, histories_built):
    with app.test_request_context(), writing(1), family_scope([1]):
        write_event(1, Wording("asylum_application", "2012-03-01", False, {}, [], "Something new."), user_id=1)
        db.session.flush()
        assert histories.histories(date(2026, 11, 1), {1: changes_of(1)})[1].asylum
        number = changes_of(1)
        db.session.rollback()
    with app.app_context(), writing(1), family_scope([1]):
        write_event(1, Wording("arrival_belgium", "2012-03-01", False, {}, [], "Something else."), user_id=1)
        db.session.commit()
        assert changes_of(1) == number
    assert reported(app) == {1: False}


def test_a_second_look_at_the_report_works_nothing_out(app, co, told, histories_built):
    first = co.get("/reports/")
    assert first.status_code == 200 and co.get("/reports/?from=2020").status_code == 200 and len(histories_built) == 1


def test_a_long_report_says_how_far_it_is_and_works_out_nothing_twice(app, co, told, histories_built, monkeypatch):
    monkeypatch.setattr(histories, "AT_ONCE", 1)
    monkeypatch.setattr(reports_views, "LONG", 0)
    first = co.get("/reports/?basis=admitted").text
    assert "1 of 2 families" in first and 'hx-get="/reports/?basis=admitted"' in first and len(histories_built) == 1
    assert "1 of 2 families" not in co.get("/reports/").text and len(histories_built) == 1


def test_only_so_many_histories_are_kept_the_latest(app, monkeypatch):
    monkeypatch.setattr(remembered, "MOST", 2)
    with app.app_context():
        for family_id in (1, 2, 3, 2):
            remembered.keep(date(2026, 11, 1), {family_id: 7}, {family_id: f"of {family_id}"})
        assert remembered.of(date(2026, 11, 1), {1: 7, 2: 7, 3: 7}) == {2: "of 2", 3: "of 3"}
        assert remembered.of(date(2026, 11, 1), {2: 8}) == remembered.of(date(2026, 11, 2), {2: 7}) == {}
    remembered.forget()


def test_rows_that_still_say_the_same_are_not_written_again_but_changed_ones_are(an, app, told, builds):
    """Each look shows what stands there now, also where it takes other rows from the look before."""
    before = an.get("/families/1/timeline/").text
    with app.app_context(), writing(1), family_scope([1]):
        write_event(1, Wording("interview", "2018-02-01", False, {}, [], "They are heard."), user_id=1)
        db.session.get(Event, told).sentence = "The court rejects the request for good."
        db.session.commit()
    after = an.get("/families/1/timeline/").text
    assert "The court rejects the request." in before and "The court rejects the request." not in after
    assert "rejects the request for good." in after and "They are heard." in after
    assert len(lately._kept) == 1, "what nobody asks for again is not kept"
