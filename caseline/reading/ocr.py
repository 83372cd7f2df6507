"""Tesseract through its library binding: grey pixels in, lines of words with boxes and confidence out.

Pictures are decoded elsewhere (Pillow) and arrive as raw pixels, so no codec of the OCR wheel ever sees a file. One
process uses one thread (OMP_THREAD_LIMIT=1): two readers on two cores finish twice the pages, two threads on one do not.
"""
import os
from functools import lru_cache

os.environ.setdefault('OMP_THREAD_LIMIT', '1')

import tesserocr  # noqa: E402  the thread limit must be set before the library loads
from PIL import Image  # noqa: E402

from caseline.reading.failures import ReadFailure  # noqa: E402
from caseline.reading.layout import Piece  # noqa: E402
from caseline.reading.tessdata import TESSERACT_NAMES, installed, tessdata  # noqa: E402

_WORD_LEVEL = '5'


def read_lines(grey: Image.Image, languages: tuple[str, ...], dpi: int, *, block: bool = False) -> list[list[Piece]]:
    """Lines of an 8-bit grey page in reading order, boxes in its pixels, read in `languages` (the first one leads).

    With `block` the picture is taken for one block of level lines, so that a page on its side reads badly.
    """
    engine = _engine(languages)
    wide, high = grey.size
    engine.SetPageSegMode(tesserocr.PSM.SINGLE_BLOCK if block else tesserocr.PSM.AUTO)
    engine.SetImageBytes(grey.tobytes(), wide, high, 1, wide)
    # without the resolution Tesseract guesses, and mixes up the lines of photographs
    engine.SetSourceResolution(dpi)
    engine.Recognize()
    table = engine.GetTSVText(0)
    engine.Clear()
    return _lines(table)


@lru_cache(maxsize=8)
def _engine(languages: tuple[str, ...]) -> tesserocr.PyTessBaseAPI:
    """A loaded engine; loading costs some 50 ms a language, so a process keeps the few combinations it meets."""
    if missing := [code for code in languages if code not in installed()]:
        raise ReadFailure('unsupported', f'Scans cannot be read in “{missing[0]}” here: its language data are not installed. '
                          'Choose another language, or ask the person who runs Caseline to add it.')
    names = '+'.join(TESSERACT_NAMES[code] for code in languages)
    engine = tesserocr.PyTessBaseAPI(path=str(tessdata()), lang=names, oem=tesserocr.OEM.LSTM_ONLY)
    engine.SetVariable('debug_file', os.devnull)
    return engine


def _lines(table: str) -> list[list[Piece]]:
    """Tesseract's TSV (level, page, block, paragraph, line, word, left, top, width, height, confidence, text)."""
    lines: list[list[Piece]] = []
    current = None
    for row in table.splitlines():
        cells = row.split('\t')
        if len(cells) < 12 or cells[0] != _WORD_LEVEL or not cells[11].strip():
            continue
        left, top, wide, high = map(int, cells[6:10])
        piece = Piece(cells[11].strip(), (left, top, left + wide, top + high), max(0.0, float(cells[10]) / 100))
        if cells[2:5] != current:
            lines.append([])
            current = cells[2:5]
        lines[-1].append(piece)
    return lines
