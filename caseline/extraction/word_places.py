"""Where words stand in a folded text: looked up by their first letters, so that most of thousands are never searched for."""
from functools import cache, lru_cache
from typing import Mapping, NamedTuple, Sequence

SHORTEST = 3
_LONG = 6


class WordPlaces:
    """A folded text with what all sets of cues ask of it: single spaces, runs of letters, places of words."""

    def __init__(self, folded: str) -> None:
        self.folded = folded
        self.words = ' '.join(folded.split())
        # A word can only stand where its first letters do.
        self.openings = frozenset({self.words[place:place + length] for length in (_LONG, SHORTEST) for place in range(len(self.words))})
        self._places: dict[str, list[int]] = {}
        self._groups: dict[tuple[str, ...], list[int]] = {}

    def places(self, word: str) -> Sequence[int]:
        """Where a word begins, or stands within another, in order."""
        found = self._places.get(word)
        if found is None:
            found, place = [], self.folded.find(word) if len(word) < SHORTEST or opening_of(word) in self.openings else -1
            while place >= 0:
                found.append(place)
                place = self.folded.find(word, place + 1)
            self._places[word] = found
        return found

    def any_places(self, words: tuple[str, ...]) -> Sequence[int]:
        """Where any of some words stands, in order."""
        if len(words) == 1:
            return self.places(words[0])
        found = self._groups.get(words)
        if found is None:
            group = _group(words)
            present = [word for opening in group.openings & self.openings for word in group.words[opening]]
            found = self._groups[words] = sorted({place for word in (*present, *group.short) for place in self.places(word)})
        return found


class _Group(NamedTuple):
    """Words by their openings, and those too short to have one."""
    openings: frozenset[str]
    words: Mapping[str, Sequence[str]]
    short: Sequence[str]


@cache
def _group(words: tuple[str, ...]) -> _Group:
    found: dict[str, list[str]] = {}
    for word in words:
        if len(word) >= SHORTEST:
            found.setdefault(opening_of(word), []).append(word)
    return _Group(frozenset(found), found, [word for word in words if len(word) < SHORTEST])


def opening_of(words: str) -> str:
    """Return the letters by which words are looked up."""
    return words[:_LONG] if len(words) >= _LONG else words[:SHORTEST]


@lru_cache(maxsize=4)
def places_in(folded: str) -> WordPlaces:
    """Return the places of a text; the last few are kept, because one set of cues asks after the other."""
    return WordPlaces(folded)
