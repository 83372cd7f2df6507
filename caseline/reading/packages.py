"""Zip packages of office formats, opened as hostile: bytes are counted while unpacking, XML has no entities.

Sizes in zip headers are not believed (a header may say 1 byte for 10 GB); nothing is written to disk, so member names
cannot lead anywhere; declarations in a DTD are refused, which ends external entities and entity bombs alike.
"""
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree

from caseline.reading.failures import ReadFailure
from caseline.reading.limits import MAX_ATTACHMENTS, MAX_ELEMENTS, MAX_MEMBERS, MAX_UNPACKED, MAX_XML_PART, SMALLEST_SCAN
from caseline.reading.pages import Attachment

OTHER_LOCK = 'This file is locked with a password that Caseline cannot use. Save it without a password and add it again.'
_CHUNK = 256 * 1024
_ENCRYPTED = 0x1
_PAPERS = ('.docx', '.doc', '.xlsx', '.xls', '.pptx', '.ppt', '.pdf', '.odt', '.ods', '.rtf', '.msg')
_PICTURES = ('.jpg', '.jpeg', '.png', '.tif', '.tiff', '.heic', '.webp')


class Package:
    """The members of one package; everything unpacked from it counts towards one limit."""

    def __init__(self, archive: zipfile.ZipFile):
        self._archive = archive
        self._left = MAX_UNPACKED
        infos = archive.infolist()
        if len(infos) > MAX_MEMBERS:
            raise ReadFailure('too_large', 'This file is a package of too many parts to be read safely.')
        if any(info.flag_bits & _ENCRYPTED for info in infos):
            raise ReadFailure('unsupported', OTHER_LOCK)
        self.names = tuple(info.filename for info in infos)

    def matching(self, start: str, end: str = '.xml') -> list[str]:
        """Names of members in natural order: part2 before part10."""
        found = [name for name in self.names if name.startswith(start) and name.endswith(end)]
        return sorted(found, key=lambda name: (len(name), name))

    def xml(self, name: str) -> etree._Element | None:
        """The root of an XML member; None when there is no such member."""
        if name not in self.names:
            return None
        return parsed(self._chunks(name))

    def tolerant_xml(self, name: str) -> etree._Element | None:
        """As `xml`, and None for a member that is broken."""
        try:
            return self.xml(name)
        except ReadFailure:
            return None

    def bytes(self, name: str) -> bytes:
        """A member as it is."""
        return b''.join(self._chunks(name))

    def measure(self, name: str) -> None:
        """Unpack a member only to count it, for a library that will unpack it again itself."""
        for _ in self._chunks(name):
            pass

    def pictures(self, folder: str) -> Iterator[Attachment]:
        """Photographs and scans placed in the text, to be read as files of their own; logos and icons stay out."""
        for info in self._archive.infolist()[:MAX_MEMBERS]:
            name = info.filename
            if name.startswith(folder) and name.lower().endswith(_PICTURES):
                data = b''.join(self._chunks(name))
                if len(data) >= SMALLEST_SCAN:
                    yield Attachment(name.rpartition('/')[2], data, inline=True)

    def embedded(self, folder: str) -> Iterator[Attachment]:
        """Whole files placed in the text, to be read as papers of their own."""
        papers = [name for name in self.names if name.startswith(folder) and name.lower().endswith(_PAPERS)]
        for name in papers[:MAX_ATTACHMENTS]:
            yield Attachment(name.rpartition('/')[2], self.bytes(name))

    def _chunks(self, name: str) -> Iterator[bytes]:
        taken = 0
        try:
            with self._archive.open(name) as member:
                while chunk := member.read(_CHUNK):
                    taken += len(chunk)
                    self._left -= len(chunk)
                    if taken > MAX_XML_PART or self._left < 0:
                        raise ReadFailure('too_large', 'This file unpacks to far more than its size and was not read: '
                                          'it may have been made to do harm.')
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
            raise ReadFailure('damaged') from None


@contextmanager
def open_package(source: Path | io.BytesIO) -> Iterator[Package]:
    """The opened package. Raises ReadFailure: damaged, too_large, password_needed."""
    try:
        archive = zipfile.ZipFile(source)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError):
        raise ReadFailure('damaged') from None
    with archive:
        yield Package(archive)


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; '' for comments and processing instructions."""
    return element.tag.rpartition('}')[2] if isinstance(element.tag, str) else ''


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its name without namespace: strict and transitional files use different ones."""
    for key, value in element.attrib.items():
        if key.rpartition('}')[2] == name:
            return value
    return None


def parsed(chunks: Iterator[bytes]) -> etree._Element:
    """Build the tree while counting elements, so that a wide tree is refused before it fills the memory."""
    parser = etree.XMLPullParser(('start',), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
                                 remove_comments=True, remove_pis=True)
    count, root = 0, None
    try:
        for chunk in chunks:
            parser.feed(chunk)
            for _, element in parser.read_events():
                if root is None:
                    root = element
                    _refuse_doctype(root)
                count += 1
            if count > MAX_ELEMENTS:
                raise ReadFailure('too_large')
        parser.close()
    except etree.XMLSyntaxError:
        raise ReadFailure('damaged') from None
    if root is None:
        raise ReadFailure('damaged')
    return root


def _refuse_doctype(root: etree._Element) -> None:
    """No office program declares anything in its files (OpenOffice only names its DTD, which nobody fetches); those who do
    want entities to be expanded or fetched."""
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and (any(declared.iterentities()) or any(declared.iterelements())):
        raise ReadFailure('damaged', 'This file holds instructions that no office program writes and was not read: '
                          'it may have been made to do harm.')
