"""Whatever comes in ends in text or in one plain sentence: no crash, no hang, no memory beyond the limit."""
import gzip
import io
import random
import struct
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image

from caseline.reading import SENTENCES, ReadFailure
from tests.reading import papers as made
from tests.reading.compound import compound

TEXT = 'text'
LETTER = 'Madame Sow est née le 27 août 1989.'
SECONDS = 30


def zip_claiming(name: str, data: bytes, size: int) -> bytes:
    """A package whose header says that a member unpacks to `size` bytes."""
    archive = bytearray(made.package({name: data, '[Content_Types].xml': '<Types/>'}))
    for mark, offset in ((b'PK\x03\x04', 22), (b'PK\x01\x02', 24)):
        place = archive.find(mark)
        struct.pack_into('<I', archive, place + offset, size)
    return bytes(archive)


def zip_bomb(name: str, start: bytes, filler: bytes, end: bytes, megabytes: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, 'w', zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr('[Content_Types].xml', '<Types/>')
        with archive.open(name, 'w', force_zip64=True) as member:
            member.write(start)
            block = filler * (2**20 // len(filler))
            for _ in range(megabytes):
                member.write(block)
            member.write(end)
    return stream.getvalue()


def png_claiming(width: int, height: int) -> bytes:
    """A tiny PNG whose header promises a huge picture."""
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    header = struct.pack('>IIBBBBB', width, height, 8, 0, 0, 0, 0)
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header) + chunk(b'IDAT', zlib.compress(b'\0' * 1000)) + chunk(b'IEND', b'')


def nested_mail(depth: int) -> bytes:
    mail = b'From: an@example.org\r\nSubject: the innermost\r\n\r\n' + LETTER.encode()
    for level in range(depth):
        mail = (b'From: bo@example.org\r\nSubject: Fwd %d\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n' % level) + mail
    return mail


def nested_multipart(depth: int) -> bytes:
    start = b'From: an@example.org\r\nSubject: deep\r\nMIME-Version: 1.0\r\n'
    for level in range(depth):
        start += b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (level, level)
    return start + b'Content-Type: text/plain\r\n\r\n' + LETTER.encode()


def entity_bomb() -> str:
    names = 'abcdefghij'
    entities = f'<!ENTITY {names[0]} "ha">' + ''.join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip(names, names[1:], strict=False))
    return f'<?xml version="1.0"?><!DOCTYPE d [{entities}]><w:document {made.WORD}><w:body>{made.paragraph("&j;")}</w:body></w:document>'


def external_entity(address: str) -> str:
    return (f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "{address}">]><w:document {made.WORD}><w:body>'
            f'{made.paragraph("before &x; after")}</w:body></w:document>')


def pdf_of_flate(layers: int, size: int) -> bytes:
    """A page whose content unpacks, layer in layer, to far more than it is: the case that ends pdfium itself."""
    data = b'\0' * size
    for _ in range(layers):
        data = zlib.compress(data, 9)
    return made.pdf('x', content=data, extra=b'/Filter [%s]' % (b' /FlateDecode' * layers))


def looping_pdf() -> bytes:
    """A page tree that contains itself."""
    return made.pdf('x').replace(b'/Kids [5 0 R]', b'/Kids [2 0 R]')


def wide_sheet() -> bytes:
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>27/08/2009</t></is></c></row>'
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far away</t></is></c></row>'
    return xlsx(f'<dimension ref="A1:XFD1048576"/><sheetData>{cell}{far}</sheetData>')


