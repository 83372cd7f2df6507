"""Presentations, old and locked Office files, archives, mailboxes, calendars, cards, books, XML: text, or the files inside."""
import io
import struct
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from caseline.reading import ReadFailure, read
from caseline.reading.old_word_changes import deleted, without
from tests.reading import papers as made
from tests.reading.compound import compound

OFFICE = Path(__file__).parent / 'office'  # written by LibreOffice; the password of the locked ones is “sesam”
BELONGS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
SLIDES = ('xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="' + BELONGS + '" '
          'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"')


def texts(put, data: bytes, name: str, **asked) -> list[str]:
    return [page.text for page in read(put(data), name=name, **asked).pages]


def presentation() -> bytes:
    """Two slides, the second file shown first."""
    def slide(text: str) -> str:
        return f'<p:sld {SLIDES}><p:txBody><a:p><a:r><a:t>{text}</a:t></a:r><a:br/><a:r><a:t>Bo</a:t></a:r></a:p></p:txBody></p:sld>'
    links = ''.join(f'<Relationship Id="r{n}" Type="{BELONGS}/slide" Target="slides/slide{n}.xml"/>' for n in (1, 2))
    return made.package({
        '[Content_Types].xml': '<Types/>', 'ppt/slides/slide1.xml': slide('Hearing'), 'ppt/slides/slide2.xml': slide('Plan'),
        'ppt/presentation.xml': f'<p:presentation {SLIDES}><p:sldIdLst><p:sldId id="256" r:id="r2"/><p:sldId id="257" r:id="r1"/></p:sldIdLst></p:presentation>',
        'ppt/_rels/presentation.xml.rels': f'<Relationships>{links}</Relationships>'})


def old_presentation() -> bytes:
    def record(kind: int, data: bytes, holds: bool = False) -> bytes:
        return struct.pack('<HHI', 0x0F if holds else 0, kind, len(data)) + data
    slides = record(0x03F3, bytes(20)) + record(0x0FA0, 'Élan'.encode('utf-16-le')) + record(0x03F3, bytes(20)) + record(0x0FA8, b'Hearing\rBo')
    return compound({'PowerPoint Document': record(1000, record(4080, slides, True) + record(0x0FA8, b'Hearing\rBo'), True)})


def locked_word(password: str) -> bytes:
    stream = io.BytesIO()
    OOXMLFile(io.BytesIO(made.docx(made.paragraph('Née le 27 août 1989.') + '<!--' + bytes(range(97, 123)).decode() * 900 + '-->', **{
        f'header{n}': made.paragraph(str(n ** 30)) for n in range(60)}))).encrypt(password, stream)
    return stream.getvalue()


def test_slides_come_in_the_order_they_are_shown(put):
    assert texts(put, presentation(), 'plan.pptx') == ['Plan\nBo', 'Hearing\nBo']


def test_an_old_presentation_gives_each_text_once(put):
    assert texts(put, old_presentation(), 'plan.ppt') == ['Élan', 'Hearing\nBo']


def test_an_old_word_file_gives_its_text_and_says_what_was_left_out(put):
    reading = read(OFFICE / 'letter.doc', name='letter.doc')
    assert reading.pages[0].text.splitlines()[-1] == 'Ordre de quitter le territoire notifié à Madame Sow.'
    assert 'layout' in reading.warnings[0]


def test_an_old_spreadsheet_gives_its_cells():
    assert 'Sow;27/08/2009' in read(OFFICE / 'table.xls', name='table.xls').pages[0].text


@pytest.mark.parametrize('name', ['locked.odt', 'locked.ods', 'locked.doc', 'locked.xls'])
def test_a_locked_file_asks_for_its_password_and_opens_with_it(name):
    with pytest.raises(ReadFailure) as asked:
        read(OFFICE / name, name=name)
    with pytest.raises(ReadFailure) as wrong:
        read(OFFICE / name, name=name, password='open')
    assert (asked.value.code, wrong.value.code) == ('password_needed', 'wrong_password')
    assert 'Sow' in read(OFFICE / name, name=name, password='sesam').pages[0].text


def test_a_locked_word_file_is_opened_in_the_shut_in_reader_too(put, reader):
    path = put(locked_word('sesam'))
    with pytest.raises(ReadFailure) as asked:
        reader.read(path, name='a.docx')
    assert asked.value.code == 'password_needed'
    reading = reader.read(path, name='a.docx', password='sesam')
    assert 'Née le 27 août 1989.' in reading.pages[0].text and reading.media_type.endswith('wordprocessingml.document')


def test_excel_files_that_are_only_protected_against_changes_ask_for_nothing(put):
    assert 'août' in texts(put, locked_word('VelvetSweatshop'), 'a.docx')[0]


