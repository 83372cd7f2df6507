"""Days and months in figures as notes, chats and mails have them, without a year; and the scores, shares, houses and parts that look like them."""
from datetime import date

import pytest

from caseline.extraction import extract
from caseline.extraction.dates import find_dates
from caseline.extraction.understand import told_in

NOTE = date(2023, 9, 20)


def told(text, reference=NOTE):
    return [found.edtf for found in find_dates(text, reference=reference)]


@pytest.mark.parametrize('text, dates', [
    ('Wijkagent kwam 11/5, kleuterklas gestart 1/9.', ['2023-05-11', '2023-09-01']), ('Évaluation (lu 4/9)', ['2023-09-04']), ('- 1er RV bureau 30/03 ; An signe', ['2023-03-30']),
    ('opname 27-30/5, bloeddruk', ['2023-05-27', '2023-05-30']), ('examens les 17-18-21-22/06', ['2023-06-17', '2023-06-18', '2023-06-21', '2023-06-22']), ('hôpital 3->9 juin', ['2023-06-03', '2023-06-09']),
    ('flight booked for 28-01 (lodged 18-02)', ['2023-01-28', '2023-02-18']), ('Vorladung für 7.11., Urlaub 8.-26.10. bei Bo', ['2023-11-07', '2023-10-08', '2023-10-26']), ('twee dagen (14-15/01)', ['2023-01-14', '2023-01-15']),
    ('An est allée 11/05 et 08/06', ['2023-05-11', '2023-06-08']), ('4/4/23 / mail\nBo schrijft op. Antwoord An 4/4', ['2023-04-04', '2023-04-04']), ('3/9   Bo op spoed', ['2023-09-03']),
    ('Entendus lui le 8, elle le 9 décembre 2015', ['2015-12-08', '2015-12-09']), ('Last Sunday (12/2) Bo marched', ['2023-02-12']),
])
def test_pairs_that_something_announces(text, dates):
    assert told(text) == dates


def test_a_note_that_dates_by_pairs_means_a_day_by_each():
    assert told('visite 22/8, mail 14/9\ntandarts 2/10\nBo: brieven 6/5\nBo 3/7 weg')[2:] == ['2023-10-02', '2023-05-06', '2023-07-03']
    assert told('Brief 21.5., Termin 25.4. am Amt, Bo 14.3. hier; Post 6.3., Amt 7.4. zu')[3:] == ['2023-03-06', '2023-04-07']


@pytest.mark.parametrize('text', [
    'score 5/7, vlot', 'Hope 9/10, mood 3/10', 'An travaille 1/2 temps, Bo 3/4', 'rue Haute 11/5, 1000 Bruxelles', 'tel. 11/5', 'art. 9/3', 'klas 3-4/5', 'kinderen van 10-12 jaar, groep 3/4', 'siehe 4.2. und Kapitel 7.11.', '(12-18 jaar)',
    'trap 10-12/16', 'open van 08-12 uur', 'calcul 12/20, dictée 7/12', 'pijn 5/7',
])
def test_figures_that_are_no_days(text):
    assert told(text) == []


def test_notes_with_days_keep_their_marks_and_shares():
    assert told('visite 22/8, mail 14/9, 1/2 journée, calcul 12/20, Bo 3/7') == ['2023-08-22', '2023-09-14']
    assert told('visite 22/8, mail 14/9, Bo joignable 24/7, 3/4 des parts, rue Haute 3/7') == ['2023-08-22', '2023-09-14']


@pytest.mark.parametrize('text, day', [
    ('ma 11/1, heel gezin mee', '2016-01-11'), ('lundi 11 janvier, police', '2016-01-11'), ('gehoord op dinsdag 4 april', '2017-04-04'), ('jeu 15/9 visite', '2016-09-15'), ('op 11 januari', '2017-01-11'), ('lundi 12 janvier, police', '2017-01-12?'),
    ('maandag 11 januari 2017', '2017-01-11?'),
])
def test_the_weekday_chooses_the_year(text, day):
    assert told(text, date(2016, 9, 27)) == [day]


def test_a_day_on_the_next_line_is_no_number_of_a_file():
    found = extract(['Huisbezoek 20/09/2023\n\nniet noteren in dossier\n22/8 consulaat: nog niets, Bo wacht\ndossier\n12/3456 van de stad'])
    assert [reference.value for reference in found.references] == ['12/3456']


def test_a_birth_takes_no_dates_told_before_it():
    page = 'Intake 27/9/22\nMme Doyen\n - Ghent Sept 2007 - Nov 2011\n - child born there 2009'
    assert {'2007-09', '2011-11'} <= {day.edtf.split('/')[0] for sheet in told_in([page]).pages for day in sheet.dates}
