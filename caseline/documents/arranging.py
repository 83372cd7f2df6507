"""Joining, splitting and reordering papers: pages move to new papers, and whatever was said of a page moves with it.

No stored file changes. The papers whose pages were taken step back: they keep their file, and their numbers in dossiers that
were handed over; the new ones have no file of their own, each page names the original it lies in. Undoing moves all of it back.
"""

import secrets
from collections.abc import Collection, Sequence

from sqlalchemy import UniqueConstraint, func, select, update

from caseline import jobs
from caseline.db import Base, FamilyOwned, db, now
from caseline.documents.models import Document, Page, PaperArrangement, Status
from caseline.families.models import Family
from caseline.history import record

Place = tuple[int, int]  # document, page number
_STRICTNESS = ("normal", "restricted", "off_record")


class NotArrangeable(Exception):
    """These papers cannot be arranged anew; `why` is a key: missing, unread, redacted, same, changed."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why


def arrange(family: Family, papers: Sequence[Sequence[Place]], *, user_id: int | None) -> list[Document]:
    """Make a new paper of each list of pages; together they must hold every page of the papers they are taken from.

    Returns the new papers; the caller commits and wakes the workers. Raises NotArrangeable.
    """
    sources = _sources(papers)
    made = [_new_paper(family, [sources[document_id] for document_id, _number in pages], number, len(papers)) for number, pages in enumerate(papers, 1)]
    db.session.add_all(made)
    db.session.flush()
    places = [[old, page, new.id, at] for new, pages in zip(made, papers, strict=True) for at, (old, page) in enumerate(pages, 1)]
    for paper in made:
        _carry_facts(paper, sources, places)
    _move(places, give_originals=True)
    for source in sources.values():
        source.steps_back_at = source.deleted_at = now()
    kept = PaperArrangement(family_id=family.id, places=places, made_by=user_id)
    db.session.add(kept)
    db.session.flush()
    record("papers arranged", f"paper_arrangement:{kept.id}", family_id=family.id, user_id=user_id, of=sorted(sources), into=[one.id for one in made])
    _understand(family, made)
    return made


def undo(family: Family, arrangement: PaperArrangement) -> list[Document]:
    """Move every page back; the new papers step back in their turn. Raises NotArrangeable when they were changed since."""
    new, old = ({row[place] for row in arrangement.places} for place in (2, 0))
    standing = _places_of(new)
    if arrangement.undone_at or standing != {(row[2], row[3]) for row in arrangement.places}:
        raise NotArrangeable("changed")
    _move([[row[2], row[3], row[0], row[1]] for row in arrangement.places], give_originals=False)
    for document in db.session.scalars(select(Document).where(Document.id.in_(new))):
        document.steps_back_at = document.deleted_at = now()
    restored = list(db.session.scalars(select(Document).where(Document.id.in_(old)).order_by(Document.id)))
    for document in restored:
        document.steps_back_at = document.deleted_at = None
    arrangement.undone_at = now()
    record("arrangement undone", f"paper_arrangement:{arrangement.id}", family_id=family.id)
    _understand(family, restored)
    return restored


def arrangement_of(document: Document) -> PaperArrangement | None:
    """How this paper came about, when it was put together or cut out and that can still be undone."""
    latest = select(PaperArrangement).where(PaperArrangement.undone_at.is_(None)).order_by(PaperArrangement.id.desc())
    return next((one for one in db.session.scalars(latest) if any(row[2] == document.id for row in one.places)), None)


def originals_of(document: Document) -> list[Document]:
    """The papers in whose files the pages of this one lie, in the order of its pages."""
    wanted = dict.fromkeys(db.session.scalars(select(Page.original_id).where(Page.document_id == document.id).order_by(Page.number)))
    found = {one.id: one for one in db.session.scalars(select(Document).where(Document.id.in_([number for number in wanted if number])))}
    return [found[number] for number in wanted if number in found]


def _sources(papers: Sequence[Sequence[Place]]) -> dict[int, Document]:
    """The papers that give their pages, checked. Raises NotArrangeable."""
    wanted = [tuple(place) for pages in papers for place in pages]
    found = {one.id: one for one in db.session.scalars(select(Document).where(Document.id.in_({number for number, _page in wanted})))}
    if not wanted or len(set(wanted)) != len(wanted) or set(wanted) != _places_of(found) or not all(papers):
        raise NotArrangeable("missing")
    if any(one.deleted_at or one.status not in (Status.READ, Status.UNDERSTANDING) for one in found.values()):
        raise NotArrangeable("unread")
    if any(one.redacted_from for one in found.values()):
        raise NotArrangeable("redacted")
    for model in _models():
        if getattr(model, "pins_pages", False) and db.session.scalar(select(model.id).where(model.document_id.in_(found)).limit(1)):
            raise NotArrangeable("redacted")
    if len(papers) == 1 and len(found) == 1 and [page for _number, page in wanted] == sorted(page for _number, page in wanted):
        raise NotArrangeable("same")
    return found


def _places_of(documents: Collection[int]) -> set[Place]:
    """Every page of these papers."""
    return {(row.document_id, row.number) for row in db.session.execute(select(Page.document_id, Page.number).where(Page.document_id.in_(documents)))}


def _new_paper(family: Family, sources: list[Document], number: int, of: int) -> Document:
    """A paper without a file; what people said of the first source holds for the first new one, the strictest secrecy for all."""
    first = sources[0]
    paper = Document(
        family_id=family.id, name=first.name if of == 1 else f"{first.name} ({number}/{of})", sha256=f"arranged-{secrets.token_hex(16)}", address="", size=0,
        media_type=first.media_type, parent_id=first.parent_id, received_by=first.received_by, received_at=min(one.received_at for one in sources),
        sensitivity=max((one.sensitivity for one in sources), key=_STRICTNESS.index), languages=first.languages, status=Status.UNDERSTANDING,
    )
    if number == 1:
        paper.translation_of = first.translation_of
        paper.title, paper.facts_by, paper.headers = (first.title if of == 1 else ""), first.facts_by, first.headers
        paper.kind, paper.issuer, paper.dated, paper.dates = first.kind, first.issuer, first.dated, first.dates
    return paper


def _carry_facts(paper: Document, sources: dict[int, Document], places: list[list[int]]) -> None:
    """File numbers and people that were found on its pages; where nobody corrected them, they are found anew."""
    for name in ("references", "persons"):
        found = [{**fact, "page": at} for old, page, new, at in places if new == paper.id for fact in getattr(sources[old], name) if fact.get("page") == page]
        setattr(paper, name, found)


def _move(places: list[list[int]], *, give_originals: bool) -> None:
    """Move pages, all that was said of them, and what hangs on a paper as a whole (it follows the first page)."""
    targets = {(old, page): (new, at) for old, page, new, at in places}
    whole: dict[int, int] = {}
    for old, _page, new, _at in sorted(places, key=lambda row: row[:2]):
        whole.setdefault(old, new)
    _move_pages(targets, give_originals)
    for model in _saying_something_of_papers():
        for said in list(db.session.scalars(select(model).where(model.document_id.in_(whole)))):
            target = targets.get((said.document_id, said.page)) if hasattr(model, "page") else None
            _follow(said, target or (whole[said.document_id], getattr(said, "page", None)))
    for old, new in whole.items():
        for link in (Document.parent_id, Document.translation_of):
            db.session.execute(update(Document).where(link == old, Document.id != new).values({link: new}))


def _move_pages(targets: dict[Place, Place], give_originals: bool) -> None:
    """In two steps, because two pages may change places and a place holds one page."""
    pages = list(db.session.scalars(select(Page).where(Page.document_id.in_({old for old, _page in targets}))))
    moves = [(page, targets[page.document_id, page.number]) for page in pages if (page.document_id, page.number) in targets]
    for page, _target in moves:
        if give_originals:
            page.original_id, page.sheet = page.place
        page.number = -page.id
    db.session.flush()
    for page, (document_id, number) in moves:
        page.document_id, page.number = document_id, number
        if page.place == (document_id, number):
            page.original_id = page.sheet = None  # back in its own file
    db.session.flush()
    for document_id in {document_id for _page, (document_id, _number) in moves}:
        count = db.session.scalar(select(func.count(Page.id)).where(Page.document_id == document_id))
        db.session.execute(update(Document).where(Document.id == document_id).values(page_count=count, pages_done=count))


def _saying_something_of_papers() -> list[type]:
    """What must go on pointing to the file as it came says so itself (`stays_with_file`)."""
    return [model for model in _models() if not getattr(model, "stays_with_file", False)]


def _models() -> list[type]:
    """Every kind of record that points to a paper, of whatever feature; some forbid to move its pages (`pins_pages`)."""
    models = (mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, FamilyOwned) and "document_id" in mapper.columns)
    return [model for model in models if model is not Page]


def _follow(said, target: tuple[int, int | None]) -> None:
    """Point a record to the new place, unless the same is already said there: then once is enough."""
    with db.session.no_autoflush:
        said.document_id = target[0]
        if target[1] is not None and hasattr(said, "page"):
            said.page = target[1]
        if moved := getattr(said, "moved", None):
            moved()
        if _is_said_already(said):
            db.session.expire(said)
            db.session.delete(said)
    db.session.flush()


def _is_said_already(said) -> bool:
    """Is there another record that the rules of its table would not allow beside this one?"""
    model, key = type(said), list(type(said).__table__.primary_key.columns)[0].key
    for rule in model.__table__.constraints:
        names = [column.key for column in rule.columns] if isinstance(rule, UniqueConstraint) else []
        if "document_id" not in names or any(getattr(said, name) is None for name in names):
            continue
        same = [getattr(model, name) == getattr(said, name) for name in names]
        if db.session.scalar(select(model).where(*same, getattr(model, key) != getattr(said, key)).limit(1)):
            return True
    return False


def _understand(family: Family, documents: Sequence[Document]) -> None:
    for document in documents:
        document.status = Status.UNDERSTANDING
        jobs.add("understand", family_id=family.id, subject_id=document.id)
