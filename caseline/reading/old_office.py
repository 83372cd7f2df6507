"""Old Word and PowerPoint files (.doc, .ppt): their text, from the binary formats of 1995 to 2003.

Word keeps its text in pieces, listed in a table that the file's head points to ([MS-DOC] 2.4.1); PowerPoint keeps it in
text records within records ([MS-PPT] 2.1.2). Formats, pictures and programs inside are passed over.
"""
import re
import struct
from collections.abc import Iterator

import olefile

from caseline.reading.failures import ReadFailure
from caseline.reading.limits import MAX_PLAIN_BYTES, MAX_TEXT
from caseline.reading.old_word_changes import deleted, without
from caseline.reading.pages import Job, Note, Part
from caseline.reading.plain import leaves

_BROKEN = (OSError, ValueError, TypeError, IndexError, KeyError, AttributeError, OverflowError, struct.error)
# where the head of a Word file tells its version, flags, and the place of text and pieces ([MS-DOC] 2.5)
_VERSION, _FLAGS, _FIRST_TEXT, _PIECES = 2, 10, 24, 0x01A2
_SECOND_TABLE = 0x0200
_WORD_97 = 0x00C1
_ONE_BYTE = 1 << 30
# a field: its instruction between these marks is no text, its result is
_INSTRUCTION = re.compile('\x13[^\x13\x14\x15]*\x14?')
_SIGNS = str.maketrans({'\x07': '\n', '\x0b': '\n', '\x0d': '\n', '\x0c': '\f', '\x1e': '-', '\x1f': None, '\xa0': ' ', '\x15': None,
                        **dict.fromkeys('\x01\x02\x03\x04\x05\x06\x08\x14', None)})
_WIDE_TEXT, _NARROW_TEXT, _SLIDE = 0x0FA0, 0x0FA8, 0x03F3
_MOST_RECORDS = 500_000
_FORMATS_LOST = Note('This is an old Office file: its text was read, its layout and pictures were not.')


def read_doc(job: Job) -> Iterator[Part]:
    """The text of a Word 95–2003 file: body, notes, headers, text boxes, in the order Word keeps them, without what was deleted."""
    head, tables = _streams(job, 'WordDocument', '1Table', '0Table')
    try:
        text = _word_text(head, tables)
    except _BROKEN:
        raise ReadFailure('damaged') from None
    for _ in range(10):  # fields within fields
        text, found = _INSTRUCTION.subn('', text)
        if not found:
            break
    # a cell ends with the sign 7, and so does, once more, a row of them
    text = text.replace('\x07\x07', '\n').replace('\x07', ' ')
    yield from leaves(text.translate(_SIGNS), job)
    yield _FORMATS_LOST


def read_ppt(job: Job) -> Iterator[Part]:
    """The text of a PowerPoint 97–2003 file, slide by slide where the file says where one begins."""
    stream, _ = _streams(job, 'PowerPoint Document')
    seen, pieces = set(), []
    for kind, data in _records(stream):
        text = data.decode('utf-16-le' if kind == _WIDE_TEXT else 'cp1252', 'replace').translate(_SIGNS).strip()
        if kind == _SLIDE:
            pieces.append('\f')
        elif text and text not in seen:  # every text lies in the outline and again in its slide
            seen.add(text)
            pieces.append(text + '\n')
    yield from leaves('\n'.join(pieces), job)
    yield _FORMATS_LOST


def _streams(job: Job, main: str, *others: str) -> tuple[bytes, dict[str, bytes]]:
    """The main stream and those of the others that are there."""
    try:
        with olefile.OleFileIO(job.source) as container:
            found = {name: container.openstream(name).read(MAX_PLAIN_BYTES) for name in (main, *others) if container.exists(name)}
        return found.pop(main), found
    except _BROKEN:
        raise ReadFailure('damaged') from None


def _word_text(head: bytes, tables: dict[str, bytes]) -> str:
    version, flags = struct.unpack_from('<H', head, _VERSION)[0], struct.unpack_from('<H', head, _FLAGS)[0]
    if version < _WORD_97:
        start, end = struct.unpack_from('<II', head, _FIRST_TEXT)
        return head[start:end].decode('cp1252', 'replace')
    table = tables['1Table' if flags & _SECOND_TABLE else '0Table']
    place, size = struct.unpack_from('<II', head, _PIECES)
    pieces, length, deletions = [], 0, deleted(head, table)
    for start, letters, one_byte in _piece_table(table[place:place + size]):
        for first, last in without(deletions, start, start + letters * (1 if one_byte else 2)):
            pieces.append(head[first:last].decode('cp1252' if one_byte else 'utf-16-le', 'replace'))
        length += letters
        if length > MAX_TEXT:
            break
    return ''.join(pieces)


def _piece_table(data: bytes) -> Iterator[tuple[int, int, bool]]:
    """(place in the main stream, characters, one byte each?) of every piece, in the order of the text."""
    place = 0
    while data[place] == 1:  # formats come first
        place += 3 + struct.unpack_from('<H', data, place + 1)[0]
    size = struct.unpack_from('<I', data, place + 1)[0]
    table = data[place + 5:place + 5 + size]
    count = (len(table) - 4) // 12
    positions = struct.unpack_from(f'<{count + 1}I', table)
    for number in range(count):
        where = struct.unpack_from('<I', table, 4 * (count + 1) + 8 * number + 2)[0]
        one_byte = bool(where & _ONE_BYTE)
        start = (where & ~_ONE_BYTE) // (2 if one_byte else 1)
        yield start, max(0, positions[number + 1] - positions[number]), one_byte


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """The text records and slide marks of a PowerPoint stream; records that hold records are walked through."""
    place = count = 0
    while place + 8 <= len(stream) and count < _MOST_RECORDS:
        version, kind, size = struct.unpack_from('<HHI', stream, place)
        place, count = place + 8, count + 1
        if version & 0x0F == 0x0F:
            continue  # go on with what it holds
        if kind in (_WIDE_TEXT, _NARROW_TEXT, _SLIDE):
            yield kind, stream[place:place + size] if kind != _SLIDE else b''
        place += size
