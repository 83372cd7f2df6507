"""Dates in figures: 12/03/2019, 3.6.16, 2019-03-12, 12.IV.2019, 03/2019; day before month, as Belgium writes."""
from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

_ROMAN = {'I': 1, 'II': 2, 'III': 3, 'IV': 4, 'V': 5, 'VI': 6, 'VII': 7, 'VIII': 8, 'IX': 9, 'X': 10, 'XI': 11, 'XII': 12}
_AGAIN = r'[ \t\u00a0\u202f]?(?P=mark)[ \t\u00a0\u202f\n]?'
_FULL = re.compile(
    r'(?P<day>\d{1,2})(?:er|re|st|nd|rd|th|ste|e)?[ \t\u00a0\u202f]?(?P<mark>[./_\-–‑\\])[ \t\u00a0\u202f]?(?P<month>\d{1,2}|[IVX]{1,4})' + _AGAIN
    + r'(?P<year>\d{4}(?!\d)|\d{2}(?![\doOlI]))(?![./_\-–‑,]\d(?!\d?(?P=mark)\d))(?!(?<=[./\-](?:19|20)) \d\d(?![\dhu:.]))')
_SPACED = re.compile(r'(?P<day>\d{1,2})(?:[ \u00a0\u202f](?P<month>\d{2}|[IVX]{1,4})[ \u00a0\u202f]|[ ]?[.]?[ ]?(?P<roman>[IVX]{1,4})[ ]?[.]?[ ]?)(?P<year>(?:19|20)\d{2})(?!\d)')
_SPACED_SHORT = re.compile(r'(?P<day>[0-3]\d) (?P<month>[01]\d) (?P<year>\d{2})(?![\w/])(?! ?\d)')
_ISO = re.compile(r'(?P<year>(?:1[89]|20)\d{2})(?P<mark>[./\-‑])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)(?![./\-]\d)')
_MONTH = re.compile(r'(?P<month>\d{1,2})[ ]?(?P<mark>[./\-–])[ ]?(?P<year>(?:19|20)\d{2})(?!\d)(?![./\-–][\dA-Za-z])')
_ISO_MONTH = re.compile(r'(?P<year>(?:19|20)\d{2})-(?P<month>\d{2})(?!\d)(?![./\-]\d)')
_DAY_MONTH = re.compile(r'(?P<day>\d{1,2})(?P<mark>[./])[ ]?(?P<month>\d{1,2})(?!\d)(?![./\-]\d)')
_OCR = re.compile(
    r'(?P<day>[\doOlI|]{1,2})(?:(?P<loose>[ ]{0,2}[./\-][ ]{0,2})|[./\-,])(?P<month>[\doOlI|]{1,2})(?:[ ]{0,2}[./\-][ ]{0,2}|[./\-,])'
    r'(?P<year>(?:[1lI|]9|[2zZ][0oO])[ ]?[\doOlI|]{2}|\d{2})(?!\w)(?![:./\-]\d)')
_OCR_MONTH = re.compile(r'(?P<month>[0-1OolI]?[\doOlI])[ ]?[./\-–][ ]?(?P<year>(?:[1lI]9|[2zZ][0oO])[\doOlI]{2})(?!\w)(?![./\-–][\dA-Za-z])')
_OCR_DAY_MONTH = re.compile(r'(?P<day>[\doOlI]{1,2})(?P<mark>[./])(?P<month>[\doOlI]{1,2})(?!\w)(?![./\-]\w)')
_LOOKALIKES = str.maketrans('oOlI|zZ', '0011122')


@dataclass(frozen=True, slots=True)
class Figures:
    """A date in figures; `month` and `day` are None where only a year, or a month and a year, stand there."""

    end: int
    year: int | None
    month: int | None
    day: int | None
    repaired: bool = False
    short_year: bool = False


def figures_at(text: str, start: int, latest_year: int) -> Figures | None:
    """The numeric date that begins at text[start], which is a digit that begins a run, or None.

    Two-digit years are read as at most `latest_year`. Only dates that exist are returned.
    """
    for pattern in (_FULL, _ISO):
        match = pattern.match(text, start)
        if match and (found := _checked(match, latest_year) or _unknown_day(match) or _month_before_day(match, latest_year)):
            return found
    return None


def _unknown_day(match: re.Match[str]) -> Figures | None:
    """“00/00/1980” and “00/05/1980”: registers write zeros for what nobody knows."""
    if match['day'] != '00' or len(match['year']) != 4 or not match['month'].isdecimal() or not 1850 <= int(match['year']) <= 2199 or int(match['month']) > 12:
        return None
    return Figures(match.end(), int(match['year']), int(match['month']) or None, None)


