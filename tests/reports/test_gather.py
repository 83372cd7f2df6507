"""The cohort counted from the database: who may count whom, what stands for a name, and how many queries it takes."""

from datetime import date

import pytest
from sqlalchemy import event as sql_event, select

from caseline.contacts.models import Contact
from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.families.models import Family, Person
from caseline.intake.models import Referral
from caseline.questionnaires.models import Answer, Sheet
from caseline.reports.gather import gather
from caseline.stages.models import Closure, Resolution, StagePeriod
from caseline.timeline.models import Event, EventPerson
from caseline.users.models import User

TODAY = date(2026, 6, 30)


def told_family(family_id: int) -> None:
    """Grace Okonjo, here since 2010, asked for asylum, was held; one visit and two calls; two baselines; resolved and closed."""
    mother = db.session.scalar(select(Person).where(Person.family_id == family_id).order_by(Person.id))
    mother.sex, mother.born = "F", "1985-03-02"
    db.session.add_all([
        StagePeriod(family_id=family_id, stage="assessment", start="2025-01-15"),
        Contact(family_id=family_id, channel="visit", at="2025-02-01", summary="secret words"), *[Contact(family_id=family_id, channel="call", at="2025-03-01") for _ in range(2)],
        Contact(family_id=family_id, channel="call", at="2026-07-15"), Resolution(family_id=family_id, kind="residence_humanitarian_9bis", on="2026-01"),
        Closure(family_id=family_id, on="2026-02-20", reason="resolved"), Referral(name="Okonjo", received_on="2025-01-03", decided_on="2025-01-10", outcome="admitted", family_id=family_id),
    ])  # fmt: skip
    for kind, on, roles in (("arrival_belgium", "2010-05-01", {}), ("asylum_application", "2010-05-10", {}), ("cgrs_refusal", "2012-05-10", {}), ("detention", "2013-01-01", {})):
        event = Event(family_id=family_id, type=kind, edtf=on, dates=roles, earliest=date.fromisoformat(on), latest=date.fromisoformat(on), sentence="secret words")
        db.session.add(event)
        db.session.flush()
        db.session.add(EventPerson(family_id=family_id, event_id=event.id, person_id=mother.id))
    for held, wellbeing in (("2025-02-01", 3), ("2025-12-01", 7)):
        db.session.add(Sheet(family_id=family_id, instrument="baseline.v1", person_id=mother.id, held_on=held, answers=[Answer(family_id=family_id, key="a08_wellbeing", value=wellbeing, reason="secret words")]))
    said = [("cm1_engage", "huge", ""), ("c1_3", None, "dont_know"), ("c1_2", "secret words", ""), ("b04_vulnerabilities", "secret words", "")]
    db.session.add(Sheet(family_id=family_id, instrument="client_summary.v1", held_on="2026-01-10", answers=[Answer(family_id=family_id, key=key, value=value, silence=silence) for key, value, silence in said]))


@pytest.fixture
def house(app):
    with app.test_request_context():
        with family_scope(EVERY_FAMILY):
            told_family(1)
            db.session.add(Referral(name="Asked for nothing more", received_on="2026-03-01"))
            db.session.commit()
        yield app


def user(name: str) -> User:
    return db.session.scalar(select(User).where(User.name == name))


def the_told(cohort):
    return next(record for record in cohort.records if record.contacts)


def test_one_family_as_a_record(house):
    record = the_told(gather(user("Co"), today=TODAY))
    assert (record.referred, record.admitted, record.closed) == ("2025-01-03", "2025-01-10", "2026-02-20")
    assert record.adults == ("40-49",) and record.children == ("unclear",) and record.contacts == {"visit": 1, "call": 2}
    assert record.stay_months == 193 and record.legal_months == 24 and record.support_months == 13
    assert record.detained and record.asylum and record.vulnerable and record.outcome == "other_residence"
    assert record.answers == {"cm1_engage": "huge", "c1_3": "dont_know"} and record.baseline == (("a08_wellbeing", 3, 7),)
    assert [wait[0] for wait in record.waits] == ["asylum"] and record.waits[0][1:] == (24, True)


