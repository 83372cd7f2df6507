"""Findings: papers that are missing, expiring or getting old."""
from collections.abc import Iterable
from datetime import timedelta

from caseline.chronology.ages import school_year
from caseline.chronology.counting import NotCountable, due
from caseline.chronology.findings.finding import Finding, Look, finding
from caseline.chronology.order import OPEN_END, as_date, span, when
from caseline.chronology.sentences import dated, listed, say, stretches

# Embassies can take months: identity papers are announced nine months ahead, evidence a month.
_EXPIRY_AHEAD, _EXPIRY_BEHIND, _AGEING_AHEAD = 270, 730, 31


def birth_without_certificate(look: Look) -> Iterable[Finding]:
    """Yield births in the family of which there is no certificate."""
    kinds = set(look.kinds.table['birth_papers'])
    names = look.names()
    certified = {person for document in look.case.documents if document.kind in kinds for person in document.persons}
    for row in look.rows:
        if row.type == 'birth' and row.subject in names and row.subject not in certified:
            if not any(source.document_kind in kinds for source in row.sources):
                yield finding(f'birth_without_certificate:{row.subject}', 'birth_without_certificate', 'medium',
                              say('birth_without_certificate', look.lang, name=names[row.subject]), (row.edtf,),
                              rows=(row.id,), person=row.subject, sources=row.sources[:2])


def school_not_shown(look: Look) -> Iterable[Finding]:
    """Yield the school years, from the age of six, of which no paper shows a school."""
    names, since = look.names(), {line.person: line.quarters[0].year for line in look.presence if line.quarters}
    for person in look.children():
        born = as_date(look.born(person))
        first = max(born.year + look.kinds.table['school_from_age'], since.get(person.id, 9999))
        stretches = [_school_stretch(row) for row in look.rows if row.type == 'school_enrolment' and person.id in row.persons]
        last = min(look.today.year if look.today.month >= 10 else look.today.year - 1, born.year + look.kinds.table['school_to_age'] - 1)
        missing = [year for year in range(first, last + 1)
                   if not any(begin <= _june(year + 1) and end >= _september(year) for begin, end in stretches)
                   and school_year(born.isoformat(), as_date(_september(year)))]
        if missing:
            years = listed(_school_years(missing), look.lang)
            yield finding(f'school_not_shown:{person.id}', 'school_not_shown', 'medium',
                          say('school_not_shown', look.lang, name=names[person.id], years=years), missing, person=person.id)


def expiring_papers(look: Look) -> Iterable[Finding]:
    """Yield identity papers and permits that expire within nine months or expired lately."""
    names, today = look.names(), look.today.toordinal()
    limits = [(row.id, row.persons, row.date(role), row.type, row.sources[:1]) for row in look.rows
              if row.type in ('identity_document_issued', 'residence_document_issued') for role in ('expiry_date', 'valid_until') if row.date(role)]
    papers = {*look.kinds.table['identity_papers'], *look.kinds.table['residence_papers']}
    limits += [(None, document.persons, document.valid_until, document.kind, ()) for document in look.case.documents
               if document.kind in papers and document.valid_until]
    seen = set()
    for row, persons, until, kind, sources in limits:
        day = span(until)
        if day.open or not today - _EXPIRY_BEHIND <= day.end <= today + _EXPIRY_AHEAD or (persons, until) in seen:
            continue
        if any(_renews(look, kind, other) and span(later).start > day.end and set(persons) <= set(holders) for _, holders, later, other, _ in limits):
            continue
        seen.add((persons, until))
        name = listed((names[person] for person in persons if person in names), look.lang) or '?'
        key = 'paper_expired' if day.end < today else 'paper_expires'
        yield finding(f'paper_expires:{kind}:{"-".join(map(str, persons))}', key, 'high' if key == 'paper_expired' else 'medium',
                      say(key, look.lang, paper=look.kinds.label(kind, look.lang), name=name, date=dated(until, look.lang)), (until,),
                      rows=(row,) if row else (), sources=sources)


def _renews(look: Look, kind: str, other: str) -> bool:
    """Can a paper of one kind have taken the place of another? A row says only whether it is an identity or a residence paper."""
    papers = {'identity_document_issued': look.kinds.table['identity_papers'], 'residence_document_issued': look.kinds.table['residence_papers']}
    return kind == other or kind in papers.get(other, ()) or other in papers.get(kind, ())


def ageing_evidence(look: Look) -> Iterable[Finding]:
    """Yield papers that practice soon finds too old; of one kind and people, only the newest counts."""
    rules = {kind: key for key, papers in look.kinds.table['freshness'].items() for kind in papers}
    newest = {}
    for document in look.case.documents:
        day = span(document.date).day
        if document.kind in rules and day and day <= look.today:
            held = newest.get((document.kind, document.persons))
            if held is None or day > held[1]:
                newest[document.kind, document.persons] = (document, day)
    for document, day in newest.values():
        rule = look.kinds.country.deadlines[rules[document.kind]]
        try:
            last = due(rule, day)
        except NotCountable:
            continue
        if last > look.today + timedelta(days=_AGEING_AHEAD):
            continue
        key = 'evidence_aged' if last < look.today else 'evidence_ageing'
        yield finding(f'evidence_ageing:{document.id}', key, 'medium' if key == 'evidence_ageing' else 'low',
                      say(key, look.lang, paper=look.kinds.label(document.kind, look.lang), document=document.name,
                          date=dated(document.date, look.lang), due=dated(last.isoformat(), look.lang)),
                      (document.date, last), documents=(document.id,))


def _school_years(years: list[int]) -> Iterable[str]:
    """“2017-2018”, and for several in a row the first to the last: “2017-2018 – 2019-2020”."""
    for run in stretches(years):
        first, _, last = run.partition('–')
        yield f'{first}-{int(first) + 1}' + (f' – {last}-{int(last) + 1}' if last else '')


def _school_stretch(row) -> tuple[int, int]:
    finish = when(row.period).finish if row.period else None
    return row.begin.start, OPEN_END if finish is not None and finish.open else (finish.end if finish else row.begin.end + 300)


def _september(year: int) -> int:
    return span(f'{year}-09-15').start


def _june(year: int) -> int:
    return span(f'{year}-06-15').start
