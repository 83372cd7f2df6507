"""The whole reasoning in one call: a family's case in, its ordered and checked chronology out."""
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from caseline.chronology.bands import Band, bands
from caseline.chronology.births import births, particulars_apart
from caseline.chronology.case import Case, Event, Person
from caseline.chronology.collecting import put_off
from caseline.chronology.conflicts import Conflict, birth_claims, conflicts
from caseline.chronology.findings import Finding, Look, findings
from caseline.chronology.gaps import Gap, gaps
from caseline.chronology.kinds import Kinds, kinds
from caseline.chronology.lawyers import Tenure, lawyer_at, tenures
from caseline.chronology.merging import Merged, Possible, merge
from caseline.chronology.order import MONTH, OPEN_END
from caseline.chronology.presence import Presence, presence
from caseline.chronology.procedures import Procedure, procedures
from caseline.chronology.rows import Row, in_order, row
from caseline.chronology.sentences import say
from caseline.chronology.terms import Term, terms

# A family's story in the country begins with one of these.
_BEGINNINGS = ('arrival_belgium', 'asylum_application')


@dataclass(frozen=True, slots=True)
class Chronology:
    """The chronology of one family on one day, in one language. `rows` stand in timeline order; ids point to rows."""
    reference: str
    today: date
    country: str
    lang: str
    people: tuple[Person, ...]
    rows: tuple[Row, ...]
    possible: tuple[Possible, ...]
    conflicts: tuple[Conflict, ...]
    gaps: tuple[Gap, ...]
    terms: tuple[Term, ...]
    procedures: tuple[Procedure, ...]
    bands: tuple[Band, ...]
    tenures: tuple[Tenure, ...]
    presence: tuple[Presence, ...]
    findings: tuple[Finding, ...]

    def of(self, person: int) -> tuple[Row, ...]:
        """Return one person's own chronology: the rows that name them, and those that name nobody."""
        return tuple(row for row in self.rows if not row.persons or person in row.persons or row.subject == person)

    def questions(self) -> tuple[Row, ...]:
        """Return the rows on which a lawyer's advice is asked."""
        return tuple(row for row in self.rows if row.advice_question)


def build(case: Case, *, today: date, country: str = 'be', lang: str = 'en') -> Chronology:
    """Order, merge and check a case.

    Proposed events count like accepted ones; leave them out of the case to see only what people decided. Raises
    `caseline.countries.UnknownCountry`; a date that is not EDTF is taken for unknown.
    """
    with put_off(len(case.events)):
        return _reasoned(case, today, kinds(country), country, lang)


def _reasoned(case: Case, today: date, data: Kinds, country: str, lang: str) -> Chronology:
    known, day = births(case.persons), today.toordinal()
    case = particulars_apart(case, known, _BEGINNINGS)
    merged = merge(case.events, data, known, same=case.same, not_same=case.not_same)
    rows = list(_rows(merged, data, case.persons))
    rows = in_order([*rows, *_births_told(rows, case, data, lang)])
    lawyers = tenures(case.mandates, rows)
    threads = procedures(rows, data, day, case.procedures, lang,
                         {one.id: name for one in rows if (name := lawyer_at(one.begin, lawyers))} if lawyers else {},
                         outside=case.outside, arguments=case.arguments)
    contradictions = conflicts(rows, case.persons, data, known, lang)
    silences = gaps(rows, data, day, threads, case.documents, case.gap_months)
    running = terms(rows, data, today, lang, case.documents)
    strips = bands(rows, case.persons, threads, silences, data, day)
    shown = presence(rows, case.persons, strips, data, day)
    by_id = {one.id: one for one in rows}
    by_event = {event: one for one in rows for event in one.events}
    found = findings(Look(case, rows, data, today, lang, contradictions, merged.possible, silences, threads, running, strips,
                          shown, lawyers, by_id, by_event))
    return Chronology(case.reference, today, country, lang, case.persons, tuple(rows), merged.possible, contradictions,
                      silences, running, threads, strips, lawyers, shown, found)


def _rows(merged: Merged, data: Kinds, people: Sequence[Person]) -> Iterable[Row]:
    """Make the rows; a birth takes in every paper that states the child's date of birth."""
    by_id = {person.id: person for person in people}
    for events in merged.groups:
        subject = merged.subjects.get(events[0].id)
        child = by_id.get(subject) if events[0].type == 'birth' else None
        yield row([*events, *_stated(child, events)] if child else events, data, subject, child.born if child else None)


def _stated(person: Person, events: Sequence[Event]) -> Iterable[Event]:
    told = {(source.document_id, source.document) for event in events for source in event.sources}
    for claim in person.birth_claims:
        if (claim.source.document_id, claim.source.document) not in told:
            yield Event(id=events[0].id, type='birth', edtf=claim.edtf, persons=(person.id,), sources=(claim.source,),
                        status=events[0].status)


def _births_told(rows: Sequence[Row], case: Case, data: Kinds, lang: str) -> Iterable[Row]:
    """Births in the country that papers state only in passing (“born in Brussels on…”): rows of their own, id minus the person's."""
    told = {one.subject for one in rows if one.type == 'birth'}
    here = min((one.begin.start for one in rows if one.type in _BEGINNINGS), default=OPEN_END)
    for person in case.persons:
        claims = [claim for claim in birth_claims(person, ()) if claim.begin.rank <= MONTH and claim.source.document]
        if person.id not in told and claims and claims[0].begin.start > here:
            sentence = say('birth_of', lang, name=person.name)
            events = [Event(id=-person.id, type='birth', edtf=claim.edtf, persons=(person.id,), sentence=sentence, status='proposed',
                            sources=(claim.source,)) for claim in claims]
            yield row(events, data, person.id)
