"""What the bands and marks mean: as parts for the page's own legend, or drawn under a picture that stands alone."""
from collections.abc import Mapping

from caseline.chronology.chronology import Chronology
from caseline.chronology.picture.labels import labels
from caseline.chronology.picture.lanes import CLASSES, in_gap, silences
from caseline.chronology.picture.marks import Canvas, shape
from caseline.chronology.picture.svg import Pen, width_of

_MARKS = ('application', 'decision', 'appeal', 'order_to_leave', 'arrival', 'birth')
_GAP = 18.0
_WORTH_NAMING = 31


def legend(chronology: Chronology, words: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """Return (small SVG, word) of what this chronology's picture holds, for a legend beside it."""
    named, pen = {**labels(chronology.lang), **(words or {})}, Pen(False)
    found = []
    for kind, classes in _bands(chronology):
        swatch = pen.tag('rect', f'{classes} sw-{classes}', x='.5', y='.5', width=19, height=10)
        found.append((pen.tag('svg', '', swatch, viewBox='0 0 20 11', aria_hidden='true'), named[kind]))
    for kind in _marks(chronology):
        found.append((pen.tag('svg', 'g', *_sign(pen, kind, 6.5, 6.5), viewBox='0 0 13 13', aria_hidden='true'), named[kind]))
    return found


def draw_legend(canvas: Canvas, chronology: Chronology, top: float) -> tuple[list[str], float]:
    """Draw the legend in as many lines as it needs; returns the elements and the new height."""
    drawn, x, y = [], 0.0, top
    for kind, classes in [*_bands(chronology), *((kind, '') for kind in _marks(chronology))]:
        sign = 20.0 if classes else 13.0
        wide = sign + 5 + width_of(canvas.words[kind]) + _GAP
        if x and x + wide > canvas.scale.width:
            x, y = 0.0, y + 18
        if classes:
            drawn.append(canvas.pen.tag('rect', classes, x=x + 0.5, y=y + 0.5, width=19.0, height=10.0))
        else:
            drawn += _sign(canvas.pen, kind, x + 6.5, y + 5.5)
        drawn.append(canvas.pen.text(x + sign + 5, y + 10, canvas.words[kind], 't2'))
        x += wide
    return drawn, y + 18


def _sign(pen: Pen, kind: str, x: float, y: float) -> list[str]:
    if kind == 'held':
        return [pen.tag('rect', 'mk-f', x=x - 2, y=y - 5.5, width=4.0, height=11.0)]
    return shape(pen, kind, x, y, 4.2)


def _bands(chronology: Chronology) -> list[tuple[str, str]]:
    silent = silences(chronology)
    held = {band.kind for band in chronology.bands if band.last - band.first >= _WORTH_NAMING and not in_gap(band, silent)}
    found = [(kind, classes) for kind, classes in CLASSES.items() if kind in held]
    return found + ([('gap', 's-gap')] if chronology.gaps else [])


def _marks(chronology: Chronology) -> list[str]:
    parts = {step.part for one in chronology.procedures for step in one.steps}
    types = {row.type for row in chronology.rows}
    shown = {'application': 'application' in parts, 'decision': bool({'decision', 'judgment'} & parts), 'appeal': 'appeal' in parts,
             'order_to_leave': 'order_to_leave' in types, 'arrival': 'arrival_belgium' in types, 'birth': 'birth' in types}
    held = any(band.kind in ('detention', 'return_house') for band in chronology.bands)
    return [kind for kind in _MARKS if shown[kind]] + (['held'] if held else [])
