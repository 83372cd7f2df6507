"""Dates that writers leave short: days without a month, days and months in figures without a year, years named a sentence ago."""
from datetime import date

import pytest

from caseline.extraction.dates import find_dates, with_ranges

LETTER = date(2021, 12, 10)


def told(text, reference=LETTER, anchor='letter'):
    return [found.edtf for found in find_dates(text, reference=reference, anchor=anchor)]


@pytest.mark.parametrize('text, last', [
    ('An est revenue le 8 juin 2019 ; la décision lui est remise le 11.', '2019-06-11'), ('Refus du 2 mai 2018 (notifié le 7)', '2018-05-07'), ('Admise en mars 2019, opérée le 14, sortie depuis.', '2019-03-14'),
    ('Bo est arrivé le 3 mars 2020, puis transféré dès le 6.', '2020-03-06'), ('Visite le 4 mai 2020, reportée au vendredi 8 au matin', '2020-05-08'), ('en avril 2021 ; absents lors du contrôle du 14 de ce mois-là', '2021-04-14'),
    ('Le 3 février 2020 imprimé, remis le 24. Reste à attendre.', '2020-02-24'), ('Transférée le 30 novembre 2021. Appel du 15 prévu avec Bo.', '2021-12-15'),
    ('Bo kam am 4. Juni 2019 an und war am 12. beim Arzt.', '2019-06-12'), ('Im März 2020 war die OP am 13., danach Ruhe.', '2020-03-13'), ('Im Mai 2020: am 20. desselben Monats', '2020-05-20'), ('im Mai 2020, zum 3. des Folgemonats', '2020-06-03'),
    ('Aangekomen op 12 maart 2019, gehoord op 18.', '2019-03-18'), ('op 5 mei 2020 ontvangen en op de 8e betwist', '2020-05-08'), ('An arrived on 3 May 2019 and was heard on the 9th.', '2019-05-09'), ('the refusal of 2 May 2018; she got it on the 4th of that month', '2018-05-04'),
])
def test_a_day_takes_the_month_just_told(text, last):
    found = find_dates(text, reference=LETTER)
    assert found[-1].edtf == last
    assert found[-1].kind in ('partial', 'relative')


def test_days_of_a_list_or_a_span_share_the_month_told():
    assert told('Le 2 mars 2020 : malade ; hospitalisée du 24 au 31, revue le 12 et le 15.') == ['2020-03-02', '2020-03-24', '2020-03-31', '2020-03-12', '2020-03-15']


@pytest.mark.parametrize('text', [
    'le bus du 9 mars 2020 au 24 rue Haute', 'le 9 mars 2020, le 24 heures', 'le 9 mars 2020, page du 3e étage', 'le 9 mars 2020, le 2,5 %', 'Am 9. März 2020 entschied der Senat am 3. Tag', 'am 9. März 2020, zahlbar zum 5. jeden Monats',
    'am 9. März 2020.\n4. Mit Beschluss', 'am 9. März 2020, 2) die Karte', 'op 9 maart 2020 woonden ze op de 2e verdieping', 'op 9 maart 2020 waren 3 op 10 gezinnen weg', 'on 9 March 2020 they lived on the 3rd floor', 'on 9 March 2020, Sunday, 11 a.m.',
    'le 9 mars 2020\n\nAnnexe : à rendre le 24', 'le 9 mars 2020, permanence le mercredi de 14 à 17 h', 'op 9 maart 2020 voor kinderen van 3 tot 5 jaar', 'op 9 maart 2020, kinderen van 6 tot 12.', 'On 9 March 2020 she left the 2nd shelter; the 1st was closed', 'Le 9 mars 2020 au 20 de la rue Haute',
])
def test_numbers_that_count_something_are_no_days(text):
    assert [found.text for found in find_dates(text, reference=LETTER) if found.kind != 'relative'][1:] == []


def test_a_day_far_from_any_month_is_left_alone():
    assert told('Le 3 mars 2019. ' + 'Rien à signaler pour An. ' * 20 + 'Reçu le 24.') == ['2019-03-03']


def test_a_weekday_finds_its_day_beside_the_letter():
    assert told('Je passe lundi 13 au matin.') == ['2021-12-13']
    assert told('Können wir uns am Freitag, den 17. treffen?') == ['2021-12-17']


