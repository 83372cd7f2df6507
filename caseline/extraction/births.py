"""Births told by identity lines: a child born in this country is part of the family's story, a parent's birth date is not."""
import re
from functools import cache
from typing import Iterator, Sequence

from caseline import countries
from caseline.extraction.cues import any_of
from caseline.extraction.fold import fold
from caseline.extraction.model import Named
from caseline.extraction.segment import Sentence
from caseline.extraction.mention import Mention

_CHILDHOOD = 18


def births_told(people: Sequence[Named], document_date: str | None, country: str) -> Iterator[Mention]:
    """Yield a birth for each person who was a child when the paper was written and was born in this country."""
    for person in people:
        if not person.born or person.born.endswith('?') or len(person.born) < 10 or not document_date:
            continue
        child = int(document_date[:4]) - int(person.born[:4]) < _CHILDHOOD and person.born <= document_date
        if child and _places(country).search(fold(person.quote)):
            sentence = Sentence(person.start, person.end, 'facts', True, False)
            yield Mention('birth', person.born, person.page, sentence, 88.0, 'a child born in this country, with its birth date',
                          focus=person.start)


@cache
def _places(country: str) -> re.Pattern[str]:
    return any_of(countries.load(country).table('places')['places'])
