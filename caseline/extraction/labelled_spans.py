"""A span that two labelled lines of a form give: “Admission: 12/03/2020”, “Discharge: 20/03/2020”."""
import re
from functools import cache
from typing import Iterator, NamedTuple, Sequence

from caseline.extraction.cues import any_of
from caseline.extraction.grammar import Grammar
from caseline.extraction.mention import Page
from caseline.extraction.segment import Sentence

_GAP = re.compile(r'\t+| {3,}|\s*\|\s*')
_PRECISE = 7


class LabelledSpan(NamedTuple):
    """The span as an EDTF interval, and the line that tells its beginning."""
    edtf: str
    page: Page
    sentence: Sentence


def labelled_span(pages: Sequence[Page], grammar: Grammar) -> LabelledSpan | None:
    """Return the first span whose beginning and end stand behind labels of their own, or None."""
    begins, ends = (_labels(tuple(grammar.settings['span_labels'][side])) for side in ('begin', 'end'))
    first: LabelledSpan | None = None
    for page, start, edtf in _dates(pages):
        label = _label(page.folded, start)
        if first is None and begins.fullmatch(label):
            sentence = next((item for item in page.sentences if item.start <= start < item.end), None)
            first = LabelledSpan(edtf, page, sentence) if sentence else None
        elif first and ends.fullmatch(label) and edtf >= first.edtf:
            return first._replace(edtf=f'{first.edtf}/{edtf}')
    return None


def _dates(pages: Sequence[Page]) -> Iterator[tuple[Page, int, str]]:
    for page in pages:
        for found in page.dates:
            if len(found.edtf) >= _PRECISE and '/' not in found.edtf and found.kind in ('date', 'partial'):
                yield page, found.start, found.edtf


def _label(folded: str, start: int) -> str:
    """What stands before a date in its part of the line."""
    line = folded[folded.rfind('\n', 0, start) + 1:start].rstrip()
    cells = [cell for cell in _GAP.split(line) if cell.strip(' :.')]
    return cells[-1].strip(' -*.:') if cells else ''


@cache
def _labels(cues: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(cues).pattern})(?: (?:le|la|op|on|am|du|van|of|der|het|de|the|au|centre|centrum)\b)*")
