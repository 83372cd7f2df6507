"""What people type into a date field, in four languages, turned into EDTF: “vers mars 2015”, “fin 2009”, “12/3/19”, “since 2014”."""
from __future__ import annotations

import re
import unicodedata
from datetime import date

from caseline.edtf import words
from caseline.edtf.value import Edtf, NotEdtf, parse

_NUMERIC = re.compile(r'(\d{1,2})\s*[./\- ]\s*(\d{1,2})\s*[./\- ]\s*(\d{4}|\d{2})')
_ISO = re.compile(r'(\d{4})[./-](\d{1,2})[./-](\d{1,2})')
_MONTH_YEAR = re.compile(r'(\d{1,2})\s*[./\-]\s*(\d{4})')
_NAMED = re.compile(r'(?:(\d{1,2})(?:(?:er|e|de|ste|st|nd|rd|th)\b|\.)?\s*(?:(?:of|de)\s+)?)?([^\W\d_]+)\.?\s*(?:(?:of|de|van)\s+)?(\d{4})')
_MONTH_FIRST = re.compile(r'([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})')
_DECADE = re.compile(r"(?:les années|années|the|jaren|de jaren|die)?\s*'?(\d{4}|\d0)\s*(?:s|'s|er|er-jahre|er jahre)?")
_DECADE_MARK = re.compile(r"années|jaren|\d0'?s\b|\der\b")


def typed(text: str, lang: str, today: date | None = None) -> Edtf:
    """Read what a person typed; day before month (Belgium), two-digit years at most ten years ahead of `today`.

    `lang` is the language of the screen; words of all four languages are understood. A trailing `?` keeps the date
    uncertain. Returns an Edtf never more precise than what was typed. Raises NotEdtf with a sentence.
    """
    cleaned = ' '.join(unicodedata.normalize('NFC', text).replace('’', "'").split()).strip(' ,;')
    try:
        return parse(cleaned.upper().replace('…', '..') if 'x' in cleaned.lower() else cleaned)
    except NotEdtf:
        pass
    value = _phrase(cleaned.lower(), today or date.today())
    try:
        return parse(value or '')
    except NotEdtf:
        raise NotEdtf(_SORRY.get(lang, _SORRY['en']).format(text=text.strip()[:60])) from None


_SORRY = {
    'en': '“{text}” could not be read as a date. Write for example 12/03/2019, March 2015, about 2014 or since 2016.',
    'fr': '« {text} » n’a pas pu être lu comme une date. Écrivez par exemple 12/03/2019, mars 2015, vers 2014 ou depuis 2016.',
    'nl': '“{text}” kon niet als datum worden gelezen. Schrijf bijvoorbeeld 12/03/2019, maart 2015, rond 2014 of sinds 2016.',
    'de': '„{text}“ konnte nicht als Datum gelesen werden. Schreiben Sie zum Beispiel 12.03.2019, März 2015, um 2014 oder seit 2016.',
}


def _phrase(text: str, today: date) -> str | None:
    return _worded_range(text, today) or _open(text, today) or _qualified(text, today) or _dashed_range(text, today)


def _worded_range(text: str, today: date) -> str | None:
    for opening, joint in words.TYPED_BETWEEN:
        if text.startswith(opening + ' ') and f' {joint} ' in text:
            left, _, right = text[len(opening):].partition(f' {joint} ')
            return _joined(left.strip(), right.strip(), today)
    return None


def _dashed_range(text: str, today: date) -> str | None:
    for dash in (' – ', ' - ', '–', ' à ', ' to ', ' tot ', ' bis ', '-'):
        left, found, right = text.partition(dash)
        if found and (joined := _joined(left.strip(), right.strip(), today)):
            return joined
    return None


def _joined(left: str, right: str, today: date) -> str | None:
    end = _qualified(right, today)
    start = _qualified(left, today) or (end and _qualified(_completed(left, right), today))
    return f'{start}/{end}' if start and end and 'X' not in start + end else None


