"""The background job after reading: what the paper is, whom it names, and which events it seems to tell."""

from sqlalchemy import select

from caseline import extraction, jobs
from caseline.db import db
from caseline.documents.models import Document, Page, Status
from caseline.extraction.model import Extraction, KnownPerson
from caseline.families.models import Person
from caseline.timeline.models import Decision, PersonClaim, Proposal, fingerprint_of
from caseline.users.models import User


NOT_UNDERSTOOD = "Caseline could read this paper but found no proposals because of an error: please read it yourself."


@jobs.handles("understand")
def understand(document_id: int, _details: dict) -> None:
    """Propose what a paper says. Doing it again keeps every decision and withdraws what the paper no longer says."""
    document = db.session.get(Document, document_id)
    if document is None:
        return
    if document.sensitivity == "off_record" or document.redacted_from:
        document.status = Status.READ
        db.session.commit()
        return
    texts = list(db.session.scalars(select(Page.text).where(Page.document_id == document_id).order_by(Page.number)))
    people = known_people()
    lang = db.session.scalar(select(User.language).where(User.id == document.received_by)) or "en"
    db.session.commit()  # extraction must not hold a transaction open; after a rollback, what it asks of the paper would begin another
    found = extraction.extract(texts, people=people, lang=lang, received=document.received_at.date(), headers=document.headers)
    document = db.session.get(Document, document_id, populate_existing=True)
    if not document.facts_by:
        _keep_facts(document, found)
    _keep_proposals(document, found)
    _keep_claims(document, found)
    document.status = Status.READ
    db.session.commit()


@jobs.when_given_up("understand")
def give_up(document_id: int, _details: dict) -> None:
    """The paper itself is read; only its proposals are missing, and the page says so."""
    document = db.session.get(Document, document_id)
    document.warnings = [*document.warnings, NOT_UNDERSTOOD]
    document.status = Status.READ
    db.session.commit()


def known_people() -> list[KnownPerson]:
    """The members of the families in scope, with every way their names are written."""
    return [
        KnownPerson(id=p.id, name=p.name, variants=tuple(name.text for name in p.names) + ((p.called,) if p.called else ()), born=p.born or None, sex=p.sex.lower(), relation=p.relation)
        for p in db.session.scalars(select(Person).order_by(Person.position, Person.id))
    ]


def _keep_facts(document: Document, found: Extraction) -> None:
    document.kind, document.issuer = found.kind or "", found.issuer or ""
    document.dated = found.document_date.edtf if found.document_date else ""
    document.dates = {role: quoted.edtf for role, quoted in found.dates.items()}
    document.languages = list(found.languages)
    document.references = [{"system": r.system, "value": r.value, "page": r.page, "quote": r.quote} for r in found.references]
    document.persons = [{"name": p.name, "born": p.born, "page": p.page, "quote": p.quote, "role": p.role} for p in found.persons]


def _keep_proposals(document: Document, found: Extraction) -> None:
    known = {p.fingerprint: p for p in db.session.scalars(select(Proposal).where(Proposal.document_id == document.id))}
    told = {fingerprint_of(event): event for event in found.events}
    for fingerprint, event in told.items():
        proposal = known.get(fingerprint) or Proposal(family_id=document.family_id, document_id=document.id, fingerprint=fingerprint)
        if proposal.decision in (None, Decision.UNDECIDED, Decision.OBSOLETE):
            _fill(proposal, event)
            db.session.add(proposal)
    for fingerprint, proposal in known.items():
        if fingerprint not in told and proposal.decision == Decision.UNDECIDED:
            proposal.decision = Decision.OBSOLETE


def _fill(proposal: Proposal, event) -> None:
    proposal.decision = Decision.UNDECIDED
    proposal.page, proposal.start, proposal.end, proposal.quote = event.page, event.start, event.end, event.quote
    proposal.type, proposal.edtf, proposal.within, proposal.dates = event.type, event.edtf or "", event.within, dict(event.dates)
    proposal.person_ids, proposal.names = list(event.person_ids), list(event.persons)
    proposal.references = [list(pair) for pair in event.references]
    proposal.sentence, proposal.sentences, proposal.why = event.sentence, dict(event.sentences), event.why
    proposal.source_kind, proposal.confidence = event.source_kind, event.confidence


def _keep_claims(document: Document, found: Extraction) -> None:
    """What the paper says of members' births, kept beside what others say; nothing of it changes the member."""
    said = {(p.person_id, p.born): p for p in found.persons if p.person_id and p.born}
    known = {(c.person_id, c.value): c for c in db.session.scalars(select(PersonClaim).where(PersonClaim.document_id == document.id))}
    for (person_id, value), person in said.items():
        if (person_id, value) not in known:
            db.session.add(PersonClaim(family_id=document.family_id, person_id=person_id, field="born", value=value, document_id=document.id, page=person.page, quote=person.quote))
    for key, claim in known.items():
        if key not in said and not claim.accepted_by:
            db.session.delete(claim)