def xlsx(inside: str) -> bytes:
    main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
    relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    kinds = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
    return made.package({
        '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/></Types>',
        '_rels/.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        'xl/workbook.xml': f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets>'
            '<sheet name="Blad1" sheetId="1" r:id="r1"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        'xl/worksheets/sheet1.xml': f'<worksheet xmlns="{main}">{inside}</worksheet>'})


def jpeg_with(segments: bytes) -> bytes:
    """A photograph of a letter with more segments before its picture."""
    photograph = made.encoded(made.page_picture(), 'JPEG')
    return photograph[:2] + segments + photograph[2:]


def looping_tiff() -> bytes:
    """A TIFF whose first page is followed by itself."""
    data = bytearray(made.encoded(made.page_picture(), 'TIFF'))
    directory = struct.unpack_from('<I', data, 4)[0]
    struct.pack_into('<I', data, directory + 2 + 12 * struct.unpack_from('<H', data, directory)[0], directory)
    return bytes(data)


def nested_zip(depth: int) -> bytes:
    archive = made.package({'a.txt': LETTER})
    for _ in range(depth):
        archive = made.package({'all.zip': archive, 'b.txt': LETTER})
    return archive


def old_word(pieces: bytes) -> bytes:
    """A Word 97 file whose table of pieces is this."""
    head = bytearray(5000)
    struct.pack_into('<HH', head, 0, 0xA5EC, 0x00C1)
    struct.pack_into('<II', head, 0x01A2, 0, len(pieces))
    return compound({'WordDocument': bytes(head), '0Table': pieces.ljust(4200, b'\0') if pieces else bytes(4200)})


CASES = {
    'an empty file': ('letter.pdf', b'', {'empty'}),
    'only spaces and zeros': ('letter.txt', b' \r\n\x00\x00 ' * 50, {'empty'}),
    'a PDF of nothing but its first line': ('letter.pdf', b'%PDF-1.7\n', {'damaged'}),
    'a locked PDF without its password': ('a.pdf', made.pdf(LETTER, encrypt=('sesam', 'owner')), {'password_needed'}),
    'a PDF cut in the middle': ('a.pdf', made.pdf(*[LETTER] * 20)[:3000], {'damaged', TEXT}),
    'a picture cut in the middle': ('a.png', made.encoded(made.page_picture())[:4000], {'damaged', TEXT}),
    'a JPEG of nothing but its first bytes': ('a.jpg', b'\xff\xd8\xff\xe0\x00\x10JFIF', {'damaged'}),
    'a Word file cut in the middle': ('a.docx', made.docx(made.paragraph(LETTER))[:-60], {'damaged'}),
    'a Word file that says it is a picture': ('holiday.jpg', made.docx(made.paragraph(LETTER)), {TEXT}),
    'a picture that says it is a Word file': ('a.docx', made.encoded(made.page_picture()), {TEXT}),
    'a program that says it is a PDF': ('a.pdf', b'\x7fELF\x02\x01\x01' + bytes(range(256)) * 40, {'unsupported'}),
    'bytes of no kind that say they are a PDF': ('a.pdf', b'\x01\x02' + bytes(range(256)) * 40, {'unknown_format'}),
    'a PDF behind a kilobyte of rubbish': ('a.pdf', b'\0rubbish' * 50 + made.pdf(LETTER), {TEXT}),
    'a page tree that holds itself': ('a.pdf', looping_pdf(), {'damaged', TEXT}),
    'a PDF page larger than a football field': ('a.pdf', made.pdf('x').replace(b'[0 0 595 842]', b'[0 0 9e9 9e9]'), {'damaged', TEXT}),
    'a PDF page a thousand times longer than wide': ('a.pdf', made.pdf('').replace(b'[0 0 595 842]', b'[0 0 2 14000]'), {TEXT}),
    'a PDF stream that unpacks to 2 GB': ('a.pdf', lambda: pdf_of_flate(2, 2**21 * 1000 // 8), {'memory_limit', 'damaged', 'time_limit', TEXT}),
    'a PDF of 2,000 pages': ('a.pdf', made.pdf(*[LETTER] * 2000), {TEXT}),
    'a PDF of more pages than are read': ('a.pdf', made.pdf(*['x'] * 3001), {'too_many_pages'}),
    'a Word file that unpacks to a gigabyte': (
        'a.docx', lambda: zip_bomb('word/document.xml', f'<w:document {made.WORD}><w:body>'.encode(), made.paragraph('ha').encode(),
                           b'</w:body></w:document>', 400), {'too_large'}),
    'an OpenDocument file that unpacks to a gigabyte': ('a.odt', lambda: zip_bomb('content.xml', b'<a>', b'ha', b'</a>', 400), {'damaged', 'too_large'}),
    'a spreadsheet that unpacks to a gigabyte': ('a.xlsx', lambda: zip_bomb('xl/worksheets/sheet1.xml', b'<a>', b'<c/>', b'</a>', 400), {'too_large'}),
    'a package whose header lies about its size': ('a.docx', zip_claiming('word/document.xml', b'<a>' + b'x' * 10**6, 1), {'damaged', 'too_large'}),
    'a package of 20,000 members': ('a.docx', lambda: made.package({f'word/{n}.xml': '' for n in range(20_000)}), {'too_large', 'damaged', TEXT}),
    'members that climb out of their folder': (
        'a.docx', made.package({'../../../../tmp/out.xml': 'x', '/etc/cron.d/x': 'x', 'word/document.xml':
                                f'<w:document {made.WORD}><w:body>{made.paragraph(LETTER)}</w:body></w:document>'}), {TEXT}),
    'an archive of documents': ('all.zip', made.package({'letter.pdf': made.pdf(LETTER)}), {TEXT}),
    'an archive that unpacks to a gigabyte': ('all.zip', lambda: zip_bomb('letter.txt', b'', b'ha', b'', 1000).replace(b'[Content_Types].xml', b'[Content_Types].txt'), {TEXT, 'memory_limit'}),
    'an archive of nothing': ('all.zip', made.package({}), {'empty', 'damaged'}),
    'an archive whose names climb': ('all.zip', made.package({'../../etc/cron.d/x': 'x', 'C:\\x': 'y', '\u202ex.pdf': 'z'}), {TEXT}),
    'a Word file that asks for a file of the server': ('a.docx', made.package({'word/document.xml': external_entity('file:///etc/passwd')}), {'damaged'}),
    'a Word file that asks for a web address': ('a.docx', made.package({'word/document.xml': external_entity('http://127.0.0.1:9/x')}), {'damaged'}),
    'a Word file of a billion laughs': ('a.docx', made.package({'word/document.xml': entity_bomb()}), {'damaged'}),
    'tables within tables, 3,000 deep': ('a.docx', made.docx('<w:tbl><w:tr><w:tc>' * 3000 + '</w:tc></w:tr></w:tbl>' * 3000), {'damaged'}),
    'an element that asks for two billion spaces': (
        'a.odt', made.open_document('text', f'<office:text><text:p>{LETTER}<text:s text:c="2000000000"/></text:p></office:text>'), {TEXT}),
    'a cell in the last corner of the sheet': ('a.xlsx', wide_sheet(), {TEXT}),
    'a cell repeated a million times': (
        'a.ods', made.open_document('spreadsheet', '<office:spreadsheet><table:table table:name="x"><table:table-row '
                                    'table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384">'
                                    '<text:p>ha</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>'), {TEXT}),
    'a picture of 900 million points': ('a.png', png_claiming(30_000, 30_000), {'too_large'}),
    'a picture of 49 million points that are not there': ('a.png', png_claiming(7_000, 7_000), {'damaged', TEXT}),
    'a photograph with 4 MB of broken notes of the camera': ('a.jpg', jpeg_with(b''.join(
        b'\xff\xe1' + struct.pack('>H', 65535) + b'Exif\0\0' + random.Random(number).randbytes(65527) for number in range(60))), {TEXT}),
    'a photograph whose notes point at themselves': ('a.jpg', jpeg_with(b'\xff\xe1' + struct.pack('>H', 34) + b'Exif\0\0II*\0' + struct.pack(
        '<IHHHIII', 8, 1, 0x8769, 4, 1, 8, 8)), {TEXT}),
    'a TIFF whose last page is its first': ('a.tif', looping_tiff(), {TEXT}),
    'a PDF that promises a million pages': ('a.pdf', made.pdf(LETTER).replace(b'/Count 1 ', b'/Count 1000000 '), {'too_many_pages', TEXT}),
    'a PDF page as wide as France': ('a.pdf', made.pdf(LETTER).replace(b'[0 0 595 842]', b'[0 0 1000000000 1000000000]'), {TEXT}),
    'a PDF that starts a program and runs a script': ('a.pdf', made.pdf(LETTER).replace(
        b'/Type /Catalog', b'/Type /Catalog /OpenAction << /S /JavaScript /JS (while\\(1\\){}) /Next << /S /Launch /F (/bin/sh) >> >>'), {TEXT}),
    'a PDF drawing that draws itself': ('a.pdf', made.pdf('x', content=b'q ' * 200_000 + b'BT /F1 12 Tf 60 700 Td (x) Tj ET'), {TEXT, 'damaged', 'memory_limit'}),
    'a Word file that is its own header, 5,000 times': ('a.docx', made.package({
        '[Content_Types].xml': '<Types/>', 'word/document.xml': f'<w:document {made.WORD}><w:body>{made.paragraph(LETTER)}</w:body></w:document>',
        'word/_rels/document.xml.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + ''.join(
            f'<Relationship Id="r{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="document.xml"/>'
            for number in range(5000)) + '</Relationships>'}), {TEXT}),
    'a sheet with cells beyond the last column': ('a.xlsx', xlsx('<sheetData><row r="99999999999"><c r="ZZZZZZZZ99999999999"><v>1</v></c></row></sheetData>'), {'damaged', TEXT}),
    'a mail of 10,000 attachments': ('a.eml', b'From: an@example.org\r\nSubject: many\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n' + b''.join(
        b'--b\r\nContent-Disposition: attachment; filename="p%d.txt"\r\n\r\nhello\r\n' % number for number in range(10_000)) + b'--b--\r\n', {TEXT}),
    'a mail of Outlook cut in the middle': ('a.msg', compound({'__properties_version1.0': bytes(600), '__substg1.0_1000001F': LETTER.encode('utf-16-le') * 50})[:4096], {'damaged', TEXT, 'empty'}),
    'a HEIC cut in the middle': ('a.heic', (Path(__file__).parent / 'letter.heic').read_bytes()[:2000], {'damaged'}),
    'archives in archives, 60 deep': ('all.zip', nested_zip(60), {TEXT}),
    'a text in UTF-16 without its mark': ('a.txt', (LETTER * 3).encode('utf-16-le'), {TEXT}),
    'a drawing with a script': ('a.svg', f'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><text>{LETTER}</text></svg>'.encode(), {TEXT}),
    'a picture one point high': ('a.png', made.encoded(Image.new('L', (20_000, 1), 255)), {TEXT}),
    'a picture of one point': ('a.png', made.encoded(Image.new('L', (1, 1), 0)), {TEXT}),
    'a GIF of 500 frames': ('a.gif', lambda: made.encoded(Image.new('L', (30, 30)), 'GIF', save_all=True,
                                                  append_images=[Image.new('L', (30, 30), n % 255) for n in range(500)]), {TEXT}),
    'a PNG with 200 MB of comment': ('a.png', lambda: made.encoded(made.page_picture())[:33] + (
        lambda data: struct.pack('>I', len(data)) + b'zTXt' + data + struct.pack('>I', zlib.crc32(b'zTXt' + data)))(
        b'Comment\0\0' + zlib.compress(b'x' * 200_000_000)) + made.encoded(made.page_picture())[33:], {TEXT, 'damaged', 'too_large'}),
    'forwards in forwards, 20,000 deep': ('a.eml', lambda: nested_mail(20_000), {TEXT}),
    'parts in parts, 5,000 deep': ('a.eml', nested_multipart(5_000), {TEXT}),
    'a mail of 300,000 headers': ('a.eml', b'From: an@example.org\r\nSubject: x\r\n' + b'X-Long: y\r\n' * 300_000 + b'\r\n' + LETTER.encode(), {TEXT}),
    'a mail with a header of 3 MB': ('a.eml', b'From: a@example.org\r\nSubject: ' + b'=?utf-8?q?ha?= ' * 200_000 + b'\r\n\r\n' + LETTER.encode(), {TEXT}),
    'a mail with headers from no code page': ('a.eml', b'From: \xff\xfe\r\nSubject: =?martian?b?AAAA?=\r\nContent-Type: text/plain; charset=martian\r\n\r\nhello', {TEXT}),
    'braces within braces, 100,000 deep': ('a.rtf', b'{\\rtf1 ' + b'{' * 100_000 + b'x' + b'}' * 100_000 + b'}', {TEXT, 'damaged', 'empty'}),
    'an HTML page of 100,000 open tags': ('a.html', b'<html>' + b'<div>' * 100_000 + LETTER.encode(), {TEXT}),
    'a text of one line of 8 million letters': ('a.txt', b'a' * 8_000_000, {TEXT}),
    'a text larger than is read': ('a.txt', b'a b ' * 11_000_000, {'too_large'}),
    'a compressed text': ('a.txt', gzip.compress(LETTER.encode() * 100), {'unsupported'}),
    'a compound file of nonsense': ('a.msg', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + random.Random(1).randbytes(5000), {'damaged'}),
    'a CSV with one endless quote': ('a.csv', b'name;born\n"An;1989\n' + b'x;y\n' * 100_000, {TEXT}),
    'a presentation that unpacks to a gigabyte': ('a.pptx', lambda: zip_bomb('ppt/slides/slide1.xml', b'<a>', b'<p/>', b'</a>', 400), {'too_large', 'damaged'}),
    'a presentation without slides': ('a.pptx', made.package({'[Content_Types].xml': '<Types/>', 'ppt/presentation.xml': '<presentation/>'}), {'empty'}),
    'an old Word file whose pieces lie outside it': ('a.doc', old_word(pieces=b'\x02' + struct.pack('<I', 16) + struct.pack('<II', 0, 2**31 - 1) + bytes(2) + struct.pack('<I', 2**30 - 8) + bytes(2)), {TEXT, 'empty', 'damaged'}),
    'an old Word file that says nothing of its pieces': ('a.doc', old_word(pieces=b''), {'damaged', 'empty'}),
    'an old presentation of one endless record': ('a.ppt', compound({'PowerPoint Document': struct.pack('<HHI', 15, 1000, 2**32 - 1) + struct.pack('<HHI', 0, 4000, 2**32 - 1) + b'a' * 5000}), {TEXT}),
    'an old spreadsheet of nonsense': ('a.xls', compound({'Workbook': random.Random(2).randbytes(5000)}), {'damaged'}),
    'a locked Word file of nonsense': ('a.docx', compound({'EncryptionInfo': random.Random(3).randbytes(200), 'EncryptedPackage': bytes(5000)}), {'unsupported', 'damaged', 'password_needed'}),
    'a winmail.dat of nonsense': ('winmail.dat', b'\x78\x9f\x3e\x22' + random.Random(4).randbytes(3000), {TEXT, 'empty', 'damaged'}),
    'a winmail.dat that promises four billion values': ('winmail.dat', b'\x78\x9f\x3e\x22\1\0\1' + struct.pack('<HHI', 0x9003, 6, 12) + struct.pack('<IHHI', 2**32 - 1, 0x1F, 0x3707, 2**32 - 1), {'empty'}),
    'XML of a billion laughs': ('a.xml', entity_bomb().encode(), {TEXT, 'empty', 'damaged'}),
    'XML of tags within tags, 200,000 deep': ('a.xml', b'<?xml version="1.0"?>' + b'<a>' * 200_000 + LETTER.encode(), {TEXT, 'empty', 'damaged'}),
    'XML in UTF-16': ('a.xml', f'<?xml version="1.0" encoding="utf-16"?><a>{LETTER}</a>'.encode('utf-16'), {TEXT}),
    'a calendar that is never closed': ('a.ics', b'BEGIN:VCALENDAR\r\n' + b'BEGIN:VEVENT\r\nSUMMARY:x\r\n' * 20_000, {TEXT}),
    'a mailbox of 50,000 mails': ('a.mbox', b'From a@b.c Mon Sep 22 10:00:00 2014\nFrom: a@b.c\nSubject: x\n\nhello\n\n' * 50_000, {TEXT}),
    'a book without chapters': ('a.epub', made.package({'mimetype': 'application/epub+zip', 'META-INF/container.xml': '<a/>'}), {'empty'}),
    'an AVIF cut in the middle': ('a.avif', lambda: made.encoded(made.page_picture(), 'AVIF')[:3000], {'damaged', TEXT}),
    'a JPEG 2000 that promises a huge picture': ('a.jp2', made.encoded(made.page_picture(), 'JPEG2000').replace(struct.pack('>II', 620, 1240), struct.pack('>II', 60_000, 60_000)), {'too_large', 'damaged'}),
    'a portable map that promises a huge picture': ('a.pgm', b'P5 40000 40000 255\n' + bytes(1000), {'too_large', 'damaged'}),
    'a fax page of nonsense': ('a.pcx', b'\x0a\x05\x01\x01' + random.Random(5).randbytes(900), {'damaged', 'too_large', TEXT}),
    'a sealed mail': ('smime.p7m', b'0\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03' + bytes(500), {'unsupported'}),
    'a name that climbs, laughs and turns around': ('../../\u202eetc/😀\0passwd' + 'a' * 300 + '.txt', LETTER.encode(), {TEXT}),
}


@pytest.mark.parametrize('case', CASES)
def test_every_hostile_file_ends_in_text_or_a_sentence(case, reader, put):
    name, data, expected = CASES[case]
    data = data if isinstance(data, bytes) else data()  # the large ones are made when their turn comes
    began = time.monotonic()
    assert outcome(reader, put(data), name) in expected
    assert time.monotonic() - began < SECONDS


def test_after_all_of_them_the_same_reader_reads_on(reader, put):
    assert LETTER in reader.read(put(LETTER.encode()), name='a.txt').pages[0].text


def test_no_secret_of_the_server_is_in_what_was_read(reader, put):
    path = put(made.package({'word/document.xml': external_entity('file:///etc/passwd')}))
    with pytest.raises(ReadFailure) as refused:
        reader.read(path, name='a.docx')
    assert 'root' not in refused.value.sentence


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400), start=st.sampled_from([b'', b'%PDF-1.4\n', b'PK\x03\x04', b'{\\rtf1', b'\xff\xd8\xff', b'II*\0',
                                                            b'From: a@b.c\nSubject: x\n\n', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1']))
@example(data=b'\n\n', start=b'')
def test_random_bytes_end_in_text_or_a_sentence(reader, tmp_path, data, start):
    path = tmp_path / 'random.bin'
    path.write_bytes(start + data)
    assert outcome(reader, path, 'random.bin') in {TEXT, *SENTENCES}


@pytest.mark.parametrize('seed', range(3))
@pytest.mark.parametrize('kind', ['pdf', 'docx', 'png', 'odt', 'eml'])
def test_flipped_bytes_end_in_text_or_a_sentence(reader, put, kind, seed):
    good = {'pdf': made.pdf(LETTER, LETTER), 'docx': made.docx(made.paragraph(LETTER)), 'eml': nested_mail(2),
            'png': made.encoded(made.page_picture()), 'odt': made.open_document('text', f'<office:text><text:p>{LETTER}</text:p></office:text>')}
    chance, data = random.Random(f'{kind} {seed}'), bytearray(good[kind])
    for _ in range(max(3, len(data) // 200)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    assert outcome(reader, put(bytes(data)), f'a.{kind}') in {TEXT, *SENTENCES}


def outcome(reader, path, name: str) -> str:
    """TEXT, or the code of the failure, whose sentence must be one for people."""
    try:
        reading = reader.read(path, name=name)
    except ReadFailure as failure:
        assert failure.sentence[0].isupper() and failure.sentence.endswith('.') and 'Error' not in failure.sentence
        return failure.code
    assert reading.pages and all(page.number >= 1 for page in reading.pages)
    return TEXT