@pytest.mark.parametrize('text, expected', [
    ('refus notifié 02/09 ; recours enrôlé 04/10', ['2021-09-02', '2021-10-04']), ('entrée 3/11, sortie 24/11', ['2021-11-03', '2021-11-24']), ('Contacts : (5/10, 27/10 et 9/11)', ['2021-10-05', '2021-10-27', '2021-11-09']),
    ('| visite | 4/11 | faite |', ['2021-11-04']), ('3/12 : appel de Bo', ['2021-12-03']), ('zugestellt 20.11., Anruf 3.12., Termin Samstag, 18.12.', ['2021-11-20', '2021-12-03', '2021-12-18']), ('OCMW beslist 28/11', ['2021-11-28']),
    ('appeal lodged 7/10', ['2021-10-07']), ('rdv 19/11 10h', ['2021-11-19']), ('depuis 6/2 rien', ['2021-02-06']), ('du 3/11 à 12/11', ['2021-11-03', '2021-11-12']), ('ontvangen 3/11', ['2021-11-03']),
])
def test_a_day_and_a_month_in_figures_without_a_year(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize('text', [
    '2/3 des parts', 'ouvert 24/7', 'page 3/12', '3/12', 'un 4/5 temps', 'Rue Haute 14/3, Liège', 'Kerkstraat 14/3', 'tension 14/8', 'Blutdruck 13/8', '12/7 mg', '3/4 majority', 'art. 14/3', 'note 14/10', '3.2. Begründung', '§ 12.4. Fristen',
    'kamer 12/3', 'app. 02/04', 'Version 3.10.', 'um 14.10. Uhr', '02/12 34 56', 'level 2/3', 'Lecture 07/10, calcul 09/10, sport 14/20', 'Meir 24/3, 2000 Antwerpen', 'Lettre 1/2 et 2/2 envoyées', 'Siehe Punkt 3.2. und 4.5. des Berichts', 'Artikel 9.3. en 12.4. van het reglement', 'Raum 14/2', 'Terugbetaling 1/2 gedaan', 'Ratio 10/1, 12/1', 'Résultat 2-1, 3/2 au match', 'EUR 20.8.', 'a majority of 2/3', 'les 2/3 du temps', '20/9 12 personnes',
])
def test_fractions_scores_addresses_and_doses_are_no_dates(text):
    assert told(text) == []


@pytest.mark.parametrize('text, span', [
    ('von 22.2. bis 15.3.2019', '2019-02-22/2019-03-15'), ('1.1.-31.3.2020', '2020-01-01/2020-03-31'), ('20.06.–04.07.2019', '2019-06-20/2019-07-04'), ('13. - 15.05.2018', '2018-05-13/2018-05-15'), ('3. – 11. März 2013', '2013-03-03/2013-03-11'),
    ('01/03/12-31/03/12', '2012-03-01/2012-03-31'),
])
def test_the_first_day_of_a_span_takes_what_the_last_one_says(text, span):
    assert [found.edtf for found in with_ranges(text, find_dates(text))] == [span]


@pytest.mark.parametrize('text, reference, last', [
    ('2010 sind wir gekommen, im Oktober, mit dem Bus.', date(2019, 6, 11), '2010-10'), ('In 2011 kreeg ik een bevel, het was 30 mei.', date(2014, 2, 20), '2011-05-30'), ('Arrivés en janvier 2019, entrés chez nous le 2 février.', date(2020, 6, 3), '2019-02-02'),
    ('De zitting van 10 juni 2020 is uitgesteld naar 24 juni; vonnis op 8 juli.', date(2021, 3, 18), '2020-07-08'), ('Accepted on 1 May 2019. Please send photos by 2 April.', date(2021, 3, 18), '2021-04-02'),
    ('2009: the father went home, in May', date(2012, 3, 1), '2009-05'), ('Aus der Kirche sind sie im August 2017. Unsere Petition vom Mai läuft.', date(2018, 9, 4), '2018-05'), ('Der Bescheid von 2009 blieb. Wir öffnen am 3. Januar wieder.', date(2021, 12, 17), '2022-01-03'),
    ('Aufgenommen im April 2016; sie gehört dazu seit Januar.', date(2016, 11, 13), '2016-01'), ('Elle attend depuis juin.', date(2021, 3, 22), '2020-06'), ('Sie will ab 1. Februar arbeiten.', date(2019, 12, 27), '2020-02-01'), ('Rückblick: 1. März', date(2022, 9, 6), '2022-03-01'),
    ('Nach Nikolaus 2021 hatten wir drei Gespräche, 13. Dezember, 10. Januar', date(2022, 12, 6), '2022-01-10'),
])
def test_a_story_keeps_its_year_and_a_letter_its_own(text, reference, last):
    assert told(text, reference)[-1] == last


@pytest.mark.parametrize('text, edtf', [
    ('Flug am Mittwoch', '2021-12-15'), ('der Minister am Mittwoch', '2021-12-08'), ('Plus vue depuis samedi soir.', '2021-12-04'), ('annoncée pour dimanche.', '2021-12-12'), ('Admise cette nuit', '2021-12-10'), ('depuis la Saint-Nicolas', '2021-12-06'),
])
def test_weekdays_nights_and_feasts_beside_a_letter(text, edtf):
    assert told(text) == [edtf]


@pytest.mark.parametrize('text, edtf', [
    ('ein halbes Jahr später', '2020-11~'), ('anderhalf jaar later', '2021-11~'), ('un an et demi plus tard', '2021-11~'), ('le soir même', '2020-05-04'), ('that evening', '2020-05-04'), ("la semaine d'avant", '2020-04-27/2020-05-03'),
])
def test_said_from_the_day_told(text, edtf):
    assert told(f'An (04.05.2020), {text}.') == ['2020-05-04', edtf]


@pytest.mark.parametrize('text', [
    'Er ist hier nicht bekannt.', 'Mevrouw woont hier al lang.', 'Gute morgen, liebe An', 'Goede morgen Bo', 'am letzten Tag der Frist', 'een delai de 18 mois écoulé', 'Flug TK 1938', 'the last day of the term', 'A sept ans, elle dessine',
    'ordre de quitter le territoire dans 30 jours.', 'partis sept jours après y être entrés',
])
def test_words_of_another_meaning_are_no_dates(text):
    assert told(text) == []


def test_hier_is_yesterday_in_french():
    assert told('Bo est passé hier avec sa mère.') == ['2021-12-09']


@pytest.mark.parametrize('text, edtf', [
    ('Mi 10.02.2021', '2021-02-10'), ('Beginn 13.10.2008', '2008-10-13'), ('Tél. 29/03/18 : elle confirme', '2018-03-29'), ('1.ten Mai 2018', '2018-05-01'), ('reçu le 04/05/20l7', '2017-05-04'), ('le 3 sept em bre 2018', '2018-09-03'), ('3.Mai2019', '2019-05-03'),
    ('(°2009)', '2009'), ('avant fin sept.', '2021-09~'), ("Au début du mois d'août 2013", '2013-08~'), ('Am Martinstag 2019', '2019-11-11'), ('sinds carnaval 2015', '2015-02-17~'), ("l'attestation de l'école du 2 juin 2022", '2022-06-02'), ('7. Sept. 21', '2021-09-07'), ('Feb 18: erste Ablehnung, dann nichts', '2018-02'), ('arrivés ici sept. 19', '2019-09'), ('We met her on Feb 18 at the door', '2022-02-18'), ("seit '09", '2009'), ('depuis 2oo9', '2009'), ('vom 20130417', '2013-04-17'), ('am 21 02 16', '2016-02-21'),
])
def test_unusual_ways_of_writing(text, edtf):
    assert told(text) == [edtf]


@pytest.mark.parametrize('text', [
    'la requête CCE du 17 juin 2020', 'CCE 29/04/2014', 'refus du statut de réfugiés (CGRA, 23 avril 2021)', "L'ordonnance n° 11.041 du 27 janvier 2015", "Vu l'ordonnance du 3 mars 2016 fixant l'audience", 'A.R. 21/255/B vom 28.05.2021', 'AR 15/402 vom 9.6.2015',
    'vor Erlass der Anweisung (17. August 2015)', "convention d'occupation : le studio, à dater du 20 juin 2011", 'afgesloten door RvV 09/05/2012', "Suite aux instructions de l'Office (courriel du 5 mai 2020 relatif au séjour)",
])
def test_acts_of_the_people_themselves_are_no_legal_references(text):
    assert [found.kind for found in find_dates(text)] == ['date']


@pytest.mark.parametrize('text', [
    'KE vom 8. Oktober 1981', 'KE 12.12.1996', 'art. 7 KB 17.05.2007', 'Instruktion vom 19. Juli 2009', "l'instruction du 19 juillet 2009", 'Dekret vom 26. April 1999', 'Konigl. Erlaß v. 8. Oktober 1981', 'CCE, 9 mai 2019, n° 220.000', 'RvV 12 maart 2019, nr. 218.345',
])
def test_more_laws_and_cited_cases(text):
    assert [found.kind for found in find_dates(text)] == ['legal_reference']
