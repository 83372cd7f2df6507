"""What a PDF carries beside its pages: files attached to it, and forms that only one maker's program can draw (XFA)."""
import ctypes
import re
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree

from caseline.reading.limits import MAX_ATTACHMENT_BYTES, MAX_ATTACHMENTS, MAX_PLAIN_BYTES
from caseline.reading.pages import Attachment, Note, Part

_FOLDERS = re.compile(r'[\\/]')
XFA_ONLY = Note('This form is drawn by Adobe Reader only (XFA): please open the original there, print it to PDF and add that. '
                 'What was filled in stands on its last page here.')


def attached(document: pypdfium2.PdfDocument) -> Iterator[Part]:
    """Files attached to the PDF, as a mail has attachments; damaged and too large ones are told of and left out."""
    left, count = MAX_ATTACHMENT_BYTES, document.count_attachments()
    for number in range(min(count, MAX_ATTACHMENTS)):
        name = ''
        try:
            one = document.get_attachment(number)
            name = _FOLDERS.split(one.get_name())[-1][-200:] or f'attachment {number + 1}'
            data = bytes(one.get_data())
        except (pypdfium2.PdfiumError, ValueError, UnicodeError, MemoryError):
            data = b''
        if not data or len(data) > left:
            yield Note(f'The attachment “{name}” is damaged or too large and was left out.')
            continue
        left -= len(data)
        yield Attachment(name, data)
    if count > MAX_ATTACHMENTS:
        yield Note(f'{count - MAX_ATTACHMENTS} attachments were too many and were left out.')


def filled_in(document: pypdfium2.PdfDocument) -> str:
    """What was filled in on an XFA form, a line for each field: “name: value”; '' for every other PDF."""
    if pdfium.FPDF_GetFormType(document) != pdfium.FORMTYPE_XFA_FULL:
        return ''
    for number in range(min(50, pdfium.FPDF_GetXFAPacketCount(document))):
        if _packet(document, number, pdfium.FPDF_GetXFAPacketName).rstrip(b'\0') == b'datasets':
            return _fields(_packet(document, number, pdfium.FPDF_GetXFAPacketContent, with_count=True))
    return ''


def _packet(document: pypdfium2.PdfDocument, number: int, call, *, with_count: bool = False) -> bytes:
    """A name or content that pdfium first measures and then writes."""
    size = ctypes.c_ulong(0) if with_count else None
    more = (size,) if with_count else ()
    length = call(document, number, None, 0, *more)
    length = size.value if with_count else length
    if not 0 < length <= MAX_PLAIN_BYTES:
        return b''
    buffer = (ctypes.c_char * length)()
    call(document, number, buffer, length, *more)
    return bytes(buffer)


def _fields(data: bytes) -> str:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        return ''
    return '\n'.join(f'{one.tag.rpartition("}")[2]}: {" ".join(one.text.split())}' for one in (root.iter() if root is not None else ())
                     if isinstance(one.tag, str) and not len(one) and one.text and one.text.strip())
