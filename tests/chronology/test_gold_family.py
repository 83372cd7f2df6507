"""The gold family: twelve papers, sixty-four mentions, forty rows, five contradictions, one long silence."""
from datetime import date

import pytest

from caseline.chronology import build
from caseline.chronology.exports import to_json
from tests.chronology import gold_family

TODAY = date(2022, 12, 5)


@pytest.fixture(scope='module')
def chronology():
    return build(gold_family.case(), today=TODAY)


def rows_expected():
    same = {'identity document expires': 'identity_document_issued', 'eviction_proceedings (scheduled)': 'eviction_proceedings'}
    return [(row['edtf'], same.get(row['type'], row['type']), set(row['sources']))
            for row in gold_family.expected('timeline_expected')['rows']]


def papers(row):
    return {source.document[:2] for source in row.sources}


def test_every_event_is_one_row_and_no_row_is_missing_or_added(chronology):
    wanted = sorted((edtf, type_) for edtf, type_, _ in rows_expected() if type_ != 'GAP')
    assert sorted((row.edtf, row.type) for row in chronology.rows) == wanted


def test_every_row_keeps_the_papers_that_tell_of_it(chronology):
    found = {(row.edtf, row.type): papers(row) for row in chronology.rows}
    # Two mentions are left unmarked in the gold papers (07 names no birth event or decision event of its own).
    unmarked = {('2014-09-04', 'decision_inadmissible')}
    for edtf, type_, sources in rows_expected():
        if type_ != 'GAP' and (edtf, type_) not in unmarked:
            assert sources <= found[edtf, type_]


def test_the_five_contradictions_are_found_and_nothing_else(chronology):
    assert sorted(conflict.kind for conflict in chronology.conflicts) == [
        'conflicting_dob', 'conflicting_event_date', 'conflicting_notification', 'conflicting_year', 'day_month_swap']


@pytest.mark.parametrize(('kind', 'used', 'against'), [
    ('conflicting_dob', '1983-04-18', '1983-01-01?'),
    ('day_month_swap', '2014-03-09', '2014-09-03'),
    ('conflicting_event_date', '2010-02-28', '2010-03-05'),
    ('conflicting_notification', '2014-09-22', '2014-09-24'),
    ('conflicting_year', '2019-11-20/2019-12-04', '2018-11'),
])
def test_each_contradiction_names_the_date_used_and_the_one_against_it(chronology, kind, used, against):
    conflict = next(conflict for conflict in chronology.conflicts if conflict.kind == kind)
    assert {claim.value for claim in conflict.claims if claim.working} >= {used}
    assert against in {claim.value for claim in conflict.claims if not claim.working}
    assert len({claim.source.document for claim in conflict.claims}) >= 2


def test_the_arrival_after_the_asylum_claim_is_called_impossible(chronology):
    arrival = next(conflict for conflict in chronology.conflicts if conflict.kind == 'conflicting_event_date')
    assert '5 March 2010 cannot be' in arrival.sentence and '3 March 2010' in arrival.sentence


def test_first_of_january_is_marked_as_possibly_assigned(chronology):
    birth = next(conflict for conflict in chronology.conflicts if conflict.kind == 'conflicting_dob')
    assert [claim.note for claim in birth.claims if claim.value.startswith('1983-01-01')] == ['possibly_assigned']


def test_the_two_silent_years_are_a_gap_of_26_months(chronology):
    gap = next(gap for gap in chronology.gaps if gap.edtf == '2016-07-08/2018-09-05')
    assert gap.months == 25.9


def test_waiting_for_the_court_is_not_called_silence(chronology):
    assert not any(gap.start.startswith(('2014', '2015')) for gap in chronology.gaps)


def test_two_dates_of_one_order_stay_one_row(chronology):
    order = next(row for row in chronology.rows if row.type == 'order_to_leave' and row.edtf == '2011-06-20')
    assert order.dates['notification_date'] == '2011-06-24' and 'main' not in order.disputed


@pytest.mark.parametrize(('rule', 'start', 'last'), [
    (deadline['rule'], deadline['start'], deadline['expected'])
    for paper in gold_family.papers() for deadline in paper['deadlines'] if deadline['rule'] != 'custom_update'])
def test_every_term_of_the_papers_is_computed(chronology, rule, start, last):
    assert (rule, start, last) in {(term.rule, term.start, str(term.due)) for term in chronology.terms}


def test_the_appeal_met_the_term_under_either_notification(chronology):
    term = next(term for term in chronology.terms if term.rule == 'call_annul_30' and term.start == '2014-09-22')
    assert term.status == 'met' and term.others == (('2014-09-24', date(2014, 10, 24)),)


def test_without_a_notification_nothing_is_computed_and_the_question_is_asked(chronology):
    refusal = next(row for row in chronology.rows if row.type == 'cgrs_refusal')
    term = next(term for term in chronology.terms if term.event == refusal.id)
    assert (term.due, term.status) == (None, 'unknown') and 'Ask for the envelope' in term.question


def test_procedures_tell_how_long_the_family_waited(chronology):
    threads = {one.title: one for one in chronology.procedures}
    assert [step.part for step in threads['9bis'].steps] == [
        'application', 'decision', 'consequence', 'notification', 'appeal', 'hearing', 'judgment', 'notification']
    assert [(wait.since, wait.days) for wait in threads['9bis'].waits] == [('application', 318), ('appeal', 616)]
    assert threads['9bis 2'].open and threads['9bis 2'].waits[0].days == 266
    assert threads['9bis 2'].lawyer == 'Pieter VANDERSMISSEN'


def test_the_json_keeps_the_contract(chronology):
    told = to_json(chronology)
    assert {'family', 'events', 'conflicts', 'gaps', 'deadlines', 'procedures', 'bands', 'findings'} <= told.keys()
    assert all(event['sources'] and isinstance(event['id'], int) for event in told['events'])
    assert all(len(conflict['claims']) >= 2 and conflict['sentence'] for conflict in told['conflicts'])
    assert all(isinstance(deadline['due'], str) and deadline['to_be_confirmed'] for deadline in told['deadlines'])


@pytest.mark.parametrize('lang', ['en', 'fr', 'nl', 'de'])
def test_every_finding_is_one_sentence_in_each_language(lang):
    found = build(gold_family.case(), today=TODAY, lang=lang).findings
    assert len(found) > 15 and all('{' not in one.sentence and one.sentence.endswith('.') for one in found)


def test_the_order_of_the_input_does_not_matter(chronology):
    case = gold_family.case()
    turned = build(type(case)(**{**{name: getattr(case, name) for name in case.__slots__}, 'events': case.events[::-1]}), today=TODAY)
    assert [(row.edtf, row.type, row.events) for row in turned.rows] == [(row.edtf, row.type, row.events) for row in chronology.rows]
    assert [one.key for one in turned.findings] == [one.key for one in chronology.findings]
