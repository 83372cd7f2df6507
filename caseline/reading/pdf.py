"""PDF files, page by page: the text layer where it is good, OCR where it is missing or garbage."""
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from caseline.reading.failures import ReadFailure
from caseline.reading.known import image_mark
from caseline.reading.languages import fluency, language_of, small_word_share
from caseline.reading.limits import MAX_PAGES, MEBIBYTE
from caseline.reading.pages import Job, Length, Note, Page, Part
from caseline.reading.pdf_attached import XFA_ONLY, attached, filled_in
from caseline.reading.pdf_drawn import draw, may_be_layered
from caseline.reading.pdf_forms import remarks
from caseline.reading.pdf_text import is_garbage, latin_words, text_layer
from caseline.reading.plain import tidy
from caseline.reading.scans import Asked, glimpse, has_ink, read_scan

# fewer letters than this is a stamp or a page number: the page itself may be a picture
_STAMP = 25
_SPARSE = 200
# letters drawn as outlines are many objects and no text
_DRAWING = 60
# drawn text has no resolution of its own; small print is still read well at this one
_DRAWN_DPI = 225
_LOWEST_DPI, _HIGHEST_DPI = 100, 300
# share of small words from which on a text is believed to be writing
_FLUENT = 0.2
# words of a layer that are enough to doubt it, words seen on the drawn page that are enough to judge it, and the share of
# these that a true layer has at least
_ENOUGH_WORDS, _ENOUGH_GLIMPSED, _SHARED = 12, 4, 0.3
# words that nobody sees, from which on the case manager is told; pages that are listed at most
_WORTH_SAYING, _LISTED = 3, 20
_HELD_WHOLE = 64 * MEBIBYTE


def read_pdf(job: Job) -> Iterator[Part]:
    """Pages of a PDF in order; a page that cannot be loaded becomes an empty one and a note."""
    expected, layered = None, may_be_layered(job.path)
    shown_less: list[int] = []
    with open_pdf(job.path, job.password) as document:
        count = len(document)
        if count > MAX_PAGES:
            raise ReadFailure('too_many_pages', f'This PDF has {count:,} pages; Caseline reads up to {MAX_PAGES:,}. '
                              'Split it and add the parts.')
        yield Length(count if job.only is None else len(job.only))
        for number in filter(job.wants, range(1, count + 1)):
            try:
                page, unseen = _read_page(document, number, job, expected, layered)
            except pypdfium2.PdfiumError:
                yield Page(number, '')
                yield Note(f'Page {number} is damaged and could not be read.')
                continue
            expected = page.language or expected
            if unseen >= _WORTH_SAYING and not page.ocr:
                shown_less.append(number)
            yield page
            if page.ocr and page.words and page.confidence < 0.6:
                yield Note(f'Page {number} is hard to read: please compare its text with the image.')
        if shown_less:
            yield Note(f'Text that nobody can see on the page (white, hidden or switched off) was left out: page {_numbers(shown_less)}. '
                       'Look into the original file if you wonder what it says.')
        if job.only is None:
            yield from _beside_the_pages(document, count)


def _numbers(pages: list[int]) -> str:
    return ', '.join(map(str, pages[:_LISTED])) + (' …' if len(pages) > _LISTED else '')


def _beside_the_pages(document: pypdfium2.PdfDocument, count: int) -> Iterator[Part]:
    if text := filled_in(document):
        yield Page(count + 1, tidy(text), language=language_of(text))
        yield XFA_ONLY
    yield from attached(document)


@contextmanager
def open_pdf(path: Path, password: str | None) -> Iterator[pypdfium2.PdfDocument]:
    """The opened document, closed at the end. Raises ReadFailure: password_needed, wrong_password or damaged."""
    # bytes or an open file, never the name: a file the vault hands over lies in memory and has no name of its own
    source = path.read_bytes() if path.stat().st_size <= _HELD_WHOLE else path.open('rb')
    try:
        document = pypdfium2.PdfDocument(source, password=password, autoclose=True)
    except pypdfium2.PdfiumError as error:
        if not isinstance(source, bytes):
            source.close()
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise ReadFailure('wrong_password' if password else 'password_needed') from None
        if error.err_code == pdfium.FPDF_ERR_SECURITY:
            raise ReadFailure('unsupported', 'This PDF is locked in a way Caseline cannot open. '
                              'Ask for an unlocked copy, or print and scan it.') from None
        raise ReadFailure('damaged') from None
    try:
        # filled-in fields are read and drawn; scripts in the file are not: this pdfium has no engine for them
        document.init_forms()
        yield document
    finally:
        document.close()


