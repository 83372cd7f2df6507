"""From days to pixels: the stretch of time that a picture shows, its years, and marks that would stand too close."""
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from caseline.chronology.chronology import Chronology
from caseline.chronology.order import MONTH, OPEN_START

LABELS = 126.0
_RIGHT = 16.0
_YEAR_ROOM = 46.0
_MONTHS_FROM = 400.0
CLOSEST = 12.0
_SHOWN_APART = 3


@dataclass(frozen=True, slots=True)
class Scale:
    """Days `first` to `last` (ordinal) over the width to the right of the labels."""
    first: int
    last: int
    width: float

    def x(self, day: int) -> float:
        """Return where a day stands, within the picture."""
        share = (min(max(day, self.first), self.last) - self.first) / max(1, self.last - self.first)
        return LABELS + share * (self.width - LABELS - _RIGHT)

    def shows(self, day: int) -> bool:
        """Does the stretch include a day?"""
        return self.first <= day <= self.last

    def meets(self, first: int, last: int) -> bool:
        """Does the stretch include a part of another?"""
        return first <= self.last and last >= self.first

    @property
    def year(self) -> float:
        """The width of one year."""
        return (self.width - LABELS - _RIGHT) * 365.25 / max(1, self.last - self.first)

    def ticks(self) -> list[tuple[int, str, bool]]:
        """Return (day, text, bold) of the axis: years, or months where a year is wide; thinned so that texts do not touch."""
        step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if self.year * step >= _YEAR_ROOM or step == 100)
        begin, end = date.fromordinal(self.first), date.fromordinal(self.last)
        years = [year for year in range(begin.year, end.year + 1) if year % step == 0 or step == 1]
        ticks = [(date(year, 1, 1).toordinal(), str(year), True) for year in years]
        if self.year >= _MONTHS_FROM:
            months = (1, 2) if self.year > 12 * _YEAR_ROOM else (3, 6)
            ticks += [(date(year, month, 1).toordinal(), f'{month:02}/{year}', False)
                      for year in range(begin.year, end.year + 1) for month in range(1 + months[0], 13, months[0])]
        return sorted(tick for tick in ticks if self.shows(tick[0]))


def scale_of(chronology: Chronology, width: float, first: date | None, last: date | None) -> Scale:
    """Return the scale from the year of the first row that matters (two years before arrival at most) to shortly after today."""
    today = chronology.today.toordinal()
    starts = [row.begin.start for row in chronology.rows if row.begin.start > OPEN_START and row.begin.rank <= MONTH
              and row.begin.start <= today]
    arrived = min([band.first for band in chronology.bands], default=min(starts, default=today))
    near = [start for start in starts if start >= arrived - 731] or [arrived]
    begin = date.fromordinal(min(near + [arrived])).replace(month=1, day=1).toordinal()
    future = [row.begin.end for row in chronology.rows if today < row.begin.start and row.begin.end <= today + 366]
    end = max([today, *future])
    end += max(30, (end - begin) // 60)
    return Scale(first.toordinal() if first else begin, max(last.toordinal() if last else end, (first.toordinal() if first else begin) + 30), width)


def spread(places: Sequence[float]) -> list[tuple[float, tuple[int, ...]]]:
    """Place marks that may be too close: returns (x, indexes of the marks shown there).

    Marks closer than 12 px move apart around their middle, up to three of them; more become one mark with a count.
    """
    crowds: list[list[int]] = [[index] for index in sorted(range(len(places)), key=lambda index: places[index])]
    place = 0
    while place + 1 < len(crowds):
        if _span(crowds[place + 1], places)[0] - _span(crowds[place], places)[1] < CLOSEST - 0.01:
            crowds[place] += crowds.pop(place + 1)
            place = max(0, place - 1)
        else:
            place += 1
    placed: list[tuple[float, tuple[int, ...]]] = []
    for crowd in crowds:
        start, _ = _span(crowd, places)
        if len(crowd) > _SHOWN_APART:
            placed.append((start, tuple(crowd)))
        else:
            placed += [(start + position * CLOSEST, (index,)) for position, index in enumerate(crowd)]
    return placed


def _span(crowd: Sequence[int], places: Sequence[float]) -> tuple[float, float]:
    """Where a crowd begins and ends once its marks have moved apart around their middle."""
    middle = sum(places[index] for index in crowd) / len(crowd)
    half = (len(crowd) - 1) * CLOSEST / 2 if len(crowd) <= _SHOWN_APART else 0
    return middle - half, middle + half
