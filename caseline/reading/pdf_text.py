"""The text layer of a PDF page: its lines, the box of every word, and whether it can be trusted.

The box of a word comes from its first and last character: two calls a word instead of one a character keeps a page
within twice the bare text call.
"""
import ctypes
import re
import struct
from collections.abc import Callable

import pypdfium2
import pypdfium2.raw as pdfium

from caseline.reading.languages import small_word_share
from caseline.reading.layout import paragraph_starts
from caseline.reading.pages import Box, Word
from caseline.reading.pdf_forms import merge, typed_in

# pdfium writes a hyphen at the end of a line as U+FFFE and joins the halves; here it becomes a hyphen and a new line
_HYPHEN = '\ufffe'
# white space that is neither a plain space nor the end of a line
_BLANK = re.compile(r'[^\S \r\n]')
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
        to_page = _to_page(page, rotation)
        around = _finder(layer, raw, to_page)
        lines = _lines_by_place(raw, around, _shape(page, rotation)) if _torn(raw) else _lines(raw)
        boxes = [[around(first, last) for _, first, last in line] for line in lines]
        if typed := typed_in(page, to_page):
            merge(lines, boxes, typed)
        return _compose(lines, boxes)
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


def _finder(layer: pypdfium2.PdfTextPage, raw: str, to_page: Callable[..., Box]) -> Callable[[int, int], Box]:
    """A function from the places of a first and a last letter, which stand on one line, to their box in fractions of
    the drawn page. It is called for every word: hence the local names."""
    indexes = None if layer.count_chars() == len(raw) else _character_indexes(layer, raw)
    handle, found = ctypes.cast(layer.raw, ctypes.c_void_p), (ctypes.c_float * 8)()
    one, other = ctypes.c_void_p(ctypes.addressof(found)), ctypes.c_void_p(ctypes.addressof(found) + 16)
    char_box, eight_floats = _char_box, _eight_floats

    def around(first: int, last: int) -> Box:
        if indexes is not None:
            first, last = indexes[first], indexes[last]
        char_box(handle, first, one)
        char_box(handle, last, other)
        left, top, right, bottom, left2, top2, right2, bottom2 = eight_floats(found)
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
        return to_page(left, top, right, bottom)
    return around


def _lines(raw: str) -> list[list[tuple[str, int, int]]]:
    """The words of each line that has any: the word, the places of its first and last character in the raw text."""
    # every replacement is as long as what it replaces: places stay what they are
    plain = _BLANK.sub(' ', raw).replace('\r', '\n')
    lines, start = [], 0
    for part in plain.split('\n'):
        words, place = [], start
        for word in part.split(' '):
            size = len(word)
            if size:
                words.append((word, place, place + size - 1))
            place += size + 1
        if words:
            lines += _parted(words) if _HYPHEN in part else [words]
        start += len(part) + 1
    return lines


def _parted(words: list[tuple[str, int, int]]) -> list[list[tuple[str, int, int]]]:
    """Lines made of one that pdfium joined: the sign for a hyphen at a line's end becomes a hyphen and a new line."""
    lines: list[list[tuple[str, int, int]]] = [[]]
    for word, first, last in words:
        while (cut := word.find(_HYPHEN)) >= 0:
            lines[-1].append((word[:cut] + '-', first, first + cut))
            lines.append([])
            word, first = word[cut + 1:], first + cut + 1
        if word:
            lines[-1].append((word, first, last))
    return [line for line in lines if line]


def _torn(raw: str) -> bool:
    """Did pdfium end a line after nearly every letter? It does in justified text that browsers print letter by letter."""
    ends = raw.count('\n')
    return ends > 20 and len(raw) < 5 * ends


def _lines_by_place(raw: str, around: Callable[[int, int], Box], shape: float) -> list[list[tuple[str, int, int]]]:
    """Like `_lines`, with line ends and spaces found from where the letters stand on a page `shape` times as wide as
    it is high."""
    lines: list[list[tuple[str, int, int]]] = []
    before, apart = None, False
    for place, letter in enumerate(raw):
        if letter.isspace():
            apart = apart or letter == ' '
            continue
        box = around(place, place)
        if before is None or _on_another_line(before, box):
            lines.append([(letter, place, place)])
        elif apart or (box[0] - before[2]) * shape > 0.15 * (box[3] - box[1]):
            lines[-1].append((letter, place, place))
        else:
            word, first, _ = lines[-1][-1]
            lines[-1][-1] = (word + letter, first, place)
        before, apart = box, False
    return lines


def _on_another_line(before: Box, box: Box) -> bool:
    shared = min(before[3], box[3]) - max(before[1], box[1])
    return shared < 0.4 * min(before[3] - before[1], box[3] - box[1]) or box[2] < before[0]


def _compose(lines: list[list[tuple[str, int, int]]], boxes: list[list[Box]]) -> tuple[str, tuple[Word, ...]]:
    """The text of the lines with empty lines between paragraphs, and the words with their offsets and boxes."""
    gaps = paragraph_starts([_tight(line[0]) for line in boxes])
    text: list[str] = []
    words: list[Word] = []
    offset, make = 0, tuple.__new__
    for number, line in enumerate(lines):
        if number:
            text.append('\n\n' if number in gaps else '\n')
            offset += len(text[-1]) - 1
        text.append(' '.join([word for word, _, _ in line]))
        for (word, _, _), box in zip(line, boxes[number], strict=True):
            end = offset + len(word)
            words.append(make(Word, (offset, end, *box, 1.0)))
            offset = end + 1
    return ''.join(text), tuple(words)


def _tight(box: Box) -> Box:
    """A box without the generous ascent and descent of loose character boxes."""
    trim = (box[3] - box[1]) * 0.2
    return box[0], box[1] + trim, box[2], box[3] - trim


def _to_page(page: pypdfium2.PdfPage, rotation: int) -> Callable[[float, float, float, float], Box]:
    """A function from left, top, right, bottom in PDF units to fractions of the page as drawn and then turned: an affine
    map, in which crop box and /Rotate are contained."""
    x, y = ctypes.c_int(), ctypes.c_int()
    points = []
    for across, down in ((0, 0), (1000, 0), (0, 1000)):
        pdfium.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, rotation // 90, across, down, x, y)
        points.append((x.value / _FINE, y.value / _FINE))
    (e, f), (ax, by), (cx, dy) = points
    a, b, c, d = (ax - e) / 1000, (by - f) / 1000, (cx - e) / 1000, (dy - f) / 1000

    def upright(left: float, top: float, right: float, bottom: float) -> Box:
        return a * left + e, d * top + f, a * right + e, d * bottom + f

    def turned(left: float, top: float, right: float, bottom: float) -> Box:
        x0, y0 = a * left + c * top + e, b * left + d * top + f
        x1, y1 = a * right + c * bottom + e, b * right + d * bottom + f
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
    return upright if not b and not c and a > 0 > d else turned


def _shape(page: pypdfium2.PdfPage, rotation: int) -> float:
    wide, high = page.get_size()
    return wide / high if rotation % 180 == 0 else high / wide


def _character_indexes(layer: pypdfium2.PdfTextPage, raw: str) -> list[int]:
    """pdfium's character number for each letter of the text, for pages where it leaves some out or needs two units."""
    indexes, unit = [], 0
    for letter in raw:
        indexes.append(max(0, pdfium.FPDFText_GetCharIndexFromTextIndex(layer, unit)))
        unit += 2 if ord(letter) > 0xFFFF else 1
    return indexes
