"""Text in any encoding, RTF, HTML and tables come out as clean leaves of text."""
import datetime
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseline.reading import read
from caseline.reading.encodings import decoded
from caseline.reading.limits import LEAF
from caseline.reading.pages import Job
from caseline.reading.plain import leaves, tidy
from tests.reading import papers as made

LETTER = 'Élève née le 3 août 2010 à Liège – « reçu »'


@pytest.mark.parametrize('encoding', ['utf-8', 'utf-8-sig', 'utf-16', 'utf-16-le', 'utf-16-be', 'cp1252'])
def test_text_in_any_common_encoding(put, encoding):
    assert read(put(LETTER.encode(encoding)), name='a.txt').pages[0].text == LETTER


def test_old_dos_text_keeps_its_accents():
    assert decoded('Ü né à Liège le 3 août, reçu'.encode('cp850')) == 'Ü né à Liège le 3 août, reçu'


@pytest.mark.parametrize(('text', 'encodings'), [
    ('Свидетельство о рождении выдано 3 марта 2009 года в городе Грозный', 'cp1251 koi8-r cp866'),
    ('Свідоцтво про народження видано у місті Київ', 'cp1251'),
    ('Nüfus kaydı: Ayşe Yılmaz İstanbul ilinde doğmuştur', 'cp1254 iso8859-9'),
    ('Zaświadczenie o urodzeniu wydane w Łodzi, ojciec nie żyje', 'cp1250 iso8859-2'),
    ('Potvrzení o bydlišti: paní Nováková bydlí v Brně', 'cp1250'), ('Certificat de naştere eliberat în Bucureşti: mama şi tatăl', 'cp1250'),
    ('Ληξιαρχική πράξη γέννησης που εκδόθηκε στην Αθήνα', 'cp1253'), ('شهادة ميلاد صادرة في مدينة حلب', 'cp1256'),
    ('L’extrait est légalisé, Mme Peña et M. Weiß l’ont reçu à Liège', 'cp1252'), ('El niño nació en Logroño. ¿Dónde está?', 'cp1252'),
    ('Die Geburtsurkunde für Straße und Größe', 'cp1252 cp850')])
def test_the_old_encoding_is_found_by_the_letters_of_a_language(text, encodings):
    for encoding in encodings.split():
        assert decoded(text.encode(encoding)) == text, encoding


@given(st.binary(max_size=300))
def test_any_bytes_become_some_text(data):
    assert isinstance(decoded(data), str)


def test_lines_and_paragraphs_stay_and_the_rest_is_tidied():
    assert tidy('An\u00a0 Peeters\r\nrue  Haute\t4\r\n\r\n\r\n\r\nBru\u00adxelles\u200b') == 'An Peeters\nrue Haute 4\n\nBruxelles'


@given(st.text(alphabet='ab \n', max_size=20_000), st.integers(0, 5))
def test_leaves_hold_every_word_in_order(text, feeds):
    text += '\f' * feeds + 'end'
    pages = [part for part in leaves(text, Job(None, 'a.txt'))]
    assert ' '.join(page.text for page in pages).split() == text.split()
    assert all(len(page.text) <= LEAF * 1.3 for page in pages)


def test_a_form_feed_starts_a_leaf(put):
    assert [page.text for page in read(put(b'one\ftwo'), name='a.txt').pages] == ['one', 'two']


def test_rtf_with_accents_and_a_picture(put):
    rtf = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\generator x;}\f0 N\'e9 le 3 ao\'fbt 2010\par {\pict\pngblip 89504e47}\u201?Suite}"
    text = read(put(rtf.encode()), name='a.rtf').pages[0].text
    assert 'Né le 3 août 2010' in text and '89504e47' not in text


def test_html_shows_what_a_reader_sees(put):
    page = b'<!DOCTYPE html><html><head><title>t</title><body><h1>Annexe 26</h1><ul><li>un<li>deux</ul><script>x()</script>&eacute;t&eacute;</body>'
    assert read(put(page), name='a.html').pages[0].text == 'Annexe 26\n\nun\ndeux\n\nété'


