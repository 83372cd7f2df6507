"""Sentences as bailiffs, clerks, teachers, social workers and lawyers write them: each tells its events with their dates."""
import pytest

from caseline.extraction import extract

LETTER = {'fr': 'Bruxelles, le 10 décembre 2022', 'nl': 'Brussel, 10 december 2022', 'en': 'Brussels, 10 December 2022', 'de': 'Eupen, den 10. Dezember 2022'}

TOLD = [
    ('fr', 'La demande de séjour 9bis introduite le 4 mai 2020 a fait l’objet d’une décision de rejet le 8 mars 2021, notifiée le 22 mars 2021.',
     {('application_9bis', '2020-05-04', ''), ('decision_refusal', '2021-03-08', '2021-03-22')}),
    ('fr', 'Votre décision du 8 mars 2021 de refus de séjour m’a été notifiée le 22 mars 2021.', {('decision_refusal', '2021-03-08', '2021-03-22')}),
    ('fr', 'Par décision du 14 juin 2018, l’Office des étrangers a déclaré irrecevable la demande 9bis du 2 février 2018.',
     {('decision_inadmissible', '2018-06-14', ''), ('application_9bis', '2018-02-02', '')}),
    ('fr', 'L’ordre de quitter le territoire du 3 avril 2019 lui a été remis le 11 avril 2019 par le service population.',
     {('order_to_leave', '2019-04-03', '2019-04-11')}),
    ('fr', 'Le CCE a rejeté le recours du 6 mai 2019 par un arrêt du 9 décembre 2019.', {('appeal_call', '2019-05-06', ''), ('judgment_call', '2019-12-09', '')}),
    ('fr', 'Le recours introduit le 6 mai 2019 a été rejeté par le Conseil du contentieux le 9 décembre 2019.', {('appeal_call', '2019-05-06', ''), ('judgment_call', '2019-12-09', '')}),
    ('fr', 'Me Lambert a repris la défense de la famille le 7 octobre 2020.', {('lawyer_mandate_start', '2020-10-07', '')}),
    ('fr', 'Monsieur a été hospitalisé à Saint-Pierre du 2 au 14 mars 2021.', {('hospitalisation', '2021-03-02/2021-03-14', '')}),
    ('fr', 'Le bail a débuté le 1er avril 2018.', {('lease_start', '2018-04-01', '')}),
    ('fr', 'Le CGRA lui a refusé le statut de réfugié le 5 septembre 2017.', {('cgrs_refusal', '2017-09-05', '')}),
    ('fr', 'La famille est rentrée dans la maison de retour de Zulte le 12 mai 2019.', {('return_house', '2019-05-12', '')}),
    ('nl', 'De 9bis-aanvraag van 4 mei 2020 werd op 8 maart 2021 geweigerd en op 22 maart 2021 betekend.',
     {('application_9bis', '2020-05-04', ''), ('decision_refusal', '2021-03-08', '2021-03-22')}),
    ('nl', 'Bij beslissing van 14 juni 2018 verklaarde de Dienst Vreemdelingenzaken de aanvraag 9bis van 2 februari 2018 onontvankelijk.',
     {('decision_inadmissible', '2018-06-14', ''), ('application_9bis', '2018-02-02', '')}),
    ('nl', 'De weigeringsbeslissing van 8 maart 2021 werd haar op 22 maart 2021 overhandigd op het gemeentehuis.', {('decision_refusal', '2021-03-08', '2021-03-22')}),
    ('nl', 'Uw beslissing van 8 maart 2021 tot weigering van verblijf werd mij ter kennis gebracht op 22 maart 2021.', {('decision_refusal', '2021-03-08', '2021-03-22')}),
    ('nl', 'De RvV verwierp het beroep van 6 mei 2019 bij arrest van 9 december 2019.', {('appeal_call', '2019-05-06', ''), ('judgment_call', '2019-12-09', '')}),
    ('nl', 'Zijn asielaanvraag werd op 5 september 2017 afgewezen door het CGVS.', {('cgrs_refusal', '2017-09-05', '')}),
    ('nl', 'Meester Peeters nam het dossier over op 7 oktober 2020.', {('lawyer_mandate_start', '2020-10-07', '')}),
    ('nl', 'Ze huren de woning sinds 1 april 2018.', {('lease_start', '2018-04-01', '')}),
    ('nl', 'Mevrouw lag van 2 tot 14 maart 2021 in het ziekenhuis.', {('hospitalisation', '2021-03-02/2021-03-14', '')}),
    ('nl', 'Vader werkt sinds 3 februari 2020 als vrijwilliger in de keuken.', {('work', '2020-02-03/..', '')}),
    ('en', 'On 8 March 2021 the Immigration Office refused the 9bis application of 4 May 2020; the family received the decision on 22 March 2021.',
     {('application_9bis', '2020-05-04', ''), ('decision_refusal', '2021-03-08', '2021-03-22')}),
    ('en', 'The refusal of 8 March 2021 regarding the 9bis application was collected at the post office on 22 March 2021.', {('decision_refusal', '2021-03-08', '2021-03-22')}),
    ('en', 'The Council dismissed the appeal of 6 May 2019 on 9 December 2019.', {('appeal_call', '2019-05-06', ''), ('judgment_call', '2019-12-09', '')}),
    ('en', 'The order to leave the territory of 3 April 2019 was handed to him on 11 April 2019.', {('order_to_leave', '2019-04-03', '2019-04-11')}),
    ('en', 'They have rented the flat since 1 April 2018.', {('lease_start', '2018-04-01', '')}),
    ('en', 'Me Lambert stopped acting for the family on 7 October 2020.', {('lawyer_mandate_end', '2020-10-07', '')}),
    ('de', 'Der 9bis-Antrag vom 4. Mai 2020 wurde am 8. März 2021 abgelehnt und der Familie am 22. März 2021 zugestellt.',
     {('application_9bis', '2020-05-04', ''), ('decision_refusal', '2021-03-08', '2021-03-22')}),
    ('de', 'Mit Entscheidung vom 14. Juni 2018 erklärte das Ausländeramt den Antrag nach Artikel 9bis vom 2. Februar 2018 für unzulässig.',
     {('decision_inadmissible', '2018-06-14', ''), ('application_9bis', '2018-02-02', '')}),
    ('de', 'Am 5. September 2017 lehnte der Generalkommissar den Asylantrag ab.', {('cgrs_refusal', '2017-09-05', '')}),
    ('de', 'Der Rat wies die Beschwerde vom 6. Mai 2019 mit Urteil vom 9. Dezember 2019 ab.', {('appeal_call', '2019-05-06', ''), ('judgment_call', '2019-12-09', '')}),
    ('de', 'Die Anweisung, das Staatsgebiet zu verlassen, vom 3. April 2019 wurde ihm am 11. April 2019 ausgehändigt.', {('order_to_leave', '2019-04-03', '2019-04-11')}),
    ('de', 'Die Familie reiste am 12. Mai 2014 nach Belgien ein und stellte am 14. Mai 2014 einen Asylantrag.',
     {('arrival_belgium', '2014-05-12', ''), ('asylum_application', '2014-05-14', '')}),
    ('de', 'Seit dem 3. Februar 2020 arbeitet der Vater als Reinigungskraft.', {('work', '2020-02-03/..', '')}),
    ('de', 'Die Polizei nahm ihn am 3. Mai 2018 fest und brachte ihn am selben Tag ins geschlossene Zentrum.', {('apprehension', '2018-05-03', '')}),
    ('de', 'Die Wohnung ist seit dem 1. April 2018 gemietet.', {('lease_start', '2018-04-01', '')}),
    ('de', 'Rechtsanwältin Klein hat das Mandat am 7. Oktober 2020 niedergelegt.', {('lawyer_mandate_end', '2020-10-07', '')}),
    ('de', 'Am 31. August 2022 wurde er am Bahnhof aufgegriffen.', {('apprehension', '2022-08-31', '')}),
    ('de', 'Sie wurde am 12. Januar 2022 vom GKFS angehört.', {('asylum_interview', '2022-01-12', '')}),
    ('de', 'Die Klageschrift wurde am 17. November 2020 hinterlegt.', {('appeal_call', '2020-11-17', '')}),
    ('en', 'They passed through Poland, January 2013, and reached Brussels on 18 February 2013.', {('stay_other_country', '2013-01', ''), ('arrival_belgium', '2013-02-18', '')}),
    ('en', 'Her card was collected on 14 December 2021.', {('residence_document_issued', '2021-12-14', '')}),
    ('en', 'He was flown out on 8 October 2019.', {('removal_attempt_or_forced_return', '2019-10-08', '')}),
    ('en', 'The baby fell ill and was admitted on 11 May 2019.', {('hospitalisation', '2019-05-11', '')}),
]


