"""Judgments tell steps that no type of the country names: each dated one is kept as an event of its own."""
from typing import Collection, Sequence

from caseline.extraction.court_sections import MIXED, TELLING, other_cases
from caseline.extraction.mention import Mention, Page
from caseline.extraction.moments import Moment
from caseline.extraction.segment import Sentence
from caseline.extraction.story import Story

# Courts that judge any matter; those of aliens' law have types for all the steps that open their judgments.
COURTS = frozenset(('court_judgment', 'criminal_judgment', 'family_court_judgment', 'divorce_judgment', 'court_order'))
_ALIENS = frozenset(('call_judgment', 'council_of_state_judgment'))
# A short judgment that families keep tells one event, its own; the steps of a longer one are its story.
_NAMED, _UNNAMED = 1100, 700
# A step without a type is as sure as what stands in one clause with its words.
_SCORE = 95.0
# A party's birth says who it is; a limit is a step only where nothing else in the sentence is.
_NO_STEP, _LIMITS = frozenset(('born', 'due')), frozenset(('until', 'valid_until'))


def court_events(story: Story, pages: Sequence[Page], kind: str | None) -> list[Mention]:
    """Return an event of type 'other' for each dated step of a judgment that has no event yet.

    Steps stand in the opening, the procedure and the facts; sentences on the law or on other people's judgments have none,
    and the day of the judgment is that of its own event where that is known.
    """
    own = {mention.edtf for mention in story.mentions if mention.primary}
    if kind not in COURTS | _ALIENS or sum(len(page.text) for page in pages) < (_NAMED if own else _UNNAMED):
        return []
    found: list[Mention] = []
    days = {mention.edtf for mention in story.mentions}
    told = {(mention.page, mention.sentence) for mention in story.mentions}
    for page, sentence, moment in story.loose:
        alone = (page.number, sentence) not in told
        if moment.edtf in own or kind in _ALIENS and sentence.section != 'facts' or not _is_step(sentence, moment, days, alone) or other_cases().search(page.folded, sentence.start, sentence.end):
            continue
        days.add(moment.edtf)
        told.add((page.number, sentence))
        found.append(Mention('other', moment.edtf, page.number, sentence, _SCORE, 'a dated sentence in the facts or the procedure', moment.within,
                             focus=moment.start))
    return found


def _is_step(sentence: Sentence, moment: Moment, days: Collection[str], alone: bool) -> bool:
    """Whether a date is a step; among reasons that tell the facts too, only a day that was not told before."""
    if sentence.section == MIXED:
        return moment.edtf not in days and len(moment.edtf) == 10 and not moment.role
    return sentence.section in TELLING and moment.role not in _NO_STEP and (alone or moment.role not in _LIMITS)
