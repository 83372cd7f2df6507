"""Days and months said closer right behind a month or year, days on their own behind “on”, months cut short, and spans of months."""
from datetime import date

import pytest

from caseline.extraction.dates import find_dates

NOW = date(2021, 6, 24)


def told(text):
    return [found.edtf for found in find_dates(text, reference=NOW)]


@pytest.mark.parametrize('text, dates', [
    ('vroeg asiel in mei 2008 (08.05) te Gent', ['2008-05-08']), ('school since September 2020 (12th)', ['2020-09-12']), ('Zulassung im August 2019 (13.8.)', ['2019-08-13']), ('eind mei (de 3de) kwam An', ['2021-05-03']),
    ('at the end of March 2017 - the 30th - Bo arrived', ['2017-03-30']), ('Ende Mai (27.-30.) im Spital', ['2021-05-27', '2021-05-30']), ("in België sinds '08 (mei)", ['2008-05']), ('c’était 2013 (mars).', ['2013-03']),
    ('lawyer since early 2017, Feb.', ['2017-02']), ('OQT 01/2010 ; refus', ['2010-01']), ('cours depuis fév., fin 30/06', ['2021-02', '2021-06-30']), ('de zaak (brief jan.) loopt', ['2021-01']), ('febr tot apr in Gent', ['2021-02', '2021-04']),
    ('held 6 November 2018, saw a doctor on 21st, certificate given', ['2018-11-06', '2018-11-21']), ('le 2 juin 2021, malade de lundi 14 jusque mercredi', ['2021-06-02', '2021-06-14']),
])
def test_what_stands_right_behind_says_it_closer(text, dates):
    assert told(text) == dates


@pytest.mark.parametrize('text, dates', [
    ('in mei 2008 (08.06)', ['2008-05']), ('in May 2019 (12 people)', ['2019-05']), ('en mai 2019 (3 fois)', ['2019-05']), ('in 2013 (bijlage)', ['2013']), ('in mei 2019 - 3 dagen later', ['2019-05', '2019-06-03~']), ('en 2019, mais', ['2019']),
    ('on the 2nd floor since May 2020 - the 3rd', ['2020-05']), ('version 2 (mei)', []), ('An dec. geen', []),
])
def test_other_things_in_brackets_say_nothing(text, dates):
    assert told(text)[:1] == dates[:1]
