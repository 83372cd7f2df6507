"""How terms are counted: from the day after, in calendar days, working days or months; rolled forward only where the rule says so.

Sources: Judicial Code art. 52 to 54 and law of 15 December 1980 art. 39/57 § 2, as recorded in the country's
`deadlines.json` (`counting_rules`). Legal holidays are those of the `holidays` package.
"""
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

_SATURDAY = 5


class NotCountable(ValueError):
    """The rule has no length of its own, or a unit that days cannot express (hours)."""


def due(rule: Mapping[str, Any], start: date, country: str = 'BE') -> date:
    """Return the last day of a term: `rule` is an entry of `deadlines.json`, `start` the day that sets it off.

    Raises NotCountable for rules without a length.
    """
    value, unit = rule['value'], rule['unit']
    if rule['counting'] == 'before_expiry':
        return start
    if unit == 'school_year':
        return date(start.year + (start.month >= 9), 8, 31)
    if value is None or unit not in ('calendar_day', 'working_day', 'month', 'year'):
        raise NotCountable(f'The rule {rule["key"]} has no length that can be counted in days.')
    if unit == 'working_day':
        last = _working_days(start, value, country)
    elif unit == 'calendar_day':
        last = start + timedelta(days=value)
    elif rule['counting'] == 'from_first_of_next_month':
        first = start if start.day == 1 else add_months(start.replace(day=1), 1)
        last = add_months(first, value if unit == 'month' else 12 * value) - timedelta(days=1)
    else:
        last = add_months(start, value if unit == 'month' else 12 * value)
    return next_working_day(last, country) if rule['roll_forward'] == 'next_working_day' else last


def due_when_posted(rule: Mapping[str, Any], posted: date, country: str = 'BE') -> tuple[date, date]:
    """Return (cautious, presumed) last days when only the day of posting is known.

    Cautious: counted from the posting itself. Presumed: the third working day after posting is the first day of the term
    (law of 15 December 1980 art. 39/57 § 2, 2°, the stricter of two readings). The earlier one is shown first.
    """
    third = presumed_notification(posted, country)
    return due(rule, posted, country), due(rule, third - timedelta(days=1), country)


def presumed_notification(posted: date, country: str = 'BE') -> date:
    """Return the third working day after a letter was handed to the post."""
    return _working_days(posted, 3, country)


def next_working_day(day: date, country: str = 'BE') -> date:
    """Return the day itself, or the next day that is no Saturday, Sunday or legal holiday."""
    while not is_working_day(day, country):
        day += timedelta(days=1)
    return day


def is_working_day(day: date, country: str = 'BE') -> bool:
    """Is this neither a Saturday, a Sunday nor a legal holiday?"""
    return day.weekday() < _SATURDAY and day not in legal_holidays(country, day.year)


def add_months(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@cache
def legal_holidays(country: str, year: int) -> frozenset[date]:
    """Return the legal holidays of a year."""
    import holidays  # 60 ms; only needed once a term is counted
    return frozenset(holidays.country_holidays(country, years=year))


def _working_days(start: date, count: int, country: str) -> date:
    day = start
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day, country)
    return day
