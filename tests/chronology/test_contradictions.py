"""What does not fit is said once, with all its claims; what only looks as if it did not fit is left alone."""
import dataclasses

import pytest

from caseline.chronology import BirthClaim, Event, Person, Source
from tests.chronology.family import AN, BO, CI, PEOPLE, Papers, dates, kinds


@pytest.fixture
def papers():
    return Papers()


def born(name, *claims, number=CI, **about):
    """A person whose papers state these dates of birth."""
    return Person(number, name, 'child', birth_claims=tuple(BirthClaim(edtf, Source(document=paper, **about)) for edtf, paper in claims))


def test_two_notifications_of_one_order(papers):
    papers.tell('order_to_leave', '2014-09-04', 'annex 13', kind='primary_document', notification_date='2014-09-22')
    papers.tell('order_to_leave', '2014-09', 'letter', notification_date='2014-09-24')
    conflict, = papers.chronology().conflicts
    assert conflict.kind == 'conflicting_notification' and conflict.subject == 'order_to_leave 2014-09-04'
    assert [(claim.value, claim.working) for claim in conflict.claims] == [('2014-09-22', True), ('2014-09-24', False)]


def test_the_acts_own_paper_outweighs_two_that_tell_of_it(papers):
    papers.tell('order_to_leave', '2014-09-04', 'annex 13', kind='primary_document', notification_date='2014-09-22')
    for paper in ('letter', 'other letter'):
        papers.tell('order_to_leave', '2014-09-04', paper, notification_date='2014-09-24')
    row, = papers.chronology().rows
    assert row.dates['notification_date'] == '2014-09-22'


@pytest.mark.parametrize(('type_', 'one', 'other', 'kind'), [
    ('decision_inadmissible', '2014-09-04', '2014-09-14', 'conflicting_event_date'),
    ('decision_inadmissible', '2014-09-04', '2014-04-09', 'day_month_swap'),
    ('judgment_call', '2016-06-28', '2015-06-28', 'conflicting_year'),
    ('return_house', '2019-11-20/2019-12-04', '2018-11', 'conflicting_year'),
    ('lease_start', '2016-11-01', '2016-12-01', 'conflicting_event_date'),
    ('arrival_belgium', '2010-02-28', '2011-06-01', 'conflicting_event_date'),
])
def test_slips_of_the_pen_are_found_when_the_other_date_is_better_supported(papers, type_, one, other, kind):
    papers.tell(type_, one, 'first')
    papers.tell(type_, one, 'second')
    papers.tell(type_, other, 'letter')
    chronology = papers.chronology()
    assert dates(chronology, type_) == [one] and kinds(chronology.conflicts) == [kind]


def test_the_same_number_with_another_date_is_a_conflict_not_a_second_judgment(papers):
    papers.tell('judgment_call', '2016-06-28', 'judgment', references=(('call_judgment', '170932'),))
    papers.tell('judgment_call', '2017-02-03', 'letter', references=(('call_judgment', '170932'),))
    chronology = papers.chronology()
    assert len(chronology.rows) == 1 and kinds(chronology.conflicts) == ['conflicting_event_date']


def test_one_judgment_whose_number_was_miscopied(papers):
    papers.tell('judgment_call', '2016-06-28', 'judgment', kind='primary_document', references=(('call_judgment', '170932'),), quote='n° 170 932')
    papers.tell('judgment_call', '2016-06-28', 'letter', references=(('call_judgment', '179032'),), quote='nr. 179 032')
    chronology = papers.chronology()
    assert len(chronology.rows) == 1 and kinds(chronology.conflicts) == ['conflicting_reference']
    assert {(claim.value, claim.source.document) for claim in chronology.conflicts[0].claims} == {('170932', 'judgment'), ('179032', 'letter')}


def test_one_birth_three_papers_two_dates(papers):
    ci = born('Ci Peeters', ('2012-08-09', 'act'), ('2012-08-09', 'annex'), ('2012-09-08', 'school'))
    papers.tell('birth', '2012-08-09', 'act', persons=[CI], kind='primary_document')
    conflict, = papers.chronology(persons=(*PEOPLE[:2], ci)).conflicts
    assert conflict.kind == 'day_month_swap' and conflict.person == CI
    assert [claim.value for claim in conflict.claims if claim.working] == ['2012-08-09', '2012-08-09']


def test_a_year_of_birth_does_not_contradict_a_day_in_it(papers):
    ci = born('Ci Peeters', ('2012-08-09', 'act'), ('2012', 'note'))
    assert not papers.chronology(persons=(ci,)).conflicts


def test_a_date_copied_from_the_ethiopian_calendar_is_explained(papers):
    ci = born('Ci Peeters', ('1983-04-18', 'passport'), ('1983-04-18', 'act'), ('1975-08-10', 'note'))
    conflict, = papers.chronology(persons=(ci,)).conflicts
    assert 'Ethiopian calendar, is 18 April 1983' in conflict.sentence


