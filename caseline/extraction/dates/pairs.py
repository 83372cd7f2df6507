"""Whether a day and a month in figures without a year are a date: “notifié 02/03”, “20.8.”, “(10/01, 27/02)”; not “2/3 des parts”, “24/7”, “page 3/12”."""
from __future__ import annotations

import re
from functools import lru_cache

from caseline.extraction.dates.before import last_word
from caseline.extraction.dates.lexicon import either, lexicon, words_of

_PAIR = r'(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])'
_JOINT = r"\s*(?:,|;|&|\+|-|–|et|en|und|and|u\.|bis|tot|t/m|au|à|to|auf)\s*(?:(?:zum|le|du|op|am|on|vom) )?"
_RANGE_BEHIND = re.compile(rf'\.?{_JOINT}\d{{1,2}}[./]\d{{1,2}}[./](?:\d{{4}}|\d{{2}})(?!\d)')
_LISTED_BEFORE = re.compile(rf'(?P<pair>{_PAIR})\.?(?: \([^()\n]{{1,20}}\))?{_JOINT}$')
_LISTED_BEHIND = re.compile(rf'\.?{_JOINT}(?P<pair>{_PAIR})(?![\d./])')
_NO_DATE_BEHIND = re.compile(rf"[^\W\d_]|[-:%°€$]\S|\s*(?:[%€$°]|{either('units_behind', 'measures')}(?!\w)|\d(?!\d?\s?(?:[hu](?:\b|\d)|uur|uhr|heures|:\d)))|\s*\(?/|\s*[,–-]?\s*(?:B-)?\d{{4}} [A-Z]", re.I)
_ADDRESS = re.compile(rf"\b{either('streets', 'street_endings')}\b[^,;:)\n]{{0,32}}$", re.I)
_ACT = re.compile(rf"(?<!\w){either('acts')}\w*[ .:]*\s$", re.I)
_WEEKDAYS = frozenset(word for word, sense in lexicon().words.items() if sense.weekday)
_NO_PAIRS = words_of('numbered', 'forms', 'not_before_pairs')
_BEFORE_TIMES = words_of('before_times')
_COMING = words_of('day_coming', 'pairs_coming')
_FRACTIONS = frozenset({'1/2', '1/3', '2/3', '1/4', '3/4'})
_LAST_BEFORE_OPENING = ' \n\t(|;[–—\u00a0>*•'
_MARK = re.compile(r'\d/(?:20|15|25|30|40|50|60|80|100)\b|\b[1-9]/10\b')
_NUMBERED = words_of('numbered', 'forms')
SHORT_WEEKDAYS: dict[str, int] = {word: number for data in lexicon().data.values() for word, number in data['short_weekdays'].items()}
_AIMS = words_of('aims')
_DASHES = '-–>'
_TO_OR_AND = r"\s?(?:[-–]{1,3}>?|[+&,/]|et|en|und|and|t/m|tot|au|à|bis|to)\s?"
_ROW = re.compile(rf"(?<![\w./,:§-])(?<!n° )(?P<days>\d{{1,2}}\.?(?:{_TO_OR_AND}\d{{1,2}}\.?)*){_TO_OR_AND}$", re.I)
_HYPHENED = re.compile(r'(?P<day>1[3-9]|2\d|3[01]|0[1-9])-(?P<month>0[1-9]|1[0-2])(?![\w/.-])')
_SURE = {'/': re.compile(r'(?<![\w./,+-])(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])(?![\w/%°+-]|[.,]\d)'),
         '.': re.compile(r'(?<=[^\W\d_] )(?<!kt )(?<!iff )(?<!fer )(?:1[3-9]|2\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?!\d|[ ]\d)')}
_MARKED = re.compile(r'(?<![\d/.])\d{1,2}/(?:20|15|25|30|40|50|60|80|100)(?![\d/])')
_FULL_DATES = re.compile(r'(?<![\d./])[0-3]?\d/[01]?\d/(?:20)?\d\d(?![\d/])')
_MANY = 4
_SAID_OF_ALL_DAYS = frozenset({'24/7', '7/7'})


