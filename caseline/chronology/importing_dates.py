"""What people write in the date column of a chronology kept by hand: one date, a stretch, two dates, “idem”, a day without its year.

Nothing is guessed silently: whatever needed help carries a problem, which a person sees before the row is accepted.
"""
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from caseline import edtf

# Problems, as keys; the screens have the words.
NO_DATE, UNREAD, TWO_DATES, YEAR_ABOVE, AS_ABOVE, IN_TEXT, SERIAL, FUTURE = (
    'no_date', 'unread', 'two_dates', 'year_above', 'as_above', 'in_text', 'serial', 'future')
_LONGEST = 200
_WEEKDAYS = re.compile(r"\b(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|monday|tuesday|wednesday"
                       r"|thursday|friday|saturday|sunday|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|(?:lun|mar|mer|jeu|ven|sam|dim|ma|di|wo|do|vr|za|zo|mon|tue|wed|thu|fri"
                       r"|sat|sun)\.?(?=\s*\d))[,.]?\s*", re.IGNORECASE)
_TIME = re.compile(r'[,;]?\s*(?:(?:à|a|om|at|um|vers)\s+)?(?:\bT?|(?<=\d)T)(?:\d{1,2}\s*[h:u]\s*\d{2}(?::\d{2})?(?:\.\d+)?Z?|\d{1,2}\s*(?:h|u|uur|uhr|heures?)\b)(?:\s*(?:u|uur|uhr|am|pm))?', re.IGNORECASE)
_STILL = re.compile(r"\s*(?:-|–|—|→|->|à|tot|to|until|jusqu'à|jusque|bis|au)\s*(?:\.\.\.|…|présent|ce jour|aujourd'hui|maintenant|heden|nu|vandaag|now|today|present|heute|)\s*$", re.IGNORECASE)
_SAME_DAYS = re.compile(r'(\d{1,2})\s*(?:-|–|au|à|tot|t/m|to|bis|/)\s*(\d{1,2}([./]\d{1,2}[./]\d{2,4}|\s+[^\W\d_]+\.?\s+\d{4}))', re.IGNORECASE)
_TWO_MONTHS = re.compile(r'([^\W\d_]{3,})\.?\s*(?:/|-|–|en|et|and|und)\s*([^\W\d_]{3,})\.?\s+(\d{4})', re.IGNORECASE)
_ABOUT = re.compile(r'^(?:±|\+/-|\+-|~|env\.?|omstr\.?|approx\.?|ong\.?|plus ou moins|plusminus)\s*(?=\w)', re.IGNORECASE)
_APART = re.compile(r'\n|;|\+|&|,(?=\s*\d)|\b(?:et|en|and|und|puis|dan|then|ainsi que|alsook)\b', re.IGNORECASE)
_YEARLESS = re.compile(r"(\d{1,2})\s*[./]\s*(\d{1,2})\.?|(\d{1,2})(?:er|e)?\s+([^\W\d_]{3,})\.?|([^\W\d_]{3,})\.?", re.IGNORECASE)
_ASIDE = re.compile(r'\s*\([^()]*\)\s*$')
_COMPACT = re.compile(r'((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])')
_ABOVE = re.compile(r"""["″“”„'’«»,/\s]*["″“”„'’«»/,]{2,}["″“”„'’«»,/\s]*|["″“”„]|(?:idem|id|ibid|ditto|dito|ebenda|ebd|same|als hierboven|comme ci-dessus|as above)\.?
    |(?:le\s|à\sla\s|de|op\sde|the\s|on\sthe\s|am\s)?(?:même|zelfde|same|selben|gleichen?r?)\s(?:jour|date|dag|datum|day|date|tag)""", re.IGNORECASE | re.VERBOSE)
_SCHOOL_YEAR = re.compile(r"(?:année scolaire|schooljaar|school year|schuljahr|as|sj)\.?\s*((?:19|20)\d{2})\s*[-–/]\s*(?:(?:19|20)?\d{2})", re.IGNORECASE)
_NOTHING = frozenset(('-', '–', '—', '?', '??', '???', 'x', '/', '...', '…', 'inconnu', 'inconnue', 'onbekend', 'unknown', 'unbekannt', 's.d.', 'z.d.', 'n.d.', 'date ?', 'datum ?'))
_SERIAL = re.compile(r'(\d{5})(?:[.,]\d+)?')
_DAYS_FROM, _FIRST_SERIAL, _LAST_SERIAL = date(1899, 12, 30), 14_000, 60_000  # Excel counts days from 1900, with its leap-year mistake


