"""A stored paper and its pages."""

import json
import secrets
import zlib
from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, BigInteger, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from caseline.db import Base, FamilyOwned, Moment, now
from caseline.reading import Word


class Status(StrEnum):
    """Where a paper is on its way. Failed papers say why and can be tried again."""

    RECEIVED = "received"
    READING = "reading"
    UNDERSTANDING = "understanding"
    READ = "read"
    FAILED = "failed"


class Document(FamilyOwned, Base):
    """A paper as it came in: the original never changes. The same bytes twice in one family are one document.

    A paper that people put together or cut out of a scan has no file of its own: its pages name the originals they lie in.
    `kind`, `issuer` and the dates are extraction's until a person corrects them (`facts_by` then names the person).
    `parent_id` links an attachment to its mail. Sensitivity is 'normal', 'restricted' (case team only, in no export by
    default) or 'off_record' (in no search, extraction, export or report).
    """

    __tablename__ = "document"
    __table_args__ = (UniqueConstraint("family_id", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    sha256: Mapped[str]
    address: Mapped[str]
    size: Mapped[int]
    media_type: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default=Status.RECEIVED, index=True)
    failure: Mapped[str] = mapped_column(default="")  # a ReadFailure code; the page turns it into a sentence
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("document.id", ondelete="SET NULL"))
    translation_of: Mapped[int | None]  # the paper this is a translation of: dossiers give both, one after the other
    redacted_from: Mapped[int | None]  # the paper this is a redacted copy of: no source of its own, only for readers
    received_at: Mapped[datetime] = mapped_column(Moment, default=now)
    received_by: Mapped[int | None]
    together: Mapped[str | None]  # photographs that came with the same word are the pages of one paper
    steps_back_at: Mapped[datetime | None] = mapped_column(Moment)  # since when its pages stand in other papers

    page_count: Mapped[int] = mapped_column(default=0)
    pages_done: Mapped[int] = mapped_column(default=0)
    languages: Mapped[list] = mapped_column(JSON, default=list)
    warnings: Mapped[list] = mapped_column(JSON, default=list)
    rotations: Mapped[dict] = mapped_column(JSON, default=dict)  # {page number as text: degrees}
    seconds: Mapped[float | None]  # what reading the whole file took, to tell how long others will take
    read_as: Mapped[list] = mapped_column(JSON, default=list)  # languages chosen by a person for OCR

    kind: Mapped[str] = mapped_column(default="", index=True)
    issuer: Mapped[str] = mapped_column(default="")
    dated: Mapped[str] = mapped_column(default="")  # EDTF
    dates: Mapped[dict] = mapped_column(JSON, default=dict)  # role → EDTF
    references: Mapped[list] = mapped_column(JSON, default=list)
    persons: Mapped[list] = mapped_column(JSON, default=list)
    headers: Mapped[dict] = mapped_column(JSON, default=dict)  # of a mail
    password: Mapped[str] = mapped_column(deferred=True, default="")  # of a locked file; it lies in the encrypted database only
    facts_by: Mapped[int | None]
    sensitivity: Mapped[str] = mapped_column(default="normal")
    version: Mapped[int] = mapped_column(default=1)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)

    pages: Mapped[list["Page"]] = relationship(order_by="Page.number", cascade="all, delete-orphan", passive_deletes=True)

    @property
    def shown_name(self) -> str:
        return self.title or self.name

    @property
    def has_file(self) -> bool:
        return bool(self.address)


class Page(FamilyOwned, Base):
    """One page of a paper: its text, and where each word stands on the page's image (none for text formats)."""

    __tablename__ = "page"
    __table_args__ = (UniqueConstraint("document_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    text: Mapped[str]
    packed_words: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    width: Mapped[float] = mapped_column(default=0)
    height: Mapped[float] = mapped_column(default=0)
    ocr: Mapped[bool] = mapped_column(default=False)
    confidence: Mapped[float | None]
    language: Mapped[str] = mapped_column(default="")
    nothing_to_add_by: Mapped[int | None]
    original_id: Mapped[int | None]  # of an arranged paper: page `sheet` of the file of this document; else its own file's
    sheet: Mapped[int | None]

    @property
    def place(self) -> tuple[int, int]:
        """Where the page lies: (the document whose file it is in, its number there)."""
        return (self.original_id, self.sheet) if self.original_id else (self.document_id, self.number)

    @property
    def has_image(self) -> bool:
        return self.width > 0

    @property
    def words(self) -> list[Word]:
        """Every word with its box as fractions of the page and its offsets into `text`."""
        return [Word(*word) for word in json.loads(zlib.decompress(self.packed_words))] if self.packed_words else []

    @words.setter
    def words(self, words) -> None:
        rounded = [[w[0], w[1], *(round(side, 4) for side in w[2:6]), round(w[6], 2) if w[6] is not None else None] for w in words]
        self.packed_words = zlib.compress(json.dumps(rounded, separators=(",", ":")).encode(), 6)


class PaperArrangement(FamilyOwned, Base):
    """A person joined, split or reordered papers. `places`: [document, page, new document, new page], so that it can be undone."""

    __tablename__ = "paper_arrangement"

    id: Mapped[int] = mapped_column(primary_key=True)
    places: Mapped[list] = mapped_column(JSON, default=list)
    made_by: Mapped[int | None]
    made_at: Mapped[datetime] = mapped_column(Moment, default=now)
    undone_at: Mapped[datetime | None] = mapped_column(Moment)


class ArrivingFile(FamilyOwned, Base):
    """A large file that comes in parts; what is there of it waits, sealed, until the rest has come or it is given up."""

    __tablename__ = "arriving_file"

    # a number that is never given twice: who comes back after days must not go on with another file
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, default=lambda: secrets.randbits(48))
    user_id: Mapped[int | None]
    name: Mapped[str]
    together: Mapped[str] = mapped_column(default="")
    size: Mapped[int]
    arrived: Mapped[int] = mapped_column(default=0)
    touched_at: Mapped[datetime] = mapped_column(Moment, default=now, index=True)


class ArrivingPart(FamilyOwned, Base):
    """Some bytes of an arriving file, from `start` on, sealed under the family's key."""

    __tablename__ = "arriving_part"
    __table_args__ = (UniqueConstraint("file_id", "start"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("arriving_file.id", ondelete="CASCADE"), index=True)
    start: Mapped[int]
    sealed: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class KnownImage(FamilyOwned, Base):
    """What text recognition found on an image, sealed under the family's key: the same image again costs nothing."""

    __tablename__ = "known_image"
    __table_args__ = (UniqueConstraint("family_id", "mark"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str]
    sealed: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
