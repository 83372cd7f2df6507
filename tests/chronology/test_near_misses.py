"""What looks like a finding and is none: for every kind a case that differs by one fact from one that raises it."""
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest

from caseline.chronology import BirthClaim, DocumentInfo, Mandate, Person, Source
from tests.chronology.family import AN, BO, CI, PEOPLE, TODAY, Papers
from tests.chronology.test_every_finding import KINDS

PARENTS = PEOPLE[:2]
BORN = ('birth', '2012-08-09', 'act', {'persons': [CI]})
REFUSED = ('decision_refusal', '2024-05-01', 'decision')
ARRIVED = ('arrival_belgium', '2018-02-28', 'annex 26', {'kind': 'primary_document'})
SEEN = ('health', '2023-05-01', 'doctor', {'kind': 'primary_document'})


@dataclass(frozen=True)
class Pair:
    """Events (type, edtf, paper, fields) and what else the case holds: as they raise the finding, and as they do not."""
    kind: str
    name: str
    raised: tuple
    missed: tuple
    raised_with: Callable[[], dict] = dict
    missed_with: Callable[[], dict] = dict


def case(**about):
    return lambda: about


def child(*said):
    return (*PARENTS, Person(CI, 'Ci Peeters', 'child', birth_claims=tuple(BirthClaim(day, Source(document=paper)) for day, paper in said)))


def two_children(first, second):
    return (*PARENTS, *(Person(number, name, 'child', birth_claims=tuple(BirthClaim(day, Source(document=paper)) for day, paper in said))
                        for number, name, said in ((CI, 'Ci Peeters', first), (4, 'Do Peeters', second))))


def letter(written, kind='support_letter'):
    return (DocumentInfo(9, 'letter', kind, written, persons=(AN,)),)


def acts(*notified):
    return tuple(('order_to_leave', '2014-09-04', f'paper {number}', {'notification_date': day}) for number, day in enumerate(notified))


