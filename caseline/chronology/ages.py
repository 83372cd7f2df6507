"""How old a child was, and in which school year it would be by its age, at an event (the margin of the timeline)."""
from dataclasses import dataclass
from datetime import date

from caseline.chronology.order import span

# Belgian school years begin in September; nursery in the year a child turns 3, primary in the year it turns 6 (compulsory
# from 5 since 2020), secondary in the year it turns 12.
_SEPTEMBER = 9
_NURSERY, _PRIMARY, _SECONDARY, _ADULT = 3, 6, 12, 18


@dataclass(frozen=True, slots=True)
class Age:
    """Completed years, from `least` to `most` when the date of birth or of the event is not known to the day."""
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """The year a child would be in by its age: `level` is nursery, primary or secondary, `grade` from 1, `begins` 2019 for 2019-2020."""
    level: str
    grade: int
    begins: int


def age(born: str, at: str) -> Age | None:
    """Return the age at an EDTF date; None before the birth or when either date is unknown."""
    birth, moment = span(born), span(at)
    if birth.open or moment.open or moment.end < birth.start:
        return None
    most = _years(date.fromordinal(birth.start), date.fromordinal(moment.end))
    least = _years(date.fromordinal(min(birth.end, moment.start)), date.fromordinal(moment.start))
    return Age(min(least, most), most)


def school_year(born: str, on: date) -> SchoolYear | None:
    """Return the school year by age on a day; None below nursery age, after secondary school or without a year of birth."""
    birth = span(born)
    if birth.open or date.fromordinal(birth.start).year != date.fromordinal(birth.end).year:
        return None
    begins = on.year if on.month >= _SEPTEMBER else on.year - 1
    turns = begins - date.fromordinal(birth.start).year
    for level, first, last in (('secondary', _SECONDARY, _ADULT), ('primary', _PRIMARY, _SECONDARY), ('nursery', _NURSERY, _PRIMARY)):
        if first <= turns < last:
            return SchoolYear(level, turns - first + 1, begins)
    return None


def _years(birth: date, day: date) -> int:
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