@pytest.mark.parametrize(('language', 'sentence', 'wanted'), TOLD, ids=[f'{language} {sentence[:40]}' for language, sentence, _ in TOLD])
def test_a_sentence_tells_its_acts_with_their_dates(language, sentence, wanted):
    found = {(event.type, event.edtf, event.dates.get('notification_date', '')) for event in extract([f'{LETTER[language]}\n\n{sentence}\n']).events}
    assert found >= wanted


@pytest.mark.parametrize(('language', 'sentence'), [
    ('fr', 'Dans une autre affaire, le Conseil a annulé une décision semblable par un arrêt du 9 décembre 2019.'),
    ('nl', 'In een andere zaak vernietigde de Raad zo een beslissing bij arrest van 9 december 2019.'),
    ('en', 'In another case the Council annulled such a decision by judgment of 9 December 2019.'),
    ('de', 'In einer anderen Sache hob der Rat eine solche Entscheidung mit Urteil vom 9. Dezember 2019 auf.'),
    ('fr', 'Son père, né le 12 août 1983, est resté au pays.'),
    ('nl', 'Haar moeder is geboren op 12 augustus 1983 in Jerevan.'),
])
def test_precedents_and_births_of_grown_ups_are_no_events(language, sentence):
    assert not extract([f'{LETTER[language]}\n\n{sentence}\n']).events


@pytest.mark.parametrize(('language', 'sentence', 'dated'), [
    ('fr', 'Peu après un séjour dans une maison de retour, et malgré tout le soutien donné, les plaintes ont repris en mai 2022.', set()),
    ('nl', 'De hoofdpijn is begonnen in maart 2019, kort na een verblijf in een terugkeerwoning, en is weer erger geworden sinds mei 2022.', set()),
    ('nl', 'Na zijn verblijf in een terugkeerwoning, van 3 mei 2019 tot 9 mei 2019, kwam de familie terug.', {'2019-05-03/2019-05-09'}),
])
def test_what_came_before_is_not_dated_by_what_the_sentence_goes_on_to_tell(language, sentence, dated):
    events = extract([f'{LETTER[language]}\n\n{sentence}\n']).events
    assert {event.edtf for event in events if event.type == 'return_house'} == dated
