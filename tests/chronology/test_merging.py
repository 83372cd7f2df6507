"""Papers that tell one event make one row; two real events stay two."""
import dataclasses
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseline.chronology import BirthClaim, Person, Source
from tests.chronology.family import AN, BO, CI, PEOPLE, Papers, dates


@pytest.fixture
def papers():
    return Papers()


def test_a_month_and_a_day_in_it_are_one_decision(papers):
    papers.tell('judgment_call', '2011-05-31', 'judgment')
    papers.tell('judgment_call', '2011-05', 'letter')
    chronology = papers.chronology()
    assert dates(chronology, 'judgment_call') == ['2011-05-31'] and not chronology.conflicts


def test_the_order_of_the_papers_does_not_matter(papers):
    papers.tell('order_to_leave', '2014', 'note')
    papers.tell('order_to_leave', '2014-09', 'letter', notification_date='2014-09-24')
    papers.tell('order_to_leave', '2014-09-04', 'annex 13', kind='primary_document')
    row, = [row for row in papers.chronology().rows if row.type == 'order_to_leave']
    assert (row.edtf, row.dates['notification_date'], len(row.sources)) == ('2014-09-04', '2014-09-24', 3)


def test_a_paper_that_only_knows_the_notification_joins_the_decision_before_it(papers):
    papers.tell('cgrs_refusal', '2013-01-10', 'decision')
    papers.tell('cgrs_refusal', '2013-01-14', 'letter', notification_date='2013-01-14')
    row, = papers.chronology().rows
    assert (row.edtf, row.dates['notification_date']) == ('2013-01-10', '2013-01-14')


def test_applications_years_apart_stay_two(papers):
    papers.tell('application_9bis', '2013-10-21', 'first')
    papers.tell('application_9bis', '2022-03-14', 'second')
    assert dates(papers.chronology(), 'application_9bis') == ['2013-10-21', '2022-03-14']


def test_two_orders_with_papers_of_their_own_stay_two_even_days_apart(papers):
    papers.tell('order_to_leave', '2019-11-19', 'annex 13', kind='primary_document')
    papers.tell('order_to_leave', '2019-11-22', 'annex 13septies', kind='primary_document')
    chronology = papers.chronology()
    assert len(dates(chronology, 'order_to_leave')) == 2 and not chronology.conflicts
    assert [pair.reason for pair in chronology.possible] == ['near_dates']


def test_one_paper_that_tells_two_dates_tells_two_events(papers):
    papers.tell('asylum_interview', '2010-09-14', 'decision')
    papers.tell('asylum_interview', '2010-09-21', 'decision')
    chronology = papers.chronology()
    assert len(chronology.rows) == 2 and not chronology.conflicts


def test_different_people_on_one_day_are_kept_apart_and_shown(papers):
    papers.tell('order_to_leave', '2014-09-04', 'annex An', persons=[AN])
    papers.tell('order_to_leave', '2014-09-04', 'annex Bo', persons=[BO])
    chronology = papers.chronology()
    assert len(chronology.rows) == 2 and [pair.reason for pair in chronology.possible] == ['other_people']


def test_people_who_are_not_named_are_unknown_not_absent(papers):
    papers.tell('order_to_leave', '2014-09-04', 'annex An', persons=[AN])
    papers.tell('order_to_leave', '2014-09-04', 'letter', persons=[])
    row, = papers.chronology().rows
    assert row.persons == (AN,)


def test_judgments_with_other_numbers_are_other_judgments(papers):
    papers.tell('judgment_call', '2016-06-28', 'one', references=(('call_judgment', '170932'),))
    papers.tell('judgment_call', '2016-06-28', 'two', references=(('call_judgment', '184455'),))
    chronology = papers.chronology()
    assert len(chronology.rows) == 2 and chronology.possible[0].reason == 'other_reference'


def test_a_call_to_the_lawyer_in_some_month_is_not_one_of_the_calls_of_that_year(papers):
    papers.tell('lawyer_contact', '2016-03-02', 'mail')
    papers.tell('lawyer_contact', '2016', 'note')
    assert len(papers.chronology().rows) == 2


