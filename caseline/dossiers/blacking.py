"""What is blacked out of one page: which words go, which boxes cover them, what is left. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from caseline.later import Later
from caseline.reading import Word, boxes_of

distance = Later("rapidfuzz.distance")

Box = tuple[float, float, float, float]
_BLACK = "█████"  # always as long: the length of a name can give it away
_PIECE = re.compile(r"\S+")
_PART = re.compile(r"[^\W_]+")
_TOUCHED = 0.1  # of a word's surface under the black, from which on the word is gone altogether


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page as it is redacted: its text, and its words with their boxes (none for a page without an image)."""

    text: str
    words: Sequence[Word] = ()

    @property
    def mark(self) -> str:
        """Changes when the page is read again, and its offsets mean something else."""
        return sha256(self.text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Marks:
    """Stretches of the text (offsets) and areas of the image (fractions of the page) that readers shall not see."""

    ranges: tuple[tuple[int, int], ...] = ()
    areas: tuple[Box, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.ranges or self.areas)

    def and_ranges(self, more: Iterable[tuple[int, int]]) -> "Marks":
        return Marks(tuple(sorted({*self.ranges, *more})), self.areas)

    def kept(self, leaf: Leaf) -> dict:
        """As it is stored, with the mark of the page it belongs to."""
        return {"of": leaf.mark, "ranges": [list(one) for one in self.ranges], "areas": [list(one) for one in self.areas]}

    @classmethod
    def of(cls, stored: dict | None, leaf: Leaf) -> "Marks":
        """What was stored for this page; nothing when the page has been read again since, for offsets may lie elsewhere."""
        if not stored or stored.get("of") != leaf.mark:
            return cls()
        return cls(tuple(tuple(one) for one in stored["ranges"]), tuple(tuple(one) for one in stored["areas"]))


def black_boxes(leaf: Leaf, marks: Marks) -> list[Box]:
    """What is painted over: the marked words line by line, a little larger than they were measured, and the areas."""
    return [_on_the_page(box) for box in (*map(_wider, _measured(leaf, marks)), *marks.areas)]


def words_left(leaf: Leaf, marks: Marks) -> list[Word]:
    """The words of an image that may still be searched for: neither marked nor touched by what is painted over."""
    boxes = [*_measured(leaf, marks), *marks.areas]  # a scan can carry its text twice: what lies under a marked word goes with it
    return [word for word in leaf.words if not _is_marked(word.start, word.end, marks) and not any(_covers(box, word) for box in boxes)]


def text_left(leaf: Leaf, marks: Marks) -> str:
    """The text of a page without an image, black where it was marked."""
    pieces, at = [], 0
    for start, end in _joined(marks.ranges):
        pieces += [leaf.text[at:start], _BLACK]
        at = end
    return "".join([*pieces, leaf.text[at:]])


def words_gone(leaf: Leaf, marks: Marks) -> tuple[str, ...]:
    """The words that readers shall not see, each once: to keep them out of quotations too."""
    if leaf.words:
        left = {word.start for word in words_left(leaf, marks)}
        gone = [leaf.text[word.start:word.end] for word in leaf.words if word.start not in left]
    else:
        gone = [piece for start, end in marks.ranges for piece in leaf.text[start:end].split()]
    return tuple(dict.fromkeys(gone))


def blackened(quote: str, gone: Iterable[str]) -> str:
    """A quotation, or a name, without the words that are gone from the paper; also where they are part of a longer one."""
    hidden = {_bare(word) for word in gone} - {""}
    parts = {part for word in hidden for part in _PART.findall(word) if len(part) > 2 or part.isdigit()}

    def piece(found: re.Match) -> str:
        if _bare(found.group()) in hidden:
            return _BLACK
        return _PART.sub(lambda part: _BLACK if part.group().casefold() in parts else part.group(), found.group())

    return _PIECE.sub(piece, quote) if hidden else quote


def places_of(leaf: Leaf, wanted: str) -> list[tuple[int, int]]:
    """Where these words stand on the page: in any case, over the ends of lines, also misread or spelt a little otherwise.

    A name that recognition read as “Davwit” must not stay on the page; a word too many can be unmarked by hand.
    """
    words = [_folded(word) for word in wanted.split() if _folded(word)]
    pieces = [(found.span(), _folded(found.group())) for found in _PART.finditer(leaf.text)]
    parts = [part for word in words for part in _PART.findall(word)]
    runs = [pieces[at:at + len(parts)] for at in range(len(pieces) - len(parts) + 1)] if parts else []
    return [(run[0][0][0], run[-1][0][1]) for run in runs if all(map(_alike, parts, (said for _span, said in run)))]


def pieces_of(leaf: Leaf) -> list[list[tuple[int, int]]]:
    """The words of the page line by line, as offsets: what can be chosen without seeing the page."""
    spots = [(word.start, word.end) for word in leaf.words] or [found.span() for found in _PIECE.finditer(leaf.text)]
    lines: list[list[tuple[int, int]]] = []
    for start, end in spots:
        if not lines or "\n" in leaf.text[lines[-1][-1][1]:start]:
            lines.append([])
        lines[-1].append((start, end))
    return lines


def _measured(leaf: Leaf, marks: Marks) -> list[Box]:
    return [box for start, end in _joined(marks.ranges) for box in boxes_of(leaf.words, start, end)]


def _joined(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _is_marked(start: int, end: int, marks: Marks) -> bool:
    return any(start < until and end > since for since, until in marks.ranges)


def _covers(box: Box, word: Word) -> bool:
    width, height = min(box[2], word.x1) - max(box[0], word.x0), min(box[3], word.y1) - max(box[1], word.y0)
    surface = (word.x1 - word.x0) * (word.y1 - word.y0)
    return width > 0 and height > 0 and (surface <= 0 or width * height / surface > _TOUCHED)


def _wider(box: Box) -> Box:
    """Recognition measures words by their ink: accents and tails may stick out."""
    high = (box[3] - box[1]) * 0.2
    return box[0] - high * 0.5, box[1] - high, box[2] + high * 0.5, box[3] + high


def _on_the_page(box: Box) -> Box:
    x0, x1 = sorted((min(max(box[0], 0.0), 1.0), min(max(box[2], 0.0), 1.0)))
    y0, y1 = sorted((min(max(box[1], 0.0), 1.0), min(max(box[3], 0.0), 1.0)))
    return x0, y0, x1, y1


def _folded(word: str) -> str:
    """Without accents, case and what stands around it."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(letter)).strip()


def _alike(wanted: str, said: str) -> bool:
    """The same word, or one letter otherwise in five, two in nine; figures only when they are the same."""
    if wanted == said:
        return True
    allowed = 0 if any(letter.isdigit() for letter in wanted) else 2 if len(wanted) > 8 else 1 if len(wanted) > 4 else 0
    return allowed > 0 and distance.Levenshtein.distance(wanted, said, score_cutoff=allowed) <= allowed


def _bare(word: str) -> str:
    return re.sub(r"^\W+|\W+$", "", word).casefold()
