"""Headings, paragraphs, lists, contents and breaks as WordprocessingML."""

from collections.abc import Sequence
from dataclasses import dataclass

from .blocks import Block, Bullets, Heading, Image, Paragraph, Toc
from .inline import direction, inline, plain
from .pen import Pen
from .pictures import drawing
from .xmltext import escape

_ALIGN = {"center": '<w:jc w:val="center"/>', "end": '<w:jc w:val="right"/>', "": ""}
PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
# After a table Word needs a paragraph, and two tables in a row would become one: a line as low as a hair. It is low by its
# letters and not by an exact line height, with which LibreOffice 7.4 can lose the rest of a table that follows.
AFTER_TABLE = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:rPr><w:sz w:val="8"/><w:szCs w:val="8"/></w:rPr>'


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading as the contents list it: its number (or nothing), words, level and bookmark."""

    number: str
    words: str
    level: int
    bookmark: str


def entries(blocks: Sequence[Block]) -> list[Entry]:
    """The headings of a document, numbered as Word will number them."""
    counts, found = [0, 0, 0], []
    for block in blocks:
        if not isinstance(block, Heading):
            continue
        number = ""
        if block.numbered:
            counts[block.level - 1] += 1
            counts[block.level:] = [0] * (3 - block.level)
            number = ".".join(str(max(n, 1)) for n in counts[:block.level])
        if block.in_contents:
            found.append(Entry(number, plain(block.pieces), block.level, f"_Toc{len(found) + 1:08d}"))
    return found


def heading(pen: Pen, block: Heading, entry: Entry | None) -> str:
    """A heading; `entry` is its line in the contents."""
    base = pen.base
    numbered = (f'<w:numPr><w:ilvl w:val="{block.level - 1}"/><w:numId w:val="{base.numbering.heading}"/></w:numPr>'
                if block.numbered else "")
    content = pen.bookmark(block.bookmark, inline(pen, block.pieces))
    if entry:
        content = pen.bookmark(entry.bookmark, content)
    breaks = "<w:pageBreakBefore/>" if block.new_page else ""
    return (f'<w:p><w:pPr><w:pStyle w:val="{base.style[f"heading{block.level}"]}"/><w:keepNext/><w:keepLines/>{breaks}'
            f'{numbered}{direction(pen, block.pieces)}</w:pPr>{content}</w:p>')


def paragraph(pen: Pen, block: Paragraph) -> str:
    """A paragraph in its style."""
    keep = "<w:keepNext/>" if block.keep_with_next else ""
    content = pen.bookmark(block.bookmark, inline(pen, block.pieces))
    return (f'<w:p><w:pPr><w:pStyle w:val="{pen.base.style[block.style]}"/>{keep}{direction(pen, block.pieces)}'
            f'{_ALIGN[block.align]}</w:pPr>{content}</w:p>')


def bullets(pen: Pen, block: Bullets) -> str:
    """A list; ordered ones count from 1 each time."""
    numbers = pen.base.numbering
    if block.ordered:
        number = numbers.next_id + pen.ordered_lists
        pen.ordered_lists += 1
    else:
        number = numbers.bullet
    style = pen.base.style["number" if block.ordered else "bullet"]
    return "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        f"{direction(pen, item)}</w:pPr>{content}</w:p>"
        for item in block.items
        for content in [inline(pen, item)]
    )


def picture(pen: Pen, block: Image) -> str:
    """A picture in a paragraph of its own."""
    pen.drawings += 1
    drawn, relation = pen.picture(block)
    return (f'<w:p><w:pPr><w:pStyle w:val="{pen.base.style["body"]}"/></w:pPr>'
            f"{drawing(block, drawn, relation, pen.drawings)}</w:p>")


def contents(pen: Pen, block: Toc, listed: Sequence[Entry]) -> str:
    """A table of contents as a real TOC field whose stored result links each heading.

    The stored lines carry no page numbers: nothing here lays out pages, and a wrong number misleads. Word fills them
    in when the reader refreshes the field.
    """
    style = pen.base.style
    title = f'<w:p><w:pPr><w:pStyle w:val="{style["contents"]}"/></w:pPr><w:r><w:t>{escape(block.title)}</w:t></w:r></w:p>'
    shown = [entry for entry in listed if entry.level <= block.levels]
    if not shown:
        return title
    begin = (f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o '
             f'"1-{block.levels}" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>')
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    lines = []
    for place, entry in enumerate(shown):
        number = f"<w:t>{entry.number}</w:t><w:tab/>" if entry.number else ""
        pen.targets.add(entry.bookmark)
        lines.append(
            f'<w:p><w:pPr><w:pStyle w:val="{style[f"toc{entry.level}"]}"/></w:pPr>{begin if place == 0 else ""}'
            f'<w:hyperlink w:anchor="{entry.bookmark}" w:history="1"><w:r>{number}'
            f'<w:t xml:space="preserve">{escape(entry.words)}</w:t></w:r></w:hyperlink>'
            f'{end if place == len(shown) - 1 else ""}</w:p>')
    return title + "".join(lines)


def closing_paragraph(section: str) -> str:
    """The lowest paragraph there is, which may end a section (`section` is its sectPr)."""
    return f"<w:p><w:pPr>{AFTER_TABLE}{section}</w:pPr></w:p>"

