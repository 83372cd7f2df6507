"""Absolute dates, lists and partial dates as they stand in papers."""
import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from caseline.edtf import parse
from caseline.extraction.dates import find_dates, with_ranges

LETTER = date(2014, 9, 22)


def values(text, **options):
    return [found.edtf for found in find_dates(text, reference=LETTER, **options)]


@pytest.mark.parametrize('written, value', [
    ('12/03/2019', '2019-03-12'), ('12-03-2019', '2019-03-12'), ('12.03.2019', '2019-03-12'), ('12.3.19', '2019-03-12'), ('2019-03-12', '2019-03-12'), ('12.III.2019', '2019-03-12'),
    ('12 mars 2019', '2019-03-12'), ('12 MARS 2019', '2019-03-12'), ('1er mars 2019', '2019-03-01'), ('12\u00a0mars\u00a02019', '2019-03-12'), ('12\nmars 2019', '2019-03-12'),
    ('12 maart 2019', '2019-03-12'), ('12. März 2019', '2019-03-12'), ('12th of March, 2019', '2019-03-12'), ('March 12, 2019', '2019-03-12'), ('12-Mar-2019', '2019-03-12'), ('12. 3. 2019', '2019-03-12'),
    ('mars 2019', '2019-03'), ('Sept. 2018', '2018-09'), ('03/2019', '2019-03'),
    ('vingt-deux septembre deux mille quatorze', '2014-09-22'), ('twee maart tweeduizend negentien', '2019-03-02'), ('zweiundzwanzigsten September zweitausendvierzehn', '2014-09-22'),
    ('twenty-first day of April two thousand and fifteen', '2015-04-21'), ('premier août mil neuf cent quatre-vingt-dix-sept', '1997-08-01'),
])
@pytest.mark.parametrize('sentence', ['Notifié le {} à Bo.', 'Op {} verscheen An', 'on {}, An left', '({})'])
def test_every_way_of_writing_is_found_in_papers_of_any_language(written, value, sentence):
    text = sentence.format(written)
    (found,) = find_dates(text)
    assert (found.edtf, found.kind, text[found.start:found.end]) == (value, 'date', found.text)
    assert found.text == written


def test_the_year_in_words_may_come_first():
    text = "L'an deux mille quatorze, le vingt-deux septembre, à onze heures"
    (found,) = find_dates(text)
    assert found.edtf == '2014-09-22' and found.text == 'deux mille quatorze, le vingt-deux septembre'


