"""Word files (.docx and its relatives): text of the body, tables, text boxes, notes, headers, footers, comments.

An own walk over the XML: it reads strict and transitional files, templates and macro files alike, takes inserted text,
leaves deleted text out, and never runs or follows anything.
"""
from collections.abc import Iterator

from lxml import etree

from caseline.reading.failures import ReadFailure
from caseline.reading.packages import Package, attribute, local, open_package
from caseline.reading.pages import Job, Note, Part
from caseline.reading.plain import illustrated

# tracked deletions and moves away, field codes, and the second copy of a drawing kept for old programs
_LEFT_OUT = frozenset(('del', 'moveFrom', 'instrText', 'delText', 'Fallback', 'pPr', 'rPr', 'tblPr', 'sectPr', 'rubyPr'))
_BREAKS = {'br': '\n', 'cr': '\n', 'tab': ' ', 'noBreakHyphen': '-', 'ptab': ' '}


def read_docx(job: Job) -> Iterator[Part]:
    """Leaves of text: header first, then the body with notes marked and listed at the end, footer and comments last."""
    with open_package(job.source) as package:
        main = _main_part(package)
        folder = main.rpartition('/')[0]
        body = package.xml(main)
        blocks = [*_once(package, folder, 'header'), *_blocks(body)]
        for kind in ('footnotes', 'endnotes', 'comments'):
            root = package.xml(f'{folder}/{kind}.xml')
            blocks += _notes(root) if root is not None else []
        blocks += _once(package, folder, 'footer')
        pictures = list(package.pictures(f'{folder}/media/'))
        macros = any(name.lower().endswith('vbaproject.bin') for name in package.names)
    yield from illustrated('\n'.join(blocks), pictures, job)
    if macros:
        yield Note('This Word file holds a small program (macros); Caseline read the text only and ran nothing.')


def _main_part(package: Package) -> str:
    for name in ('word/document.xml', *package.matching('word/document'), *package.matching('word/')):
        if name in package.names:
            return name
    raise ReadFailure('damaged')


def _once(package: Package, folder: str, kind: str) -> list[str]:
    """Headers or footers, each text once: most files hold the same three times."""
    texts = []
    for name in package.matching(f'{folder}/{kind}'):
        text = '\n'.join(_blocks(package.xml(name))).strip()
        if text and text not in texts:
            texts.append(text)
    return texts


def _notes(root: etree._Element) -> list[str]:
    """Footnotes, endnotes or comments: one block each, without the separators Word keeps as notes."""
    blocks = []
    for note in root:
        number, kind = attribute(note, 'id'), attribute(note, 'type')
        text = ' '.join(' '.join(_blocks(note)).split())
        if text and kind in (None, 'normal'):
            blocks.append(f'[{number}] {text}' if local(note) != 'comment' else f'[{attribute(note, "author") or ""}] {text}')
    return blocks


def _blocks(root: etree._Element) -> list[str]:
    """Paragraphs and table rows in order, one string each; text boxes follow the paragraph they hang on."""
    blocks: list[str] = []
    for child in root:
        name = local(child)
        if name == 'p':
            boxes: list[str] = []
            blocks.append(_paragraph(child, boxes))
            blocks += boxes
        elif name == 'tbl':
            blocks += ['', *_rows(child), '']
        elif name not in _LEFT_OUT:
            blocks += _blocks(child)
    return blocks


def _rows(table: etree._Element) -> list[str]:
    """One line for each row, cells apart by two spaces' worth; a cell of several paragraphs keeps its lines."""
    rows = []
    for row in table.iter('{*}tr'):
        if _inside_another(row, table):
            continue
        cells = ['\n'.join(_blocks(cell)).strip() for cell in row.iter('{*}tc') if not _inside_another(cell, table)]
        rows.append(' '.join(cell for cell in cells if cell))
    return rows


def _inside_another(element: etree._Element, table: etree._Element) -> bool:
    """Does the element belong to a table within this table?"""
    parent = element.getparent()
    while parent is not None and local(parent) != 'tbl':
        parent = parent.getparent()
    return parent is not table


def _paragraph(paragraph: etree._Element, boxes: list[str]) -> str:
    """The text of a paragraph; an element that breaks the page gives a form feed."""
    parts: list[str] = []
    for child in paragraph:
        name = local(child)
        if name in _LEFT_OUT:
            continue
        if name == 't':
            parts.append(child.text or '')
        elif name == 'br' and attribute(child, 'type') == 'page':
            parts.append('\f')
        elif name in _BREAKS:
            parts.append(_BREAKS[name])
        elif name == 'txbxContent':
            boxes += _blocks(child)
        elif name in ('footnoteReference', 'endnoteReference'):
            parts.append(f' [{attribute(child, "id")}]')
        elif len(child):
            parts.append(_paragraph(child, boxes))
    return ''.join(parts)
