"""Crooked, dark and turned pages are straightened, and every point finds its way back to the page as it was."""
import pytest
from PIL import Image, ImageChops, ImageDraw

from caseline.reading.straightening import even_light, line_angles, lines_run_sideways, perspective, straighten
from tests.reading import papers as made

WORDS = 'votre demande du 3 mars est incomplète car il manque encore une preuve de paiement et le passeport de votre fils'.split()
PAGE = made.page_picture('\n'.join(' '.join((WORDS * 3)[first:first + 7]) for first in range(14)), size=(1240, 900))


@pytest.mark.parametrize('degrees', [-20, -11, -4, -1, 0, 2, 6, 13, 22])
def test_the_skew_is_found_within_a_third_of_a_degree(degrees):
    top, bottom = line_angles(PAGE.rotate(-degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=248))
    assert (top + bottom) / 2 == pytest.approx(degrees, abs=0.34)


def test_a_level_page_is_left_alone():
    assert straighten(PAGE).back is None and straighten(PAGE).part((0, 0, *PAGE.size)) is PAGE


def test_a_blank_page_and_a_few_words_are_not_turned():
    assert line_angles(Image.new('L', (800, 1000), 250)) == (0, 0)
    assert line_angles(made.page_picture('14.02', size=(1240, 900))) == (0, 0)


@pytest.mark.parametrize('turn', [Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270])
def test_lines_that_run_up_the_page_are_noticed(turn):
    assert lines_run_sideways(PAGE.transpose(turn))
    assert not lines_run_sideways(PAGE)


def test_the_way_back_leads_to_the_mark_on_the_crooked_page():
    crooked = PAGE.rotate(8, Image.Resampling.BICUBIC, expand=True, fillcolor=248)
    level = straighten(crooked)
    ImageDraw.Draw(crooked).ellipse((595, 395, 605, 405), fill=0)
    a, b, c, d, e, f, g, h = level.back
    box = level.original((500, 300, 510, 310))
    scale = g * 505 + h * 305 + 1
    x, y = (a * 505 + b * 305 + c) / scale, (d * 505 + e * 305 + f) / scale
    assert box[0] < x < box[2] and box[1] < y < box[3] and box[2] - box[0] < 15


def test_perspective_sends_corners_to_corners():
    corners = [(10, 20), (5, 300), (400, 280), (390, 30)]
    a, b, c, d, e, f, g, h = perspective((0, 0, 200, 100), corners)
    for (u, v), (x, y) in zip(((0, 0), (0, 100), (200, 100), (200, 0)), corners, strict=True):
        scale = g * u + h * v + 1
        assert ((a * u + b * v + c) / scale, (d * u + e * v + f) / scale) == pytest.approx((x, y))


def test_a_shadow_is_taken_away_and_even_light_left_alone():
    shadow = Image.linear_gradient('L').resize(PAGE.size).point(lambda value: 90 + value * 0.6)
    even = even_light(ImageChops.multiply(PAGE, shadow))
    corners = [even.getpixel((x, y)) for x in (30, 1200) for y in (30, 860)]
    assert min(corners) > 200 and even.getextrema()[0] < 90
    assert even_light(PAGE) is PAGE


def test_the_dark_around_a_scan_becomes_paper():
    framed = Image.new('L', (1600, 1300), 4)
    framed.paste(PAGE, (180, 200))
    assert even_light(framed).getpixel((60, 60)) == 255
