"""Days without a year in notes, tables and chats whose lines begin with full dates."""
from datetime import date

import pytest

from caseline.extraction.dates import find_dates

ROWS = '12-03-15     arrived, Germany said ok on 20 Jan     file\n04-12-15     refused (lodged 18-11)\n10-01-16     appeal of 29/12, hearing 3 Feb    lawyer\n'
NOTES = '20.03.18\nabgeholt 6.3.; Frist f. Klage 5.4.!\n\n09.11.17\nVorladung für 7.11., im Juli war Bo krank\n\n31.05.17\nBrief von An 21.5.\n'
CHAT = '18-03-19 09:12 - Bo: gesprek 28/3 om 8u30\n19-03-19 21:03 - An: geboren 30 november in Gent\n20-04-20 10:15 - Bo: vorig jaar 22 mei was goed\n'


def told(text, reference=None):
    return [found.edtf for found in find_dates(text, reference=reference) if found.kind == 'partial']


@pytest.mark.parametrize('reference', [None, date(2021, 6, 24)])
@pytest.mark.parametrize('text, days', [
    (ROWS, ['2015-01-20', '2015-11-18', '2015-12-29', '2016-02-03']), (NOTES, ['2018-03-06', '2018-04-05', '2017-11-07', '2017-07', '2017-05-21']), (CHAT, ['2019-03-28', '2018-11-30']),
])
def test_days_take_the_year_nearest_to_their_line(text, days, reference):
    assert told(text, reference)[:len(days)] == days


def test_a_full_date_stands_before_a_time():
    assert [found.edtf for found in find_dates('10-04-19 10:15 - Bo: ja\n12.03.20 08:14')] == ['2019-04-10', '2020-03-12']


def test_last_year_is_counted_from_the_line():
    assert told(CHAT, date(2020, 4, 22))[-1] == '2019-05-22'


def test_lines_that_a_sentence_broke_date_nothing():
    text = 'Elle est venue le\n12-03-15 et il est parti le\n04-12-15 puis rentré le\n10-01-16 et revenu le 20 mai à Gand.'
    assert told(text, date(2021, 6, 24)) == told(text.replace('\n', ' '), date(2021, 6, 24))


def test_what_follows_a_blank_line_is_no_part_of_the_last_note():
    assert told(ROWS + '\nRetour le 3 mars.', date(2021, 3, 1))[-1] == '2021-03-03'


def test_a_paper_without_a_date_takes_the_year_of_the_same_day_in_full():
    assert told('Visite 27/9/22 chez Bo, bilan de 2019 ; analyses 12/19 - 6/21, transfusion aujourd’hui 27/9') == ['2022-09-27']