def _read_page(document: pypdfium2.PdfDocument, number: int, job: Job, expected: str | None, layered: bool) -> tuple[Page, int]:
    """The page, and how many words of its layer were left out because nobody sees them."""
    page = document[number - 1]
    try:
        rotation = job.rotations.get(number, 0) % 360
        text, words, unseen = text_layer(page, rotation, layered)
        wide, high = page.get_size() if rotation % 180 == 0 else page.get_size()[::-1]
        language, share = fluency(text)
        layer = Page(number, text, words, wide, high, language=language or expected, rotation=rotation)
        fluent = language is not None and share >= _FLUENT
        garbage = not fluent and (is_garbage(text) or _belied(page, text))
        if job.languages is None and not garbage and not _doubtful(page, text, fluent):
            return _remarked(page, layer), unseen
        mark = _mark(page, number, job) if garbage or not text else ''
        if mark in job.known:
            return Page(number, '', mark=mark, known=True), 0
        return _remarked(page, replace(_better(layer, _scanned(page, number, job, expected), garbage), mark=mark)), unseen
    finally:
        page.close()


def _remarked(page: pypdfium2.PdfPage, read: Page) -> Page:
    said = remarks(page, read.text)
    return replace(read, text='\n\n'.join([read.text, *said]).strip()) if said else read


def _doubtful(page: pypdfium2.PdfPage, text: str, fluent: bool) -> bool:
    """Is the text layer missing, or a mere stamp on a scan?"""
    letters = len(text) - text.count(' ') - text.count('\n')
    if fluent and letters >= _SPARSE:
        return False
    if letters < _STAMP and (not letters or pdfium.FPDFPage_CountObjects(page) > _DRAWING):
        return True
    return _picture(page) is not None


def _belied(page: pypdfium2.PdfPage, text: str) -> bool:
    """Does the page say something else than its text layer? A font with a wrong map to letters gives words that look like
    some language: where Latin words speak none, a few lines of the drawn page are compared with them."""
    written = set(latin_words(text))
    if len(written) < _ENOUGH_WORDS:
        return False
    drawn = latin_words(glimpse(draw(page, _DRAWN_DPI / 72, grey=True), _DRAWN_DPI))
    return len(drawn) >= _ENOUGH_GLIMPSED and sum(word in written for word in drawn) < _SHARED * len(drawn)


def _scanned(page: pypdfium2.PdfPage, number: int, job: Job, expected: str | None) -> Page | None:
    """OCR of the page as drawn, at the resolution of the picture it shows; None for a blank page."""
    dpi = _picture(page) or _DRAWN_DPI
    grey = draw(page, dpi / 72, grey=True)
    if not has_ink(grey):
        return None
    asked = Asked(job.languages, job.rotations.get(number), expected)
    return read_scan(grey, number=number, dpi=dpi, asked=asked, size=page.get_size())


def _mark(page: pypdfium2.PdfPage, number: int, job: Job) -> str:
    """The mark of a page that shows one picture and nothing else; '' for every other page."""
    if not job.mark_key or pdfium.FPDFPage_CountObjects(page) != 1:
        return ''
    for thing in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=1):
        placed = f'{page.get_size()} {page.get_rotation()} {page.get_cropbox()} {thing.get_matrix().get()} {thing.get_px_size()} {thing.get_filters()}'
        return image_mark(job, number, placed.encode(), bytes(thing.get_data(decode_simple=False)))
    return ''


def _better(layer: Page, scan: Page | None, garbage: bool) -> Page:
    """OCR, unless it found nothing or less than a text layer that makes sense; a layer of garbage is never kept."""
    if garbage:
        return scan if scan is not None and not is_garbage(scan.text) else replace(layer, text='', words=())
    if scan is None or len(scan.text) < len(layer.text) * 0.7:
        return layer
    return layer if small_word_share(layer.text) > small_word_share(scan.text) + 0.05 else scan


def _picture(page: pypdfium2.PdfPage) -> int | None:
    """Resolution (dpi) of the picture that covers most of the page, or None when there is no such picture."""
    wide, high = page.get_size()
    for thing in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        left, bottom, right, top = thing.get_bounds()
        across, down = right - left, top - bottom
        if across * down < 0.5 * wide * high:
            continue
        pixels = max(thing.get_px_size())
        return round(min(_HIGHEST_DPI, max(_LOWEST_DPI, pixels / (max(across, down) / 72))))
    return None