def test_what_a_letter_calls_refused_is_the_inadmissibility_of_that_day(papers):
    papers.tell('decision_inadmissible', '2014-09-04', 'decision', kind='primary_document')
    papers.tell('decision_refusal', '2014-09-04', 'letter')
    row, = papers.chronology().rows
    assert row.type == 'decision_inadmissible'


def test_twins_have_two_births():
    papers = Papers()
    twins = (*PEOPLE[:2], Person(3, 'Ci Peeters', 'child', born='2012-08-09'), Person(4, 'Do Peeters', 'child', born='2012-08-09'))
    papers.tell('birth', '2012-08-09', 'act Ci', persons=[3])
    papers.tell('birth', '2012-08-09', 'act Do', persons=[4])
    assert len(papers.chronology(persons=twins).rows) == 2


def test_a_birth_act_that_names_the_parents_is_about_the_child(papers):
    papers.tell('birth', '2012-08-09', 'birth act', persons=[AN, BO, CI], kind='primary_document')
    row, = papers.chronology().rows
    assert row.subject == CI


def test_a_birth_told_only_beside_a_name_still_stands_on_the_timeline(papers):
    papers.tell('arrival_belgium', '2010-02-01', 'judgment')
    claim = BirthClaim('2012-08-09', Source(document='annex 13', quote='née le 09.08.2012'))
    people = (*PEOPLE[:2], Person(CI, 'Ci Peeters', 'child', birth_claims=(claim,)))
    chronology = papers.chronology(persons=people)
    birth = next(row for row in chronology.rows if row.type == 'birth')
    assert (birth.edtf, birth.subject, birth.sources[0].document) == ('2012-08-09', CI, 'annex 13')
    assert not any(row.subject in (AN, BO) for row in chronology.rows)


def test_a_parents_date_of_birth_proposed_as_a_birth_is_a_particular_of_the_parent(papers):
    papers.tell('arrival_belgium', '2010-02-01', 'judgment', persons=[AN, BO])
    papers.tell('birth', '1985-05-20', 'birth act of Ci', persons=[AN], status='proposed')
    papers.tell('birth', '1983-02-11', 'interview', persons=[BO])
    chronology = papers.chronology()
    assert [row.subject for row in chronology.rows if row.type == 'birth'] == [BO]
    assert [claim.source.document for claim in chronology.people[0].birth_claims] == ['birth act of Ci']


def test_a_person_who_says_not_the_same_is_obeyed(papers):
    one = papers.tell('judgment_call', '2011-05-31', 'judgment')
    other = papers.tell('judgment_call', '2011-05', 'letter')
    chronology = papers.chronology(not_same=frozenset({(one, other)}))
    assert len(chronology.rows) == 2 and not chronology.possible


def test_a_person_who_says_the_same_is_obeyed_and_the_difference_stays_visible(papers):
    one = papers.tell('address_change', '2018-01-05', 'lease')
    other = papers.tell('address_change', '2018-03-20', 'letter')
    chronology = papers.chronology(same=frozenset({(one, other)}))
    row, = chronology.rows
    assert row.events == (one, other) and [conflict.kind for conflict in chronology.conflicts] == ['conflicting_event_date']


def test_what_still_goes_on_stands_under_its_beginning(papers):
    papers.tell('school_enrolment', '2019-09-02/..', 'letter', persons=[CI])
    papers.tell('school_enrolment', '2019-09-02/2022-09-30', 'certificate', persons=[CI])
    row, = papers.chronology().rows
    assert (row.edtf, row.period) == ('2019-09-02', '2019-09-02/..')


def test_a_paper_that_only_knows_that_it_was_over_by_then_gives_no_stretch(papers):
    papers.tell('notice_to_quit', '2022-04-25', 'letter')
    papers.tell('notice_to_quit', '../2022-09-14', 'visit')
    row, = papers.chronology().rows
    assert (row.edtf, row.period) == ('2022-04-25', None)


def test_a_date_that_a_person_picked_is_the_working_one(papers):
    one = papers.tell('arrival_belgium', '2010-02-28', 'judgment')
    papers.tell('arrival_belgium', '2010-03-01', 'letter')
    papers.events[one - 1] = dataclasses.replace(papers.events[one - 1], working={'main': '2010-03-01'})
    row, = papers.chronology().rows
    assert row.edtf == '2010-03-01' and row.disputed == ('main',)


