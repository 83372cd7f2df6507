"""Says who? The source a person names for an event: a quote on a page, a contact, or somebody's account."""

from dataclasses import dataclass, field

from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from caseline.db import db
from caseline.documents.models import Page
from caseline.timeline.models import Citation, Event, SourceKind


@dataclass
class GivenSource:
    """A source as it came from a form; with errors it must not be used."""

    source_kind: str = SourceKind.FAMILY
    document_id: int | None = None
    page: int | None = None
    start: int | None = None
    end: int | None = None
    quote: str = ""
    contact_id: int | None = None
    account_of: str = ""
    errors: dict = field(default_factory=dict)


def read_source(form: MultiDict) -> GivenSource:
    """Read document+page+start+end, or contact, or source_kind+account_of. A quote is always the page's own words."""
    if document_id := form.get("document", type=int):
        return _on_page(form, document_id)
    given = GivenSource(source_kind=form.get("source_kind", ""), contact_id=form.get("contact", type=int), account_of=form.get("account_of", "").strip()[:300])
    if given.source_kind not in set(SourceKind):
        given.errors["source_kind"] = [_("Please say who says so.")]
    elif not given.contact_id and not given.account_of:
        given.errors["account_of"] = [_("Please name the person who says so, and when it was told: “Selam, on 14 September 2022”.")]
    return given


def cite(event: Event, source: GivenSource, *, user_id: int | None) -> Citation:
    """Add a source to an event; it claims the date that the event has now."""
    citation = Citation(
        family_id=event.family_id, source_kind=source.source_kind, document_id=source.document_id, page=source.page, start=source.start, end=source.end,
        quote=source.quote, contact_id=source.contact_id, account_of=source.account_of, edtf=event.edtf, within=event.within, dates=dict(event.dates), created_by=user_id,
    )
    event.citations.append(citation)
    return citation


def _on_page(form: MultiDict, document_id: int) -> GivenSource:
    number, start, end = form.get("page", 1, type=int), form.get("start", type=int), form.get("end", type=int)
    text = db.session.scalar(select(Page.text).where(Page.document_id == document_id, Page.number == number))
    given = GivenSource(source_kind=SourceKind.MENTIONED, document_id=document_id, page=number, start=start, end=end)
    if text is None:
        given.errors["quote"] = [_("This page does not exist any more. Open the paper again and select the words once more.")]
    elif start is None or end is None or not 0 <= start < end <= len(text):
        given.start = given.end = None  # the whole page is the source
    else:
        given.quote = text[start:end]
    return given
