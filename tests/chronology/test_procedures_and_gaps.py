"""Threads and waiting times, silences, lawyers, bands of stay, and the grid of presence."""
from datetime import date

import pytest

from caseline.chronology import DocumentInfo, Mandate, ProcedureEdit, RejectedArgument, Source
from tests.chronology.family import AN, BO, CI, Papers


@pytest.fixture
def papers():
    return Papers()


@pytest.fixture
def two_procedures(papers):
    papers.tell('asylum_application', '2010-03-03', 'annex 26')
    papers.tell('cgrs_refusal', '2011-02-08', 'decision', notification_date='2011-02-10')
    papers.tell('appeal_call', '2011-03-01', 'petition')
    papers.tell('judgment_call', '2011-05-31', 'judgment', quote='rejette le recours')
    papers.tell('application_9bis', '2013-10-21', 'request')
    papers.tell('decision_inadmissible', '2014-09-04', 'decision 2')
    papers.tell('order_to_leave', '2014-09-04', 'annex 13', notification_date='2014-09-22')
    papers.tell('appeal_call', '2014-10-21', 'petition 2')
    papers.tell('judgment_call', '2016-06-28', 'judgment 2', quote='annule la décision attaquée')
    return papers


class TestProcedures:
    def test_every_step_finds_its_thread(self, two_procedures):
        asylum, humanitarian = two_procedures.chronology().procedures
        assert [step.part for step in asylum.steps] == ['application', 'decision', 'notification', 'appeal', 'judgment']
        assert (asylum.outcome, asylum.open) == ('rejected', False)
        assert [wait.days for wait in humanitarian.waits if wait.until != 'today'] == [318, 616]

    def test_an_annulled_decision_leaves_the_application_open(self, two_procedures):
        humanitarian = two_procedures.chronology().procedures[1]
        assert (humanitarian.outcome, humanitarian.open) == ('annulled', True)

    def test_a_second_request_of_a_kind_is_numbered(self, papers):
        papers.tell('application_9bis', '2013-10-21', 'one')
        papers.tell('application_9bis', '2020-10-21', 'two')
        assert [one.title for one in papers.chronology().procedures] == ['9bis', '9bis 2']

    def test_a_scheduled_hearing_decides_nothing_yet(self, papers):
        papers.tell('notice_to_quit', '2024-01-10', 'notice')
        papers.tell('eviction_proceedings', '2024-09-11', 'summons')
        housing, = papers.chronology().procedures
        assert housing.open and [step.part for step in housing.steps] == ['application', 'hearing']

    def test_what_a_person_arranged_wins(self, two_procedures):
        edit = ProcedureEdit(7, '9bis', (5, 9), title='Our request', outcome='granted', lawyer='Me Jans')
        ours = next(one for one in two_procedures.chronology(procedures=(edit,), outside=frozenset({6, 7, 8})).procedures if one.edited)
        assert (ours.title, ours.outcome, ours.lawyer, len(ours.steps), ours.open) == ('Our request', 'granted', 'Me Jans', 2, False)

    def test_a_later_paper_joins_the_procedure_that_a_person_arranged(self, two_procedures):
        edit = ProcedureEdit(7, '9bis', (5, 6, 7, 8), title='Our request')
        ours = next(one for one in two_procedures.chronology(procedures=(edit,)).procedures if one.edited == 7)
        assert [step.row for step in ours.steps if step.part == 'judgment'] == [9] and ours.outcome == 'annulled'

    def test_a_person_may_say_that_a_procedure_still_runs(self, two_procedures):
        edit = ProcedureEdit(7, 'asylum', (1, 2, 3, 4), open=True)
        assert two_procedures.chronology(procedures=(edit,)).procedures[0].open

    def test_a_step_taken_out_belongs_to_no_procedure(self, two_procedures):
        found = two_procedures.chronology(outside=frozenset({7})).procedures
        assert 7 not in {step.row for one in found for step in one.steps}

    def test_rejected_arguments_stand_with_the_procedure_of_their_judgment(self, two_procedures):
        said = RejectedArgument(1, 'The length of stay is exceptional.', 4, Source(document='judgment', page=3, quote='le moyen manque en droit'))
        asylum, humanitarian = two_procedures.chronology(arguments=(said,)).procedures
        assert [(one.text, one.row, one.edtf, one.source.page) for one in asylum.arguments] == [(said.text, 4, '2011-05-31', 3)]
        assert not humanitarian.arguments

    def test_labels_follow_the_language(self, papers):
        papers.tell('statelessness_application', '2020-01-01', 'request')
        assert papers.chronology(lang='nl').procedures[0].title == 'Staatloosheid'

    def test_sittings_about_one_home_are_one_procedure(self, papers):
        for type_, day in (('notice_to_quit', '2021-06-28'), ('eviction_proceedings', '2022-01-05'), ('eviction_proceedings', '2022-01-27'), ('eviction_proceedings', '2022-02-10')):
            papers.tell(type_, day, f'paper of {day}')
        housing, = papers.chronology().procedures
        assert [step.part for step in housing.steps] == ['application', 'decision', 'decision', 'decision'] and not housing.open
        papers.tell('notice_to_quit', '2024-05-02', 'another home')
        assert [one.title for one in papers.chronology().procedures] == ['Housing', 'Housing 2']

    def test_a_notice_of_which_only_the_latest_day_is_known_is_not_years_old(self, papers):
        papers.tell('notice_to_quit', '../2021-10-20', 'visit note')
        papers.tell('eviction_proceedings', '2022-01-05', 'summons')
        assert [len(one.steps) for one in papers.chronology().procedures] == [2]

    def test_a_day_fixed_for_a_request_that_waits_is_no_second_request(self, papers):
        papers.tell('statelessness_application', '2023-05-19', 'petition')
        papers.tell('statelessness_application', '2024-09-01', 'summons')
        request, = papers.chronology().procedures
        assert [step.part for step in request.steps] == ['application', 'hearing'] and [wait.days for wait in request.waits] == [381]

    def test_nobody_waits_for_what_has_not_been_asked_yet(self, papers):
        papers.tell('application_9bis', '2024-09-01', 'plan')
        request, = papers.chronology().procedures
        assert request.open and not request.waits

    def test_an_appeal_that_stands_alone_is_over_once_it_is_judged(self, papers):
        papers.tell('judgment_call', '2009-12-09', 'judgment', quote='annule la décision attaquée')
        alone, = papers.chronology().procedures
        assert (alone.title, alone.outcome, alone.open) == ('Appeal to the CALL', 'annulled', False)

    def test_every_lawyer_who_held_it_is_named_in_order(self, two_procedures):
        mandates = (Mandate(1, 'Me Jans', '2010', '2010-12-31'), Mandate(2, 'Me Claes', '2011-01-02'))
        asylum, humanitarian = two_procedures.chronology(mandates=mandates).procedures
        assert (asylum.lawyer, asylum.lawyers, humanitarian.lawyers) == ('Me Jans', ('Me Jans', 'Me Claes'), ('Me Claes',))

    def test_after_an_annulment_the_same_request_is_decided_judged_and_waited_for_again(self, two_procedures):
        two_procedures.tell('decision_inadmissible', '2017-02-01', 'decision 3')
        two_procedures.tell('appeal_call', '2017-03-01', 'petition 3')
        two_procedures.tell('judgment_call', '2017-05-01', 'judgment 3', quote='Le recours est\nrejeté')
        humanitarian = two_procedures.chronology().procedures[1]
        assert [step.part for step in humanitarian.steps if step.part in ('decision', 'appeal', 'judgment')] == ['decision', 'appeal', 'judgment'] * 2
        assert (humanitarian.outcome, humanitarian.open) == ('rejected', False)
        assert [(wait.since, wait.days) for wait in humanitarian.waits] == [('application', 318), ('appeal', 616), ('appeal', 61)]

    def test_the_decision_of_the_husband_two_days_later_is_of_the_same_procedure(self, papers):
        papers.tell('asylum_application', '2017-06-22', 'annex 26')
        papers.tell('cgrs_refusal', '2018-05-29', 'decision An', persons=[AN])
        papers.tell('cgrs_refusal', '2018-05-31', 'decision Bo', persons=[BO])
        papers.tell('appeal_call', '2018-06-28', 'petition')
        assert [len(one.steps) for one in papers.chronology().procedures] == [4]

    def test_an_appeal_without_an_application_begins_with_what_it_is_against(self, papers):
        papers.tell('residence_lost', '2012-03-20', 'annex 21', persons=[AN], notification_date='2012-03-27')
        papers.tell('appeal_call', '2012-04-20', 'petition', persons=[AN])
        papers.tell('judgment_call', '2012-11-29', 'judgment', persons=[AN], quote='rejette')
        alone, = papers.chronology().procedures
        assert [step.part for step in alone.steps] == ['decision', 'notification', 'appeal', 'judgment'] and alone.outcome == 'rejected'

    def test_nobody_waits_twelve_years_for_a_decision(self, papers):
        papers.tell('application_family_reunification', '2008-07-04', 'annex 19ter')
        papers.tell('application_9bis', '2015-07-06', 'request')
        papers.tell('decision_refusal', '2020-08-27', 'decision')
        assert [(one.kind, one.outcome) for one in papers.chronology().procedures] == [('family_reunification', None), ('9bis', 'refused')]


