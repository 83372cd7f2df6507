"""`flask dates --jsonl`: lines of texts in, lines of dates out."""
from __future__ import annotations

import json
from datetime import date
from typing import Any, Iterable, Iterator

from caseline.extraction.dates.find import find_dates
from caseline.extraction.dates.ranges import with_ranges


class BadLine(ValueError):
    """A line is not what `flask dates --jsonl` reads; the message says which and why."""


def answer_lines(lines: Iterable[str], *, lang: str | None = None, reference: date | None = None, anchor: str = 'letter') -> Iterator[str]:
    """For each line `{"id","text","lang","reference","anchor"}` one line `{"id","dates":[{"start","end","text","edtf","kind"}]}`.

    Only `text` is needed; the arguments are what a line does not say. The two ends of a span are two dates, unless the
    line says `"ranges": true`: then they are one of kind `interval`. Empty lines are passed over. Raises BadLine.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield json.dumps(_answer(_asked(line, number), number, lang, reference, anchor), ensure_ascii=False)


def as_json(text: str, *, ranges: bool = False, **options: Any) -> list[dict[str, Any]]:
    """The dates of one text as the JSON objects of `flask dates`; options as for `find_dates`, `ranges` joins spans."""
    dates = find_dates(text, **options)
    return [{'start': found.start, 'end': found.end, 'text': found.text, 'edtf': found.edtf, 'kind': found.kind}
            | ({'within': True} if found.within else {}) for found in (with_ranges(text, dates) if ranges else dates)]


def _asked(line: str, number: int) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except ValueError as error:
        raise BadLine(f'Line {number} is not JSON: {error}.') from None
    if not isinstance(asked, dict) or not isinstance(asked.get('text'), str):
        raise BadLine(f'Line {number} has no "text".')
    return asked


def _answer(asked: dict[str, Any], number: int, lang: str | None, reference: date | None, anchor: str) -> dict[str, Any]:
    said = asked.get('reference')
    try:
        reference = date.fromisoformat(said[:10]) if said else reference
    except (ValueError, TypeError):
        raise BadLine(f'Line {number}: the reference "{said}" is not a date such as 2020-01-31.') from None
    anchor = asked.get('anchor') or anchor
    if anchor not in ('letter', 'narrative'):
        raise BadLine(f'Line {number}: the anchor is "letter" or "narrative", not "{anchor}".')
    return {'id': asked.get('id'), 'dates': as_json(asked['text'], lang=asked.get('lang') or lang, reference=reference, anchor=anchor,
                                                ranges=asked.get('ranges') is True)}
