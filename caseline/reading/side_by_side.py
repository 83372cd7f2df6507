"""Blocks that stand side by side, as sender and addressee do on a letter: each is read whole, not line by line across both.

A name and what stands beside it in a table must not come apart. What tells a pair of addresses is one line that begins with
the code of a place, on a side, and no labels beside it; what tells columns of prose is that most of their lines begin in the
middle of a sentence.
"""
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from caseline.reading.pages import Box

# the gap between two blocks, in heights of the line; lines of a block at least, and lines of columns of prose
_GAP, _FEWEST, _FEWEST_OF_PROSE = 1.6, 2, 5
# a line is looked at when it takes this much more room for its signs than the usual line of the page
_WIDE = 1.15
# the share of lines that begin with a small letter, by which columns are prose, and words of such a line at least
_FLOWING, _PROSE_WORDS = 0.5, 3
# words of a usual line by which a block without any figure is no column of labels
_NO_LABEL = 2.5
# lines that stand on one side only are short, and close to the block
_SHORT, _CLOSE = 6, 1.8
# lines of a block at most, beside which the letter itself does not begin
_LONGEST = 8
# a line below the block by more than this many of its heights does not belong to it
_BELOW = 3.2
# the code of a place and its name: 1000 Bruxelles, B-1000 Brussel, 1012 AB Amsterdam, 75011 PARIS
_PLACE = re.compile(r'(?:[A-Z]{1,3}[- ]{1,2})?\d{4,5}(?: [A-Z]{2})? +[A-ZÀ-Ý][\w’\'-]+')
_DAY = re.compile(r'\d{1,2}[ ./-]+[^\W_]+[ ./-]+\d{4}')

# of each line: its words (each a tuple that begins with its letters), and their boxes
Lines, Boxes = Sequence[Sequence[tuple]], Sequence[Sequence[Box]]
# a piece of a line: the number of the line, its first word and the one after its last
Cut = tuple[int, int, int]


class _Cell(NamedTuple):
    """A piece of a line: where it comes from, what it says, its left and right."""
    cut: Cut
    text: str
    left: float
    right: float


def apart(lines: Lines, boxes: Boxes, signs: Sequence[int], shape: float = 1) -> list[Cut] | None:
    """The lines in the order in which they should be read, cut where they run across two blocks; None when they are right
    as they are. `signs` is how many signs each line has, blanks included; `shape` is how many heights of the page, in the
    unit of the boxes, its width counts (1 for pixels)."""
    order: list[Cut] = []
    done = 0
    for first, last in _stretches(lines, boxes, signs, shape):
        for start, end in _widths(boxes, max(first, done), last):
            if better := _read_apart([_cells(number, lines[number], boxes[number], shape) for number in range(start, end)]):
                order += [(number, 0, len(lines[number])) for number in range(done, start)] + better
                done = end
                break
    return order + [(number, 0, len(lines[number])) for number in range(done, len(lines))] if done else None


def _stretches(lines: Lines, boxes: Boxes, signs: Sequence[int], shape: float) -> Iterator[tuple[int, int]]:
    """Neighbouring lines, from the first to the one after the last, of which at least two run across a wide gap."""
    # of a line, its width for each sign and for its height: two numbers say whether its gaps need to be looked at
    pitches = [(line[-1][2] - line[0][0]) / (count * (line[0][3] - line[0][1] + line[-1][3] - line[-1][1]) or 1)
               for count, line in zip(signs, boxes, strict=True)]
    usual = sorted(pitches)[len(pitches) // 10] if pitches else 0
    gapped = [number for number, pitch in enumerate(pitches)
              if pitch > _WIDE * usual and len(_cells(number, lines[number], boxes[number], shape)) > 1]
    while gapped:
        last = next((place for place, (one, other) in enumerate(pairwise(gapped), 1) if not _near(boxes, one, other)), len(gapped))
        if last >= _FEWEST:
            yield gapped[0], gapped[last - 1] + 1
        gapped = gapped[last:]


def _near(boxes: Boxes, one: int, other: int) -> bool:
    return other - one <= 2 and all(0 < _step(boxes[here], boxes[here + 1]) < _BELOW for here in range(one, other))


def _widths(boxes: Boxes, first: int, last: int) -> list[tuple[int, int]]:
    """The stretch with the short lines close above and below it, which may stand on one side only, or without them."""
    start, end = first, last
    while start and len(boxes[start - 1]) <= _SHORT and 0 < _step(boxes[start - 1], boxes[start]) < _CLOSE:
        start -= 1
    while end < len(boxes) and len(boxes[end]) <= _SHORT and 0 < _step(boxes[end - 1], boxes[end]) < _CLOSE:
        end += 1
    return list(dict.fromkeys([(start, end), (first, end), (start, last), (first, last)]))


def _step(above: Sequence[Box], below: Sequence[Box]) -> float:
    """From line to line, in heights of the upper one."""
    return (below[0][3] - above[0][3]) / (_high(above) or 1)


def _cells(number: int, words: Sequence[tuple], line: Sequence[Box], shape: float) -> list[_Cell]:
    """The pieces of a line between its wide gaps."""
    gap = _GAP * max(_high(line), line[-1][3] - line[-1][1]) / shape
    starts = [0, *(place for place, (one, other) in enumerate(pairwise(line), 1) if other[0] - one[2] > gap), len(line)]
    return [_Cell((number, start, end), ' '.join([word[0] for word in words[start:end]]), line[start][0], line[end - 1][2])
            for start, end in pairwise(starts)]


def _read_apart(rows: list[list[_Cell]]) -> list[Cut] | None:
    """The pieces block by block, when the rows are blocks side by side."""
    blocks = _blocks([cell for row in rows for cell in row])
    if blocks is None or len(blocks) < 2 or min(map(len, blocks)) < _FEWEST:
        return None
    addresses = sum(map(_is_address, blocks))
    if not (addresses and not any(map(_is_labels, blocks)) or all(map(_is_prose, blocks))):
        return None
    return [cell.cut for block in blocks for cell in block]


def _blocks(cells: list[_Cell]) -> list[list[_Cell]] | None:
    """The pieces by the columns they stand in, from left to right; None when a piece reaches across two of them."""
    columns: list[tuple[float, float]] = []
    for cell in sorted(cells, key=lambda cell: cell.left):
        if columns and cell.left < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], cell.right)
        else:
            columns.append((cell.left, cell.right))
    blocks = [[cell for cell in cells if left <= cell.left <= right] for left, right in columns]
    return blocks if len(blocks) > 1 else None


