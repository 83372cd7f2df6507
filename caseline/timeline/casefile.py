"""One family's whole case as the plain values that the chronology engine reasons about."""

from collections import defaultdict

from sqlalchemy import select

from caseline.chronology.case import BirthClaim, Case, DocumentInfo, Event as CaseEvent, Person as CasePerson, RejectedArgument as CaseArgument, Source
from caseline.db import db
from caseline.documents.models import Document
from caseline.families.models import Family, Person
from caseline.timeline.arranging import arranged
from caseline.timeline.measures import gap_months
from caseline.timeline.models import Citation, Decision, Event, EventPerson, Merge, PersonClaim, Proposal, RejectedArgument, said

PROPOSED = 1_000_000_000  # proposals counted as if accepted get ids above every event's


def case_of(family: Family, *, lang: str, proposals: bool = False, mandates=()) -> Case:
    """Everything accepted about a family, told in `lang`; with `proposals`, undecided proposals too, marked 'proposed'.

    `mandates` are the chronology's own values, given by a later feature.
    """
    documents = _documents()
    events = _events(documents, lang)
    if proposals:
        events += _proposed(documents, lang)
    by_hand = arranged()
    merges = db.session.execute(select(Merge.first_id, Merge.second_id, Merge.same)).all()
    return Case(
        reference=family.reference,
        persons=_persons(documents),
        events=tuple(events),
        documents=tuple(documents.values()),
        mandates=tuple(mandates),
        procedures=by_hand.procedures,
        outside=by_hand.outside,
        arguments=_arguments(documents),
        gap_months=gap_months(),
        same=frozenset((first, second) for first, second, same in merges if same),
        not_same=frozenset((first, second) for first, second, same in merges if not same),
    )


def _documents() -> dict[int, DocumentInfo]:
    columns = select(Document.id, Document.name, Document.title, Document.kind, Document.dated, Document.dates).where(
        Document.deleted_at.is_(None), Document.sensitivity != "off_record", Document.redacted_from.is_(None)
    )
    return {
        row.id: DocumentInfo(id=row.id, name=row.title or row.name, kind=row.kind or None, date=row.dated or None, valid_until=row.dates.get("valid_until"))
        for row in db.session.execute(columns)
    }


def _events(documents: dict[int, DocumentInfo], lang: str) -> list[CaseEvent]:
    """Columns only: a long timeline must not pay for a thousand mapped objects."""
    people = defaultdict(list)
    for event_id, person_id in db.session.execute(select(EventPerson.event_id, EventPerson.person_id).order_by(EventPerson.person_id)):
        people[event_id].append(person_id)
    sources = defaultdict(list)
    columns = (Citation.event_id, Citation.document_id, Citation.page, Citation.quote, Citation.edtf, Citation.dates, Citation.source_kind, Citation.account_of)
    for row in db.session.execute(select(*columns).order_by(Citation.id)):
        sources[row.event_id].append(_source(documents.get(row.document_id), row.page, row.quote, row.edtf, row.dates, row.source_kind, said_by=row.account_of or None))
    columns = (Event.id, Event.type, Event.edtf, Event.within, Event.dates, Event.sentence, Event.sentences, Event.references, Event.is_key, Event.question, Event.answer)
    return [
        CaseEvent(
            id=row.id, type=row.type, edtf=row.edtf, within=row.within, dates=row.dates, persons=tuple(people[row.id]), sentence=said(row, lang),
            status="accepted", sources=tuple(sources[row.id]), references=tuple(tuple(pair) for pair in row.references), key=row.is_key,
            advice_question=row.question or None, advice_answered=bool(row.answer), working={**row.dates, "main": row.edtf} if row.edtf else row.dates,
        )
        for row in db.session.execute(select(*columns).where(Event.deleted_at.is_(None), Event.sensitivity != "off_record"))
    ]


def _proposed(documents: dict[int, DocumentInfo], lang: str) -> list[CaseEvent]:
    columns = (
        Proposal.id, Proposal.document_id, Proposal.type, Proposal.edtf, Proposal.within, Proposal.dates, Proposal.person_ids, Proposal.names,
        Proposal.sentence, Proposal.sentences, Proposal.references, Proposal.page, Proposal.quote, Proposal.source_kind, Proposal.confidence,
    )
    found = db.session.execute(select(*columns).where(Proposal.decision == Decision.UNDECIDED).order_by(Proposal.id))
    return [
        CaseEvent(
            id=PROPOSED + row.id, type=row.type, edtf=row.edtf, within=row.within, dates=row.dates, persons=tuple(row.person_ids),
            sentence=said(row, lang), status="proposed", references=tuple(tuple(pair) for pair in row.references), named=tuple(row.names),
            sources=(_source(documents.get(row.document_id), row.page, row.quote, row.edtf, row.dates, row.source_kind, confidence=row.confidence),),
        )
        for row in found
        if row.document_id in documents
    ]


def _arguments(documents: dict[int, DocumentInfo]) -> tuple[CaseArgument, ...]:
    """What decisions rejected; a paper that may not be spoken of is left out, the argument stays."""
    columns = select(RejectedArgument, Citation).outerjoin(Citation, Citation.id == RejectedArgument.citation_id).where(RejectedArgument.deleted_at.is_(None))
    found = []
    for argument, place in db.session.execute(columns.order_by(RejectedArgument.id)):
        document = documents.get(place.document_id) if place else None
        source = _source(document, place.page, argument.quote or place.quote, None, {}, place.source_kind) if document else Source()
        found.append(CaseArgument(argument.id, argument.text, argument.event_id, source))
    return tuple(found)


def _source(document, page, quote, edtf, dates, kind, said_by=None, confidence=1.0) -> Source:
    return Source(
        document_id=document.id if document else None, document=document.name if document else "", document_kind=document.kind if document else None,
        document_date=document.date if document else None, page=page, quote=quote, edtf=edtf or None, dates=dates, source_kind=kind,
        said_by=said_by, confidence=confidence,
    )


def _persons(documents: dict[int, DocumentInfo]) -> tuple[CasePerson, ...]:
    claims = defaultdict(list)
    found = select(PersonClaim).where(PersonClaim.field == "born").order_by(PersonClaim.id)
    for claim in db.session.scalars(found):
        if claim.document_id is None or claim.document_id in documents:
            source = _source(documents.get(claim.document_id), claim.page, claim.quote, None, {}, "mentioned_in_other_document", said_by=claim.account_of or None)
            claims[claim.person_id].append(BirthClaim(edtf=claim.value, source=source))
    people = db.session.scalars(select(Person).order_by(Person.position, Person.id))
    return tuple(
        CasePerson(id=p.id, name=p.name, relation=p.relation, sex=p.sex or None, born=p.born or None, birth_claims=tuple(claims[p.id])) for p in people
    )