def test_the_date_of_a_sister_is_named_as_hers(papers):
    ci = born('Ci Peeters', ('2012-08-09', 'act'), ('2012-08-09', 'annex'), ('2014-03-01', 'school'))
    do = born('Do Peeters', ('2014-03-01', 'act Do'), number=4)
    conflict, = papers.chronology(persons=(ci, do)).conflicts
    assert conflict.person == CI and conflict.sentence.endswith('1 March 2014 is the date of birth of Do Peeters.')


def test_the_mothers_date_written_beside_the_child_is_not_the_childs(papers):
    ci = born('Ci Peeters', ('2012-08-09', 'act'), ('2012-08-09', 'annex'), ('1985-05-20', 'annex 2'))
    an = Person(AN, 'An Peeters', 'parent', birth_claims=(BirthClaim('1985-05-20', Source(document='annex')),))
    assert not papers.chronology(persons=(an, ci)).conflicts


def test_two_dates_in_one_and_the_same_paper_are_an_alias_not_a_contradiction(papers):
    ci = born('Ci Peeters', ('1983-04-18', 'annex 13'), ('1983-01-01', 'annex 13'))
    assert not papers.chronology(persons=(ci,)).conflicts


def test_a_reading_nobody_would_trust_contradicts_nothing(papers):
    papers.tell('arrival_belgium', '2010-02-28', 'judgment')
    papers.tell('arrival_belgium', '2010-02-23', 'fax', confidence=0.2)
    assert not papers.chronology().conflicts


def test_the_father_who_came_first_is_not_a_contradiction(papers):
    papers.tell('arrival_belgium', '2009-01-10', 'interview', persons=[BO])
    papers.tell('arrival_belgium', '2011-06-01', 'annex 26', persons=[AN, CI])
    chronology = papers.chronology()
    assert len(chronology.rows) == 2 and not chronology.conflicts


def test_a_month_remembered_roughly_is_no_contradiction(papers):
    papers.tell('cgrs_refusal', '2013-07-31', 'decision', kind='primary_document')
    papers.tell('cgrs_refusal', '2013-08', 'visit', kind='client_statement')
    chronology = papers.chronology()
    assert dates(chronology, 'cgrs_refusal') == ['2013-07-31'] and not chronology.conflicts


class TestImpossibleOrder:
    def test_notified_before_it_was_decided(self, papers):
        papers.tell('order_to_leave', '2014-09-22', 'annex 13', notification_date='2014-09-04')
        conflict, = papers.chronology().conflicts
        assert conflict.kind == 'impossible_order' and [claim.value for claim in conflict.claims] == ['2014-09-22', '2014-09-04']

    def test_arrived_after_asking_for_asylum(self, papers):
        papers.tell('asylum_application', '2010-03-03', 'annex 26')
        papers.tell('arrival_belgium', '2010-03-05', 'letter')
        assert kinds(papers.chronology().conflicts) == ['impossible_order']

    def test_appealed_before_the_notification(self, papers):
        papers.tell('decision_refusal', '2014-09-04', 'decision', notification_date='2014-10-30')
        papers.tell('appeal_call', '2014-10-21', 'petition')
        assert kinds(papers.chronology().conflicts) == ['impossible_order']

    def test_judged_shortly_before_the_appeal(self, papers):
        papers.tell('decision_refusal', '2014-09-04', 'decision')
        papers.tell('judgment_call', '2014-10-01', 'judgment')
        papers.tell('appeal_call', '2014-10-21', 'petition')
        assert kinds(papers.chronology().conflicts) == ['impossible_order']

    def test_at_school_before_being_born(self, papers):
        papers.tell('birth', '2012-08-09', 'act', persons=[CI])
        papers.tell('school_enrolment', '2011-09-01', 'school', persons=[CI])
        conflict, = papers.chronology().conflicts
        assert 'before the birth of Ci Peeters' in conflict.sentence

    def test_a_visit_after_the_death(self, papers):
        papers.tell('death', '2015-05-05', 'act', persons=[BO])
        papers.tell('asylum_interview', '2016-05-05', 'notes', persons=[BO])
        assert kinds(papers.chronology().conflicts) == ['impossible_order']

    def test_one_death_is_told_once_and_never_against_three_papers(self, papers):
        papers.tell('death', '2015-05-05', 'message', persons=[BO])
        papers.tell('work', '2016-05-05', 'contract', persons=[BO])
        papers.tell('health', '2017-05-05', 'doctor', persons=[BO])
        conflict, = papers.chronology().conflicts
        assert conflict.kind == 'impossible_order' and '5 May 2016' in conflict.sentence
        papers.tell('home_visit', '2018-05-05', 'visit note', persons=[BO])
        assert not papers.chronology().conflicts

    def test_missing_papers_are_not_an_impossible_order(self, papers):
        papers.tell('judgment_call', '2011-05-31', 'judgment')
        papers.tell('appeal_call', '2014-10-21', 'petition')
        papers.tell('decision_inadmissible', '2009-01-01', 'decision')
        papers.tell('application_9bis', '2013-10-21', 'request')
        assert not papers.chronology().conflicts

    def test_a_family_event_may_name_a_child_that_came_later(self, papers):
        papers.tell('birth', '2012-08-09', 'act', persons=[CI])
        papers.tell('arrival_belgium', '2010-02-28', 'letter', persons=[AN, BO, CI])
        assert not papers.chronology().conflicts

    def test_a_date_already_disputed_is_not_told_twice(self, papers):
        papers.tell('asylum_application', '2010-03-03', 'annex 26')
        papers.tell('arrival_belgium', '2010-02-28', 'judgment')
        papers.tell('arrival_belgium', '2010-03-05', 'letter')
        conflict, = papers.chronology().conflicts
        assert conflict.kind == 'conflicting_event_date' and 'cannot be' in conflict.sentence