def test_the_papers_of_an_archive_are_taken_out_and_what_computers_add_is_not(put):
    reading = read(put(made.package({'Famille/acte é.txt': 'Née', 'Famille/': '', '__MACOSX/._acte': 'x', '.DS_Store': 'x', 'b.pdf': made.pdf('x')})), name='all.zip')
    assert [one.name for one in reading.attachments] == ['acte é.txt', 'b.pdf']
    assert reading.pages[0].text == 'Famille/acte é.txt\nb.pdf'


def test_a_mailbox_gives_its_mails(put):
    mails = b''.join(b'From an@example.org Mon Sep 22 10:00:00 2014\nFrom: an@example.org\nSubject: %d\n\n>From Ghent\n\n' % n for n in range(3))
    reading = read(put(mails), name='mails.mbox')
    assert [one.name for one in reading.attachments] == ['mail 1.eml', 'mail 2.eml', 'mail 3.eml']
    assert b'\nFrom Ghent' in reading.attachments[0].data


def test_a_calendar_entry_is_read_as_a_person_would(put):
    entry = (b'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;TZID=Europe/Brussels:20140922T100000\r\nSUMMARY:Hearing\\, room\r\n  4\r\n'
             b'ORGANIZER;CN="Bo":mailto:bo@example.org\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n')
    zone = b'BEGIN:VTIMEZONE\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nBEGIN:VALARM\r\nDESCRIPTION:Bell\r\nEND:VALARM\r\n'
    for one in (entry, entry.replace(b'BEGIN:VEVENT\r\n', zone)):
        assert texts(put, one, 'a.ics') == ['Start: 2014-09-22 10:00\nSubject: Hearing, room 4\nFrom: Bo bo@example.org']


def test_a_visiting_card_of_an_old_telephone_keeps_its_accents(put):
    card = b'BEGIN:VCARD\r\nVERSION:2.1\r\nFN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Ren=C3=A9e =\r\nSow\r\nBDAY:19890827\r\nEND:VCARD\r\n'
    assert texts(put, card, 'a.vcf') == ['Name: Renée Sow\nBorn: 1989-08-27']


def test_the_attachments_of_a_winmail_file_keep_their_names(put):
    def attribute(level: int, name: int, data: bytes) -> bytes:
        return struct.pack('<BIi', level, name, len(data)) + data + struct.pack('<H', sum(data) & 0xFFFF)
    properties = struct.pack('<IHHII', 1, 0x1F, 0x3707, 1, 24) + 'acte é.txt\0'.encode('utf-16-le') + bytes(2)
    data = (b'\x78\x9f\x3e\x22\x01\x00' + attribute(1, 0x0002800C, 'Voilà'.encode('cp1252') + b'\0') + attribute(2, 0x00069002, bytes(14))
            + attribute(2, 0x00018010, b'ACTE~1.TXT\0') + attribute(2, 0x0006800F, b'27/08/1989') + attribute(2, 0x00069005, properties))
    reading = read(put(data), name='winmail.dat')
    assert reading.pages[0].text == 'Voilà'
    assert [(one.name, one.data) for one in reading.attachments] == [('acte é.txt', b'27/08/1989')]


def test_a_book_is_read_in_the_order_of_its_chapters(put):
    book = made.package({
        'mimetype': 'application/epub+zip', 'META-INF/container.xml': '<container><rootfiles><rootfile full-path="in/book.opf"/></rootfiles></container>',
        'in/book.opf': '<package><manifest><item id="b" href="b.xhtml"/><item id="a" href="a%20a.xhtml"/></manifest><spine><itemref idref="b"/><itemref idref="a"/></spine></package>',
        'in/a a.xhtml': '<html><body><p>second</p></body></html>', 'in/b.xhtml': '<html><body><p>first</p></body></html>'})
    assert texts(put, book, 'a.epub') == ['first', 'second']


@pytest.mark.parametrize(('source', 'text'), [
    ('<?xml version="1.0"?><file><born>27/08/1989</born><place>Ghent</place></file>', '27/08/1989\nGhent'),
    ('<svg xmlns="http://www.w3.org/2000/svg"><style>b{}</style><text>Plan <tspan>2014</tspan></text></svg>', 'Plan 2014'),
    ('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><a><p>An &e; Bo</p></a>', 'An Bo'),
    ('<?xml version="1.0"?>\n<!DOCTYPE html><html><body><p>Ghent</p></body></html>', 'Ghent'),
    ('<?xml version="1.0"?> not closed <a>', 'not closed'),
])
def test_xml_gives_the_text_between_its_tags(put, source, text):
    assert text in texts(put, source.encode(), 'a.xml')[0]


