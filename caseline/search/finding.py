"""Looking for words: families first, then people, events, contacts and pages, with the place of the hit."""

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import column, func, literal_column, select, table
from sqlalchemy.orm import lazyload

from caseline.contacts.models import Contact
from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.documents.models import Document, Page
from caseline.families.models import Family, Person
from caseline.search.folding import fold, place, words_of
from caseline.search.models import SearchEntry
from caseline.search.sounding import sound
from caseline.timeline.models import Event

MOST = 40
SO_MANY = 500  # families: beyond, they are asked for without naming each
MODELS = {"person": Person, "event": Event, "contact": Contact, "page": Page}
TEXT = {"person": "name", "event": "sentence", "contact": "summary", "page": "text"}
ORDER = {"person": 0, "event": 1, "contact": 2, "page": 3}


@dataclass(frozen=True, slots=True)
class Hit:
    """One find: its record, its family, and the words around the hit (before, hit, after) with offsets on a page."""

    kind: str
    record: object
    family: Family
    before: str
    hit: str
    after: str
    start: int = 0
    end: int = 0
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gives: families by name or reference, and hits inside families."""

    families: list[Family]
    hits: list[Hit]
    more: bool


def find(user, asked: str) -> Found:
    """Everything this account may see that holds every word (or its beginning). An empty question finds nothing."""
    wanted = words_of(asked)
    if not wanted:
        return Found([], [], False)
    visible = Family.visible_ids(user)
    with family_scope(visible):
        families = _families(wanted, visible)
        ids = _entries(wanted, EVERY_FAMILY if user.is_coordinator else visible)
        entries = db.session.scalars(select(SearchEntry).where(SearchEntry.id.in_(ids[:MOST])).order_by(SearchEntry.id.desc())).all()
        return Found(families, _hits(entries, wanted), more=len(ids) > MOST)


def _families(wanted: list[str], visible: list[int]) -> list[Family]:
    """The first ten whose name or reference holds all words; names are folded once, however often one searches."""
    known = db.session.execute(select(Family.id, Family.name, Family.reference).where(Family.deleted_at.is_(None)) if len(visible) > SO_MANY else select(Family.id, Family.name, Family.reference).where(Family.id.in_(visible)))
    mine = set(visible)
    found = [number for number, name, reference in known if number in mine and all(word in _title(name, reference) for word in wanted)][:10]
    return list(db.session.scalars(select(Family).where(Family.id.in_(found)).order_by(Family.id))) if found else []


@lru_cache(maxsize=50_000)
def _title(name: str, reference: str) -> str:
    return fold(f"{name} {reference}")


def _entries(wanted: list[str], visible) -> list[int]:
    """Ids of matching entries, newest first: by the database's own full-text index. People are also found by sound."""
    scopes = [] if visible is EVERY_FAMILY else [f"family{n}" for n in visible]
    if visible is not EVERY_FAMILY and not scopes:
        return []
    if db.engine.dialect.name == "postgresql":
        query = " & ".join(f"({word}:* | {heard})" if (heard := sound(word)) else f"{word}:*" for word in wanted) + (f" & ({' | '.join(scopes)})" if scopes else "")
        text = func.to_tsvector("simple", SearchEntry.scope + " " + SearchEntry.folded)
        found = select(SearchEntry.id).where(text.op("@@")(func.to_tsquery("simple", query)))
        return list(db.session.scalars(found.order_by(SearchEntry.id.desc()).limit(MOST + 1)))
    said = [f'(folded : "{word}" * OR folded : "{heard}")' if (heard := sound(word)) else f'folded : "{word}" *' for word in wanted]
    query = " AND ".join(said) + (f" AND ({' OR '.join(f'scope : {s}' for s in scopes)})" if scopes else "")
    index = table("search_text", column("rowid"))
    found = select(index.c.rowid).where(literal_column("search_text").op("MATCH")(query)).order_by(index.c.rowid.desc()).limit(MOST + 1)
    return list(db.session.scalars(found))


def _hits(entries: list[SearchEntry], wanted: list[str]) -> list[Hit]:
    """Each entry's record with the words around the hit: one statement for each kind of record, not for each hit."""
    records = {kind: _by_id(model, {entry.subject_id for entry in entries if entry.kind == kind}) for kind, model in MODELS.items()}
    papers = _by_id(Document, {page.document_id for page in records["page"].values()})
    families = _by_id(Family, {entry.family_id for entry in entries})
    hits = []
    for entry in sorted(entries, key=lambda one: ORDER[one.kind]):
        record = records[entry.kind].get(entry.subject_id)
        if record is not None and entry.family_id in families:
            start, end, shown = _place(getattr(record, TEXT[entry.kind]), wanted)
            paper = papers.get(record.document_id) if entry.kind == "page" else None
            hits.append(Hit(entry.kind, record, families[entry.family_id], *shown, start=start, end=end, document=paper))
    return hits


def _by_id(model, ids: set[int]) -> dict:
    """Records by number, without what hangs on them: a hit shows a line."""
    return {one.id: one for one in db.session.scalars(select(model).where(model.id.in_(ids)).options(lazyload("*")))} if ids else {}


def _place(text: str, wanted: list[str], around: int = 70) -> tuple[int, int, tuple[str, str, str]]:
    start, end = place(text, wanted)
    if not end:
        return 0, 0, (text[: 2 * around], "", "")
    return start, end, (text[max(0, start - around) : start], text[start:end], text[end : end + around])
