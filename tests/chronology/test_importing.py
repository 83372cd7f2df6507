"""A chronology kept by hand, in Word, Excel or CSV, becomes a preview: dates read, nothing guessed, nothing lost."""
import io
import zipfile
from datetime import date, datetime

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from caseline.chronology.importing import NotAChronology, preview, read_date


def word(*rows, also=()):
    document = Document()
    document.add_paragraph('Our chronology')
    for lines in (rows, *also):
        table = document.add_table(rows=len(lines), cols=len(lines[0]))
        for row, cells in zip(table.rows, lines):
            for cell, text in zip(row.cells, cells):
                cell.text = text
    return saved(document)


def excel(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def told(found):
    return [(row.edtf, row.what) for row in found.rows]


def test_a_word_table_with_french_headings():
    data = word(('Date', 'Événement', 'Pièce'), ('été 2016', 'Déménagement à Anvers', ''), ('12.03.2019', 'Audience', 'convocation'))
    found = preview(data, 'chronologie.docx', 'fr')
    assert told(found) == [('2016-22', 'Déménagement à Anvers'), ('2019-03-12', 'Audience')]
    assert found.columns == {'date': 0, 'what': 1, 'source': 2} and found.rows[1].source == 'convocation'


def test_a_word_table_broken_over_two_pages_is_one_table():
    found = preview(word(('Datum', 'Wat'), ('2014', 'Aankomst'), also=[(('2015', 'Verhuis'), ('2016', 'School'))]), 'a.docx', 'nl')
    assert told(found) == [('2014', 'Aankomst'), ('2015', 'Verhuis'), ('2016', 'School')]


def test_an_excel_sheet_with_real_dates_and_no_headings():
    found = preview(excel([datetime(2015, 1, 2), 'They move to Ghent'], [2016, 'Ci starts school there'], ['03/2017', 'A new lawyer']), 'a.xlsx', 'en')
    assert told(found) == [('2015-01-02', 'They move to Ghent'), ('2016', 'Ci starts school there'), ('2017-03', 'A new lawyer')]


def test_the_table_may_begin_below_a_title():
    found = preview(excel(['Family Peeters'], [], ['When', 'What', 'Who'], ['1/2/2015', 'Arrival', 'An']), 'a.xlsx', 'en')
    assert told(found) == [('2015-02-01', 'Arrival')] and found.rows[0].number == 4 and found.rows[0].who == 'An'


@pytest.mark.parametrize('separator', [',', ';', '\t'])
def test_csv_with_any_separator(separator):
    text = '\r\n'.join(separator.join(cells) for cells in (('Datum', 'Wat', 'Bron'), ('3 maart 2010', 'Asielaanvraag', 'bijlage 26'), ('', '', '')))
    found = preview(text.encode(), 'a.csv', 'nl')
    assert told(found) == [('2010-03-03', 'Asielaanvraag')] and found.skipped == 1


@pytest.mark.parametrize('encoding', ['utf-8', 'utf-8-sig', 'utf-16', 'cp1252'])
def test_accents_survive_old_encodings(encoding):
    found = preview('Date;Événement\n1er août 2016;Née à Liège\n'.encode(encoding), 'a.csv', 'fr')
    assert told(found) == [('2016-08-01', 'Née à Liège')]


def test_a_date_that_cannot_be_read_waits_for_a_person():
    found = preview(b'Date;What\nwhen we were young;They meet\n??;Something\n', 'a.csv', 'en')
    assert told(found) == [(None, 'They meet'), (None, 'Something')] and len(found.undated) == 2


def test_a_date_inside_the_sentence_can_be_looked_for():
    found = preview(b'Date;What\n;On 3 March 2010 they apply\n', 'a.csv', 'en', find_date=lambda text: '2010-03-03' if '3 March 2010' in text else None)
    assert told(found) == [('2010-03-03', 'On 3 March 2010 they apply')]


def test_a_person_may_say_which_column_is_which():
    found = preview(b'a;b;c\n2014;x;They arrive\n', 'a.csv', 'en', columns={'date': 0, 'what': 2})
    assert ('2014', 'They arrive') in told(found)


def test_formulas_and_markup_stay_words():
    found = preview(b'Date;What\n2014;"=cmd|calc <script>"\n', 'a.csv', 'en')
    assert found.rows[0].what == '=cmd|calc <script>'


@pytest.mark.parametrize(('data', 'name'), [
    (b'', 'a.csv'), (b'   \n \n', 'a.csv'), (b'PK\x03\x04broken', 'a.xlsx'), (b'PK\x03\x04broken', 'a.docx'), (b'\x00\x01\x02' * 50, 'a.csv'),
    (b'just one line of text without any table', 'a.txt'), (b'%PDF-1.7 \x00', 'a.pdf')])
def test_what_is_no_chronology_says_why(data, name):
    with pytest.raises(NotAChronology) as refused:
        preview(data, name, 'en')
    assert str(refused.value).endswith('.')


def test_a_word_file_without_a_table_says_so():
    with pytest.raises(NotAChronology, match='holds no table'):
        preview(saved(Document()), 'a.docx', 'en')


def test_a_file_that_would_unpack_to_gigabytes_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as archive:
        archive.writestr('xl/worksheets/sheet1.xml', b'0' * 210_000_000)
    with pytest.raises(NotAChronology, match='unpacks'):
        preview(out.getvalue(), 'a.xlsx', 'en')


def test_too_many_rows_are_refused():
    with pytest.raises(NotAChronology, match='more than'):
        preview(b'Date;What\n' + b'2014;x\n' * 20_002, 'a.csv', 'en')


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(['a.csv', 'a.xlsx', 'a.docx', 'a']))
def test_any_bytes_give_rows_or_a_sentence(data, name):
    try:
        assert preview(data, name, 'fr').columns
    except NotAChronology as refused:
        assert str(refused)


def test_typed_dates_in_four_languages():
    assert [read_date(text, 'en', date(2024, 1, 1)) for text in ('3 March 2010', '3 mars 2010', '3 maart 2010', '3. März 2010')] == ['2010-03-03'] * 4
