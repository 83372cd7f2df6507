"""Labels of dates in forms: beside the date in its cell, or in the cell above it."""
import re
from typing import Iterator, NamedTuple

from caseline.extraction.fold import fold

_BETWEEN_CELLS = re.compile(r'\t+| {2,}|\s*\|\s*')
_LETTER = re.compile(r'[^\W\d_]')
# What may stand before a date in its cell without being a label: an article, dots to write on, a box to tick.
_BARE = re.compile(r"(?:le|den|de|the|op|on|am)?")
_LONGEST_LABEL, _LONGEST_LINE, _BLANK_LINES = 70, 160, 1


class _Cell(NamedTuple):
    start: int
    end: int


def label_above(text: str, start: int) -> str:
    """Return the folded label that stands above the cell of the date at `start`, '' when the cell has its own or none does.

    In a table it is the cell of the same number in the line above, else the one printed over it; a line with one cell
    labels a date alone on the next line (“NOTIFIÉ LE”, below it “14-04-2016”).
    """
    begin = text.rfind('\n', 0, start) + 1
    end = text.find('\n', start)
    cells = list(_cells(text, begin, len(text) if end < 0 else end))
    if len(cells) > 8:
        return ''
    column = next((index for index, cell in enumerate(cells) if cell.start <= start < cell.end), 0)
    if not cells or not _BARE.fullmatch(''.join(_LETTER.findall(fold(text[cells[column].start:start])))):
        return ''
    above = _line_above(text, begin)
    labels = list(_cells(text, *above)) if above else []
    if not labels:
        return ''
    label = labels[column] if len(labels) == len(cells) else _over(labels, above[0], cells[column].start - begin)
    words = fold(text[label.start:label.end])
    return '' if any(map(str.isdigit, words)) or not _LETTER.search(words) or len(words) > _LONGEST_LABEL else words.strip()


def _cells(text: str, begin: int, end: int) -> Iterator[_Cell]:
    at = begin
    for gap in _BETWEEN_CELLS.finditer(text, begin, end):
        if text[at:gap.start()].strip(' |'):
            yield _Cell(at, gap.start())
        at = gap.end()
    if text[at:end].strip(' |'):
        yield _Cell(at, end)


def _line_above(text: str, begin: int) -> tuple[int, int] | None:
    for _ in range(_BLANK_LINES + 1):
        end = begin - 1
        if end < 0:
            return None
        begin = text.rfind('\n', 0, end) + 1
        if text[begin:end].strip():
            return (begin, end) if end - begin < _LONGEST_LINE and text[begin:end].rstrip()[-1] not in '.;' else None
    return None


def _over(labels: list[_Cell], line: int, offset: int) -> _Cell:
    """The last label that begins at or before the same place of its line."""
    return next((label for label in reversed(labels) if label.start - line <= offset + 2), labels[0])
