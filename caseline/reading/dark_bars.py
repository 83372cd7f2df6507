"""Headings in white on a dark bar: recognition takes the bar for a picture, so its greys are turned round first.

A bar is a dark stretch wider than it is high, of one grey but for strokes as light as paper, with paper around it. Desks around
a photographed sheet, shadows and pictures are dark too, but of many greys, or go over into what lies around them.
"""
from collections.abc import Iterator
from typing import NamedTuple

from PIL import Image, ImageChops, ImageDraw, ImageFilter

# points of the longer side of the small copy in which bars are looked for
_SIDE = 300
# greys below which a point is part of a bar, and how much lighter than the usual one of the bar its letters are
_DARK, _LIGHTER = 120, 70
# a bar in points of the small copy: rows at least and at most, columns at least, and how many times as wide as high
_LOWEST, _HIGHEST, _WIDE, _WIDER = 3, 50, 20, 1.5
# the share of light strokes in a bar that holds letters
_FEWEST, _MOST = 0.02, 0.5
# the share of a bar that has its grey, give or take, or is a stroke; the share of what lies close around it that is lighter
_NEAR, _OF_ONE_GREY, _PAPER_AROUND = 25, 0.8, 0.85
_PAPER = 240


class _Run(NamedTuple):
    """The longest dark stretch of a row: from its first column to the one after its last."""
    row: int
    left: int
    right: int


def light_bars(grey: Image.Image) -> Image.Image:
    """The 8-bit grey page with dark letters on white where it has light ones on a dark bar; itself when it has no bar."""
    small = grey.reduce(max(1, round(max(grey.size) / _SIDE)))
    # letters are thinner than their bar: the darkest of each neighbourhood closes them, the lightest gives the bar its size back
    dark = small.filter(ImageFilter.MinFilter(5)).filter(ImageFilter.MaxFilter(5)).point(lambda value: 255 if value < _DARK else 0)
    if sum(dark.histogram()[1:]) < _WIDE * _LOWEST:
        return grey
    page = grey
    for bar in _bars(dark):
        mask = Image.new('L', dark.size)
        pen = ImageDraw.Draw(mask)
        for row, left, right in bar:
            pen.line((left, row, right - 1, row), fill=255)
        page = _turned(page, small, mask)
    return page


def _bars(dark: Image.Image) -> Iterator[list[_Run]]:
    """Rows below each other whose longest dark stretches overlap, as high and as wide as a bar is."""
    bar: list[_Run] = []
    for run in [*_longest_runs(dark), _Run(dark.height + 1, 0, 0)]:
        if bar and not (run.row == bar[-1].row + 1 and _same(run, bar[-1])):
            wide = sorted(one.right - one.left for one in bar)[len(bar) // 2]
            if _LOWEST <= len(bar) <= _HIGHEST and wide > _WIDER * len(bar):
                yield bar
            bar = []
        bar.append(run)


def _same(one: _Run, other: _Run) -> bool:
    shared = min(one.right, other.right) - max(one.left, other.left)
    return shared > 0.8 * max(one.right - one.left, other.right - other.left)


def _longest_runs(dark: Image.Image) -> Iterator[_Run]:
    data = dark.tobytes()
    for row in range(dark.height):
        pieces, at, longest = data[row * dark.width:(row + 1) * dark.width].split(b'\0'), 0, _Run(row, 0, 0)
        for piece in pieces:
            if len(piece) > longest.right - longest.left:
                longest = _Run(row, at, at + len(piece))
            at += len(piece) + 1
        if longest.right - longest.left >= _WIDE:
            yield longest


def _turned(grey: Image.Image, small: Image.Image, mask: Image.Image) -> Image.Image:
    """The page with what the `mask` of its small copy covers turned round, and a white edge around it, when it is a bar with letters."""
    scale = grey.width / small.width
    left, top, right, bottom = mask.filter(ImageFilter.MaxFilter(3)).getbbox()
    box = round(left * scale), round(top * scale), min(grey.width, round(right * scale)), min(grey.height, round(bottom * scale))
    part, covered = grey.crop(box), mask.crop((left, top, right, bottom))
    inner = covered.filter(ImageFilter.MinFilter(3)).resize(part.size, Image.Resampling.NEAREST)
    counts = part.histogram(inner)
    whole, usual = max(1, sum(counts)), _median(counts)
    strokes = sum(counts[usual + _LIGHTER:])
    of_one_grey = sum(counts[max(0, usual - _NEAR):usual + _NEAR]) + strokes
    if usual >= _DARK or not _FEWEST < strokes / whole < _MOST or of_one_grey < _OF_ONE_GREY * whole or not _on_paper(small, mask, usual):
        return grey
    outer = covered.filter(ImageFilter.MaxFilter(3)).resize(part.size, Image.Resampling.NEAREST)
    # the bar becomes as white as paper and its letters black, whatever grey the bar has
    light = part.point(lambda value: max(0, min(255, 255 - (value - usual) * 255 // (_PAPER - usual))))
    page = grey.copy()
    page.paste(255, box, outer)
    page.paste(light, box, inner)
    return page


def _on_paper(small: Image.Image, mask: Image.Image, usual: int) -> bool:
    """Is what lies close above and below the bar much lighter than the bar? A shadow goes over into the paper."""
    around = ImageChops.subtract(mask.filter(ImageFilter.MaxFilter(7)), mask.filter(ImageFilter.MaxFilter(3)))
    counts = small.histogram(around)
    return sum(counts[usual + _LIGHTER:]) >= _PAPER_AROUND * sum(counts) > 0


def _median(counts: list[int]) -> int:
    half, seen = sum(counts) / 2, 0
    for value, count in enumerate(counts):
        seen += count
        if seen >= half:
            return value
    return 255
