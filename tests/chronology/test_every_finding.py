"""Each kind of finding: it is raised with a sentence and a key, keeps its key, and asks again when its facts change."""
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest

from caseline.chronology import BirthClaim, DocumentInfo, Mandate, Person, Source
from tests.chronology.family import AN, BO, CI, PEOPLE, TODAY, Papers

DO = 4


@dataclass(frozen=True)
class Kind:
    """A case in which one finding of this kind is raised, and a paper or fact that changes what it rests on."""
    kind: str
    told: Callable[[Papers], dict]
    changed: Callable[[Papers], dict]


def born(name, number, *said):
    return Person(number, name, 'child', birth_claims=tuple(BirthClaim(text, Source(document=paper)) for text, paper in said))


def tell(*events, **more):
    """A function that tells these events: (type, edtf, paper, fields)."""
    def telling(papers):
        papers.events.clear()
        for type_, edtf, paper, *fields in events:
            papers.tell(type_, edtf, paper, **(fields[0] if fields else {}))
        return more
    return telling


REFUSED = ('decision_refusal', '2024-01-10', 'decision', {'notification_date': '2024-01-12', 'kind': 'primary_document'})
KINDS = [
    Kind('conflicting_event_date', tell(('arrival_belgium', '2010-02-28', 'a'), ('arrival_belgium', '2010-03-05', 'b')), tell(('arrival_belgium', '2010-02-28', 'a'), ('arrival_belgium', '2010-03-06', 'b'))),
    Kind('conflicting_notification', tell(REFUSED, ('decision_refusal', '2024-01-10', 'letter', {'notification_date': '2024-01-20'})),
         tell(REFUSED, ('decision_refusal', '2024-01-10', 'letter', {'notification_date': '2024-01-21'}))),
    Kind('impossible_order', tell(('birth', '2012-08-09', 'act', {'persons': [CI]}), ('school_enrolment', '2011-09-01', 'school', {'persons': [CI]})),
         tell(('birth', '2012-08-09', 'act', {'persons': [CI]}), ('school_enrolment', '2010-09-01', 'school', {'persons': [CI]}))),
    Kind('impossible_order', tell(('decision_refusal', '2014-03-01', 'a'), ('application_9bis', '2014-03-20', 'b')), tell(('decision_refusal', '2014-03-01', 'a'), ('application_9bis', '2014-03-25', 'b'))),
    Kind('impossible_order', tell(('decision_refusal', '2014-09-04', 'a', {'notification_date': '2014-10-30'}), ('appeal_call', '2014-10-21', 'b')),
         tell(('decision_refusal', '2014-09-04', 'a', {'notification_date': '2014-10-29'}), ('appeal_call', '2014-10-21', 'b'))),
    Kind('conflicting_reference', tell(('judgment_call', '2016-06-28', 'a', {'references': (('call_judgment', '170932'),)}), ('judgment_call', '2016-06-28', 'b', {'references': (('call_judgment', '179032'),)})),
         tell(('judgment_call', '2016-06-28', 'a', {'references': (('call_judgment', '170932'),)}), ('judgment_call', '2016-06-28', 'c', {'references': (('call_judgment', '170923'),)}))),
    Kind('unnotified', tell(('decision_refusal', '2024-05-20', 'decision')), tell(('decision_refusal', '2024-05-21', 'decision'))),
    Kind('birth_without_certificate', tell(('birth', '2012-08-09', 'annex', {'persons': [CI]})), tell(('birth', '2012-08-10', 'annex', {'persons': [CI]}), persons=(*PEOPLE[:2], Person(CI, 'Ci Peeters', 'child')))),
    Kind('school_not_shown', tell(('arrival_belgium', '2010-02-28', 'a'), ('birth', '2012-08-09', 'act', {'persons': [CI]})),
         tell(('arrival_belgium', '2010-02-28', 'a'), ('birth', '2012-08-09', 'act', {'persons': [CI]}), ('school_enrolment', '2020-09-01/..', 's', {'persons': [CI]}))),
    Kind('procedure_without_outcome', tell(('application_9bis', '2021-03-01', 'a')), tell(('application_9bis', '2021-03-02', 'a'))),
    Kind('gap', tell(('arrival_belgium', '2010-02-28', 'a'), ('address_change', '2013-05-01', 'b')), tell(('arrival_belgium', '2010-02-27', 'a'), ('address_change', '2013-05-01', 'b'))),
    Kind('presence_not_shown', tell(('arrival_belgium', '2018-02-28', 'a', {'kind': 'primary_document'}), ('health', '2023-05-01', 'b', {'kind': 'primary_document'})),
         tell(('arrival_belgium', '2018-02-28', 'a', {'kind': 'primary_document'}), ('health', '2023-05-01', 'b', {'kind': 'primary_document'}), ('health', '2020-05-01', 'c', {'kind': 'primary_document'}))),
    Kind('paper_expires', tell(('identity_document_issued', '2014-02-15', 'passport', {'persons': [AN], 'expiry_date': '2024-08-15'})),
         tell(('identity_document_issued', '2014-02-15', 'passport', {'persons': [AN], 'expiry_date': '2024-08-16'}))),
    Kind('paper_expires', tell(('residence_document_issued', '2023-07-15', 'card', {'persons': [AN], 'valid_until': '2024-07-14'})),
         tell(('residence_document_issued', '2023-07-15', 'card', {'persons': [AN], 'valid_until': '2024-07-15'}))),
    Kind('evidence_aged', tell(documents=(DocumentInfo(9, 'letter', 'support_letter', '2023-05-01', persons=(AN,)),)), tell(documents=(DocumentInfo(9, 'letter', 'support_letter', '2023-05-02', persons=(AN,)),))),
    Kind('lawyer_without_mandate', tell(('lawyer_contact', '2024-01-10', 'letter', {'named': ('Me Jans',)})), tell(('lawyer_contact', '2024-01-11', 'letter', {'named': ('Me Jans',)}))),
    Kind('no_lawyer_now', tell(('application_9bis', '2023-12-01', 'a'), mandates=(Mandate(1, 'Me Jans', '2020-01-01', '2023-01-01'),)),
         tell(('application_9bis', '2023-12-01', 'a'), mandates=(Mandate(1, 'Me Jans', '2020-01-01', '2023-02-01'),))),
    Kind('day_month_swap', tell(persons=(born('Ci Peeters', CI, ('2012-08-09', 'act'), ('2012-08-09', 'b'), ('2012-09-08', 'school')),)),
         tell(persons=(born('Ci Peeters', CI, ('2012-08-09', 'act'), ('2012-08-09', 'b'), ('2012-09-08', 'school'), ('2012-09-08', 'card')),))),
    Kind('conflicting_dob', tell(persons=(born('Ci Peeters', CI, ('2012-08-09', 'act'), ('2014-03-01', 'list')), born('Do Peeters', DO, ('2014-03-01', 'act Do'), ('2012-08-09', 'list')))),
         tell(persons=(born('Ci Peeters', CI, ('2012-08-09', 'act'), ('2014-03-01', 'list 2')), born('Do Peeters', DO, ('2014-03-01', 'act Do'), ('2012-08-09', 'list'))))),
    Kind('term_running', tell(('decision_refusal', '2024-05-10', 'a', {'notification_date': '2024-05-20'})), tell(('decision_refusal', '2024-05-10', 'a', {'notification_date': '2024-05-21'}))),
    Kind('silent_since', tell(('health', '2022-01-10', 'a')), tell(('health', '2022-01-12', 'a'))),
]


