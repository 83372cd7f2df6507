"""A chronology kept by hand, in Word, Excel or CSV, becomes a preview: dates read, nothing guessed, nothing lost."""
import base64
import io
import zipfile
import zlib
from datetime import date, datetime

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from caseline.chronology.importing import NotAChronology, preview, read_date

OLD_SHEET = (  # a sheet of before 2007, three rows under “Date” and “Fait”, packed
    'c-rk(U1%It6h3!$vzblOWRf;o({{U7+onxY5{nw6HA$1!7L-V>KgfdJZYIgv-E7!wB|+3}YhSblr4RL?AcY8mU@L-x3MOxTQ1qpOqLB7UsSm3tQZO06bLMU`T{k70)`FTdoVj<-{W<rZ|M~i>+Uc_&G+d$rc#wQF>jWv_p(&u5|FDP*O`CNb'
    'Cr@^k;a>$ax@8^up}#U9>%3g+HK^NV_;12KO5w>+n0C=H+BA(*DR3Js#=GBQ*32$)-eO^y|I+z${N_0B0~Y!}$9nev3ScF$3b+DT4Xklf0M!EPfGdHkfc0V%M7IN11MdJf0M`K5YThB;GTw>)2H;(qwh`^7<(PBJAZS91fin7Z#TTq{(fuV@'
    '#CiXe*u`aFghtpldZLL~_*TJAIYU(O875(*JJ3^f2GnXgC)Cg6y+f=I&_&^PZPCvdU2^u5^4=itYU1@D%bM?m(ncZrUab5LaRNo<s)wSKpg0{w9E@W|16^SMdPQcicc^X|;aN8_8uC}s1pC+{_OP9fCPMxOdWU^y91v+qCL=BV{gLocM>5$l'
    'Iyx<$H9@~SVUHJ2hMCTr3;nmn(Tx)6^uMD|Kz7CC+~m&B71FmXKyO}vzI6e5uqd5i7jho|JpGh`k1RRdT3Mg8wb_8Qby>f(E3@U&uF94<2gK@+BX)lyyOhxrL$;kcfjt$TDP;nQ_McRAg`VZmp4%s^0yz%h%sOA{dvQBe=Ggf@hYOi>L?Km}'
    'ld22vE(-l(xyiyr(lC(>%s-GX{-h2GFadYd-e|@~vpX8kAk}mq?vLBUF&o(?`a(LM2;bA%b}!OVU%EeSgWs5gL}b#q-%Ug@vmQ9Frh45PoUPobW?d82s&I*ZT#n;Ftz5{$b}c<?uUx*bq4PPRXXpQKXd_FRn$;1EO!>FUiY9p<mAUzBcT8xn'
    '%6rq?`X4(td-{!Y{aoi3PyZ~UQxK;jQG@|*&1!X3;MmlG>CSws=t+#2^paeg)N5vqzG*dS?dTkC8kX)iyD>-A2u&5C8AWKm0@{pZemB>X{!;kj2`@v=N+j^f>xPUe88h@uL)Q7`zIe>9*ZE}Z=z4d|Cu3Z9{7jGY4!J$9ZgQqJG+v0ka;>t?'
    'pKBC)FlQC1Z49cAb-af6eAuX?j{<IjAbLn-O|(v*EzbZj2rC^ly&I`~Jymg?T1uf(@m07rm}MHShq^<%x#oE+9!sZ2Qv;dsuCbV%2tROt%l_y=JCU%(D0jvO2HJ0=_EWCvmkhHGiRBg9m!^-u{p;1fA?v+2O={Zw;kPXRw{&f&v_x5_dvu)`'
    '(XtxS^<qZXj9Fbbp3rvs(+p8auSt#A!z1Hk3FaBn<E?t{Jp8TSHyEva@dxGY-|YK~e_Z_X;+bu0tW&3P|K_Xj_j2qkpha|@n-7YX=Z=r+x|$)Z$J_OIm#6k-S#^($JY}ax<Ei0mWyJE`zO9Y^DY%*ce{%l<A1JnlWilCb`%i;=nhv4j;&U7-'
    '`TTW|mZ9b3l<;5GSf01@9`H?~!tKKuo?jAwpXVQJF>BTV_s;oQAL>DS$@=5iTI&Dbdi}4aYXLfp`zKMCvhMf73I;?cOv#{LO@VS9Icol8CCHzB;ldpMUT}!X8Emn@($3Sqg!|tOe0TZ(U*InXcpt(')


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


