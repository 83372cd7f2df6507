"""Terms run from the notification, by the rule then in force, and are always to be confirmed."""
import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseline.chronology.counting import NotCountable, add_months, due, due_when_posted, is_working_day, presumed_notification
from caseline.countries import load
from tests.chronology.family import AN, CI, Papers

BE = load('be')
VECTORS = BE.table('deadlines')['test_vectors']
HOLIDAYS = BE.table('deadlines')['holidays_examples']


@pytest.fixture
def papers():
    return Papers()


def term(chronology, rule):
    return next(one for one in chronology.terms if one.rule == rule)


@pytest.mark.parametrize('vector', [vector for vector in VECTORS if vector['rule'] in BE.deadlines and not vector['start'].startswith('posted')],
                         ids=lambda vector: vector['name'])
def test_the_vectors_of_the_country(vector):
    assert due(BE.deadlines[vector['rule']], date.fromisoformat(vector['start'])).isoformat() == vector['expected']


def test_a_posted_letter_counts_from_the_third_working_day_and_the_cautious_day_comes_first():
    named = {vector['name']: vector for vector in VECTORS}
    posted = date.fromisoformat(named['posted_3rd_working_day']['start'])
    assert presumed_notification(posted).isoformat() == named['posted_3rd_working_day']['expected']
    cautious, presumed = due_when_posted(BE.deadlines['call_annul_30'], posted)
    assert presumed.isoformat() == named['posted_then_30_day1']['expected'] and cautious < presumed


@pytest.mark.parametrize('day', [day for days in HOLIDAYS.values() for day in days])
def test_nobody_has_to_act_on_a_legal_holiday(day):
    assert not is_working_day(date.fromisoformat(day))


def test_good_friday_is_an_ordinary_day():
    assert is_working_day(date(2025, 4, 18))


def test_a_month_ends_on_its_last_day():
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29) and add_months(date(2024, 11, 30), 3) == date(2025, 2, 28)


def test_a_rule_without_a_length_is_not_counted():
    with pytest.raises(NotCountable):
        due(BE.deadlines['oqt_0_7'], date(2024, 1, 1))


def test_nothing_runs_from_the_date_of_the_letter(papers):
    papers.tell('decision_refusal', '2024-05-20', 'decision')
    found, = papers.chronology().terms
    assert (found.due, found.status) == (None, 'unknown') and 'envelope' in found.question


def test_a_month_of_notification_is_not_enough(papers):
    papers.tell('decision_refusal', '2024-05-20', 'decision', notification_date='2024-05')
    assert papers.chronology().terms[0].due is None


def test_a_running_term_is_a_finding_and_a_met_one_is_not(papers):
    papers.tell('decision_refusal', '2024-05-10', 'decision', notification_date='2024-05-20')
    chronology = papers.chronology()
    assert (term(chronology, 'call_annul_30').due, term(chronology, 'call_annul_30').status) == (date(2024, 6, 19), 'running')
    assert [one.kind for one in chronology.findings if one.kind == 'term_running']
    papers.tell('appeal_call', '2024-05-30', 'petition')
    chronology = papers.chronology()
    assert term(chronology, 'call_annul_30').status == 'met'


def test_a_late_appeal_leaves_the_term_passed_and_is_named(papers):
    papers.tell('decision_refusal', '2023-05-10', 'decision', notification_date='2023-05-20')
    papers.tell('appeal_call', '2023-07-30', 'petition')
    found = term(papers.chronology(), 'call_annul_30')
    assert (found.status, found.answer) == ('passed', 2)


def test_people_in_a_return_house_have_ten_days_and_the_urgent_term(papers):
    papers.tell('return_house', '2019-11-20/2019-12-04', 'note')
    papers.tell('order_to_leave', '2019-11-19', 'annex 13septies', notification_date='2019-11-21')
    chronology = papers.chronology()
    assert term(chronology, 'call_annul_10_detained').due == date(2019, 12, 2)
    assert term(chronology, 'call_udn_10').due == date(2019, 12, 2)
    assert not any(one.rule == 'call_annul_30' for one in chronology.terms)


def test_a_later_asylum_request_refused_in_detention_leaves_five_days(papers):
    papers.tell('asylum_subsequent_application', '2019-11-10', 'annex 26')
    papers.tell('detention', '2019-11-01/2020-01-15', 'note')
    papers.tell('cgrs_inadmissible', '2019-12-02', 'decision', notification_date='2019-12-03')
    assert [(one.rule, one.due) for one in papers.chronology().terms if one.group == 'appeal'] == [('call_full_5', date(2019, 12, 9))]