PAIRS = [
    Pair('conflicting_event_date', 'a month that holds the day', (('arrival_belgium', '2010-02-28', 'a'), ('arrival_belgium', '2010-03-05', 'b')),
         (('arrival_belgium', '2010-02-28', 'a'), ('arrival_belgium', '2010-02', 'b'))),
    Pair('conflicting_event_date', 'a father who came alone', (('arrival_belgium', '2010-02-28', 'a'), ('arrival_belgium', '2010-03-05', 'b')),
         (('arrival_belgium', '2010-02-28', 'a', {'persons': [AN]}), ('arrival_belgium', '2010-03-05', 'b', {'persons': [BO]}))),
    Pair('conflicting_notification', 'the month of it', acts('2014-09-22', '2014-09-24'), acts('2014-09-22', '2014-09')),
    Pair('conflicting_year', 'another request a year later, with its own number',
         (('judgment_call', '2016-06-28', 'a'), ('judgment_call', '2016-06-28', 'b'), ('judgment_call', '2017-06-28', 'c')),
         (('judgment_call', '2016-06-28', 'a', {'references': (('call_judgment', '170932'),)}), ('judgment_call', '2016-06-28', 'b'), ('judgment_call', '2017-06-28', 'c', {'references': (('call_judgment', '190001'),)}))),
    Pair('conflicting_dob', 'a year that holds the day', (), (), case(persons=child(('2012-08-09', 'act'), ('2013-05-01', 'card'))), case(persons=child(('2012-08-09', 'act'), ('2012', 'card')))),
    Pair('day_month_swap', 'the same date twice', (), (), case(persons=child(('2012-08-09', 'act'), ('2012-09-08', 'card'))), case(persons=child(('2012-08-09', 'act'), ('2012-08-09', 'card')))),
    Pair('conflicting_dob', 'two children each with their own', (), (),
         case(persons=two_children([('2012-08-09', 'act'), ('2014-03-01', 'list')], [('2014-03-01', 'act Do'), ('2012-08-09', 'list')])),
         case(persons=two_children([('2012-08-09', 'act'), ('2012-08-09', 'list')], [('2014-03-01', 'act Do'), ('2014-03-01', 'list')]))),
    Pair('conflicting_reference', 'two judgments of two days', tuple(('judgment_call', '2016-06-28', paper, {'references': (('call_judgment', number),)}) for paper, number in (('a', '170932'), ('b', '179032'))),
         tuple(('judgment_call', day, paper, {'references': (('call_judgment', number),)}) for day, paper, number in (('2016-06-28', 'a', '170932'), ('2019-06-28', 'b', '179032')))),
    Pair('impossible_order', 'a family event before the youngest was born', (BORN, ('health', '2011-05-02', 'doctor', {'persons': [CI]})), (BORN, ('health', '2011-05-02', 'doctor', {'persons': [AN, CI]}))),
    Pair('impossible_order', 'another request still to come', (('decision_refusal', '2014-03-01', 'a'), ('application_9bis', '2014-03-20', 'b')), (('decision_refusal', '2014-03-01', 'a'), ('application_9bis', '2016-03-20', 'b'))),
    Pair('impossible_order', 'an appeal on the day itself', (('decision_refusal', '2014-09-04', 'a', {'notification_date': '2014-10-30'}), ('appeal_call', '2014-10-21', 'b')),
         (('decision_refusal', '2014-09-04', 'a', {'notification_date': '2014-10-21'}), ('appeal_call', '2014-10-21', 'b'))),
    Pair('unnotified', 'a notification known by its month', (REFUSED,), (('decision_refusal', '2024-05-01', 'decision', {'notification_date': '2024-05'}),)),
    Pair('birth_without_certificate', 'a declaration of birth', (BORN,), (BORN,), case(persons=(*PARENTS, Person(CI, 'Ci Peeters', 'child'))),
         case(persons=(*PARENTS, Person(CI, 'Ci Peeters', 'child')), documents=(DocumentInfo(9, 'act', 'birth_certificate', '2012-08-20', persons=(CI,)),))),
    Pair('school_not_shown', 'a child that was five', (('arrival_belgium', '2018-02-28', 'a'), BORN), (('arrival_belgium', '2018-02-28', 'a'), ('birth', '2018-08-09', 'act', {'persons': [CI]})),
         missed_with=case(persons=(*PARENTS, Person(CI, 'Ci Peeters', 'child', born='2018-08-09')))),
    Pair('school_not_shown', 'every year certified', (('arrival_belgium', '2018-02-28', 'a'), BORN), (('arrival_belgium', '2018-02-28', 'a'), BORN, ('school_enrolment', '2018-02-01/..', 'school', {'persons': [CI]}))),
    Pair('procedure_without_outcome', 'ten months of waiting', (('application_9bis', '2021-03-01', 'a'),), (('application_9bis', '2023-09-01', 'a'),)),
    Pair('procedure_without_outcome', 'a decision', (('application_9bis', '2021-03-01', 'a'),), (('application_9bis', '2021-03-01', 'a'), ('decision_refusal', '2023-09-01', 'b'))),
    Pair('gap', 'eleven months', (ARRIVED, ('home_visit', '2019-05-01', 'note')), (ARRIVED, ('home_visit', '2019-01-25', 'note'))),
    Pair('gap', 'a pending request', (ARRIVED, ('home_visit', '2019-05-01', 'note')), (ARRIVED, ('application_9bis', '2018-02-28', 'b'), ('home_visit', '2019-05-01', 'note'))),
    Pair('presence_not_shown', 'the school was there', (ARRIVED, SEEN), (ARRIVED, SEEN, ('school_enrolment', '2018-09-01/2023-06-30', 'school', {'kind': 'primary_document'})), case(persons=PARENTS), case(persons=PARENTS)),
    Pair('paper_expires', 'ten months ahead', (('identity_document_issued', '2014-02-15', 'passport', {'persons': [AN], 'expiry_date': '2024-08-15'}),),
         (('identity_document_issued', '2014-02-15', 'passport', {'persons': [AN], 'expiry_date': '2025-04-15'}),)),
    Pair('paper_expired', 'renewed since', (('identity_document_issued', '2014-02-15', 'passport', {'persons': [AN], 'expiry_date': '2024-01-15'}),),
         (('identity_document_issued', '2014-02-15', 'passport', {'persons': [AN], 'expiry_date': '2024-01-15'}), ('identity_document_issued', '2024-01-10', 'new passport', {'persons': [AN], 'expiry_date': '2034-01-10'}))),
    Pair('paper_expired', 'a residence card renewed since', (('residence_document_issued', '2023-02-15', 'card', {'persons': [AN], 'valid_until': '2024-02-15'}),),
         (('residence_document_issued', '2023-02-15', 'card', {'persons': [AN], 'valid_until': '2024-02-15'}), ('residence_document_issued', '2024-02-10', 'new card', {'persons': [AN], 'valid_until': '2025-06-15'}))),
    Pair('evidence_aged', 'a letter of last month', (), (), case(documents=letter('2023-05-01')), case(documents=letter('2024-05-01'))),
    Pair('evidence_aged', 'a fresh one beside it', (), (), case(documents=letter('2023-05-01')), case(documents=(*letter('2023-05-01'), DocumentInfo(10, 'letter 2', 'support_letter', '2024-05-01', persons=(AN,))))),
    Pair('lawyer_without_mandate', 'a mandate under another spelling', (('lawyer_contact', '2024-01-10', 'letter', {'named': ('Me Jans',)}),), (('lawyer_contact', '2024-01-10', 'letter', {'named': ('Me Jans',)}),),
         missed_with=case(mandates=(Mandate(1, 'JANS Mieke', '2020-01-01'),))),
    Pair('no_lawyer_now', 'nothing that runs', (('application_9bis', '2023-12-01', 'a'),), (('home_visit', '2023-12-01', 'a'),), case(mandates=(Mandate(1, 'Me Jans', '2020-01-01', '2023-01-01'),)), case(mandates=(Mandate(1, 'Me Jans', '2020-01-01', '2023-01-01'),))),
    Pair('term_running', 'an appeal that was lodged', (('decision_refusal', '2024-05-10', 'a', {'notification_date': '2024-05-20'}),),
         (('decision_refusal', '2024-05-10', 'a', {'notification_date': '2024-05-20'}), ('appeal_call', '2024-05-30', 'petition'))),
    Pair('silent_since', 'a visit last month', (('health', '2022-01-10', 'a'),), (('health', '2022-01-10', 'a'), ('home_visit', '2024-05-10', 'note'))),
    Pair('written_before', 'a letter of the day itself', (('judgment_call', '2020-05-10', 'letter', {'written': '2020-05-08'}),), (('judgment_call', '2020-05-10', 'letter', {'written': '2020-05-10'}),)),
    Pair('written_before', 'a hearing that is announced', (('judgment_call', '2020-05-10', 'letter', {'written': '2020-05-08'}),), (('hearing_call', '2020-05-10', 'letter', {'written': '2020-05-08'}),)),
    Pair('possible_duplicate', 'a month apart', (('order_to_leave', '2014-09-04', 'a', {'persons': [AN]}), ('order_to_leave', '2014-09-04', 'b', {'persons': [BO]})),
         (('order_to_leave', '2014-09-04', 'a', {'persons': [AN]}), ('order_to_leave', '2014-11-04', 'b', {'persons': [BO]}))),
]


@pytest.mark.parametrize('pair', PAIRS, ids=lambda pair: f'{pair.kind}: {pair.name}')
def test_one_fact_decides(pair):
    assert pair.kind in _kinds(pair.raised, pair.raised_with())
    assert pair.kind not in _kinds(pair.missed, pair.missed_with())


def test_every_kind_of_finding_has_a_near_miss():
    assert {one.kind for one in KINDS} <= {pair.kind for pair in PAIRS}


def _kinds(events, more):
    papers = Papers()
    for type_, edtf, paper, *fields in events:
        papers.tell(type_, edtf, paper, **(fields[0] if fields else {}))
    return {one.kind for one in papers.chronology(today=more.pop('today', TODAY), **more).findings}


def test_a_paper_that_expired_years_ago_is_no_news():
    papers = Papers()
    papers.tell('identity_document_issued', '2010-02-15', 'passport', persons=[AN], expiry_date='2020-02-15')
    assert not {'paper_expires', 'paper_expired'} & {one.kind for one in papers.chronology(today=date(2024, 6, 3)).findings}
