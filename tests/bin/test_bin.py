"""Nothing is lost at once: what any feature removes stands in the family's bin and comes back from there."""

import pytest

from caseline.agreements.models import Consent
from caseline.bin import removed
from caseline.db import Base, FamilyOwned, db, family_scope, now
from caseline.timeline.models import Event
from tests.interface.page_reader import read_page


@pytest.fixture
def thrown_away(app):
    with app.test_request_context(), family_scope([1]):
        db.session.add_all([
            Event(family_id=1, type="other", sentence="They moved to Antwerp.", deleted_at=now()),
            Consent(family_id=1, person_id=1, kind="participation", given_on="2026-01-01", deleted_at=now()),
            Event(family_id=1, type="other", sentence="They stayed."),
        ])
        db.session.commit()


def test_it_lists_what_was_removed_and_nothing_else(an, thrown_away):
    page = read_page(an.get("/families/1/bin/"))
    assert "They moved to Antwerp." in page.text and "taking part in case management" in page.text and "They stayed." not in page.text


def test_put_back_it_is_where_it_was(an, thrown_away):
    an.post("/families/1/bin/event/1/restore")
    assert "They moved to Antwerp." not in an.get("/families/1/bin/").text
    assert an.get("/families/1/events/1").status_code == 200


@pytest.mark.parametrize("address", ["event/2", "event/99", "user/1", "family/1", "person/1", "nothing/1"])
def test_only_what_lies_in_the_bin_can_be_put_back(an, thrown_away, address):
    assert an.post(f"/families/1/bin/{address}/restore").status_code == 404


def test_the_bin_of_a_colleague_is_closed(bo, thrown_away):
    assert bo.get("/families/1/bin/").status_code == 404 and bo.post("/families/1/bin/event/1/restore").status_code == 404


def test_every_kind_of_record_that_can_be_removed_has_a_word(app):
    """A new kind of record needs its word in caseline/bin/removed.py."""
    tables = {mapper.class_.__tablename__ for mapper in Base.registry.mappers if issubclass(mapper.class_, FamilyOwned) and hasattr(mapper.class_, "deleted_at")}
    assert tables <= set(removed.WORDS)


def test_it_is_empty_at_first(an):
    assert "The bin is empty" in read_page(an.get("/families/1/bin/")).text
