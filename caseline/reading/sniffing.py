"""What a file really is, by its content; the name only decides where the content leaves a choice."""
import re
import zipfile
import zlib
from pathlib import Path

import olefile

from caseline.reading.failures import ReadFailure

PDF = 'application/pdf'
DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
PPTX = 'application/vnd.openxmlformats-officedocument.presentationml.presentation'
ODT = 'application/vnd.oasis.opendocument.text'
ODS = 'application/vnd.oasis.opendocument.spreadsheet'
MSG, EML = 'application/vnd.ms-outlook', 'message/rfc822'
DOC, XLS, LOCKED = 'application/msword', 'application/vnd.ms-excel', 'application/x-locked-office'
RTF, HTML, TEXT, CSV = 'application/rtf', 'text/html', 'text/plain', 'text/csv'
ZIP = 'application/zip'

_PICTURES = ((b'\xff\xd8\xff', 'image/jpeg'), (b'\x89PNG\r\n\x1a\n', 'image/png'), (b'II*\x00', 'image/tiff'),
             (b'MM\x00*', 'image/tiff'), (b'GIF8', 'image/gif'), (b'BM', 'image/bmp'))
_HEIF_BRANDS = (b'heic', b'heix', b'mif1', b'msf1', b'heim', b'heis', b'hevc')
_OLE = b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'
_MAIL_HEADER = re.compile(rb'^(?:from|to|cc|date|subject|received|return-path|message-id|mime-version|delivered-to|'
                          rb'content-type|reply-to|x-[\w-]+|dkim-signature|authentication-results|sender|arc-[\w-]+):',
                          re.IGNORECASE | re.MULTILINE)
_HTML = re.compile(rb'<\s*(?:!doctype\s+html|html|head|body|meta|table|div|p)\b', re.IGNORECASE)
_HEAD = 8192
# a byte that text never holds, whatever the encoding
_BINARY = bytes(set(range(32)) - set(b'\t\n\r\f\x1b\x00\x1a\x08\x0b'))


def media_type(path: Path, name: str) -> str:
    """The media type of a file. Raises ReadFailure: empty, damaged (a broken package) or unknown_format."""
    with path.open('rb') as file:
        head = file.read(_HEAD)
    if not head.strip(b'\x00 \t\r\n'):
        raise ReadFailure('empty')
    # scanners and mail programs put some bytes before the PDF itself
    if b'%PDF-' in head[:1024]:
        return PDF
    for magic, kind in _PICTURES:
        if head.startswith(magic):
            return kind
    if head[:4] == b'RIFF' and head[8:12] == b'WEBP':
        return 'image/webp'
    if head[4:8] == b'ftyp' and head[8:12] in _HEIF_BRANDS:
        return 'image/heic'
    if head.startswith((b'PK\x03\x04', b'PK\x05\x06')):
        return _package(path)
    if head.startswith(_OLE):
        return _compound(path)
    if head.lstrip().startswith(b'{\\rtf'):
        return RTF
    return _textual(head, Path(name).suffix.lower())


def _package(path: Path) -> str:
    """Which office format a zip package holds; anything else is a plain archive, which is not read."""
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist()[:10_000])
            if 'mimetype' in names and package.getinfo('mimetype').file_size < 200:
                declared = package.read('mimetype').strip().decode('ascii', 'replace')
                return {ODT + '-template': ODT, ODS + '-template': ODS}.get(declared, declared)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise ReadFailure('damaged') from None
    for folder, kind in (('word/', DOCX), ('xl/', XLSX), ('ppt/', PPTX)):
        if any(name.startswith(folder) for name in names):
            return kind
    return DOCX if '[Content_Types].xml' in names else ZIP


def _compound(path: Path) -> str:
    """Old Office files, Outlook mails and encrypted Office files share one container."""
    try:
        with olefile.OleFileIO(path) as container:
            if container.exists('EncryptionInfo') or container.exists('EncryptedPackage'):
                return LOCKED
            if container.exists('__properties_version1.0'):
                return MSG
            if container.exists('WordDocument'):
                return DOC
            return XLS if container.exists('Workbook') or container.exists('Book') else 'application/x-ole-storage'
    except (OSError, ValueError, TypeError, IndexError, AttributeError, OverflowError, MemoryError):
        raise ReadFailure('damaged') from None


def _textual(head: bytes, suffix: str) -> str:
    """Mail, HTML, CSV or plain text; binary content is no format we know."""
    start = head.lstrip(b'\xef\xbb\xbf\r\n\t ')
    if _is_binary(head):
        raise ReadFailure('unknown_format')
    headers = start.split(b'\n\n', 1)[0].split(b'\r\n\r\n', 1)[0]
    if start.startswith(b'From ') or _MAIL_HEADER.match(start) or (suffix == '.eml' and _MAIL_HEADER.search(headers)):
        if len(_MAIL_HEADER.findall(headers)) >= 2:
            return EML
    if _HTML.match(start) or (suffix in ('.htm', '.html') and _HTML.search(head)):
        return HTML
    return CSV if suffix in ('.csv', '.tsv') else TEXT


def _is_binary(head: bytes) -> bool:
    if head.startswith((b'\xff\xfe', b'\xfe\xff')):
        return False
    zeros = head.count(0)
    # UTF-16 without its mark has a zero in every other byte
    if zeros and min(head[::2].count(0), head[1::2].count(0)) > 0.05 * zeros:
        return True
    return zeros < 0.2 * len(head) and (zeros > 0 or sum(map(head.count, map(bytes, zip(_BINARY)))) > 0.02 * len(head))
