"""What reading gives back: pages of text with the place of every word, and what was attached to the file."""
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from caseline.reading.limits import MAX_TEXT

Box = tuple[float, float, float, float]


class Word(NamedTuple):
    """A word of a page: offsets into its text, its box as fractions 0..1 of page width and height, confidence 0..1."""
    start: int
    end: int
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page. Text keeps the lines of the page, an empty line between paragraphs, plain spaces.

    width and height are points (PDF) or pixels (pictures), 0 for formats without page images; boxes are those of the
    page turned by `rotation` (degrees clockwise, 0/90/180/270), which is how `page_image` draws it when asked so.
    `mark` stands for the image that was read (see `known`); a `known` page has nothing else: the caller has the rest.
    """
    number: int
    text: str
    words: tuple[Word, ...] = ()
    width: float = 0
    height: float = 0
    ocr: bool = False
    confidence: float | None = None
    language: str | None = None
    rotation: int = 0
    mark: str = ''
    known: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the file (mail attachment, forwarded mail); `inline` when the mail shows it within its text."""
    name: str
    data: bytes
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence for the case manager about something that went less well, while the rest was read."""
    sentence: str


@dataclass(frozen=True, slots=True)
class Headers:
    """Who wrote a mail to whom, when, about what: lower-case names (from, to, cc, date, subject, message-id) → text."""
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Length:
    """How many pages will follow, said first by formats that know it, for those who show progress."""
    pages: int


Part = Page | Attachment | Note | Headers | Length


@dataclass(frozen=True, slots=True)
class Job:
    """What a format's reader is asked: which file, under which name, and what the caller knows or wants.

    `languages` (ISO 639-1) forces the OCR languages; `rotations` gives page number → degrees clockwise chosen by a
    person; `only` names the wanted pages, all when None; `unlocked` is what a locked Office file holds;
    `mark_key` makes the marks of images, `known` are the marks of those that need not be read again.
    """
    path: Path
    name: str
    password: str | None = None
    languages: tuple[str, ...] | None = None
    rotations: Mapping[int, int] = field(default_factory=dict)
    only: frozenset[int] | None = None
    unlocked: bytes | None = None
    mark_key: bytes = b''
    known: frozenset[str] = frozenset()

    @property
    def source(self) -> Path | io.BytesIO:
        """What to open: the file, or its content once a password has opened it."""
        return self.path if self.unlocked is None else io.BytesIO(self.unlocked)

    def wants(self, number: int) -> bool:
        return self.only is None or number in self.only


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says: its real media type, pages, attachments, mail headers, sentences about what went less well."""
    media_type: str
    pages: tuple[Page, ...]
    attachments: tuple[Attachment, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def gather(media_type: str, parts: Iterable[Part]) -> Reading:
    """Put the parts together; text beyond MAX_TEXT is left out with a warning."""
    pages: list[Page] = []
    attachments: list[Attachment] = []
    notes: list[str] = []
    headers: Mapping[str, str] = {}
    size = 0
    for part in parts:
        if isinstance(part, Page):
            size += len(part.text)
            if size > MAX_TEXT:
                notes.append(f'This file holds more text than is kept: pages from {part.number} on were left out.')
                break
            pages.append(part)
        elif isinstance(part, Attachment):
            attachments.append(part)
        elif isinstance(part, Note):
            notes.append(part.sentence)
        elif isinstance(part, Headers):
            headers = part.values
    return Reading(media_type, tuple(pages), tuple(attachments), headers, tuple(notes))


def boxes_of(words: Sequence[Word], start: int, end: int) -> list[Box]:
    """Boxes that cover text[start:end], one per line, as fractions of the page; [] when the page has no boxes."""
    boxes: list[Box] = []
    for word in words:
        if word.end <= start or word.start >= end:
            continue
        box = (word.x0, word.y0, word.x1, word.y1)
        if boxes and _same_line(boxes[-1], box):
            boxes[-1] = union((boxes[-1], box))
        else:
            boxes.append(box)
    return boxes


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of them."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _same_line(one: Box, other: Box) -> bool:
    """Do the boxes share most of their height, and does the second one follow on the right?"""
    shared = min(one[3], other[3]) - max(one[1], other[1])
    return shared > 0.4 * min(one[3] - one[1], other[3] - other[1]) and other[2] >= one[0] and other[0] >= one[0] - 0.01
