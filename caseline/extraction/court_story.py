"""Judgments of other courts tell facts that no type of the country names: each dated step is kept as an event of its own."""
from typing import Sequence

from caseline.extraction.story import Mention, Page, Story

# Kinds whose facts and procedure are worth keeping step by step.
_COURTS = frozenset(('court_judgment', 'criminal_judgment', 'family_court_judgment', 'divorce_judgment', 'court_order', 'foreign_document', 'other'))
_LEAST_TEXT = 3000


def court_events(story: Story, pages: Sequence[Page], kind: str | None) -> list[Mention]:
    """Return an event of type 'other' for each sentence of a long judgment that tells a dated step and has no event yet."""
    if kind not in _COURTS or sum(len(page.text) for page in pages) < _LEAST_TEXT:
        return []
    told = {(mention.page, mention.sentence.start) for mention in story.mentions}
    found: list[Mention] = []
    for page, sentence, moment in story.loose:
        place = (page.number, sentence.start)
        if place in told or sentence.section in ('reasoning', 'signature') or moment.role in ('born', 'due') or sentence.heading:
            continue
        told.add(place)
        found.append(Mention('other', moment.edtf, page.number, sentence, 70.0, 'a dated sentence in the facts or the procedure', moment.within,
                             focus=moment.start))
    return found
