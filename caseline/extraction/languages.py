"""Which languages a paper is written in, by its small words."""
import re
from collections import Counter
from functools import cache
from typing import Mapping

from caseline.extraction.grammar import LANGUAGES, lexicon

_WORD = re.compile(r"[a-z]+")
_SHARE = 0.18
_LEAST = 3


def languages_of(folded: str) -> tuple[str, ...]:
    """Return the languages of a folded text, strongest first; empty when it holds too few words to say.

    A language counts when its small words are at least a fifth of the strongest language's; papers are often mixed.
    """
    votes = _votes(folded)
    if not votes:
        return ()
    ranked = votes.most_common()
    top = ranked[0][1]
    if top < _LEAST:
        return ()
    return tuple(language for language, count in ranked if count >= _LEAST and count >= top * _SHARE)


def _votes(folded: str) -> Counter[str]:
    owners = _owners()
    votes: Counter[str] = Counter()
    for word, count in Counter(_WORD.findall(folded[:20_000])).items():
        for language in owners.get(word, ()):
            votes[language] += count / len(owners[word])
    return votes


@cache
def _owners() -> Mapping[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for language in LANGUAGES:
        for word in lexicon(language)['stopwords']:
            words[word] = words.get(word, ()) + (language,)
    return words
