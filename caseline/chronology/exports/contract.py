"""The chronology as the JSON contract: events, conflicts, gaps, deadlines, procedures, bands, findings, presence."""
from collections.abc import Mapping
from typing import Any

from caseline.chronology.case import Source
from caseline.chronology.chronology import Chronology
from caseline.chronology.conflicts import Conflict
from caseline.chronology.findings import Finding
from caseline.chronology.gaps import Gap
from caseline.chronology.kinds import kinds
from caseline.chronology.procedures import Procedure
from caseline.chronology.rows import Row
from caseline.chronology.sentences import dated, say
from caseline.chronology.terms import Term


def to_json(chronology: Chronology) -> dict[str, Any]:
    """Return plain values ready for `json.dumps`. Dates are EDTF; `deadlines` hold only computed days, `questions` what
    has to be asked before more can be computed."""
    names = {person.id: person.name for person in chronology.people}
    return {
        'family': chronology.reference,
        'today': chronology.today.isoformat(),
        'language': chronology.lang,
        'events': [_event(row, names) for row in chronology.rows],
        'conflicts': [_conflict(conflict) for conflict in chronology.conflicts],
        'gaps': [_gap(gap, chronology.lang) for gap in chronology.gaps],
        'deadlines': [_deadline(term) for term in chronology.terms if term.due],
        'questions': [{'event': term.event, 'rule': term.rule, 'question': term.question}
                      for term in chronology.terms if term.question],
        'procedures': [_procedure(one, names) for one in chronology.procedures],
        'bands': [{'person': names[band.person], 'kind': band.kind, 'start': band.start, 'end': band.end, 'events': list(band.rows)}
                  for band in chronology.bands],
        'lawyers': [{'lawyer': one.lawyer, 'start': one.start, 'end': one.end, 'until': one.until} for one in chronology.tenures],
        'presence': [{'person': names[line.person], 'years': {str(year): shown for year, shown in line.years().items()}}
                     for line in chronology.presence],
        'possible_duplicates': [{'events': [pair.one, pair.other], 'reason': say(f'reason_{pair.reason}', chronology.lang)}
                                for pair in chronology.possible],
        'findings': [_finding(one, names) for one in chronology.findings],
    }


def _event(row: Row, names: Mapping[int, str]) -> dict[str, Any]:
    return {
        'id': row.id, 'type': row.type, 'edtf': row.edtf, 'within': row.within, 'period': row.period, 'dates': dict(row.dates),
        'persons': [names[person] for person in row.persons if person in names], 'named': list(row.named),
        'sentence': row.sentence, 'status': row.status, 'merged': list(row.events), 'disputed': list(row.disputed),
        'references': [{'system': system, 'value': value} for system, value in row.references],
        'key': row.key, 'advice_question': row.advice_question, 'sources': [_source(source) for source in row.sources],
        'claims': {role: [{'edtf': claim.edtf, 'document': claim.source.document} for claim in said]
                   for role, said in row.claims.items() if len(said) > 1},
    }


def _source(source: Source) -> dict[str, Any]:
    return {'document': source.document or source.said_by or '', 'page': source.page, 'quote': source.quote,
            'source_kind': source.source_kind, 'said_by': source.said_by}


def _conflict(conflict: Conflict) -> dict[str, Any]:
    return {'kind': conflict.kind, 'subject': conflict.subject, 'severity': conflict.severity, 'key': conflict.key,
            'events': list(conflict.rows), 'sentence': conflict.sentence,
            'claims': [{'document': claim.source.document or claim.source.said_by or '', 'page': claim.source.page,
                        'quote': claim.source.quote, 'value': claim.value, 'working': claim.working, 'note': claim.note}
                       for claim in conflict.claims]}


def _gap(gap: Gap, lang: str) -> dict[str, Any]:
    return {'start': gap.start, 'end': gap.end, 'months': gap.months, 'edtf': gap.edtf, 'after': gap.after, 'before': gap.before,
            'sentence': say('gap', lang, start=dated(gap.start, lang), end=dated(gap.end, lang), months=round(gap.months))}


def _deadline(term: Term) -> dict[str, Any]:
    return {'event': term.event, 'rule': term.rule, 'label': term.label, 'start': term.start, 'due': term.due.isoformat(),
            'basis': term.basis, 'status': term.status, 'kind': term.kind, 'group': term.group, 'answered_by': term.answer,
            'other_readings': [{'start': start, 'due': day.isoformat()} for start, day in term.others],
            'presumed': term.presumed.isoformat() if term.presumed else None, 'to_be_confirmed': term.to_be_confirmed}


def _procedure(one: Procedure, names: Mapping[int, str]) -> dict[str, Any]:
    return {'id': one.id, 'kind': one.kind, 'title': one.title, 'persons': [names[person] for person in one.persons if person in names],
            'steps': [{'part': step.part, 'edtf': step.edtf, 'event': step.row, 'type': step.type} for step in one.steps],
            'waits': [{'since': wait.since, 'until': wait.until, 'days': wait.days} for wait in one.waits],
            'outcome': one.outcome, 'open': one.open, 'lawyer': one.lawyer, 'lawyers': list(one.lawyers), 'arranged_by_hand': one.edited is not None,
            'arguments_rejected': [{'argument': said.text, 'event': said.row, 'type': said.type, 'edtf': said.edtf, 'source': _source(said.source)}
                                   for said in one.arguments]}


def _finding(one: Finding, names: Mapping[int, str]) -> dict[str, Any]:
    return {'key': one.key, 'kind': one.kind, 'severity': one.severity, 'sentence': one.sentence, 'fingerprint': one.fingerprint,
            'events': list(one.rows), 'person': names.get(one.person), 'question': one.question,
            'sources': [_source(source) for source in one.sources]}


def label_of(row: Row, chronology: Chronology) -> str:
    """Return the row's sentence, or the name of its kind when nobody has worded it yet."""
    return row.sentence or kinds(chronology.country).label(row.type, chronology.lang)
