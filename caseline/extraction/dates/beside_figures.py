"""Whether what stands beside figures makes them a date, or a number of something: an article, a file, a telephone."""
from __future__ import annotations

import re

from caseline.extraction.dates.before import last_word
from caseline.extraction.dates.lexicon import either, words_of
from caseline.extraction.dates.numeric import Figures
from caseline.extraction.dates.pairs import goes_on_numbers
from caseline.extraction.dates.tokens import Token

_NUMBERED = words_of('numbered') | words_of('forms')
_REGISTERS = words_of('registers')
_ACTS = words_of('acts')
_TELEPHONES = words_of('telephones')
_SIGNS = frozenset('#€$£§')
DATE_COMING, _DAY_COMING = words_of('date_coming'), words_of('day_coming')
_UNIT_BEHIND = re.compile(rf"\s*(?:[%€$°]|{either('units_behind')}\b)")


def is_numbered(text: str, start: int) -> bool:
    """Whether the number at text[start] counts articles, pages, rooms… or continues another number."""
    before = text[max(0, start - 2):start]
    last = before[-1:]
    if last in _SIGNS and last or len(before) == 2 and last in '.,:/-' and before[0].isdecimal() or last in ('/', '-') and before[:1].isalnum():
        return True
    if last == '\n' or before.rstrip()[-1:] == ')':   # “(3rd chamber)”, and on its own line “8 May 2018”
        return False
    word = last_word(text, start)
    return word in _NUMBERED or word[-1:] in ('°', '§')


def is_registered(text: str, start: int) -> bool:
    """“AWB 10/2011”, “arrêt 12/2014”: the number and year of a register, behind its name or initials."""
    chunk = text[max(0, start - 12):start].split()
    if not chunk:
        return False
    word = chunk[-1].lower().strip('.:,(')
    return word in _REGISTERS or word not in _ACTS and 2 <= len(chunk[-1]) <= 4 and chunk[-1].isalpha() and chunk[-1].isupper()


def may_be_day(text: str, token: Token) -> bool:
    before = text[max(0, token.start - 2):token.start]
    if before[-1:] in ('/', ':', '_') or before[-1:] in ('.', ',', '-', '–') and before[:1].isdecimal():
        return False
    return text[token.end:token.end + 1] == '.' and last_word(text, token.start) not in ('art', 'nr', 'no', 'artikel', 'article', '§') or not is_numbered(text, token.start)


def is_number_not_date(text: str, start: int, found: Figures) -> bool:
    """“Tél. 02.12.34”, “art. 2.3.15”, “1.2.10 Titre”: figures that only look like a date with a short year."""
    if found.short_year and is_numbered(text, start):
        return not (text.count('/', start, found.end) == 2 and last_word(text, start) in _TELEPHONES)   # “Tél. 29/03/18 : elle confirme”
    return found.short_year and found.end - start <= 6 and '/' not in text[start:found.end] and text[max(0, start - 1):start] in ('', '\n')


def is_announced(text: str, start: int) -> bool:
    return last_word(text, start) in DATE_COMING or text[max(0, start - 2):start].strip()[-1:] in (',', ':', '(') or not text[:start].strip()


def stands_apart(text: str, start: int, found: Figures) -> bool:
    """Whether damaged figures can be believed without a word that announces them: in one piece, or at least with nothing behind."""
    if found.short_year:
        return text.count('/', start, found.end) == 2 and ' ' not in text[start:found.end] and not text[found.end:found.end + 1].isalnum()
    return ' ' not in text[start:found.end] or not text[found.end:found.end + 2].strip(' \n.,;)')


def day_announced(text: str, start: int, end: int) -> bool:
    return last_word(text, start) in _DAY_COMING and not goes_on_numbers(text, start) and not _UNIT_BEHIND.match(text, end)
