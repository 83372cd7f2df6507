"""What a Word document is made of: frozen values that say what stands on the page and nothing about XML.

A text is a sequence of inline pieces (`Run`, `Tick`, `Commented`); wherever pieces are expected, `text()` turns plain
strings into runs. Bookmark names follow Word's rule: a letter or underscore, then letters, digits or underscores, at
most 40 characters.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

Tone: TypeAlias = Literal["", "muted", "warning", "strong"]
Style: TypeAlias = Literal[
    "body", "lead", "note", "quote", "title", "subtitle", "caption", "large", "label", "notice", "cell", "head"
]
Align: TypeAlias = Literal["", "center", "end"]

_BOOKMARK = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}\Z")


class BadBlock(ValueError):
    """A block that no Word file can hold, such as a bookmark with a space in its name."""


def row_bookmark(event_id: int) -> str:
    """The bookmark of a chronology row, by which comments find their event again."""
    return f"row_{event_id}"


def exhibit_bookmark(number: int) -> str:
    """The bookmark of an exhibit in the inventory; every mention of the exhibit links to it."""
    return f"exhibit_{number}"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look. `lang` is an ISO 639-1 code, None means the document's language.

    `rtl` None lets the letters decide; `link` is the bookmark the text leads to inside the document.
    """

    text: str
    bold: bool = False
    italic: bool = False
    tone: Tone = ""
    lang: str | None = None
    rtl: bool | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """A box that can be ticked in Word; `name` is what assistive technology reads out."""

    name: str
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark in the margin. `date` is local time without zone; None leaves it out."""

    author: str
    text: str
    date: datetime | None = None
    initials: str = ""


@dataclass(frozen=True, slots=True)
class Commented:
    """Runs that carry a remark in the margin."""

    runs: tuple[Run, ...]
    comment: Comment


Inline: TypeAlias = Run | Tick | Commented
Pieces: TypeAlias = tuple[Inline, ...]


def text(*pieces: "str | Inline | None") -> Pieces:
    """Pieces from strings and inline values; empty strings and None fall away."""
    return tuple(Run(p) if isinstance(p, str) else p for p in pieces if p)


def exhibit_link(number: int, label: str) -> Run:
    """A mention of an exhibit, such as “pièce 12”, that leads to its line in the inventory."""
    return Run(label, link=exhibit_bookmark(number))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3; numbered ones count 1, 1.1, 1.1.1 through the document."""

    pieces: Pieces
    level: int = 1
    numbered: bool = True
    bookmark: str | None = None
    new_page: bool = False
    in_contents: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in one of the document's styles."""

    pieces: Pieces
    style: Style = "body"
    align: Align = ""
    bookmark: str | None = None
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, with dots or (ordered) with numbers that start at 1."""

    items: tuple[Pieces, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: paragraphs of pieces, over `span` columns; `shade` is a fill as RRGGBB."""

    paragraphs: tuple[Pieces, ...]
    shade: str = ""
    span: int = 1
    align: Align = ""
    style: Style = "cell"


def cell(*lines: "str | Inline | Pieces", shade: str = "", span: int = 1, align: Align = "",
         style: Style = "cell") -> Cell:
    """A cell with one paragraph a line; a line is a string, one inline value, or pieces."""
    paragraphs = tuple(line if isinstance(line, tuple) else text(line) for line in lines)
    return Cell(paragraphs, shade, span, align, style)


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; its bookmark is how links and returned comments find it."""

    cells: tuple[Cell, ...]
    bookmark: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header and its share of the text width."""

    header: str
    share: float
    align: Align = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table over the full text width. `summary` is the alternative text that a screen reader gives first.

    The header row (left out when every header is empty) repeats on each page; rows stay whole. `first_column` says
    that the first cell of each row is its heading, as in a sheet of facts.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    summary: str
    first_column: bool = False
    style: Literal["lined", "plain", "boxed"] = "lined"


@dataclass(frozen=True, slots=True)
class Image:
    """A PNG or JPEG picture, stored without its metadata; `alt` says what it shows."""

    data: bytes
    alt: str
    width_cm: float


@dataclass(frozen=True, slots=True)
class Toc:
    """The table of contents: linked headings down to `levels`; Word adds page numbers when asked to refresh it."""

    title: str
    levels: int = 2


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True)
class Section:
    """What follows stands on new pages, upright or (landscape) turned."""

    landscape: bool


Block: TypeAlias = Heading | Paragraph | Bullets | Table | Image | Toc | PageBreak | Section


@dataclass(frozen=True, slots=True)
class WordDocument:
    """A whole document.

    `page_words` holds {page} and {pages} (“Page {page} of {pages}”); `footer` is the line left of it; `watermark`
    stands across every page; `made` is the only time the file carries; `organisation` the only name in its
    properties; `large` sets the whole text in larger type.
    """

    blocks: tuple[Block, ...]
    lang: str
    title: str
    page_words: str = "{page} / {pages}"
    footer: Pieces = field(default=())
    watermark: str = ""
    organisation: str = ""
    made: datetime | None = None
    large: bool = False


def checked_bookmark(name: str) -> str:
    """The name itself when Word accepts it as a bookmark; BadBlock otherwise."""
    if not _BOOKMARK.match(name):
        raise BadBlock(f"“{name}” cannot be a bookmark: use letters, digits and underscores, at most 40")
    return name