def test_accepting_each_paper_as_it_stands_chooses_nothing(papers):
    one = papers.tell('order_to_leave', '2014-09-04', 'letter', notification_date='2014-09-24')
    papers.tell('order_to_leave', '2014-09-04', 'annex 13', notification_date='2014-09-22', kind='primary_document')
    papers.events[one - 1] = dataclasses.replace(papers.events[one - 1], working={'main': '2014-09-04', 'notification_date': '2014-09-24'})
    row, = papers.chronology().rows
    assert row.dates['notification_date'] == '2014-09-22'


def test_of_two_sources_of_one_event_a_person_picks(papers):
    one = papers.tell('order_to_leave', '2014-09-04', 'annex 13', notification_date='2014-09-22', kind='primary_document')
    letter = Source(document='letter', edtf='2014-09-04', dates={'notification_date': '2014-09-24'})
    told = papers.events[one - 1]
    papers.events[one - 1] = dataclasses.replace(told, sources=(*told.sources, letter), working={'notification_date': '2014-09-24'})
    chronology = papers.chronology()
    assert chronology.rows[0].dates['notification_date'] == '2014-09-24'
    assert [claim.value for claim in chronology.conflicts[0].claims if claim.working] == ['2014-09-24']


def test_a_date_that_is_no_date_is_unknown_and_breaks_nothing(papers):
    papers.tell('home_visit', 'last spring', 'note')
    papers.tell('home_visit', '', 'note 2')
    assert len(papers.chronology().rows) == 2


_DAYS = st.dates(min_value=date(2005, 1, 1), max_value=date(2024, 1, 1))
_MENTIONS = st.lists(st.tuples(
    st.sampled_from(['order_to_leave', 'judgment_call', 'home_visit', 'birth', 'school_enrolment', 'return_house', 'arrival_belgium', 'unheard_of']),
    _DAYS, st.sampled_from([10, 7, 4]), st.lists(st.sampled_from([AN, BO, CI]), unique=True, max_size=3), st.integers(1, 4)), max_size=25)


@settings(max_examples=60, deadline=None)
@given(_MENTIONS)
def test_no_mention_is_ever_lost_or_told_twice(mentions):
    papers = Papers()
    for type_, day, length, persons, paper in mentions:
        papers.tell(type_, day.isoformat()[:length], f'paper {paper}', persons=persons)
    chronology = papers.chronology()
    told = [event for row in chronology.rows for event in row.events if row.id > 0]
    assert sorted(told) == [event.id for event in papers.events]
    again = Papers()
    again.events = papers.events[::-1]
    assert [(row.events, row.edtf) for row in again.chronology().rows] == [(row.events, row.edtf) for row in chronology.rows]


def test_a_school_that_names_the_pupils_and_a_letter_that_names_the_parents_tell_one_stay(papers):
    papers.tell('return_house', '2019-11-20/2019-12-04', 'house visit', persons=(AN, BO))
    papers.tell('return_house', '2019-11-20/2019-12-04', 'school', persons=(CI,))
    papers.tell('return_house', '2018-11', 'lawyer', persons=(AN,))
    chronology = papers.chronology()
    row, = chronology.rows
    assert row.persons == (AN, BO, CI) and [found.kind for found in chronology.conflicts] == ['conflicting_year']


def test_two_members_in_hospital_on_the_same_days_were_two_stays(papers):
    papers.tell('hospitalisation', '2019-11-20/2019-12-04', 'one hospital', persons=(AN,))
    papers.tell('hospitalisation', '2019-11-20/2019-12-04', 'another', persons=(CI,))
    assert len(papers.chronology().rows) == 2


def test_a_birth_stands_under_the_day_that_a_person_chose_for_the_child(papers):
    for day, paper in (('2012-09-08', 'school'), ('2012-09-08', 'doctor'), ('2012-08-09', 'birth act')):
        papers.tell('birth', day, paper, persons=(CI,))
    assert dates(papers.chronology(), 'birth') == ['2012-08-09']


