"""The parts of a judgment: its opening, procedure and facts tell the case, the law and the reasoning tell other cases too."""
import re
from dataclasses import replace
from functools import cache
from typing import Sequence

from caseline.extraction.cues import any_of
from caseline.extraction.grammar import LANGUAGES, lexicon
from caseline.extraction.segment import Sentence

# Where the steps of a case are told; '' is what stands before the first heading.
TELLING, MIXED = ('', 'procedure', 'facts'), 'mixed'
# How much longer than its cue a heading may be; a decision is not announced in many words.
_LONGEST, _REST, _SHORT_REST = 130, 70, 12
_NUMBERING = re.compile(r'^[\W\d]*(?:(?:[ivx]{1,5}|[a-h])[.)]\s+)?[\d.\s]*')
_YEAR = re.compile(r'\b(?:19|20)\d\d\b(?!/)')
# A German order tells the facts under “Gründe I.” and reasons under “II.”.
_UNDER_GROUNDS = {'i': 'facts', 'ii': 'reasoning', 'iii': 'reasoning'}


def parts_of(pages: Sequence[tuple[str, Sequence[Sentence]]]) -> list[list[Sentence]]:
    """Return the sentences of a judgment's pages, given as folded text and sentences, each with the part it stands in.

    In a judgment without a part for the facts the reasons tell them: those are `mixed`.
    """
    found, part = [], ''
    for folded, sentences in pages:
        found.append(_in_parts(folded, sentences, part))
        part = found[-1][-1].section if sentences else part
    if any(sentence.section == 'facts' for sentences in found for sentence in sentences):
        return found
    return [[replace(sentence, section=MIXED) if sentence.section == 'reasoning' else sentence for sentence in sentences] for sentences in found]


def _in_parts(folded: str, sentences: Sequence[Sentence], part: str) -> list[Sentence]:
    """The sentences of one page; `part` is where the page before ended."""
    found, grounds = [], False
    for sentence in sentences:
        line = folded[sentence.start:sentence.end]
        if len(line) <= _LONGEST:
            named = _part_named(line, sentence.heading)
            grounds = named == 'grounds' or grounds and not named
            part = 'facts' if named == 'grounds' else named or part
            part = _UNDER_GROUNDS.get(line.strip(' .'), part) if grounds else part
        found.append(replace(sentence, section=part))
    return found


def _part_named(line: str, heading: bool) -> str:
    """The part whose heading a line is: its longest cue fills it, or opens a line in capitals."""
    head = _NUMBERING.sub('', line, count=1)
    if not heading and (head.rstrip(' "').endswith(('.', ';', ',')) and ' ' in head or _YEAR.search(head)):
        return ''
    head = head.strip(' :.,-')
    best, length = '', 0
    for part, pattern in _headings():
        match = pattern.match(head)
        if match and match.end() > length and (heading or len(head) - match.end() <= (_SHORT_REST if part == 'decision' else _REST)):
            best, length = part, match.end()
    return best


@cache
def _headings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((part, any_of(cue for language in LANGUAGES for cue in lexicon(language).get('judgments', {}).get(part, ())))
                 for part in ('grounds', 'law', 'decision', 'reasoning', 'procedure', 'facts'))


@cache
def other_cases() -> re.Pattern[str]:
    """Words of sentences that speak of the law or of other people's judgments."""
    return any_of(cue for language in LANGUAGES for cue in lexicon(language).get('judgments', {}).get('other_cases', ()))
