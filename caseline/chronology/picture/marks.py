"""Marks for events: what they are is told by their shape, never by colour alone."""
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from caseline.chronology.picture.scale import Scale, spread
from caseline.chronology.picture.svg import Pen

# A mark that moved further than this from its day gets a thin line back to it.
_MOVED = 3.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of a kind (application, decision, appeal, hearing, order_to_leave, arrival, birth) on a day, for a row."""
    kind: str
    day: int
    title: str
    row: int


@dataclass(frozen=True, slots=True)
class Canvas:
    """What every part of the picture draws with: the pen, the scale, the words, and how a row is linked (None: not)."""
    pen: Pen
    scale: Scale
    words: Mapping[str, str]
    lang: str
    today_day: int
    link: Callable[[int], str] | None = None

    @property
    def today(self) -> float:
        """Where today stands."""
        return self.scale.x(self.today_day)

    def linked(self, row: int, title: str, *inside: str) -> str:
        """Group a mark with its title; with a link it becomes a way to its row in the list."""
        body = (self.pen.titled(title), *inside)
        if self.link is None:
            return self.pen.tag('g', '', *body, data_row=row)
        return self.pen.tag('a', '', *body, href=self.link(row), aria_label=title)


def draw_marks(canvas: Canvas, marks: Sequence[Mark], y: float, size: float = 5.0) -> list[str]:
    """Draw marks around a height; those too close move apart, more than three become one mark with their number."""
    shown = [mark for mark in marks if canvas.scale.shows(mark.day)]
    # Hearings are thin lines that stand where they are, under the other marks.
    drawn = [canvas.linked(mark.row, mark.title, *shape(canvas.pen, mark.kind, canvas.scale.x(mark.day), y, size))
             for mark in shown if mark.kind == 'hearing']
    seen = [mark for mark in shown if mark.kind != 'hearing']
    for x, indexes in spread([canvas.scale.x(mark.day) for mark in seen]):
        if len(indexes) > 1:
            drawn.append(_crowd(canvas, [seen[index] for index in indexes], x, y))
            continue
        mark = seen[indexes[0]]
        true = canvas.scale.x(mark.day)
        lead = [canvas.pen.tag('path', 'lead', d=f'M{true:.1f} {y + size + 3:.1f}L{x:.1f} {y:.1f}')] if abs(true - x) > _MOVED else []
        drawn.append(canvas.linked(mark.row, mark.title, *lead, *shape(canvas.pen, mark.kind, x, y, size)))
    return drawn


def shape(pen: Pen, kind: str, x: float, y: float, size: float = 5.0) -> list[str]:
    """Return the elements of one mark, centred on a point."""
    if kind == 'application':
        return [pen.tag('circle', 'mk', cx=x, cy=y, r=size - 0.5)]
    if kind == 'decision':
        return [pen.tag('rect', 'mk-w', x=x - size, y=y - size, width=2 * size, height=2 * size)]
    if kind == 'appeal':
        return [pen.tag('path', 'mk', d=f'M{x - size:.1f} {y + size:.1f}L{x:.1f} {y - size:.1f}L{x + size:.1f} {y + size:.1f}Z')]
    if kind == 'order_to_leave':
        return [pen.tag('path', 'mk-w', d=f'M{x - size:.1f} {y - size + .5:.1f}H{x + size:.1f}L{x:.1f} {y + size - .5:.1f}Z')]
    if kind == 'arrival':
        reach = size + 1.5
        return [pen.tag('path', 'mk', d=f'M{x:.1f} {y - reach:.1f}l{reach:.1f} {reach:.1f}l{-reach:.1f} {reach:.1f}l{-reach:.1f} {-reach:.1f}Z')]
    if kind == 'birth':
        return [pen.tag('circle', 'mk', cx=x, cy=y, r=size + 1), pen.tag('circle', 'mk-f', cx=x, cy=y, r=size / 2)]
    return [pen.tag('path', 'mk-t', d=f'M{x:.1f} {y - size:.1f}V{y + size:.1f}')]


def _crowd(canvas: Canvas, marks: Sequence[Mark], x: float, y: float) -> str:
    title = canvas.words['more'].format(count=len(marks)) + ': ' + '; '.join(mark.title for mark in marks)
    return canvas.linked(marks[0].row, title, canvas.pen.tag('circle', 'mk-w', cx=x, cy=y, r=7.5),
                         canvas.pen.text(x, y + 3.3, len(marks), 'mk-n', text_anchor='middle'))
