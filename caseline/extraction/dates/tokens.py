"""A page as the few words and numbers that can be part of a date; everything else is skipped in one linear pass."""
from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from functools import cache
from typing import NamedTuple
from unicodedata import normalize

from caseline.extraction.dates.lexicon import Sense, lexicon, words_of

_WORD = re.compile(r'[^\W_]+')
_ACCENT = re.compile('[\u0300-\u036f]')  # accents written apart, as some PDF files have them
_ACCENTED_WORD = re.compile('[^\\W_](?:[^\\W_]|[\u0300-\u036f])*')
_MIXED = re.compile(r'(\d{1,4})([^\W\d_]+)(\d{2,4})?')
_MONTH_AND_YEAR = re.compile(r'([^\W\d_]{3,})((?:19|20)\d{2})')
_BROKEN = re.compile(r'[-\u00ad][ ]?\n[ ]{0,8}')
_LAST_LETTERS = re.compile(r'[^\W\d_]{2,9}$')
_FIRST_LETTERS = re.compile(r'[^\W\d_]{2,9}')
_GLUED = re.compile(r'(?:am|vom|le|du|au|op|van|den|dem|on|né|née|of)(\d{1,2})', re.I)
_LOOKALIKES = str.maketrans('OoQDIlLiSsBZz', '0000111155822')
_LETTERS_FOR_DAYS = frozenset({'ll', 'lO', 'lI', 'IO', 'Ol', 'OI'})
_LONGEST = 40
_REMEMBERED = 60_000

_NOTHING = Sense()


class Token(NamedTuple):
    start: int
    end: int
    sense: Sense


_memory: dict[str, tuple[tuple[int, int, Sense], ...]] = {}


def tokens(text: str) -> list[Token]:
    """Words and numbers of `text` that mean something in a date, in order, with character offsets."""
    found: list[Token] = []
    known = _memory.get
    for match in (_ACCENTED_WORD if _ACCENT.search(text) else _WORD).finditer(text):
        pieces = known(match[0])
        if pieces is None:
            pieces = _remember(match[0])
        if pieces:
            at = match.start()
            for start, end, sense in pieces:
                found.append(Token(at + start, at + end, sense))
    return _with_broken_words(text, found) if '-\n' in text or '\u00ad\n' in text else found


def _with_broken_words(text: str, found: list[Token]) -> list[Token]:
    """Put months back together that a line break cut: “novem-⏎bre”."""
    for match in _BROKEN.finditer(text):
        left, right = _LAST_LETTERS.search(text, max(0, match.start() - 10), match.start()), _FIRST_LETTERS.match(text, match.end())
        sense = _word(left[0] + right[0]) if left and right else None
        if sense and sense.month:
            whole = Token(left.start(), right.end(), sense)
            place = bisect_left(found, whole.start, key=lambda token: token.start)
            behind = bisect_left(found, whole.end, key=lambda token: token.start)
            found[place:behind] = [whole]
    return found


def _remember(word: str) -> tuple[tuple[int, int, Sense], ...]:
    if len(_memory) > _REMEMBERED:
        _memory.clear()
    _memory[word] = pieces = _understood(word)
    return pieces


def _understood(word: str) -> tuple[tuple[int, int, Sense], ...]:
    """The readings of one unbroken run of letters and digits: “mars”, “14”, “1er”, “12mars2019”, “2O19”."""
    if len(word) > _LONGEST:
        return ()
    if word.isdecimal():
        return ((0, len(word), Sense(number=int(word), digits=len(word))),) if len(word) <= 8 else ()
    sense = _word(word)
    if sense:
        return ((0, len(word), sense),)
    if word in _LETTERS_FOR_DAYS:
        return ((0, 2, Sense(number=int(word.translate(_LOOKALIKES)), digits=2, repaired=True, lettered=True)),)
    if not any(character.isdecimal() for character in word):
        return ()
    return _mixed(word)


