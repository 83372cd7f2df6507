"""The picture of a page: its image from the confined reader, with words to select and quotes to highlight laid over it."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import abort, current_app

from caseline.db import db
from caseline.documents.models import Document, Page
from caseline.documents.opened import OpenedFile
from caseline.reading import ReadFailure, boxes_of
from caseline.reading.confined import Reader
from caseline.reading.sandbox import Protection
from caseline.vault import DamagedFile

_images = Reader()  # of its own, so that somebody who looks at a page never waits for a thick scan being read
UNSURE = 0.60  # words the text recognition itself doubts are marked for checking


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word on the page, in page units: for selectable text over the image."""

    text: str
    start: int
    end: int
    x: float
    y: float
    width: float
    height: float
    unsure: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """What the page template draws: size in page units, words in place, rectangles (x, y, width, height) of the quote."""

    width: float
    height: float
    words: list[PlacedWord]
    marks: list[tuple[float, float, float, float]]


def page_picture(page: Page, start: int | None = None, end: int | None = None) -> Picture | None:
    """None for a page without an image: its text is then shown as text."""
    if not page.has_image:
        return None
    words, w, h = page.words, page.width, page.height
    marks = boxes_of(words, start, end) if start is not None and end is not None else []
    return Picture(w, h, [_placed(page.text, word, w, h) for word in words], [(x0 * w, y0 * h, (x1 - x0) * w, (y1 - y0) * h) for x0, y0, x1, y1 in marks])


def marked_text(page: Page, start: int | None, end: int | None) -> tuple[str, str, str]:
    """(before, quote, after) of a page's text, for pages without an image."""
    if start is None or end is None or not 0 <= start < end <= len(page.text):
        return page.text, "", ""
    return page.text[:start], page.text[start:end], page.text[end:]


def page_image(family, page: Page | None, *, width: int) -> tuple[bytes, str]:
    """The image of a page (bytes, media type), made on demand from the file it lies in and kept nowhere."""
    if page is None or not page.has_image:
        abort(404)
    number, original = page.place[1], db.session.get(Document, page.place[0])
    try:
        with OpenedFile(family, original.address) as path:
            turn = original.rotations.get(str(number), 0)
            data = _images.page_image(path, media_type=original.media_type, number=number, width=width, rotation=turn, password=original.password or None)
    except (ReadFailure, DamagedFile):
        abort(404)
    return data, "image/webp"


def protection() -> Protection:
    """What holds the processes that read papers on this machine."""
    return _images.protection()


def original_bytes(family, document: Document) -> Iterator[bytes]:
    return current_app.extensions["vault"].chunks(family.vault_key, document.address)


def _placed(text: str, word: tuple, w: float, h: float) -> PlacedWord:
    start, end, x0, y0, x1, y1, confidence = word
    unsure = confidence is not None and confidence < UNSURE
    return PlacedWord(text[start:end], start, end, x0 * w, y0 * h, max((x1 - x0) * w, 0.1), max((y1 - y0) * h, 0.1), unsure)
