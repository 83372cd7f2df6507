"""One folded form of text for both databases: without accents, ligatures and case, so that œuvre is found by oeuvre."""

import re
import unicodedata
from functools import lru_cache

from caseline.search.sounding import sound

MOST_INDEXED = 500_000  # characters of one page: more than any print, less than PostgreSQL’s limit for one text
_LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "’": "'"}
_WORD = re.compile(r"[^\W_]+")
# Besides accents, some vowel signs of New Tai Lue and Vedic that SQLite takes for marks between words, and Python for letters.
_USUAL_MARKS = re.compile("[\u0300-\u036f\u19b0-\u19c0\u19c8\u19c9\u1cf2\u1cf3]+")


def fold(text: str) -> str:
    """Lower case, ligatures opened, marks removed."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    for ligature, letters in _LIGATURES.items():
        lowered = lowered.replace(ligature, letters)
    bare = _USUAL_MARKS.sub("", unicodedata.normalize("NFD", lowered))
    marks = () if bare.isascii() else [letter for letter in set(bare) if unicodedata.combining(letter)]
    return "".join([letter for letter in bare if letter not in marks]) if marks else bare


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

    Folding may change lengths: œ becomes two letters, a mark none.
    """
    folded = fold(text)
    found = min(((folded.find(word), word) for word in wanted if word in folded), default=None)
    if found is None:
        return 0, 0
    first, last = found[0], found[0] + len(found[1]) - 1
    uneven = {} if text.isascii() else {letter: len(_letter(letter)) for letter in set(text) if len(_letter(letter)) != 1}
    return _unfolded(text, first, uneven), _unfolded(text, last, uneven) + 1


def _unfolded(text: str, place: int, uneven: dict[str, int]) -> int:
    """The letter of the text that the letter at this place of the folded text comes from; `uneven` letters become so many."""
    before = 0  # letters of the folded text beyond those of the text, up to here
    for found in re.finditer(f"[{re.escape(''.join(uneven))}]", text) if uneven else ():
        if found.start() + before + uneven[found[0]] > place:
            return min(found.start(), place - before)
        before += uneven[found[0]] - 1
    return place - before


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    return fold(letter)
