"""The index follows every change by itself, in the same transaction: nobody has to remember it."""

from sqlalchemy import delete, event, select
from sqlalchemy.orm import Session

from caseline.contacts.models import Contact
from caseline.documents.models import Document, Page
from caseline.families.models import Person
from caseline.search.folding import indexed, names_indexed
from caseline.search.index import put_together
from caseline.search.models import SearchEntry, scope_of
from caseline.timeline.models import Event

KINDS = {Page: "page", Event: "event", Person: "person", Contact: "contact"}


@event.listens_for(Session, "after_flush")
def _follow(session: Session, _context) -> None:
    for record in session.deleted:
        if type(record) in KINDS:
            _remove(session, KINDS[type(record)], record.id)
    changed = [record for record in (*session.new, *session.dirty) if type(record) in KINDS]
    for document in (record for record in session.dirty if type(record) is Document and session.is_modified(record)):
        changed += [page for page in session.scalars(select(Page).where(Page.document_id == document.id)) if page not in changed]
    if changed:
        put_together(session.connection())
    for record in changed:
        _put(session, record)


def _put(session: Session, record) -> None:
    kind, text = KINDS[type(record)], _text(session, record)
    if not text:
        _remove(session, kind, record.id)
        return
    values = {"family_id": record.family_id, "kind": kind, "subject_id": record.id, "scope": scope_of(record.family_id), "folded": names_indexed(text) if kind == "person" else indexed(text)}
    table, connection = SearchEntry.__table__, session.connection()
    found = connection.execute(select(table.c.id, table.c.folded).where(table.c.kind == kind, table.c.subject_id == record.id)).first()
    if found is None:
        connection.execute(table.insert().values(**values))
    elif found.folded != values["folded"]:
        connection.execute(table.update().where(table.c.id == found.id).values(**values))


def _remove(session: Session, kind: str, subject_id: int) -> None:
    table = SearchEntry.__table__
    session.connection().execute(delete(table).where(table.c.kind == kind, table.c.subject_id == subject_id))


def _text(session: Session, record) -> str:
    """What may be found of a record; '' for what is in the bin or not for the record."""
    if isinstance(record, Page):
        document = session.get(Document, record.document_id)
        hidden = document is None or document.deleted_at or document.sensitivity == "off_record"
        return "" if hidden else f"{document.name}\n{document.title}\n{record.text}"
    if isinstance(record, Person):
        names = " ".join([record.name, record.called, *(name.text for name in record.names)])
        return " ".join([names, *(number.value for number in record.numbers)])
    if isinstance(record, Event):
        return "" if record.deleted_at or record.sensitivity == "off_record" else f"{_sentences(record)}\n{record.note}\n{record.question}"
    return "" if record.deleted_at else f"{record.summary}\n{record.others}\n{record.place}"


def _sentences(event: Event) -> str:
    """What happened, in every language it can be said in: it is found by the words of any of them."""
    return "\n".join(dict.fromkeys([event.sentence, *(event.sentences or {}).values()]))
