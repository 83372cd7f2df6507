"""PDF files, page by page: the text layer where it is good, OCR where it is missing or garbage."""
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from caseline.reading.failures import ReadFailure
from caseline.reading.known import image_mark
from caseline.reading.languages import language_of, small_word_share
from caseline.reading.limits import MAX_DRAWN_PIXELS, MAX_PAGES, MEBIBYTE
from caseline.reading.pages import Job, Length, Note, Page, Part
from caseline.reading.pdf_attached import XFA_ONLY, attached, filled_in
from caseline.reading.pdf_text import is_garbage, text_layer
from caseline.reading.plain import tidy
from caseline.reading.scans import Asked, has_ink, read_scan

# fewer letters than this is a stamp or a page number: the page itself may be a picture
_STAMP = 25
_SPARSE = 200
# letters drawn as outlines are many objects and no text
_DRAWING = 60
# drawn text has no resolution of its own; small print is still read well at this one
_DRAWN_DPI = 225
_LOWEST_DPI, _HIGHEST_DPI = 100, 300
_HELD_WHOLE = 64 * MEBIBYTE


def read_pdf(job: Job) -> Iterator[Part]:
    """Pages of a PDF in order; a page that cannot be loaded becomes an empty one and a note."""
    expected = None
    with open_pdf(job.path, job.password) as document:
        count = len(document)
        if count > MAX_PAGES:
            raise ReadFailure('too_many_pages', f'This PDF has {count:,} pages; Caseline reads up to {MAX_PAGES:,}. '
                              'Split it and add the parts.')
        yield Length(count if job.only is None else len(job.only))
        for number in filter(job.wants, range(1, count + 1)):
            try:
                page = _read_page(document, number, job, expected)
            except pypdfium2.PdfiumError:
                yield Page(number, '')
                yield Note(f'Page {number} is damaged and could not be read.')
                continue
            expected = page.language or expected
            yield page
            if page.ocr and page.words and page.confidence < 0.6:
                yield Note(f'Page {number} is hard to read: please compare its text with the image.')
        if job.only is None:
            yield from _beside_the_pages(document, count)


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


def draw(page: pypdfium2.PdfPage, scale: float, *, grey: bool) -> Image.Image:
    """The page as a picture, `scale` pixels a point at most: a page of any shape stays within MAX_DRAWN_PIXELS."""
    wide, high = page.get_size()
    if wide < 1 or high < 1 or max(wide, high) > 200 * min(wide, high):
        raise pypdfium2.PdfiumError('The page has no drawable size.')
    scale = min(scale, (MAX_DRAWN_PIXELS / (wide * high)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=grey, rev_byteorder=True)
    try:
        return bitmap.to_pil().convert('L' if grey else 'RGB').copy()
    finally:
        bitmap.close()


def _read_page(document: pypdfium2.PdfDocument, number: int, job: Job, expected: str | None) -> Page:
    page = document[number - 1]
    try:
        rotation = job.rotations.get(number, 0) % 360
        text, words = text_layer(page, rotation)
        wide, high = page.get_size() if rotation % 180 == 0 else page.get_size()[::-1]
        language = language_of(text)
        layer = Page(number, text, words, wide, high, language=language or expected, rotation=rotation)
        if job.languages is None and not _doubtful(page, text, language):
            return layer
        mark = _mark(page, number, job) if not layer.text or is_garbage(layer.text) else ''
        if mark in job.known:
            return Page(number, '', mark=mark, known=True)
        return replace(_better(layer, _scanned(page, number, job, expected)), mark=mark)
    finally:
        page.close()


def _doubtful(page: pypdfium2.PdfPage, text: str, language: str | None) -> bool:
    """Is the text layer missing, a mere stamp on a scan, or garbage?"""
    letters = len(text) - text.count(' ') - text.count('\n')
    if language and letters >= _SPARSE:
        return False
    if letters < _STAMP and (not letters or pdfium.FPDFPage_CountObjects(page) > _DRAWING):
        return True
    return is_garbage(text) or _picture(page) is not None


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


def _better(layer: Page, scan: Page | None) -> Page:
    """OCR, unless it found nothing or less than a text layer that makes sense; a layer of garbage is never kept."""
    if is_garbage(layer.text):
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
