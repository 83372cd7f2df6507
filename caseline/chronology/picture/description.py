"""The picture in words, for those who cannot see it: procedures with their outcome, silences, stays in detention."""
from caseline.chronology.chronology import Chronology
from caseline.chronology.order import as_date
from caseline.chronology.picture.marks import Canvas
from caseline.chronology.sentences import dated


def described(chronology: Chronology, canvas: Canvas) -> tuple[str, str]:
    """Return the title and the description of the picture."""
    words, lang = canvas.words, canvas.lang
    title = words['title'].format(first=as_date(canvas.scale.first).year, last=as_date(min(canvas.scale.last, chronology.today.toordinal())).year)
    told = []
    for one in chronology.procedures:
        first, last = dated(one.steps[0].edtf, lang), words['today'] if one.open else dated(one.steps[-1].edtf, lang)
        outcome = words['open'] if one.open else words.get(one.outcome or '', '')
        told.append((f'{one.title}, ' + words['to'].format(first=first, last=last) + (f': {outcome}' if outcome else '')).strip())
    for gap in chronology.gaps:
        told.append(words['no_paper'].format(months=round(gap.months)) + ', '
                    + words['to'].format(first=dated(gap.start, lang), last=dated(gap.end, lang)))
    seen = set()
    for band in chronology.bands:
        if band.kind in ('detention', 'return_house') and band.rows not in seen:
            seen.add(band.rows)
            last = f' – {dated(band.end, lang)}' if band.end else ''
            told.append(f'{words["held"].capitalize()}, {dated(band.start, lang)}{last}')
    return title, '. '.join(told) + '.' if told else title
