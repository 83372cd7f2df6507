"""The “winmail.dat” that Outlook sends to others: the text of the mail and the attachments it wraps ([MS-OXTNEF]).

A list of attributes: level, name, type, length, data, checksum. An attachment begins with its rendering attribute; its
long name stands among MAPI properties, whose layout is the same for all values of one type.
"""
import struct
from collections.abc import Iterator

from caseline.reading.encodings import decoded
from caseline.reading.failures import ReadFailure
from caseline.reading.limits import MAX_ATTACHMENT_BYTES, MAX_ATTACHMENTS
from caseline.reading.outlook import unpacked
from caseline.reading.pages import Attachment, Job, Part
from caseline.reading.plain import html_text, illustrated, rtf_text

MAGIC = b'\x78\x9f\x3e\x22'
_SUBJECT, _BODY, _PROPERTIES, _TITLE, _DATA, _BEGINS, _ATTACHED = 0x8004, 0x800C, 0x9003, 0x8010, 0x800F, 0x9002, 0x9005
_LONG_NAME, _RTF, _HTML = 0x3707, 0x1009, 0x1013
# bytes of a value of each type; None: counted values, each with its own length
_SIZES = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16,
          0x1E: None, 0x1F: None, 0x0D: None, 0x102: None}
_SEVERAL, _NAMED = 0x1000, 0x8000


def read_winmail(job: Job) -> Iterator[Part]:
    """Subject and text as leaves, then the attachments."""
    if job.path.stat().st_size > MAX_ATTACHMENT_BYTES:
        raise ReadFailure('too_large')
    texts: list[str] = []
    attached: list[list] = []
    for name, data in _attributes(job.path.read_bytes()):
        if name in (_SUBJECT, _BODY):
            texts.append(decoded(data.rstrip(b'\0')))
        elif name == _PROPERTIES:
            texts.append(_text_of(dict(_properties(data))))
        elif name == _BEGINS:
            attached.append(['', b''])
        elif attached and name == _TITLE:
            attached[-1][0] = attached[-1][0] or decoded(data.rstrip(b'\0'))
        elif attached and name == _DATA:
            attached[-1][1] = data
        elif attached and name == _ATTACHED and (long := dict(_properties(data)).get(_LONG_NAME)):
            attached[-1][0] = decoded(long).rstrip('\0')
    papers = [Attachment(title or f'attachment {number}', data) for number, (title, data) in enumerate(attached[:MAX_ATTACHMENTS], 1) if data]
    return illustrated('\n\n'.join(text for text in dict.fromkeys(texts) if text.strip()), papers, job)


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    place = 6
    while place + 9 <= len(data):
        name, size = struct.unpack_from('<H2xI', data, place + 1)
        yield name, data[place + 9:place + 9 + size]
        place += 9 + size + 2


def _properties(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(number, value) of MAPI properties, until one cannot be understood."""
    place, count = 4, struct.unpack_from('<I', data)[0] if len(data) >= 4 else 0
    try:
        for _ in range(min(count, 10_000)):
            kind, number = struct.unpack_from('<HH', data, place)
            place += 4
            if number >= _NAMED:
                place = _after_name(data, place)
            size = _SIZES[kind & ~_SEVERAL]
            several = size is None or kind & _SEVERAL
            values = struct.unpack_from('<I', data, place)[0] if several else 1
            place += 4 if several else 0
            for _ in range(min(values, 10_000)):
                length = size
                if length is None:
                    length = struct.unpack_from('<I', data, place)[0]
                    place += 4
                yield number, data[place:place + length]
                place += length + -length % 4
    except (struct.error, KeyError):
        return


def _after_name(data: bytes, place: int) -> int:
    """Past the name of a property that has one: its set, its kind, and a number or a text."""
    kind, length = struct.unpack_from('<II', data, place + 16)
    return place + 24 + (length + -length % 4 if kind else 0)


def _text_of(properties: dict[int, bytes]) -> str:
    if html := properties.get(_HTML):
        return html_text(decoded(html, html=True))
    try:
        return rtf_text(unpacked(properties[_RTF]).decode('latin-1')) if _RTF in properties else ''
    except (ValueError, IndexError, KeyError, LookupError, RecursionError, AttributeError, TypeError):
        return ''
