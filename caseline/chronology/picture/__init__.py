"""The timeline as a picture: a server-made SVG with lanes, bands, marks and gaps, and its legend.

The page's style sheet colours it by class (no inline style, no script). For a file of its own, `standalone` writes the
same look as attributes and adds the legend.
"""
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from caseline.chronology.case import Person
from caseline.chronology.chronology import Chronology
from caseline.chronology.picture.acts import ROW, draw_lawyers, draw_procedures, phases, stacked
from caseline.chronology.picture.description import described
from caseline.chronology.picture.labels import labels
from caseline.chronology.picture.lanes import LANE, draw_gap_words, draw_gaps, draw_lane, draw_name
from caseline.chronology.picture.legend import draw_legend, legend
from caseline.chronology.picture.marks import Canvas
from caseline.chronology.picture.paint import FONT
from caseline.chronology.picture.scale import LABELS, scale_of
from caseline.chronology.picture.svg import Pen, clean, width_of

__all__ = ['draw', 'draw_names', 'labels', 'legend']

_TOP = 20


def draw(chronology: Chronology, words: Mapping[str, str] | None = None, *, width: int = 1318, start: date | None = None,
         end: date | None = None, person: int | None = None, link: Callable[[int], str] | None = None,
         standalone: bool = False, prefix: str = 'pic') -> str:
    """Return the picture as SVG.

    `start` and `end` zoom into a stretch of time, `person` shows one lane only, `link` turns a row's id into an address
    (marks become links to their rows), `words` replace the labels of the chronology's language, `prefix` keeps ids apart
    when a page holds several pictures.
    """
    canvas = _canvas(chronology, words, width, start, end, link, standalone)
    plan = _plan(chronology, canvas, person)
    body = [*draw_axis(canvas, plan.bottom), *draw_gaps(canvas, chronology, plan.bottom), *draw_procedures(canvas, plan.lines, chronology, _TOP)]
    if chronology.tenures:
        body += draw_lawyers(canvas, chronology.tenures, chronology.today.toordinal(), plan.lawyers_at)
    for number, one in enumerate(plan.people):
        body += draw_lane(canvas, one, chronology, plan.lanes_at + number * LANE)
    body += [*draw_gap_words(canvas, chronology, plan.lanes_at, plan.bottom), *draw_today(canvas, chronology, plan.bottom)]
    bottom = plan.bottom
    if standalone:
        drawn, bottom = draw_legend(canvas, chronology, bottom + 8)
        body += drawn
    return _document(canvas, chronology, body, bottom, prefix)


