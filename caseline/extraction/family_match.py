"""Whether a name in a paper is a member of the family: word sets, spelling and transliteration, within one family only."""
import re
from typing import Collection, Iterable, Sequence

from caseline.extraction.fold import fold
from caseline.extraction.model import KnownPerson
from caseline.later import Later

distance, fuzz = Later('rapidfuzz.distance'), Later('rapidfuzz.fuzz')
_CLOSE = 0.88
_LEAST = 3
_TRANSLITERATED = (('ph', 'f'), ('ou', 'u'), ('oo', 'u'), ('ee', 'i'), ('kh', 'h'), ('gh', 'g'), ('sh', 's'), ('ch', 's'), ('tch', 's'),
                   ('dj', 'j'), ('y', 'i'), ('v', 'w'), ('ck', 'k'), ('q', 'k'), ('c', 'k'), ('z', 's'))


def person_of(name: str, born: str | None, people: Sequence[KnownPerson]) -> KnownPerson | None:
    """Return the member of the family that a name as written means, or None when none or more than one fits.

    Words are compared as sets, so order does not matter; each word may differ by spelling (Davit, Dawit). A birth date
    that is the same settles between two; one that differs does not exclude: dates are often misread or assigned.
    """
    fitting = people_like(name, born, people)
    return fitting[0] if len(fitting) == 1 else None


def people_like(name: str, born: str | None, people: Sequence[KnownPerson]) -> list[KnownPerson]:
    """Return whom a name as written may mean: nobody, one person, or several whom it fits about as well."""
    scored = sorted(((_likeness(name, born, person), person) for person in people), key=lambda item: -item[0])
    return [person for score, person in scored if score >= _CLOSE and score >= scored[0][0] - 0.03]


def _likeness(name: str, born: str | None, person: KnownPerson) -> float:
    best = max(_alike(_words(name), _words(variant)) for variant in (person.name, *person.variants))
    same_birth = bool(born and person.born and born.rstrip('?~%') == person.born.rstrip('?~%'))
    return best + 0.05 * same_birth


def _alike(first: list[str], second: list[str]) -> float:
    """How well the words of the shorter name find a partner in the longer; one lone word counts less."""
    if not first or not second:
        return 0.0
    shorter, longer = sorted((first, second), key=len)
    left = list(longer)
    total = 0.0
    for word in shorter:
        partner = max(left, key=lambda other: _word_likeness(word, other), default='')
        likeness = _word_likeness(word, partner) if partner else 0.0
        total += likeness
        if partner and likeness > 0.8:
            left.remove(partner)
    share = total / len(shorter)
    return share * (0.93 if len(shorter) == 1 and len(longer) > 1 else 1.0)


def _word_likeness(word: str, other: str) -> float:
    if len(word) == 1 or len(other) == 1:
        return 0.9 if word[0] == other[0] else 0.0
    plain = distance.JaroWinkler.similarity(word, other)
    return max(plain if min(len(word), len(other)) > 3 else float(word == other), fuzz.ratio(_sound(word), _sound(other)) / 100 - 0.04)


def _sound(word: str) -> str:
    for spelled, heard in _TRANSLITERATED:
        word = word.replace(spelled, heard)
    return ''.join(char for index, char in enumerate(word) if index == 0 or char != word[index - 1])


def _words(name: str) -> list[str]:
    return [word for word in fold(name).replace('-', ' ').replace('.', ' ').replace(',', ' ').split() if word not in _TITLES]


_TITLES: frozenset[str] = frozenset(('monsieur', 'madame', 'mevrouw', 'heer', 'de', 'mr', 'mrs', 'ms', 'm', 'mme', 'herr', 'frau', 'dr'))


def named_alone(text: str, people: Sequence[KnownPerson], known: Collection[int]) -> list[tuple[KnownPerson, int, int]]:
    """Return the members not yet `known` whom a text names by a given name alone, “Luan goes to school”, and where it first does.

    A word that several members bear, or that is written small, names nobody.
    """
    bearers: dict[str, set[int]] = {}
    for person in people:
        for word in {word for name in (person.name, *person.variants) for word in _words(name)}:
            bearers.setdefault(word, set()).add(person.id)
    found = []
    for person in people:
        own = [word for word, ids in bearers.items() if ids == {person.id} and len(word) >= _LEAST]
        match = re.search(rf"(?<![\w'’-])(?:{'|'.join(map(re.escape, own))})(?![\w-])", fold(text)) if own and person.id not in known else None
        if match and text[match.start()].isupper():
            found.append((person, *match.span()))
    return found


def ids_of(names: Iterable[str], people: Sequence[KnownPerson]) -> tuple[int, ...]:
    """Return the ids of the family members among names as written, each once."""
    found = (person_of(name, None, people) for name in names)
    return tuple(dict.fromkeys(person.id for person in found if person))