def test_csv_with_semicolons(put):
    assert read(put('nom;né le\nAn;"3 mars; 2010"\n'.encode()), name='a.csv').pages[0].text == 'nom né le\nAn 3 mars; 2010'


def test_a_workbook_gives_a_leaf_a_sheet_whole_dates_and_no_formulas(put):
    book = openpyxl.Workbook()
    book.active.title = 'Gezin'
    book.active.append(['Ada', datetime.datetime(2010, 3, 3), datetime.datetime(2021, 3, 12, 14, 30), 3.0, True])
    book.active.append([None, None, '=HYPERLINK("http://x")'])
    book.create_sheet('School').append(['ja'])
    stream = io.BytesIO()
    book.save(stream)
    pages = read(put(stream.getvalue()), name='gezin.xlsx').pages
    assert [page.text for page in pages] == ['Gezin\nAda 2010-03-03 2021-03-12 14:30 3 True', 'School\nja']


def test_a_sheet_that_the_library_refuses_is_read_from_its_xml(put):
    """Cells beyond the last column, broken styles; dates come out as days where the styles say so; notes come last."""
    book = openpyxl.Workbook()
    book.active.title = 'Visits'
    book.active.append(['Genk', datetime.datetime(2017, 3, 3), 'moved'])
    book.active['A1'].comment = openpyxl.comments.Comment('ask again', 'An')
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    sheet, styles = 'xl/worksheets/sheet1.xml', 'xl/styles.xml'
    beyond = members | {sheet: members[sheet].replace(b'"C1"', b'"ABCD1"')}
    assert [page.text for page in read(put(made.package(beyond)), name='a.xlsx').pages] == ['Visits\nGenk 2017-03-03 moved', 'A1: ask again']
    broken = read(put(made.package(members | {styles: b'<styleSheet'})), name='a.xlsx').pages[0].text
    assert broken == 'Visits\nGenk 42797 moved'


def test_the_line_that_names_the_separator_is_no_row(put):
    assert read(put(b'sep=;\nGenk, Hasselt;3/3/2017\n'), name='a.csv').pages[0].text == 'Genk, Hasselt 3/3/2017'


def test_rtf_keeps_headers_notes_and_cells_and_leaves_out_what_was_deleted(put):
    rtf = (rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset162 Arial;}}{\header Valmont\par}\f0 Re\'e7u {\f1 A\'fe\'fde}{\footnote by post} "
           rb"{\deleted gone}\par\trowd Genk\cell 2017\cell\row \u-10179?\u-8704?}")
    assert read(put(rtf), name='a.rtf').pages[0].text.split() == 'Valmont Reçu Aşıe by post Genk 2017 😀'.split()


def test_what_was_filled_in_on_a_saved_page_is_read_and_what_it_hides_is_not(put):
    page = (b'<p>Name <input value="An Peeters"><input type=checkbox checked> asks<textarea>a new date</textarea>'
            b'<div style="DISPLAY: none">offer of the day<div>more</div> of it</div>please</p><span style="display:none">never closed')
    assert read(put(page), name='a.html').pages[0].text.split() == 'Name An Peeters X asks a new date please never closed'.split()


def test_rtf_of_libreoffice_keeps_notes_remarks_and_text_boxes(put):
    source = (rb'{\rtf1\ansi Born on 3 March{\super {\*\footnote \pard{\loch  see the deed}}} in Goma{{\*\atnauthor Bo}\chatn{\*\annotation{\*\atndate 0} which day?}}.\par '
              rb'{\shp{\*\shpinst\shpwr2\shptop114{\sp{\sn shapeType}{\sv 202}}{\shptxt\ql{\loch In the box}\par }}}After it.\par }')
    text = read(put(source), name='a.rtf').pages[0].text
    assert [line.strip() for line in text.split('\n') if line.strip()] == [
        'Born on 3 March see the deed in Goma which day?.', 'In the box', 'After it.']