def pair_stands(text: str, start: int, end: int, listed: bool = False) -> bool:
    """Whether the day and month text[start:end] are a date by their form and by what stands around them; `listed` behind another date."""
    opening = _first_of_days(text, start, end) if listed else start
    if opening and text[opening - 1] not in _LAST_BEFORE_OPENING and not (listed and text[start - 1] in _DASHES) or _NO_DATE_BEHIND.match(text, end):
        return False
    if _RANGE_BEHIND.match(text, end):
        return True
    word, before = last_word(text, opening - (text[opening - 1:opening] == '(')), text[max(0, opening - 44):opening]
    written, named = text[start:end].replace(' ', ''), word in _WEEKDAYS or word in _COMING or word in SHORT_WEEKDAYS and text[start:end] not in _FRACTIONS
    if _is_numbered(word, before, written) or _ADDRESS.search(before):
        return False
    if written in _FRACTIONS and not named or goes_on_numbers(text, start):
        return False
    if listed and _LISTED_BEFORE.search(text, max(0, start - 36), start):
        return True
    told = named or bool(_ACT.search(before))
    if '.' in written:
        return _pair_with_stops(text, start, end, told)
    if written.endswith('/10') and not named and _is_a_mark(text, start, end) and _sure_pairs(text, '/') < _MANY:
        return False
    if told:
        return True
    return written not in _SAID_OF_ALL_DAYS and not _is_page_number(text, start, end) and (
        _looks_like_a_day(written) or _opens_a_note(text, start, end) or _listed(text, start, end) or _sure_pairs(text, '/') >= 2 or _is_written_in_full(text, written))


def hyphened_pair_at(text: str, start: int) -> tuple[int, int, int] | None:
    """Day, month and the offset behind of “28-01” behind an act or a word that announces a day; None for “12-18 jaar”, “10-12 uur”."""
    match = _HYPHENED.match(text, start)
    if not match or start and text[start - 1] not in _LAST_BEFORE_OPENING or _NO_DATE_BEHIND.match(text, match.end()):
        return None
    word, before = last_word(text, start), text[max(0, start - 44):start]
    if word in _NO_PAIRS or not (word in _COMING or word in _AIMS or word in _WEEKDAYS or _ACT.search(before)):
        return None
    return int(match['day']), int(match['month']), match.end()


def damaged_pair_stands(text: str, start: int, end: int) -> bool:
    """Whether a day and a month damaged by OCR are believed: “20.O7.” with its stop, or announced."""
    if start and text[start - 1] not in _LAST_BEFORE_OPENING or _NO_DATE_BEHIND.match(text, end):
        return False
    word, before = last_word(text, start), text[max(0, start - 44):start]
    if word in _NO_PAIRS or word[-1:] in ('°', '§', '#') or _ADDRESS.search(before):
        return False
    return text[end:end + 1] == '.' or word in _COMING or _ACT.search(before) is not None


def _first_of_days(text: str, start: int, end: int) -> int:
    """Where the row of days begins that the pair text[start:end] ends: “17-18-21-22/06”, “27-30/5”; `start` when there is none."""
    row = _ROW.search(text, max(0, start - 36), start)
    if row is None:
        return start
    days = [int(day) for day in re.findall(r'\d+', row['days'])] + [int(re.match(r'\d+', text[start:end])[0])]
    return row.start() if all(one < other for one, other in zip(days, days[1:])) else start


def _is_numbered(word: str, before: str, written: str) -> bool:
    """“salle 3/4”; but “RV bureau 30/03”, where an act stands before and the month carries its zero."""
    if word[-1:] in ('°', '§', '#') or word in _NUMBERED:
        return True
    return word in _NO_PAIRS and not (_ACT.search(before[:before.lower().rfind(word)]) and int(written[:2].strip('./')) > 12 and written[-2] == '0')


