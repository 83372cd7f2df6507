"""Findings: what the sources say differently, and events that may be one."""
from collections.abc import Iterable

from caseline.chronology.findings.finding import Finding, Look, finding
from caseline.chronology.order import span
from caseline.chronology.sentences import dated, say

# Hearings, leases, journeys are announced; these are only told once they have happened.
_ONLY_EVER_PAST = ('decision_date', 'judgment_date', 'filing_date', 'lodging_date', 'birth_date', 'death_date', 'declared_arrival_date')


def contradictions(look: Look) -> Iterable[Finding]:
    """Yield a finding for every conflict."""
    for conflict in look.conflicts:
        documents = tuple(dict.fromkeys(claim.source.document_id for claim in conflict.claims if claim.source.document_id))
        yield finding(conflict.key, conflict.kind, conflict.severity, conflict.sentence,
                      (f'{claim.value} {claim.source.document_id} {claim.source.document}' for claim in conflict.claims),
                      rows=conflict.rows, person=conflict.person, documents=documents,
                      sources=tuple(claim.source for claim in conflict.claims))


def possible_duplicates(look: Look) -> Iterable[Finding]:
    """Yield a finding for every two rows that may be one event."""
    for pair in look.possible:
        one, other = look.by_event[pair.one], look.by_event[pair.other]
        if one.begin.start > other.begin.start:
            one, other = other, one
        label = look.kinds.label
        yield finding(f'possible_duplicate:{min(one.id, other.id)}:{max(one.id, other.id)}', 'possible_duplicate', 'low',
                      say('possible_duplicate', look.lang, event=label(one.type, look.lang), date=dated(one.edtf, look.lang, one.within),
                          other=label(other.type, look.lang), other_date=dated(other.edtf, look.lang, other.within),
                          reason=say(f'reason_{pair.reason}', look.lang)),
                      (one.edtf, other.edtf, pair.reason), rows=(one.id, other.id), sources=(*one.sources[:2], *other.sources[:2]))


def written_before(look: Look) -> Iterable[Finding]:
    """Yield papers whose own date lies before an event they tell of as past: one of the two dates is wrong."""
    for row in look.rows:
        if look.kinds.main_role(row.type) not in _ONLY_EVER_PAST:
            continue
        for claim in row.claims['main']:
            written = claim.source.document_date
            if written and not claim.within and span(written).certainly_before(claim.begin):
                yield finding(f'written_before:{row.id}:{claim.source.document_id}', 'written_before', 'medium',
                              say('written_before', look.lang, document=claim.source.document, date=dated(written, look.lang),
                                  event=look.kinds.label(row.type, look.lang), event_date=dated(claim.edtf, look.lang)),
                              (written, claim.edtf), rows=(row.id,), sources=(claim.source,),
                              documents=(claim.source.document_id,) if claim.source.document_id else ())
                break