@dataclass(frozen=True, slots=True)
class Written:
    """A date cell as understood: EDTF values (several when the cell names several dates) and a problem, or ''."""
    values: tuple[str, ...]
    problem: str = ''


def written(cell: str, lang: str, today: date | None = None, *, above: str | None = None, year: int | None = None) -> Written:
    """Read a date cell. `above` is the date of the row above (for “idem”), `year` that of a heading such as “2015” above."""
    text = ' '.join(part for part in re.split(r'[ \t\r\f\v\xa0]+', cell) if part).strip(' ,;')[:_LONGEST]
    if not text or text.casefold() in _NOTHING:
        return Written((), NO_DATE)
    if _ABOVE.fullmatch(text):
        return Written((above,), AS_ABOVE) if above else Written((), UNREAD)
    if one := _one(text, lang, today):
        return Written((one,), FUTURE if _is_future(one, today) else '')
    if several := _several(text, lang, today):
        return Written(several, TWO_DATES)
    if (serial := _SERIAL.fullmatch(text)) and _FIRST_SERIAL <= int(serial[1]) <= _LAST_SERIAL:
        return Written(((_DAYS_FROM + timedelta(days=int(serial[1]))).isoformat(),), SERIAL)
    if year and _YEARLESS.fullmatch(text) and (one := _in_year(text.rstrip('.'), year, lang, today)):
        return Written((one,), YEAR_ABOVE)
    return Written((), UNREAD)


def _in_year(text: str, year: int, lang: str, today: date | None) -> str | None:
    mark = next((mark for mark in '/.' if mark in text), ' ')
    return _one(f'{text}{mark}{year}', lang, today)


def joined(first: Sequence[str], last: Sequence[str]) -> str | None:
    """A stretch of two cells, “from” and “until”; None when they do not make one. Only an end: some time until then."""
    if not first and len(last) == 1 and '/' not in last[0]:
        return f'../{last[0]}'
    if len(first) != 1 or len(last) != 1 or '/' in first[0] + last[0]:
        return None
    try:
        return edtf.parse(f'{first[0]}/{last[0]}').text
    except edtf.NotEdtf:
        return None


def _one(text: str, lang: str, today: date | None) -> str | None:
    """The text as one date or stretch: as it stands, then without weekday, hour or remark, then as short forms of stretches."""
    plain = _ABOUT.sub('circa ', _WEEKDAYS.sub('', text)).strip()
    timeless = _TIME.sub('', plain).strip(' ,')
    bare = _ASIDE.sub('', timeless)
    for attempt in dict.fromkeys((text, plain, timeless, bare)):
        if found := _typed(attempt, lang, today) or _stretch(attempt, lang, today):
            return found
    return None


def _stretch(text: str, lang: str, today: date | None) -> str | None:
    if match := _COMPACT.fullmatch(text):
        return _typed('-'.join(match.groups()), lang, today)
    if match := _SCHOOL_YEAR.fullmatch(text):
        return f'{match[1]}-09/{int(match[1]) + 1}-06'
    if match := _SAME_DAYS.fullmatch(text):
        return _typed(f'{match[1]}{match[3]} - {match[2]}', lang, today)
    if match := _TWO_MONTHS.fullmatch(text):
        return _typed(f'{match[1]} {match[3]} - {match[2]} {match[3]}', lang, today)
    if (match := _STILL.search(text)) and match.start() and (begin := _typed(text[:match.start()], lang, today)) and '/' not in begin:
        return f'{begin}/..'
    return None


def _several(text: str, lang: str, today: date | None) -> tuple[str, ...]:
    parts = [part.strip() for part in _APART.split(text) if part.strip()]
    found = [_one(part, lang, today) for part in parts]
    return tuple(dict.fromkeys(found)) if len(parts) > 1 and all(found) else ()


def _typed(text: str, lang: str, today: date | None) -> str | None:
    try:
        return edtf.typed(text, lang, today).text
    except edtf.NotEdtf:
        return None


def _is_future(text: str, today: date | None) -> bool:
    earliest = edtf.parse(text).earliest
    return earliest is not None and earliest > (today or date.today())
