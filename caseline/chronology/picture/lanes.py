"""The lanes of the picture: one per person, with bands of stay, marks of events, and the silent periods over all of them."""
from collections.abc import Sequence
from datetime import date

from caseline.chronology.ages import age
from caseline.chronology.bands import Band
from caseline.chronology.case import Person
from caseline.chronology.chronology import Chronology
from caseline.chronology.order import OPEN_START, as_date, span
from caseline.chronology.picture.marks import Canvas, Mark, draw_marks
from caseline.chronology.picture.svg import fitted, width_of
from caseline.chronology.sentences import dated

LANE = 24.0
CLASSES = {'asylum_procedure': 's-asy', 'no_stay': 's-no', 'temporary_stay': 's-tmp', 'stay': 's-stay', 'unknown': 's-unk'}
_MARKED = {'order_to_leave': 'order_to_leave', 'arrival_belgium': 'arrival'}
_NARROW = 64.0
_CLEAR = 14.0  # on each side of the words, so that a mark at the edge of a silence is seen


def draw_lane(canvas: Canvas, person: Person, chronology: Chronology, top: float) -> list[str]:
    """Draw one person's lane: name and age, bands, marks, stays in detention or a return house."""
    pen, scale = canvas.pen, canvas.scale
    middle = top + 12
    drawn = [pen.tag('path', 'grid', d=f'M0 {top:.1f}H{scale.width:.1f}'), *draw_name(canvas, person, chronology, top + 15.5)]
    own = [band for band in chronology.bands if band.person == person.id]
    silent = silences(chronology)
    for band in own:
        if band.kind in CLASSES and not in_gap(band, silent) and scale.meets(band.first, band.last):
            drawn.append(_band(canvas, band, top + 5))
    for band in own:
        if band.kind not in CLASSES and scale.meets(band.first, band.last):
            left = scale.x(band.first)
            row = next((row for row in chronology.rows if row.id in band.rows), None)
            title = f'{canvas.words["held"]}, {dated(row.edtf if row else band.start, canvas.lang)}'
            drawn.append(canvas.linked(band.rows[0], title, pen.tag(
                'rect', 'mk-f', x=left, y=top + 1, width=max(scale.x(band.last) - left, 4.0), height=LANE - 2)))
    marks = [Mark(_MARKED[row.type], row.begin.start, f'{canvas.words[_MARKED[row.type]]}, {dated(row.edtf, canvas.lang)}', row.id)
             for row in chronology.rows if row.type in _MARKED and person.id in row.persons and row.begin.start > OPEN_START]
    births = [row for row in chronology.rows if row.type == 'birth' and row.subject == person.id and row.begin.start > OPEN_START]
    marks += [Mark('birth', row.begin.start, f'{canvas.words["birth"]} {person.name}, {dated(row.edtf, canvas.lang)}', row.id) for row in births]
    drawn += draw_marks(canvas, marks, middle)
    for row in births:
        x = scale.x(row.begin.start)
        if scale.shows(row.begin.start) and x - width_of(canvas.words['born']) - 12 > 126:
            wide = width_of(canvas.words['born'])
            drawn.append(pen.tag('rect', 'halo', x=x - 13 - wide, y=middle - 7, width=wide + 4, height=14.0))
            drawn.append(pen.text(x - 11, middle + 4, canvas.words['born'], 't1', text_anchor='end'))
    return drawn


def draw_name(canvas: Canvas, person: Person, chronology: Chronology, y: float) -> list[str]:
    """Write the given name as the family uses it (names in capitals are family names) and the age today."""
    born = next((row.edtf for row in chronology.rows if row.type == 'birth' and row.subject == person.id), None) or person.born
    born = born or next((claim.value for conflict in chronology.conflicts if conflict.person == person.id
                         for claim in conflict.claims if claim.working), None) or next((claim.edtf for claim in person.birth_claims), None)
    years = age(born, chronology.today.isoformat()) if born else None
    shown = fitted(given_name(person.name), 78, bold=True) or person.name[:8]
    drawn = [canvas.pen.tag('g', '', canvas.pen.titled(person.name), canvas.pen.text(0.0, y, shown, 'tb'))]
    if years:
        text = str(years.most) if years.least == years.most else f'{years.least}–{years.most}'
        drawn.append(canvas.pen.text(max(44.0, width_of(shown, bold=True) + 8), y, text, 't2'))
    return drawn