def _is_written_in_full(text: str, written: str) -> bool:
    """Whether the same text has this day and month with their year: “4/4/23 … mail 4/4”."""
    day, month = written.split('/')
    return re.search(rf'(?<![\d./])0?{int(day)}[./]0?{int(month)}[./](?:(?:19|20)\d\d|\d\d)(?![\d/])', text) is not None


@lru_cache(maxsize=8)
def _sure_pairs(text: str, mark: str) -> int:
    """How many days and months joined by `mark` stand in a text without a year and can be nothing else: with two, “11/5” is one there."""
    if _MARKED.search(text):
        return 0
    sure = len({match[0] for match in _SURE[mark].finditer(text)} - _SAID_OF_ALL_DAYS)
    return sure + (mark == '/' and sure > 0 and len(_FULL_DATES.findall(text)) >= 2)


def goes_on_numbers(text: str, start: int) -> bool:
    """Whether figures just before, of which text[start:] continues the list, are no date: “Punkt 3.2. und 4.5.”, “1/2 et 2/2”."""
    before = _LISTED_BEFORE.search(text, max(0, start - 36), start)
    if before is None:
        return False
    word = last_word(text, before.start())
    return word in _NO_PAIRS or before['pair'] in _FRACTIONS and word not in _COMING


def _is_a_mark(text: str, start: int, end: int) -> bool:
    """“calcul 09/10, sport 14/20”: other marks of a school report stand around."""
    return _MARK.search(text[max(0, start - 60):start]) is not None or _MARK.search(text[end:end + 60]) is not None


def _pair_with_stops(text: str, start: int, end: int, told: bool) -> bool:
    """“20.8.” carries its full stop; without one it needs a word that announces it."""
    written = text[start:end]
    if last_word(text, start) in _BEFORE_TIMES:   # “um 14.10.”
        return False
    if text[end:end + 1] != '.' or text[end:end + 2] == '..':
        return told and text[end:end + 1] in ('', ',', ';', ')', '\n')
    heading = _begins_line(text, start) and text[end + 1:end + 2] == ' ' and text[end + 2:end + 3].isupper()
    return told or not heading and (_looks_like_a_day(written) or _listed(text, start, end) or not _begins_line(text, start) and _sure_pairs(text, '.') > 2)


def _looks_like_a_day(written: str) -> bool:
    """“02/03”, “14/3”: no fraction, score or page of pages is written so."""
    day, month = re.split('[./]', written)
    return day[0] == '0' or month.strip()[0] == '0' or int(day) > 12


def _begins_line(text: str, start: int) -> bool:
    return not text[text.rfind('\n', 0, start) + 1:start].strip(' \t|*•-–')


def _opens_a_note(text: str, start: int, end: int) -> bool:
    """“3/2 : appel de Bo”, “| 4/12 | visite”: at the beginning of a line or a cell, with something told behind it."""
    opens = text[:start].rstrip(' ')[-1:] == '|' or _begins_line(text, start)
    return opens and re.match(r'\s?[:|–-] ?\S| {2,}[^\W\d_]{2}', text[end:end + 12]) is not None


def _is_page_number(text: str, start: int, end: int) -> bool:
    """“3/12” alone on its line."""
    line_end = text.find('\n', end)
    alone = not text[text.rfind('\n', 0, start) + 1:start].strip() and not text[end:line_end if line_end >= 0 else len(text)].strip()
    day, month = text[start:end].split('/')
    return alone and int(day) <= int(month)


def _listed(text: str, start: int, end: int) -> bool:
    """Whether a pair that looks like a day stands beside it in a list."""
    neighbours = _LISTED_BEFORE.search(text, max(0, start - 36), start), _LISTED_BEHIND.match(text, end)
    return any(match and _looks_like_a_day(match['pair']) for match in neighbours)
