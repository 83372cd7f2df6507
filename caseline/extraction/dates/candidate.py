"""A date while it is being understood: what it says of itself, before its neighbours and the paper give it the rest."""
from __future__ import annotations

from dataclasses import dataclass

from caseline.extraction.dates.qualifiers import Qualifiers
from caseline.extraction.dates.relative import Said


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
    doubted: bool = False
    part: bool = False
    decade: bool = False
    direction: str = ''              # which year a year-less date says it is in (see qualifiers.year_hint)
    reach: int = 0                   # the offset behind the words that say so
    said: Said | None = None         # a relative expression instead
    languages: frozenset[str] = frozenset()   # those its month is a word of
    bound: str = ''                  # since, until, before or after

    def qualify(self, said: Qualifiers) -> None:
        """Take over what the words before the date say."""
        self.approximate, self.doubted, self.bound = said.approximate or self.approximate, said.doubted, said.bound
