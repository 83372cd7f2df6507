"""Dates written in another calendar: Ethiopian, Persian (solar) and Islamic (tabular) days as Gregorian ones.

Sources: the day-number formulas of the Ethiopian calendar (epoch 29 August 8, Julian), the 33-year rule of the Persian
solar calendar (right for 1178 to 1633), and the tabular Islamic calendar, which differs from observation by up to a day.
"""
from datetime import date

_ETHIOPIAN_EPOCH = 2796
_ISLAMIC_EPOCH = 227015
_PERSIAN_EPOCH = 226894
CALENDARS = ('ethiopian', 'persian', 'islamic')


class NotACalendarDay(ValueError):
    """The calendar is unknown, or has no such day."""


def gregorian(calendar: str, year: int, month: int, day: int) -> date:
    """Return the Gregorian day of a date in `calendar`, e.g. ('ethiopian', 1975, 8, 10) → 1983-04-18."""
    convert = {'ethiopian': _ethiopian, 'persian': _persian, 'islamic': _islamic}.get(calendar)
    if convert is None:
        raise NotACalendarDay(f'The calendar “{calendar}” is not known.')
    months, days = {'ethiopian': (13, 30), 'persian': (12, 31), 'islamic': (12, 30)}[calendar]
    if not (1 <= month <= months and 1 <= day <= days and 1 <= year <= 3000):
        raise NotACalendarDay(f'There is no day {day}/{month}/{year} in the {calendar} calendar.')
    return date.fromordinal(convert(year, month, day))


def readings(written: date) -> dict[str, date]:
    """Return what a date means if its numbers were copied from another calendar without being converted."""
    found = {}
    for calendar in CALENDARS:
        try:
            found[calendar] = gregorian(calendar, written.year, written.month, written.day)
        except (NotACalendarDay, ValueError, OverflowError):
            continue
    return found


def _ethiopian(year: int, month: int, day: int) -> int:
    return _ETHIOPIAN_EPOCH + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day - 1


def _persian(year: int, month: int, day: int) -> int:
    before_month = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    leap_days = (8 * year + 21) // 33
    return _PERSIAN_EPOCH + 365 * (year - 1) + leap_days + before_month + day


def _islamic(year: int, month: int, day: int) -> int:
    return _ISLAMIC_EPOCH + 354 * (year - 1) + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1
