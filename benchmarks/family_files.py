"""Annotated papers as files: each text laid out and worn as scan, photograph, fax, office file…, then read back."""
import sys
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from benchmarks.family_papers import AnnotatedPaper
from caseline.reading import read

sys.path.append(str(Path(__file__).parents[1] / 'examples'))
from layout import paper_from  # noqa: E402
from make import FORMS  # noqa: E402

# one after the other over a family's papers, so that two families meet every kind of file several times
CYCLE = (('scan', 'pdf'), ('photo', 'jpg'), ('docx', 'docx'), ('pdf', 'pdf'), ('fax', 'tif'), ('screenshot', 'png'), ('odt', 'odt'))
_LINES_A_PAGE = 38


def pages_read(paper: AnnotatedPaper) -> Sequence[str]:
    """Write the paper as the file its number asks for, read it with Caseline, give the text of its pages."""
    form, ending = CYCLE[paper.number % len(CYCLE)]
    if form in ('photo', 'screenshot') and len(paper.text.splitlines()) > _LINES_A_PAGE:
        form, ending = 'scan', 'pdf'   # a picture shows one page only
    entry = {'file': f'{paper.name}.{ending}', 'form': form, 'text': paper.text.rstrip('\n').split('\n'), 'letterhead': 1, 'look': 'office'}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / entry['file']
        path.write_bytes(FORMS[form](paper_from(entry, zlib.crc32(paper.name.encode()))))
        return [page.text for page in read(path, name=path.name).pages]