def test_a_first_request_found_inadmissible_has_ten_days_even_in_detention(papers):
    papers.tell('asylum_application', '2019-11-10', 'annex 26')
    papers.tell('detention', '2019-11-01/2020-01-15', 'note')
    papers.tell('cgrs_inadmissible', '2019-12-02', 'decision', notification_date='2019-12-03')
    assert [one.rule for one in papers.chronology().terms if one.group == 'appeal'] == ['call_full_10']


@pytest.mark.parametrize(('type_', 'rule'), [('cgrs_refusal', 'call_full_30'), ('cgrs_inadmissible', 'call_full_10'), ('decision_inadmissible', 'call_annul_30'), ('entry_ban', 'call_annul_30'),
                                             ('order_to_leave', 'call_annul_30'), ('judgment_call', 'council_of_state_cassation'), ('statelessness_decision', 'statelessness_appeal')])
def test_every_act_that_can_be_appealed_has_its_rule(papers, type_, rule):
    papers.tell('asylum_application', '2018-01-10', 'annex 26')
    papers.tell(type_, '2024-03-04', 'act', notification_date='2024-03-06')
    found = term(papers.chronology(), rule)
    assert found.due == due(BE.deadlines[rule], date(2024, 3, 6)) and found.basis and found.to_be_confirmed


APPEALS = [rule for rule in BE.deadlines.values() if rule['group'] in ('appeal', 'statelessness') and rule['unit'] != 'hour']


@settings(max_examples=150)
@given(st.sampled_from(APPEALS), st.dates(date(2008, 1, 1), date(2035, 12, 31)))
def test_an_appeal_term_never_ends_on_a_day_when_nobody_works_and_never_before_its_length(rule, start):
    last = due(rule, start)
    plain = start + timedelta(days=rule['value']) if rule['unit'] == 'calendar_day' else add_months(start, rule['value'])
    assert rule['roll_forward'] == 'next_working_day' and is_working_day(last)
    assert plain <= last and not any(is_working_day(plain + timedelta(days=day)) for day in range((last - plain).days))


@pytest.mark.parametrize('rule', BE.deadlines.values(), ids=lambda rule: rule['key'])
def test_every_rule_is_counted_or_says_that_it_cannot_be(rule):
    try:
        assert due(rule, date(2024, 3, 6)) >= date(2024, 3, 6) or rule['counting'].startswith('before')
    except NotCountable as refused:
        assert rule['key'] in str(refused) and (rule['value'] is None or rule['unit'] not in ('calendar_day', 'working_day', 'month', 'year'))


@pytest.mark.parametrize('rule', [rule for rule in BE.deadlines.values() if rule['valid_from']], ids=lambda rule: rule['key'])
def test_a_rule_says_from_when_it_holds_as_a_date(rule):
    assert date.fromisoformat(rule['valid_from'][:10])


def test_the_date_printed_on_the_order_prevails(papers):
    papers.tell('order_to_leave', '2019-11-19', 'annex 13', notification_date='2019-11-21', leave_by_date='2019-11-28')
    assert term(papers.chronology(), 'oqt_standard').due == date(2019, 11, 28)


def test_a_rule_is_not_applied_before_it_existed(papers):
    papers.tell('order_to_leave', '2005-03-01', 'annex 13', notification_date='2005-03-03')
    assert all(one.due is None for one in papers.chronology().terms)


def test_asylum_terms_of_applications_under_the_pact_are_left_to_the_lawyer(papers):
    papers.tell('asylum_application', '2026-07-01', 'annex 26')
    papers.tell('cgrs_refusal', '2026-10-01', 'decision', notification_date='2026-10-05')
    found = term(papers.chronology(today=date(2026, 10, 10)), 'call_full_30')
    assert found.due is None and 'ask a lawyer' in found.question


def test_the_earlier_and_later_claims_give_their_own_days(papers):
    papers.tell('decision_refusal', '2023-05-10', 'decision', notification_date='2023-05-20', kind='primary_document')
    papers.tell('decision_refusal', '2023-05-10', 'letter', notification_date='2023-05-17')
    found = term(papers.chronology(), 'call_annul_30')
    assert (found.due, found.others) == (date(2023, 6, 19), (('2023-05-17', date(2023, 6, 16)),))


def test_every_term_is_to_be_confirmed_and_says_on_what_it_rests(papers):
    papers.tell('birth', '2024-05-25', 'act', persons=[CI])
    papers.tell('judgment_call', '2024-05-10', 'judgment', notification_date='2024-05-20', persons=[AN])
    found = papers.chronology().terms
    assert len(found) == 2 and all(one.to_be_confirmed and one.basis for one in found)
    assert json.dumps([one.rule for one in found])
