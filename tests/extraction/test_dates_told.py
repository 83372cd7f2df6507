"""Dates that need another date: without a year, said from somewhere else, feasts."""
from datetime import date

import pytest

from caseline.extraction.dates import find_dates

LETTER = date(2014, 9, 22)  # a Monday


def told(text, reference=LETTER, anchor='letter'):
    return [found.edtf for found in find_dates(text, reference=reference, anchor=anchor)]


def test_a_letter_looks_around_its_own_date():
    december = date(2020, 12, 14)
    assert told('Rendez-vous le 11 janvier.', december) == ['2021-01-11']
    assert told('Suite à votre appel du 3 décembre', december) == ['2020-12-03']
    assert told('An wordt verwacht op 02/10', date(2017, 9, 20)) == ['2017-10-02']


def test_a_story_goes_on_from_the_last_date_told():
    text = 'Le 27 novembre 2003, Bo est interpellé. Le 2 janvier, il comparaît. En septembre, il part.'
    assert told(text, reference=None, anchor='narrative') == ['2003-11-27', '2004-01-02', '2004-09']


def test_a_law_does_not_date_the_story():
    text = 'Bo arrive le 2 mars 2014. Vu la loi du 15 décembre 1980, il demande le séjour le 3 avril.'
    assert told(text, reference=None, anchor='narrative')[-1] == '2014-04-03'


def test_birth_dates_and_validity_do_not_carry_the_story():
    text = 'Le 3 mars 2014, Bo, né le 12 juin 1985, reçoit une carte valable jusqu’au 3 mars 2019. Le 5 avril, il part.'
    assert told(text, reference=None, anchor='narrative')[-1] == '2014-04-05'


@pytest.mark.parametrize('text, edtf', [('le 20 janvier suivant', '2011-01-20'), ('le 5 juin de la même année', '2010-06-05'), ('op 5 juni van hetzelfde jaar', '2010-06-05'), ('am 5. Juni desselben Jahres', '2010-06-05')])
def test_a_year_said_by_what_was_told(text, edtf):
    assert told(f'Bo (12.10.2010), {text}.') == ['2010-10-12', edtf]


def test_what_nothing_can_date_is_left_out():
    assert told('le 3 avril, et hier', reference=None) == []


def test_a_year_inferred_is_partial():
    (found,) = find_dates('Rendez-vous le 11 octobre.', reference=LETTER)
    assert (found.edtf, found.kind) == ('2014-10-11', 'partial')


@pytest.mark.parametrize('text, edtf', [
    ('le 20 mars dernier', '2014-03-20'), ('op 15 oktober a.s.', '2014-10-15'), ('vom 28. Februar d.J.', '2014-02-28'), ('on 3 May last year', '2013-05-03'), ('le 3 octobre dernier', '2013-10-03'),
])
def test_small_words_choose_the_year(text, edtf):
    assert told(text) == [edtf]


@pytest.mark.parametrize('text, edtf', [
    ('hier', '2014-09-21'), ('avant-hier', '2014-09-20'), ('demain', '2014-09-23'), ("aujourd'hui", '2014-09-22'), ('fait ce jour', '2014-09-22'), ('votre lettre du 3 courant', '2014-09-03'), ('il y a trois mois', '2014-06~'),
    ('la semaine dernière', '2014-09-15/2014-09-21'), ("l'année dernière", '2013'), ('le mois prochain', '2014-10'), ('vendredi dernier', '2014-09-19'),
    ('gisteren', '2014-09-21'), ('vorige week', '2014-09-15/2014-09-21'), ('drie weken geleden', '2014-09-01~'), ('3 dezer', '2014-09-03'), ('volgende maandag', '2014-09-29'), ('vorig jaar', '2013'),
    ('yesterday', '2014-09-21'), ('three months ago', '2014-06~'), ('last month', '2014-08'), ('next year', '2015'), ('the 15th instant', '2014-09-15'), ('five days ago', '2014-09-17'), ('last summer', '2014-22'),
    ('gestern', '2014-09-21'), ('vor zwei Jahren', '2012~'), ('im vergangenen Jahr', '2013'), ('in der kommenden Woche', '2014-09-29/2014-10-05'), ('am Donnerstag', '2014-09-18'), ('am Sonntagabend', '2014-09-21'),
])
def test_said_from_the_letter(text, edtf):
    (found,) = find_dates(f'Bo, {text}.', reference=LETTER)
    assert (found.edtf, found.kind) == (edtf, 'relative')


@pytest.mark.parametrize('text, edtf', [
    ('le lendemain', '2013-05-01'), ('le surlendemain', '2013-05-02'), ('dix jours plus tard', '2013-05-10'), ('deux ans après', '2015~'), ('le même jour', '2013-04-30'), ('la veille', '2013-04-29'),
    ('de volgende dag', '2013-05-01'), ('daags nadien', '2013-05-01'), ('drie weken later', '2013-05-21~'), ('the next day', '2013-05-01'), ('three weeks later', '2013-05-21~'), ('on the same date', '2013-04-30'),
    ('am folgenden Tag', '2013-05-01'), ('tags darauf', '2013-05-01'), ('zwei Monate später', '2013-06~'),
])
def test_said_from_the_last_date_told(text, edtf):
    assert told(f'Bo (30.04.2013) ; {text}, An.', reference=None, anchor='narrative') == ['2013-04-30', edtf]


