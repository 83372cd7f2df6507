"""The checklist: what is there, how fresh on the day of filing, what was asked from whom."""

from datetime import date

import pytest
from sqlalchemy import select

from caseline.db import db, family_scope
from caseline.documents.models import Document
from caseline.evidence.checklist import PURPOSES, checklist
from caseline.families.models import Family, Person
from caseline.plans.models import Action
from tests.interface.page_reader import dead_ends, read_page


@pytest.fixture
def letter(app):
    """A support letter of 20 February 2022 in family 1."""
    with app.app_context(), family_scope([1]):
        db.session.add(Document(family_id=1, name="letter.odt", sha256="1" * 64, address="1/11/11", size=9, kind="support_letter", dated="2022-02-20"))
        db.session.commit()


def line(app, item, today=date(2022, 3, 14)):
    with app.app_context(), family_scope([1]):
        return next(one for one in checklist(db.session.get(Family, 1), "9bis", "en", today) if one.item == item)


def test_a_paper_of_the_right_kind_fulfils_its_line(app, letter):
    found = line(app, "support")
    assert found.state == "fulfilled" and found.held[0].fresh_until == date(2022, 8, 20)


@pytest.mark.parametrize(("today", "state"), [(date(2022, 8, 1), "ageing"), (date(2022, 9, 1), "aged")])
def test_freshness_is_measured_on_the_day_of_filing(app, letter, today, state):
    assert line(app, "support", today).state == state


def test_a_planned_filing_date_counts_instead_of_today(app, an, letter):
    an.post("/families/1/evidence/filing", data={"purpose": "9bis", "planned": "1 December 2022"})
    assert line(app, "support").state == "aged"


def test_what_is_missing_is_asked_and_becomes_an_action(app, an):
    assert line(app, "work").state == "missing"
    an.post("/families/1/evidence/lines", data={"purpose": "9bis", "item": "work", "deed": "asked", "asked_from": "employer", "action": "Get: job offer"})
    assert line(app, "work").state == "asked"
    with app.app_context(), family_scope([1]):
        assert db.session.scalars(select(Action.evidence_key)).all() == ["work"]


def test_not_needed_wants_a_reason(app, an):
    an.post("/families/1/evidence/lines", data={"purpose": "9bis", "item": "work", "deed": "not_needed", "reason": ""})
    assert line(app, "work").state == "missing"
    an.post("/families/1/evidence/lines", data={"purpose": "9bis", "item": "work", "deed": "not_needed", "reason": "both are ill"})
    assert line(app, "work").state == "not_needed"


def test_an_unknown_purpose_is_no_page(an):
    assert an.get("/families/1/evidence/?purpose=everything").status_code == 404


def test_a_line_for_each_child_says_of_whom_nothing_is_there(app, an):
    with app.app_context(), family_scope([1]):
        db.session.add(Person(family_id=1, name="OKONJO Zoe", relation="child", position=2))
        db.session.commit()
    assert [one.short_name for one in line(app, "school_now").lacking] == ["Samuel", "Zoe"]
    with app.app_context(), family_scope([1]):
        db.session.add(Document(family_id=1, name="school.pdf", sha256="2" * 64, address="1/22/22", size=9, kind="school_certificate", dated="2022-03-01", persons=[{"name": "Samuel OKONJO"}]))
        db.session.commit()
    assert [one.short_name for one in line(app, "school_now").lacking] == ["Zoe"]


def test_a_paper_that_names_nobody_blames_nobody(app):
    with app.app_context(), family_scope([1]):
        db.session.add(Document(family_id=1, name="school.pdf", sha256="2" * 64, address="1/22/22", size=9, kind="school_certificate", dated="2022-03-01"))
        db.session.commit()
    assert line(app, "school_now").lacking == ()


def test_what_is_missing_becomes_actions_once(app, an):
    for _again in range(2):
        an.post("/families/1/evidence/missing", data={"purpose": "statelessness"})
    with app.app_context(), family_scope([1]):
        actions = db.session.scalars(select(Action)).all()
        assert actions and len({one.evidence_key for one in actions}) == len(actions) and all(one.links for one in actions)


def test_an_action_is_done_when_what_it_asked_for_came(app, an):
    an.post("/families/1/evidence/lines", data={"purpose": "9bis", "item": "work", "deed": "asked", "asked_from": "the baker", "action": "Get: work"})
    an.post("/families/1/evidence/lines/1/received")
    with app.app_context(), family_scope([1]):
        assert not db.session.scalars(select(Action)).one().is_open


@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_purpose_has_its_page(app, an, purpose):
    page = read_page(an.get(f"/families/1/evidence/?purpose={purpose}"))
    assert not dead_ends(page, app) and "Make actions of what is missing" in page.text
