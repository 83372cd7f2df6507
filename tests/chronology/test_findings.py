"""Findings: one sentence, its sources, a key that stays and a fingerprint that changes with the facts."""
import dataclasses
from datetime import date

import pytest

from caseline.chronology import BirthClaim, DocumentInfo, Person, Source
from caseline.chronology.ages import Age, SchoolYear, age, school_year
from caseline.edtf.calendars import NotACalendarDay, gregorian
from tests.chronology.family import AN, BO, CI, PEOPLE, Papers


@pytest.fixture
def papers():
    return Papers()


def found(chronology, kind):
    return [one for one in chronology.findings if one.kind == kind]


def test_a_dismissal_holds_until_the_facts_change(papers):
    papers.tell('arrival_belgium', '2010-02-28', 'judgment')
    papers.tell('arrival_belgium', '2010-03-05', 'letter')
    before, = found(papers.chronology(), 'conflicting_event_date')
    again, = found(papers.chronology(lang='fr'), 'conflicting_event_date')
    assert (before.key, before.fingerprint) == (again.key, again.fingerprint) and before.sentence != again.sentence
    papers.tell('arrival_belgium', '2010-03-09', 'third paper')
    after, = found(papers.chronology(), 'conflicting_event_date')
    assert after.key == before.key and after.fingerprint != before.fingerprint


def test_a_decision_nobody_was_told_of(papers):
    papers.tell('decision_refusal', '2024-05-20', 'decision')
    assert found(papers.chronology(), 'unnotified')[0].severity == 'high'
    papers.events[0] = dataclasses.replace(papers.events[0], dates={'notification_date': '2024-05-22'}, sources=())
    assert not found(papers.chronology(), 'unnotified')


def test_a_birth_without_a_certificate_until_there_is_one(papers):
    papers.tell('birth', '2012-08-09', 'annex 13', persons=[CI])
    assert found(papers.chronology(), 'birth_without_certificate')[0].person == CI
    act = DocumentInfo(5, 'act', 'birth_certificate', '2012-08-20', persons=(CI,))
    assert not found(papers.chronology(documents=(act,)), 'birth_without_certificate')


def test_a_child_of_six_without_a_school(papers):
    papers.tell('birth', '2012-08-09', 'act', persons=[CI])
    papers.tell('arrival_belgium', '2010-02-28', 'letter')
    papers.tell('school_enrolment', '2020-09-01/..', 'school', persons=[CI])
    finding, = found(papers.chronology(today=date(2023, 1, 10)), 'school_not_shown')
    assert finding.sentence.endswith('in 2018-2019 and 2019-2020.')


def test_an_identity_paper_that_expires(papers):
    papers.tell('identity_document_issued', '2014-02-15', 'passport', persons=[AN], expiry_date='2024-08-15')
    assert 'expires on 15 August 2024' in found(papers.chronology(), 'paper_expires')[0].sentence
    assert found(papers.chronology(today=date(2024, 9, 1)), 'paper_expired')
    assert not found(papers.chronology(today=date(2022, 9, 1)), 'paper_expires')


def test_of_two_letters_only_the_newest_can_get_old(papers):
    old = DocumentInfo(1, 'old letter', 'support_letter', '2023-01-10')
    new = DocumentInfo(2, 'new letter', 'support_letter', '2024-05-10')
    assert 'old letter' in found(papers.chronology(documents=(old,)), 'evidence_aged')[0].sentence
    assert not found(papers.chronology(documents=(old, new)), 'evidence_aged')


def test_a_long_wait_without_an_outcome(papers):
    papers.tell('application_9bis', '2022-03-14', 'request')
    assert '27 months' in found(papers.chronology(), 'procedure_without_outcome')[0].sentence


def test_a_paper_older_than_what_it_tells(papers):
    papers.tell('judgment_call', '2016-06-28', 'letter', written='2016-05-01')
    papers.tell('hearing_call', '2016-06-15', 'summons', written='2016-05-20')
    papers.tell('lease_start', '2016-07-01', 'lease', written='2016-05-20')
    assert [one.rows for one in found(papers.chronology(), 'written_before')] == [(1,)]


def test_possible_duplicates_are_shown_with_the_reason(papers):
    papers.tell('decision_refusal', '2014-09-04', 'one', kind='primary_document')
    papers.tell('decision_refusal', '2014-09-10', 'two', kind='primary_document')
    finding, = found(papers.chronology(), 'possible_duplicate')
    assert 'close dates' in finding.sentence and finding.rows == (1, 2)


def test_the_gravest_comes_first(papers):
    papers.tell('arrival_belgium', '2010-02-28', 'judgment')
    papers.tell('arrival_belgium', '2010-03-05', 'letter')
    papers.tell('birth', '2012-08-09', 'annex 13', persons=[CI])
    severities = [one.severity for one in papers.chronology().findings]
    assert severities == sorted(severities, key=('high', 'medium', 'low').index)


def test_nobody_and_nothing_gives_no_findings(papers):
    chronology = papers.chronology(persons=())
    assert (chronology.rows, chronology.findings, chronology.bands, chronology.presence) == ((), (), (), ())


def test_an_assigned_first_of_january_loses_against_any_other_day(papers):
    claims = (BirthClaim('1983-01-01', Source(document='annex 26', source_kind='primary_document')), BirthClaim('1983-04-18', Source(document='letter')))
    chronology = papers.chronology(persons=(Person(BO, 'Bo Peeters', birth_claims=claims),))
    conflict, = chronology.conflicts
    assert [claim.value for claim in conflict.claims if claim.working] == ['1983-04-18'] and 'possibly assigned' in conflict.sentence


@pytest.mark.parametrize(('calendar', 'written', 'meant'), [
    ('ethiopian', (1975, 8, 10), date(1983, 4, 18)), ('ethiopian', (2000, 1, 1), date(2007, 9, 12)), ('ethiopian', (2016, 1, 1), date(2023, 9, 12)),
    ('persian', (1370, 1, 1), date(1991, 3, 21)), ('persian', (1399, 12, 30), date(2021, 3, 20)), ('persian', (1403, 1, 1), date(2024, 3, 20)),
    ('islamic', (1445, 1, 1), date(2023, 7, 19))])
def test_other_calendars(calendar, written, meant):
    assert gregorian(calendar, *written) == meant


@pytest.mark.parametrize('nonsense', [('mayan', 1, 1, 1), ('ethiopian', 1975, 14, 1), ('persian', 1370, 0, 1)])
def test_days_that_do_not_exist(nonsense):
    with pytest.raises(NotACalendarDay):
        gregorian(*nonsense)


def test_ages_are_as_sure_as_the_dates():
    assert age('2012-08-09', '2019-08-08') == Age(6, 6) and age('2012-08-09', '2019-08-09') == Age(7, 7)
    assert age('2012', '2019-05-01') == Age(6, 7) and age('2012-08-09', '2011') is None


@pytest.mark.parametrize(('day', 'expected'), [
    (date(2016, 9, 1), SchoolYear('nursery', 2, 2016)), (date(2018, 8, 31), SchoolYear('nursery', 3, 2017)),
    (date(2018, 9, 1), SchoolYear('primary', 1, 2018)), (date(2024, 9, 1), SchoolYear('secondary', 1, 2024)), (date(2014, 9, 1), None)])
def test_school_years_turn_in_september(day, expected):
    assert school_year('2012-08-09', day) == expected


def test_findings_speak_of_people_by_name(papers):
    papers.tell('birth', '2012-08-09', 'annex 13', persons=[CI])
    assert 'Ci Peeters' in found(papers.chronology(persons=PEOPLE), 'birth_without_certificate')[0].sentence
