"""The text layer of a PDF page: its lines, the box of every word, and whether it can be trusted.

The box of a word comes from its first and last character: two calls a word instead of one a character keeps a page
within twice the bare text call.
"""
import ctypes
import re
import struct

import pypdfium2
import pypdfium2.raw as pdfium

from caseline.reading.languages import small_word_share
from caseline.reading.layout import paragraph_starts
from caseline.reading.pages import Box, Word

# pdfium writes a hyphen at the end of a line as U+FFFE and joins the halves; here it becomes a hyphen and a new line
_HYPHEN = '\ufffe'
_LINE_END = re.compile(f'([\\r\\n]+|(?<={_HYPHEN}))')
_WORD = re.compile(r'\S+')
_LATIN_WORD = re.compile(r'[A-Za-zÀ-ÿ]{3,}')
_VOWELS = re.compile(r'[aeiouyà-æè-ïò-öø-ýœAEIOUY]')
# characters that no letter holds: replacement, private use, control
_ODD = re.compile('[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]')
_FINE = 1_000_000
# int FPDFText_GetLooseCharBox(text page, character, float[4]: left, top, right, bottom), called half a million times
# for a thick file: this prototype is twice as fast as the checked one of the binding
_char_box = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(pdfium.FPDFText_GetLooseCharBox, ctypes.c_void_p).value)
_eight_floats = struct.Struct('8f').unpack_from
# characters of a page that are looked at to judge it
_SAMPLE = 1_500


def text_layer(page: pypdfium2.PdfPage, rotation: int = 0) -> tuple[str, tuple[Word, ...]]:
    """Text and words of a page, boxes as fractions of the page as drawn and then turned by `rotation` degrees."""
    layer = page.get_textpage()
    try:
        raw = layer.get_text_range()
        boxes = _Boxes(page, layer, raw, rotation)
        return _compose(_lines_by_place(raw, boxes) if _torn(raw) else _lines(raw), boxes)
    finally:
        layer.close()


def is_garbage(text: str) -> bool:
    """Does the layer hold signs instead of writing (fonts without a map to letters, or a very poor OCR layer)?"""
    text = text[:_SAMPLE]
    dense = ''.join(text.split())
    if len(dense) < 25:
        return False
    if len(_ODD.findall(dense)) > 0.05 * len(dense):
        return True
    if sum(map(str.isalnum, dense)) < 0.5 * len(dense):
        return True
    words = _LATIN_WORD.findall(text)
    if len(words) < 20:
        return False
    share = len(_VOWELS.findall(''.join(words))) / sum(map(len, words))
    return small_word_share(text) < 0.02 and not 0.25 < share < 0.65


class _Boxes:
    """Boxes of characters in fractions of the drawn page, by pdfium's character number or by place in the text."""

    def __init__(self, page: pypdfium2.PdfPage, layer: pypdfium2.PdfTextPage, raw: str, rotation: int):
        self.indexes = None if layer.count_chars() == len(raw) else _character_indexes(layer, raw)
        self.handle = ctypes.cast(layer.raw, ctypes.c_void_p)
        self.found = (ctypes.c_float * 8)()
        here = ctypes.addressof(self.found)
        self.one, self.other = ctypes.c_void_p(here), ctypes.c_void_p(here + 16)
        self.to_page = _to_fractions(page, rotation)
        wide, high = page.get_size()
        # width for one unit of height, to compare a gap between letters with their size
        self.shape = wide / high if rotation % 180 == 0 else high / wide

    def around(self, first: int, last: int) -> Box:
        """The box of the text between two places, both included, which lie on one line."""
        if self.indexes is not None:
            first, last = self.indexes[first], self.indexes[last]
        _char_box(self.handle, first, self.one)
        _char_box(self.handle, last, self.other)
        left, top, right, bottom, left2, top2, right2, bottom2 = _eight_floats(self.found)
        # a hyphen that pdfium took away has an empty box
        if right2 > left2:
            left, right = left if left < left2 else left2, right if right > right2 else right2
            top, bottom = top if top > top2 else top2, bottom if bottom < bottom2 else bottom2
        a, b, c, d, e, f = self.to_page
        x0, y0 = a * left + c * top + e, b * left + d * top + f
        x1, y1 = a * right + c * bottom + e, b * right + d * bottom + f
        return (x0, y0, x1, y1) if x0 <= x1 and y0 <= y1 else (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _lines(raw: str) -> list[list[tuple[str, int, int]]]:
    """The words of each line that has any: the word, the places of its first and last character in the raw text."""
    lines, start = [], 0
    for part in _LINE_END.split(raw):
        # the parts between line ends alternate with the line ends themselves
        if part and part[0] not in '\r\n':
            hyphen = part[-1] == _HYPHEN
            words = [(match.group(), start + match.start(), start + match.end() - 1) for match in _WORD.finditer(part)]
            if hyphen and words:
                words[-1] = (words[-1][0][:-1] + '-', *words[-1][1:])
            if words:
                lines.append(words)
        start += len(part)
    return lines


def _torn(raw: str) -> bool:
    """Did pdfium end a line after nearly every letter? It does in justified text that browsers print letter by letter."""
    ends = raw.count('\n')
    return ends > 20 and len(raw) < 5 * ends


def _lines_by_place(raw: str, boxes: _Boxes) -> list[list[tuple[str, int, int]]]:
    """Like `_lines`, with line ends and spaces found from where the letters stand on the page."""
    lines: list[list[tuple[str, int, int]]] = []
    before, apart = None, False
    for place, letter in enumerate(raw):
        if letter.isspace():
            apart = apart or letter == ' '
            continue
        box = boxes.around(place, place)
        if before is None or _on_another_line(before, box):
            lines.append([(letter, place, place)])
        elif apart or (box[0] - before[2]) * boxes.shape > 0.15 * (box[3] - box[1]):
            lines[-1].append((letter, place, place))
        else:
            word, first, _ = lines[-1][-1]
            lines[-1][-1] = (word + letter, first, place)
        before, apart = box, False
    return lines


def _on_another_line(before: Box, box: Box) -> bool:
    shared = min(before[3], box[3]) - max(before[1], box[1])
    return shared < 0.4 * min(before[3] - before[1], box[3] - box[1]) or box[2] < before[0]


def _compose(lines: list[list[tuple[str, int, int]]], boxes: _Boxes) -> tuple[str, tuple[Word, ...]]:
    """The text of the lines with empty lines between paragraphs, and the words with their offsets and boxes."""
    gaps = paragraph_starts([_tight(boxes.around(line[0][1], line[0][1])) for line in lines])
    text: list[str] = []
    words: list[Word] = []
    offset, make, around = 0, tuple.__new__, boxes.around
    for number, line in enumerate(lines):
        if number:
            text.append('\n\n' if number in gaps else '\n')
            offset += len(text[-1]) - 1
        text.append(' '.join([word for word, _, _ in line]))
        for word, first, last in line:
            end = offset + len(word)
            words.append(make(Word, (offset, end, *around(first, last), 1.0)))
            offset = end + 1
    return ''.join(text), tuple(words)


def _tight(box: Box) -> Box:
    """A box without the generous ascent and descent of loose character boxes."""
    trim = (box[3] - box[1]) * 0.2
    return box[0], box[1] + trim, box[2], box[3] - trim


def _to_fractions(page: pypdfium2.PdfPage, rotation: int) -> tuple[float, ...]:
    """The affine map from PDF units to fractions of the drawn page: crop box and /Rotate are in it."""
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
