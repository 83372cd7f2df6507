"""Days without a month behind a date that named one: “partie le 22 février … ordre délivré le 24”, “am 3.”, “op de 12e”, “on the 9th”."""
from __future__ import annotations

import re

from caseline.extraction.dates import gaps
from caseline.extraction.dates.candidate import Candidate
from caseline.extraction.dates.told_year import REACH
from caseline.extraction.dates.before import last_word
from caseline.extraction.dates.items import Items
from caseline.extraction.dates.lexicon import either, lexicon, words_of
from caseline.extraction.dates.relative import said_at
from caseline.extraction.dates.tokens import Token

_PLAIN, _WITH_STOP, _ORDINAL, _PLURAL = (words_of(f'bare_days.{name}') for name in ('plain', 'with_stop', 'ordinal', 'plural'))
_BEFORE = _PLAIN | _WITH_STOP | _ORDINAL | _PLURAL
_LED = words_of('bare_days.led') | _WITH_STOP
_LANGUAGES_OF = {word: frozenset(name for name, data in lexicon().data.items() if any(word in words for words in data['bare_days'].values())) for word in _BEFORE}
_LITTLE = words_of('little')
_FIRST = frozenset({'er', 'ER'})
_JOINED = re.compile(r"\.?\s*(?:-|–|bis|tot|t/m|au|à|et|en|und|and|to|ou|of|oder)\s*(?:(?:zum|le|du|au|de|the|op|op de|am) )?(\d{1,2})(?![\d/:])")
_STREET = re.compile(rf",?\s*(?:de la )?{either('streets')}\b", re.I)
_DONE = re.compile(rf"{either('participles')}$")
_SHARE = re.compile(r'\d\s+\w+\s+$')    # “1 op 3”, “3 bis 5.”
_PARTED = re.compile(r'\n\s*(?:\n|\d{1,2}[.)]\s|[a-z]\)|[•*])')    # a new paragraph or item of a list: another story
_COUNTS = re.compile(rf"\.?\s+{either('every')}\b|\s*[ap]\.?\s?m\b", re.I)    # “le 5 de chaque mois”, “Sunday, 11 a.m.”
_MONTH_AGAIN = re.compile(rf"\.?\s+{either('of_this_month')}", re.I)


def bare_day_at(reader: Items, index: int, told_end: int, joined: bool) -> Candidate | None:
    """The day of the month at tokens[index] whose month was named before, up to the offset `told_end`, or None.

    `joined` says that a day like it stands just before, in the same list or span (“du 24 au 31”).
    """
    text, token = reader.text, reader.tokens[index]
    sense = token.sense
    if sense.digits > 2 or sense.repaired or sense.decade or not sense.number or sense.number > 31:
        return None
    weekday = _weekday_before(reader, index)
    if not weekday and (token.start - told_end > REACH or _PARTED.search(text, told_end, token.start)):
        return None
    again = _MONTH_AGAIN.match(text, token.end)
    if not again and _said_otherwise(reader, index):
        return None
    if not (reader.columns and _in_a_column(reader, index)) and (not (weekday or joined or _announced(text, token)) or not _ends_there(text, token)):
        return None
    languages = _LANGUAGES_OF.get(last_word(text, token.start), frozenset())
    return Candidate(token.start, again.end() if again else token.end, None, None, sense.number, weekday=weekday, languages=languages)


def _in_a_column(reader: Items, index: int) -> bool:
    """In a chronology under years: “8 mei asiel. 9e Oostende”, and in a row of days “(12 nov recours, 15 suspension, 20 nov vol)”."""
    token, line_ends = reader.tokens[index], (reader.text.rfind('\n', 0, reader.tokens[index].start), reader.text.find('\n', reader.tokens[index].end))
    left, right = reader.tokens[max(0, index - 2):index], reader.tokens[index + 1:index + 3]
    if len(left) < 2 or left[0].start < line_ends[0] or not left[1].sense.month or not 0 < (left[0].sense.number or 0) < token.sense.number or not reader.columns.opens(token.start):
        return False
    if token.sense.ordinal:
        return True
    follows = len(right) == 2 and right[1].sense.month == left[1].sense.month and right[0].sense.digits and right[0].sense.number > token.sense.number
    return bool(follows and (line_ends[1] < 0 or right[1].start < line_ends[1]) and reader.columns.day_ends(token.end))