def given_name(name: str) -> str:
    """Return the first part of a name that is not written in capitals, else the first part."""
    parts = name.split()
    return next((part for part in parts if not part.isupper()), parts[0] if parts else '?')


def _band(canvas: Canvas, band: Band, y: float) -> str:
    left, right = canvas.scale.x(band.first), canvas.scale.x(band.last + 1)
    last = f' – {dated(band.end, canvas.lang)}' if band.end else ''
    title = canvas.pen.titled(f'{canvas.words[band.kind]}, {dated(band.start, canvas.lang)}{last}')
    return canvas.pen.tag('rect', CLASSES[band.kind], title, x=left, y=y, width=max(right - left, 1.0), height=14.0)


def draw_gaps(canvas: Canvas, chronology: Chronology, bottom: float) -> list[str]:
    """Hatch the silent periods over the whole height; nothing else may look like them."""
    pen, scale = canvas.pen, canvas.scale
    drawn = []
    for first, last, _ in silences(chronology):
        if scale.meets(first, last):
            left, right = scale.x(first), scale.x(last)
            drawn.append(pen.tag('rect', 's-gap', x=left, y=20.0, width=right - left, height=bottom - 20))
            drawn.append(pen.tag('path', 'gap-edge', d=f'M{left:.1f} 20V{bottom:.1f}M{right:.1f} 20V{bottom:.1f}'))
    return drawn


def draw_gap_words(canvas: Canvas, chronology: Chronology, top: float, bottom: float) -> list[str]:
    """Write how long nobody knows anything, where there is room for it."""
    pen, scale = canvas.pen, canvas.scale
    drawn = []
    for first, last, months in silences(chronology):
        if not scale.meets(first, last):
            continue
        left, right = scale.x(first), scale.x(last)
        middle, y = (left + right) / 2, (top + bottom) / 2
        long = canvas.words['no_paper'].format(months=months)
        dates = canvas.words['to'].format(first=month(as_date(first), canvas.lang), last=month(as_date(last), canvas.lang))
        lines = [long, dates] if right - left >= max(width_of(long, True), width_of(dates)) + 2 * _CLEAR else []
        if not lines and right - left >= _NARROW:
            lines = [canvas.words['no_paper_short'].format(months=months)]
        wide = max((width_of(line, True) for line in lines), default=0) + 8
        for number, line in enumerate(lines):
            base = y - (len(lines) - 1) * 7 + number * 14 + 4
            if number == 0:
                drawn.append(pen.tag('rect', 'halo', x=middle - wide / 2, y=base - 13, width=wide, height=14.0 * len(lines) + 4))
            drawn.append(pen.text(middle, base, line, 'tb ta' if number == 0 else 'ta', text_anchor='middle'))
    return drawn


def month(day: date, lang: str) -> str:
    """Write a month shortly: “Jul 2016”."""
    return dated(f'{day.year:04}-{day.month:02}', lang, short=True)


def in_gap(band: Band, silent: Sequence[tuple[int, int, int]]) -> bool:
    """Is a band of unknown status only the silence that is hatched anyway?"""
    return band.kind == 'unknown' and any(first <= band.first and band.last <= last for first, last, _ in silent)


def silences(chronology: Chronology) -> Sequence[tuple[int, int, int]]:
    """Return the silent periods as (first day, last day, months)."""
    return [(span(gap.start).end, span(gap.end).start, round(gap.months)) for gap in chronology.gaps]
