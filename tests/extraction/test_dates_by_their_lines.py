"""Dates counted from the day of their own line: chats, quoted mails, running notes, rows of a list."""
from datetime import date

import pytest

from caseline.extraction.dates import find_dates
from caseline.extraction.understand import told_in

PRINTED = date(2023, 6, 30)


def told(text, reference=PRINTED, anchor='letter'):
    return [found.edtf for found in find_dates(text, reference=reference, anchor=anchor)]


@pytest.mark.parametrize('chat, edtf', [
    ('[12/03/2022, 14:05:10] An: he left yesterday\n[12/03/2022, 14:06:11] Bo: ok', '2022-03-11'),
    ('12-03-22 19:05 - An: kleine was gisteren bij de dokter\n12-03-22 19:06 - Bo: oei', '2022-03-11'),
    ('12/03/2022, 08:12 - An: Huderf depuis hier soir\n12/03/2022, 08:15 - Bo: courage', '2022-03-11'),
    ('12.03.22, 08:12 - An: Termin am 28.3. um 9 Uhr\n12.03.22, 08:15 - Bo: gut', '2022-03-28'),
])
def test_a_message_of_a_chat_is_read_from_its_own_day(chat, edtf):
    assert told(chat)[1] == edtf


@pytest.mark.parametrize('mail, edtf', [
    ('Bien reçu.\n\nLe ven. 4 mars 2022 à 10:12, Bo <bo@example.org> a écrit :\n> Bonjour,\n> An est passée hier.\n', '2022-03-03'),
    ('Thanks.\n\nOn 4 Mar 2022, at 10:12, Bo wrote:\n> An came in yesterday.\n', '2022-03-03'),
    ('Goed.\n\n> Van: Bo\n> Verzonden: vrijdag 4 maart 2022 10:12\n> Aan: An\n>\n> Zij was gisteren hier.\n', '2022-03-03'),
    ('Gut.\n\n> Von: Bo\n> Gesendet: Freitag, 4. März 2022 10:12\n>\n> Sie war gestern, am 3., bei mir.\n', '2022-03-03'),
])
def test_a_quoted_mail_is_read_from_its_own_day(mail, edtf):
    assert told(mail)[1] == edtf


def test_behind_a_quoted_mail_the_answer_is_of_its_own_day_again():
    mail = 'Vu.\n\nLe 4 mars 2022 à 10:12, Bo a écrit :\n> An est passée hier.\n\nElle est revenue hier.'
    assert told(mail) == ['2022-03-04', '2022-03-03', '2023-06-29']


def test_entries_of_a_running_note_are_read_from_their_own_day():
    note = '15.06.18\nBeide hier, gestern Post.\n\n20.03.18\nBrief abgeholt am 6.3.; Rückkehrberatung heute.\n\n09.11.17\nVorladung für den 7. November, waren dort.'
    assert told(note, date(2018, 6, 15)) == ['2018-06-15', '2018-06-14', '2018-03-20', '2018-03-06', '2018-03-20', '2017-11-09', '2017-11-07']


def test_a_row_of_a_list_is_read_from_its_own_day():
    rows = '03-11-14     asylum asked\n24-02-15     urgent appeal lost (lodged 18 Feb)\n14-01-20     new flight announced for 28 January'
    assert told(rows, None) == ['2014-11-03', '2015-02-24', '2015-02-18', '2020-01-14', '2020-01-28']


def test_the_births_at_the_top_of_a_form_are_no_entries():
    form = 'Bo\n12/03/1980\nAn\n04/05/1975\nCy\n06/07/1999\nDi\n01/02/1977\n\nRendez-vous le 5 mai.'
    assert told(form, date(2023, 4, 2))[-1] == '2023-05-05'


def test_two_dates_that_begin_lines_are_no_list():
    assert told('12/03/2020\nBo, An\n15/03/2020\n\nVu hier.')[-1] == '2023-06-29'


def days_of(mail):
    return [moment.edtf for _, _, moments in told_in([mail]).story.dated for moment in moments]


@pytest.mark.parametrize('line, edtf', [
    ('The office said yes on Monday.', '2022-02-28'), ('Bo est à l’hôpital depuis samedi (crise).', '2022-02-26'), ('Madame est venue au bureau vendredi\n> dernier avec An.', '2022-02-25'), ('Bo zaterdag door politie naar huis gebracht.', '2022-02-26'),
])
def test_a_weekday_that_has_been_is_a_day(line, edtf):
    assert edtf in days_of(f'Bien reçu.\n\nLe 3 mars 2022 à 10:12, Bo a écrit :\n> {line}\n')


@pytest.mark.parametrize('line', ['She goes to the choir on Monday.', 'They came on the Sunday after the move.', 'Zij ging elke zaterdag naar de les.', 'She was usually there on Monday.'])
def test_a_habit_or_some_weekday_is_no_day(line):
    assert days_of(f'Bien reçu.\n\nLe 3 mars 2022 à 10:12, Bo a écrit :\n> {line}\n') in ([], ['2022-03-03'])


def test_a_transcript_is_of_the_day_in_its_head():
    paper = told_in(['Enregistrement 3 - Mme M. - Bruxelles, 6 mai 2021 - durée 52 min\n\n- L’avocat a fait les papiers en septembre de l’année passée.\n']).paper
    assert paper.date == '2021-05-06'
