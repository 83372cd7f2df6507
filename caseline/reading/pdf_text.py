"""The text layer of a PDF page: its lines, the box of every word, and whether it can be trusted."""
import re
import unicodedata
from itertools import repeat

import pypdfium2

from caseline.reading.languages import small_word_share
from caseline.reading.layout import paragraph_starts
from caseline.reading.pages import Box, Word
from caseline.reading.pdf_boxes import Ruler, Span
from caseline.reading.pdf_drawn import Unseen
from caseline.reading.pdf_forms import merge, typed_in
from caseline.reading.side_by_side import apart

# pdfium writes a hyphen at the end of a line as U+FFFE and joins the halves; here it becomes a hyphen and a new line
_HYPHEN = '\ufffe'
# white space that is neither a plain space nor the end of a line, and plain space for each
_BLANKS = [sign for sign in map(chr, range(0x3001)) if sign.isspace() and sign not in ' \r\n']
_PLAIN = str.maketrans(dict.fromkeys(_BLANKS, ' '))
_LATIN_WORD = re.compile(r'[A-Za-zÀ-ÿ]{3,}')
_VOWELS = re.compile(r'[aeiouyà-æè-ïò-öø-ýœAEIOUY]')
# characters that no letter holds: replacement, private use, control
_ODD = re.compile('[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]')
# what leads from an entry to its page number, or is to be filled in by hand: no signs, but no writing either
_LEADERS = re.compile(r'(?:([._…·-])[^\S\n]?){4,}')
# characters of a page that are looked at to judge it
_SAMPLE = 1_500
# characters of a page that are compared with what is seen of it
_COMPARED = 20_000


def text_layer(page: pypdfium2.PdfPage, rotation: int = 0, layered: bool = True) -> tuple[str, tuple[Word, ...], int]:
    """Text and words of a page, boxes as fractions of the page as drawn and then turned by `rotation` degrees; without
    what nobody sees on it, and how many words that is. `layered`: the file may have layers that can be switched off."""
    layer = page.get_textpage()
    try:
        raw = layer.get_text_range()
        ruler = Ruler(page, layer, raw, rotation)
        lines = _lines_by_place(raw, ruler, _shape(page, rotation)) if _torn(raw) else _lines(raw)
        boxes = _by_line(lines, ruler.boxes([span for line in lines for span in line]))
        lines, boxes = _on_the_page(lines, boxes)
        seen, boxes = _seen(lines, boxes, ruler, Unseen(page, layer, rotation, layered))
        unseen = 0 if seen is lines else sum(map(len, lines)) - sum(map(len, seen))
        if typed := typed_in(page, ruler.to_page):
            merge(seen, boxes, typed)
        return *_compose(*_apart(seen, boxes, _shape(page, rotation))), unseen
    finally:
        layer.close()


def is_garbage(text: str) -> bool:
    """Does the layer hold signs instead of writing (fonts without a map to letters, or a very poor OCR layer)?"""
    text = _LEADERS.sub(' ', text)[:_SAMPLE]
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


def latin_words(text: str) -> list[str]:
    """The longer words in Latin letters, in small letters without accents, to compare what two readers made of a page."""
    plain = ''.join(letter for letter in unicodedata.normalize('NFD', text[:_COMPARED].lower()) if not unicodedata.combining(letter))
    return [word for word in _LATIN_WORD.findall(plain.replace('ı', 'i')) if len(word) > 3]


def _lines(raw: str) -> list[list[Span]]:
    """The words of each line that has any: the word, the places of its first and last character in the raw text."""
    # every replacement is as long as what it replaces: places stay what they are
    plain = raw.replace('\r', '\n')
    if any(map(plain.__contains__, _BLANKS)):
        plain = plain.translate(_PLAIN)
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


def _parted(words: list[Span]) -> list[list[Span]]:
    """Lines made of one that pdfium joined: the sign for a hyphen at a line's end becomes a hyphen and a new line."""
    lines: list[list[Span]] = [[]]
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


