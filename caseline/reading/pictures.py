"""Photographs and scans as picture files: JPEG, PNG, HEIC, AVIF, TIFF of many pages, WebP, GIF, BMP, JPEG 2000, fax."""
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pi_heif
from PIL import AvifImagePlugin, Image

from caseline.reading.failures import ReadFailure
from caseline.reading.known import file_digest, image_mark
from caseline.reading.limits import MAX_JPEG_PIXELS, MAX_PAGES, MAX_PIXELS, OCR_SIDE
from caseline.reading.pages import Job, Length, Note, Page, Part
from caseline.reading.scans import Asked, has_ink, read_scan

# one thread: a shut-in process may not start others
pi_heif.register_heif_opener(thumbnails=False, decode_threads=1)
AvifImagePlugin.DEFAULT_MAX_THREADS = 1
# Pillow checks more formats than people send; EPS would even start another program
_FORMATS = ('JPEG', 'PNG', 'TIFF', 'WEBP', 'GIF', 'BMP', 'HEIF', 'AVIF', 'JPEG2000', 'PPM', 'PCX', 'DCX', 'PSD')
_MANY_PAGES = ('TIFF', 'DCX')
# what a camera or a screen writes for want of better says nothing about the paper
_PLAUSIBLE_DPI = range(100, 1201)
_A4_INCHES = 11.7
# EXIF 2.32, tag Orientation: how rows and columns lie
_ORIENTATION = 0x0112
_TURNS = {2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
          6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_90}
_TRANSPARENT = ('RGBA', 'LA', 'PA', 'RGBa', 'La')


def read_picture(job: Job) -> Iterator[Part]:
    """One page for each frame of a TIFF, one page for any other picture, all through OCR."""
    expected = None
    with open_picture(job.path) as image:
        count = getattr(image, 'n_frames', 1) if image.format in _MANY_PAGES else 1
        if count > MAX_PAGES:
            raise ReadFailure('too_many_pages')
        yield Length(count if job.only is None else len(job.only))
        digest = file_digest(job)
        for number in filter(job.wants, range(1, count + 1)):
            mark = image_mark(job, number, digest, b'%d' % number)
            if mark in job.known:
                yield Page(number, '', mark=mark, known=True)
                continue
            try:
                image.seek(number - 1)
                grey, size = _grey(image)
            except (OSError, EOFError, ValueError, SyntaxError):
                if number == 1:
                    raise ReadFailure('damaged') from None
                yield Note(f'Page {number} is damaged and could not be read.')
                continue
            page = replace(_read(grey, size, number, _resolution(image, grey), job, expected), mark=mark)
            expected = page.language or expected
            yield page
            yield from _remarks(page, grey)


@contextmanager
def open_picture(path: Path) -> Iterator[Image.Image]:
    """The opened picture, nothing decoded yet. Raises ReadFailure when it is damaged or has too many pixels."""
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        try:
            image = Image.open(path, formats=_FORMATS)
        except Image.DecompressionBombError:
            raise ReadFailure('too_large') from None
        except (OSError, ValueError, SyntaxError, EOFError, TypeError, OverflowError):
            raise ReadFailure('damaged') from None
        with image:
            limit = MAX_JPEG_PIXELS if image.format in ('JPEG', 'MPO') else MAX_PIXELS
            if image.width * image.height > limit:
                raise ReadFailure('too_large', f'This picture has {image.width} × {image.height} points, more than can '
                                  'be read safely. Save it smaller and add it again.')
            yield image


def upright(image: Image.Image, mode: str, side: int) -> Image.Image:
    """The current frame in `mode` (L or RGB), transparent parts white, turned as the camera says, at most about twice
    `side` pixels long (JPEG files are decoded small at once)."""
    if image.width * image.height > MAX_PIXELS and image.format not in ('JPEG', 'MPO'):
        raise ReadFailure('too_large')
    image.draft(mode, (side, side))
    turn = _turn(image)
    if image.mode in _TRANSPARENT or 'transparency' in image.info:
        layer = image.convert('RGBA')
        image = Image.new('RGBA', layer.size, 'white')
        image.alpha_composite(layer)
    flat = _eight_bits(image).convert(mode)
    return flat if turn is None else flat.transpose(turn)


def _turn(image: Image.Image) -> Image.Transpose | None:
    """What brings the picture upright again after how the camera was held; a camera's broken notes cost no picture."""
    try:
        return _TURNS.get(image.getexif().get(_ORIENTATION))
    except (OSError, ValueError, SyntaxError, KeyError, TypeError, struct.error):
        return None


def _eight_bits(image: Image.Image) -> Image.Image:
    """16-bit and floating-point greys scaled to 0..255, which a plain conversion would clip to white."""
    if not image.mode.startswith(('I', 'F')):
        return image
    low, high = image.getextrema()
    factor = 255 / max(1, high if low >= 0 and high > 255 else high - low)
    return image.convert('F').point(lambda value: value * factor + 0).convert('L')


def _grey(image: Image.Image) -> tuple[Image.Image, tuple[int, int]]:
    """The frame in grey for OCR, and the size in pixels of the upright original."""
    size = image.size
    grey = upright(image, 'L', OCR_SIDE)
    return grey, size if (grey.width >= grey.height) == (size[0] >= size[1]) else size[::-1]


def _read(grey, size, number: int, dpi: int, job: Job, expected: str | None) -> Page:
    asked = Asked(job.languages, job.rotations.get(number), expected)
    if not has_ink(grey):
        return Page(number, '', (), *size, ocr=True, rotation=(job.rotations.get(number, 0)) % 360)
    return read_scan(grey, number=number, dpi=dpi, asked=asked, size=size)


def _resolution(image: Image.Image, grey: Image.Image) -> int:
    """Dots per inch of `grey`: what the scanner stored, or what a sheet of A4 filling the picture would have."""
    try:
        stored = round(float(image.info.get('dpi', (0, 0))[0]))
    except (TypeError, ValueError, ZeroDivisionError, OverflowError, IndexError):
        stored = 0
    if stored in _PLAUSIBLE_DPI:
        return max(70, round(stored * max(grey.size) / max(1, *image.size)))
    return min(400, max(100, round(max(grey.size) / _A4_INCHES)))


def _remarks(page: Page, grey: Image.Image) -> Iterator[Note]:
    """Say so when a picture gave no text or doubtful text, and whether it is simply too small."""
    small = max(grey.size) < 1_200
    hint = f': the picture is small ({grey.width} × {grey.height} points)' if small else ''
    if not page.words:
        yield Note(f'Page {page.number} shows no text that could be read{hint}.')
    elif page.confidence < 0.6:
        yield Note(f'Page {page.number} is hard to read{hint}. Please compare its text with the image.')
