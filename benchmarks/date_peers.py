"""Other finders of dates, asked the same questions in the same run; each one is left out, and said so, when it is not installed."""
import importlib
import re
import sys
from datetime import date, datetime
from typing import Callable, Iterator

Answer = tuple[int, int, str]
Finder = Callable[[str, str, date | None, str], list[Answer]]

_MONTHS = {name: number for number, names in enumerate((
    'janvier january januari januar', 'février february februari februar', 'mars march maart märz', 'avril april', 'mai may mei', 'juin june juni', 'juillet july juli', 'août august augustus',
    'septembre september', 'octobre october oktober', 'novembre november', 'décembre december dezember'), 1) for name in names.split()}
_PLAIN = re.compile(r'\b(?:(\d{1,2})(?:er|\.|st|nd|rd|th)?\s+)?(' + '|'.join(_MONTHS) + r')\s+(\d{4})\b|\b(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b|\b((?:19|20)\d{2})\b', re.I)


def regex_floor(text: str, lang: str, reference: date | None, anchor: str) -> list[Answer]:
    """Twenty lines that anyone would write first: day month year, figures, bare years."""
    found = []
    for match in _PLAIN.finditer(text):
        day, month, year, figure_day, figure_month, figure_year, bare = match.groups()
        if month:
            value = f'{year}-{_MONTHS[month.lower()]:02d}' + (f'-{int(day):02d}' if day else '')
        else:
            value = bare or f'{figure_year}-{int(figure_month):02d}-{int(figure_day):02d}'
        found.append((match.start(), match.end(), value))
    return found


def dateparser_search(text: str, lang: str, reference: date | None, anchor: str) -> list[Answer]:
    """dateparser.search.search_dates; it gives strings, which are looked up in the text in order."""
    search = importlib.import_module('dateparser.search').search_dates
    settings = {'DATE_ORDER': 'DMY', 'RETURN_TIME_AS_PERIOD': False}
    if reference:
        settings['RELATIVE_BASE'] = datetime(reference.year, reference.month, reference.day)
    found, place = [], 0
    for string, moment in search(text, languages=[lang], settings=settings) or []:
        start = text.find(string, place)
        if start >= 0:
            place = start + len(string)
            found.append((start, place, _as_fine_as(string, moment)))
    return found


def datefinder_lenient(text: str, lang: str, reference: date | None, anchor: str) -> list[Answer]:
    """datefinder.find_dates without strictness; English words only."""
    finder = importlib.import_module('datefinder')
    return [(start, end, _as_fine_as(text[start:end], moment)) for moment, (start, end) in finder.find_dates(text, index=True, first='day')]


def recognizers_text(text: str, lang: str, reference: date | None, anchor: str) -> list[Answer]:
    """Microsoft recognizers-text, English and French."""
    culture = {'en': 'en-us', 'fr': 'fr-fr'}.get(lang)
    if culture is None:
        return []
    recognize = importlib.import_module('recognizers_date_time').recognize_datetime
    base = datetime(reference.year, reference.month, reference.day) if reference else None
    found = []
    for one in recognize(text, culture, reference=base):
        values = (one.resolution or {}).get('values') or [{}]
        value = values[0].get('value') or values[0].get('start') or ''
        found.append((one.start, one.end + 1, value[:10]))
    return found


def peers() -> Iterator[tuple[str, Finder | None]]:
    """(name, finder), or (name, None) for a peer that is not installed here."""
    yield 'regex floor', regex_floor
    for name, module, finder in (('dateparser', 'dateparser.search', dateparser_search), ('recognizers-text', 'recognizers_date_time', recognizers_text),
                                 ('datefinder', 'datefinder', datefinder_lenient)):
        try:
            importlib.import_module(module)
        except ImportError:
            yield name, None
        else:
            yield name, finder


def look_in(folder: str) -> None:
    """Let peers installed in another environment's site-packages be found, behind everything of our own."""
    sys.path.append(folder)


def _as_fine_as(string: str, moment: datetime) -> str:
    """A moment cut to what its string can say, so that peers are not blamed for filling in today's day."""
    numbers = re.findall(r'\d+', string)
    if len(numbers) == 1 and len(numbers[0]) == 4:
        return f'{moment:%Y-%m}' if re.search(r'[^\W\d_]{3}', string) else f'{moment:%Y}'
    return f'{moment:%Y-%m-%d}'
