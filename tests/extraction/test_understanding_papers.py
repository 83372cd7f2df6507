"""What a whole paper gives: its kind, its own event with its dates, the events it mentions, and nothing that did not happen."""
import pytest

from caseline.extraction import KnownPerson, extract

ORDER = '''ROYAUME DE BELGIQUE
Office des étrangers

ANNEXE 13
N° SP : 7.001.234

ORDRE DE QUITTER LE TERRITOIRE

Il est enjoint à Monsieur, qui déclare se nommer :
nom : ZANGA
prénom : Bo
date de naissance : 05.02.1984
de quitter le territoire de la Belgique.

MOTIF DE LA DECISION : article 7 de la loi du 15 décembre 1980. La demande d'autorisation de séjour introduite le
12.03.2015 sur base de l'article 9bis a été déclarée irrecevable le 02.05.2016.

Bruxelles, le 3 juin 2016

ACTE DE NOTIFICATION
L'an deux mille seize, le vingt juin, la présente décision a été notifiée à l'intéressé.
'''


def told(text, **options):
    return {(event.type, event.edtf) for event in extract([text], **options).events}


def test_an_order_to_leave_is_one_event_with_its_decision_and_its_notification():
    found = extract([ORDER])
    assert (found.kind, found.issuer, found.document_date.edtf) == ('annex_13', 'IO', '2016-06-03')
    order = next(event for event in found.events if event.type == 'order_to_leave')
    assert (order.edtf, order.dates) == ('2016-06-03', {'notification_date': '2016-06-20'})
    assert order.source_kind == 'primary_document'
    assert found.dates['notified'].edtf == '2016-06-20'


def test_what_the_order_mentions_is_told_beside_it_and_the_law_is_not():
    assert told(ORDER) == {('order_to_leave', '2016-06-03'), ('application_9bis', '2015-03-12'), ('decision_inadmissible', '2016-05-02')}


def test_every_quote_stands_verbatim_in_its_page():
    found = extract([ORDER])
    assert all(ORDER[event.start:event.end] == event.quote for event in found.events)
    assert all(ORDER[item.start:item.end] == item.quote for item in found.references)
    assert ORDER[found.document_date.start:found.document_date.end] == found.document_date.quote


def test_people_are_matched_to_the_family_by_their_words_and_spelling():
    family = [KnownPerson(7, 'Bo Zanga', ('Beau Zhanga',), '1984-02-05'), KnownPerson(8, 'An Zanga')]
    found = extract([ORDER], people=family)
    assert [(person.name, person.born, person.person_id) for person in found.persons] == [('ZANGA Bo', '1984-02-05', 7)]
    assert found.events[0].person_ids == (7,)


@pytest.mark.parametrize('lang, begins', [('en', 'Bo is ordered to leave'), ('fr', "Bo reçoit l'ordre de quitter"), ('nl', 'Bo krijgt bevel om'), ('de', 'Anweisung')])
def test_the_sentence_is_in_the_readers_language(lang, begins):
    assert extract([ORDER], lang=lang).events[0].sentence.startswith(begins)


@pytest.mark.parametrize('sentence', [
    'If the appeal is rejected on 3 May 2022, An must leave.',
    'Si vous ne payez pas avant le 3 mai 2022, je demanderai votre expulsion.',
    'Indien u niet verschijnt op 3 mei 2022, kan een beslissing worden genomen.',
    'Please send me the school certificates before 3 May 2022.',
    'An never lodged an appeal on 3 May 2019 or later.',
    'Article 9bis of the law of 15 December 1980 applies.',
    'Vous me répondrez au plus tard le 3 mai 2022.',
])
def test_what_is_hypothetical_denied_asked_or_law_is_no_event(sentence):
    letter = f'Helena Marsh\nLawyer\n\nBrussels, 4 April 2022\n\nDear An,\n\n{sentence}\n\nYours sincerely,\nHelena Marsh\n'
    assert told(letter) == {('lawyer_contact', '2022-04-04')}


