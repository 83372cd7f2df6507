"""Draw the pages the reading benchmark reads: authored letters in four languages, worn the way real scans are.

Every page is drawn from `letters/*.txt`, so the right text is known to the letter. Seeds are fixed: two runs draw the
same pages. `python benchmarks/scans.py FOLDER` writes them as files to look at.
"""
import io
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

LETTERS = Path(__file__).parent / 'letters'
TESSERACT_NAMES = {'fr': 'fra', 'nl': 'nld', 'en': 'eng', 'de': 'deu'}
# the first that the machine has; the vendored one always is there
FONTS = ('/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf',
         '/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf',
         str(LETTERS.parent.parent / 'vendor/fonts/DejaVuSans.ttf'))


@dataclass(frozen=True, slots=True)
class Wear:
    """One way a page gets from paper to file: its name, its group in the results, how to draw it."""
    name: str
    group: str
    dpi: int
    apply: Callable[[Image.Image, random.Random], Image.Image]
    extension: str = 'jpg'
    quality: int = 85


@dataclass(frozen=True, slots=True)
class Scan:
    """One drawn page: file name and bytes, its language, its exact text, its group."""
    name: str
    data: bytes
    language: str
    text: str
    wear: Wear


def scans(languages: tuple[str, ...] = tuple(TESSERACT_NAMES)) -> list[Scan]:
    """Every wear in every language, in a fixed order."""
    return [_scan(wear, language) for wear in WEARS for language in languages]


def _scan(wear: Wear, language: str) -> Scan:
    text = (LETTERS / f'{language}.txt').read_text(encoding='utf-8')
    chance = random.Random(f'{wear.name} {language}')
    page = wear.apply(letter_page(text, wear.dpi, chance), chance)
    stream = io.BytesIO()
    if wear.extension == 'jpg':
        page.save(stream, 'JPEG', quality=wear.quality, dpi=(wear.dpi, wear.dpi))
    else:
        page.save(stream, 'PNG', dpi=(wear.dpi, wear.dpi))
    return Scan(f'{wear.name}-{language}.{wear.extension}', stream.getvalue(), language, text, wear)


def letter_page(text: str, dpi: int, chance: random.Random) -> Image.Image:
    """The letter on an A4 sheet, 11 points, black on nearly white."""
    page = Image.new('L', (round(8.27 * dpi), round(11.69 * dpi)), 250)
    here = [path for path in FONTS if Path(path).is_file()]
    font = ImageFont.truetype(chance.choice(here), round(11 * dpi / 72))
    draw, left, top, step = ImageDraw.Draw(page), round(0.95 * dpi), round(0.8 * dpi), round(15 * dpi / 72)
    for number, line in enumerate(text.splitlines()):
        draw.text((left, top + number * step), line, fill=25, font=font)
    return page


def _clean(page: Image.Image, chance: random.Random) -> Image.Image:
    return page


def _noisy(page: Image.Image, chance: random.Random) -> Image.Image:
    grain = Image.effect_noise(page.size, 30)
    return Image.blend(page, ImageChops.multiply(page, grain.point(lambda v: min(255, v + 90))), 0.6)


def _skewed(degrees: float) -> Callable[[Image.Image, random.Random], Image.Image]:
    def skew(page: Image.Image, chance: random.Random) -> Image.Image:
        angle = degrees * chance.choice((-1, 1))
        return page.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=250)
    return skew


def _turned(degrees: int) -> Callable[[Image.Image, random.Random], Image.Image]:
    return lambda page, chance: page.rotate(degrees, expand=True)


def _fax(page: Image.Image, chance: random.Random) -> Image.Image:
    grain = Image.effect_noise(page.size, 70)
    return Image.blend(page, grain, 0.3).point(lambda v: 255 if v > 135 else 0).convert('1')


def _shadowed(page: Image.Image, chance: random.Random) -> Image.Image:
    """Uneven light and the soft edge of a hand's shadow across the sheet."""
    light = Image.linear_gradient('L').rotate(chance.choice((0, 90, 180, 270))).resize(page.size).point(lambda v: 110 + v * 0.55)
    hand = Image.new('L', page.size, 255)
    wide, high = page.size
    edge = chance.uniform(0.35, 0.65)
    ImageDraw.Draw(hand).polygon([(wide * edge, 0), (wide, 0), (wide, high), (wide * (edge - 0.2), high)], fill=120)
    hand = hand.resize((wide // 8, high // 8)).filter(ImageFilter.GaussianBlur(4)).resize(page.size)
    return _noisy(ImageChops.multiply(ImageChops.multiply(page, light), hand), chance).filter(ImageFilter.GaussianBlur(0.6))


def _photographed(page: Image.Image, chance: random.Random) -> Image.Image:
    """The sheet on a dark desk, seen at an angle, under uneven light."""
    wide, high = page.size
    lit = _shadowed(page, chance)
    desk = Image.effect_noise((round(wide * 1.2), round(high * 1.15)), 18).point(lambda v: v * 0.45)
    across, down = desk.size

    def corner(x: float, y: float) -> tuple[float, float]:
        return (x + chance.uniform(0, 0.09)) * across, (y + chance.uniform(0, 0.06)) * down
    corners = corner(0.02, 0.02), corner(0.03, 0.9), corner(0.88, 0.91), corner(0.87, 0.03)
    lean = _perspective(corners, (wide, high))
    sheet = lit.transform(desk.size, Image.Transform.PERSPECTIVE, lean, Image.Resampling.BICUBIC)
    covers = Image.new('L', page.size, 255).transform(desk.size, Image.Transform.PERSPECTIVE, lean)
    desk.paste(sheet, mask=covers)
    return desk


def _perspective(corners: tuple[tuple[float, float], ...], size: tuple[int, int]) -> list[float]:
    """The eight numbers Pillow wants to lay a sheet of `size` onto `corners` (top left, then against the clock)."""
    wide, high = size
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(corners, ((0, 0), (0, high), (wide, high), (wide, 0)), strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for pivot in range(8):
        best = max(range(pivot, 8), key=lambda row: abs(rows[row][pivot]))
        rows[pivot], rows[best] = rows[best], rows[pivot]
        rows[pivot] = [value / rows[pivot][pivot] for value in rows[pivot]]
        for row in range(8):
            if row != pivot:
                factor = rows[row][pivot]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[pivot], strict=True)]
    return [row[8] for row in rows]


WEARS = (
    Wear('clean-300', 'clean', 300, _clean, 'png'),
    Wear('clean-200', 'clean', 200, _clean),
    Wear('clean-150', 'clean', 150, _clean, quality=70),
    Wear('noisy-200', 'clean', 200, _noisy, quality=60),
    Wear('fax-200', 'fax', 200, _fax, 'png'),
    Wear('skewed-3', 'skewed', 200, _skewed(3)),
    Wear('skewed-7', 'skewed', 200, _skewed(7)),
    Wear('skewed-12', 'skewed', 200, _skewed(12)),
    Wear('sideways', 'turned', 200, _turned(90)),
    Wear('upside-down', 'turned', 200, _turned(180)),
    Wear('shadow', 'photograph', 200, _shadowed, quality=60),
    Wear('photograph', 'photograph', 200, _photographed, quality=70),
    Wear('photograph-small', 'photograph', 130, _photographed, quality=60),
)


if __name__ == '__main__':
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for scan in scans():
        (folder / scan.name).write_bytes(scan.data)
