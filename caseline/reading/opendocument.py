"""OpenDocument texts (.odt): body, tables, notes, text boxes, headers and footers; deleted tracked text stays out."""
from collections.abc import Iterator

from lxml import etree

from caseline.reading.failures import ReadFailure
from caseline.reading.locked_open_document import is_locked, opened
from caseline.reading.packages import attribute, local, open_package
from caseline.reading.pages import Job, Part
from caseline.reading.plain import illustrated

_PARAGRAPHS = frozenset(('p', 'h'))
_LEFT_OUT = frozenset(('tracked-changes', 'sequence-decls', 'forms', 'variable-decls', 'user-field-decls', 'annotation-end',
                       'script', 'object-ole', 'binary-data', 'table-columns', 'title', 'desc'))
_HEADERS = ('header', 'header-first', 'header-left')
_FOOTERS = ('footer', 'footer-first', 'footer-left')
# a hostile file asks for two billion spaces in one element
_MOST_SPACES = 100


def read_odt(job: Job) -> Iterator[Part]:
    """Leaves of text: page headers, the body in order, page footers."""
    with open_package(job.source) as package:
        root = opened(package, 'content.xml', job.password)
        if root is None and 'styles.xml' not in package.names:
            raise ReadFailure('damaged')
        styles = opened(package, 'styles.xml', job.password)
        blocks = [*_outside(styles, _HEADERS), *(() if root is None else _blocks(root)), *_outside(styles, _FOOTERS)]
        pictures = [] if is_locked(package) else list(package.pictures('Pictures/'))
    return illustrated('\n'.join(blocks), pictures, job)


def paragraph_text(element: etree._Element, aside: list[str]) -> str:
    """The text of a paragraph; notes and text boxes hanging on it are added to `aside`."""
    parts = [element.text or '']
    for child in element:
        name = local(child)
        if name == 's':
            parts.append(' ' * min(_MOST_SPACES, _number(attribute(child, 'c'))))
        elif name == 'tab':
            parts.append(' ')
        elif name == 'line-break':
            parts.append('\n')
        elif name == 'note':
            mark = ''.join(text for cite in child.iterchildren('{*}note-citation') for text in cite.itertext())
            aside.extend(f'[{mark}] {block}' for body in child.iterchildren('{*}note-body') for block in _blocks(body))
            parts.append(f' [{mark}]')
        elif name in ('frame', 'custom-shape', 'text-box', 'annotation'):
            aside.extend(_blocks(child))
        elif name not in _LEFT_OUT:
            parts.append(paragraph_text(child, aside))
        parts.append(child.tail or '')
    return ''.join(parts)


def _blocks(root: etree._Element) -> list[str]:
    blocks: list[str] = []
    for child in root:
        name = local(child)
        if name in _PARAGRAPHS:
            aside: list[str] = []
            blocks.append(paragraph_text(child, aside))
            blocks += aside
        elif name == 'table':
            blocks += ['', *_blocks(child), '']
        elif name == 'table-row':
            cells = ['\n'.join(_blocks(cell)).strip() for cell in child]
            blocks.append(' '.join(cell for cell in cells if cell))
        elif name not in _LEFT_OUT:
            blocks += _blocks(child)
    return blocks


def _outside(styles: etree._Element | None, kinds: tuple[str, ...]) -> list[str]:
    """Headers or footers of the master pages, each text once."""
    texts: list[str] = []
    if styles is not None:
        for kind in kinds:
            for element in styles.iter(f'{{*}}{kind}'):
                text = '\n'.join(_blocks(element)).strip()
                if text and text not in texts:
                    texts.append(text)
    return texts


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else 1