@pytest.mark.parametrize('text, expected', [
    ('les 13 et 16 décembre 1996', ['1996-12-13', '1996-12-16']),
    ('on 27 April, 1 June and 8 July 2010', ['2010-04-27', '2010-06-01', '2010-07-08']),
    ('vom 30. Dezember bis zum 2. Januar 2015', ['2014-12-30', '2015-01-02']),
    ('op 2, 9 en 16 mei 2013', ['2013-05-02', '2013-05-09', '2013-05-16']),
    ('May 3 and 5, 2012', ['2012-05-03', '2012-05-05']),
    ('de mars à juin 2017', ['2017-03', '2017-06']),
    ('am 5. und 6.2.2010', ['2010-02-05', '2010-02-06']),
])
def test_lists_share_the_month_and_the_year_they_say_once(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize('text, edtf, within', [
    ('du 3 au 17 mars 2016', '2016-03-03/2016-03-17', False), ('entre le 13 et le 20 janvier 2020', '2020-01-13/2020-01-20', True),
    ('tussen 12 maart en 4 april 2018', '2018-03-12/2018-04-04', True), ('année scolaire 2013-2014', '2013/2014', False), ('vom 12. bis 14.03.2014', '2014-03-12/2014-03-14', False),
])
def test_spans_join_into_one_interval_when_asked(text, edtf, within):
    (span,) = with_ranges(text, find_dates(text))
    assert (span.edtf, span.kind, span.within) == (edtf, 'interval', within)
    assert text[span.start:span.end] == span.text


def test_two_separate_dates_stay_two():
    text = 'le 3 mars 2016 et le 5 mai 2016; 2012 and 2013'
    assert with_ranges(text, find_dates(text)) == find_dates(text)


@pytest.mark.parametrize('text, edtf, kind', [
    ('fin 2009', '2009~', 'partial'), ('mi-2012', '2012~', 'partial'), ('eind juni 2016', '2016-06~', 'partial'), ('Anfang Juni 2016', '2016-06~', 'partial'), ('vers mars 2015', '2015-03~', 'date'),
    ('omstreeks maart 2015', '2015-03~', 'date'), ('the summer of 2015', '2015-22', 'partial'), ('vers le printemps 2011', '2011-21~', 'partial'), ('the 1990s', '199X', 'date'), ('de jaren 90', '199X', 'date'),
])
def test_a_date_is_never_more_precise_than_its_source(text, edtf, kind):
    (found,) = find_dates(text)
    assert (found.edtf, found.kind) == (edtf, kind)


@pytest.mark.parametrize('text, side', [('depuis le 1er août 2019', 'since'), ("jusqu'au 3 mai 2018", 'until'), ('vóór 3 mei 2018', 'before'), ('nach dem 3. Mai 2018', 'after'), ('op 3 mei 2018', '')])
def test_one_side_of_a_span_is_told(text, side):
    assert [found.bound for found in find_dates(text)] == [side]


def test_a_weekday_checks_its_date():
    assert values('mardi 5 mars 2019') == ['2019-03-05']
    assert values('lundi 5 mars 2019') == ['2019-03-05?']
    assert find_dates('mardi 5 mars 2019')[0].text == '5 mars 2019'


@pytest.mark.parametrize('written, value', [
    ('ler mars 2016', '2016-03-01'), ('12 rnars 2019', '2019-03-12'), ('12mars2019', '2019-03-12'), ('l4 mars 2O16', '2016-03-14'), ('3 décernbre 2012', '2012-12-03'), ('18 octobrc 2015', '2015-10-18'),
    ('I2/11/2013', '2013-11-12'), ('22 . 09 . 2014', '2014-09-22'), ('8 juiIlet 2015', '2015-07-08'), ('21\nfévrier\n2013', '2013-02-21'),
])
def test_damage_by_ocr_is_read_through(written, value):
    text = f'Notifié le {written} à Bo'
    (found,) = find_dates(text)
    assert (found.edtf, found.text) == (value, written)


@pytest.mark.parametrize('text, value', [
    ('10/08/1975 E.C.', '1983-04-18'), ('5 Meskerem 1990', '1997-09-15'), ('12/05/1362 (calendrier persan)', '1983-08-03'), ('geboren op 22/06/1370 (Perzische kalender)', '1991-09-13'), ('3 Ramadan 1430', '2009-08-24~'),
])
def test_other_calendars_are_converted_when_they_are_named(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize('text', ['', ' \n\t', '12', 'mars', '31/02/2019', '99/99/9999', '0/0/0', '2019-13-45', 'é' * 50])
def test_what_is_no_date_gives_none(text):
    assert find_dates(text) == []


def test_offsets_are_characters_after_accents_and_emoji():
    text = '😀 Été à Liège : né le 3 août 2011, arrivée le 4 août 2011'
    assert [text[found.start:found.end] for found in find_dates(text)] == ['3 août 2011', '4 août 2011']


def test_accents_written_apart_are_the_same_letters():
    text = unicodedata.normalize('NFD', 'Née le 3 février 2015, le 5 août 2016')
    assert [(found.edtf, text[found.start:found.end]) for found in find_dates(text)] == [
        ('2015-02-03', unicodedata.normalize('NFD', '3 février 2015')), ('2016-08-05', unicodedata.normalize('NFD', '5 août 2016'))]


MARK = re.compile(r'\[([^\[\]|]+)\|([^\[\]|]+)\]')


@pytest.mark.parametrize('lang', ['fr', 'nl', 'en', 'de'])
def test_found_dates_stand_in_the_text_in_order_and_are_edtf(lang):
    probes = Path(__file__).parents[2] / 'benchmarks' / 'data' / 'dates' / f'development.{lang}.txt'
    text = MARK.sub(r'\1', probes.read_text('utf-8'))
    found = find_dates(text, reference=LETTER)
    assert len(found) > 80
    end = 0
    for one in found:
        assert one.start >= end and text[one.start:one.end] == one.text and parse(one.edtf)
        end = one.end
