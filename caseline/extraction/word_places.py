"""Where words stand in a folded text: all the words that thousands of cues need are found in one pass."""
from typing import Iterable, Mapping, Sequence

import ahocorasick


class WordPlaces:
    """Finds groups of words: of each group, where any of its words begins, or stands within another (Aho and Corasick 1975)."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, ...], int] = {}
        self._members: dict[str, list[int]] = {}
        self._automaton: ahocorasick.Automaton | None = None

    def group(self, words: Iterable[str]) -> int:
        """Return the number of a group of words, to be asked for in `found`."""
        key = tuple(dict.fromkeys(words))
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers)
            for word in key:
                self._members.setdefault(word, []).append(self._numbers[key])
        return self._numbers[key]

    def found(self, folded: str) -> Mapping[int, Sequence[Sequence[int]]]:
        """Return the places of each word of each group that stands in the text; `in_order` makes one list of them."""
        if not self._members:
            return {}
        if self._automaton is None:
            self._automaton = _automaton(self._members)
        by_word: dict[str, list[int]] = {}
        for end, word in self._automaton.iter(folded):
            if word in by_word:
                by_word[word].append(end - len(word) + 1)
            else:
                by_word[word] = [end - len(word) + 1]
        found: dict[int, list[list[int]]] = {}
        for word, places in by_word.items():
            for number in self._members[word]:
                if number in found:
                    found[number].append(places)
                else:
                    found[number] = [places]
        return found


def in_order(places: Sequence[Sequence[int]]) -> Sequence[int]:
    """Return the places of several words, each once, from the first to the last."""
    return places[0] if len(places) == 1 else sorted({place for some in places for place in some})


def _automaton(words: Iterable[str]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for word in words:
        automaton.add_word(word, word)
    automaton.make_automaton()
    return automaton
