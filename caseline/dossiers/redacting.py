"""Redacted copies of papers: what is marked page by page, and the new paper that is made without it."""

from dataclasses import dataclass
from io import BytesIO

from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from caseline.db import db, now
from caseline.documents.images import page_image
from caseline.documents.intake import receive
from caseline.documents.listing import pages_of
from caseline.documents.models import Document, Page
from caseline.dossiers.binding import Blackened, NotBound, Picture, redact
from caseline.dossiers.blacking import Leaf, Marks, black_boxes, places_of, text_left, words_gone, words_left
from caseline.dossiers.models import Redaction
from caseline.families.models import Family
from caseline.history import record

_WIDTH = 1654  # pixels: 200 dots per inch on A4, fine enough to file


class NothingMarked(Exception):
    """A copy with nothing blacked out would be no redacted copy."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A redacted copy in the place of its paper: `gone` are the words readers shall not see, by page."""

    document: Document
    gone: dict[int, tuple[str, ...]]

    @property
    def all_gone(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word for words in self.gone.values() for word in words))


def draft_of(document: Document) -> Redaction:
    """What is being marked on this paper; it begins with the marks of the last copy. Not in the session until it is kept."""
    found = db.session.scalar(_of(document).where(Redaction.made_at.is_(None)))
    last = db.session.scalar(_of(document).where(Redaction.made_at.is_not(None)).order_by(Redaction.id.desc()).limit(1))
    return found or Redaction(family_id=document.family_id, document_id=document.id, marks=dict(last.marks) if last else {}, reason=last.reason if last else "")


def marks_on(redaction: Redaction, page: Page) -> Marks:
    return Marks.of(redaction.marks.get(str(page.number)), leaf_of(page))


def mark(redaction: Redaction, page: Page, marks: Marks) -> None:
    """Keep what is marked on a page, in the place of what was; the caller commits."""
    others = {number: kept for number, kept in redaction.marks.items() if number != str(page.number)}
    redaction.marks = {**others, str(page.number): marks.kept(leaf_of(page))} if marks else others
    db.session.add(redaction)


def mark_everywhere(redaction: Redaction, document: Document, words: str) -> int:
    """Mark these words on every page; how many places were found."""
    found = 0
    for page in pages_of(document.id):
        places = places_of(leaf_of(page), words)
        found += len(places)
        if places:
            mark(redaction, page, marks_on(redaction, page).and_ranges(places))
    return found


def make(family: Family, document: Document, redaction: Redaction, *, reason: str, lang: str, user_id: int) -> Document:
    """The copy, as a new paper that names its original. Raises NothingMarked, or NotBound. The caller commits and wakes the reader.

    Nothing is taken from the paper's own file but the picture of each page, so no text layer, form, attachment or property
    of it can come along; the words that may still be searched for are written anew.
    """
    pages = pages_of(document.id)
    marks = {page.number: marks_on(redaction, page) for page in pages}
    if not any(marks.values()):
        raise NothingMarked(document.id)
    title = _("Redacted copy of %(name)s", name=document.shown_name)
    leaves = [_blackened(family, document, page, marks[page.number]) for page in pages]
    db.session.rollback()  # no transaction may be open while pages are drawn
    data = redact(leaves, title=_("Redacted copy"), lang=lang)
    return _keep(family.id, document.id, data, marks, title=title, reason=reason, user_id=user_id)


def copies() -> dict[int, Copy]:
    """The latest redacted copy of each paper of the family in scope that has one, by the paper's number."""
    found = {}
    made = select(Redaction).where(Redaction.made_at.is_not(None), Redaction.copy_id.is_not(None)).order_by(Redaction.id)
    for one in db.session.scalars(made):
        copy = db.session.get(Document, one.copy_id)
        if copy and not copy.deleted_at:
            found[one.document_id] = Copy(copy, {int(page): tuple(kept.get("gone", ())) for page, kept in one.marks.items()})
    return found


def leaf_of(page: Page) -> Leaf:
    return Leaf(page.text, tuple(page.words) if page.has_image else ())


def _of(document: Document):
    return select(Redaction).where(Redaction.document_id == document.id)


def _blackened(family: Family, document: Document, page: Page, marks: Marks) -> Blackened:
    leaf = leaf_of(page)
    if not page.has_image:
        return Blackened(text=text_left(leaf, marks))
    try:
        data, _media_type = page_image(family, page, width=_WIDTH)
    except NotFound:
        raise NotBound("unreadable") from None
    words = tuple((page.text[word.start:word.end], word.x0, word.y0, word.x1, word.y1) for word in words_left(leaf, marks))
    return Blackened(Picture(data, page.width, page.height, words), tuple(black_boxes(leaf, marks)))


def _keep(family_id: int, document_id: int, data: bytes, marks: dict[int, Marks], *, title: str, reason: str, user_id: int) -> Document:
    family, document = db.session.get(Family, family_id), db.session.get(Document, document_id)
    copy = receive(family, f"{_('Redacted copy')} {document_id}.pdf", BytesIO(data), user_id=user_id).document
    for fact in ("kind", "issuer", "dated", "languages", "sensitivity"):
        setattr(copy, fact, getattr(document, fact))
    copy.title, copy.redacted_from, copy.facts_by, copy.media_type = title[:200], document.id, user_id, "application/pdf"
    copy.page_count = max(document.page_count, 1)
    leaves = {page.number: leaf_of(page) for page in pages_of(document_id)}
    redaction = draft_of(document)
    redaction.marks = {str(number): {**one.kept(leaves[number]), "gone": list(words_gone(leaves[number], one))} for number, one in marks.items() if one}
    redaction.copy_id, redaction.reason, redaction.made_by, redaction.made_at = copy.id, reason, user_id, now()
    db.session.add(redaction)
    record("redacted copy made", f"document:{copy.id}", family_id=family_id, of=document_id, pages=sorted(int(number) for number in redaction.marks))
    return copy
