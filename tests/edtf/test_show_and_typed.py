"""Dates in words for readers, and dates as people type them."""
from datetime import date

import pytest
from hypothesis import given, strategies as st

from caseline.edtf import NotEdtf, parse, show, typed

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize('edtf, lang, words', [
    ('2020-02-01', 'fr', '1er février 2020'), ('2020-02-01', 'de', '1. Februar 2020'), ('2020-02-01', 'nl', '1 februari 2020'), ('2020-02-01', 'en', '1 February 2020'),
    ('2011-21~', 'fr', 'vers le printemps 2011'), ('2011-22~', 'fr', 'vers l’été 2011'), ('2011-21~', 'nl', 'rond de lente van 2011'), ('2011-23', 'de', 'Herbst 2011'),
    ('2015-03~', 'fr', 'vers mars 2015'), ('2015-03-04~', 'de', 'um den 4. März 2015'), ('2009~', 'en', 'about 2009'), ('2009?', 'nl', '2009 (onzeker)'), ('2009%', 'en', 'about 2009 (uncertain)'),
    ('201X', 'fr', 'les années 2010'), ('199X', 'en', 'the 1990s'), ('199X~', 'nl', 'rond de jaren 1990'),
    ('2020-01-13/2020-01-20', 'fr', 'du 13 au 20 janvier 2020'), ('2019-12-28/2020-01-05', 'nl', 'van 28 december 2019 tot 5 januari 2020'), ('2013/2014', 'en', 'from 2013 to 2014'),
    ('2014-03-02/2014-05-01', 'fr', 'du 2 mars au 1er mai 2014'), ('2016-07/2018-08~', 'de', 'von Juli 2016 bis etwa August 2018'),
    ('2019-08-01/..', 'fr', 'depuis le 1er août 2019'), ('../2010-22', 'fr', 'jusqu’à l’été 2010'), ('../2019-08', 'fr', 'jusqu’en août 2019'), ('201X/..', 'fr', 'depuis les années 2010'), ('2019/', 'en', '2019 (end unknown)'),
])
def test_a_careful_person_writes(edtf, lang, words):
    assert show(edtf, lang) == words


@pytest.mark.parametrize('lang, words', [('en', 'between 13 and 20 January 2020'), ('fr', 'entre le 13 et le 20 janvier 2020'),
                                         ('nl', 'tussen 13 en 20 januari 2020'), ('de', 'zwischen dem 13. und dem 20. Januar 2020')])
def test_one_unknown_moment_is_not_written_as_a_duration(lang, words):
    assert show('2020-01-13/2020-01-20', lang, within=True) == words


def test_open_ends_of_one_unknown_moment():
    assert show('../2022-09-14', 'en', within=True) == 'on or before 14 September 2022'
    assert show('2019-08/..', 'nl', within=True) == 'ten vroegste in augustus 2019'


def test_short_forms_and_other_languages():
    assert show('2020-01-13/2020-01-20', 'fr', short=True) == '13–20 janv. 2020'
    assert show(parse('2020-01-13'), 'nl', short=True) == '13 jan. 2020'
    assert show('2020-01-13', 'pl') == '13 January 2020'


@given(st.dates(date(1901, 1, 1), date(2030, 12, 31)), st.sampled_from([4, 7, 10]), st.sampled_from(['', '~', '?']), st.sampled_from(['en', 'fr', 'nl', 'de']))
def test_what_is_shown_can_be_typed_again(day, length, mark, lang):
    edtf = day.isoformat()[:length] + mark
    written = show(edtf, lang)
    if mark == '?':
        written = show(edtf[:-1], lang) + ' ?'
    assert typed(written, lang, TODAY).text == edtf


@pytest.mark.parametrize('text, edtf', [
    ('12/3/19', '2019-03-12'), ('12.03.2019', '2019-03-12'), ('12-03-85', '1985-03-12'), ('2019-03-12', '2019-03-12'), ('1er février 2020', '2020-02-01'), ('March 3, 2015', '2015-03-03'),
    ('vers mars 2015', '2015-03~'), ('fin 2009', '2009~'), ('mi-2012', '2012~'), ('eind juni 2016', '2016-06~'), ('printemps 2011', '2011-21'), ('vers le printemps 2011', '2011-21~'),
    ('2015?', '2015?'), ('années 90', '199X'), ('the 1990s', '199X'), ('since 2014', '2014/..'), ('vóór 2010', '../2010'), ('depuis le 1er août 2019', '2019-08-01/..'),
    ('du 3 au 17 mars 2016', '2016-03-03/2016-03-17'), ('entre le 3 mars et le 5 avril 2014', '2014-03-03/2014-04-05'), ('2013-2014', '2013/2014'), ('03/2019', '2019-03'), ('201x', '201X'),
    ('  12 / 3 / 2019 ', '2019-03-12'), ('2019-08-01/..', '2019-08-01/..'),
])
def test_what_people_type(text, edtf):
    assert typed(text, 'fr', TODAY).text == edtf


@pytest.mark.parametrize('text', ['', '31/02/2019', 'hier', '13/13/2013', 'mars', '99', 'A' * 5000, 'du 17 au 3 mars 2016', '<b>2014</b>', '12//2014'])
def test_what_cannot_be_read_is_explained_in_the_language_of_the_screen(text):
    with pytest.raises(NotEdtf) as refusal:
        typed(text, 'nl', TODAY)
    assert 'kon niet als datum worden gelezen' in str(refusal.value) and len(str(refusal.value)) < 300


@given(st.text(max_size=40))
def test_any_typing_is_understood_or_refused(text):
    try:
        assert parse(typed(text, 'en', TODAY).text)
    except NotEdtf:
        pass
