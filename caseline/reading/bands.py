"""Where a level page has ink, and which few of its lines say most about it."""
from PIL import Image, ImageChops, ImageFilter

from caseline.reading.straightening import Straight, line_steps

# a band: inches that hold two or three lines of print, and the pixels that hold as many of a screenshot
_LINES, _BAND = 0.55, 120
# as wide as ten words or so: as much as tells a language
_WIDE, _FEWEST_PIXELS = 4.2, 840
# ink this dark (of 255) is no grain; room left around it
_DARK, _MARGIN = 60, 0.2

# in a photograph, mean ink of four by four points of the small copy below which there is nothing but grain
_GRAIN, _CELL = 12, 4

Rectangle = tuple[int, int, int, int]


def inked(straight: Straight, dpi: int) -> Rectangle:
    """The rectangle of the level page that holds all its ink, with a margin."""
    ink, (wide, high) = straight.ink, straight.size
    box = ink.point(lambda value: 255 if value > _DARK else 0).getbbox()
    if box is None:
        return 0, 0, wide, high
    scale, margin = wide / ink.width, _MARGIN * dpi
    return (max(0, round(box[0] * scale - margin)), max(0, round(box[1] * scale - margin)),
            min(wide, round(box[2] * scale + margin)), min(high, round(box[3] * scale + margin)))


def without_grain(straight: Straight, box: Rectangle, part: Image.Image) -> Image.Image:
    """The `part` drawn from `box` of the level page; of a photograph, white where there is nothing but the grain of paper and
    desk, in which recognition looks for letters."""
    if not straight.uneven:
        return part
    blank = straight.ink.reduce(_CELL).point(lambda value: 255 if value <= _GRAIN else 0).filter(ImageFilter.MinFilter(5))
    scale = blank.width / straight.size[0]
    left, top, right, bottom = box
    place = left * scale, top * scale, min(blank.width, right * scale), min(blank.height, bottom * scale)
    return ImageChops.lighter(part, blank.resize(part.size, Image.Resampling.NEAREST, box=place))


def fullest_bands(straight: Straight, dpi: int) -> list[Rectangle]:
    """The two bands of the level page, a few lines high, that have the most lines of text, the fullest first, not side
    by side; of long lines the beginning."""
    ink, (wide, high) = straight.ink, straight.size
    scale = high / ink.height
    steps, rows = line_steps(ink), ink.reduce((ink.width, 1)).tobytes()
    size = min(ink.height, max(1, round(max(_BAND, _LINES * dpi) / scale)))
    tops = range(0, ink.height - size + 1, max(1, size // 2))
    fullest = sorted(tops, key=lambda top: sum(steps[top:top + size]), reverse=True)
    apart = [top for top in fullest if abs(top - fullest[0]) > size]
    bands = []
    for place in fullest[:1] + apart[:1]:
        top, bottom = _between_lines(rows, place, size // 4), _between_lines(rows, place + size, size // 4)
        left, right = _columns(ink.crop((0, top, ink.width, bottom)), round(max(_FEWEST_PIXELS, _WIDE * dpi) / scale))
        bands.append((round(left * scale), round(top * scale), min(wide, round(right * scale)), min(high, round(bottom * scale))))
    return bands


def _between_lines(rows: bytes, place: int, reach: int) -> int:
    """The row with the least ink near a place: no line is cut through."""
    near = range(max(0, place - reach), min(len(rows), place + reach + 1))
    return min(near, key=lambda row: (rows[row], abs(row - place))) if 0 < place < len(rows) else place


def _columns(band: Image.Image, most: int) -> tuple[int, int]:
    """From where to where a band is looked at: where its ink begins, and `most` columns on at most."""
    box = band.point(lambda value: 255 if value > _DARK else 0).getbbox()
    if box is None:
        return 0, band.width
    room = most // 40
    return max(0, box[0] - room), min(band.width, box[2] + room, box[0] + most)
