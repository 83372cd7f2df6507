"""Readers, the exhibit numbers each of them knows, and the frozen versions they were handed."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from caseline.db import Base, FamilyOwned, Moment, now


class Reader(FamilyOwned, Base):
    """Somebody who receives dossiers of a family; the kind of dossier decides its layout."""

    __tablename__ = "reader"
    __table_args__ = (UniqueConstraint("family_id", "kind", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("actor.id"))


class ExhibitNumber(FamilyOwned, Base):
    """The number under which a reader knows a paper. Once sent it never changes."""

    __tablename__ = "exhibit_number"
    stays_with_file = True  # what was sent under a number is the file as it was
    __table_args__ = (UniqueConstraint("reader_id", "document_id"), UniqueConstraint("reader_id", "number", name="uq_exhibit_number_reader_number"))

    id: Mapped[int] = mapped_column(primary_key=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("reader.id", ondelete="CASCADE"))
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"))
    number: Mapped[int]


class HouseFile(Base):
    """The organisation's letterhead or one of its own Word templates. It is retired, never deleted or changed: versions
    that were written on it come out of it again, byte for byte.
    """

    __tablename__ = "house_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(index=True)  # letterhead, template
    name: Mapped[str]
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    added_by: Mapped[int | None]
    added_at: Mapped[datetime] = mapped_column(Moment, default=now)
    retired_at: Mapped[datetime | None] = mapped_column(Moment)


class DossierVersion(FamilyOwned, Base):
    """A frozen hand-over: the snapshot from which the same Word file comes again, byte for byte, and its hash."""

    __tablename__ = "dossier_version"
    __table_args__ = (UniqueConstraint("reader_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("reader.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    lang: Mapped[str]
    snapshot: Mapped[str] = mapped_column(deferred=True)
    sha256: Mapped[str]
    rows: Mapped[int] = mapped_column(default=0)
    exhibits: Mapped[int] = mapped_column(default=0)
    withheld: Mapped[int] = mapped_column(default=0)
    pseudonymised: Mapped[bool] = mapped_column(default=False)
    written_on_id: Mapped[int | None] = mapped_column(ForeignKey("house_file.id"))  # the letterhead then in force
    template_id: Mapped[int | None] = mapped_column(ForeignKey("house_file.id"))  # or the own template that was chosen
    consent: Mapped[str] = mapped_column(default="")  # on whose agreement it was sent, in words
    override_reason: Mapped[str] = mapped_column(default="")
    sent_how: Mapped[str] = mapped_column(default="")
    sent_by: Mapped[int | None]
    sent_at: Mapped[datetime] = mapped_column(Moment, default=now)
    choices: Mapped[dict | None] = mapped_column(JSON)  # what the sender chose: see choices.kept
    word: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)  # the very file, should a later Caseline write it otherwise

    reader: Mapped[Reader] = relationship(lazy="joined")


class ReturnedNote(FamilyOwned, Base):
    """A remark that came back in a reader's Word file, waiting on its row or exhibit until somebody decides."""

    __tablename__ = "returned_note"
    __table_args__ = (UniqueConstraint("version_id", "fingerprint"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("dossier_version.id", ondelete="CASCADE"), index=True)
    fingerprint: Mapped[str]
    kind: Mapped[str]  # remark, change, or answer (given on a shared page)
    author: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime | None] = mapped_column(Moment)
    text: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id", ondelete="SET NULL"), index=True)
    exhibit: Mapped[int | None]
    state: Mapped[str] = mapped_column(default="open")  # open, question, answer, date, done, set_aside
    decided_by: Mapped[int | None]
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    details: Mapped[dict] = mapped_column(JSON, default=dict)


class Translation(FamilyOwned, Base):
    """A person's translation of a free text for dossiers in one language; `of` tells which wording of the text it is of."""

    __tablename__ = "translation"
    __table_args__ = (UniqueConstraint("family_id", "subject", "lang"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str]  # event:12 for its sentence, question:12 for what a lawyer is asked about it
    lang: Mapped[str]
    of: Mapped[str]
    text: Mapped[str]
    made_by: Mapped[int | None]
    made_at: Mapped[datetime] = mapped_column(Moment, default=now)


class Redaction(FamilyOwned, Base):
    """What readers shall not see of a paper, and the copy that was made without it. The paper itself never changes.

    `marks` are by page number as text (see `blacking.Marks`); a copy is never changed either: what is marked later makes
    another one. Until `made_at` it is a draft, one for each paper.
    """

    __tablename__ = "redaction"
    stays_with_file = pins_pages = True  # its marks tell the page of the paper

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), index=True)
    copy_id: Mapped[int | None] = mapped_column(ForeignKey("document.id", ondelete="SET NULL"))
    marks: Mapped[dict] = mapped_column(JSON, default=dict)
    reason: Mapped[str] = mapped_column(default="")
    made_by: Mapped[int | None]
    made_at: Mapped[datetime | None] = mapped_column(Moment)
