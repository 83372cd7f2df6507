"""Years of two digits behind months, alone and in spans, and the days, ages and marks that look like them."""
from datetime import date

import pytest

from caseline.extraction.dates import find_dates

NOW = date(2023, 9, 20)


def told(text):
    return [found.edtf for found in find_dates(text, reference=NOW)]


@pytest.mark.parametrize('text, dates', [
    ('UK Sept 07 - Nov 11, then Ghent', ['2007-09', '2011-11']), ('Greece end 2011 -> Aug 13, born 26 Aug 2013', ['2011~', '2013-08', '2013-08-26']),
    ('came 26 Aug 2013, lost the card Oct 14 - moved', ['2013-08-26', '2014-10']), ('arrived 3 May 2021\nvolunteer, shop, since Feb 22\n', ['2021-05-03', '2022-02']),
    ('Kos nov 07-april 08', ['2007-11', '2008-04']), ('peren plukken juni 11 tot aug 12', ['2011-06', '2012-08']), ('winkel, sept 15 - juli 16, zwart', ['2015-09', '2016-07']),
    ('sinds sept 21 in Gent', ['2021-09']), ('depuis mars 19 chez Bo', ['2019-03']), ("school van sept '21 (1ste dag)", ['2021-09']), ('she said “May 08”', ['2008-05']),
    ('saw a doctor 12/19 - 6/21.', ['2019-12', '2021-06']), ('in Brugge van 11/18 tot 3/19', ['2018-11', '2019-03']), ('12-mai-22 : visite', ['2022-05-12']), ('werd erkend in augustus 17.', ['2017-08']),
])
def test_two_digits_are_a_year(text, dates):
    assert told(text) == dates


@pytest.mark.parametrize('text, dates', [
    ('Wordt in augustus 17.', ['2023-08']), ('Bo wird im August 17, An wurde im Mai 18.', ['2023-08', '2023-05']), ('Elle aura en août 18.', ['2023-08']), ('le 12 mars 20 personnes', ['2023-03-12']),
    ('sinds maart 17 jaar', ['2023-03']), ('in maart 14 - 16 personen', ['2023-03']), ('du 23 mai-22 juin à Gand', ['2023-05-23', '2023-06-22']), ('vakantie 1 juli - 31 augustus.', ['2023-07-01', '2023-08-31']),
    ('On June 14 she left; back on 3 May 2022.', ['2023-06-14', '2022-05-03']), ('short stay May 29-31, 2023; left on 3 May 2021', ['2023-05-29', '2023-05-31', '2021-05-03']), ('Nov 11 - Dec 13 in hospital', ['2023-11-11', '2023-12-13']),
    ('calcul 12/20 - 14/20, dictée 8/20 - 11/20', []), ('tension 12/14 - 10/16', []), ('March 05, 2019 and', ['2019-03-05']),
])
def test_two_digits_are_a_day_an_age_or_a_mark(text, dates):
    assert told(text) == dates