def _said_otherwise(reader: Items, index: int) -> bool:
    """“le 18 courant”, “am 24. dieses Monats”: an expression of its own begins with this number."""
    token, behind = reader.tokens[index], reader.tokens[index + 1:index + 3]
    return any(said.start == token.start for one in behind if one.sense.trigger and one.start - token.end < 24 and (said := said_at(reader.text, one)))


def _weekday_before(reader: Items, index: int) -> int | None:
    if not index or not reader.gap(index - 1) & (gaps.NEAR | gaps.ARTICLE):
        return None
    before = reader.tokens[index - 1]
    if reader.text[before.end:reader.tokens[index].start].strip() == 'de':   # “le mercredi de 14 à 17 h”
        return None
    return before.sense.weekday if before.end - before.start > 4 else None


def _announced(text: str, token: Token) -> bool:
    word = last_word(text, token.start)
    if word not in _BEFORE or not _stands_in_a_line(text, token):
        return False
    before = text[max(0, token.start - len(word) - 16):token.start]
    if _SHARE.search(before):
        return False
    if token.sense.ordinal:
        return word in _ORDINAL and (word in _LED or _is_led_to(before[:-len(word) - 1].split())) or word in _PLAIN and text[token.end - 2:token.end] in _FIRST
    if text[token.end:token.end + 1] == '.' and word in _WITH_STOP:
        return True
    return word in _PLAIN or word in _PLURAL and _JOINED.match(text, token.end) is not None or word in _WITH_STOP and text[token.end:token.end + 1] in ('', ',', ';', ')', '\n')


def _is_led_to(words: list[str]) -> bool:
    """“on the 9th”, “betekend de 6de”; not “the 1st was closed”."""
    return bool(words) and (words[-1] == '(' or words[-1].lower() in _LED or _DONE.search(words[-1]) is not None)


def _stands_in_a_line(text: str, token: Token) -> bool:
    """Not the number of an item: “…lehnte ab.⏎4. Mit Beschluss”, “2) der Chef”."""
    if text[token.start - 1] == '\n' and text[token.end:token.end + 1] in ('', '.', ')', '\n'):
        return False
    return text[token.start - 1] in ' \n\u00a0' and text[:token.start].rstrip()[-1:].isalpha()


def _ends_there(text: str, token: Token, *, last: bool = False) -> bool:
    """Whether nothing behind the number makes it count something: “le 24 heures”, “am 3. Senat”, “op de 2e verdieping”, “le 3,5”."""
    return _ends_at(text, token.end, last_word(text, token.start), last)


def _ends_at(text: str, end: int, before: str, last: bool) -> bool:
    if _MONTH_AGAIN.match(text, end):
        return True
    if _COUNTS.match(text, end) or _STREET.match(text, end):
        return False
    joined = _JOINED.match(text, end)
    if joined and not last:
        return _ends_at(text, joined.end(1), before, True)
    stop = text[end:end + 1] == '.'
    behind = text[end + stop:end + 40]
    if not behind or behind[0] in ';!?)]»”"\n' or behind[0] in ',:' and not behind[1:2].isdecimal():
        return True
    if behind[0] not in ' \u00a0':
        return False
    if stop and before not in _WITH_STOP:   # the end of the sentence: “délivrée le 24. Reste …”
        return True
    word = re.match(r"\s+([^\W\d_]+|\S?)", behind)[1]
    if not word or word in '(|–-':
        return True
    lower = word.lower()
    if lower in _LITTLE or _DONE.search(word):
        return True
    return stop and before in _WITH_STOP and word.islower()
