"""The sentence of a proposal: what happened, as a careful case manager would write it, in the reader's language."""
import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseline import countries
from caseline.extraction import KnownPerson, extract
from caseline.extraction.told import Told
from caseline.extraction.wording import FIELDS, sentence_for

LANGUAGES = ('en', 'fr', 'nl')
KINDS = tuple(countries.load('be').event_types)
AN = KnownPerson(1, 'ZANGA An', ('An', 'A.'), '1985-04-02', 'f', 'mother')
BO = KnownPerson(2, 'ZANGA Bo', ('Bo',), '1984-02-05', 'm', 'father')
NEMA = KnownPerson(3, 'ZANGA Nema', (), '2012-06-11', 'f', 'child')
TULI = KnownPerson(4, 'ZANGA Tuli', (), '2015-01-20', 'm', 'child')
FAMILY = (AN, BO, NEMA, TULI)


def said(event, edtf, lang='en', *, who=FAMILY, dates=None, **facts):
    names = tuple(person.name for person in who)
    return sentence_for(Told(event, edtf, False, dates or {}, names=names, matched=who, known=FAMILY, **facts), lang)


def templates(lang):
    table = countries.load('be').table(f'sentences/{lang}')
    for kind, choice in table['events'].items():
        yield from ((kind, text) for text in ((choice,) if isinstance(choice, str) else choice.values()))


@pytest.mark.parametrize('lang', LANGUAGES)
def test_every_kind_of_event_has_a_sentence_in_every_language_of_the_screens(lang):
    assert set(countries.load('be').table(f'sentences/{lang}')['events']) == set(KINDS)


@pytest.mark.parametrize('lang', LANGUAGES)
def test_the_sentences_use_only_fields_that_exist_and_facts_that_are_defined(lang):
    table = countries.load('be').table(f'sentences/{lang}')
    known = {*FIELDS, *table['choices'], *table['lists'], 'who'}
    used = {name for _, text in templates(lang) for name in re.findall(r'\{([^}]*)\}', text) if '|' not in name}
    assert used <= known
    choices = [choice for choice in (*table['events'].values(), *table['choices'].values(), *table['lists'].values()) if not isinstance(choice, str)]
    facts = {fact for choice in choices for flags in choice for fact in re.split(' or | and ', flags)} - {'', 'planned', 'lasting', 'own'}
    assert {fact for fact in facts if not fact.startswith(('in_', 'is_'))} <= set(countries.load('be').table('sentences/told')['cues'])
    assert {fact[3:] for fact in facts if fact.startswith('in_')} <= set(countries.load('be').document_types)
    assert {fact[3:] for fact in facts if fact.startswith('is_')} <= {role for kind in countries.load('be').event_types.values() for role in kind.other_dates}


@pytest.mark.parametrize('lang', LANGUAGES)
def test_no_sentence_blames(lang):
    for _, text in templates(lang):
        assert not re.search(r'illegal|illégal|illegaal|abscond|ondergedoken|disparu|fled|fui[te]', text, re.I)


@pytest.mark.parametrize('lang', LANGUAGES)
@pytest.mark.parametrize('kind', KINDS)
def test_a_sentence_says_nothing_twice_and_ends_once(kind, lang):
    sentence = said(kind, '2016-06-03', lang)
    assert sentence[0].isupper() or sentence[0] in string.punctuation
    assert sentence.endswith('.') and not sentence.endswith('..')
    assert '2016' not in sentence and 'ZANGA' not in sentence and not re.search(r'[{}\[\]|]|  ', sentence)


@pytest.mark.parametrize('lang, sentence', [
    ('en', 'The family is ordered to leave Belgium within 30 days (annex 13); notified on 20 June 2016.'),
    ('fr', "La famille reçoit l'ordre de quitter le territoire dans les 30 jours (annexe 13)\u00a0; notification le 20 juin 2016."),
    ('nl', 'Het gezin krijgt bevel om het grondgebied te verlaten binnen 30 dagen (bijlage 13); ter kennis gebracht op 20 juni 2016.'),
])
def test_an_order_says_its_term_its_model_and_when_it_was_notified(lang, sentence):
    paper = 'ANNEXE 13\nde quitter le territoire de la Belgique dans les trente jours de la notification'
    assert said('order_to_leave', '2016-06-03', lang, dates={'notification_date': '2016-06-20'}, kind='annex_13', own=True,
                quote='ANNEXE 13', paper=paper) == sentence


