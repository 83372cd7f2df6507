"""A PDF page as a picture, and which lines of its text layer nobody sees on it.

Invisible, white and switched-off text is written into files by mistake and on purpose; who looks at the paper does not see it.
"""
import ctypes
import mmap
from collections.abc import Sequence
from itertools import repeat
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from caseline.reading.limits import MAX_DRAWN_PIXELS
from caseline.reading.pages import Box

# text this light, this transparent, or drawn in one of these ways (ISO 32000-1, table 106: neither, only clipped) may be unseen
_LIGHT, _CLEAR = 230, 40
_UNDRAWN = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
# greys between ink and paper by which a word is seen, in a drawing of this many pixels a point
_CONTRAST, _DRAWN = 24, 1.0
_NOTHING = Image.new('L', (1, 1))
_OPTIONAL = 'OC\0'.encode('utf-16-le')


def _plain(function, *kinds):
    """A function of pdfium without the checks of its binding, which take longer than itself."""
    return ctypes.PYFUNCTYPE(*kinds)(ctypes.cast(function, ctypes.c_void_p).value)


_handle, _number = ctypes.c_void_p, ctypes.c_int
_text_object = _plain(pdfium.FPDFText_GetTextObject, _handle, _handle, _number)
_render_mode = _plain(pdfium.FPDFTextObj_GetTextRenderMode, _number, _handle)
_count_marks = _plain(pdfium.FPDFPageObj_CountMarks, _number, _handle)
_fill_colour = _plain(pdfium.FPDFText_GetFillColor, _number, _handle, _number, _handle, _handle, _handle, _handle)


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


def may_be_layered(path: Path) -> bool:
    """May the file have layers that can be switched off? Where its catalogue is packed, nobody knows before looking."""
    with path.open('rb') as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return data.find(b'/OCProperties') >= 0 or data.find(b'/ObjStm') >= 0


class Unseen:
    """Tells which words nobody sees; of layers only where the file is `layered`. The page is drawn at the first doubt only."""

    def __init__(self, page: pypdfium2.PdfPage, layer: pypdfium2.PdfTextPage, rotation: int, layered: bool):
        self._page, self._layer, self._rotation, self._layered = page, layer, rotation, layered
        self._drawing: Image.Image | None = None

    def doubtful(self, letters: Sequence[int]) -> list[bool]:
        """For each letter (pdfium's number): may the text it begins be unseen?"""
        layer = ctypes.cast(self._layer.raw, ctypes.c_void_p)
        things = list(map(_text_object, repeat(layer), letters))
        found = (ctypes.c_uint * (4 * len(letters)))()
        start, end = ctypes.addressof(found), ctypes.sizeof(found)
        coloured = list(map(_fill_colour, repeat(layer), letters, *(range(start + side, start + end, 16) for side in (0, 4, 8, 12))))
        marks = map(_count_marks, things) if self._layered else repeat(0)
        return [mode in _UNDRAWN or clear < _CLEAR or (red >= _LIGHT and green >= _LIGHT and blue >= _LIGHT) or (marked > 0 and _can_be_off(thing, marked))
                if thing and known else False
                for thing, mode, known, red, green, blue, clear, marked in zip(
                    things, map(_render_mode, things), coloured, found[::4], found[1::4], found[2::4], found[3::4], marks)]

    def shows(self, box: Box) -> bool:
        """Is there anything to be seen where the word stands?"""
        if self._drawing is None:
            try:
                self._drawing = self._drawn()
            except pypdfium2.PdfiumError:
                # a page that cannot be drawn has only its text
                self._drawing = _NOTHING
        if self._drawing is _NOTHING:
            return True
        wide, high = self._drawing.size
        x0, y0, x1, y1 = box
        trim = (y1 - y0) / 4
        part = self._drawing.crop((int(x0 * wide), int((y0 + trim) * high), int(x1 * wide) + 1, int((y1 - trim) * high) + 1))
        darkest, lightest = part.getextrema()
        return lightest - darkest >= _CONTRAST

    def _drawn(self) -> Image.Image:
        drawing = draw(self._page, _DRAWN, grey=True)
        return drawing.rotate(-self._rotation, expand=True) if self._rotation else drawing


def _can_be_off(thing: int, marks: int) -> bool:
    """Does the text lie on a layer that can be switched off (a content mark by the name of OC)?"""
    buffer, size = (ctypes.c_ushort * 3)(), ctypes.c_ulong()
    for number in range(marks):
        pdfium.FPDFPageObjMark_GetName(pdfium.FPDFPageObj_GetMark(ctypes.cast(thing, pdfium.FPDF_PAGEOBJECT), number), buffer, ctypes.sizeof(buffer), size)
        if size.value == ctypes.sizeof(buffer) and bytes(buffer) == _OPTIONAL:
            return True
    return False
