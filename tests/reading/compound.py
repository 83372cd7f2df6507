"""Compound files (the container of Outlook's .msg) written from a tree of names, for the tests ([MS-CFB], version 3)."""
import struct

_SECTOR, _FREE, _END, _FAT, _NONE = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
Tree = dict[str, 'bytes | Tree']


def compound(tree: Tree) -> bytes:
    """The file. Streams are filled up with zeros to 4,096 bytes, so that none needs the container's small sectors."""
    entries: list[list] = [['Root Entry', 5, tree, _NONE, _NONE]]
    _number(tree, entries, 0)
    sectors: list[bytes] = []
    chains: list[tuple[int, int]] = []
    places = {}
    for number, (_, kind, content, _, _) in enumerate(entries):
        if kind == 2:
            data = content.ljust(4096, b'\0')
            places[number] = (len(sectors), len(data))
            chains.append((len(sectors), -(-len(data) // _SECTOR)))
            sectors += [data[at:at + _SECTOR].ljust(_SECTOR, b'\0') for at in range(0, len(data), _SECTOR)]
    directory = b''.join(_entry(entry, *places.get(number, (_END, 0))) for number, entry in enumerate(entries))
    directory = directory.ljust(-(-len(directory) // _SECTOR) * _SECTOR, b'\0')
    start = len(sectors)
    chains.append((start, len(directory) // _SECTOR))
    sectors += [directory[at:at + _SECTOR] for at in range(0, len(directory), _SECTOR)]
    tables = 1
    while len(sectors) + tables > tables * (_SECTOR // 4):
        tables += 1
    table = [_FREE] * (tables * (_SECTOR // 4))
    for first, length in chains:
        for at in range(first, first + length):
            table[at] = at + 1 if at < first + length - 1 else _END
    fat = [len(sectors) + number for number in range(tables)]
    for at in fat:
        table[at] = _FAT
    header = struct.pack('<8s16xHHHHH6xIIIIIIIII', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 0x3E, 3, 0xFFFE, 9, 6, 0, tables, start,
                         0, 4096, _END, 0, _END, 0)
    header += struct.pack('<109I', *(fat + [_FREE] * (109 - tables)))
    return header + b''.join(sectors) + struct.pack(f'<{len(table)}I', *table)


def _number(tree: Tree, entries: list[list], parent: int) -> None:
    """Give every name its entry; siblings hang on each other's right side, which readers accept as a tree."""
    before = None
    for name, content in tree.items():
        entries.append([name, 2 if isinstance(content, bytes) else 1, content, _NONE, _NONE])
        number = len(entries) - 1
        if before is None:
            entries[parent][3] = number
        else:
            entries[before][4] = number
        before = number
        if isinstance(content, dict):
            _number(content, entries, number)


def _entry(entry: list, first: int, size: int) -> bytes:
    name, kind, _, child, right = entry
    wide = name.encode('utf-16-le')
    return (wide.ljust(64, b'\0') + struct.pack('<HBB', len(wide) + 2, kind, 1) + struct.pack('<III', _NONE, right, child)
            + bytes(36) + struct.pack('<IQ', first, size))