class TestGaps:
    def test_two_years_without_a_paper_are_a_gap(self, papers):
        papers.tell('asylum_application', '2016-07-08', 'annex 26')
        papers.tell('health', '2018-09-05', 'doctor')
        papers.events = papers.events[1:] + papers.events[:1]
        gap, = papers.chronology(today=date(2018, 10, 1), procedures=(ProcedureEdit(1, 'asylum', (1,), outcome='refused'),)).gaps
        assert (gap.edtf, gap.months) == ('2016-07-08/2018-09-05', 25.9)

    def test_waiting_eighteen_months_for_a_decision_is_not_silence_but_three_years_are(self, papers):
        papers.tell('application_9bis', '2016-01-04', 'request')
        papers.tell('decision_refusal', '2017-07-04', 'decision')
        assert not papers.chronology(today=date(2017, 8, 1)).gaps
        later = Papers()
        later.tell('application_9bis', '2016-01-04', 'request')
        later.tell('decision_refusal', '2019-01-04', 'decision')
        assert later.chronology(today=date(2019, 2, 1)).gaps[0].pending

    def test_a_school_that_certifies_the_years_fills_them(self, papers):
        papers.tell('order_to_leave', '2014-09-04', 'annex')
        papers.tell('school_enrolment', '2014-09-01/2018-06-30', 'certificate', persons=[CI], kind='primary_document')
        assert not papers.chronology(today=date(2018, 7, 1)).gaps

    def test_years_that_are_only_told_do_not(self, papers):
        papers.tell('order_to_leave', '2014-09-04', 'annex')
        papers.tell('community_activity', '2014/2018', 'visit', kind='client_statement')
        papers.tell('home_visit', '2018-06-30', 'visit')
        assert [gap.edtf for gap in papers.chronology(today=date(2018, 7, 1)).gaps] == ['2014-09-04/2018-06-30']

    def test_a_year_named_inside_is_mentioned_with_the_gap(self, papers):
        papers.tell('order_to_leave', '2014-09-04', 'annex')
        papers.tell('lawyer_contact', '2016', 'note')
        papers.tell('home_visit', '2018-06-30', 'visit')
        gap, = papers.chronology(today=date(2018, 7, 1)).gaps
        assert gap.perhaps == (2,)

    def test_a_dated_paper_breaks_the_silence(self, papers):
        papers.tell('order_to_leave', '2014-09-04', 'annex')
        papers.tell('home_visit', '2016-06-30', 'visit')
        paper = DocumentInfo(9, 'bill', 'other', '2015-08-01')
        assert papers.chronology(today=date(2016, 7, 1)).gaps and not papers.chronology(today=date(2016, 7, 1), documents=(paper,)).gaps

    def test_life_before_arrival_is_not_silence(self, papers):
        papers.tell('marriage_or_cohabitation', '2003-05-01', 'act')
        papers.tell('arrival_belgium', '2010-02-28', 'letter')
        assert not papers.chronology(today=date(2010, 3, 30)).gaps

    def test_nor_is_what_a_neighbour_tells_of_herself(self, papers):
        papers.tell('address_change', '1998', 'neighbour', persons=())
        papers.tell('release', '2006-01', 'refusal', persons=(AN,))
        papers.tell('arrival_belgium', '2010-02-28', 'letter')
        assert not papers.chronology(today=date(2010, 3, 30)).gaps

    def test_but_what_an_office_decided_before_shows_that_they_were_here(self, papers):
        papers.tell('order_to_leave', '2006-01-09', 'annex 13', persons=(AN,))
        papers.tell('arrival_belgium', '2010-02-28', 'letter')
        assert [gap.edtf for gap in papers.chronology(today=date(2010, 3, 30)).gaps] == ['2006-01-09/2010-02-28']


