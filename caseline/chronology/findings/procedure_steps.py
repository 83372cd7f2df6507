"""Findings: a decision nobody was told of, a procedure without an outcome, a running term, a lawyer without a mandate."""
from collections.abc import Iterable

from caseline.chronology.findings.finding import Finding, Look, finding
from caseline.chronology.lawyers import same_lawyer
from caseline.chronology.sentences import dated, say

_LONG_WAIT = 365


def unnotified(look: Look) -> Iterable[Finding]:
    """Yield decisions without a day of notification; less pressing once an appeal has been decided."""
    known = set(look.kinds.table['notified_kinds'])
    settled = {step.row for one in look.procedures if one.first('judgment') for step in one.steps}
    for row in look.rows:
        if row.type in known and not row.date('notification_date') and not row.begin.open:
            yield finding(f'unnotified:{row.id}', 'unnotified', 'low' if row.id in settled else 'high',
                          say('unnotified', look.lang, event=look.kinds.label(row.type, look.lang), date=dated(row.edtf, look.lang)),
                          (row.edtf,), rows=(row.id,), sources=row.sources[:3], question=True)


def without_outcome(look: Look) -> Iterable[Finding]:
    """Yield procedures that have waited for more than a year."""
    for one in look.procedures:
        wait = next((wait for wait in one.waits if wait.until == 'today'), None)
        if wait and (wait.days or 0) > _LONG_WAIT:
            begun = one.first(wait.since) or one.steps[0]
            yield finding(f'procedure_without_outcome:{one.id}', 'procedure_without_outcome', 'medium',
                          say('procedure_without_outcome', look.lang, procedure=one.title, date=dated(begun.edtf, look.lang), months=round(wait.days * 12 / 365.25)),
                          (begun.edtf, wait.since), rows=(begun.row,), sources=look.by_id[begun.row].sources[:1])


def running_terms(look: Look) -> Iterable[Finding]:
    """Yield the terms that still run and have not been met."""
    for term in look.terms:
        if term.status == 'running' and term.group not in ('freshness', 'identity'):
            row = look.by_id[term.event]
            yield finding(f'term:{term.event}:{term.rule}', 'term_running', 'high' if term.severity == 'critical' else 'medium',
                          say('term_running', look.lang, rule=term.label, due=dated(term.due.isoformat(), look.lang),
                              event=look.kinds.label(row.type, look.lang), date=dated(row.edtf, look.lang)),
                          (term.due, term.start), rows=(row.id,), sources=row.sources[:1])


def lawyer_without_mandate(look: Look) -> Iterable[Finding]:
    """Yield lawyers who write or are written to without any recorded mandate."""
    told = set()
    for row in look.rows:
        if row.type != 'lawyer_contact' or not row.named:
            continue
        lawyer = row.named[0]
        if not any(same_lawyer(name, one.lawyer) for name in row.named for one in look.tenures) and lawyer not in told:
            told.add(lawyer)
            yield finding(f'lawyer_without_mandate:{lawyer.casefold()}', 'lawyer_without_mandate', 'low',
                          say('lawyer_without_mandate', look.lang, lawyer=lawyer, date=dated(row.edtf, look.lang)),
                          (row.edtf,), rows=(row.id,), sources=row.sources[:1])


def no_lawyer_now(look: Look) -> Iterable[Finding]:
    """Yield when every mandate has ended while a procedure is open or a term runs."""
    today = look.today.toordinal()
    needed = any(one.open for one in look.procedures) or any(term.status == 'running' for term in look.terms)
    if look.tenures and needed and all(one.ends < today for one in look.tenures):
        last = max(look.tenures, key=lambda one: one.ends)
        yield finding('no_lawyer_now', 'no_lawyer_now', 'high',
                      say('no_lawyer_now', look.lang, lawyer=last.lawyer, date=dated(last.end or last.until, look.lang)),
                      (last.lawyer, last.end), rows=(last.row,) if last.row else ())
