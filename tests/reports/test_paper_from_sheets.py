"""The paper's cohort as it would have been kept: referrals, families, client summaries in the database; and its tables from there."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from caseline.contacts.models import Contact
from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.families.models import Family, Person
from caseline.intake.models import Referral
from caseline.questionnaires.models import Answer, Sheet
from caseline.reports.gather import gather
from caseline.reports.table import for_others
from caseline.reports.tables import tables
from caseline.stages.models import Resolution
from tests.reports.papers import MAIN, PRINTED, PROMPTS, cohort_2023, sheet_key

SAMPLE = PRINTED["cohort_2023"]
DAY = date(2022, 2, 28)


@pytest.fixture
def kept(app):
    """24 referrals, 14 families with 23 parents and 42 children, 12 client summaries, 74 visits."""
    with app.test_request_context(), family_scope(EVERY_FAMILY):
        for family in db.session.scalars(select(Family)):
            family.deleted_at = family.created_at  # the families of the other tests
        for place, record in enumerate(cohort_2023().records):
            family_id = _family(place, record) if record.admitted else None
            db.session.add(Referral(name=f"Invented {place}", received_on=record.referred, decided_on=record.admitted, outcome="admitted" if record.admitted else "not_admitted", family_id=family_id))
        db.session.commit()
        yield {table.key: table for table in tables(gather(None, end=DAY, basis="analysed", today=DAY))}


def _family(place: int, record) -> int:
    family = Family.open(reference=f"PAPER-{place}", name=f"Invented {place}")
    db.session.add_all(Person(family_id=family.id, name=f"INVENTED Ada {n}", relation="mother", born="1988-01-01") for n in range(len(record.adults)))
    db.session.add_all(Person(family_id=family.id, name=f"INVENTED Bea {n}", relation="child", born="2003-01-01" if age == "18+" else "2013-01-01") for n, age in enumerate(record.children))
    db.session.add_all(Contact(family_id=family.id, channel="visit", at=(date(2021, 1, 1) + timedelta(days=n)).isoformat()) for n in range(record.visits))
    if record.resolution not in ("", "none"):
        db.session.add(Resolution(family_id=family.id, kind=record.resolution, on="2022-01"))
    if record.analysed:
        silent = {"dont_know", "no_answer"}
        answers = [Answer(family_id=family.id, key=key, value=None if said in silent else said, silence=said if said in silent else "") for key, said in record.answers.items()]
        answers += [Answer(family_id=family.id, key="b15_engagement_status", value=record.status), Answer(family_id=family.id, key="b07_time_in_country", value=record.stay_months)]
        db.session.add(Sheet(family_id=family.id, instrument="client_summary.v2", held_on="2022-02-01", answers=answers))
    db.session.flush()
    return family.id


def test_the_papers_tables_come_out_of_what_was_kept(kept):
    for row in MAIN:
        assert [kept["impact"].value(sheet_key(row["id"]), answer) for answer in row["scale"]] == row["counts"]
        assert kept["impact"].value(sheet_key(row["id"]), "positive") == row["printed_positive_pct"]
    for row in PROMPTS:
        table = kept[f"prompts{row['id'][1]}"]
        assert [table.value(row["id"], answer) for answer in row["columns"]] == row["counts"]
        if row["matches"]:
            assert {answer: table.value(row["id"], f"{answer}_share") for answer in row["printed_pct"]} == row["printed_pct"]


def test_its_profile_and_course_too(kept):
    profile = kept["profile"]
    assert (profile.value("families", "admitted"), profile.value("families", "analysed")) == (SAMPLE["admitted"], SAMPLE["sample_families"])
    assert (profile.value("adults", "admitted"), profile.value("children", "admitted"), profile.value("children_over_18", "admitted")) == (23, 42, 4)
    assert (profile.value("over_5_years", "analysed"), profile.value("over_10_years", "analysed")) == (8, 3)
    assert kept["interactions"].value("visit", "total") == SAMPLE["home_visits_12"] and kept["interactions"].value("visit", "most") == SAMPLE["family3_visits"]
    assert [kept["outcomes"].value(key, "count") for key in ("resolved", "engaged", "disengaged")] == [1, 8, 3]
    assert kept["indicators"].value("n_referred", "count") == 24 and kept["indicators"].value("pct_admitted", "value") == SAMPLE["admission_rate_pct"]


def test_what_leaves_the_house_of_it_hides_the_few(kept):
    table = for_others(kept["outcomes"])
    assert table.value("engaged", "count") == 8 and "hidden" in {table.value("resolved", "count"), table.value("disengaged", "count")}
