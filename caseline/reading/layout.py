"""Put the words of a page together as text: the page's own lines, an empty line where it leaves a gap."""
from collections.abc import Sequence
from typing import NamedTuple

from caseline.reading.pages import Box, Word, union

# a line step this much larger than the usual one is the space between two paragraphs
_PARAGRAPH_STEP = 1.35


class Piece(NamedTuple):
    """A word before it has a place in the text: its letters, box (any unit), confidence 0..1."""
    text: str
    box: Box
    confidence: float


def compose(lines: Sequence[Sequence[Piece]], width: float, height: float) -> tuple[str, tuple[Word, ...]]:
    """Text of the lines (each with at least one piece) and its words, boxes scaled by page width and height."""
    gaps = paragraph_starts([union(piece.box for piece in line) for line in lines])
    text: list[str] = []
    words: list[Word] = []
    offset = 0
    for number, line in enumerate(lines):
        if number:
            offset += _append(text, '\n\n' if number in gaps else '\n')
        for place, piece in enumerate(line):
            if place:
                offset += _append(text, ' ')
            start = offset
            offset += _append(text, piece.text)
            words.append(Word(start, offset, *_scaled(piece.box, width, height), round(piece.confidence, 3)))
    return ''.join(text), tuple(words)


def paragraph_starts(lines: Sequence[Box]) -> set[int]:
    """Numbers of the lines that have an empty line before them, judged by the steps from line to line."""
    steps = [following[3] - line[3] for line, following in zip(lines, lines[1:], strict=False)]
    downward = [step for step in steps if step > 0]
    if not downward:
        return set()
    usual = sorted(downward)[len(downward) // 4]
    return {number + 1 for number, step in enumerate(steps)
            if (step > _PARAGRAPH_STEP * usual and _gap(lines[number], lines[number + 1])) or step < -usual}


def _gap(line: Box, following: Box) -> bool:
    """Is there room for half a line between them? A large heading takes a large step without any gap."""
    return following[1] - line[3] > 0.4 * min(line[3] - line[1], following[3] - following[1])


def _scaled(box: Box, width: float, height: float) -> Box:
    left, top, right, bottom = box
    return (_fraction(left / width), _fraction(top / height), _fraction(right / width), _fraction(bottom / height))


def _fraction(value: float) -> float:
    return round(min(1.0, max(0.0, value)), 5)


def _append(text: list[str], part: str) -> int:
    text.append(part)
    return len(part)
