"""Statements that are not events: hypothetical, denied, asked for, or still to come."""
import re

from caseline.extraction.attach import Attached
from caseline.extraction.grammar import Grammar
from caseline.extraction.segment import Sentence

# Types whose own words deny something (“is not able to issue a passport”, “niet als vluchteling”).
_NEGATIVE = frozenset(('cgrs_refusal', 'cgrs_inadmissible', 'decision_inadmissible', 'decision_refusal', 'embassy_contact',
                       'judgment_call', 'judgment_council_of_state', 'statelessness_decision', 'lawyer_mandate_end', 'residence_lost'))
# “the appeal of 3 May” exists whatever the sentence says of it; “lodged an appeal on 3 May” may be denied.
_SAID_ON = re.compile(r'\b(?:le|op|on|am|en|in)\s$')
# Judgments that papers also cite as precedents about other people.
_JUDGED = frozenset(('judgment_call', 'judgment_council_of_state', 'statelessness_decision'))
_CITED_WITHIN, _GROWN_UP = 150, 20
_AHEAD = frozenset(('lease_start', 'notice_to_quit', 'work', 'residence_document_issued', 'identity_document_issued', 'birth'))


def vetoed(folded: str, sentence: Sentence, item: Attached, kind: str, grammar: Grammar, document_date: str | None) -> bool:
    """Say whether what a sentence tells of `kind` at this moment did not happen."""
    moment = item.moment
    if moment.edtf in grammar.settings['laws'] and not item.tied:
        return True
    if kind in _JUDGED and _precedent(folded, sentence, item, grammar) or kind == 'birth' and _grown_up(moment.edtf, document_date):
        return True
    if len(moment.edtf) == 4 and item.score < 66 and moment.role not in ('since', 'start') and not item.tied:
        return True
    ahead = bool(document_date) and moment.edtf.split('/')[0].lstrip('.')[:10] > (document_date or '')
    mapped = kind in grammar.settings['roles'].get(moment.role.replace('until', 'valid_until') if moment.role == 'until' else moment.role, ())
    mapped = mapped or moment.role == 'notified' and kind in grammar.settings['notified'] or moment.role == 'until' and kind in grammar.settings['roles']['due']
    if ahead and kind not in grammar.settings['scheduled'] and kind not in _AHEAD and not mapped:
        return True
    if item.tied and not _SAID_ON.search(folded, max(0, moment.start - 6), moment.start):
        return False
    return _hypothetical(folded, sentence, item, grammar) or _denied(folded, sentence, item, kind, grammar) or (
        document_date is None or ahead and not mapped) and kind not in grammar.settings['scheduled'] and _asked(folded, item, grammar)


def _precedent(folded: str, sentence: Sentence, item: Attached, grammar: Grammar) -> bool:
    """“Le Conseil a déjà jugé, dans un arrêt du …”, “in another case”: the judgment is not this family's."""
    low = max(sentence.start, min(item.hit.start, item.moment.start) - _CITED_WITHIN)
    return bool(grammar.precedents.search(folded, low, min(sentence.end, max(item.hit.end, item.moment.end) + _CITED_WITHIN)))


def _grown_up(edtf: str, document_date: str | None) -> bool:
    """The birth of somebody grown-up when the paper was written tells who that is, not what happened."""
    return bool(document_date) and edtf[:4].isdigit() and int((document_date or '')[:4]) - int(edtf[:4]) >= _GROWN_UP


def _hypothetical(folded: str, sentence: Sentence, item: Attached, grammar: Grammar) -> bool:
    first = min(item.hit.start, item.moment.start)
    clause = re.split(r'[;:]\s', folded[sentence.start:first])[-1]
    found = list(grammar.hypothetical.finditer(clause))
    return bool(found) and clause[found[-1].end():].count(',') == 0


def _denied(folded: str, sentence: Sentence, item: Attached, kind: str, grammar: Grammar) -> bool:
    if kind in _NEGATIVE:
        return False
    low, high = sorted((item.hit.end, item.moment.start))
    between = folded[low:high] if item.hit.end <= item.moment.start else folded[item.moment.end:item.hit.start]
    before = folded[max(sentence.start, item.hit.start - 24):item.hit.start]
    return bool(grammar.negation.search(between) or grammar.negation.search(before))


def _asked(folded: str, item: Attached, grammar: Grammar) -> bool:
    low, high = min(item.hit.start, item.moment.start), max(item.hit.end, item.moment.end)
    return bool(grammar.future.search(folded[max(0, low - 30):high]))
