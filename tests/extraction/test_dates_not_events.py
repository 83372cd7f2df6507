"""What looks like a date and is none, and dates that only name a law or a case."""
import json
import time

import pytest
from hypothesis import given, settings, strategies as st

from caseline.edtf import parse
from caseline.extraction.dates import find_dates
from caseline.extraction.dates.jsonl import BadLine, answer_lines


@pytest.mark.parametrize('text', [
    'Tél. 02/123.45.67 - GSM 0475/12.34.56', 'Tel. 02.12.19.99, fax 04 222 18 20', 'Dossier SP 6.543.210 - OE 8.765.432', 'article 9bis, § 1er, alinéa 2, 3° ; art. 74/14', 'rijksregisternummer 85.07.30-033.61',
    'application no. 12345/04, § 45, ECHR 2006-I', 'ECLI:BE:RVSCE:2019:ARR.245.678', 'kamer 12, 1000 Brussel, Pacheco 44', '§ 60 Abs. 5 AufenthG, 1 BvR 1921/04, Rn. 12', 'Mei is de mooiste maand; zij mei niet.',
    'She may go; they march on; an august body; the second may follow.', 'IBAN BE71 0961 2345 6769, dû : 1.998,20 EUR', 'environ 1900 personnes', 'plus de 2000 euros, 2010 habitants', '2018 Antwerpen',
    'in de zin van de Wte 1995 en de Wegenverkeerswet 1994 (Stb. 1995, 623)', 'the Aliens Decree 2000 and the 2003 Aliens Act', 'NVwZ 2011, 48; BGBl. I 2004, 1950', 'Formulaire C1 version 03.2019, modèle 2014', 'AWB 10/2011, 2014/11/03-227',
    '[2021] EWCA Civ 113, [2017] 1 WLR 2137; InsbürO 2012, 239; JurionRS 2011, 29371', 'AA/01414/2014, ECLI:DE:OLGD:2016:0722', 'Fantasiestraat 9, 1850 Humbeek', 'DGDE/2022/1877',
    'page 3/12, 1/3 des revenus, 12:30', 'pourvoi n° 12-10.223 ; requête nos 10486/10 et 2346/02',
])
def test_numbers_and_words_that_are_no_dates(text):
    assert find_dates(text) == []


@pytest.mark.parametrize('text', [
    'la loi du 15 décembre 1980 sur l’accès au territoire', "l'arrêté royal du 8 octobre 1981", 'la Convention de Genève du 28 juillet 1951', 'de wet van 15 december 1980', 'het K.B. van 8 oktober 1981',
    'de Vreemdelingenwet van 15 december 1980', 'the Act of 15 December 1980', 'Gesetz vom 15. Dezember 1980', 'M.B., 31 décembre 1980', 'ordonnance n° 2009-515 du 7 mai 2009', 'arrêté du 3 mai 2012 relatif aux conditions de séjour',
    'Directive 2008/115/CE du Parlement européen et du Conseil du 16 décembre 2008', 'C.E., 9 décembre 2009, n° 198.769', 'HR 19 september 2003, ECLI:NL:HR', 'BVerwG, Urteil vom 3. Mai 2012', 'la loi-programme du 2 août 2002',
])
def test_laws_and_cited_cases_are_references(text):
    assert [found.kind for found in find_dates(text)] == ['legal_reference']


@pytest.mark.parametrize('text', [
    'la décision du 3 mars 2014', 'arrêt n° 231 456 du 20 janvier 2020', 'het besluit van 24 mei 2002', 'the decision of 3 March 2014', 'Bescheid vom 3. März 2014', 'ordonnance du 20 mai 2016 convoquant les parties',
    "l'arrêté du 3 mai 2012 par lequel le préfet", 'sur base de la loi, la demande du 3 mars 2014', 'Par la loi, le 3 mars 2014 il',
])
def test_decisions_about_people_are_dates(text):
    assert [found.kind for found in find_dates(text)] == ['date']


def test_an_invalid_day_is_never_moved_to_a_valid_one():
    assert find_dates('le 31 juin 2014') == [] or all('31' not in found.edtf for found in find_dates('le 31 juin 2014'))


