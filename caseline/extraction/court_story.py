"""Judgments of other courts tell facts that no type of the country names: each dated step is kept as an event of its own."""
from typing import Sequence

from caseline.extraction.mention import Mention, Page
from caseline.extraction.story import Story

# Kinds whose facts and procedure are worth keeping step by step.
_COURTS = frozenset(('court_judgment', 'criminal_judgment', 'family_court_judgment', 'divorce_judgment', 'court_order'))
_LONG, _SHORT = 3000, 1200


def court_events(story: Story, pages: Sequence[Page], kind: str | None) -> list[Mention]:
    """Return an event of type 'other' for each dated step of a judgment that has no event yet.

    A short judgment whose own event is known is a family's paper: its steps are that event's, not events of their own."""
    length = sum(len(page.text) for page in pages)
    named = any(mention.primary for mention in story.mentions)
    if kind not in _COURTS or length < (_LONG if named else _SHORT):
        return []
    found: list[Mention] = []
    for page, sentence, moment in story.loose:
        if sentence.section in ('reasoning', 'decision', 'signature') or moment.role == 'due' or sentence.heading:
            continue
        found.append(Mention('other', moment.edtf, page.number, sentence, 70.0, 'a dated sentence in the facts or the procedure', moment.within,
                             focus=moment.start))
    return found