class TestLawyers:
    def test_who_held_the_file_at_each_procedure(self, two_procedures):
        mandates = (Mandate(1, 'Me Jans', None, '2013-08-31'), Mandate(2, 'Me Claes', '2013-09'))
        chronology = two_procedures.chronology(mandates=mandates)
        assert [one.lawyer for one in chronology.procedures] == ['Me Jans', 'Me Claes']

    def test_an_end_nobody_knows_reaches_to_the_last_contact(self, papers):
        papers.tell('lawyer_mandate_start', '2013-09', 'letter', named=('Claire Jans',))
        papers.tell('lawyer_contact', '2016-07-08', 'letter', named=('Claire Jans',))
        papers.tell('lawyer_mandate_start', '2021-09-23', 'mail', named=('Piet Claes',))
        first, second = papers.chronology().tenures
        assert (first.end, first.until, second.until) == (None, '2016-07-08', None)

    def test_a_lawyer_without_a_mandate_is_noticed(self, papers):
        papers.tell('lawyer_contact', '2016-07-08', 'letter', named=('Claire Jans',))
        found = [one for one in papers.chronology().findings if one.kind == 'lawyer_without_mandate']
        assert 'Claire Jans' in found[0].sentence
        with_mandate = papers.chronology(mandates=(Mandate(1, 'Me JANS', '2015'),))
        assert not any(one.kind == 'lawyer_without_mandate' for one in with_mandate.findings)


