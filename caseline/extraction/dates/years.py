"""A year that stands alone (“née en 1987”, “2012 and 2015”), and the numbers that only look like one."""
from __future__ import annotations

import re

from caseline.extraction.dates.lexicon import either, places_with_postcodes

_LAW_YEAR = re.compile(rf"\b{either('law_years')}\s*[,(\[]?\s*$")
_LAW_NAME = re.compile(rf"\b{either('law_names')}\b(?: [a-z]+){{1,5}}\s+$")
_LAW_BEHIND = re.compile(rf"\s+(?:[A-Z][\w’']+\s+(?:and\s+)?){{0,3}}{either('law_behind_year')}\b")
_NUMBER_BEFORE = re.compile(rf"(?:\b{either('numbered_years', 'quantities')}\b[.:]?|[#$€£§°@+©]|n°|nr\.)\s*$", re.I)
_QUANTITY = re.compile(rf"\b{either('quantities')}\s*$", re.I)
_OLD_YEAR = re.compile(rf"\b{either('year_words')}\s+$", re.I)
_OLD_YEAR_ENDS = re.compile(rf"\b{either('year_prepositions')}\s+$", re.I)
_COUNTED = re.compile(rf"[ \u00a0]?(?:[€$£%°]|{either('counted')}\b)", re.I)
_JOURNAL_NAME = re.compile(r"(?:^|[\s(])[A-ZÄÖÜ][A-Za-zÄÖÜäöü\-]*[A-ZÄÖÜ][A-Za-zÄÖÜäöü]*\.? $")
_REPORT_BEHIND = re.compile(r'\] (?:\d |[A-Z])')
_JOURNAL_PAGE = re.compile(r", ?(?:S\. ?|p\. ?|blz\. ?|Nr\. ?|nr\. ?|n° ?)?\d")
_PAGE = re.compile(r"\b[A-Z][A-Za-zÄÖÜ.\-]+ (?:I{1,3} )?(?:19|20)\d\d, (?:S\. |p\. |blz\. )?$")
_IN_NUMBERED = re.compile(r"\b(?:[Nn]o|[Nn]r|n°|nº)\.?\s?[\d/]+\s?\((?:\d{4}\s?[-–/]\s?)?$")
_POSTCODE = re.compile(rf" +(?:{places_with_postcodes()}|[A-Z]{{2}} [A-Z][a-z]+)\b")
_STREET = re.compile(r"\d[A-Za-z]?(?:[ /](?:bus|bte|boîte|box|b)\.? ?\w{1,4}|/\d+)?\s*(?:,| -|\n| –)\s*(?:[A-Z]-)?$", re.I)
_FLIGHT = re.compile(r'\b(?:vol|vlucht|flight|flug)\b[^,;.\n]{0,12}\b[A-Z]{2} ?$', re.I)
_PREFIX = re.compile(r'\b(?:mi|mid|pre|post|pré|ante|anno)[-–]$', re.I)
_RANGE_BEHIND = re.compile(r'(?:[-–—‑](?:\d{4}|\d{2})|/(?:\d{4}|(?P<short>\d{2})))(?![\w/]|[-.,]\d)')


def stands_for_year(text: str, start: int, end: int, value: int) -> bool:
    """Whether the four digits text[start:end] are a year somebody speaks of (and not a law, file, amount or postcode)."""
    before, after = text[max(0, start - 48):start], text[end:end + 26]
    if not 1800 <= value <= 2100 and not _is_old(value, before, after):
        return False
    return not (_FLIGHT.search(before) or _joined_to_something(before, after, value) or _counts(before, after, value) or _is_postcode(before, after) or _names_law(before, after))


def _is_old(value: int, before: str, after: str) -> bool:
    """Years before 1800 need a word that says so: “im Jahre 1648”, “in 1492,”."""
    return 1000 <= value < 1800 and bool(_OLD_YEAR.search(before) or after[:1] in (',', '.', ';', ')') and _OLD_YEAR_ENDS.search(before))


def _counts(before: str, after: str, value: int) -> bool:
    """“environ 1900 personnes”, “2000 euros”, “n° 1998”; but “about 1995, he left”."""
    if _COUNTED.match(after):
        return True
    if before.rstrip()[-1:] == '°' and not before.rstrip()[:-1][-1:].isalnum():   # “(°2009)”: born
        return False
    return bool(_NUMBER_BEFORE.search(before[-18:])) and not (value > 1900 and after[:1] in (',', '.', ';', ')') and _QUANTITY.search(before[-14:]))


def _is_postcode(before: str, after: str) -> bool:
    return bool(_POSTCODE.match(after)) or after[:1] == ' ' and after[1:2].isupper() and bool(_STREET.search(before))


def _names_law(before: str, after: str) -> bool:
    """“Wte 1995”, “ECHR 2008”, “the 2003 Aliens Act”, “NVwZ 2011, 48”, “[2017] Imm AR 84”, “Proposition No. 75 (2006-2007)”."""
    if before[-1:] == '[' and _REPORT_BEHIND.match(after) or _JOURNAL_PAGE.match(after) and _JOURNAL_NAME.search(before):
        return True
    return bool(_LAW_BEHIND.match(after) or _IN_NUMBERED.search(before) or _PAGE.search(before) or _LAW_YEAR.search(before[-30:]) or _LAW_NAME.search(before))


def _joined_to_something(before: str, after: str, value: int) -> bool:
    """“12345/2004”, “SU/2012”, “1921/04”, “2.003”, “2008-III”, “ECLI:NL:HR:2003:AI0829”."""
    last = before[-1:]
    if last and last in '/:_=\\@#' and not (last == ':' and before[-2:-1].isalpha() and ':' not in before[-12:-1] and after[:1] != ':'):
        return True
    if last and last in '.,-–' and before[-2:-1].isalnum() and not (last in '-–' and _is_prefix(before)):
        return True
    follows = after[:2]
    if follows[:1] in ('/', ':', '_', '-', '–', '‑', '.', ',') and follows[1:2].isalnum():
        return not _range_follows(after, value) and not (follows[0] in '-–‑' and follows[1:2].islower())
    return len(before) > 1 and last in ' \u00a0' and before[-2].isdecimal() and before[-5:-1].strip().isdecimal() and not before[-5:-1].isdecimal()


def _is_prefix(before: str) -> bool:
    return before[-5:-1].isdecimal() or bool(_PREFIX.search(before))


def _range_follows(after: str, value: int) -> bool:
    """“2013-14”, “2013/2014”, and “2013/14” because 14 follows 13; “1921/04” is a file number."""
    match = _RANGE_BEHIND.match(after)
    return bool(match) and (match['short'] is None or int(match['short']) == (value + 1) % 100)
