"""Months, seasons, years and decades that stand without a day."""
from __future__ import annotations

import re

from caseline.extraction.dates import qualifiers
from caseline.extraction.dates.candidate import Candidate
from caseline.extraction.dates.items import Item
from caseline.extraction.dates.lexicon import either, words_of
from caseline.extraction.dates.numeric import full_year
from caseline.extraction.dates.tokens import Token
from caseline.extraction.dates.years import stands_for_year

_LAST_WORD = re.compile(r"([^\W\d_]+)[.:'’\- ]*\s*$")
_SEASON_YEAR = re.compile(r"\s*(?:,|de|van|of|des Jahres|de l['’]année|in|van het jaar|')?\s*((?:19|20)\d{2})(?!\d)(?:\s?[-–/]\s?((?:19|20)?\d{2})(?!\d))?", re.I)
_OWNERS = words_of('owners')
_LEFT_OUT = frozenset("'’‘")
_YEAR_COMING = re.compile(rf"(?<!\w){either('year_prepositions', 'since', 'part')}\s+$", re.I)
_ANNOUNCED = words_of('since', 'until', 'before_month')
_ACT = re.compile(rf"(?<!\w){either('acts')}\w* $", re.I)
_PARTS = words_of('part')
_PAIR = re.compile(r'(\s?[-–‑/]\s?)((?:19|20)?\d{2})(?![\d\w./])')


def bare_month_stands(text: str, item: Item) -> bool:
    """Whether a month name without day and year is a date: “en mars”, “fin août”, “In May”; not “elle mai”, “you may”."""
    match = _LAST_WORD.search(text[max(0, item.start - 16):item.start])
    word = match[1].lower() if match else ''
    written = text[item.start:item.end]
    if item.figures or written[0].isupper() and text[item.end:item.end + 2] in ("'s", '’s'):
        return True
    if word in _OWNERS and written[0].isupper() and len(written) > 3 and written != 'March':
        return True
    if word in _PARTS and item.end - item.start >= 3:
        return True
    if len(written) >= 3 and text[item.end:item.end + 1] == '.' and (word in _ANNOUNCED or _ACT.search(text[max(0, item.start - 24):item.start])):   # “depuis fév.”, “brief nov.”
        return True
    if len(written) <= 4 and written.islower() and written not in ('mars', 'mai', 'juin', 'août', 'mei', 'juni', 'juli'):
        return False
    if word in words_of('before_month'):
        return not (written.lower() in ('may', 'march') and not written[0].isupper())
    return len(written) > 3 and (not item.needs_company or written.islower() and written not in ('mars', 'march'))


def season_at(text: str, found: list[Token], index: int, headed: bool = False) -> tuple[list[Candidate], int]:
    """“printemps 2011”, “the summer of 2015”, “hiver 2010-2011”; without a year something is said only where one stands over it (`headed`)."""
    token = found[index]
    match = _SEASON_YEAR.match(text, token.end)
    if not match:
        return [Candidate(token.start, token.end, None, token.sense.season, None, part=True)] if headed else [], index + 1
    year = int(match[1])
    candidate = Candidate(token.start, match.end(), year, token.sense.season, None, year_written=True, part=True)
    candidate.qualify(qualifiers.before(text, token.start))
    after = index + 1
    while after < len(found) and found[after].start < match.end():
        after += 1
    return [candidate], after


def year_at(text: str, found: list[Token], index: int, latest_year: int, headed: bool = False) -> tuple[list[Candidate], int]:
    """A year, the two years of “2013-2014” (also “2013/14”), or a decade (“années 90”, “the 1990s”); damaged only where announced or over entries (`headed`)."""
    token = found[index]
    if not token.sense.digits:
        return _worded_decade(text, token), index + 1
    if token.sense.decade:
        return _decade(text, token), index + 1
    if _is_short_year(text, token):
        return [_year(text, token.start, token.end, full_year(token.sense.number, latest_year))], index + 1
    damaged = token.sense.repaired and not _YEAR_COMING.search(text, max(0, token.start - 12), token.start)
    if token.sense.digits != 4 or not headed and (damaged or not stands_for_year(text, token.start, token.end, token.sense.number)):
        return _worded_decade(text, token), index + 1
    if token.sense.number % 10 == 0 and _DECADE_COMING.search(text[max(0, token.start - 12):token.start]) and not _MORE_YEARS.match(text, token.end):
        return [_of_decade(text, token)], index + 1
    first = _year(text, token.start, token.end, token.sense.number)
    match = _PAIR.match(text, token.end)
    if match and (second := _second_year(token.sense.number, match[2], '/' in match[1])):
        return [first, _year(text, match.start(2), match.end(2), second)], index + 2
    return [first], index + 1


def _year(text: str, start: int, end: int, value: int) -> Candidate:
    candidate = Candidate(start, end, value, None, None, year_written=True)
    candidate.qualify(qualifiers.before(text, start))
    return candidate


def _is_short_year(text: str, token: Token) -> bool:
    """“seit '09”, “in ’14”: two digits with the sign of what is left out, behind a word that announces a year."""
    return token.sense.digits == 2 and text[token.start - 1:token.start] in _LEFT_OUT and _YEAR_COMING.search(text, max(0, token.start - 12), token.start - 1) is not None


def _second_year(first: int, written: str, slash: bool) -> int | None:
    second = int(written) if len(written) == 4 else first - first % 100 + int(written)
    return second if first < second <= (first + 1 if slash and len(written) == 2 else first + 60) else None


_GERMAN_DECADE = re.compile(r'er[ -]Jahren?')
_NAMED_DECADE = re.compile(r'iger[ -]?jahren?\b|\b(?:the|early|late|mid)[ -]\w+ties\b', re.I)
_DECADE_BEFORE = re.compile(r"(?:\b(?:années|ann[ée]es|jaren|the|early|late|mid)[ \-]+(?:['’]\s?)?|['’])$", re.I)


_DECADE_COMING = re.compile(rf"\b{either('decades_before')}\s+['’]?$", re.I)
_MORE_YEARS = re.compile(r"\s*(?:et|en|à|tot|t/m|,|-|–|/|ou|of)\s*(?:\d{2}|en\b)", re.I)


def _worded_decade(text: str, token: Token) -> list[Candidate]:
    if token.sense.number % 10 == 0 and 20 <= token.sense.number <= 90 and token.sense.digits in (0, 2) and _DECADE_COMING.search(text[max(0, token.start - 12):token.start]) \
            and not re.match(r'[.,/]?\d', text[token.end:token.end + 2]):
        return [_of_decade(text, token)]
    return []


def _decade(text: str, token: Token) -> list[Candidate]:
    """“1990s”, “the 90s”, “90er Jahre”."""
    written = text[token.end:token.end + 12]
    if token.sense.number % 10:
        return []
    if text[token.start].isalpha():
        return [_of_decade(text, token)] if _NAMED_DECADE.search(text[max(0, token.start - 8):token.end + 7]) else []
    four = token.sense.digits == 4
    english = written[:1] == 's' and (four or _DECADE_BEFORE.search(text[max(0, token.start - 10):token.start]))
    german = written[:2] == 'er' and (four or _GERMAN_DECADE.match(written))
    return [_of_decade(text, token)] if english or german else []


def _of_decade(text: str, token: Token) -> Candidate:
    value = token.sense.number if token.sense.number >= 1000 else 1900 + token.sense.number if token.sense.number >= 20 else 2000 + token.sense.number
    candidate = _year(text, token.start, token.end, value)
    candidate.decade = True
    return candidate
