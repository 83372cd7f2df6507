"""What people typed into a PDF form or wrote onto a page: it lies beside the page's text and is easily lost."""
import ctypes
from collections.abc import Callable

import pypdfium2
import pypdfium2.raw as pdfium

from caseline.reading.pages import Box

Line = list[tuple[str, int, int]]
_MOST_NOTES = 2_000
_LONGEST = 20_000
_CHECKED = 'X'
_HIDDEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN
# notes, markings and drawings that people explain; a pop-up only repeats them
_REMARKS = (pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_HIGHLIGHT, pdfium.FPDF_ANNOT_UNDERLINE, pdfium.FPDF_ANNOT_SQUIGGLY, pdfium.FPDF_ANNOT_STRIKEOUT,
            pdfium.FPDF_ANNOT_CARET, pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_INK, pdfium.FPDF_ANNOT_LINE, pdfium.FPDF_ANNOT_SQUARE,
            pdfium.FPDF_ANNOT_CIRCLE, pdfium.FPDF_ANNOT_POLYGON, pdfium.FPDF_ANNOT_POLYLINE)


def typed_in(page: pypdfium2.PdfPage, to_page: Callable[[float, float, float, float], Box]) -> list[tuple[str, Box]]:
    """Filled-in fields, ticked boxes (as X) and free text on the page, each with its box; `to_page` turns left, top,
    right, bottom in PDF units into fractions of the page."""
    found = []
    for number in range(min(_MOST_NOTES, pdfium.FPDFPage_GetAnnotCount(page))):
        note = pdfium.FPDFPage_GetAnnot(page, number)
        if not note:
            continue
        try:
            rect = pdfium.FS_RECTF()
            if pdfium.FPDFAnnot_GetFlags(note) & _HIDDEN or not pdfium.FPDFAnnot_GetRect(note, rect):
                continue
            if text := _text(page, note):
                found.append((text, to_page(rect.left, rect.top, rect.right, rect.bottom)))
        finally:
            pdfium.FPDFPage_CloseAnnot(note)
    return found


def remarks(page: pypdfium2.PdfPage, text: str) -> list[str]:
    """What people remarked about the page with its `text`, in the order of its notes; not what only repeats the text."""
    found = []
    for number in range(min(_MOST_NOTES, pdfium.FPDFPage_GetAnnotCount(page))):
        note = pdfium.FPDFPage_GetAnnot(page, number)
        if not note:
            continue
        try:
            if pdfium.FPDFAnnot_GetSubtype(note) in _REMARKS and not pdfium.FPDFAnnot_GetFlags(note) & _HIDDEN:
                found.append(_remark(note, ' '.join(text.split())))
        finally:
            pdfium.FPDFPage_CloseAnnot(note)
    return [one for one in found if one]


def merge(lines: list[Line], boxes: list[list[Box]], typed: list[tuple[str, Box]]) -> None:
    """Put each typed text into the line it stands on, from left to right, or into a line of its own."""
    for text, box in typed:
        words = text.split()
        entries = [(word, -1, -1) for word in words]
        places = _shares(words, box)
        number = next((number for number, line in enumerate(boxes) if _on_line(line[0], box)), None)
        if number is None:
            number = next((number for number, line in enumerate(boxes) if line[0][1] > box[1]), len(lines))
            lines.insert(number, entries)
            boxes.insert(number, places)
            continue
        at = sum(placed[0] < box[0] for placed in boxes[number])
        lines[number][at:at] = entries
        boxes[number][at:at] = places


def _remark(note, said: str) -> str:
    """Who wrote what about a place on the page, as “[An] Is this the right date?”; '' when nothing but what the page says."""
    text, author = (' '.join(_string(lambda buffer, size, key=key: pdfium.FPDFAnnot_GetStringValue(note, key, buffer, size)).split())
                    for key in (b'Contents', b'T'))
    if not text or text in said:
        return ''
    return f'[{author}] {text}' if author else text


def _text(page: pypdfium2.PdfPage, note) -> str:
    """The value of a form field, or the words of a free text; '' for any other annotation."""
    kind = pdfium.FPDFAnnot_GetSubtype(note)
    if kind == pdfium.FPDF_ANNOT_FREETEXT:
        return _string(lambda buffer, size: pdfium.FPDFAnnot_GetStringValue(note, b'Contents', buffer, size))
    if kind != pdfium.FPDF_ANNOT_WIDGET or page.formenv is None:
        return ''
    form = page.formenv
    field = pdfium.FPDFAnnot_GetFormFieldType(form, note)
    if field in (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON):
        return _CHECKED if pdfium.FPDFAnnot_IsChecked(form, note) else ''
    if field not in (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX):
        return ''
    return _string(lambda buffer, size: pdfium.FPDFAnnot_GetFormFieldValue(form, note, buffer, size))


def _string(fill: Callable) -> str:
    """A UTF-16 string that pdfium first measures (bytes, with its end) and then writes."""
    size = min(2 * _LONGEST, fill(None, 0))
    if size <= 2:
        return ''
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    fill(buffer, size)
    return bytes(buffer)[:size].decode('utf-16-le', 'replace').split('\0')[0].strip()


def _shares(words: list[str], box: Box) -> list[Box]:
    """The box cut into one for each word, as wide as the word is long."""
    whole = sum(len(word) + 1 for word in words)
    shares, place = [], 0
    for word in words:
        left = box[0] + (box[2] - box[0]) * place / whole
        place += len(word) + 1
        shares.append((left, box[1], box[0] + (box[2] - box[0]) * place / whole, box[3]))
    return shares


def _on_line(first: Box, box: Box) -> bool:
    shared = min(first[3], box[3]) - max(first[1], box[1])
    return shared > 0.5 * min(first[3] - first[1], box[3] - box[1])
