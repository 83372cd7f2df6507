"""Freezing what is handed over: a snapshot, its hash, the exhibit numbers the reader now knows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

from sqlalchemy import func, select

from caseline.db import db
from caseline.dossiers import snapshot
from caseline.dossiers.changes import Changes, changes
from caseline.dossiers.choices import Choices, kept, restored
from caseline.dossiers.dossier import Dossier
from caseline.dossiers.house_files import Paper, letterhead_bytes, written
from caseline.dossiers.layouts import pages
from caseline.dossiers.making import assemble_for
from caseline.dossiers.models import DossierVersion, ExhibitNumber, Reader
from caseline.dossiers.wording import load
from caseline.families.models import Family
from caseline.history import record
from caseline.word.blocks import text
from caseline.word.writer import write


def reader_for(family: Family, kind: str, name: str, actor_id: int | None = None) -> Reader:
    """The reader of this kind and name, made on first use."""
    known = db.session.scalar(select(Reader).where(Reader.family_id == family.id, Reader.kind == kind, Reader.name == name))
    if known is None:
        known = Reader(family_id=family.id, kind=kind, name=name, actor_id=actor_id)
        db.session.add(known)
        db.session.flush()
    return known


def known_numbers(reader: Reader) -> dict[int, int]:
    """Exhibit numbers this reader has received, by document id."""
    return dict(db.session.execute(select(ExhibitNumber.document_id, ExhibitNumber.number).where(ExhibitNumber.reader_id == reader.id)).all())


def next_number(reader: Reader) -> int:
    return (db.session.scalar(select(func.max(DossierVersion.number)).where(DossierVersion.reader_id == reader.id)) or 0) + 1


def draft(family: Family, reader: Reader, *, lang: str, options: Choices) -> Dossier:
    """The dossier as it would be handed over now, marked as a draft."""
    options = replace(options, version=next_number(reader), recipient=reader.name, draft=True)
    return assemble_for(family, kind=reader.kind, lang=lang, options=options, known=known_numbers(reader))


def freeze(family: Family, reader: Reader, *, lang: str, options: Choices, user_id: int, consent: str, sent_how: str, override_reason: str = "",
           without_consent: Sequence[int] = (), paper: Paper = Paper()) -> DossierVersion:
    """Hand over: keep the snapshot and the hash of its Word file, and fix the reader's exhibit numbers.

    `without_consent` are the people in it who did not agree; the history then holds them and the reason.
    """
    chosen = kept(options)
    options = replace(options, version=next_number(reader), recipient=reader.name, draft=False, prepared_on=date.today())
    numbers = known_numbers(reader)
    dossier = assemble_for(family, kind=reader.kind, lang=lang, options=options, known=numbers)
    word = written(dossier, paper)
    version = DossierVersion(
        family_id=family.id, reader_id=reader.id, number=options.version, lang=lang, snapshot=snapshot.to_json(dossier),
        sha256=sha256(word).hexdigest(), word=word, choices=chosen, written_on_id=paper.letterhead_id, template_id=paper.template_id, rows=len(dossier.rows), exhibits=len(dossier.exhibits), withheld=dossier.withheld,
        pseudonymised=options.pseudonymised, consent=consent, sent_how=sent_how, sent_by=user_id, override_reason=override_reason,
    )
    db.session.add(version)
    _fix_numbers(reader, dossier, numbers)
    db.session.flush()
    record("dossier handed over", f"dossier:{version.id}", family_id=family.id, user_id=user_id, reader=reader.id, version=version.number, sha256=version.sha256)
    if override_reason:
        record("consent overridden", f"dossier:{version.id}", family_id=family.id, user_id=user_id, persons=list(without_consent), reason=override_reason)
    return version


def dossier_of(version: DossierVersion) -> Dossier:
    return snapshot.from_json(version.snapshot)


def bytes_of(version: DossierVersion) -> bytes:
    """The Word file of a version as it went out; those of older versions of Caseline are made again from the snapshot."""
    return version.word or written_again(version)


def written_again(version: DossierVersion) -> bytes:
    """The Word file made again from the snapshot: the same bytes, as long as Caseline writes as it did then."""
    return written(dossier_of(version), Paper(version.written_on_id, version.template_id))


def personal_copy(version: DossierVersion, reader: str, day: date) -> bytes:
    """The same pages, in Caseline's own layout, with the reader's name and the day across and below each of them."""
    document, words = pages(dossier_of(version)), load(version.lang)
    shown = words.date(day.isoformat())
    mark = words.say("downloaded_by", reader=reader, date=shown)
    return write(replace(document, watermark=f"{reader} · {shown}", footer=(*document.footer, *text(f" · {mark}"))), letterhead=letterhead_bytes(Paper(version.written_on_id)))


def changes_since(version: DossierVersion, family: Family, *, options: Choices) -> Changes:
    """What is different for this reader between that version and today, with what was chosen and kept back then."""
    return changes(dossier_of(version), draft(family, version.reader, lang=version.lang, options=restored(version.choices, options)))


def kept_back_from(family: Family, kind: str, name: str) -> tuple[frozenset[int], frozenset[int]]:
    """The events and papers that the last version for this reader kept back: the next one keeps them back too, until
    somebody gives them."""
    last = db.session.scalar(
        select(DossierVersion).join(Reader, Reader.id == DossierVersion.reader_id)
        .where(Reader.family_id == family.id, Reader.kind == kind, Reader.name == name).order_by(DossierVersion.id.desc()).limit(1))
    told = (last.choices if last else None) or {}
    return frozenset(told.get("withheld_events", ())), frozenset(told.get("withheld_documents", ()))


def _fix_numbers(reader: Reader, dossier: Dossier, known: dict[int, int]) -> None:
    by_number = {one.number: one for one in dossier.exhibits}
    for document_id, number in documents_by_number(dossier).items():
        if document_id not in known and number in by_number:
            db.session.add(ExhibitNumber(family_id=reader.family_id, reader_id=reader.id, document_id=document_id, number=number))


def documents_by_number(dossier: Dossier) -> dict[int, int]:
    """document id → exhibit number, as this dossier gives them."""
    return {one.document: one.number for one in dossier.exhibits if one.document is not None}