HOSTILE = {
    'digits': '1' * 1_000_000, 'slashes': '1/' * 500_000, 'dots': '12.' * 330_000, 'spaces': '12' + ' ' * 1_000_000 + 'mars', 'lists': '1, ' * 330_000 + '3 mars', 'ands': '12 et ' * 160_000, 'years': '2014-' * 200_000,
    'months': 'mars ' * 200_000, 'numbers in words': 'vingt-' * 160_000, 'months and slashes': '12/mars/' * 120_000, 'lookalikes': 'l0OI' * 250_000, 'law words': 'loi du ' * 140_000 + '3 mars 2014', 'relative': 'il y a ' * 140_000 + 'jours',
    'calendars': 'persian 1/1/1370 ' * 20_000, 'years in words': "l'an deux mille dix " * 20_000, 'broken words': 'novem-\n' * 40_000, 'streets': 'rue du 3 mai ' * 25_000,
    'lines': '\n' * 1_000_000, 'one word': 'a' * 1_000_000, 'weekdays': 'lundi ' * 160_000, 'thousand different words': ' '.join(f'x{number}y' for number in range(140_000)),
}


@pytest.mark.parametrize('name', HOSTILE)
def test_a_hostile_megabyte_takes_linear_time(name):
    text = HOSTILE[name] if name in ('digits', 'spaces', 'lines', 'law words', 'dots') else HOSTILE[name][:200_000]
    pieces = text[:len(text) // 8], text
    spent = [_cpu_seconds(piece) for piece in pieces]
    for _again in range(2):  # a busy machine slows single runs: what looks slow is measured again, and the best counts
        if spent[1] >= 16 * max(spent[0], 0.02) or spent[1] >= 12:
            spent = [min(before, _cpu_seconds(piece)) for before, piece in zip(spent, pieces, strict=True)]
    assert spent[1] < 16 * max(spent[0], 0.02), spent
    assert spent[1] < 12


def _cpu_seconds(text):
    start = time.process_time()
    find_dates(text)
    return time.process_time() - start


PIECES = st.sampled_from(['12', '3', '2014', '31', '1er', 'mars', 'mei', 'May', ' ', ' ', ' ', '/', '.', '-', ',', '\n', 'et', 'en', 'and', 'le', 'du', 'loi', 'hier', 'il y a', 'deux', 'mille', 'ans', 'lundi', 'été',
                          'E.C.', 'fin', '~', 'nr.', '90', 's', 'Ostern', 'vor', 'Tagen', 'ago', 'last', 'week', '２０１４', '٣', 'İ', 'ß', '\u202e', '\x00', '99999999'])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30).map(''.join) | st.text(max_size=80), st.sampled_from(['letter', 'narrative']))
def test_any_text_gives_ordered_dates_that_stand_in_it(text, anchor):
    end = 0
    for found in find_dates(text, anchor=anchor):
        assert end <= found.start < found.end <= len(text) and text[found.start:found.end] == found.text
        assert parse(found.edtf).text == found.edtf
        end = found.end


def test_lines_in_lines_out():
    asked = json.dumps({'id': 'a', 'lang': 'fr', 'reference': '2014-09-22', 'anchor': 'letter', 'text': 'Bruxelles, le 4 septembre 2014. Notifié le 22.09.2014.'})
    (line,) = answer_lines([asked, '', '\n'])
    answer = json.loads(line)
    assert answer['id'] == 'a'
    assert [(found['edtf'], found['kind'], found['start']) for found in answer['dates']] == [('2014-09-04', 'date', 14), ('2014-09-22', 'date', 43)]


def test_a_line_may_ask_for_spans():
    (line,) = answer_lines([json.dumps({'text': 'entre le 13 et le 20 janvier 2020', 'ranges': True})])
    assert json.loads(line)['dates'] == [{'start': 9, 'end': 33, 'text': '13 et le 20 janvier 2020', 'edtf': '2020-01-13/2020-01-20', 'kind': 'interval', 'within': True}]


@pytest.mark.parametrize('line', ['{', '[]', '{"text": 3}', '{"text": "x", "reference": "hier"}', '{"text": "x", "anchor": "mail"}'])
def test_a_bad_line_is_named(line):
    with pytest.raises(BadLine) as refusal:
        list(answer_lines(['{"text": ""}', line]))
    assert str(refusal.value).startswith('Line 2')