def test_the_eve_of_a_date_counts_from_the_date_behind_it():
    assert told('la veille du 2 mars 2015', reference=None) == ['2015-03-01', '2015-03-02']


def test_every_tuesday_and_the_morning_are_no_dates():
    assert told('She comes every Tuesday. Der Morgen war kalt. Le lundi, elle suit un cours.') == []


def test_weekdays_ahead_when_the_sentence_looks_ahead():
    assert told('An will come on Wednesday.') == ['2014-09-24']
    assert told('An came on Wednesday.') == ['2014-09-17']


@pytest.mark.parametrize('text, edtf', [
    ('Noël 2013', '2013-12-25~'), ('lundi de Pâques 2014', '2014-04-21'), ('Easter Monday 2014', '2014-04-21'), ('Karfreitag 2015', '2015-04-03'), ('Hemelvaart 2019', '2019-05-30'), ('Toussaint 2016', '2016-11-01'),
    ('Christmas Eve 2010', '2010-12-24'), ('Silvester 2015', '2015-12-31'),
])
def test_feasts_with_their_year(text, edtf):
    assert told(text) == [edtf]


def test_impossible_shifts_are_left_out():
    assert told('il y a 999 ans, 999 years ago, 999 Jahre später') in (['1015~', '1015~'], ['1015~', '1015~', '3013~'])
    assert told('le 31 courant', reference=date(2014, 9, 22)) == []


@pytest.mark.parametrize('text, edtf', [
    ('Refus du 30 août 2007, déféré au Conseil dès le 18 septembre.', '2007-09-18'), ('La famille est à Liège depuis lors. Arrivée en octobre 2012, elle y a eu, le 28 novembre, un second enfant.', '2012-11-28'),
    ('Demande recevable le 9 août 2013 ; une carte suivit, à compter du 30 août.', '2013-08-30'), ('toen ze op 30 januari 2012 opzeg kreeg (eruit tegen 30 april), en toen we op 25 april verhuisden', '2012-04-25'),
    ('In 2006 the mob came to our street, in November they wrote a case.', '2006-11'),
])
def test_a_story_in_a_letter_keeps_its_year(text, edtf):
    assert told(text)[-1] == edtf


@pytest.mark.parametrize('text, edtf', [
    ('Arrivée le 3 mars 2012, Bo sera entendue le 6 octobre.', '2014-10-06'), ('Bo is hier sinds 3 maart 2012. Zij beviel op 5 september.', '2014-09-05'), ('Arrivée le 3 mars 2012.\n\nElle travaille depuis le 6 mai.', '2014-05-06'),
    ('Bo arriva le 3 mars 2012. Réunion le 6 octobre.', '2014-10-06'),
])
def test_what_just_happened_or_is_announced_is_of_the_letter_s_year(text, edtf):
    assert told(text)[-1] == edtf


@pytest.mark.parametrize('text, edtf', [
    ("le 23 mai de l'année suivante", '2011-05-23'), ('op 1 juli van datzelfde jaar', '2010-07-01'), ('am 15. Februar des Folgejahres', '2011-02-15'), ('on 1 July of that same year', '2010-07-01'), ('the following 11 March', '2011-03-11'),
    ('in mei van het volgende jaar', '2011-05'), ("au mois de juillet de cette année-là", '2010-07'), ('that June', '2010-06'), ('le 3 mai de l’année précédente', '2009-05-03'), ('3 June of the previous year', '2009-06-03'),
])
def test_years_said_by_the_story(text, edtf):
    assert told(f'Bo (12.10.2010), {text}.')[-1] == edtf


def test_that_year_is_the_one_said_last():
    assert told('Bo came on 3 May 2012. We met in spring 2016, after the raid in January of that year.')[-1] == '2016-01'
    assert told('They noted that 12 September was too late.')[-1] == '2014-09-12'


def test_a_year_at_the_head_of_a_sentence_holds_for_all_of_it():
    assert told('In 2006 the mob came, in August they wrote a case.')[-1] == '2006-08'
    assert told('We heard from Bo in 2006 that it was over, and she came in August.')[-1] == '2014-08'


def test_a_birth_told_carries_the_story_on_and_a_birth_named_does_not():
    assert told('Ils partent le 20 novembre 2018. Grâce est née le 6 juin 2019. Et en octobre, la police.', None, 'narrative')[-1] == '2019-10'
    assert told('Ils partent le 20 novembre 2018 avec Grâce, née le 6 juin 2019. Le 27 novembre, la police.', None, 'narrative')[-1] == '2018-11-27'


def test_a_story_goes_on_over_the_winter():
    assert told('Le 27 novembre 2018, l’huissier vient. En mars, ils déménagent.', None, 'narrative')[-1] == '2019-03'


@pytest.mark.parametrize('text, edtf', [
    ('Ils y sont depuis le 1/2/11, après l’expulsion (15/1, l’huissier).', '2011-01-15'), ('Two visits took place, one on 6 April.', '2014-04-06'), ('Bo woont er sinds 1/12/2011 en komt op afspraak (15/12).', '2014-12-15'),
    ('Bo y est depuis le 1/2/11. Prochaine visite : 14 décembre.', '2014-12-14'),
])
def test_a_day_of_a_note_is_no_day_to_come_unless_announced(text, edtf):
    assert told(text, date(2014, 11, 23))[-1] == edtf
