"""People whom the papers name and whom the file does not know yet; taking one in gives the waiting proposals their person."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from caseline.db import db
from caseline.documents.models import Document
from caseline.extraction.family_match import people_like, person_of
from caseline.extraction.model import KnownPerson
from caseline.families import editing
from caseline.families.models import Family, Person
from caseline.history import record
from caseline.timeline.models import Decision, Event, EventPerson, NotOfFamily, PersonClaim, Proposal
from caseline.timeline.understanding import known_people


@dataclass(frozen=True, slots=True)
class Stranger:
    """One person as the papers write them: the fullest spelling, the others, a birth date (EDTF or ''), and which papers."""

    name: str
    spellings: tuple[str, ...]
    born: str
    papers: tuple[Document, ...]


def strangers() -> list[Stranger]:
    """Who is named in the papers of the family in scope, is no member, and was not said to be of another family; most named first."""
    known = known_people()
    others = tuple(db.session.scalars(select(NotOfFamily.name)))
    apart = [KnownPerson(id=0, name=others[0], variants=others)] if others else []
    papers: dict[tuple[str, str], list[Document]] = {}
    for document, one in _named():
        papers.setdefault((one["name"], one.get("born") or ""), []).append(document)
    groups: list[list[tuple[str, str]]] = []
    for name, born in sorted(papers, key=lambda one: -len(one[0].split())):  # a short name may be that of two people: full names first
        if people_like(name, born or None, known) or people_like(name, None, apart):
            continue
        same = people_like(name, born or None, [_as_known(number, group) for number, group in enumerate(groups)])
        if not same:
            groups.append([(name, born)])
        elif len(same) == 1:
            groups[same[0].id].append((name, born))
    found = [_stranger(group, papers) for group in groups]
    return sorted((one for one in found if " " in one.name or one.born), key=lambda one: (-len(one.papers), one.name))


def take_in(family: Family, stranger: Stranger, *, relation: str) -> Person:
    """Make the stranger a member, with every spelling the papers use; what names this person finds it by itself."""
    fields = {"name": stranger.name, "called": "", "relation": relation, "sex": "", "born": stranger.born, "birthplace": "", "nationality": ""}
    return editing.save_person(family, None, names=list(stranger.spellings), numbers=[], **fields)


def set_apart(family: Family, stranger: Stranger) -> None:
    """Remember that this person, however the papers write them, is not of the family."""
    db.session.add_all(NotOfFamily(family_id=family.id, name=name) for name in (stranger.name, *stranger.spellings))
    record("not of the family", f"family:{family.id}", family_id=family.id)


@editing.when_saved
def recognise(family: Family) -> int:
    """Give the members to proposals that name them, and to accepted events of which nobody was said to be concerned.

    Returns how many proposals and events changed.
    """
    known, changed = known_people(), 0
    _keep_births(family, known)
    proposals = db.session.scalars(select(Proposal).where(Proposal.decision.in_([Decision.UNDECIDED, Decision.ACCEPTED]))).all()
    members = {name: person_of(name, None, known) for name in {name for proposal in proposals for name in proposal.names}}
    for proposal in proposals:
        matched = dict.fromkeys(members[name].id for name in proposal.names if members[name])
        missing = [number for number in matched if number not in proposal.person_ids]
        if missing:
            was = set(proposal.person_ids)
            proposal.person_ids = [*proposal.person_ids, *missing]
            changed += proposal.decision == Decision.UNDECIDED or _concern(proposal, was, missing)
    if changed:
        record("recognised", f"family:{family.id}", family_id=family.id, places=changed)
    return changed


def _concern(proposal: Proposal, was: set[int], missing: list[int]) -> bool:
    """Only an event whose people are still those the paper was understood to name: what a person chose stays."""
    event = db.session.get(Event, proposal.event_id) if proposal.event_id else None
    if event is None or set(event.person_ids) != was:
        return False
    event.people.extend(EventPerson(family_id=event.family_id, event_id=event.id, person_id=number) for number in missing)
    event.version += 1
    return True


def _keep_births(family: Family, known: list[KnownPerson]) -> None:
    """What the papers say of the members' births becomes a claim with its page and quote."""
    told = {(claim.person_id, claim.value, claim.document_id) for claim in db.session.scalars(select(PersonClaim).where(PersonClaim.field == "born"))}
    for document, one in _named():
        member = person_of(one["name"], one["born"], known) if one.get("born") else None
        if member and (place := (member.id, one["born"], document.id)) not in told:
            told.add(place)
            claim = PersonClaim(family_id=family.id, person_id=member.id, field="born", value=one["born"], document_id=document.id)
            claim.page, claim.quote = one.get("page"), one.get("quote", "")
            db.session.add(claim)


def _named() -> Iterator[tuple[Document, dict]]:
    """(paper, {"name", "born", "page", "quote"}) of everybody whom a paper names as of a family."""
    wanted = select(Document).where(Document.deleted_at.is_(None), Document.sensitivity != "off_record").order_by(Document.id)
    for document in db.session.scalars(wanted):
        for person in document.persons:
            if person.get("role", "family") == "family" and person["name"].casefold() not in document.issuer.casefold():
                yield document, person


def _as_known(number: int, group: list[tuple[str, str]]) -> KnownPerson:
    return KnownPerson(id=number, name=group[0][0], variants=tuple(name for name, _born in group[1:]), born=next((born for _name, born in group if born), None))


def _stranger(group: list[tuple[str, str]], papers: dict[tuple[str, str], list[Document]]) -> Stranger:
    names = sorted(dict.fromkeys(name for name, _born in group), key=lambda name: (-len(name.split()), -len(name)))
    named_in = {document.id: document for one in group for document in papers[one]}
    return Stranger(names[0], tuple(names[1:]), next((born for _name, born in group if born), ""), tuple(named_in.values()))