@pytest.mark.parametrize('kind', ['AVIF', 'JPEG2000', 'PPM', 'PCX', 'TIFF', 'GIF', 'BMP', 'WEBP'])
def test_every_kind_of_picture_is_read_in_the_shut_in_reader(put, reader, kind):
    page = made.page_picture(size=(1000, 420))
    options = {'quality': 90} if kind in ('AVIF', 'WEBP') else {}
    reading = reader.read(put(made.encoded(page.convert('P') if kind == 'GIF' else page, kind, **options)), name='a.jpg')
    assert 'naissance' in reading.pages[0].text
    assert reader.page_image(put(made.encoded(page, 'PNG')), media_type='image/png', number=1, width=200)[:4] == b'RIFF'


def test_a_text_that_begins_like_a_bitmap_is_a_text(put):
    assert texts(put, b'BM is the mark of the town of Bree. P5 10 10 too.', 'a.txt') == ['BM is the mark of the town of Bree. P5 10 10 too.']


def test_files_attached_to_a_pdf_come_out_like_those_of_a_mail(put):
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    document.new_attachment('../annexe 3.txt').set_data('Née le 27 août 1989'.encode())
    stream = io.BytesIO()
    document.save(stream)
    assert [(one.name, one.data.decode()) for one in read(put(stream.getvalue()), name='a.pdf').attachments] == [('annexe 3.txt', 'Née le 27 août 1989')]


def test_one_page_of_a_pdf_read_again_brings_no_attachment_twice(put):
    assert read(put(made.pdf('one', 'two')), name='a.pdf', pages=[2]).attachments == ()


@pytest.mark.parametrize(('name', 'data', 'word'), [
    ('a.rar', b'Rar!\x1a\x07\x01\x00' + bytes(100), 'archive'), ('a.mp3', b'ID3\x04' + bytes(100), 'recording'), ('a.mp4', b'\0\0\0\x18ftypmp42' + bytes(99), 'film'),
    ('a.ps', b'%!PS-Adobe-3.0\n', 'PostScript'), ('a.exe', b'MZ\x90\0\x03' + bytes(99), 'program'), ('a.pages', made.package({'Index/Document.iwa': b'x'}), 'Pages'),
    ('a.xlsb', made.package({'xl/workbook.bin': b'x', '[Content_Types].xml': '<Types/>'}), 'Excel'), ('a.pub', compound({'Quill': b'x' * 5000}), 'office program'),
])
def test_what_cannot_be_read_is_named_with_what_to_do(put, name, data, word):
    with pytest.raises(ReadFailure) as refused:
        read(put(data), name=name)
    assert refused.value.code == 'unsupported' and word in refused.value.sentence


def test_a_locked_archive_asks_for_its_password(put):
    locked = bytearray(made.package({'a.txt': 'Née'}))
    for mark, offset in ((b'PK\x03\x04', 6), (b'PK\x01\x02', 8)):
        locked[locked.find(mark) + offset] |= 1
    with pytest.raises(ReadFailure) as asked:
        read(put(bytes(locked)), name='a.zip')
    assert asked.value.code == 'password_needed'
    assert zipfile.is_zipfile(io.BytesIO(bytes(locked)))  # the archive itself is whole


def test_flat_open_documents_keep_their_page_headers_and_footers(put):
    flat = ('<?xml version="1.0"?><o:document xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:t="t" xmlns:s="s"><o:master-styles><s:master-page>'
            '<s:header><t:p>Fedasil</t:p></s:header><s:footer><t:p>Page 1</t:p></s:footer></s:master-page></o:master-styles>'
            '<o:body><o:text><t:p>Heard on 3 March</t:p></o:text></o:body></o:document>')
    assert read(put(flat.encode()), name='a.fodt').pages[0].text.split('\n') == ['Fedasil', 'Heard on 3 March', 'Page 1']


def test_an_old_word_file_keeps_rows_and_leaves_out_what_was_deleted():
    text = read(OFFICE / 'changes.doc', name='changes.doc').pages[0].text
    assert 'INSERE' in text and 'SUPPRIME' not in text and 'CELL A CELL B' in text.split('\n')
    assert all(part in text for part in ('ENTETE Fedasil', 'PIED page', 'NOTEPIED acte', 'COMMENTAIRE date?', 'CADRE texte'))


@pytest.mark.parametrize('lists', [b'', b'\xff' * 400, bytes(400), bytes(0xFA) + b'\x00\x00\x00\x00\xff\xff\xff\x7f' + b'\xff' * 200])
def test_broken_lists_of_formats_delete_nothing(lists):
    assert deleted(lists, lists) == [] and list(without([], 3, 9)) == [(3, 9)]
    assert list(without([(0, 4), (5, 6), (8, 20)], 3, 9)) == [(4, 5), (6, 8)]
