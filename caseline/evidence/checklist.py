"""The checklist of one purpose for one family: every line with its papers, their freshness and what was asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from caseline import countries
from caseline.chronology.counting import NotCountable, due
from caseline.db import db
from caseline.documents.models import Document
from caseline.edtf import NotEdtf, parse
from caseline.evidence.models import EvidenceLine, Filing
from caseline.families.models import Family, Person

PURPOSES = ("9bis", "9ter", "statelessness", "family", "child_rights", "lawyer")
SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Held:
    """A paper that serves a line: until when practice takes it as fresh (None: no limit), and its state on the filing day."""

    document: Document
    fresh_until: date | None
    state: str  # fresh, ageing, aged
    chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the checklist: state is fulfilled, ageing, aged, asked, not_needed or missing.

    `per` is everybody, adults, children or family; `lacking` are the members of whom nothing is there yet, as far as a
    paper names its people or somebody said for whom it serves.
    """

    item: str
    category: str
    label: str
    proves: str
    per: str
    held: tuple[Held, ...]
    kept: tuple[EvidenceLine, ...]
    state: str
    lacking: tuple[Person, ...] = ()


def filing_day(purpose: str) -> str:
    """The planned filing date (EDTF) of the family in scope, '' when none is planned."""
    return db.session.scalar(select(Filing.planned).where(Filing.purpose == purpose)) or ""


def checklist(family: Family, purpose: str, lang: str, today: date | None = None) -> list[Line]:
    """Every line of this purpose, in the order of the checklist. Inside the family's scope."""
    country = countries.load("be")
    day = _day(filing_day(purpose)) or today or date.today()
    papers = list(db.session.scalars(select(Document).where(Document.deleted_at.is_(None), Document.sensitivity != "off_record", Document.redacted_from.is_(None))))
    kept = list(db.session.scalars(select(EvidenceLine).where(EvidenceLine.purpose == purpose)))
    return [_line(entry, country, papers, [k for k in kept if k.item == entry["key"]], day, lang, family) for entry in country.evidence.values() if purpose in entry["used_in"]]


def ageing(papers: Iterable[Document], purpose: str, day: date, lang: str) -> Iterator[tuple[str, Held]]:
    """(words of the line, paper) for the papers that serve this purpose and will not be fresh on this day."""
    country = countries.load("be")
    for entry in country.evidence.values():
        rule = country.deadlines.get(entry["validity_rule"])
        for paper in papers if purpose in entry["used_in"] and rule else ():
            held = _held(paper, rule, day, False)
            if paper.kind in entry["document_types"] and held.state == "aged":
                yield entry["label"].get(lang) or entry["label"]["en"], held


def adults_and_children(family: Family) -> tuple[list[Person], list[Person]]:
    return [p for p in family.persons if not p.is_child], [p for p in family.persons if p.is_child]


def _line(entry, country, papers, kept, day, lang, family) -> Line:
    chosen = {one.document_id for one in kept if one.document_id}
    serving = [paper for paper in papers if paper.id in chosen or paper.kind in entry["document_types"]]
    held = tuple(_held(paper, country.deadlines.get(entry["validity_rule"]), day, paper.id in chosen) for paper in serving)
    return Line(
        item=entry["key"], category=entry["category"], label=entry["label"].get(lang) or entry["label"]["en"], proves=entry["proves"], per=whom(entry["per"]),
        held=held, kept=tuple(kept), state=_state(held, kept), lacking=_lacking(family, whom(entry["per"]), serving, kept),
    )


def whom(per: str) -> str:
    """Whose line it is, from the checklist's own words: everybody, adults, children or family."""
    if per.startswith("each adult and child"):
        return "everybody"
    return "adults" if per.startswith("each adult") else "children" if per.startswith("each child") else "family"


def _lacking(family: Family, per: str, serving: list[Document], kept: list[EvidenceLine]) -> tuple[Person, ...]:
    """The members whom this line is for and of whom no paper is there: none when nothing says for whom a paper serves."""
    if per == "family":
        return ()
    adults, children = adults_and_children(family)
    wanted = {"everybody": [*adults, *children], "adults": adults, "children": children}[per]
    told = {one.person_id for one in kept if one.person_id and (one.document_id or one.received_on or one.not_needed)}
    named = {person.id for person in wanted for paper in serving if any(_same_name(person, said.get("name", "")) for said in paper.persons if isinstance(said, dict))}
    covered = told | named
    return tuple(person for person in wanted if person.id not in covered) if covered or not serving else ()


def _same_name(person: Person, name: str) -> bool:
    """Whether a paper's name is this member: every word of one spelling is in the other."""
    said = set(name.casefold().replace(",", " ").split())
    spellings = [set(text.casefold().split()) for text in (person.name, *(one.text for one in person.names))]
    return bool(said) and any(said <= spelling or spelling <= said for spelling in spellings)


def _held(paper: Document, rule, day: date, chosen: bool) -> Held:
    until = _fresh_until(paper, rule)
    state = "fresh" if until is None or until >= day + SOON else "ageing" if until >= day else "aged"
    return Held(paper, until, state, chosen)


def _fresh_until(paper: Document, rule) -> date | None:
    if valid_until := _day(paper.dates.get("valid_until", "")):
        return valid_until
    dated = _day(paper.dated)
    if rule is None or dated is None or rule["group"] != "freshness":
        return None
    try:
        return due(rule, dated)
    except NotCountable:
        return None


def _state(held, kept) -> str:
    if any(one.not_needed for one in kept):
        return "not_needed"
    best = next((state for state in ("fresh", "ageing", "aged") if any(one.state == state for one in held)), None)
    if best:
        return {"fresh": "fulfilled"}.get(best, best)
    return "asked" if any(one.asked_on and not one.received_on for one in kept) else "missing"


def _day(edtf: str) -> date | None:
    try:
        return parse(edtf).latest if edtf else None
    except NotEdtf:
        return None
