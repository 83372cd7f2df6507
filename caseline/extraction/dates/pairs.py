"""Whether a day and a month in figures without a year are a date: “notifié 02/03”, “20.8.”, “(10/01, 27/02)”; not “2/3 des parts”, “24/7”, “page 3/12”."""
from __future__ import annotations

import re

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
_SAID_OF_ALL_DAYS = frozenset({'24/7', '7/7'})


def pair_stands(text: str, start: int, end: int, listed: bool = False) -> bool:
    """Whether the day and month text[start:end] are a date by their form and by what stands around them; `listed` behind another date."""
    if start and text[start - 1] not in _LAST_BEFORE_OPENING or _NO_DATE_BEHIND.match(text, end):
        return False
    if _RANGE_BEHIND.match(text, end):
        return True
    word, before = last_word(text, start), text[max(0, start - 44):start]
    if word in _NO_PAIRS or word[-1:] in ('°', '§', '#') or _ADDRESS.search(before):
        return False
    written, named = text[start:end].replace(' ', ''), word in _WEEKDAYS or word in _COMING
    if written in _FRACTIONS and not named or goes_on_numbers(text, start):
        return False
    if listed and _LISTED_BEFORE.search(text, max(0, start - 36), start):
        return True
    told = named or bool(_ACT.search(before))
    if '.' in written:
        return _pair_with_stops(text, start, end, told)
    if written.endswith('/10') and not named and _is_a_mark(text, start, end):
        return False
    return told or written not in _SAID_OF_ALL_DAYS and not _is_page_number(text, start, end) and (_looks_like_a_day(written) or _opens_a_note(text, start, end) or _listed(text, start, end))


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
    return told or not heading and (_looks_like_a_day(written) or _listed(text, start, end))


def _looks_like_a_day(written: str) -> bool:
    """“02/03”, “14/3”: no fraction, score or page of pages is written so."""
    day, month = re.split('[./]', written)
    return day[0] == '0' or month.strip()[0] == '0' or int(day) > 12


def _begins_line(text: str, start: int) -> bool:
    return not text[text.rfind('\n', 0, start) + 1:start].strip(' \t|*•-–')


def _opens_a_note(text: str, start: int, end: int) -> bool:
    """“3/2 : appel de Bo”, “| 4/12 | visite”: at the beginning of a line or a cell, with something told behind it."""
    opens = text[:start].rstrip(' ')[-1:] == '|' or _begins_line(text, start)
    return opens and re.match(r'\s?[:|–-] ?\S', text[end:end + 4]) is not None


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
