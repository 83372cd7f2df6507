"""Turn laid-out pages into what scanners, telephones, fax machines and screenshots make of them."""

import io
import random

import pypdfium2
from PIL import Image, ImageChops, ImageFilter, ImageOps

from layout import Paper, pdf_of

LIGHT = (250, 249, 246)


def scan(paper: Paper) -> bytes:
    """An image-only PDF as an office scanner makes it: grey, a little skewed, `dpi` dots per inch (200 unless told)."""
    chance = random.Random(paper.seed)
    dpi = int(paper.options.get("dpi", 200))
    pages = []
    for page in _pages(paper, dpi):
        grey = ImageOps.grayscale(page)
        grey = grey.rotate(chance.uniform(-0.9, 0.9), resample=Image.Resampling.BICUBIC, fillcolor=252)
        pages.append(_specks(grey.filter(ImageFilter.GaussianBlur(0.4)), chance, 5))
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=dpi, quality=int(paper.options.get("quality", 42)),
                  creationDate=None, modDate=None, title=None, author=None, producer="Scanner")
    return out.getvalue()


def photo(paper: Paper) -> bytes:
    """A telephone photograph on a table: perspective, shadow, noise, EXIF orientation, no place."""
    chance = random.Random(paper.seed)
    page = _pages(paper, int(paper.options.get("dpi", 200)))[0].convert("RGB")
    w, h = page.size
    margin_x, margin_y = int(w * 0.07), int(h * 0.05)
    size = (w + 2 * margin_x, h + 2 * margin_y)
    corners = [(margin_x * chance.uniform(0.6, 1.2), margin_y * chance.uniform(0.5, 1.1)),
               (size[0] - margin_x * chance.uniform(0.7, 1.5), margin_y * chance.uniform(0.6, 1.3)),
               (size[0] - margin_x * chance.uniform(0.3, 0.8), size[1] - margin_y * chance.uniform(0.4, 0.9)),
               (margin_x * chance.uniform(0.2, 0.7), size[1] - margin_y * chance.uniform(0.5, 1.0))]
    coefficients = _perspective(corners, [(0, 0), (w, 0), (w, h), (0, h)])
    sheet = page.transform(size, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC)
    mask = Image.new("L", page.size, 255).transform(size, Image.Transform.PERSPECTIVE, coefficients)
    table = _table(size, chance)
    table.paste(ImageChops.multiply(sheet, Image.new("RGB", size, (248, 243, 233))), mask=mask)
    shaded = ImageChops.multiply(table, _shadow(size, chance))
    noisy = _specks(shaded.filter(ImageFilter.GaussianBlur(0.5)), chance, 7)
    return _with_orientation(noisy, int(paper.options.get("orientation", 6)), int(paper.options.get("quality", 62)))


def fax(paper: Paper) -> bytes:
    """A fax as the mail server stores it: one bit per dot, 204 × 196 dots per inch, group 4, TIFF."""
    chance = random.Random(paper.seed)
    pages = []
    for page in _pages(paper, 204):
        grey = _specks(ImageOps.grayscale(page).rotate(chance.uniform(-0.4, 0.4), resample=Image.Resampling.BICUBIC, fillcolor=255), chance, 12)
        pages.append(grey.resize((1728, 2156)).point(lambda value: 255 if value > 150 else 0).convert("1", dither=Image.Dither.NONE))
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], compression="group4", dpi=(204, 196))
    return out.getvalue()


def screenshot(paper: Paper) -> bytes:
    """The page as seen in a viewer: grey surround, cut close to the text, 144 dots per inch, PNG."""
    page = _pages(paper, 144)[0].convert("RGB")
    box = ImageOps.invert(ImageOps.grayscale(page)).getbbox()
    cut = page.crop((0, 0, page.width, min(page.height, box[3] + 60)))
    framed = ImageOps.expand(cut, border=(70, 18, 70, 0), fill=(82, 86, 89))
    out = io.BytesIO()
    framed.quantize(48, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _pages(paper: Paper, dpi: int) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf_of(paper)) as document:
        return [page.render(scale=dpi / 72).to_pil() for page in document]


def _specks(image: Image.Image, chance: random.Random, strength: int) -> Image.Image:
    """Sensor noise from a tile of seeded random bytes, so that every run gives the same picture."""
    tile = Image.frombytes("L", (256, 256), chance.randbytes(65536)).point(lambda value: 255 - value * strength // 255)
    noise = Image.new("L", image.size)
    for x in range(0, image.width, 256):
        for y in range(0, image.height, 256):
            noise.paste(tile.rotate(90 * chance.randrange(4)), (x, y))
    return ImageChops.multiply(image, noise if image.mode == "L" else Image.merge("RGB", (noise,) * 3))


def _table(size: tuple[int, int], chance: random.Random) -> Image.Image:
    grain = Image.frombytes("L", (64, 4), chance.randbytes(256)).point(lambda value: 96 + value // 5)
    grey = grain.resize(size, Image.Resampling.BICUBIC)
    return Image.merge("RGB", (grey, grey.point(lambda v: int(v * 0.78)), grey.point(lambda v: int(v * 0.58))))


def _shadow(size: tuple[int, int], chance: random.Random) -> Image.Image:
    ramp = Image.linear_gradient("L").rotate(chance.choice((90, 180, 270))).resize(size)
    shade = ramp.point(lambda value: 178 + value * 77 // 255)
    return Image.merge("RGB", (shade, shade, shade.point(lambda value: min(255, value + 4))))


def _with_orientation(image: Image.Image, orientation: int, quality: int) -> bytes:
    """Store the picture as the sensor saw it and say in EXIF how to turn it; make and model, but no place."""
    turned = {1: None, 3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}[orientation]
    stored = image.transpose(turned) if turned is not None else image
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x0110] = orientation, "Pocket", "Pocket 4"
    out = io.BytesIO()
    stored.save(out, "JPEG", quality=quality, exif=exif)
    return out.getvalue()


def _perspective(seen: list[tuple[float, float]], flat: list[tuple[float, float]]) -> list[float]:
    """The eight numbers that take points of the photograph back to points of the page (Gauss-Jordan on 8 × 8)."""
    rows = []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for i in range(8):
        pivot = max(range(i, 8), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for r in range(8):
            if r != i:
                rows[r] = [a - rows[r][i] * b for a, b in zip(rows[r], rows[i], strict=True)]
    return [row[8] for row in rows]