class TestMessyTables:
    """As they come: merged cells, headings in row three, stretches, two dates in a cell, years as headings."""

    @pytest.mark.parametrize(('cell', 'edtf'), [
        ('été 2014', '2014-22'), ('12/3-15/3/2016', '2016-03-12/2016-03-15'), ('12-15/3/2016', '2016-03-12/2016-03-15'), ('van 12 tot 15 maart 2016', '2016-03-12/2016-03-15'),
        ('lundi 3 mars 2014', '2014-03-03'), ('maandag 3 maart 2014 om 14u', '2014-03-03'), ('ma. 3/3/2014', '2014-03-03'), ('3/3/2014 à 14h30', '2014-03-03'), ('env. 2014', '2014~'),
        ('± 2015', '2015~'), ('mars/avril 2016', '2016-03/2016-04'), ('20140312', '2014-03-12'), ('01/09/2015 - heden', '2015-09-01/..'), ('sept. 2014 - juin 2015', '2014-09/2015-06'),
        ('12 mars 2014 (notif. 20/3)', '2014-03-12'), ('mar 2014', '2014-03')])
    def test_one_date_or_one_stretch(self, cell, edtf):
        assert read_date(cell, 'fr', date(2024, 1, 1)) == edtf

    @pytest.mark.parametrize('cell', ['12/3/2016 et 14/5/2016', '12/03/2016\n14/05/2016', '12/3/2016; 14/5/2016', '12/3/2016 + 14/5/2016', '12 maart 2016 en 14 mei 2016'])
    def test_two_dates_in_a_cell_become_two_rows_to_look_at(self, cell):
        found = preview(excel(['Date', 'Fait'], [cell, 'Audience']), 'a.xlsx', 'fr')
        assert told(found) == [('2016-03-12', 'Audience'), ('2016-05-14', 'Audience')] and {row.problem for row in found.rows} == {'two_dates'}

    @pytest.mark.parametrize('cell', ['12/3/2016 - ?', 'Noël 2015', 'kort na de geboorte', '31/02/2016', '2016 ou 2017 peut-être', '12', '99/99/9999'])
    def test_what_is_no_date_is_not_guessed(self, cell):
        row, = preview(excel(['Date', 'Fait'], [cell, 'Audience']), 'a.xlsx', 'fr').rows
        assert row.edtf is None and row.problem == 'unread' and row.written == cell

    def test_an_upright_merged_cell_speaks_for_all_its_rows(self):
        book = Workbook()
        for line in (['Date', 'Fait'], ['03/2016', 'Arrivée'], [None, 'École'], [None, 'Autre'], ['2017', 'Fin']):
            book.active.append(line)
        book.active.merge_cells('A2:A3')
        assert told(preview(saved(book), 'a.xlsx', 'fr')) == [('2016-03', 'Arrivée'), ('2016-03', 'École'), (None, 'Autre'), ('2017', 'Fin')]

    def test_merged_cells_of_a_word_table(self):
        document = Document()
        table = document.add_table(rows=5, cols=3)
        for row, cells in zip(table.rows, (('Chronologie', '', ''), ('Datum', 'Wie', 'Feiten'), ('12/3/2016', 'An', 'Aankomst'), ('', 'Bo', 'School'), ('2017', 'Verhuis naar Gent', ''))):
            for cell, text in zip(row.cells, cells):
                cell.text = text
        table.cell(0, 0).merge(table.cell(0, 2))
        table.cell(2, 0).merge(table.cell(3, 0))
        found = preview(saved(document), 'a.docx', 'nl')
        assert [(row.edtf, row.who, row.what) for row in found.rows[:2]] == [('2016-03-12', 'An', 'Aankomst'), ('2016-03-12', 'Bo', 'School')]

    def test_lines_of_one_word_cell_stay_apart(self):
        document = Document()
        table = document.add_table(rows=2, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text, table.cell(1, 0).text, table.cell(1, 1).text = 'Date', 'Fait', '12/03/2016', 'Première ligne.\nDeuxième ligne.'
        assert preview(saved(document), 'a.docx', 'fr').rows[0].what == 'Première ligne.\nDeuxième ligne.'

    def test_years_as_headings_complete_the_days_below_them(self):
        found = preview(excel(['Datum', 'Feit'], ['2015', None], ['12/3', 'Aankomst'], ['april', 'School'], ['2016', None], ['3 mei', 'Weigering']), 'a.xlsx', 'nl')
        assert told(found) == [('2015-03-12', 'Aankomst'), ('2015-04', 'School'), ('2016-05-03', 'Weigering')] and {row.problem for row in found.rows} == {'year_above'}

    def test_the_same_date_as_above(self):
        found = preview(excel(['Date', 'Fait'], ['12/3/2016', 'Audience'], ['idem', 'Ordre'], ['"', 'Autre']), 'a.xlsx', 'fr')
        assert [(row.edtf, row.problem) for row in found.rows] == [('2016-03-12', ''), ('2016-03-12', 'as_above'), ('2016-03-12', 'as_above')]

    def test_from_until_and_notification_have_columns_of_their_own(self):
        found = preview(excel(['Van', 'Tot', 'Wat', 'Datum betekening'], ['1/9/2015', '30/6/2016', 'School', None], ['4/9/2014', None, 'Bevel', '22/9/2014']), 'a.xlsx', 'nl')
        assert [(row.edtf, row.notified) for row in found.rows] == [('2015-09-01/2016-06-30', None), ('2014-09-04', '2014-09-22')]

    def test_a_heading_that_comes_again_on_every_page_is_no_row(self):
        found = preview(excel(['Date', 'Fait'], ['2015', 'Un'], ['Date', 'Fait'], ['2016', 'Deux']), 'a.xlsx', 'fr')
        assert told(found) == [('2015', 'Un'), ('2016', 'Deux')] and found.skipped == 1

    def test_a_letterhead_above_and_headings_in_row_five(self):
        found = preview(excel(['Cabinet Me Claes'], ['Famille : date du jour'], [], [], ['N°', 'Date ou période', 'Évènements', 'Pièces'], [1, 'été 2014', 'Arrivée', 'annexe 26']), 'a.xlsx', 'fr')
        assert told(found) == [('2014-22', 'Arrivée')] and found.rows[0].source == 'annexe 26' and found.rows[0].number == 6

    def test_a_day_number_of_a_sheet_is_told_as_such(self):
        row, = preview(b'Date;What\n41710;Hearing\n', 'a.csv', 'en').rows
        assert (row.edtf, row.problem) == ('2014-03-12', 'serial')

    def test_a_day_to_come_is_pointed_out(self):
        row, = preview(b'Date;What\n1/1/2030;Hearing\n', 'a.csv', 'en', today=date(2024, 1, 1)).rows
        assert row.problem == 'future'

    def test_five_hundred_rows(self):
        lines = [[f'{1 + n % 28}/{1 + n % 12}/{2000 + n % 20}' if n % 7 else 'onbekend', f'Feit {n}', '', None] for n in range(500)]
        found = preview(excel(['Datum', 'Feiten', 'Bewijs', 'x'], *lines), 'a.xlsx', 'nl')
        assert len(found.rows) == 500 and len(found.undated) == 72 and {row.problem for row in found.undated} == {'no_date'}


class TestOddShapes:
    """What else people bring: sheets of old programs, days in three columns, lines of text, sentences that run on."""

    def test_a_sheet_that_counts_its_days_from_1904(self):
        book = Workbook()
        book.epoch = CALENDAR_MAC_1904
        for line in (['Date', 'Fait'], [datetime(2014, 3, 12), 'Audience'], [40248, 'Ordre']):
            book.active.append(line)
        assert told(preview(saved(book), 'a.xlsx', 'fr')) == [('2014-03-12', 'Audience'), ('2014-03-12', 'Ordre')]

    def test_a_sheet_of_before_2007(self):
        found = preview(zlib.decompress(base64.b85decode(OLD_SHEET)), 'a.xls', 'fr')
        assert told(found) == [('2014-03-12', 'Audience'), ('2015-04', 'Ordre'), ('2016', 'x')]

    def test_day_month_and_year_in_columns_of_their_own(self):
        found = preview(excel(['Jour', 'Mois', 'Année', 'Fait'], [12, 'mars', 2016, 'Audience'], ['', 'avril', 2017, 'Ordre'], ['', '', 2018, 'Appel'], [3, 5, 2019, 'Arrêt']), 'a.xlsx', 'fr')
        assert told(found) == [('2016-03-12', 'Audience'), ('2017-04', 'Ordre'), ('2018', 'Appel'), ('2019-05-03', 'Arrêt')]

    def test_lines_of_text_that_begin_with_their_date(self):
        text = '12/03/2016 : Arrivée, à Gand\n13 avril 2016 – Demande\n- 2017: École\nRemarque sans date\n'
        expected = [('2016-03-12', 'Arrivée, à Gand'), ('2016-04-13', 'Demande'), ('2017', 'École'), (None, 'Remarque sans date')]
        document = Document()
        for line in text.splitlines():
            document.add_paragraph(line)
        assert told(preview(text.encode(), 'a.txt', 'fr')) == told(preview(saved(document), 'a.docx', 'fr')) == expected

    def test_a_sentence_that_runs_on_below_its_row(self):
        found = preview(excel(['Date', 'Fait'], ['12/3/2016', 'Audience'], ['', 'suite : le juge reporte'], ['', 'et convoque.'], ['', 'Une visite'], ['1/4/2016', 'Jugement']), 'a.xlsx', 'fr')
        assert told(found) == [('2016-03-12', 'Audience\nsuite : le juge reporte\net convoque.'), (None, 'Une visite'), ('2016-04-01', 'Jugement')] and found.skipped == 0

    def test_only_an_end_is_known(self):
        found = preview(excel(['Début', 'Fin', 'Fait'], ['', '2018', 'École'], ['Noël 2015', '2018', 'Autre']), 'a.xlsx', 'fr')
        assert [(row.edtf, row.problem) for row in found.rows] == [('../2018', ''), (None, 'unread')]

    @pytest.mark.parametrize('same', ['idem', 'Id.', 'ibid.', '"', '“', "''", '//', 'zelfde dag', 'op dezelfde dag', 'le même jour', 'same date', 'am selben Tag'])
    def test_the_row_above_again(self, same):
        row = preview(excel(['Date', 'Fait'], ['12/3/2016', 'Audience'], [same, 'Ordre']), 'a.xlsx', 'fr').rows[1]
        assert (row.edtf, row.problem) == ('2016-03-12', 'as_above')

    @pytest.mark.parametrize(('cell', 'edtf'), [
        ('2016-02-01 00:00:00', '2016-02-01'), ('2016-02-01T09:30:00', '2016-02-01'), ('41710.5', '2014-03-12'), ('za. 3 febr. 2016', '2016-02-03'), ('3 févr. 2016', '2016-02-03'),
        ('schooljaar 2016-2017', '2016-09/2017-06'), ('année scolaire 2016/17', '2016-09/2017-06'), ('mei 2016 - heden', '2016-05/..')])
    def test_dates_as_other_programs_and_hands_write_them(self, cell, edtf):
        assert preview(excel(['Date', 'Fait'], [cell, 'Audience']), 'a.xlsx', 'fr').rows[0].edtf == edtf

    def test_headings_over_merged_cells(self):
        document = Document()
        table = document.add_table(rows=3, cols=4)
        for row, cells in zip(table.rows, (('Période', '', 'Faits', 'Preuve'), ('du', 'au', '', ''), ('1/9/2015', '30/6/2016', 'École', 'attestation'))):
            for cell, text in zip(row.cells, cells):
                cell.text = text
        table.cell(0, 0).merge(table.cell(0, 1))
        row = preview(saved(document), 'a.docx', 'fr').rows[-1]
        assert (row.edtf, row.what, row.source) == ('2015-09-01/2016-06-30', 'École', 'attestation')

    def test_two_thousand_rows_in_old_letters_with_semicolons(self):
        lines = [f'{1 + n % 28} août {2000 + n % 20};Événement {n};"pièce; {n}"' for n in range(2000)]
        found = preview(('Date;Événement;Pièce\n' + '\n'.join(lines)).encode('cp1252'), 'a.csv', 'fr')
        assert len(found.rows) == 2000 and not found.undated and found.rows[7].source == 'pièce; 7'


def test_typed_dates_in_four_languages():
    assert [read_date(text, 'en', date(2024, 1, 1)) for text in ('3 March 2010', '3 mars 2010', '3 maart 2010', '3. März 2010')] == ['2010-03-03'] * 4
