"""Slips of the pen: one date written for another, with day and month changed about, in the wrong year or month."""
from array import array
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date

from caseline.chronology.order import MONTH, Span
from caseline.chronology.remembered import Remembered

# Years slip by one or two, or by ten.
_YEARS = (-10, -2, -1, 1, 2, 10)


def slip(one: Span, other: Span) -> str | None:
    """Name the slip of the pen that turns one date into the other.

    `swap`: day and month changed places; `year_of_day`: same day and month, another year; `year_of_month`: same month,
    another year; `month_of_day`: same day and year, another month.
    """
    a, b = one.day, other.day
    if a and b and a != b:
        if a.year == b.year and (a.month, a.day) == (b.day, b.month):
            return 'swap'
        if (a.month, a.day) == (b.month, b.day) and a.year - b.year in _YEARS:
            return 'year_of_day'
        if (a.year, a.day) == (b.year, b.day):
            return 'month_of_day'
        return None
    if MONTH in (one.rank, other.rank) and max(one.rank, other.rank) == MONTH and one.text[5:7] == other.text[5:7]:
        years = abs(int(one.text[:4]) - int(other.text[:4]))
        return 'year_of_month' if years in (1, 2) else None
    return None


def slipped_years(month: Span) -> tuple[tuple[int, int], ...]:
    """Return the same month (first and last ordinal, give or take a day) in the years that `slip` would find."""
    return tuple((month.start + round(365.25 * years) - 1, month.end + round(365.25 * years) + 1) for years in _YEARS)


def slipped_days(ordinal: int) -> array:
    """Return the days (ordinals) that `slip` would name beside a day: other months, other years, day and month changed about."""
    return _SLIPS[ordinal]


def _slips(ordinal: int) -> array:
    day = date.fromordinal(ordinal)
    written = [(day.year + years, day.month, day.day) for years in _YEARS]
    written += [(day.year, month, day.day) for month in range(1, 13) if month != day.month]
    if day.month != day.day:
        written.append((day.year, day.day, day.month))
    return array('l', (date(year, month, number).toordinal() for year, month, number in written
                       if MINYEAR <= year <= MAXYEAR and month <= 12 and number <= monthrange(year, month)[1]))


# Arrays, not sets: thousands of sets lie scattered over the memory, and fetching them was most of the work.
_SLIPS = Remembered(_slips, 16384)
