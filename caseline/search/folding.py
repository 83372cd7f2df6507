"""One folded form of text for both databases: without accents, ligatures and case, so that œuvre is found by oeuvre."""

import re
import unicodedata
from functools import lru_cache

from caseline.search.sounding import sound

MOST_INDEXED = 500_000  # characters of one page: more than any print, less than PostgreSQL’s limit for one text
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "’": "'"})
_WORD = re.compile(r"[^\W_]+")
_USUAL_MARKS = re.compile("[\u0300-\u036f]+")


def fold(text: str) -> str:
    """Lower case, ligatures opened, marks removed."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    bare = _USUAL_MARKS.sub("", unicodedata.normalize("NFD", lowered.translate(_LIGATURES)))
    return bare if bare.isascii() else "".join([c for c in bare if not unicodedata.combining(c)])


def words(text: str) -> list[str]:
    """The folded words that are looked for; a file number written with dots is also one word without them."""
    found = _WORD.findall(fold(text))
    joined = re.sub(r"(?<=\d)[.\s/-](?=\d)", "", fold(text))
    return list(dict.fromkeys([*found, *(w for w in _WORD.findall(joined) if w.isdigit() and len(w) >= 6 and w not in found)]))


def indexed(text: str) -> str:
    """The text as it is indexed: its folded words, with long numbers also written without their dots.

    Nothing but words, because each database would cut marks its own way: PostgreSQL takes 6.482.917 for one word, SQLite for three.
    """
    folded = fold(text)
    numbers = {re.sub(r"\D", "", n) for n in re.findall(r"\d[\d.\s/-]{5,14}\d", folded)}
    return " ".join([*_WORD.findall(folded), *sorted(numbers)])[:MOST_INDEXED]


def names_indexed(text: str) -> str:
    """Names as they are indexed: as text, and how each sounds."""
    written = indexed(text)
    return " ".join([written, *sorted({heard for word in written.split() if (heard := sound(word))})])


def words_of(asked: str) -> list[str]:
    """The folded words of a question, at most eight: a long paste must not become a long search."""
    return words(asked)[:8]


def place(text: str, wanted: list[str]) -> tuple[int, int]:
    """Start and end, in the original text, of the first wanted word; (0, 0) when none stands there.

    Folding may change lengths (œ is two letters): then places are counted letter by letter.
    """
    folded = fold(text)
    found = min(((folded.find(word), word) for word in wanted if word in folded), default=None)
    if found is None:
        return 0, 0
    first, last = found[0], found[0] + len(found[1]) - 1
    if text.isascii() or len(folded) == len(text) and not any(unicodedata.combining(letter) for letter in set(text)):
        return first, last + 1  # each letter became one: none vanished, so none can have become two
    places = [number for number, letter in enumerate(text) for _part in _letter(letter)]
    return places[first], places[last] + 1


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    return fold(letter)
