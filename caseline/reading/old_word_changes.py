"""Which letters of an old Word file (.doc) were deleted under “track changes”: they are kept in it and belong to no page.

Word lists runs of letters with their formats in pages of 512 bytes ([MS-DOC] 2.9.33, 2.8.5); the mark of deleted text is the
property sprmCFRMarkDel ([MS-DOC] 2.6.1).
"""
import struct
from collections.abc import Iterator

# where the head tells the place of the list of those pages ([MS-DOC] 2.5.6, PlcfBteChpx)
_LIST = 0x00FA
_PAGE, _NUMBER = 512, 0x3FFFFF
_DELETED = 0x0800
# bytes of a property's value by the three highest bits of its number; 6 tells its length itself
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_OWN_LENGTH = 6

# places in the main stream: from, to
Stretch = tuple[int, int]


def deleted(head: bytes, table: bytes) -> list[Stretch]:
    """Stretches of the main stream that hold deleted letters, in order; [] where the lists make no sense."""
    try:
        return sorted(_deleted(head, table))
    except (struct.error, IndexError):
        return []


def without(deletions: list[Stretch], start: int, end: int) -> Iterator[Stretch]:
    """What is left of a stretch of letters once those deleted are taken out."""
    for first, last in deletions:
        if last <= start or first >= end:
            continue
        if first > start:
            yield start, first
        start = max(start, last)
    if start < end:
        yield start, end


def _deleted(head: bytes, table: bytes) -> Iterator[Stretch]:
    place, size = struct.unpack_from('<II', head, _LIST)
    count = (min(size, len(table) - place) - 4) // 8
    for page in struct.unpack_from(f'<{count}I', table, place + 4 * (count + 1)) if count > 0 else ():
        formats = head[(page & _NUMBER) * _PAGE:][:_PAGE]
        if len(formats) < _PAGE:
            continue
        runs = formats[-1]
        borders = struct.unpack_from(f'<{runs + 1}I', formats)
        for number, (first, last) in enumerate(zip(borders, borders[1:], strict=False)):
            at = 2 * formats[4 * (runs + 1) + number]
            if at and first < last and _marks_deleted(formats[at + 1:at + 1 + formats[at]]):
                yield first, last


def _marks_deleted(properties: bytes) -> bool:
    place = 0
    while place + 2 < len(properties):
        kind = struct.unpack_from('<H', properties, place)[0]
        if kind == _DELETED:
            return properties[place + 2] == 1
        size = kind >> 13
        place += 2 + (1 + properties[place + 2] if size == _OWN_LENGTH else _SIZES[size])
    return False
