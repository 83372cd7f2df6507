"""Chronologies kept by hand: a year over or beside its entries dates them until the next year."""
from datetime import date

import pytest

from caseline.extraction.dates import find_dates

NOW = date(2024, 12, 1)


def told(text, reference=NOW):
    return [found.edtf for found in find_dates(text, reference=reference)]


@pytest.mark.parametrize('text, days', [
    ('2012  6 nov visite (12 nov appel, 15 réponse, 20 nov fin)\n      8 mars Gand. 9e retour\n2013  mai : bail', ['2012-11-06', '2012-11-12', '2012-11-15', '2012-11-20', '2012-03-08', '2012-03-09', '2013-05']),
    ('— 2011 —\n5/9 arrivée de Bo\nmars à Liège (août recevable)\n\n— 2012 —\n14-2 naissance d’An', ['2011-09-05', '2011-03', '2011-08', '2012-02-14']),
    ('ANNÉE 2011\n\n5/9 arrivée de Bo\noct. logement\n\nANNÉE 2012\n3 mai : refus', ['2011-09-05', '2011-10', '2012-05-03']),
    ('2011\n5/9 arrivée de Bo\nété chez An', ['2011-09-05', '2011-22']),
    ('2O17   geb. 3O juni\np.2/2\n2018   zomer in Gent\n2019   10 dec - 5 jan ziekenhuis', ['2017-06-30', '2018-22', '2019-12-10', '2020-01-05']),
    ('2014. 3/5 arrivée\n2015. 6/7 refus', ['2014-05-03', '2015-07-06']), ('2012 29/3 annulé\n2013 mai 9ter\n2014 13/9 mariage', ['2012-03-29', '2013-05', '2014-09-13']),
    ('2018\n11.3. Ankunft\nca. 20. Juni Termin\n2019\n7.1. Bescheid', ['2018-03-11', '2018-06-20~', '2019-01-07']),
    ('2024 : 3 February interview\n2023 : Mar - asylum, son born 1 June 2001\n2022 : Jan - camp', ['2024-02-03', '2023-03', '2001-06-01', '2022-01']),
    ('200l    werk in Erbil\n2O02    feb. over de grens', ['2001', '2002-02']),
])
def test_entries_take_the_year_they_stand_under(text, days):
    assert told(text) == days


def test_a_year_without_dated_entries_is_a_date_itself():
    assert told('1982   geboren in Aleppo\n2015   5/9 boot naar Lesbos\n2016   Brussel') == ['1982', '2015-09-05', '2016']


def test_a_chronology_ends_where_other_words_begin():
    assert told('2011  5/9 arrivée\n2012  mars refus\n\nBo doit revenir avant le 17 janvier.', date(2012, 12, 20)) == ['2011-09-05', '2012-03', '2013-01-17']


@pytest.mark.parametrize('text', [
    'Ze kwam aan in\n2011 en kreeg werk.\n\nOp 3 juni vertrok ze.', 'Rue Haute 3\n2018 Antwerpen\nLe 3 juin, nous avons reçu', 'L’école de Bo :\n2019-2020   école A\n2020-2021   école B\n\n3 juin visite',
    'Le rapport date de 2019.\nEn 2020 elle est née.\nRefus en\n2021.\nLe 3 juin elle part.', 'Bo est né le 4 mars\n2019\nSorti le 3 juin de la maison.',
])
def test_years_in_sentences_addresses_and_spans_head_nothing(text):
    assert told(text)[-1] == '2024-06-03'


@pytest.mark.parametrize('text', ['2011  1/2 journée chez An\n2012  14-2 bail', '2011  p.2/2\n2012  14-2 bail', '2011  Bo, 3-6 ans\n2012  14-2 bail', '2011  6-8 heures\n2012  14-2 bail', '2011  An a 3/4 dents\n2012  14-2 bail'])
def test_shares_ages_and_pages_under_a_year_are_no_days(text):
    assert told(text)[-1:] == ['2012-02-14'] and '2011-' not in ' '.join(told(text))