class TestFamiliesTogether:
    """What concerns parents and children alike is told with other names in other papers."""

    def test_a_judgment_that_one_paper_tells_of_the_child_and_another_of_the_parents_is_one(self, papers):
        papers.tell('judgment_call', '2020-12-15', 'judgment', kind='primary_document')
        papers.tell('judgment_call', '2020-12-15', 'letter about the child', persons=[CI])
        row, = papers.chronology().rows
        assert row.persons == (AN, BO, CI) and len(row.sources) == 2

    def test_two_papers_of_their_own_stay_two(self, papers):
        papers.tell('order_to_leave', '2020-12-15', 'annex 13', kind='primary_document')
        papers.tell('order_to_leave', '2020-12-15', 'annex 38', persons=[CI], kind='primary_document')
        assert len(papers.chronology().rows) == 2

    def test_two_parents_stay_two_and_so_do_two_children(self, papers):
        people = (*PEOPLE, Person(4, 'Do Peeters', 'child', born='2014-03-01'))
        for number, person in enumerate((AN, BO, CI, 4)):
            papers.tell('asylum_application', f'2020-12-1{number // 2}', f'annex {number}', persons=[person])
        assert len(papers.chronology(persons=people).rows) == 4

    def test_a_child_who_came_of_age_has_an_application_of_its_own(self, papers):
        papers.tell('application_9bis', '2032-12-15', 'request of the parents')
        papers.tell('application_9bis', '2032-12-15', 'request of the son', persons=[CI])
        assert len(papers.chronology(today=date(2033, 1, 1)).rows) == 2

    def test_what_happens_to_each_child_alone_is_not_the_parents(self, papers):
        papers.tell('health', '2020-12-15', 'doctor')
        papers.tell('health', '2020-12-15', 'doctor of the child', persons=[CI])
        assert len(papers.chronology().rows) == 2

    def test_a_month_in_which_somebody_else_had_a_judgment_is_shown_not_folded(self, papers):
        papers.tell('judgment_call', '2020-12-15', 'judgment')
        papers.tell('judgment_call', '2020-12', 'letter about the child', persons=[CI])
        chronology = papers.chronology()
        assert len(chronology.rows) == 2 and [pair.reason for pair in chronology.possible] == ['other_people_then']

    def test_a_stay_in_a_return_house_is_the_familys(self, papers):
        papers.tell('return_house', '2022-05-11/2022-06-02', 'school', persons=[CI])
        papers.tell('return_house', '2022-05', 'lawyer')
        papers.tell('detention', '2022-08-11/2022-09-02', 'note', persons=[BO])
        papers.tell('detention', '2022-08', 'lawyer', persons=[AN])
        assert dates(papers.chronology(), 'return_house') == ['2022-05-11/2022-06-02'] and len(dates(papers.chronology(), 'detention')) == 2

    def test_a_birth_told_of_the_parents_and_of_the_child_is_one(self, papers):
        papers.tell('birth', '2012-08-09', 'birth act', kind='primary_document')
        papers.tell('birth', '2012-08-09', 'petition', persons=[CI])
        papers.tell('birth', '2012', 'doctor')
        row, = papers.chronology().rows
        assert (row.subject, len(row.sources)) == (CI, 3)

    def test_parents_named_beside_a_school_told_of_it(self, papers):
        papers.tell('school_enrolment', '2020-09-01/2022-06-30', 'certificate', persons=[CI])
        papers.tell('school_enrolment', '2020-09-01', 'visit')
        assert len(papers.chronology().rows) == 1


class TestTheMonthOfNotification:
    def test_is_taken_for_the_order_that_was_notified_in_it(self, papers):
        papers.tell('order_to_leave', '2013-06-05', 'annex 13', notification_date='2013-08-10')
        papers.tell('order_to_leave', '2013-08', 'letter')
        chronology = papers.chronology()
        assert dates(chronology, 'order_to_leave') == ['2013-06-05'] and not chronology.conflicts

    def test_but_not_when_an_order_was_given_in_it(self, papers):
        papers.tell('order_to_leave', '2013-06-05', 'annex 13', notification_date='2013-08-10')
        papers.tell('order_to_leave', '2013-08-20', 'annex 13 of August')
        papers.tell('order_to_leave', '2013-08', 'letter')
        assert [len(row.sources) for row in papers.chronology().rows] == [1, 2]

    def test_and_not_of_an_order_that_came_after_it(self, papers):
        papers.tell('order_to_leave', '2013-10-05', 'annex 13', notification_date='2013-08-10')
        papers.tell('order_to_leave', '2013-08', 'letter')
        assert len(papers.chronology().rows) == 2
