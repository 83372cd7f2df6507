"""The upper rows of the picture: procedures with their steps, and who was the lawyer."""
from collections.abc import Sequence
from dataclasses import dataclass

from caseline.chronology.chronology import Chronology
from caseline.chronology.lawyers import Tenure
from caseline.chronology.order import OPEN_END, OPEN_START, span
from caseline.chronology.picture.marks import Canvas, Mark, draw_marks
from caseline.chronology.picture.svg import fitted, width_of
from caseline.chronology.procedures import Procedure, Step
from caseline.chronology.sentences import dated

ROW = 30.0
_APART = 8.0
_SHAPES = {'application': 'application', 'decision': 'decision', 'judgment': 'decision', 'appeal': 'appeal', 'cassation': 'appeal',
           'cassation_judgment': 'decision', 'hearing': 'hearing', 'interview': 'hearing'}
_JUDGED = ('rejected', 'annulled', 'withdrawn', 'suspended', 'granted')
_PHASES = (('application', ('application', 'interview', 'decision')), ('appeal', ('appeal', 'hearing', 'judgment')),
           ('cassation', ('cassation', 'cassation_judgment')))


@dataclass(frozen=True, slots=True)
class Phase:
    """One bar: a part of a procedure that waits for an answer, from `first` to `last` (ordinal), with the steps on it."""
    words: str
    first: int
    last: int
    steps: tuple[Step, ...]
    open: bool


def phases(chronology: Chronology, words: dict[str, str]) -> list[Phase]:
    """Cut the procedures into bars: application to decision, appeal to judgment; an asylum appeal stays on the asylum bar."""
    found = []
    for one in chronology.procedures:
        placed = [step for step in one.steps if step.part in _SHAPES and span(step.edtf).start > OPEN_START]
        # Where nothing is known between two phases, or they follow at once, one bar holds them both.
        parts = [tuple(step for step in placed if step.part in names) for _, names in _PHASES]
        filled = [list(steps) for steps in parts if steps]
        bars: list[list[Step]] = []
        for steps in filled:
            if bars and (steps[0].part not in ('appeal', 'cassation') or one.kind == 'asylum'):
                bars[-1] += steps
            else:
                bars.append(steps)
        for place, steps in enumerate(bars):
            found.append(_phase(one, steps, place == len(bars) - 1, place, chronology, words))
    return sorted(found, key=lambda phase: phase.first)


def _phase(one: Procedure, steps: Sequence[Step], last: bool, place: int, chronology: Chronology, words: dict[str, str]) -> Phase:
    running = one.open and last
    title = one.title if place == 0 else words['appeal'].capitalize()
    told = one.outcome if place == 0 or one.outcome in _JUDGED else None
    outcome = words['open'] if running else words.get(told or '', '') if last else ''
    starts = [span(step.edtf).start for step in steps]
    return Phase(f'{title}, {outcome}' if outcome else title, min(starts),
                 chronology.today.toordinal() if running else max(starts), tuple(steps), running)


def stacked(found: Sequence[Phase], canvas: Canvas) -> list[list[Phase]]:
    """Lay bars in as few lines as their texts allow."""
    lines: list[list[Phase]] = []
    ends: list[tuple[float, float]] = []  # of each line's last bar, and of its title
    for phase in (phase for phase in found if canvas.scale.meets(phase.first, phase.last)):
        bar, title = canvas.scale.x(phase.first), title_at(canvas, phase)
        place = next((place for place, (bar_ends, title_ends) in enumerate(ends) if bar - bar_ends >= _APART and title - title_ends >= _APART), len(lines))
        if place == len(lines):
            lines.append([])
            ends.append((0.0, 0.0))
        lines[place].append(phase)
        ends[place] = canvas.scale.x(phase.last), title + width_of(phase.words, bold=True)
    return lines


def title_at(canvas: Canvas, phase: Phase) -> float:
    """Return where a bar's title begins: over its start, or further left where it would run over the line of today or the edge."""
    wide = width_of(phase.words, bold=True)
    edge = canvas.today if phase.first <= canvas.today_day and canvas.scale.shows(canvas.today_day) else canvas.scale.width - 2
    return max(min(canvas.scale.x(phase.first) - 4, edge - 6 - wide), 126.0)


def draw_procedures(canvas: Canvas, lines: Sequence[Sequence[Phase]], chronology: Chronology, top: float) -> list[str]:
    """Draw the bars line by line, each with its title above and its marks on it."""
    pen, scale = canvas.pen, canvas.scale
    rows = {row.id: row for row in chronology.rows}
    drawn = [pen.text(0.0, top + 25, canvas.words['procedures'], 't2')] if lines else []
    for number, line in enumerate(lines):
        y = top + number * ROW
        marks = []
        for phase in line:
            left, right = scale.x(phase.first), scale.x(phase.last)
            drawn.append(pen.tag('rect', 'proc', pen.titled(phase.words), x=left, y=y + 16.5, width=max(right - left, 1.0), height=9.0))
            at = title_at(canvas, phase)
            drawn.append(pen.text(at, y + 11, fitted(phase.words, scale.width - at - 2, bold=True), 'tb'))
            marks += [Mark(_SHAPES[step.part], span(step.edtf).start, _step_title(step, canvas, rows), step.row) for step in phase.steps]
        drawn += draw_marks(canvas, marks, y + 21)
    return drawn


def _step_title(step: Step, canvas: Canvas, rows: dict) -> str:
    part = {'judgment': 'decision', 'cassation': 'appeal', 'cassation_judgment': 'decision', 'interview': 'hearing'}.get(step.part, step.part)
    told = rows[step.row].sentence if step.row in rows else ''
    return f'{dated(step.edtf, canvas.lang)}: {canvas.words[part]}' + (f'. {told}' if told else '')


def draw_lawyers(canvas: Canvas, tenures: Sequence[Tenure], today: int, top: float) -> list[str]:
    """Draw who held the file; a start or an end that nobody knows is dotted."""
    pen, scale = canvas.pen, canvas.scale
    drawn = [pen.text(0.0, top + 13, canvas.words['lawyer'], 't2')]
    for place, one in enumerate(tenures):
        follower = tenures[place + 1].begins if place + 1 < len(tenures) else today
        first = one.begins if one.begins > OPEN_START else max(scale.first, min(one.ends, follower) - 365)
        last = min(one.ends if one.ends < OPEN_END else follower, today)
        if not scale.meets(first, last):
            continue
        left, right = scale.x(first), scale.x(last)
        if one.start is None:
            drawn.append(pen.tag('path', 'law-open', d=f'M{max(left - 40, 126):.1f} {top + 8.5:.1f}H{left:.1f}'))
        if one.end is None and last < today:
            drawn.append(pen.tag('path', 'law-open', d=f'M{right:.1f} {top + 8.5:.1f}H{min(right + 30, scale.x(follower)):.1f}'))
        title = f'{one.lawyer}, {dated(one.start, canvas.lang)} – {dated(one.end or one.until, canvas.lang) if one.end or one.until else ""}'
        drawn.append(pen.tag('g', '', pen.titled(title), pen.tag('rect', 'law', x=left, y=top, width=max(right - left, 2.0), height=17.0),
                             pen.text(left + 6, top + 13, _short_name(one.lawyer, right - left - 10), 't1')))
    return drawn


def _short_name(name: str, room: float) -> str:
    """Return a lawyer's name as far as there is room: whole, then the family name, then what fits of it."""
    if width_of(name) <= room:
        return name
    parts = name.split()
    family = ' '.join(part.title() for part in parts if part.isupper() and len(part) > 2) or parts[-1]
    return fitted(family, room)