@pytest.mark.parametrize('part', [
    'OFF THE RECORD - do not export\nSince 1 March 2022 An works as a cleaner.\n',
    '[OFF] Since 1 March 2022 An works as a cleaner. [/OFF]\n',
    'HORS DOSSIER\nDepuis le 1er mars 2022, An travaille comme aide.\n',
    'Niet opnemen: An werkt sinds 1 maart 2022 als poetshulp.\n',
])
def test_nothing_told_off_the_record_becomes_an_event(part):
    note = f'PLAN TOGETHER - HOME VISIT NOTE\nDate of visit: 14/09/2022\n\n1. Situation\nThey moved to Gent in August 2019.\n\n{part}\n5. Actions\nNone.\n'
    assert told(note) == {('home_visit', '2022-09-14'), ('address_change', '2019-08')}


def test_a_scheduled_hearing_is_an_event_though_it_lies_ahead():
    letter = 'Helena Marsh\nLawyer\n\nBrussels, 4 April 2022\n\nThe hearing before the justice of the peace is on 11 May 2022 at 9 a.m.\n'
    assert ('eviction_proceedings', '2022-05-11') in told(letter)


def test_the_same_act_told_twice_is_one_proposal():
    letter = ('Helena Marsh\nLawyer\n\nBrussels, 4 April 2022\n\nYour 9bis application of 14 March 2021 is pending. '
              'The 9bis application of 14 March 2021 was complete.\n')
    assert sorted(told(letter)) == [('application_9bis', '2021-03-14'), ('lawyer_contact', '2022-04-04')]
    assert len(extract([letter]).events) == 2


def test_only_a_notification_leaves_the_decision_at_its_month():
    letter = 'Helena Marsh\nLawyer\n\nBrussels, 4 April 2022\n\nThe order to leave the territory was served on you on 20 March 2022.\n'
    order = next(event for event in extract([letter]).events if event.type == 'order_to_leave')
    assert (order.edtf, order.dates) == ('2022-03', {'notification_date': '2022-03-20'})


def test_pages_keep_their_own_offsets():
    second = 'The family was admitted to the pilot on 7 October 2015.'
    found = extract([ORDER, second])
    intake = next(event for event in found.events if event.type == 'project_intake')
    assert (intake.page, second[intake.start:intake.end]) == (2, intake.quote)


@pytest.mark.parametrize('pages', [[], [''], ['   \n \f'], ['\x00'], ['12'], ['ANNEXE 13'], ['é' * 5000], ['(' * 3000], ['1/1/1/1/1 ' * 500]])
def test_empty_hostile_and_meaningless_pages_give_an_extraction(pages):
    assert extract(pages).events == ()


def test_capitals_without_accents_and_ocr_damage_are_understood():
    damaged = ORDER.replace('ANNEXE 13', 'ANNEXE l3').replace('é', 'e').replace('à', 'a').replace('ROYAUME', 'R0YAUME')
    found = extract([damaged])
    assert found.kind == 'annex_13'
    assert ('order_to_leave', '2016-06-03') in told(damaged)


def test_an_unknown_paper_is_called_other():
    assert extract(['Liste des courses : pommes, poires, pain.']).kind == 'other'


def test_two_days_in_brackets_are_two_days_and_no_stretch():
    found = extract(['The persons concerned filed two asylum claims (22.11.2010 and 14.02.2012) which were both turned down.'])
    assert not [event for event in found.events if '/' in event.edtf]


def test_the_order_that_an_invitation_of_the_office_speaks_of_is_one_to_leave():
    found = extract(['ICAM – Individual Case Management\nUitnodiging voor een gesprek\nHet bevel van 25 april 2022 blijft gelden.\nBrussel, 10 juni 2022'])
    assert ('order_to_leave', '2022-04-25') in {(event.type, event.edtf) for event in found.events}