def _word(word: str) -> Sense | None:
    words = lexicon().words
    lower = normalize('NFC', word).lower() if not word.isascii() else word.lower()
    return words.get(lower) or words.get(lower.replace('rn', 'm')) or _damaged_month(lower)


def torn_month(between: str) -> int | None:
    """The month that `between`, with its spaces taken out, is: “ m ars ” → 3; None when nothing was torn or it is no month."""
    letters = ''.join(between.split()).strip('.')
    sense = _word(letters) if len(letters) >= 3 and letters.isalpha() else None
    return sense.month if sense else None


def _damaged_month(word: str) -> Sense | None:
    """A long month name that OCR damaged: letters that look alike (“décernbre”, “octobrc”, “febmari”), or one wrong letter (“februsr”)."""
    if not 5 <= len(word) <= 11 or not word.startswith(_MONTH_STARTS):
        return None
    shapes = _shapes()
    found = shapes.get(_shape(word))
    if found or len(word) < 6:
        return found
    return next((shapes[gap] for place in range(2, len(word)) if (gap := word[:place] + '*' + word[place + 1:]) in shapes), None)


def _shape(word: str) -> str:
    return word.replace('rn', 'm').replace('ru', 'm').replace('11', 'll').translate(_SAME_SHAPE)


@cache
def _shapes() -> dict[str, Sense]:
    """Shapes of long months, and long months with any one letter but the first two replaced by *."""
    shapes = {}
    for word, sense in lexicon().words.items():
        if sense.month and not sense.calendar and len(word) >= 5:
            damaged = replace(sense, needs_company=True, repaired=True)
            shapes[_shape(word)] = damaged
            if len(word) >= 6:
                shapes.update({word[:place] + '*' + word[place + 1:]: damaged for place in range(2, len(word))})
    return shapes


_SAME_SHAPE = str.maketrans('1l!|tfjceéèëoôö0bhunvûüùâàáä', 'iiiiiiieeeeeeeeebbnnnnnnaaaa')
_MONTH_STARTS = ('j', 'f', 'm', 'a', 's', 'o', 'n', 'd', 'i', '0')


def _mixed(word: str) -> tuple[tuple[int, int, Sense], ...]:
    glued = _GLUED.fullmatch(word)
    if glued:
        return ((glued.start(1), len(word), Sense(number=int(glued[1]), digits=len(glued[1]))),)
    match = _MIXED.fullmatch(word)
    if match:
        pieces = _split(match)
        if pieces:
            return pieces
    if (glued := _MONTH_AND_YEAR.fullmatch(word)) and (month := _word(glued[1])) and month.month:
        return (0, glued.end(1), month), (glued.start(2), glued.end(), Sense(number=int(glued[2]), digits=4))
    digits = word.translate(_LOOKALIKES)
    if len(word) <= 4 and digits.isdecimal() and sum(map(str.isdecimal, word)) * 2 >= len(word):
        return ((0, len(word), Sense(number=int(digits), digits=len(word), repaired=True)),)
    sense = _word(word.translate(str.maketrans('01', 'ol')))
    if sense and sense.month:
        return ((0, len(word), sense),)
    return ()


def _split(match: re.Match[str]) -> tuple[tuple[int, int, Sense], ...]:
    number, letters, year = match.groups()
    day = Sense(number=int(number), digits=len(number))
    if letters.lower() in ('s', 'er') and len(number) in (2, 4) and int(number) % 10 == 0:
        return ((0, len(number), Sense(number=int(number), digits=len(number), decade=True)),)
    if not year and letters.lower() in words_of('ordinal_endings') and len(number) <= 2:
        return ((0, match.end(), Sense(number=int(number), digits=len(number), ordinal=True)),)
    if letters[0] in 'Tt' and len(letters) == 1 and year:
        return ((0, len(number), day),)
    sense = _word(letters)
    if sense and sense.month and len(letters) > 2:
        pieces = [(0, len(number), day), (match.start(2), match.end(2), sense)]
        return (*pieces, (match.start(3), match.end(3), Sense(number=int(year), digits=len(year)))) if year else tuple(pieces)
    return ()
