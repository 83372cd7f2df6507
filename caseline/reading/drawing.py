"""Draw one page as a picture for the screen: made on demand, always encoded anew, never the original bytes."""
import io
from pathlib import Path

import pypdfium2
from PIL import Image

from caseline.reading.failures import ReadFailure
from caseline.reading.limits import MAX_IMAGE_WIDTH
from caseline.reading.pdf import open_pdf
from caseline.reading.pdf_drawn import draw
from caseline.reading.pictures import open_picture, upright
from caseline.reading.scans import TURNS

_PDF = 'application/pdf'


def page_image(path: Path | str, *, media_type: str, number: int, width: int, rotation: int = 0,
               password: str | None = None) -> bytes:
    """WebP of page `number` (from 1), `width` pixels wide after turning it `rotation` degrees clockwise.

    Raises ReadFailure when the file cannot be drawn; 'unsupported' for formats that have no page images.
    """
    path, width, turn = Path(path), max(16, min(width, MAX_IMAGE_WIDTH)), rotation % 360
    if media_type == _PDF:
        page = _pdf_page(path, number, width, turn, password)
    elif media_type.startswith('image/'):
        page = _picture_page(path, number, width)
    else:
        raise ReadFailure('unsupported', 'This kind of file has no page images; its text is shown instead.')
    transpose = TURNS.get(turn)
    turned = page.transpose(transpose) if transpose is not None else page
    height = max(1, round(turned.height * width / turned.width))
    if turned.width > width:
        turned = turned.resize((width, height), Image.Resampling.BOX, reducing_gap=2)
    stream = io.BytesIO()
    turned.save(stream, 'WEBP', quality=80, method=0)
    return stream.getvalue()


def _pdf_page(path: Path, number: int, width: int, turn: int, password: str | None) -> Image.Image:
    with open_pdf(path, password) as document:
        if not 1 <= number <= len(document):
            raise ReadFailure('damaged', f'This file has no page {number}.')
        try:
            page = document[number - 1]
            wide, high = page.get_size()
            return draw(page, width / max(1, high if turn % 180 else wide), grey=False)
        except pypdfium2.PdfiumError:
            raise ReadFailure('damaged', f'Page {number} of this PDF is damaged and cannot be shown.') from None


def _picture_page(path: Path, number: int, width: int) -> Image.Image:
    with open_picture(path) as image:
        try:
            image.seek(number - 1)
            return upright(image, 'RGB', width)
        except EOFError:
            raise ReadFailure('damaged', f'This file has no page {number}.') from None
        except (OSError, ValueError, SyntaxError):
            raise ReadFailure('damaged') from None
