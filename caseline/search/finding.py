"""Looking for words: families first, then people, events, contacts and pages, with the place of the hit."""

from dataclasses import dataclass

from sqlalchemy import column, func, literal_column, select, table

from caseline.contacts.models import Contact
from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.documents.models import Document, Page
from caseline.families.models import Family, Person
from caseline.search.folding import fold, place, words_of
from caseline.search.models import SearchEntry
from caseline.timeline.models import Event

MOST = 40
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
        seen = {family.id: family for family in db.session.scalars(select(Family).where(Family.id.in_(visible)))} if len(visible) < 5000 else _Lazy()
        families = [f for f in seen.values() if all(word in fold(f"{f.name} {f.reference}") for word in wanted)][:10]
        ids = _entries(wanted, EVERY_FAMILY if user.is_coordinator else visible)
        entries = db.session.scalars(select(SearchEntry).where(SearchEntry.id.in_(ids[:MOST])).order_by(SearchEntry.id.desc())).all()
        hits = [hit for entry in sorted(entries, key=lambda e: ORDER[e.kind]) if (hit := _hit(entry, seen, wanted))]
        return Found(families, hits, more=len(ids) > MOST)


class _Lazy(dict):
    """Families looked up one by one, for organisations with thousands of them."""

    def __missing__(self, family_id):
        self[family_id] = db.session.get(Family, family_id)
        return self[family_id]


def _entries(wanted: list[str], visible) -> list[int]:
    """Ids of matching entries, newest first: by the database's own full-text index."""
    scopes = [] if visible is EVERY_FAMILY else [f"family{n}" for n in visible]
    if visible is not EVERY_FAMILY and not scopes:
        return []
    if db.engine.dialect.name == "postgresql":
        query = " & ".join(f"{word}:*" for word in wanted) + (f" & ({' | '.join(scopes)})" if scopes else "")
        text = func.to_tsvector("simple", SearchEntry.scope + " " + SearchEntry.folded)
        found = select(SearchEntry.id).where(text.op("@@")(func.to_tsquery("simple", query)))
        return list(db.session.scalars(found.order_by(SearchEntry.id.desc()).limit(MOST + 1)))
    query = " AND ".join(f'folded : "{word}" *' for word in wanted) + (f" AND ({' OR '.join(f'scope : {s}' for s in scopes)})" if scopes else "")
    index = table("search_text", column("rowid"))
    found = select(index.c.rowid).where(literal_column("search_text").op("MATCH")(query)).order_by(index.c.rowid.desc()).limit(MOST + 1)
    return list(db.session.scalars(found))


def _hit(entry: SearchEntry, seen, wanted: list[str]) -> Hit | None:
    model = {"page": Page, "event": Event, "person": Person, "contact": Contact}[entry.kind]
    record = db.session.get(model, entry.subject_id)
    if record is None or entry.family_id not in seen and not isinstance(seen, _Lazy):
        return None
    text = {"page": "text", "event": "sentence", "person": "name", "contact": "summary"}[entry.kind]
    start, end, shown = _place(getattr(record, text), wanted)
    document = db.session.get(Document, record.document_id) if entry.kind == "page" else None
    return Hit(entry.kind, record, seen[entry.family_id], *shown, start=start, end=end, document=document)


def _place(text: str, wanted: list[str], around: int = 70) -> tuple[int, int, tuple[str, str, str]]:
    start, end = place(text, wanted)
    if not end:
        return 0, 0, (text[: 2 * around], "", "")
    return start, end, (text[max(0, start - around) : start], text[start:end], text[end : end + around])
