"""Papers for the reading tests, made on the spot: good ones and hostile ones, byte by byte."""
import hashlib
import io
import struct
import zipfile
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONT = Path(__file__).parents[2] / 'vendor' / 'fonts' / 'DejaVuSans.ttf'
LETTER = ('Commune de Valmont\n\nNous avons bien reçu votre demande.\nElle est incomplète : envoyez-nous\n'
          "l'acte de naissance de votre fils,\nné le 27 août 2009.")


def page_picture(text: str = LETTER, *, size: tuple[int, int] = (1240, 620), points: int = 32) -> Image.Image:
    """A sheet with the text, black on nearly white."""
    page = Image.new('L', size, 248)
    ImageDraw.Draw(page).multiline_text((90, 80), text, fill=20, font=ImageFont.truetype(str(FONT), points), spacing=14)
    return page


def encoded(image: Image.Image, kind: str = 'PNG', **options) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def pdf(*pages: str, picture: Image.Image | None = None, pictured: tuple[int, ...] | None = None, rotate: int = 0, extra: bytes = b'', content: bytes | None = None,
        fields: dict[str, tuple[int, int, int, int]] | None = None, encrypt: tuple[str, str] | None = None) -> bytes:
    """A PDF by hand: a page for each text (Helvetica, 12 points a line), a picture over each page (or only the `pictured`
    ones, counted from 1) when given; `fields` are filled-in form fields: what was typed → left, bottom, right, top."""
    objects: list[bytes] = [b'', b'', b'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>']
    kids = []
    resources = b'<< /Font << /F1 3 0 R >>'
    if picture is not None:
        data = encoded(picture.convert('L'), 'JPEG', quality=90)
        objects.append(b'<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 '
                       b'/Filter /DCTDecode /Length %d >>\nstream\n' % (*picture.size, len(data)) + data + b'\nendstream')
        resources += b' /XObject << /Im1 4 0 R >>'
    resources += b' >>'
    for number, text in enumerate(pages or ('',), 1):
        with_picture = picture is not None and (pictured is None or number in pictured)
        drawing = content if content is not None else _drawn(text, with_picture)
        objects.append(b'<< /Length %d %s >>\nstream\n' % (len(drawing), extra) + drawing + b'\nendstream')
        objects.append(b'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate %d /Resources %s /Contents %d 0 R >>'
                       % (rotate, resources, len(objects)))
        kids.append(len(objects))
    if fields:
        notes = b''
        for text, place in fields.items():
            objects.append(b'<< /Type /Annot /Subtype /Widget /FT /Tx /T (f%d) /V (%s) /Rect [%d %d %d %d] >>'
                           % (len(objects), text.encode('cp1252'), *place))
            notes += b'%d 0 R ' % len(objects)
        objects[kids[0] - 1] = objects[kids[0] - 1].replace(b'/Type /Page ', b'/Type /Page /Annots [%s] ' % notes)
    form = b' /AcroForm << /Fields [%s] >>' % notes if fields else b''
    objects[0] = b'<< /Type /Catalog /Pages 2 0 R%s >>' % form
    objects[1] = b'<< /Type /Pages /Count %d /Kids [%s] >>' % (len(kids), b' '.join(b'%d 0 R' % kid for kid in kids))
    return _assembled(objects, encrypt)


def docx(body: str, **parts: str) -> bytes:
    """A Word file from the XML inside w:body and further parts (footnotes='<w:footnote…')."""
    roots = {'footnotes': 'footnotes', 'endnotes': 'endnotes', 'comments': 'comments'}
    members = {'[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
               'word/document.xml': f'<w:document {WORD}><w:body>{body}</w:body></w:document>'}
    for name, xml in parts.items():
        root = roots.get(name) or ('hdr' if name.startswith('header') else 'ftr')
        members[f'word/{name}.xml'] = f'<w:{root} {WORD}>{xml}</w:{root}>'
    return package(members)


WORD = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"')
OPEN = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"')


def paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t>{text}</w:t></w:r></w:p>'


def open_document(kind: str, body: str, **parts: str) -> bytes:
    """An ODT or ODS file from the XML inside office:body and further whole members (styles='<…>')."""
    members = {'mimetype': f'application/vnd.oasis.opendocument.{kind}',
               'content.xml': f'<office:document-content {OPEN}><office:body>{body}</office:body></office:document-content>'}
    members |= {f'{name}.xml' if '/' not in name else name: xml for name, xml in parts.items()}
    return package(members)


def package(members: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _drawn(text: str, picture: bool) -> bytes:
    lines = [line.encode('cp1252').replace(b'\\', b'\\\\').replace(b'(', b'\\(').replace(b')', b'\\)')
             for line in text.split('\n')]
    shown = b' '.join(b'(%s) Tj T*' % line for line in lines)
    image = b'q 595 0 0 842 0 0 cm /Im1 Do Q ' if picture else b''
    # over a picture the text is the invisible layer that scanning programs add
    return image + (b'BT %s /F1 12 Tf 16 TL 60 780 Td %s ET' % (b'3 Tr' if picture else b'', shown) if text else b'')


def _assembled(objects: list[bytes], encrypt: tuple[str, str] | None) -> bytes:
    """Header, objects, cross-reference table, trailer; with `encrypt` (user, owner password) by the 40-bit RC4 handler."""
    identity, trailer = b'0123456789abcdef', b''
    if encrypt:
        key, handler = _locked(*encrypt, identity)
        objects = [_with_scrambled_stream(content, number, key) for number, content in enumerate(objects, 1)]
        objects.append(handler)
        trailer = b' /Encrypt %d 0 R /ID [<%s> <%s>]' % (len(objects), identity.hex().encode(), identity.hex().encode())
    out, places = bytearray(b'%PDF-1.4\n'), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b'%d 0 obj\n%s\nendobj\n' % (number, content)
    table = len(out)
    out += b'xref\n0 %d\n0000000000 65535 f \n' % (len(objects) + 1)
    out += b''.join(b'%010d 00000 n \n' % place for place in places)
    return bytes(out + b'trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n' % (len(objects) + 1, trailer, table))


_PADDING = bytes.fromhex('28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A')


def _locked(user: str, owner: str, identity: bytes) -> tuple[bytes, bytes]:
    """Key and dictionary of the standard security handler, revision 2 (ISO 32000-1, 7.6.3)."""
    padded_user, padded_owner = ((word.encode('latin-1') + _PADDING)[:32] for word in (user, owner))
    entry = _rc4(hashlib.md5(padded_owner).digest()[:5], padded_user)
    key = hashlib.md5(padded_user + entry + struct.pack('<i', -4) + identity).digest()[:5]
    handler = b'<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>'
    return key, handler % (entry.hex().encode(), _rc4(key, _PADDING).hex().encode())


def _with_scrambled_stream(content: bytes, number: int, key: bytes) -> bytes:
    head, mark, rest = content.partition(b'stream\n')
    if not mark:
        return content
    body, _, _ = rest.rpartition(b'\nendstream')
    own = hashlib.md5(key + struct.pack('<I', number)[:3] + b'\0\0').digest()[:10]
    return head + mark + _rc4(own, body) + b'\nendstream'


def _rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)
