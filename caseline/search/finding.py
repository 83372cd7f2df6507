"""Looking for words: families first, then people, events, contacts and pages, with the place of the hit."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Row, func, select

from caseline.contacts.models import Contact
from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.documents.models import Document, Page
from caseline.families.models import Family, Person
from caseline.search.folding import fold, place, words_of
from caseline.search.index import entries_holding
from caseline.search.models import SearchEntry, scope_of
from caseline.timeline.models import Event

MOST = 40
FAMILIES = 10
SO_MANY = 500  # families: beyond, they are asked for without naming each
# What a hit shows of its record, in the order of the answer; the second column is where the words stand.
SHOWN = {
    "person": (Person.id, Person.name),
    "event": (Event.id, Event.sentence, Event.edtf, Event.within),
    "contact": (Contact.id, Contact.summary, Contact.at),
    "page": (Page.id, Page.text, Page.document_id, Page.number),
}
PAPER = (Document.id, func.coalesce(func.nullif(Document.title, ""), Document.name).label("shown_name"))


@dataclass(frozen=True, slots=True)
class Hit:
    """One find: what is shown of its record, its family, and the words around the hit (before, hit, after) with offsets on a page."""

    kind: str
    record: Row
    family: Row
    before: str
    hit: str
    after: str
    start: int = 0
    end: int = 0
    document: Row | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gives: families by name or reference, and hits inside families."""

    families: list[Row]
    hits: list[Hit]
    more: bool


def find(user, asked: str) -> Found:
    """Everything this account may see that holds every word (or its beginning). An empty question finds nothing."""
    wanted = words_of(asked)
    visible = Family.visible_ids(user) if wanted else []
    if not visible:
        return Found([], [], False)
    families = _families(visible)
    scopes = [] if user.is_coordinator else [scope_of(number) for number in visible]
    with family_scope(EVERY_FAMILY if user.is_coordinator else visible):
        ids = entries_holding(wanted, scopes, MOST)
        return Found(_called(families.values(), wanted), _hits(_entries(ids[:MOST]), families, wanted), more=len(ids) > MOST)


def _families(visible: Collection[int]) -> dict[int, Row]:
    """Number, name and reference of the families, by number."""
    wanted = Family.deleted_at.is_(None) if len(visible) > SO_MANY else Family.id.in_(visible)
    known, mine = db.session.execute(select(Family.id, Family.name, Family.reference).where(wanted).order_by(Family.id)), set(visible)
    return {one.id: one for one in known if one.id in mine}


def _called(families: Iterable[Row], wanted: list[str]) -> list[Row]:
    """The first whose name or reference holds all words; names are folded once, however often one searches."""
    return [one for one in families if all(word in _title(one.name, one.reference) for word in wanted)][:FAMILIES]


@lru_cache(maxsize=50_000)
def _title(name: str, reference: str) -> str:
    return fold(f"{name} {reference}")


def _entries(ids: list[int]) -> list[Row]:
    """What each entry stands for, newest first, kind by kind."""
    found = db.session.execute(select(SearchEntry.id, SearchEntry.kind, SearchEntry.subject_id, SearchEntry.family_id).where(SearchEntry.id.in_(ids))).all() if ids else []
    kinds = list(SHOWN)
    return sorted(found, key=lambda one: (kinds.index(one.kind), -one.id))


def _hits(entries: list[Row], families: dict[int, Row], wanted: list[str]) -> list[Hit]:
    """Each entry's record with the words around the hit: one statement for each kind of record, not for each hit."""
    records = {kind: _by_id(columns, {entry.subject_id for entry in entries if entry.kind == kind}) for kind, columns in SHOWN.items()}
    papers = _by_id(PAPER, {page.document_id for page in records["page"].values()})
    hits = []
    for entry in entries:
        record = records[entry.kind].get(entry.subject_id)
        if record is not None and entry.family_id in families:
            start, end, shown = _place(record[1], wanted)
            paper = papers.get(record.document_id) if entry.kind == "page" else None
            hits.append(Hit(entry.kind, record, families[entry.family_id], *shown, start=start, end=end, document=paper))
    return hits


def _by_id(columns: tuple, ids: set[int]) -> dict[int, Row]:
    """These columns of the records with these numbers, by number."""
    return {one.id: one for one in db.session.execute(select(*columns).where(columns[0].in_(ids)))} if ids else {}


def _place(text: str, wanted: list[str], around: int = 70) -> tuple[int, int, tuple[str, str, str]]:
    start, end = place(text, wanted)
    if not end:
        return 0, 0, (text[: 2 * around], "", "")
    return start, end, (text[max(0, start - around) : start], text[start:end], text[end : end + around])
