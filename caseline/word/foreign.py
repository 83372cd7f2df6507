"""A Word file that came from outside, opened with limits: size, number of parts, no entities, no macros.

The limits count bytes while unpacking, because a zip's own header may lie about sizes.
"""

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from .ooxml import MAIN_TYPE, R, W

LARGEST_FILE = 64 * 1024 * 1024
LARGEST_PART = 64 * 1024 * 1024
LARGEST_WHOLE = 256 * 1024 * 1024
MOST_PARTS = 5000
_STEP = 1 << 16
_STRICT = {  # ECMA-376 strict files name the same things otherwise
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R.encode(),
}


class BadWordFile(ValueError):
    """The file is not a Word document that can be used; the message is a sentence for the reader."""


def unpack(data: bytes) -> dict[str, bytes]:
    """Every part of the .docx `data`, by name without leading slash. Raises BadWordFile."""
    if len(data) > LARGEST_FILE:
        raise BadWordFile("This Word file is larger than 64 MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _members(archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        if isinstance(error, BadWordFile):
            raise
        raise BadWordFile("This file is not a Word document (.docx), or it is damaged or locked.") from error


def _members(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MOST_PARTS:
        raise BadWordFile("This Word file is made of too many parts.")
    parts: dict[str, bytes] = {}
    room = LARGEST_WHOLE
    for entry in entries:
        data = _counted(archive, entry, min(room, LARGEST_PART))
        room -= len(data)
        parts[entry.filename.lstrip("/").replace("\\", "/")] = data
    return parts


def _counted(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> bytes:
    pieces: list[bytes] = []
    with archive.open(entry) as stream:
        while piece := stream.read(_STEP):
            room -= len(piece)
            if room < 0:
                raise BadWordFile("This Word file unpacks to more than Caseline accepts.")
            pieces.append(piece)
    return b"".join(pieces)


def parse(data: bytes) -> etree._Element:
    """The root of an XML part, without document type, entities or network. Raises BadWordFile."""
    for strict, usual in _STRICT.items():
        data = data.replace(strict, usual)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
                             remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadWordFile("A part of this Word file cannot be read: its XML is damaged.") from error
    if root.getroottree().docinfo.doctype:
        raise BadWordFile("This Word file declares a document type, which Word never does; it was refused.")
    return root


def main_part(parts: dict[str, bytes]) -> str:
    """The name of the part that holds the text. Raises BadWordFile, also for templates with macros."""
    if any(name.lower().endswith("vbaproject.bin") for name in parts):
        raise BadWordFile("This Word file holds macros; save it as .docx without macros.")
    for relation in _relations(parts, ""):
        if relation.get("Type", "").endswith("/officeDocument"):
            name = posixpath.normpath(relation.get("Target", "").lstrip("/"))
            if name in parts:
                return name
    if "word/document.xml" in parts:
        return "word/document.xml"
    raise BadWordFile("This file holds no Word text.")


def related(parts: dict[str, bytes], name: str, kind: str) -> str | None:
    """The part that `name` links to by a relationship whose type ends in `kind`, None without one."""
    for relation in _relations(parts, name):
        if relation.get("Type", "").rpartition("/")[2] == kind and relation.get("TargetMode") != "External":
            target = relation.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.join(posixpath.dirname(name), target)
            whole = posixpath.normpath(whole)
            if whole in parts:
                return whole
    return None


def external_links(parts: dict[str, bytes]) -> list[str]:
    """What the file would fetch from elsewhere when opened: every outside target but plain hyperlinks."""
    found = []
    for name in parts:
        if name.endswith(".rels"):
            found += [one.get("Target", "") for one in parse(parts[name])
                      if one.get("TargetMode") == "External" and not one.get("Type", "").endswith("/hyperlink")]
    return found


def is_plain_document(parts: dict[str, bytes]) -> bool:
    """Whether the content types call the main part an ordinary document (not a .dotx, .docm or a sheet)."""
    return MAIN_TYPE.encode() in parts.get("[Content_Types].xml", b"")


def _relations(parts: dict[str, bytes], name: str) -> list[etree._Element]:
    folder, _, base = name.rpartition("/")
    data = parts.get(f"{folder}/_rels/{base}.rels".lstrip("/"))
    return list(parse(data)) if data else []
