"""Blocks in, the bytes of a .docx out; the same blocks always give the same bytes."""

from dataclasses import replace

from .base import base
from .blocks import (Block, Bullets, Heading, Image, PageBreak, Paragraph, Section, Table, Toc, WordDocument)
from .margins import margins, section
from .ooxml import DECLARATION, MAIN_TYPE, NAMESPACES, relation, word_type
from .package import Part, Relation, zipped
from .paragraphs import PAGE_BREAK, bullets, closing_paragraph, contents, entries, heading, paragraph, picture
from .pen import Pen, language_tag
from .properties import properties, remarks, settings
from .tables import table


def write(document: WordDocument, *, letterhead: bytes | None = None) -> bytes:
    """The Word file of `document`, on the organisation's `letterhead` (.docx bytes) where one is given.

    Raises BadBlock for bookmarks that are impossible, doubled or linked to and missing, BadPicture for an unreadable
    picture, BadWordFile for a letterhead that cannot be used.
    """
    pen = Pen(base(letterhead, language_tag(document.lang), document.large), document)
    around = margins(pen, turned=any(isinstance(block, Section) and block.landscape for block in document.blocks))
    opened = f"{DECLARATION}<w:document {NAMESPACES}><w:body>{pen.base.opening}"
    # Encoded piece by piece: one string of everything would be copied several times over, at twice the size.
    text = b"".join([piece.encode() for piece in (opened, *_body(pen, around.references), "</w:body></w:document>")])
    pen.check_links()
    numbering = Part(f"{pen.base.folder}/numbering.xml", word_type("numbering"),
                     pen.base.numbering.part(pen.ordered_lists))
    own = [part for part in (settings(pen), numbering, remarks(pen)) if part]
    links = [Relation(f"rIdOwn{n}", relation(_kind(part)), part.name.removeprefix(f"{pen.base.folder}/"))
             for n, part in enumerate(own, 1)]
    main = Part(pen.base.main, MAIN_TYPE, text,
                (*pen.base.relations, *around.relations, *links, *pen.picture_relations()))
    stored = [part for part, _ in pen.pictures.values()]
    return zipped([main, *properties(document), *own, *around.parts, *pen.base.parts, *stored])


def _kind(part: Part) -> str:
    return part.name.rpartition("/")[2].removesuffix(".xml")


def _body(pen: Pen, references: dict[bool, str]) -> list[str]:
    """The text in pieces, with its sections: each section's properties stand in its last paragraph, the last one's at the end."""
    listed = entries(pen.document.blocks)
    waiting = iter(listed)
    pieces: list[str] = []
    blocks = pen.document.blocks
    for block, following in zip(blocks, (*blocks[1:], None)):
        if isinstance(block, Paragraph) and (isinstance(following, Table) or isinstance(following, Paragraph) and following.keep_with_next):
            block = replace(block, keep_with_next=True)  # what introduces a table stays on its page, with its label
        if isinstance(block, Section):
            if pieces:
                pieces.append(closing_paragraph(section(pen.base, references[pen.landscape], pen.landscape)))
            pen.landscape = block.landscape
        elif isinstance(block, Heading):
            pieces.append(heading(pen, block, next(waiting) if block.in_contents else None))
        elif isinstance(block, Toc):
            pieces.append(contents(pen, block, listed))
        else:
            pieces += _block(pen, block)
    return [*pieces, section(pen.base, references[pen.landscape], pen.landscape)]


def _block(pen: Pen, block: Block) -> list[str]:
    match block:
        case Paragraph():
            return [paragraph(pen, block)]
        case Table():
            return [*table(pen, block), closing_paragraph("")]
        case Bullets():
            return [bullets(pen, block)]
        case Image():
            return [picture(pen, block)]
        case PageBreak():
            return [PAGE_BREAK]
    raise TypeError(f"{type(block).__name__} is not a block of a Word document")
