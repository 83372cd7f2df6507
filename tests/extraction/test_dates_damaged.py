"""Dates in which OCR took letters for digits, and the words that only look so."""
from datetime import date

import pytest

from caseline.extraction.dates import find_dates

NOW = date(2023, 7, 27)


def told(text):
    return [found.edtf for found in find_dates(text, reference=NOW)]


@pytest.mark.parametrize('text, dates', [
    ('Bo is geboren op ll maart 2012.', ['2012-03-11']), ('lO dec. 2011 brief', ['2011-12-10']), ('analyse du Ol.l2.2O12 positive', ['2012-12-01']), ('1ère dose 28/O1/13, faite', ['2013-01-28']),
    ('Gespräch 20.O6. mit Bo, zweites am 25.O7.', ['2023-06-20', '2023-07-25']), ('attest 12/2O12 van Bo', ['2012-12']), ('Ol-12-2O19', ['2019-12-01']), ('28 / 11 / 2O12', ['2012-11-28']), ('l9 april 2O05', ['2005-04-19']),
])
def test_letters_are_read_as_digits(text, dates):
    assert told(text) == dates


@pytest.mark.parametrize('text', ['Il mars sur la ville', "we'll march on", 'réf. 12/2O12', 'Art. 2O.O7. gilt', 'spricht nach ll Tagen', 'op school ll en An', 'Code l0/OO/2012', 'dossier nr. 28/O1/13', 'formulaire v. 01/2O20', 'formulier v. 01/2020'])
def test_words_and_numbers_stay_what_they_are(text):
    assert told(text) == []