def draw_names(chronology: Chronology, words: Mapping[str, str] | None = None, *, width: int = 1318, start: date | None = None,
               end: date | None = None, person: int | None = None) -> str:
    """Return only the left edge of the same picture, as SVG: the names of its lanes, to stay in sight while it is scrolled."""
    canvas = _canvas(chronology, words, width, start, end, None, False)
    plan = _plan(chronology, canvas, person)
    pen = canvas.pen
    body = [pen.text(0.0, _TOP + 25, canvas.words['procedures'], 't2')] if plan.lines else []
    if chronology.tenures:
        body.append(pen.text(0.0, plan.lawyers_at + 13, canvas.words['lawyer'], 't2'))
    for number, one in enumerate(plan.people):
        top = plan.lanes_at + number * LANE
        body += [pen.tag('path', 'grid', d=f'M0 {top:.1f}H{LABELS:.1f}'), *draw_name(canvas, one, chronology, top + 15.5)]
    return pen.tag('svg', '', *body, viewBox=f'0 0 {LABELS - 10:.0f} {plan.bottom:.0f}', aria_hidden='true')


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where everything stands, from top to bottom."""
    lines: list
    people: list[Person]
    lawyers_at: float
    lanes_at: float
    bottom: float


def _canvas(chronology: Chronology, words: Mapping[str, str] | None, width: int, start: date | None, end: date | None,
            link: Callable[[int], str] | None, standalone: bool) -> Canvas:
    return Canvas(Pen(standalone), scale_of(chronology, float(width), start, end), {**labels(chronology.lang), **(words or {})}, chronology.lang,
                  chronology.today.toordinal(), link)


def _plan(chronology: Chronology, canvas: Canvas, person: int | None) -> _Plan:
    people = [one for one in chronology.people if person in (None, one.id)]
    lines = stacked(phases(chronology, dict(canvas.words)), canvas)
    lawyers_at = _TOP + max(1, len(lines)) * ROW + 6
    lanes_at = lawyers_at + 23.5 if chronology.tenures else lawyers_at
    return _Plan(lines, people, lawyers_at, lanes_at, lanes_at + len(people) * LANE + 3)


def _document(canvas: Canvas, chronology: Chronology, body: list[str], height: float, prefix: str) -> str:
    pen, width = canvas.pen, canvas.scale.width
    title, description = described(chronology, canvas)
    head = [pen.tag('title', '', clean_text(title), id=f'{prefix}-t'), pen.tag('desc', '', clean_text(description), id=f'{prefix}-d'),
            pen.tag('defs', '', *_patterns(pen))]
    attributes: dict[str, object] = {'role': 'group' if canvas.link else 'img', 'aria_labelledby': f'{prefix}-t {prefix}-d'}
    if pen.standalone:
        attributes |= {'xmlns': 'http://www.w3.org/2000/svg', 'width': width, 'height': height, 'font_family': FONT}
        head.append(pen.tag('rect', '', x=0.0, y=0.0, width=width, height=height, fill='#ffffff'))
    return pen.tag('svg', '', *head, *body, viewBox=f'0 0 {width:.0f} {height:.0f}', **attributes)


def clean_text(text: str) -> str:
    """Escape a text for use inside an element."""
    return clean(text).replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')


def draw_axis(canvas: Canvas, bottom: float) -> list[str]:
    """Draw the years (or months, when zoomed in) with a line down each; a word that “today” or the edge would cut is left out."""
    drawn, shown = [], canvas.scale.shows(canvas.today_day)
    for day, text, _ in canvas.scale.ticks():
        x, end = canvas.scale.x(day), canvas.scale.x(day) + 4 + width_of(text)
        drawn.append(canvas.pen.tag('path', 'grid', d=f'M{x:.1f} 18V{bottom:.1f}'))
        if end <= canvas.scale.width and not (shown and x < canvas.today and end > _today_begins(canvas)):
            drawn.append(canvas.pen.text(x + 4, 13, text, 't2'))
    return drawn


def draw_today(canvas: Canvas, chronology: Chronology, bottom: float) -> list[str]:
    """Draw the line of today, with a halo so that it stays legible over a year."""
    day = chronology.today.toordinal()
    if not canvas.scale.shows(day):
        return []
    x, begins = canvas.today, _today_begins(canvas)
    return [canvas.pen.tag('path', 'today', d=f'M{x:.1f} 18V{bottom:.1f}'),
            canvas.pen.tag('rect', 'halo', x=begins, y=2.0, width=x - 2 - begins, height=14.0),
            canvas.pen.text(x - 4, 13, canvas.words['today'], 'tb tt', text_anchor='end')]


def _today_begins(canvas: Canvas) -> float:
    """Where the word over the line of today begins: it stands before the line."""
    return canvas.today - 8 - 6.6 * len(canvas.words['today'])


def _patterns(pen: Pen) -> list[str]:
    """The hatchings of the bands: each differs by its lines as well as by its tint."""
    def pattern(name: str, size: int, *inside: str, turn: int = 0) -> str:
        return pen.tag('pattern', '', *inside, id=name, width=size, height=size, patternUnits='userSpaceOnUse',
                       patternTransform=f'rotate({turn})' if turn else None)

    return [
        pattern('p-asy', 6, pen.tag('rect', 'pa-b', width=6, height=6), pen.tag('path', 'pa-l', d='M0 0V6'), turn=45),
        pattern('p-no', 6, pen.tag('rect', 'pn-b', width=6, height=6), pen.tag('circle', 'pn-l', cx=2, cy=2, r='.9'),
                pen.tag('circle', 'pn-l', cx=5, cy=5, r='.9')),
        pattern('p-tmp', 5, pen.tag('rect', 'pt-b', width=5, height=5), pen.tag('path', 'pt-l', d='M0 2.5H5')),
        pattern('p-gap', 8, pen.tag('path', 'pg-l', d='M0 0V8'), turn=-45),
    ]
