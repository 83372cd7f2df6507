"""Electronic books (.epub): the chapters in reading order, as plain text."""
import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from caseline.reading.encodings import decoded
from caseline.reading.failures import ReadFailure
from caseline.reading.packages import Package, attribute, local, open_package
from caseline.reading.pages import Job, Part
from caseline.reading.plain import html_text, leaves

_CHAPTERS = ('.xhtml', '.html', '.htm')


def read_epub(job: Job) -> Iterator[Part]:
    """Every chapter from a new leaf on. A book whose list of chapters is lost is read in the order of its files."""
    with open_package(job.source) as package:
        names = _in_order(package) or [name for name in package.names if name.lower().endswith(_CHAPTERS)]
        chapters = [html_text(decoded(package.bytes(name), html=True)) for name in names if name in package.names]
        if any('encryption.xml' in name for name in package.names) and not any(chapters):
            raise ReadFailure('unsupported', 'This book is locked by its seller and cannot be read here.')
    yield from leaves('\f'.join(chapters), job)


def _in_order(package: Package) -> list[str]:
    """The chapters as the book's own list (its spine) gives them; [] when there is none."""
    container = package.tolerant_xml('META-INF/container.xml')
    book = next((attribute(one, 'full-path') for one in (container.iter('{*}rootfile') if container is not None else ())), None)
    root = package.tolerant_xml(book) if book else None
    if root is None:
        return []
    files = {attribute(one, 'id'): attribute(one, 'href') or '' for one in root.iter('{*}item') if local(one) == 'item'}
    found = [files.get(attribute(one, 'idref'), '') for one in root.iter('{*}itemref')]
    return [posixpath.normpath(posixpath.join(posixpath.dirname(book), unquote(href))) for href in found if href]