def test_a_date_that_is_the_rows_own_is_not_repeated():
    assert said('order_to_leave', '2016-06-03', dates={'notification_date': '2016-06-03'}) == 'The family is ordered to leave Belgium.'


@pytest.mark.parametrize('who, subject', [
    ((AN, BO), 'The parents apply'), ((NEMA, TULI), 'The children apply'), ((BO,), 'Bo applies'), ((AN, NEMA), 'An and Nema apply'),
    ((AN, NEMA, TULI), 'An and the children apply'), (FAMILY, 'The family applies'), ((), 'The family applies'),
])
def test_people_are_called_as_the_family_knows_them(who, subject):
    assert said('asylum_application', '2016-06-03', who=who).startswith(f'{subject} for asylum')


def test_children_not_yet_born_do_not_arrive():
    assert said('arrival_belgium', '2010-03', who=FAMILY) == 'The parents declare having arrived in Belgium.'


def test_a_stranger_in_the_paper_is_never_the_subject():
    told = Told('home_visit', '2022-09-14', False, {}, quote='HOME VISIT NOTE', names=('Rights Commissioner',), known=FAMILY)
    assert sentence_for(told, 'en') == 'The case manager visits the family at home.'


def test_one_person_is_only_named_for_what_is_told_of_that_person():
    quote = 'Par jugement du 9 octobre 2014, il a été condamné.'
    assert said('criminal_matter', '2014-10-09', who=(BO, NEMA), quote=quote) == 'A criminal court sentences a member of the family.'
    assert said('health', '2020-01', who=(), quote='A. was followed by a psychologist.') == 'An receives psychological support.'


@pytest.mark.parametrize('quote, lang, sentence', [
    ('Le Conseil a rejeté le recours.', 'en', "The aliens' court (CALL) rejects the appeal."),
    ('De Raad vernietigt de beslissing.', 'nl', 'De RvV vernietigt de beslissing.'),
    ('Le Conseil confirme la décision de refus.', 'fr', 'Le CCE confirme la décision.'),
    ('Le Conseil annule la décision qui avait rejeté la demande.', 'fr', 'Le CCE rend son arrêt.'),
    ('Un arrêt a été rendu.', 'fr', 'Le CCE rend son arrêt.'),
])
def test_a_judgment_says_its_outcome_only_when_the_words_are_clear(quote, lang, sentence):
    assert said('judgment_call', '2016-06-28', lang, quote=quote) == sentence


def test_a_judgment_has_its_number_and_an_appeal_what_it_attacks():
    assert said('judgment_call', '2016-06-28', quote='rejeté', numbers=[('call_judgment', '170932')]).endswith('(judgment no. 170\u00a0932).')
    assert said('judgment_call', '2016-06-28', quote='rejeté', numbers=[('call_judgment', '170932'), ('call_judgment', '62418')]).endswith('appeal.')
    quote = "Recours contre la décision d'irrecevabilité et l'ordre de quitter le territoire."
    assert said('appeal_call', '2014-10-21', 'fr', quote=quote).endswith("contre la décision d'irrecevabilité et l'ordre de quitter le territoire.")


def test_places_are_in_the_readers_language_and_a_pupils_birthplace_is_not_the_schools():
    assert said('birth', '2012-06-11', 'nl', quote='ZANGA Nema, née à Liège le 11.06.2012') == 'Nema wordt geboren in Luik.'
    quote = 'ZANGA Nema, geboren te Brussel op 11/06/2012, ingeschreven sinds 1 september 2018'
    paper = 'Gemeentelijke basisschool DE KLIM\nSCHOOLATTEST'
    assert said('school_enrolment', '2018-09-01/..', who=(NEMA,), quote=quote, kind='school_certificate', paper=paper) == \
        'Nema attends school (Gemeentelijke basisschool De Klim).'


