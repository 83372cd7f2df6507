"""A page is read once, where its ink is, in the language its sample speaks; the sample is small."""
import pytest
from PIL import Image

from caseline.reading import ocr, scans
from caseline.reading.scans import Asked, read_scan
from caseline.reading.straightening import even_light
from tests.reading import papers as made


@pytest.fixture
def passes(monkeypatch):
    """The size and the languages of every picture that went through recognition: (block, size, languages)."""
    seen, real = [], ocr.read_lines

    def read_lines(grey, languages, dpi, *, block=False):
        seen.append((block, grey.size, languages))
        return real(grey, languages, dpi, block=block)
    monkeypatch.setattr(ocr, 'read_lines', read_lines)
    return seen


def sheet(turn: int = 0) -> Image.Image:
    """A letter in the upper left of an empty A4 sheet at 200 dpi."""
    page = Image.new('L', (1654, 2339), 255)
    page.paste(made.page_picture(), (120, 150))
    return page.rotate(turn, expand=True)


def read(grey, **asked):
    return read_scan(grey, number=1, dpi=200, asked=Asked(**asked), size=grey.size)


def test_only_the_inked_part_is_recognised_and_the_boxes_lie_on_the_page(passes):
    page = read(sheet())
    whole = [size for block, size, _ in passes if not block]
    assert len(whole) == 1 and whole[0][1] < 1000
    first = page.words[0]
    assert first.x0 == pytest.approx(210 / 1654, abs=0.01) and first.y0 == pytest.approx(237 / 2339, abs=0.01)


def test_a_page_upside_down_costs_one_band_more(passes):
    upright = read(sheet()).text
    passes.clear()
    page = read(sheet(180))
    assert (page.text, page.rotation) == (upright, 180)
    assert [block for block, _, _ in passes] == [True, True, False]


def test_a_band_holds_a_few_lines_of_the_page(passes):
    read(sheet())
    assert all(size[1] <= 121 for block, size, _ in passes if block)


def test_a_sample_of_two_languages_is_not_read_in_four():
    assert set(scans._likeliest('de vrouw en de man met het kind, der Vater und die Mutter', None)) == {'nl', 'de'}
    assert len(scans._likeliest('12345 67890', 'nl')) == 4 and scans._likeliest('12345', 'nl')[0] == 'nl'


def test_light_is_evened_out_as_by_dividing():
    """A sheet whose light falls to two fifths across it: paper becomes paper again, ink stays dark."""
    page = Image.new('L', (900, 1200), 240)
    page.paste(30, (200, 100, 700, 108))
    page.paste(30, (200, 900, 700, 908))
    light = Image.linear_gradient('L').resize(page.size).point(lambda value: 100 + value * 155 // 255)
    dim = Image.merge('L', [Image.composite(page, Image.new('L', page.size, 0), light)])
    even = even_light(dim)
    assert all(abs(even.getpixel((800, row)) - 245) < 12 for row in (50, 400, 800, 1150))
    assert max(even.getpixel((400, row)) for row in (104, 904)) < 60