def _is_address(block: list[_Cell]) -> bool:
    """Does one line of the block, and one only, begin with the code of a place, below another line?"""
    places = [number for number, cell in enumerate(block) if _PLACE.match(cell.text)]
    return len(places) == 1 and places[0] > 0


def _is_labels(block: list[_Cell]) -> bool:
    """Do the lines say what stands beside them, or when it was? With a colon, as days, or, in a few words without any figure, without."""
    if sum(cell.text.endswith(':') for cell in block) * 3 >= len(block) or sum(bool(_DAY.fullmatch(cell.text)) for cell in block) > 1:
        return True
    words = sum(cell.text.count(' ') + 1 for cell in block)
    return words < _NO_LABEL * len(block) and not any(map(str.isdigit, ''.join(cell.text for cell in block)))


def _is_prose(block: list[_Cell]) -> bool:
    words = sum(cell.text.count(' ') + 1 for cell in block)
    flowing = sum(cell.text[0].islower() for cell in block)
    return len(block) >= _FEWEST_OF_PROSE and flowing >= _FLOWING * len(block) and words >= _PROSE_WORDS * len(block)


def letter_below(boxes: Boxes) -> list[int]:
    """The order of recognised lines, told by the boxes of their words, in which a short block on the right that was read after
    all that stands on the left comes before what begins below both: the date and the greeting of a letter."""
    order = list(range(len(boxes)))
    place = 1
    while place < len(order):
        end, edge = place + 1, _left(boxes[order[place]]) - 3 * _high(boxes[order[place]])
        while end < len(order) and _top(boxes[order[end]]) > _top(boxes[order[end - 1]]) and _left(boxes[order[end]]) > edge:
            end += 1
        if _top(boxes[order[place]]) < _top(boxes[order[place - 1]]):
            right = order[place:end]
            start = _begins_below([boxes[number] for number in order[:place]], [boxes[number] for number in right])
            order[start:end] = right + order[start:place]
        place = end
    return order


def _begins_below(left: Boxes, right: Boxes) -> int:
    """From which line on the left stands below the block on the right, after a gap of its own; how many lines there are when
    none does, or when these are no such blocks."""
    top, bottom, edge = _top(right[0]), right[-1][0][3], min(map(_left, right))
    beside = [number for number, line in enumerate(left) if top - _high(line) < _top(line) < bottom]
    below = [number for number, line in enumerate(left) if _top(line) >= bottom]
    if not beside or below != list(range(beside[-1] + 1, len(left))) or not below or len(right) > _LONGEST:
        return len(left)
    if any(left[number][-1][2] > edge for number in beside) or sum(map(len, right)) > _SHORT * len(right):
        return len(left)
    return below[0] if _step(left[below[0] - 1], left[below[0]]) > _CLOSE else len(left)


def _left(line: Sequence[Box]) -> float:
    return line[0][0]


def _top(line: Sequence[Box]) -> float:
    return line[0][1]


def _high(line: Sequence[Box]) -> float:
    return line[0][3] - line[0][1]
