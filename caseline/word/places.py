"""Where something stands in a returned document: its bookmark, its table row and its column."""

import re
from dataclasses import dataclass

from lxml import etree

from .ooxml import w

_OURS = re.compile(r"(row|exhibit)_(\d{1,12})\Z")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the document.

    `bookmark` is the row's or exhibit's own; `row` the words of the row's first cell and `column` the header above it,
    for files that lost their bookmarks; `section` is the last heading before it.
    """

    bookmark: str | None = None
    row: str = ""
    column: str = ""
    section: str = ""

    @property
    def event(self) -> int | None:
        """The event whose row this is."""
        return self._number("row")

    @property
    def exhibit(self) -> int | None:
        """The exhibit whose line this is."""
        return self._number("exhibit")

    def _number(self, kind: str) -> int | None:
        found = _OURS.match(self.bookmark or "")
        return int(found.group(2)) if found and found.group(1) == kind else None


class Places:
    """Finds the place of any element of a document body."""

    def __init__(self, body: etree._Element) -> None:
        self._sections: dict[etree._Element, str] = {}
        section = ""
        root = body.find(w("body"))
        for block in root if root is not None else body:
            style = block.find(f"{w('pPr')}/{w('pStyle')}")
            level = block.find(f"{w('pPr')}/{w('outlineLvl')}")
            if level is not None or style is not None and re.match(r"(?i)heading|titre|kop|berschrift", style.get(w("val"), "")):
                section = _words(block)
            self._sections[block] = section

    def of(self, element: etree._Element) -> Place:
        """The place of `element`."""
        row = cell = block = paragraph = None
        for ancestor in (element, *element.iterancestors()):
            if ancestor.tag == w("p") and paragraph is None:
                paragraph = ancestor
            elif ancestor.tag == w("tc") and row is None:
                cell = ancestor
            elif ancestor.tag == w("tr") and row is None:
                row = ancestor
            if ancestor in self._sections:
                block = ancestor
        section = self._sections.get(block, "")
        if row is None:
            return Place(_bookmark(paragraph), section=section)
        first = row.find(f".//{w('tc')}")
        return Place(_bookmark(row), _words(first), self._column(row, cell), section)

    def _column(self, row: etree._Element, cell: etree._Element | None) -> str:
        cells = row.findall(w("tc"))
        header = row.getparent().find(w("tr"))
        if cell not in cells or header is None or header is row:
            return ""
        headers = header.findall(w("tc"))
        at = cells.index(cell)
        return _words(headers[at]) if at < len(headers) else ""


def _bookmark(element: etree._Element | None) -> str | None:
    """Caseline's own bookmark inside `element`; any other visible one where there is none."""
    names = [one.get(w("name")) or "" for one in element.iter(w("bookmarkStart"))] if element is not None else []
    ours = [name for name in names if _OURS.match(name)]
    others = [name for name in names if name and not name.startswith("_")]
    return (ours or others or [None])[0]


def _words(element: etree._Element | None) -> str:
    """The words of an element as they stand now: what was struck out is left away."""
    return " ".join("".join(piece.text or "" for piece in element.iter(w("t"))).split()) if element is not None else ""