def test_a_note_that_calls_the_day_of_notification_the_day_of_the_act_contradicts_nothing(papers):
    papers.tell('residence_lost', '2016-05-25', 'card')
    papers.tell('residence_lost', '2016-03-20', 'letter', notification_date='2016-05-25')
    chronology = papers.chronology()
    row, = chronology.rows
    assert (row.edtf, row.dates['notification_date'], len(row.sources), chronology.conflicts) == ('2016-03-20', '2016-05-25', 2, ())


def test_nor_does_a_second_source_of_the_same_event(papers):
    told = Source(document='annex', edtf='2013-06-18', dates={'notification_date': '2013-07-10'}), Source(document='letter', edtf='2013-07')
    papers.events.append(Event(1, 'order_to_leave', '2013-06-18', dates=told[0].dates, persons=(AN,), sources=told))
    assert not papers.chronology().conflicts
    papers.events[0] = dataclasses.replace(papers.events[0], sources=(told[0], dataclasses.replace(told[1], edtf='2013-09')))
    assert kinds(papers.chronology().conflicts) == ['conflicting_event_date']


def test_a_paper_that_only_adds_a_later_date_does_not_tell_a_second_act(papers):
    papers.tell('notice_to_quit', '2023-01-17', 'message', leave_by_date='2023-04-30')
    papers.tell('notice_to_quit', '2023-04-30', 'contact note')
    papers.tell('notice_to_quit', '2023-01-16', 'contact note')
    chronology = papers.chronology()
    assert kinds(chronology.conflicts) == ['conflicting_event_date'] and len(chronology.rows) == 1


def test_what_another_country_did_on_two_days_is_two_things(papers):
    papers.tell('stay_other_country', '1999-03-22', 'fingerprints')
    papers.tell('stay_other_country', '1999-03-23', 'asylum file')
    assert not papers.chronology().conflicts


def test_of_two_dates_of_birth_the_chosen_one_stands_first_and_the_swap_is_named(papers):
    child = Person(CI, 'Ci Peeters', 'child', born='2011-11-03', birth_claims=tuple(
        BirthClaim(edtf, Source(document=paper)) for edtf, paper in (('2011-03-11', 'school'), ('2011-03-11', 'doctor'), ('2011-11-03', 'birth act'))))
    conflict, = papers.chronology(persons=(*PEOPLE[:2], child)).conflicts
    assert conflict.kind == 'day_month_swap' and [(claim.value, claim.working) for claim in conflict.claims][0] == ('2011-11-03', True)


def test_two_marriages_years_apart_are_no_contradiction_but_a_slip_is(papers):
    papers.tell('marriage_or_cohabitation', '2008-06-21', 'annex', persons=())
    papers.tell('marriage_or_cohabitation', '2017-03-03', 'petition', persons=())
    assert not papers.chronology().conflicts
    papers.tell('marriage_or_cohabitation', '2018-03-03', 'letter', persons=())
    assert kinds(papers.chronology().conflicts) == ['conflicting_year']


def test_one_paper_with_two_dates_against_all_others_was_read_wrongly(papers):
    said = (('2013-05-21', 'annex 26'), ('2013-05-21', 'birth act'), ('2012-08', 'refusal'), ('2016-01-12', 'refusal'))
    child = Person(CI, 'Ci Peeters', 'child', birth_claims=tuple(BirthClaim(edtf, Source(document=paper)) for edtf, paper in said))
    assert not papers.chronology(persons=(*PEOPLE[:2], child)).conflicts
    alone = Person(CI, 'Ci Peeters', 'child', birth_claims=child.birth_claims[:3])
    assert kinds(papers.chronology(persons=(*PEOPLE[:2], alone)).conflicts) == ['conflicting_dob']