def _lines_by_place(raw: str, ruler: Ruler, shape: float) -> list[list[Span]]:
    """Like `_lines`, with line ends and spaces found from where the letters stand on a page `shape` times as wide as
    it is high."""
    lines: list[list[Span]] = []
    boxes = iter(ruler.boxes([(letter, place, place) for place, letter in enumerate(raw) if not letter.isspace()]))
    before, apart = None, False
    for place, letter in enumerate(raw):
        if letter.isspace():
            apart = apart or letter == ' '
            continue
        box = next(boxes)
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


def _compose(lines: list[list[Span]], boxes: list[list[Box]]) -> tuple[str, tuple[Word, ...]]:
    """The text of the lines with empty lines between paragraphs, and the words with their offsets and boxes."""
    gaps = paragraph_starts([_tight(line[0]) for line in boxes])
    text: list[str] = []
    words: list[tuple] = []
    offset = 0
    for number, line in enumerate(lines):
        if number:
            text.append('\n\n' if number in gaps else '\n')
            offset += len(text[-1]) - 1
        text.append(' '.join([span[0] for span in line]))
        for span, (x0, y0, x1, y1) in zip(line, boxes[number], strict=True):
            end = offset + len(span[0])
            words.append((offset, end, x0, y0, x1, y1, 1.0))
            offset = end + 1
    # as `Word(*word)` for each, without a call of Python's own for each
    return ''.join(text), tuple(map(tuple.__new__, repeat(Word), words))


def _by_line(lines: list[list[Span]], boxes: list[Box]) -> list[list[Box]]:
    """The boxes in the same lists as their words."""
    at, parted = 0, []
    for line in lines:
        parted.append(boxes[at:at + len(line)])
        at += len(line)
    return parted


def _on_the_page(lines: list[list[Span]], boxes: list[list[Box]]) -> tuple[list[list[Span]], list[list[Box]]]:
    """The words that stand on the page at least in part: nobody who looks at the paper sees the others."""
    here = [[x1 > 0 and y1 > 0 and x0 < 1 and y0 < 1 for x0, y0, x1, y1 in line] for line in boxes]
    return (lines, boxes) if all(map(all, here)) else _kept(lines, boxes, here)


def _seen(lines: list[list[Span]], boxes: list[list[Box]], ruler: Ruler, unseen: Unseen) -> tuple[list[list[Span]], list[list[Box]]]:
    """The lines without words that are invisible, as white as the paper, or on a layer that is switched off."""
    doubts = unseen.doubtful(ruler.letters([line[0][1] for line in lines]))
    if not any(doubts):
        return lines, boxes
    return _kept(lines, boxes, [[not doubt or unseen.shows(box) for box in line] for doubt, line in zip(doubts, boxes, strict=True)])


def _kept(lines: list[list[Span]], boxes: list[list[Box]], wanted: list[list[bool]]) -> tuple[list[list[Span]], list[list[Box]]]:
    kept = [[pair for pair, one in zip(zip(*both, strict=True), line, strict=True) if one] for *both, line in zip(lines, boxes, wanted, strict=True)]
    return [[span for span, _ in line] for line in kept if line], [[box for _, box in line] for line in kept if line]


def _apart(lines: list[list[Span]], boxes: list[list[Box]], shape: float) -> tuple[list[list[Span]], list[list[Box]]]:
    """The lines with blocks that stand side by side one after the other."""
    cuts = apart(lines, boxes, [line[-1][2] - line[0][1] + 1 for line in lines], shape)
    if cuts is None:
        return lines, boxes
    return [lines[number][start:end] for number, start, end in cuts], [boxes[number][start:end] for number, start, end in cuts]


def _tight(box: Box) -> Box:
    """A box without the generous ascent and descent of loose character boxes."""
    trim = (box[3] - box[1]) * 0.2
    return box[0], box[1] + trim, box[2], box[3] - trim


def _shape(page: pypdfium2.PdfPage, rotation: int) -> float:
    wide, high = page.get_size()
    return wide / high if rotation % 180 == 0 else high / wide
