"""Make a scan or photograph easy to read: even light, level lines, no perspective; and the way back to the page.

Skew is found by projection profiles (W. Postl, “Detection of linear oblique structures”, ICPR 1986): at the right
angle, the rows of ink and the rows of paper differ most. Pillow alone is enough; pages cost some tens of milliseconds.
"""
import math
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter

# the small copy in which angles are looked for
_SIDE = 720
# lines this level (degrees) need no resampling: Tesseract reads them as they are
_LEVEL = 0.35
_WIDEST = 24
# a skew must look this much better than none, or few words on a page would turn it at random
_CLEARLY = 1.15
# light that falls below this share of the page's best light is evened out
_UNEVEN = 0.8
# a page darker than this may show light letters, and does when they are this much less than what lies around them
_DIM, _STRONG, _FEWER = 120, 60, 0.7
_NO_PAPER, _WHITE = 30, 245
# logarithms of greys as bytes, and back; black and nearly black are one
_LOGARITHM = [round(255 * math.log(max(8, grey) / 8) / math.log(255 / 8)) for grey in range(256)]
_POWER = [round(8 * math.exp(step * math.log(255 / 8) / 255)) for step in range(256)]
# ink of a row (of 255) by which a line of text differs from the paper between lines
_STEP = 24
# the steps of some six lines: fewer say nothing about which way they run
_FEW_LINES = 12 * _STEP

# how many times as wide and as high
Scale = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Straight:
    """A page evenly lit and not yet level: its size once level, the eight coefficients that lead from its level points back
    to the original's (None when it is level as it is), a small level copy of its ink, and whether its light was uneven."""
    even: Image.Image
    size: tuple[int, int]
    back: tuple[float, ...] | None
    ink: Image.Image
    uneven: bool = False

    def part(self, box: tuple[int, int, int, int], scale: Scale = (1, 1)) -> Image.Image:
        """What lies in `box` (pixels of the level page), made level, `scale` times as wide and as high. Only what is asked
        for is computed: a few lines cost a few lines."""
        left, top, right, bottom = box
        if self.back is None:
            part = self.even if box == (0, 0, *self.size) else self.even.crop(box)
            return part if scale == (1, 1) else part.resize(_scaled(part.size, scale), Image.Resampling.BILINEAR)
        source = self.even if scale == (1, 1) else self.even.resize(_scaled(self.even.size, scale), Image.Resampling.BILINEAR)
        return _levelled(source, _scaled((right - left, bottom - top), scale), _moved(self.back, left, top, scale))

    def original(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """The box, in pixels of the page before straightening, around a box of the straightened image."""
        if self.back is None:
            return box
        a, b, c, d, e, f, g, h = self.back
        points = []
        for x, y in ((box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3])):
            scale = g * x + h * y + 1
            points.append(((a * x + b * y + c) / scale, (d * x + e * y + f) / scale))
        across, down = [x for x, _ in points], [y for _, y in points]
        return min(across), min(down), max(across), max(down)


def straighten(grey: Image.Image) -> Straight:
    """Even the light of an 8-bit grey page and find what levels its lines (up to about 24 degrees of skew, mild perspective)."""
    even = even_light(grey)
    ink = ink_of(even, _SIDE)
    top, bottom = _angles(ink)
    if abs(top) < _LEVEL and abs(bottom) < _LEVEL:
        return Straight(even, even.size, None, ink, even is not grey)
    size, back = _levelling(even.size, top, bottom)
    scale = (ink.width / even.width,) * 2
    level_ink = ink.transform(_scaled(size, scale), Image.Transform.PERSPECTIVE, _moved(back, 0, 0, scale), Image.Resampling.BILINEAR)
    return Straight(even, size, back, level_ink, even is not grey)


def _scaled(size: tuple[int, int], scale: Scale) -> tuple[int, int]:
    return max(1, round(size[0] * scale[0])), max(1, round(size[1] * scale[1]))


def _levelled(source: Image.Image, size: tuple[int, int], back: tuple[float, ...]) -> Image.Image:
    """The source through the coefficients; without perspective by the quicker transform, which divides nothing."""
    if abs(back[6]) * size[0] + abs(back[7]) * size[1] < 1e-9:
        return source.transform(size, Image.Transform.AFFINE, back[:6], Image.Resampling.BILINEAR, fillcolor=255)
    return source.transform(size, Image.Transform.PERSPECTIVE, back, Image.Resampling.BILINEAR, fillcolor=255)


