"""Values come back from the database as they went in, and belong to whoever asked."""

import pytest

from caseline.db import db
from caseline.timeline.models import Event


@pytest.mark.parametrize("dates", [{}, {"notification_date": "2020-05"}, {"{}": "[]"}])
def test_what_a_column_of_values_holds_is_what_was_put_in(in_family, dates):
    db.session.add(Event(family_id=1, type="other", edtf="2020", sentence="Something.", dates=dates, references=[["oe_sp", "{}"]]))
    db.session.flush()
    db.session.expunge_all()
    kept = db.session.query(Event).one()
    assert kept.dates == dates and kept.references == [["oe_sp", "{}"]]


def test_an_empty_value_read_twice_is_two_values(in_family):
    """Whoever adds to one must not add to another record's."""
    db.session.add_all([Event(family_id=1, type="other", edtf="2020", sentence=said, dates={}, references=[]) for said in ("One.", "Another.")])
    db.session.flush()
    db.session.expunge_all()
    one, other = db.session.query(Event)
    one.dates["notification_date"] = "2021"
    one.references.append(["oe_sp", "1"])
    assert other.dates == {} and other.references == []
