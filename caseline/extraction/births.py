"""Births told by identity lines: a child born in this country is part of the family's story, a parent's birth date is not."""
import re
from functools import cache
from typing import Iterator, Sequence

from caseline import countries
from caseline.extraction.cues import any_of
from caseline.extraction.fold import fold
from caseline.extraction.model import Named
from caseline.extraction.segment import Sentence
from caseline.extraction.mention import Mention, Page

_CHILDHOOD, _BRACKET = 18, 70
# A first name, then a bracket with a place and a day.
_LISTED = re.compile(r"[A-ZÀ-Þ][\w'’-]+\s?\((?:°\s?)?(?P<place>[A-ZÀ-Þ][\w'’. -]{2,30}),?\s+(?:(?:le|op|on|am|den)\s+)?$")


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


def births_listed(page: Page, document_date: str | None, country: str) -> Iterator[Mention]:
    """Yield the births of children listed with place and day: “three children: Sami (Liège, 7 June 2014), Nour (Namur, …)”."""
    for found in page.dates:
        before = _LISTED.search(page.text, max(0, found.start - _BRACKET), found.start)
        if not before or len(found.edtf) != 10 or page.text[found.end:found.end + 1] != ')' or not document_date:
            continue
        grown_up = int(document_date[:4]) - int(found.edtf[:4]) >= _CHILDHOOD or found.edtf > document_date
        if not grown_up and _places(country).search(fold(before.group('place'))):
            sentence = next((item for item in page.sentences if item.start <= before.start() < item.end), None)
            if sentence:
                yield Mention('birth', found.edtf, page.number, sentence, 80.0, 'a child listed with place and day', focus=before.start())


@cache
def _places(country: str) -> re.Pattern[str]:
    return any_of(countries.load(country).table('places')['places'])
