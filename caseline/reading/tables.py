"""Tables without rules on scans: recognition reads them column by column; here their rows become lines again.

A name and the day of birth beside it must not come apart. Columns of prose and addresses side by side stay as they are: what
tells a table is short cells on shared lines, in three columns or more, or in two of which one holds labels or figures.
"""
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from caseline.reading.layout import Piece
from caseline.reading.pages import Box, union

# words of a usual cell at most, the share of cells that stand on a line with another, lines of a column at least
_CELL_WORDS, _SHARED_LINES, _FEWEST = 4, 0.6, 2
# the share of cells by which a column holds labels (“Name:”) or figures, and the share of digits of a figure
_MOST, _FIGURE = 0.5, 0.4
# columns of a table at most
_WIDEST = 12


class Line(NamedTuple):
    """A recognised line and the box around it."""
    pieces: list[Piece]
    box: Box

    @property
    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2

    @property
    def high(self) -> float:
        return self.box[3] - self.box[1]


def with_rows(lines: Sequence[list[Piece]]) -> list[list[Piece]]:
    """The lines of a level page in reading order, those of a table's columns put together row by row."""
    runs = list(_runs([Line(line, union(piece.box for piece in line)) for line in lines]))
    read: list[list[Piece]] = []
    while runs:
        for count in range(min(len(runs), _WIDEST), 1, -1):
            if table := _table(runs[:count]):
                head, rows, tail = table
                read += [line.pieces for line in head] + rows
                runs[:count] = [tail] if tail else []
                break
        else:
            read += [line.pieces for line in runs.pop(0)]
    return read


def _runs(lines: list[Line]) -> Iterator[list[Line]]:
    """The lines cut where the reading goes up again: to the next column."""
    run: list[Line] = []
    for line in lines:
        if run and line.middle < run[-1].box[1]:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _table(runs: list[list[Line]]) -> tuple[list[Line], list[list[Piece]], list[Line]] | None:
    """What stands before, the rows, and what follows, when the runs are the columns of a table; None when they are not."""
    top = min(run[0].box[1] for run in runs[1:]) - runs[1][0].high / 2
    bottom = max(run[-1].box[3] for run in runs[:-1]) + runs[0][-1].high / 2
    columns = [[line for line in run if top <= line.middle <= bottom] for run in runs]
    head = [line for line in runs[0] if line.middle < top]
    tail = [line for line in runs[-1] if line.middle > bottom]
    whole = len(head) + len(tail) + sum(map(len, columns)) == sum(map(len, runs))
    if not whole or min(map(len, columns)) < _FEWEST or not _side_by_side(columns) or not _cells(columns):
        return None
    rows = _rows([line for column in columns for line in column])
    if sum(len(row) for row in rows if len(row) > 1) < _SHARED_LINES * sum(map(len, columns)):
        return None
    return head, [[piece for line in row for piece in line.pieces] for row in rows], tail


def _side_by_side(columns: list[list[Line]]) -> bool:
    edges = sorted((min(line.box[0] for line in column), max(line.box[2] for line in column)) for column in columns)
    return all(left[1] < right[0] for left, right in pairwise(edges))


def _cells(columns: list[list[Line]]) -> bool:
    """Are these short cells, and not addresses or prose in columns?"""
    cells = [line for column in columns for line in column]
    if sum(len(cell.pieces) for cell in cells) > _CELL_WORDS * len(cells):
        return False
    return len(columns) > 2 or any(_mostly(_is_label, columns[0]) or _mostly(_is_figure, column) for column in columns)


def _mostly(kind, column: list[Line]) -> bool:
    return sum(map(kind, column)) > _MOST * len(column)


def _is_label(line: Line) -> bool:
    return line.pieces[-1].text.endswith(':')


def _is_figure(line: Line) -> bool:
    text = ''.join(piece.text for piece in line.pieces)
    return sum(map(str.isdigit, text)) >= _FIGURE * len(text)


def _rows(cells: list[Line]) -> list[list[Line]]:
    """The cells by the line they stand on, from top to bottom and from left to right."""
    rows: list[list[Line]] = []
    for cell in sorted(cells, key=lambda line: line.middle):
        if rows and abs(cell.middle - rows[-1][0].middle) < 0.5 * max(cell.high, rows[-1][0].high):
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return [sorted(row, key=lambda line: line.box[0]) for row in rows]
