"""A page is read once, where its ink is, in the language its sample speaks; the sample is small."""
import random

import pytest
from PIL import Image, ImageChops

from benchmarks import scans as bench
from caseline.reading import ocr, scans
from caseline.reading.dark_bars import light_bars
from caseline.reading.scans import Asked, read_scan
from caseline.reading.straightening import Straight, even_light
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


def test_a_band_is_as_wide_as_some_ten_words(passes):
    wide = made.page_picture(' '.join(['votre demande du 3 mars est incomplète et nous attendons le passeport de votre fils'] * 2), size=(3000, 900), points=30)
    read(wide)
    assert passes[0][1][0] < 1000 and passes[-1][1][0] > 2000


def test_large_print_is_read_smaller_and_its_boxes_lie_on_the_page(passes):
    small = read(made.page_picture())
    large = read(made.page_picture().resize((3720, 1860), Image.Resampling.BICUBIC))
    assert large.text == small.text and passes[-1][1][0] < 2200
    assert [word[2:6] for word in large.words] == [pytest.approx(word[2:6], abs=0.006) for word in small.words]


@pytest.mark.parametrize('back', [None, (1.0, 0.1, -30.0, -0.1, 1.0, 40.0, 0.0, 0.0), (1.0, 0.1, -30.0, -0.1, 1.0, 40.0, 1e-4, -5e-5)])
def test_a_part_of_a_page_is_what_the_level_page_shows_there(back):
    page = made.page_picture()
    straight = Straight(page, page.size, back, page)
    whole = straight.part((0, 0, *page.size))
    parts = {(1, 1): whole.crop((100, 60, 700, 400)), (0.5, 0.5): whole.resize((620, 310), Image.Resampling.BILINEAR).crop((50, 30, 350, 200)),
             (0.4, 0.5): whole.resize((496, 310), Image.Resampling.BILINEAR).crop((40, 30, 280, 200))}
    for scale, right in parts.items():
        difference = ImageChops.difference(straight.part((100, 60, 700, 400), scale), right)
        assert difference.size == right.size and sum(difference.histogram()[60:]) < 0.03 * right.width * right.height


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


@pytest.mark.parametrize('shade', [20, 60, 100])
def test_a_white_heading_on_a_dark_bar_becomes_dark_on_white(shade):
    page = Image.new('L', (1240, 900), 248)
    heading = ImageChops.invert(made.page_picture('Décision du 4 mai', size=(900, 200), points=40).crop((0, 70, 900, 140))).point(lambda value: max(shade, value))
    page.paste(heading, (100, 100))
    light = light_bars(page)
    assert light.getpixel((1000 - 10, 160)) > 240 and min(light.crop((110, 110, 600, 165)).tobytes()) < 90
    assert light.crop((0, 200, 1240, 900)).tobytes() == page.crop((0, 200, 1240, 900)).tobytes()


def test_a_dark_picture_or_desk_is_no_bar():
    page = Image.new('L', (1240, 900), 248)
    page.paste(40, (0, 0, 1240, 120))
    page.paste(60, (100, 300, 400, 700))
    assert light_bars(page) is page


def test_a_shadow_across_the_letters_is_no_bar():
    shadow = next(wear for wear in bench.WEARS if wear.name == 'shadow')
    chance = random.Random('shadow fr')
    sheet = shadow.apply(bench.letter_page((bench.LETTERS / 'fr.txt').read_text(encoding='utf-8'), 150, chance), chance)
    assert light_bars(sheet) is sheet
