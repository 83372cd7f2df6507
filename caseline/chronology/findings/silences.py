"""Findings: silent periods, years in which nothing shows a person's presence, and a file gone quiet."""
from collections.abc import Iterable

from caseline.chronology.findings.finding import Finding, Look, finding
from caseline.chronology.order import MONTH, as_date, months_between
from caseline.chronology.sentences import dated, listed, say, stretches

_LONG = 24


def gaps(look: Look) -> Iterable[Finding]:
    """Yield a finding for every silent period."""
    titles = {one.id: one.title for one in look.procedures}
    for gap in look.gaps:
        key = 'gap_pending' if gap.pending else 'gap'
        around = [look.by_id[row] for row in (gap.after, gap.before) if row in look.by_id]
        yield finding(f'gap:{gap.start[:7]}:{gap.end[:7]}', 'gap', 'high' if gap.months >= _LONG else 'medium',
                      say(key, look.lang, start=dated(gap.start, look.lang), end=dated(gap.end, look.lang),
                          months=round(gap.months), procedure=titles.get(gap.pending, '')),
                      (gap.edtf,), rows=tuple(row.id for row in around), sources=tuple(row.sources[0] for row in around if row.sources))


def presence_not_shown(look: Look) -> Iterable[Finding]:
    """Yield, per person, the years that no paper covers."""
    names = look.names()
    for line in look.presence:
        years = [year for year in line.unshown() if year < look.today.year]
        if years:
            yield finding(f'presence_not_shown:{line.person}', 'presence_not_shown', 'medium',
                          say('presence_not_shown', look.lang, name=names[line.person], years=listed(stretches(years), look.lang)),
                          years, person=line.person)


def silent_since(look: Look) -> Iterable[Finding]:
    """Yield when nothing has been recorded for longer than the measure of a gap."""
    last, known, today = None, 0, look.today.toordinal()
    for row in look.rows:
        begin = row.begin
        if begin.rank <= MONTH and known < begin.end and begin.start <= today and known < today:
            last, known = row, min(begin.end, today)
    if last is None:
        return
    months = months_between(as_date(known), look.today)
    if months > look.case.gap_months:
        yield finding('silent_since', 'silent_since', 'low',
                      say('silent_since', look.lang, date=dated(last.edtf, look.lang), months=round(months)),
                      (last.edtf,), rows=(last.id,), sources=last.sources[:1])