def _completed(left: str, right: str) -> str:
    """“13” before “20 January 2020” borrows “January 2020”; “13 January” borrows the year."""
    tail = right.split(' ', 1)[1] if left.isdigit() and ' ' in right else right[-4:]
    return f'{left} {tail}'


def _open(text: str, today: date) -> str | None:
    for phrase, template in (('since', '{}/..'), ('after', '{}/..'), ('until', '../{}'), ('before', '../{}')):
        rest = _after(text, words.TYPED_BEFORE[phrase])
        value = rest and _qualified(rest, today)
        if value and 'X' not in value:
            return template.format(value)
    return None


def _qualified(text: str, today: date) -> str | None:
    uncertain = text.endswith('?')
    text = text.rstrip('? ').strip()
    rest = _after(text, words.TYPED_BEFORE['about'])
    approximate = rest is not None and rest != text
    value = _date(rest, today) if approximate else _date(_after(text, words.TYPED_BEFORE['plain']) or text, today) or _date(text, today)
    if value is None:
        return None
    mark = '%' if approximate and uncertain else '~' if approximate else '?' if uncertain else ''
    return value + mark


def _after(text: str, openings: tuple[str, ...]) -> str | None:
    for opening in openings:
        if text.startswith(opening):
            rest = text[len(opening):]
            if rest[:1] in (' ', '-') or (opening[-1] in ".'" and rest):
                return rest.strip(' -')
    return None


def _date(text: str, today: date) -> str | None:
    if match := _ISO.fullmatch(text):
        return _checked(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.fullmatch(text):
        return _checked(_full_year(match[3], today), int(match[2]), int(match[1]))
    if match := _MONTH_YEAR.fullmatch(text):
        return _checked(int(match[2]), int(match[1]))
    if match := _MONTH_FIRST.fullmatch(text):
        return _named(match[2], match[1], match[3])
    if match := _NAMED.fullmatch(text):
        return _named(match[1], match[2], match[3])
    if re.fullmatch(r'\d{4}', text):
        return _checked(int(text))
    if _DECADE_MARK.search(text) and (match := _DECADE.fullmatch(text)):
        decade = match[1] if len(match[1]) == 4 else str(_full_year(match[1], today))
        return decade[:3] + 'X'
    return None


def _named(day: str | None, name: str, year: str) -> str | None:
    month = _MONTH_NUMBERS.get(name)
    if month:
        return _checked(int(year), month, int(day) if day else None)
    season = _SEASON_NUMBERS.get(name)
    return f'{year}-{season}' if season and not day else None


def _checked(year: int, month: int | None = None, day: int | None = None) -> str | None:
    text = f'{year:04d}' + (f'-{month:02d}' if month else '') + (f'-{day:02d}' if day else '')
    try:
        return parse(text).text if month is None or month <= 12 else None
    except NotEdtf:
        return None


def _full_year(text: str, today: date) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    century = today.year // 100 * 100
    return century + year if century + year <= today.year + 10 else century - 100 + year


def _names(tables: tuple[dict[str, list[str]], ...]) -> dict[str, int]:
    names = {}
    for table in tables:
        for months in table.values():
            names.update({month.lower().rstrip('.'): number for number, month in enumerate(months, 1)})
    return names


_MONTH_NUMBERS = {**_names((words.MONTHS, words.SHORT_MONTHS)), 'sept': 9, 'febr': 2, 'fevr': 2, 'juill': 7, 'fev': 2, 'fevrier': 2, 'aout': 8, 'decembre': 12, 'maerz': 3, 'marz': 3}
_SEASON_NUMBERS = {season.lower(): number for table in words.SEASONS.values() for number, season in enumerate(table, 21)} | {
    'frühling': 21, 'voorjaar': 21, 'najaar': 23, 'fall': 23, 'ete': 22}
