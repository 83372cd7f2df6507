"""What a proposal may be the same as: the same kind near it, or another kind of the same days; never what merely lasted meanwhile."""

import pytest

from caseline.db import db, family_scope
from caseline.timeline.decisions import Wording, write_event
from caseline.timeline.matching import candidates
from caseline.timeline.models import Proposal


def offered(app, kind: str, edtf: str) -> list[str]:
    """The sentences offered to a proposal of this kind and date."""
    with app.test_request_context(), family_scope([1]):
        write_event(1, Wording("address_change", "2019-08-01/..", False, {}, [1], "Grace lives in Ghent."), user_id=1)
        db.session.flush()
        said = [one.event.sentence for one in candidates(Proposal(type=kind, edtf=edtf, dates={}, person_ids=[1], references=[]))]
        db.session.rollback()
    return said


def test_a_contact_is_not_the_same_as_living_somewhere_then(app):
    assert offered(app, "case_contact", "2024-11-04") == []


@pytest.mark.parametrize("edtf", ["2019-08-01/..", "2019-08-02", "2023-05"])
def test_the_same_kind_is_offered_while_it_lasts(app, edtf):
    assert offered(app, "address_change", edtf) == ["Grace lives in Ghent."]


def test_another_kind_on_the_same_day_is_offered(app, story):
    assert "The CGRS refuses." in offered(app, "decision_refusal", "2011-02-08")
    assert "The CGRS refuses." not in offered(app, "decision_refusal", "2012-02-08")


def test_a_date_that_nobody_can_read_offers_nothing(app):
    assert offered(app, "case_contact", "") == []
