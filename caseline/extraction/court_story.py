"""Judgments of other courts tell facts that no type of the country names: each dated step is kept as an event of its own."""
from typing import Sequence

from caseline.extraction.story import Mention, Page, Story

# Kinds whose facts and procedure are worth keeping step by step.
_COURTS = frozenset(('court_judgment', 'criminal_judgment', 'family_court_judgment', 'divorce_judgment', 'court_order', 'foreign_document', 'other'))
_LEAST_TEXT = 3000


def court_events(story: Story, pages: Sequence[Page], kind: str | None) -> list[Mention]:
    """Return an event of type 'other' for each dated step of a long judgment that has no event yet."""
    if kind not in _COURTS or sum(len(page.text) for page in pages) < _LEAST_TEXT:
        return []
    found: list[Mention] = []
    for page, sentence, moment in story.loose:
        if sentence.section in ('reasoning', 'decision', 'signature') or moment.role == 'due' or sentence.heading:
            continue
        found.append(Mention('other', moment.edtf, page.number, sentence, 70.0, 'a dated sentence in the facts or the procedure', moment.within,
                             focus=moment.start))
    return found
