"""XML files of any kind (flat OpenDocument, Word 2003, SVG, data): the text between the tags, in its order."""
from collections.abc import Iterator

from lxml import etree

from caseline.reading.encodings import decoded
from caseline.reading.failures import ReadFailure
from caseline.reading.limits import MAX_ELEMENTS, MAX_PLAIN_BYTES
from caseline.reading.packages import local
from caseline.reading.pages import Job, Part
from caseline.reading.plain import leaves

# elements whose insides are one line; everywhere else every element begins a line
_LINES = frozenset(('p', 'h', 'text', 'title', 'row', 'tr', 'table-row', 'Data'))
# its element named “text” is the whole document, where SVG's is one line
_OPEN_OFFICE = '{urn:oasis:names:tc:opendocument:xmlns:office'
# a sign that no XML file can hold
_BREAK = '\x0b'
_NO_TEXT = frozenset(('script', 'style', 'binData', 'binary-data', 'instrText', 'defs', 'pict'))


def read_xml(job: Job) -> Iterator[Part]:
    """Leaves of the text inside the tags; of a document with a body, only the body, its page headers and footers. Nothing is fetched or expanded."""
    if job.path.stat().st_size > MAX_PLAIN_BYTES:
        raise ReadFailure('too_large')
    data = job.path.read_bytes()
    parser = etree.XMLPullParser(('start',), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True,
                                 remove_comments=True, remove_pis=True)
    try:
        count, root = 0, None
        for place in range(0, len(data), 1 << 20):
            parser.feed(data[place:place + (1 << 20)])
            for _, element in parser.read_events():
                root, count = root if root is not None else element, count + 1
            if count > MAX_ELEMENTS:
                raise ReadFailure('too_large')
        parser.close()
    except etree.LxmlError:
        pass
    if root is None:  # tags that are none: the file is read as the text it is
        return leaves(decoded(data), job)
    body = next(root.iter('{*}body'), root)
    masters = next(root.iter('{*}master-styles'), None)
    around = [masters.findall(f'.//{{*}}{kind}') if masters is not None else [] for kind in ('header', 'footer')]
    lines = [line for part in (*around[0], body, *around[1]) for line in _lines(part)]
    return leaves('\n'.join(filter(None, lines)), job)


def _lines(root: etree._Element) -> Iterator[str]:
    """A line for each element that holds text; walked without recursion, because a hostile file nests 100,000 deep."""
    waiting: list[etree._Element | str] = [root]
    while waiting:
        element = waiting.pop()
        if isinstance(element, str):
            yield ' '.join(element.split())
            continue
        if local(element) in _NO_TEXT or not isinstance(element.tag, str):
            continue
        if local(element) in _LINES and not element.tag.startswith(_OPEN_OFFICE):
            yield from (' '.join(line.split()) for line in ''.join(_inside(element)).split(_BREAK))
            continue
        following: list[etree._Element | str] = [element.text or '']
        for child in element:
            following += [child, child.tail or '']
        waiting += reversed(following)


def _inside(element: etree._Element) -> Iterator[str]:
    """Pieces of one line; a cell or a tab keeps its neighbours apart, a break ends the line."""
    for one in element.iter():
        if local(one) in ('tab', 's', 'tc', 'table-cell', 'Cell', 'tspan'):
            yield ' '
        elif local(one) in ('br', 'line-break'):
            yield _BREAK
        if isinstance(one.tag, str) and local(one) not in _NO_TEXT:
            yield one.text or ''
        if one is not element:
            yield one.tail or ''