def _month_before_day(match: re.Match[str], latest_year: int) -> Figures | None:
    """“03/20/2013”: only when it cannot be day before month."""
    if match['mark'] != '/' or not match['month'].isdecimal() or int(match['month']) <= 12:
        return None
    return _date(match.end(), match['year'], match['day'], match['month'], latest_year)


def spaced_at(text: str, start: int, latest_year: int) -> Figures | None:
    """“12 03 2019”, “12 IV 2019”: only believed after a word that announces a date."""
    match = _SPACED.match(text, start) or _SPACED_SHORT.match(text, start)
    return _checked(match, latest_year) if match else None


def damaged_at(text: str, start: int, latest_year: int) -> Figures | None:
    """A numeric date in which OCR read digits as letters or put spaces or another separator in between."""
    match = _OCR.match(text, start)
    if not match or not any(character.isdecimal() for character in match['day'] + match['month']):
        return None
    if len(match['year']) == 2 and ' ' in match[0]:
        return None
    found = _date(match.end(), match['year'].replace(' ', '').translate(_LOOKALIKES), match['month'].translate(_LOOKALIKES),
                  match['day'].translate(_LOOKALIKES), latest_year)
    return replace(found, repaired=True) if found else None


def month_at(text: str, start: int) -> Figures | None:
    """“03/2019”, “3.2019” or “2019-03”."""
    match = _MONTH.match(text, start) or _ISO_MONTH.match(text, start)
    if match and 1 <= int(match['month']) <= 12:
        return Figures(match.end(), int(match['year']), int(match['month']), None)
    return None


def day_month_at(text: str, start: int) -> Figures | None:
    """“28/12” or “28.12.”, without a year."""
    match = _DAY_MONTH.match(text, start)
    if match and 1 <= int(match['month']) <= 12 and 1 <= int(match['day']) <= 31:
        return Figures(match.end(), None, int(match['month']), int(match['day']))
    return None


def damaged_month_at(text: str, start: int) -> Figures | None:
    """“12/2O12”: a month and a year in which OCR read digits as letters."""
    match = _OCR_MONTH.match(text, start)
    if not match or match[0].replace(' ', '')[-4:].isdecimal() and match['month'].isdecimal():
        return None
    month, year = int(match['month'].translate(_LOOKALIKES)), int(match['year'].translate(_LOOKALIKES))
    return Figures(match.end(), year, month, None, repaired=True) if 1 <= month <= 12 else None


def damaged_day_month_at(text: str, start: int) -> Figures | None:
    """“20.O7.”: a day and a month in which OCR read digits as letters; the day or the month must look like one of two digits."""
    match = _OCR_DAY_MONTH.match(text, start)
    if not match or match['day'].isdecimal() and match['month'].isdecimal() or len(match['day'] + match['month']) < 4:
        return None
    day, month = int(match['day'].translate(_LOOKALIKES)), int(match['month'].translate(_LOOKALIKES))
    return Figures(match.end(), None, month, day, repaired=True) if 1 <= month <= 12 and 1 <= day <= 31 else None


def foreign_at(text: str, start: int) -> Figures | None:
    """A full date in figures of another calendar, as it stands: nothing is converted or checked."""
    match = _FULL.match(text, start)
    if not match or len(match['year']) != 4 or not match['month'].isdecimal():
        return None
    return Figures(match.end(), int(match['year']), int(match['month']), int(match['day']))


def _checked(match: re.Match[str], latest_year: int) -> Figures | None:
    groups = match.groupdict()
    month = groups['month'] or groups.get('roman') or ''
    return _date(match.end(), groups['year'], str(_ROMAN.get(month, month)), groups['day'], latest_year)


def _date(end: int, year: str, month: str, day: str, latest_year: int) -> Figures | None:
    if not (year.isdecimal() and month.isdecimal() and day.isdecimal()):
        return None
    full = int(year) if len(year) == 4 else full_year(int(year), latest_year)
    if not 1800 <= full <= 2199:
        return None
    try:
        date(full, int(month), int(day))
    except ValueError:
        return None
    return Figures(end, full, int(month), int(day), short_year=len(year) == 2)


def full_year(two_digits: int, latest_year: int) -> int:
    """16 → 2016, 85 → 1985: the last year with these digits that is not after `latest_year`."""
    year = latest_year - latest_year % 100 + two_digits
    return year if year <= latest_year else year - 100
