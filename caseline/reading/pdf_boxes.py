"""Where words stand on a PDF page: boxes of many spans of letters, fetched in one sweep.

The box of a word comes from its first and last character. The calls are made by `map`, without a Python frame for each:
a page with boxes must cost no more than twice the bare text call.
"""
import ctypes
import struct
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import chain, repeat

import pypdfium2
import pypdfium2.raw as pdfium

from caseline.reading.pages import Box

Span = tuple[str, int, int]
_FINE = 1_000_000
# int FPDFText_GetLooseCharBox(text page, character, float[4]: left, top, right, bottom), called half a million times for a
# thick file: without the checks of the binding, into places made once (a process reads one page at a time), it takes a
# quarter of the time
_char_box = ctypes.PYFUNCTYPE(None)(ctypes.cast(pdfium.FPDFText_GetLooseCharBox, ctypes.c_void_p).value)
_two_boxes = struct.Struct('8f')
_BOX_BYTES, _PLACES = 16, 4096
_found = bytearray(_BOX_BYTES * _PLACES)
_places = [(ctypes.c_float * 4).from_buffer(_found, _BOX_BYTES * place) for place in range(_PLACES)]


class Ruler:
    """Measures one page turned by `rotation` degrees: PDF units in, fractions of the page as drawn out."""

    def __init__(self, page: pypdfium2.PdfPage, layer: pypdfium2.PdfTextPage, raw: str, rotation: int):
        self._layer, self._handle = layer, ctypes.cast(layer.raw, ctypes.c_void_p)
        self._indexes = None if layer.count_chars() == len(raw) else _character_indexes(layer, raw)
        self._affine = _affine(page, rotation)

    def boxes(self, spans: Sequence[Span]) -> list[Box]:
        """The box of every (text, place of its first letter, place of its last), each on one line."""
        ends = self.letters(list(chain.from_iterable([span[1:] for span in spans])))
        boxes: list[Box] = []
        for start in range(0, len(ends), _PLACES):
            some = ends[start:start + _PLACES]
            deque(map(_char_box, repeat(self._handle), some, _places), maxlen=0)
            boxes += self._measured(_two_boxes.iter_unpack(memoryview(_found)[:_BOX_BYTES * len(some)]))
        return boxes

    def _measured(self, pairs: Iterable[tuple[float, ...]]) -> list[Box]:
        a, b, c, d, e, f = self._affine
        if b or c or not a > 0 > d:
            return [self.to_page(*_around(pair)) for pair in pairs]
        boxes = []
        for left, top, right, bottom, left2, top2, right2, bottom2 in pairs:
            # a hyphen that pdfium took away has an empty box
            if right2 > left2:
                if left2 < left:
                    left = left2
                if right2 > right:
                    right = right2
                if top2 > top:
                    top = top2
                if bottom2 < bottom:
                    bottom = bottom2
            boxes.append((a * left + e, d * top + f, a * right + e, d * bottom + f))
        return boxes

    def letters(self, places: Sequence[int]) -> Sequence[int]:
        """pdfium's numbers of the letters at these places of the text."""
        return places if self._indexes is None else [self._indexes[place] for place in places]

    def to_page(self, left: float, top: float, right: float, bottom: float) -> Box:
        """One box in PDF units as fractions of the page."""
        a, b, c, d, e, f = self._affine
        x0, y0 = a * left + c * top + e, b * left + d * top + f
        x1, y1 = a * right + c * bottom + e, b * right + d * bottom + f
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _around(pair: tuple[float, ...]) -> tuple[float, float, float, float]:
    left, top, right, bottom, left2, top2, right2, bottom2 = pair
    if right2 <= left2:
        return left, top, right, bottom
    return min(left, left2), max(top, top2), max(right, right2), min(bottom, bottom2)


def _affine(page: pypdfium2.PdfPage, rotation: int) -> tuple[float, ...]:
    """The map from PDF units to fractions of the page as drawn and then turned, in which crop box and /Rotate are
    contained: a, b, c, d, e, f with x' = a x + c y + e and y' = b x + d y + f."""
    x, y = ctypes.c_int(), ctypes.c_int()
    points = []
    for across, down in ((0, 0), (1000, 0), (0, 1000)):
        pdfium.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, rotation // 90, across, down, x, y)
        points.append((x.value / _FINE, y.value / _FINE))
    (e, f), (ax, by), (cx, dy) = points
    return (ax - e) / 1000, (by - f) / 1000, (cx - e) / 1000, (dy - f) / 1000, e, f


def _character_indexes(layer: pypdfium2.PdfTextPage, raw: str) -> list[int]:
    """pdfium's character number for each letter of the text, for pages where it leaves some out or needs two units."""
    indexes, unit = [], 0
    for letter in raw:
        indexes.append(max(0, pdfium.FPDFText_GetCharIndexFromTextIndex(layer, unit)))
        unit += 2 if ord(letter) > 0xFFFF else 1
    return indexes
