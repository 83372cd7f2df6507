"""One folded form of text for both databases: without accents, ligatures and case, so that œuvre is found by oeuvre."""

import re
import unicodedata

from markupsafe import Markup, escape

MOST_INDEXED = 500_000  # characters of one page: more than any print, less than PostgreSQL’s limit for one text
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "’": "'"})
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Lower case, ligatures opened, marks removed."""
    lowered = text.lower().translate(_LIGATURES)
    return "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))


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


def words_of(asked: str) -> list[str]:
    """The folded words of a question, at most eight: a long paste must not become a long search."""
    return words(asked)[:8]


def place(text: str, wanted: list[str]) -> tuple[int, int]:
    """Start and end, in the original text, of the first wanted word; (0, 0) when none stands there.

    Folding may change lengths (œ is two letters), so places are counted letter by letter.
    """
    letters, places = [], []
    for number, letter in enumerate(text):
        for part in fold(letter):
            letters.append(part)
            places.append(number)
    folded = "".join(letters)
    found = min(((folded.find(word), word) for word in wanted if word in folded), default=None)
    if found is None:
        return 0, 0
    return places[found[0]], places[found[0] + len(found[1]) - 1] + 1


def excerpt(text: str, wanted: list[str], around: int = 70) -> Markup:
    """The words around the first hit as HTML, the hit marked; everything else is escaped."""
    start, end = place(text, wanted)
    if not end:
        return escape(text[: 2 * around])
    before, after = text[max(0, start - around) : start], text[end : end + around]
    return Markup("{}{}<mark>{}</mark>{}{}").format("…" if start > around else "", before, text[start:end], after, "…" if end + around < len(text) else "")