def test_the_waits_for_decisions_have_their_authority_and_days(house):
    record = the_told(gather(user("Co"), today=TODAY))
    assert record.steps == (("asylum", "decision", "cgrs", 731, True),)
    assert record.findings["unnotified"] == 1, "the refusal of 2012 has no notification"
    assert record.resolved_months == 11, "admitted in January 2025, resolved in January 2026"


def test_a_wait_that_goes_on_knows_who_is_waited_for(house):
    with family_scope(EVERY_FAMILY):
        for kind, on in (("appeal_call", "2012-06-01"), ("application_9bis", "2026-01-10")):
            db.session.add(Event(family_id=1, type=kind, edtf=on, earliest=date.fromisoformat(on), latest=date.fromisoformat(on), sentence="secret words"))
        db.session.commit()
    running = {step[:3] for step in the_told(gather(user("Co"), today=TODAY)).steps if not step[4]}
    assert running == {("asylum", "judgment", "call"), ("9bis", "decision", "io")}


def test_a_prompt_without_sense_is_not_counted_as_no_answer(house):
    with family_scope(EVERY_FAMILY):
        sheet = db.session.scalar(select(Sheet).where(Sheet.instrument == "client_summary.v1"))
        sheet.answers.append(Answer(family_id=1, key="b06_conditions", value="none"))
        db.session.commit()
    assert the_told(gather(user("Co"), today=TODAY)).answers["c2_6"] == "not_relevant"


def test_a_site_is_counted_by_itself(house):
    with family_scope(EVERY_FAMILY):
        db.session.get(Family, 1).site = "Liège"
        db.session.commit()
    assert len(gather(user("Co"), site="Liège", today=date(2027, 1, 1)).admitted) == 1
    assert gather(user("Co"), today=date(2027, 1, 1)).sites == ("Liège", "here")


def test_no_record_holds_a_name_a_text_or_a_number_of_the_house(house):
    told = repr(gather(None, today=TODAY))
    for secret in ("Okonjo", "OKONJO", "Grace", "Rahimi", "PT-2026", "secret", "1985-03-02", "Asked"):
        assert secret not in told


@pytest.mark.parametrize(("name", "families", "referred"), [("An", 1, 2), ("Bo", 1, 2), ("Co", 2, 3), ("Ed", 2, 3), ("Lu", 0, 1)])
def test_everybody_counts_what_they_may_see(house, name, families, referred):
    cohort = gather(user(name), today=date(2027, 1, 1))
    assert (len(cohort.admitted), len(cohort.records)) == (families, referred)


def test_things_stand_as_they_stood_at_the_end_of_the_period(house):
    record = the_told(gather(user("Co"), end=date(2025, 6, 30), today=TODAY))
    assert record.closed == "" and record.status == "in_touch" and not record.analysed and not record.baseline and record.support_months == 5


def test_a_period_takes_who_was_referred_in_it(house):
    assert len(gather(user("Co"), start=date(2026, 2, 1), end=date(2026, 4, 1), today=TODAY).records) == 1
    assert not gather(user("Co"), end=date(2001, 1, 1), today=TODAY).records


def test_the_number_of_queries_does_not_grow_with_families(house):
    def count() -> int:
        asked = []
        heard = lambda *_about: asked.append(1)  # noqa: E731
        sql_event.listen(db.engine, "before_cursor_execute", heard)
        gather(user("Co"), today=TODAY)
        sql_event.remove(db.engine, "before_cursor_execute", heard)
        return len(asked)

    before = count()
    with family_scope(EVERY_FAMILY):
        for number in range(20):
            family = Family.open(reference=f"X-{number}", name="Invented")
            told_family_of_nobody(family.id)
        db.session.commit()
    assert count() == before <= 20


def told_family_of_nobody(family_id: int) -> None:
    db.session.add(Person(family_id=family_id, name="INVENTED Ada"))
    db.session.flush()
    told_family(family_id)


def test_a_summary_about_the_family_counts_before_one_about_a_member(house):
    with family_scope(EVERY_FAMILY):
        mother = db.session.scalar(select(Person).where(Person.family_id == 1).order_by(Person.id))
        db.session.add(Sheet(family_id=1, instrument="client_summary.v2", person_id=mother.id, held_on="2026-03-01", answers=[Answer(family_id=1, key="cm1_engage", value="no")]))
        db.session.commit()
    assert the_told(gather(user("Co"), today=TODAY)).answers["cm1_engage"] == "huge"
