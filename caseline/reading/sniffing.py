"""What a file really is, by its content; the name only decides where the content leaves a choice."""
import io
import re
import zipfile
import zlib
from pathlib import Path

import olefile

from caseline.reading import signatures as kinds
from caseline.reading.archives import is_mailbox
from caseline.reading.failures import ReadFailure

_MAIL_HEADER = re.compile(rb'^(?:from|to|cc|date|subject|received|return-path|message-id|mime-version|delivered-to|'
                          rb'content-type|reply-to|x-[\w-]+|dkim-signature|authentication-results|sender|arc-[\w-]+):',
                          re.IGNORECASE | re.MULTILINE)
_HTML = re.compile(rb'<\s*(?:!doctype\s+html|html|head|body|meta|table|div|p)\b', re.IGNORECASE)
_HTML_ROOT = re.compile(rb'<\s*(?:!doctype\s+html|html)\b', re.IGNORECASE)
_XML = re.compile(rb'<(?:\?xml|svg|!DOCTYPE\s+svg)\b', re.IGNORECASE)
_CARD = re.compile(rb'BEGIN:V(?:CALENDAR|CARD|EVENT)', re.IGNORECASE)
_SEALED = re.compile(rb'0[\x80-\x84].{0,4}\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07', re.DOTALL)
_HEAD = 8192
# a byte that text never holds, whatever the encoding
_BINARY = bytes(set(range(32)) - set(b'\t\n\r\f\x1b\x00\x1a\x08\x0b'))
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)


def media_type(path: Path, name: str) -> str:
    """The media type of a file. Raises ReadFailure: empty, damaged (a broken package) or unknown_format."""
    with path.open('rb') as file:
        head = file.read(_HEAD)
        size = file.seek(0, io.SEEK_END)
    if not head.strip(b'\x00 \t\r\n'):
        raise ReadFailure('empty')
    # scanners and mail programs put some bytes before the PDF itself
    if b'%PDF-' in head[:1024]:
        return kinds.PDF
    if head.startswith((b'PK\x03\x04', b'PK\x05\x06')):
        return package_type(path)
    if head.startswith(olefile.MAGIC):
        return compound_type(path)
    if known := _by_signature(head):
        return known
    return kinds.MBOX if is_mailbox(head, size) and not _is_binary(head) else _textual(head, Path(name).suffix.lower())


def package_type(source: Path | io.BytesIO) -> str:
    """Which format a zip package holds; anything else is an archive of files."""
    try:
        with zipfile.ZipFile(source) as package:
            names = set(package.namelist()[:10_000])
            if 'mimetype' in names and package.getinfo('mimetype').file_size < 200:
                declared = package.read('mimetype').strip().decode('ascii', 'replace')
                return declared.removesuffix('-template').removesuffix('-master')
    except _BROKEN_ZIP:
        raise ReadFailure('damaged') from None
    if any(name.endswith(('.fdseq', '.fpage')) for name in names):
        return kinds.XPS
    if 'xl/workbook.bin' in names:
        return kinds.XLSB
    for folder, kind in (('word/', kinds.DOCX), ('xl/', kinds.XLSX), ('ppt/', kinds.PPTX), ('visio/', kinds.VISIO)):
        if any(name.startswith(folder) for name in names) and '[Content_Types].xml' in names:
            return kind
    if {'META-INF/MANIFEST.MF', 'AndroidManifest.xml'} & names:
        return kinds.PROGRAM
    if any(name.endswith('.iwa') for name in names) or {'index.apxl', 'index.xml', 'buildVersionHistory.plist'} & names:
        return kinds.IWORK
    if 'word/document.xml' in names or '[Content_Types].xml' in names:
        return kinds.DOCX
    return kinds.EPUB if 'META-INF/container.xml' in names else kinds.ZIP


def compound_type(source: Path | io.BytesIO) -> str:
    """Old Office files, Outlook mails and encrypted Office files share one container."""
    try:
        with olefile.OleFileIO(source) as container:
            if container.exists('EncryptionInfo') or container.exists('EncryptedPackage'):
                return kinds.LOCKED
            if container.exists('__properties_version1.0'):
                return kinds.MSG
            for stream, kind in (('WordDocument', kinds.DOC), ('Workbook', kinds.XLS), ('Book', kinds.XLS), ('PowerPoint Document', kinds.PPT)):
                if container.exists(stream):
                    return kind
            return kinds.OTHER_OFFICE
    except (OSError, ValueError, TypeError, IndexError, AttributeError, OverflowError, MemoryError):
        raise ReadFailure('damaged') from None


def _by_signature(head: bytes) -> str | None:
    """A format known by its first bytes, which no text begins with."""
    for place, magic, kind in kinds.MAGIC:
        if head[place:place + len(magic)] == magic and (len(magic) > 2 or _is_binary(head)):
            return kind
    if head.lstrip().startswith(b'{\\rtf'):
        return kinds.RTF
    if head[:4] == b'RIFF' and head[8:12] == b'WEBP':
        return 'image/webp'
    if kinds.BOXED_FILM.match(head):
        if b'avif' in head[8:40] or b'avis' in head[8:40]:
            return 'image/avif'
        return 'image/heic' if head[8:12] in kinds.HEIF_BRANDS else kinds.FILM
    for pattern, kind in ((kinds.BITMAP, 'image/bmp'), (kinds.ANYMAP, 'image/x-portable-anymap'), (kinds.PCX, 'image/x-pcx'), (_SEALED, kinds.SEALED)):
        if pattern.match(head):
            return kind
    return None


def _textual(head: bytes, suffix: str) -> str:
    """Mail, HTML, XML, calendar, CSV or plain text; binary content is no format we know."""
    start = head.lstrip(b'\xef\xbb\xbf\r\n\t ')
    if _is_binary(head):
        raise ReadFailure('unknown_format')
    headers = start.split(b'\n\n', 1)[0].split(b'\r\n\r\n', 1)[0]
    if start.startswith(b'From ') or _MAIL_HEADER.match(start) or (suffix == '.eml' and _MAIL_HEADER.search(headers)):
        if len(_MAIL_HEADER.findall(headers)) >= 2:
            return kinds.EML
    if _HTML.match(start) or (suffix in ('.htm', '.html', '.xhtml') and _HTML.search(head)):
        return kinds.HTML
    letters = start.replace(b'\0', b'')
    if _XML.match(letters.lstrip(b'\xff\xfe')):
        return kinds.HTML if _HTML_ROOT.search(letters[:1_000]) else kinds.XML
    if _CARD.match(start):
        return kinds.CARD
    return kinds.CSV if suffix in ('.csv', '.tsv') else kinds.TEXT


def _is_binary(head: bytes) -> bool:
    if head.startswith((b'\xff\xfe', b'\xfe\xff')):
        return False
    zeros = head.count(0)
    # UTF-16 without its mark has a zero in every other byte
    if zeros and min(head[::2].count(0), head[1::2].count(0)) > 0.05 * zeros:
        return True
    return zeros < 0.2 * len(head) and (zeros > 0 or sum(map(head.count, map(bytes, zip(_BINARY)))) > 0.02 * len(head))
