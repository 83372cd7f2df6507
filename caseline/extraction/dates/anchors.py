"""Give dates without a year the year their text means: that of the letter, or of the last date told before."""
from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from caseline.extraction.dates.found import FoundDate, Kind
from caseline.extraction.dates.qualifiers import bound


@dataclass(slots=True)
class Candidate:
    """A date while it is being understood; `month` 21 to 24 is a season."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    weekday: int | None = None
    year_written: bool = False
    legal: bool = False
    approximate: str = ''
    part: bool = False
    decade: bool = False
    pair_of: 'Candidate | None' = None
    direction: int = 0               # -1 “dernier, jl.”, +1 “prochain, a.s.”


def resolved(text: str, candidates: list[Candidate], reference: date | None, anchor: str) -> list[FoundDate]:
    """Candidates in order of position → dates; those that nothing can date are left out."""
    found: list[FoundDate] = []
    told: date | None = None
    for position, candidate in enumerate(candidates):
        if candidate.year is None:
            base = told if anchor == 'narrative' else reference
            base = base or told or reference or _next_told(candidates, position)
            if base is None:
                continue
            candidate.year = _year_for(candidate, base, anchor if base is not reference else 'letter')
            if candidate.day and candidate.day > monthrange(candidate.year, candidate.month)[1]:
                continue
        found.append(_finished(text, candidate))
        if candidate.month and not candidate.legal and candidate.month <= 12:
            told = date(candidate.year, candidate.month, candidate.day or 1)
    return found


def _next_told(candidates: list[Candidate], position: int) -> date | None:
    for candidate in candidates[position + 1:position + 8]:
        if candidate.year and candidate.month and candidate.month <= 12 and not candidate.legal:
            return date(candidate.year, candidate.month, candidate.day or 1)
    return None


def _year_for(candidate: Candidate, base: date, anchor: str) -> int:
    """The year that brings month and day closest to what the text tells: the story goes on, a letter looks around itself."""
    day = min(candidate.day or 15, 28)
    same = date(base.year, candidate.month, day)
    if candidate.direction:
        return base.year + (candidate.direction if (same - base).days * candidate.direction < 0 else 0)
    distance = (same - base).days
    if anchor == 'narrative':
        return base.year + (1 if distance < -270 else 0) - (1 if distance > 330 else 0)
    return base.year + (1 if distance < -183 else 0) - (1 if distance > 183 else 0)


def _finished(text: str, candidate: Candidate) -> FoundDate:
    kind: Kind = 'legal_reference' if candidate.legal else 'date'
    if kind == 'date' and (not candidate.year_written or candidate.part or candidate.approximate == 'part'):
        kind = 'partial'
    return FoundDate(candidate.start, candidate.end, text[candidate.start:candidate.end], _edtf(candidate), kind,
                     bound=bound(text, candidate.start))


def _edtf(candidate: Candidate) -> str:
    mark = '~' if candidate.approximate else ''
    if _weekday_disagrees(candidate):
        mark = '%' if mark else '?'
    if candidate.decade:
        return f'{candidate.year:04d}'[:3] + 'X' + mark
    value = f'{candidate.year:04d}'
    if candidate.month:
        value += f'-{candidate.month:02d}'
    if candidate.day:
        value += f'-{candidate.day:02d}'
    return value + mark


def _weekday_disagrees(candidate: Candidate) -> bool:
    if not (candidate.weekday and candidate.day):
        return False
    return date(candidate.year, candidate.month, candidate.day).isoweekday() != candidate.weekday