@pytest.mark.parametrize('case', KINDS, ids=lambda case: case.kind)
@pytest.mark.parametrize('lang', ['en', 'fr', 'nl'])
def test_it_is_raised_keeps_its_key_and_asks_again_when_facts_change(case, lang):
    papers = Papers()
    first = _found(papers, case.told, case.kind, lang)
    again = _found(papers, case.told, case.kind, lang)
    later = _found(papers, case.changed, case.kind, lang)
    assert first and all(one.sentence and '{' not in one.sentence for one in first.values())
    assert {key: one.fingerprint for key, one in first.items()} == {key: one.fingerprint for key, one in again.items()}
    kept = first.keys() & later.keys()
    assert kept and any(first[key].fingerprint != later[key].fingerprint for key in kept)


@pytest.mark.parametrize('case', [case for case in KINDS if case.kind.startswith('conflicting') or case.kind in ('impossible_order', 'unnotified')], ids=lambda case: case.kind)
def test_it_leads_to_its_sources(case):
    assert all(one.sources for one in _found(Papers(), case.told, case.kind, 'en').values())


def test_an_empty_case_raises_nothing():
    assert Papers().chronology(persons=()).findings == ()


def test_the_family_that_was_here_all_the_time_raises_no_silence():
    papers = Papers()
    papers.tell('arrival_belgium', '2020-01-10', 'a', kind='primary_document', persons=(AN, BO))
    for year in range(2020, 2025):
        for month in (2, 8):
            papers.tell('home_visit', f'{year}-{month:02}-05', f'note {year} {month}', kind='primary_document', persons=(AN, BO))
    kinds = {one.kind for one in papers.chronology(persons=PEOPLE[:2], today=date(2024, 9, 1)).findings}
    assert not kinds & {'gap', 'presence_not_shown', 'silent_since'}


def _found(papers, telling, kind, lang):
    more = telling(papers)
    return {one.key: one for one in papers.chronology(today=TODAY, lang=lang, **more).findings if one.kind == kind}
