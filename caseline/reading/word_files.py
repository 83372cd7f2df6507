"""Word files (.docx and its relatives): text of the body, tables, text boxes, notes, headers, footers, comments.

An own walk over the XML: it reads strict and transitional files, templates and macro files alike, takes inserted text,
leaves deleted text out, and never runs or follows anything.
"""
from collections.abc import Iterator

from lxml import etree

from caseline.reading.encodings import decoded
from caseline.reading.failures import ReadFailure
from caseline.reading.packages import Package, attribute, local, open_package
from caseline.reading.pages import Job, Note, Part
from caseline.reading.plain import html_text, illustrated

# tracked deletions and moves away, field codes
_LEFT_OUT = frozenset(('del', 'moveFrom', 'instrText', 'delText', 'pPr', 'rPr', 'tblPr', 'sectPr', 'rubyPr'))
# boxes to tick: as signs of Wingdings, and as fields of old forms
_TICKS = {'F0FE': '☒', 'F0FD': '☒', 'F053': '☒', 'F078': '☒', 'F052': '☑', 'F0A8': '☐', 'F06F': '☐', 'F071': '☐', 'F0FC': '✓', 'F0FB': '✗'}
_OFF = ('0', 'false', 'off')
_PLAIN_CHUNKS = ('.htm', '.html', '.xhtml', '.txt')
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
        blocks += _imported(package, folder, body)
        papers = [*package.pictures(f'{folder}/media/'), *package.embedded(f'{folder}/embeddings/')]
        hidden = any(one.text and _hidden(one.getparent()) for one in body.iter('{*}t'))
        macros = any(name.lower().endswith('vbaproject.bin') for name in package.names)
    yield from illustrated('\n'.join(blocks), papers, job)
    if hidden:
        yield Note('Text that Word hides and does not print was left out. Look into the original file if you wonder what it says.')
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


def _imported(package: Package, folder: str, body: etree._Element) -> list[str]:
    """Pages of HTML or plain text that another program put into the file for Word to take in."""
    relations = package.tolerant_xml(f'{folder}/_rels/document.xml.rels')
    targets = {attribute(one, 'Id'): attribute(one, 'Target') or '' for one in (relations if relations is not None else ())}
    names = [f'{folder}/{targets.get(attribute(chunk, "id"), "")}' for chunk in body.iter('{*}altChunk')]
    return [html_text(decoded(package.bytes(name), html=True)) for name in names if name in package.names and name.lower().endswith(_PLAIN_CHUNKS)]


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
            blocks += _blocks(_choice(child))
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
        if name in _LEFT_OUT or (name == 'r' and _hidden(child)):
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
        elif name == 'sym':
            parts.append(_TICKS.get((attribute(child, 'char') or '').upper(), ''))
        elif name == 'checkBox':
            parts.append(_ticked(child))
        elif len(child):
            parts.append(_paragraph(_choice(child), boxes))
    return ''.join(parts)


def _choice(element: etree._Element) -> etree._Element:
    """Of a drawing kept twice, the copy for new programs; the one for old programs when only it has text."""
    if local(element) != 'AlternateContent':
        return element
    with_text = [copy for copy in element if any(one.text for one in copy.iter('{*}t'))]
    return min(with_text, key=lambda copy: local(copy) == 'Fallback', default=element[0] if len(element) else element)


def _hidden(run: etree._Element) -> bool:
    """Text that Word hides and does not print."""
    marks = [one for properties in run.iterchildren('{*}rPr') for one in properties if local(one) == 'vanish']
    return any(attribute(one, 'val') not in _OFF for one in marks)


def _ticked(box: etree._Element) -> str:
    states = [one for one in box if local(one) in ('checked', 'default')]
    # what was ticked by hand counts more than how the form was made
    chosen = min(states, key=lambda one: local(one) != 'checked', default=None)
    return '☒ ' if chosen is not None and attribute(chosen, 'val') not in _OFF else '☐ '
