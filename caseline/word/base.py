"""The package a document is written into: Caseline's own base, or the organisation's letterhead with what it carries.

Preparing it is the slow part of writing (python-docx parses and builds styles), so the result is kept per letterhead,
language and type size; it holds plain bytes and is safe to share between threads.
"""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from caseline.later import Later

from . import numbering, styles
from .foreign import BadWordFile, external_links, is_plain_document, main_part, unpack
from .ooxml import r, w
from .package import Part, Relation
from .pictures import without_metadata

docx = Later("docx")

_KEPT_RELATIONS = {"styles", "numbering", "theme", "fontTable", "header", "footer", "image", "hyperlink"}
_PER_DOCUMENT = {"numbering", "header", "footer"}
_PERSONAL = ("commentRangeStart", "commentRangeEnd", "commentReference", "footnoteReference", "endnoteReference", "del",
             "moveFrom", "bookmarkStart", "bookmarkEnd", "proofErr", "pPrChange", "rPrChange", "sectPrChange")
# Word marks each editing session with random numbers (w:rsid…) that can tie two documents to one machine.
_EDITING_SESSIONS = re.compile(rb' w:rsid\w*="[^"]*"|<w:rsid\w*[^>]*/>')


@dataclass(frozen=True, slots=True)
class Page:
    """A page upright, in twentieths of a point."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    header: int
    footer: int

    def text_width(self, landscape: bool) -> int:
        """The width between the margins."""
        return (self.height if landscape else self.width) - self.left - self.right


A4 = Page(11906, 16838, 1134, 1134, 1134, 1134, 567, 510)


@dataclass(frozen=True, slots=True)
class Base:
    """Everything of the file but its text: parts, styles by role, and the headers and footers by page type."""

    main: str
    parts: tuple[Part, ...]
    relations: tuple[Relation, ...]
    style: Mapping[str, str]
    numbering: numbering.Numbering
    opening: str
    headers: Mapping[str, Part]
    footers: Mapping[str, Part]
    page: Page
    first_differs: bool
    even_differs: bool

    @property
    def folder(self) -> str:
        """The folder of the main part, where new parts go."""
        return self.main.rpartition("/")[0]


@lru_cache(maxsize=8)
def base(letterhead: bytes | None, lang: str, large: bool) -> Base:
    """The prepared base. Raises BadWordFile when `letterhead` cannot be used."""
    document = docx.Document() if letterhead is None else _opened(letterhead)
    style = styles.prepare(document, lang=lang, own=letterhead is None, large=large)
    part = document.part
    kept = [link for link in part.rels.values() if _kind(link.reltype) in _KEPT_RELATIONS]
    section = document.sections[-1]._sectPr
    opening = "" if letterhead is None else _opening(document, {link.rId for link in kept})
    numbers = [link.target_part for link in kept if _kind(link.reltype) == "numbering"]
    return Base(
        main=part.partname.lstrip("/"),
        parts=_parts(kept),
        relations=tuple(_relation(link) for link in kept if _kind(link.reltype) not in _PER_DOCUMENT),
        style=style,
        numbering=numbering.prepare(numbers[0].blob if numbers and letterhead else None),
        opening=opening,
        headers=_margins(document, section, "header"),
        footers=_margins(document, section, "footer"),
        page=A4 if letterhead is None else _page(section),
        first_differs=section.find(w("titlePg")) is not None,
        even_differs=letterhead is not None and document.settings.odd_and_even_pages_header_footer,
    )


def _opened(letterhead: bytes) -> "docx.document.Document":
    parts = unpack(letterhead)
    main_part(parts)
    if not is_plain_document(parts):
        raise BadWordFile("The letterhead must be an ordinary Word document (.docx).")
    if external_links(parts):
        raise BadWordFile("The letterhead fetches something from another place when it is opened (a linked picture or "
                          "template); put the picture itself into the file.")
    try:
        return docx.Document(io.BytesIO(letterhead))
    except (docx.opc.exceptions.OpcError, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise BadWordFile("The letterhead cannot be opened as a Word document.") from error


def _kind(reltype: str) -> str:
    return reltype.rpartition("/")[2]


def _relation(link: "docx.opc.rel._Relationship") -> Relation:
    return Relation(link.rId, link.reltype, link.target_ref, link.is_external)


def _parts(kept: "list[docx.opc.rel._Relationship]") -> tuple[Part, ...]:
    """All parts reached from the kept relations, except those that are written anew for each document."""
    found: dict[str, "docx.opc.part.Part"] = {}
    anew = {link.target_part.partname for link in kept if _kind(link.reltype) in _PER_DOCUMENT}
    waiting = [link.target_part for link in kept if not link.is_external]
    while waiting:
        part = waiting.pop()
        if part.partname not in found:
            found[part.partname] = part
            waiting += [link.target_part for link in part.rels.values() if not link.is_external]
    return tuple(_part(found[name]) for name in sorted(found) if name not in anew)


def _part(part: "docx.opc.part.Part") -> Part:
    picture = part.content_type.startswith("image/")
    data = without_metadata(part.blob) if picture else _EDITING_SESSIONS.sub(b"", part.blob)
    return Part(part.partname.lstrip("/"), part.content_type, data, tuple(_relation(link) for link in part.rels.values()))


def _margins(document: "docx.document.Document", section: etree._Element, kind: str) -> dict[str, Part]:
    """The letterhead's headers or footers by page type: default, first, even."""
    found = {}
    for reference in section.findall(w(f"{kind}Reference")):
        part = document.part.related_parts.get(reference.get(r("id")))
        if part is not None:
            found[reference.get(w("type"))] = _part(part)
    return found


def _page(section: etree._Element) -> Page:
    size, margin = section.find(w("pgSz")), section.find(w("pgMar"))

    def of(element: etree._Element | None, name: str, default: int) -> int:
        value = element.get(w(name)) if element is not None else None
        return abs(round(float(value))) if value else default

    width, height = of(size, "w", A4.width), of(size, "h", A4.height)
    return Page(min(width, height), max(width, height), of(margin, "top", A4.top), of(margin, "right", A4.right),
                of(margin, "bottom", A4.bottom), of(margin, "left", A4.left), of(margin, "header", A4.header),
                of(margin, "footer", A4.footer))


def _opening(document: "docx.document.Document", kept: set[str]) -> str:
    """What the letterhead has in its body (an address block), without remarks, tracked changes and their authors."""
    body = document.element.body
    for name in _PERSONAL:
        for element in list(body.iter(w(name))):
            gone = element.getparent() if name.endswith("Reference") else element
            gone.getparent().remove(gone)
    for inserted in list(body.iter(w("ins"), w("moveTo"))):
        parent, at = inserted.getparent(), inserted.getparent().index(inserted)
        parent[at:at + 1] = list(inserted)
    blocks = [child for child in body if child.tag != w("sectPr")]
    while blocks and not "".join(blocks[-1].itertext()).strip() and blocks[-1].find(f".//{w('drawing')}") is None:
        blocks.pop()
    for element in body.iter():
        for name in (r("id"), r("embed"), r("link")):
            if element.get(name) and element.get(name) not in kept:
                raise BadWordFile("The letterhead holds an embedded object; keep only text, tables and pictures in it.")
    return _EDITING_SESSIONS.sub(b"", b"".join(etree.tostring(block, encoding="UTF-8") for block in blocks)).decode()