def _moved(back: tuple[float, ...], left: float, top: float, scale: Scale) -> tuple[float, ...]:
    """The coefficients for a picture `scale` times as wide and high as the page whose own corner is (left, top) of the level page."""
    a, b, c, d, e, f, g, h = back
    across, down = scale
    one = g * left + h * top + 1
    return (a / one, b * across / down / one, across * (a * left + b * top + c) / one,
            d * down / across / one, e / one, down * (d * left + e * top + f) / one, g / across / one, h / down / one)


def even_light(grey: Image.Image) -> Image.Image:
    """Divide the page by its own lighting, found as the paper around each spot; level light stays untouched."""
    small = grey.reduce(max(1, max(grey.size) // 180))
    # a closing (brightest, then darkest of each neighbourhood) takes out the letters and keeps the edges of shadows
    light = small.filter(ImageFilter.MaxFilter(7)).filter(ImageFilter.MinFilter(7)).filter(ImageFilter.GaussianBlur(1))
    counts = light.histogram()
    if _percentile(counts, 0.04) >= _UNEVEN * _percentile(counts, 0.96):
        return grey
    # below 30 of 255 there is no paper to be seen, and dividing would only magnify the grain
    paper = light.point(lambda value: max(_NO_PAPER, value)).resize(grey.size, Image.Resampling.BILINEAR)
    # dividing by subtracting logarithms: bytes all the way, a fifth of the time of whole numbers
    even = ImageChops.subtract(grey.point(_LOGARITHM), paper.point(_LOGARITHM), offset=_LOGARITHM[_WHITE]).point(_POWER)
    # the black around a scan, the gap under the lid: no paper, unless the whole page is dark
    dark = light.point(lambda value: 255 if value <= _NO_PAPER else 0)
    if sum(counts[:_NO_PAPER + 1]) < 0.5 * sum(counts):
        even = ImageChops.lighter(even, dark.resize(grey.size, Image.Resampling.NEAREST))
    return even


def dark_on_light(grey: Image.Image) -> Image.Image:
    """The page, turned round in its greys when it shows light letters on dark, as telephones do at night.

    Strokes cover less of their surroundings than these cover of them: read the right way round, there is less ink.
    """
    if _percentile(grey.histogram(), 0.5) >= _DIM:
        return grey
    turned = ImageChops.invert(grey)
    inks = [sum(ink_of(one, _SIDE).histogram()[_STRONG:]) for one in (grey, turned)]
    return turned if inks[1] < _FEWER * inks[0] else grey


def lines_run_sideways(grey: Image.Image) -> bool:
    """Do the lines of text rather run up and down the page than across it? (Which way up is left to the reader.)"""
    ink = ink_of(grey, _SIDE // 2)
    angles = [step * 1.5 for step in range(-_WIDEST * 2 // 3, _WIDEST * 2 // 3 + 1)]
    upward = ink.transpose(Image.Transpose.ROTATE_90)
    across, up = (max(angles, key=lambda angle: sharpness(side, angle)) for side in (ink, upward))
    rising, level = sum(line_steps(upward.rotate(up))), sum(line_steps(ink.rotate(across)))
    return rising > _FEW_LINES and rising / upward.height > 1.3 * level / ink.height


def line_steps(ink: Image.Image) -> list[int]:
    """From row to row, how much the ink changes, no single step counting for much: text alternates again and again, the
    edge of a sheet or a table only once."""
    rows = ink.reduce((ink.width, 1)).tobytes()
    return [min(_STEP, abs(one - other)) for one, other in zip(rows, rows[1:], strict=False)]


def line_angles(grey: Image.Image) -> tuple[float, float]:
    """Angles of the text lines in degrees (positive: they fall to the right) near the top and near the bottom."""
    return _angles(ink_of(grey, _SIDE))


def _angles(ink: Image.Image) -> tuple[float, float]:
    coarse = ink.resize((max(1, ink.width // 2), max(1, ink.height // 2)), Image.Resampling.BOX)
    angle = _best_angle(coarse, [step * 1.5 for step in range(-_WIDEST * 2 // 3, _WIDEST * 2 // 3 + 1)])
    angle = _best_angle(ink, [angle + step * 0.5 for step in range(-3, 4)])
    angle = _best_angle(ink, [angle + step * 0.15 for step in range(-3, 4)])
    if sharpness(ink, angle) <= _CLEARLY * sharpness(ink):
        return 0.0, 0.0
    half = ink.height // 2
    bands = [ink.crop((0, 0, ink.width, half)), ink.crop((0, half, ink.width, ink.height))]
    found = [_band_angle(band, angle) for band in bands]
    known = [value for value in found if value is not None]
    if len(known) < 2 or abs(known[0] - known[1]) < _LEVEL:
        return angle, angle
    # each band speaks for its own middle, a quarter and three quarters down: extend to the edges of the page
    lean = (known[1] - known[0]) / 2
    return known[0] - lean, known[1] + lean


def ink_of(grey: Image.Image, side: int) -> Image.Image:
    """A small copy with ink bright on black, ready for projection profiles."""
    small = grey.reduce(max(1, round(max(grey.size) / side)))
    paper = small.reduce(4).filter(ImageFilter.MaxFilter(3)).resize(small.size, Image.Resampling.BILINEAR)
    return ImageChops.subtract(paper, small).point(lambda value: min(255, value * 2) if value > 24 else 0)


def sharpness(ink: Image.Image, angle: float = 0) -> float:
    """How strongly rows of ink and rows of paper alternate once the copy is turned back by `angle` degrees."""
    turned = ink.rotate(angle, Image.Resampling.NEAREST) if angle else ink
    rows = turned.reduce((ink.width, 1)).tobytes()
    return sum((one - other) ** 2 for one, other in zip(rows, rows[1:], strict=False))


def _best_angle(ink: Image.Image, angles: list[float]) -> float:
    return max(angles, key=lambda angle: sharpness(ink, angle))


def _band_angle(band: Image.Image, around: float) -> float | None:
    """The angle of one half of the page, or None when it holds too little text to say."""
    angles = [around + step * 0.3 for step in range(-13, 14)]
    scores = [sharpness(band, angle) for angle in angles]
    best = max(range(len(scores)), key=scores.__getitem__)
    flat = sorted(scores)[len(scores) // 2]
    if scores[best] < 60 * band.height / 360 or scores[best] < 1.5 * flat or best in (0, len(scores) - 1):
        return None
    return angles[best]


def _levelling(size: tuple[int, int], top: float, bottom: float) -> tuple[tuple[int, int], tuple[float, ...]]:
    """Size of the level page and the coefficients from it to the page whose lines fall by `top` … `bottom` degrees."""
    wide, high = size
    middle = (top + bottom) / 2
    turn = math.radians(middle)
    cos, sin = math.cos(turn), math.sin(turn)
    across, down = wide * cos + high * abs(sin), high * cos + wide * abs(sin)
    corners = []
    for x, y, angle in ((0, 0, top), (0, 1, bottom), (1, 1, bottom), (1, 0, top)):
        # a point of the level page, measured from its middle, then bent by what its line still leans, then turned
        u, v = (x - 0.5) * across, (y - 0.5) * down
        v += u * math.tan(math.radians(angle - middle))
        corners.append((wide / 2 + u * cos - v * sin, high / 2 + u * sin + v * cos))
    level = (round(across), round(down))
    return level, perspective((0, 0, *level), corners)


def perspective(level: tuple[float, float, float, float], corners: list[tuple[float, float]]) -> tuple[float, ...]:
    """The eight coefficients of Pillow's PERSPECTIVE that send a rectangle's corners (from top left, against the clock)
    to `corners`."""
    left, top, right, bottom = level
    rows: list[list[float]] = []
    for (u, v), (x, y) in zip(((left, top), (left, bottom), (right, bottom), (right, top)), corners, strict=True):
        rows.append([u, v, 1, 0, 0, 0, -x * u, -x * v, x])
        rows.append([0, 0, 0, u, v, 1, -y * u, -y * v, y])
    for pivot in range(8):
        best = max(range(pivot, 8), key=lambda row: abs(rows[row][pivot]))
        rows[pivot], rows[best] = rows[best], rows[pivot]
        rows[pivot] = [value / rows[pivot][pivot] for value in rows[pivot]]
        for row in range(8):
            if row != pivot:
                factor = rows[row][pivot]
                rows[row] = [one - factor * other for one, other in zip(rows[row], rows[pivot], strict=True)]
    return tuple(row[8] for row in rows)


def _percentile(histogram: list[int], share: float) -> int:
    """The grey value below which this share of the pixels lies."""
    wanted, seen = share * sum(histogram), 0
    for value, count in enumerate(histogram):
        seen += count
        if seen >= wanted:
            return value
    return 255
