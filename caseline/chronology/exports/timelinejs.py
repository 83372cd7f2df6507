"""The chronology for TimelineJS (Knight Lab): its JSON of slides; texts are escaped, as TimelineJS shows them as HTML."""
from html import escape
from typing import Any

from caseline.chronology.chronology import Chronology
from caseline.chronology.exports.contract import label_of
from caseline.chronology.kinds import kinds
from caseline.chronology.order import OPEN_END, OPEN_START, Span, when
from caseline.chronology.rows import Row
from caseline.chronology.sentences import dated


def to_timelinejs(chronology: Chronology) -> dict[str, Any]:
    """Return the object that TimelineJS reads; rows without any date are left out."""
    return {'title': {'text': {'headline': escape(chronology.reference)}},
            'events': [_slide(row, chronology) for row in chronology.rows if row.begin.start > OPEN_START or row.begin.end < OPEN_END]}


def _slide(row: Row, chronology: Chronology) -> dict[str, Any]:
    country = kinds(chronology.country).country
    group = country.event_types[row.type].group if row.type in country.event_types else 'other'
    sources = '; '.join(source.document or source.said_by or '' for source in row.sources)
    shown = dated(row.edtf, chronology.lang, row.within)
    first = row.begin if row.begin.start > OPEN_START else None
    slide: dict[str, Any] = {
        'unique_id': f'row-{row.id}', 'group': country.event_groups.get(group, group), 'display_date': escape(shown),
        'start_date': _date(first.text if first else row.edtf.rpartition('/')[2]),
        'text': {'headline': escape(label_of(row, chronology)), 'text': escape(sources)},
    }
    finish: Span | None = when(row.period or row.edtf, row.within).finish
    if finish is not None and not finish.open and first:
        slide['end_date'] = _date(finish.text)
    return slide


def _date(text: str) -> dict[str, str]:
    parts = text.partition('/')[0].rstrip('~?%').replace('X', '0').split('-')
    keys = ('year', 'month', 'day') if len(parts) != 2 or int(parts[1]) <= 12 else ('year',)
    return {key: str(int(part)) for key, part in zip(keys, parts)}
