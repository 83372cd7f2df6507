"""Days without a year in notes and tables whose lines begin with full dates (“14-01-20   new flight for 28-01”), and days that the text has in full elsewhere."""
from __future__ import annotations

import re
from datetime import date

from caseline.extraction.dates.candidate import Candidate
from caseline.extraction.dates.stamps import in_order
from caseline.extraction.dates.told_year import year_for

_BEGINS = re.compile(r'(?:^|\n)[ \t]*(?:[-*•|>\[(][ \t]*)?(?:[^\W\d_]{2,10}[.,]? )?$')
_HEADS = re.compile(r'[ \t]*(?:\n|$)|[ ]{2,}\S|\t|[ ]?[:|\])]|[ ]?[–-][ ]|,? \d{1,2}[:hu.]\d\d')
_PAUSE = re.compile(r'\n[ \t]*\n')
_FEWEST = 3


def with_years_of_the_text(text: str, candidates: list[Candidate], known: bool) -> None:
    """Give days without a year the year nearest to the date their line or note begins with; when the paper's own date is not `known`, that of the same day in full."""
    full = [one for one in candidates if one.day and one.year_written and not one.legal]
    if not full or all(one.year or one.said or not one.month for one in candidates):
        return
    heads = [one for one in full if _heads(text, one)] if len(full) >= _FEWEST else []
    if len(heads) >= _FEWEST and in_order(heads):
        _by_lines(text, candidates, heads)
    if not known:
        years: dict[tuple[int, int], set[int]] = {}
        for one in full:
            years.setdefault((one.month, one.day), set()).add(one.year)
        for one in candidates:
            if one.day and _is_without_year(one) and len(same := years.get((one.month, one.day), ())) == 1:
                one.year = next(iter(same))


def _is_without_year(one: Candidate) -> bool:
    return one.year is None and one.month is not None and one.month <= 12 and not one.direction and not one.said


def _heads(text: str, one: Candidate) -> bool:
    return _BEGINS.search(text, max(0, one.start - 24), one.start) is not None and _HEADS.match(text, one.end) is not None


def _by_lines(text: str, candidates: list[Candidate], heads: list[Candidate]) -> None:
    """A note reaches to the next head, or to a blank line behind its words."""
    place = -1
    for before, one in zip([None, *candidates], candidates):
        while place + 1 < len(heads) and heads[place + 1].start <= one.start:
            place += 1
        if place < 0 or not _is_without_year(one):
            continue
        head = heads[place]
        if all(not text[head.end:pause.start()].strip() for pause in _PAUSE.finditer(text, head.end, one.start)):
            day = date(head.year, head.month, head.day)
            one.year = _year_said(before, one, day) or (_nearest(one, day) if one.day else year_for(one, day, 'letter', text))


def _year_said(before: Candidate | None, one: Candidate, head: date) -> int | None:
    """“vorig jaar 22 mei”: the year that the words just before count from the head."""
    said = before.said.expression if before and before.said and one.start - before.end < 3 else None
    return head.year + int(said.shift) if said and said.unit == 'year' and said.shift in ('-1', '0', '+1') else None


def _nearest(one: Candidate, head: date) -> int | None:
    """The year in which the day is closest to the head; None for a 29 February that is in none of the three."""
    found = [day for year in (head.year - 1, head.year, head.year + 1) if (day := _on(year, one.month, one.day))]
    return min(found, key=lambda day: abs((day - head).days)).year if found else None


def _on(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