def test_of_two_places_the_one_beside_the_events_words_is_meant():
    quote = 'They lived with friends in Eupen and moved to Vilvoorde in August 2019.'
    assert said('address_change', '2019-08', 'fr', who=(), quote=quote, near=quote.index('moved')) == 'La famille déménage à Vilvorde.'


def test_the_lawyer_who_writes_is_the_lawyer_meant_not_the_one_before():
    quote = "J'interviens depuis septembre 2013 ; auparavant, Me Delvigne vous défendait."
    assert said('lawyer_mandate_start', '2013-09', quote=quote, kind='lawyer_letter', author='Claire MARCHAL', lawyers=('Delvigne', 'Claire MARCHAL')) \
        == 'Claire Marchal takes on the case as lawyer.'


def test_what_is_still_to_come_is_said_so():
    assert said('asylum_interview', '2016-09-14', written='2016-08-27') == 'The family is invited to an interview by the asylum authority (CGRS).'
    assert said('review', '2016-10-01', written='2016-08-27').endswith('(planned).')
    assert '(planned)' not in said('visa_issued', '2016-10-01', written='2016-08-27')


def test_an_expiry_is_not_told_as_an_issue():
    assert said('identity_document_issued', '2023-02-15', dates={'expiry_date': '2023-02-15'}, quote='the passport will expire') == 'The passport expires.'


def test_a_language_or_kind_without_a_sentence_gets_the_label():
    assert said('order_to_leave', '2016-06-03', 'de') == 'Anweisung, das Staatsgebiet zu verlassen.'
    assert sentence_for(Told('unheard_of', '2016', False, {}), 'en') == 'unheard_of.'


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(KINDS), st.sampled_from(('en', 'fr', 'nl', 'de', 'xx')), st.text(max_size=120), st.lists(st.text(max_size=20), max_size=3),
       st.integers(-5, 200), st.booleans(), st.sampled_from(('2014', '2014-09', '2014-09-04', '../2014-09-04', '2010~', '2014-09-04/..')))
def test_no_paper_however_strange_leaves_a_proposal_without_a_sentence(kind, lang, text, names, near, own, edtf):
    told = Told(kind, edtf, False, {'notification_date': '2015', 'valid_until': '2015-22'}, quote=text, near=near, names=names, lawyers=names, author=text,
                numbers=[('call_judgment', text)], known=FAMILY, own=own, paper=text, kind='lawyer_letter', written='2014-09')
    assert sentence_for(told, lang).endswith('.')


def test_a_whole_paper_gets_its_sentences_in_one_language():
    letter = 'Helena Marsh\nLawyer\n\nBrussels, 4 April 2022\n\nDear An,\n\nYou applied for asylum on 3 May 2019.\n\nYours sincerely,\nHelena Marsh\n'
    sentences = [event.sentence for event in extract([letter], people=FAMILY, lang='nl').events if event.type == 'asylum_application']
    assert sentences and all('asiel' in sentence for sentence in sentences)


@pytest.mark.parametrize('kind, quote, sentence', [
    ('apprehension', 'Vader werd op 27 april opgepakt door de politie.', 'The police stop Bo.'),
    ('work', 'Moeder werkt sinds 2019 als vrijwilliger.', 'An volunteers.'),
    ('health', 'Er waren klachten sinds 2019.', 'A member of the family reports health complaints.'),
    ('school_enrolment', 'They have been at school in Mechelen since then.', 'The children attend school in Mechelen.'),
])
def test_a_note_that_says_father_or_mother_means_that_parent(kind, quote, sentence):
    assert said(kind, '2021-04-27', who=(), quote=quote, of_many=True) == sentence


def test_a_doctor_who_mentions_the_detention_of_a_parent_does_not_speak_of_the_patient():
    report = ('Centre de santé mentale\n\nRAPPORT PSYCHOLOGIQUE\n\nZANGA Nema, née le 11/06/2012, est suivie depuis le 4 mars 2021.\n'
              'Des cauchemars sont apparus après la détention du papa en centre fermé en octobre 2019.\n\nLiège, le 5 mai 2021\n')
    detention = [event.sentence for event in extract([report], people=FAMILY).events if event.type == 'detention']
    assert detention and not any('Nema' in sentence for sentence in detention)