class TestBands:
    def bands(self, chronology, person):
        return [(band.kind, band.start, band.end) for band in chronology.bands if band.person == person]

    def test_asylum_then_no_stay(self, papers):
        papers.tell('arrival_belgium', '2010-02-28', 'letter')
        papers.tell('asylum_application', '2010-03-03', 'annex 26')
        papers.tell('cgrs_refusal', '2010-09-08', 'decision')
        assert self.bands(papers.chronology(today=date(2010, 12, 1)), AN) == [
            ('unknown', '2010-02-28', '2010-03-02'), ('asylum_procedure', '2010-03-03', '2010-09-08'), ('no_stay', '2010-09-09', None)]

    def test_a_card_covers_until_its_last_day(self, papers):
        papers.tell('order_to_leave', '2020-01-10', 'annex 13')
        papers.tell('residence_document_issued', '2020-02-05', 'orange card', persons=[AN], valid_until='2020-11-04')
        chronology = papers.chronology(today=date(2021, 1, 1))
        assert self.bands(chronology, AN)[1:] == [('temporary_stay', '2020-02-05', '2020-11-04'), ('no_stay', '2020-11-05', None)]
        assert self.bands(chronology, BO) == [('no_stay', '2020-01-10', None)]

    def test_a_card_without_an_end_is_not_taken_for_ever(self, papers):
        papers.tell('residence_document_issued', '2020-02-05', 'orange card', persons=[AN])
        assert [band[0] for band in self.bands(papers.chronology(), AN)][-1] in ('no_stay', 'unknown')

    def test_a_child_begins_at_birth_with_the_parents_lack_of_stay(self, papers):
        papers.tell('order_to_leave', '2012-01-10', 'annex 13')
        papers.tell('birth', '2012-08-09', 'act', persons=[CI])
        assert self.bands(papers.chronology(today=date(2012, 12, 1)), CI) == [('no_stay', '2012-08-09', None)]

    def test_an_order_to_leave_ends_an_asylum_procedure_whose_end_no_paper_tells(self, papers):
        papers.tell('asylum_application', '2013-10-03', 'annex 26')
        papers.tell('order_to_leave', '2014-09-04', 'annex 13')
        found = self.bands(papers.chronology(today=date(2014, 12, 1)), AN)
        assert [(kind, start) for kind, start, _end in found] == [('asylum_procedure', '2013-10-03'), ('no_stay', '2014-09-04')]

    def test_an_order_before_the_appeal_does_not(self, papers):
        papers.tell('asylum_application', '2013-10-03', 'annex 26')
        papers.tell('cgrs_refusal', '2014-02-08', 'decision')
        papers.tell('order_to_leave', '2014-02-12', 'annex 13quinquies')
        papers.tell('appeal_call', '2014-03-01', 'petition')
        assert [band[0] for band in self.bands(papers.chronology(today=date(2014, 9, 1)), AN)] == ['asylum_procedure']

    def test_silence_interrupts_a_band_instead_of_implying_a_status(self, papers):
        papers.tell('order_to_leave', '2014-09-04', 'annex')
        papers.tell('home_visit', '2018-06-30', 'visit')
        assert self.bands(papers.chronology(today=date(2018, 7, 20)), AN) == [
            ('no_stay', '2014-09-04', '2014-09-04'), ('unknown', '2014-09-05', '2018-06-29'), ('no_stay', '2018-06-30', None)]

    def test_detention_is_a_band_of_its_own(self, papers):
        papers.tell('detention', '2018-11-08/2019-01-15', 'release note', persons=[BO])
        assert ('detention', '2018-11-08', '2019-01-15') in self.bands(papers.chronology(), BO)
        assert not any(band[0] == 'detention' for band in self.bands(papers.chronology(), AN))


def test_presence_tells_papers_from_words(papers):
    papers.tell('arrival_belgium', '2018-02-01', 'annex', kind='primary_document')
    papers.tell('address_change', '2019-05', 'visit', kind='client_statement')
    papers.tell('school_enrolment', '2020-09-01/..', 'school', persons=[CI], kind='primary_document', written='2021-03-01')
    chronology = papers.chronology(today=date(2021, 12, 1))
    years = {line.person: dict(line.years()) for line in chronology.presence}
    assert years[AN] == {2018: 'paper', 2019: 'told', 2020: 'none', 2021: 'none'}
    assert (years[CI][2020], years[CI][2021]) == ('paper', 'paper')
    shown = {one.person: one.sentence for one in chronology.findings if one.kind == 'presence_not_shown'}
    assert '2019 and 2020' in shown[AN]


def test_one_persons_own_chronology_leaves_the_others_out(papers):
    papers.tell('health', '2020-01-01', 'doctor', persons=[AN])
    papers.tell('school_enrolment', '2020-09-01', 'school', persons=[CI])
    papers.tell('home_visit', '2021-01-01', 'note', persons=[])
    assert [row.type for row in papers.chronology().of(CI)] == ['school_enrolment', 'home_visit']
