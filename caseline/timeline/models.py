"""Proposals of the machine, decisions of people, events and the sources that say so."""

from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from caseline.db import Base, FamilyOwned, Moment, now


class Decision(StrEnum):
    """What became of a proposal. Obsolete: the paper was read again and no longer says so."""

    UNDECIDED = "undecided"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"
    OBSOLETE = "obsolete"


class SourceKind(StrEnum):
    """Who says so: the act itself, another paper that mentions it, the lawyer, the family, somebody else, or we who saw it."""

    PRIMARY = "primary_document"
    MENTIONED = "mentioned_in_other_document"
    LAWYER = "lawyer_statement"
    FAMILY = "client_statement"
    THIRD_PARTY = "third_party_statement"
    OBSERVED = "case_manager_observation"
    EARLIER = "earlier_chronology"


def fingerprint_of(said) -> str:
    """Of what is said and where (an extracted event or a proposal): stable when a page is read again with other spacing."""
    words = "|".join([said.type, said.edtf or "", str(said.page), "".join(said.quote.lower().split())])
    return sha256(words.encode()).hexdigest()[:32]


def said(row, lang: str) -> str:
    """The sentence of an event or a proposal in a language, or as it was written; `row` has `sentence` and `sentences`."""
    return (row.sentences or {}).get(lang) or row.sentence


class Proposal(FamilyOwned, Base):
    """An event that a page seems to tell. It enters the timeline only when a person decides so."""

    __tablename__ = "proposal"
    __table_args__ = (UniqueConstraint("document_id", "fingerprint"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), index=True)
    fingerprint: Mapped[str]  # of what the page says, so that reading again proposes nothing twice
    page: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str]
    type: Mapped[str]
    edtf: Mapped[str] = mapped_column(default="")
    within: Mapped[bool] = mapped_column(default=False)
    dates: Mapped[dict] = mapped_column(JSON, default=dict)
    person_ids: Mapped[list] = mapped_column(JSON, default=list)
    names: Mapped[list] = mapped_column(JSON, default=list)
    references: Mapped[list] = mapped_column(JSON, default=list)
    sentence: Mapped[str]
    sentences: Mapped[dict | None] = mapped_column(JSON)  # the sentence in each language of the interface
    source_kind: Mapped[str] = mapped_column(default=SourceKind.MENTIONED)
    confidence: Mapped[float]
    why: Mapped[str] = mapped_column(default="")

    decision: Mapped[str] = mapped_column(default=Decision.UNDECIDED, index=True)
    decided_by: Mapped[int | None]
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    reason: Mapped[str] = mapped_column(default="")
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id", ondelete="SET NULL"), index=True)

    def said_in(self, lang: str) -> str:
        """What it proposes to say, in this language."""
        return said(self, lang)

    def moved(self) -> None:
        """Its page stands in another paper, or has another number."""
        self.fingerprint = fingerprint_of(self)


class Event(FamilyOwned, Base):
    """Something that happened or was decided. `edtf` and `dates` (role → EDTF) are the working version a person chose.

    `within` means one unknown moment inside the range, not its whole length. `earliest` and `latest` only serve order.
    """

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(index=True)
    edtf: Mapped[str] = mapped_column(default="")  # empty: undated
    within: Mapped[bool] = mapped_column(default=False)
    dates: Mapped[dict] = mapped_column(JSON, default=dict)
    earliest: Mapped[date | None] = mapped_column(index=True)
    latest: Mapped[date | None]
    sentence: Mapped[str]
    sentences: Mapped[dict | None] = mapped_column(JSON)  # by language, while the sentence is Caseline's own and no person's
    translation: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    references: Mapped[list] = mapped_column(JSON, default=list)
    is_key: Mapped[bool] = mapped_column(default=False)
    scheduled: Mapped[bool] = mapped_column(default=False)
    procedure: Mapped[str] = mapped_column(default="")  # name of the procedure a person put it in; empty: by rule
    question: Mapped[str] = mapped_column(default="")  # “advice needed”: what the lawyer is asked
    answer: Mapped[str] = mapped_column(default="")
    answered_by: Mapped[str] = mapped_column(default="")
    sensitivity: Mapped[str] = mapped_column(default="normal")  # normal, restricted, off_record
    created_by: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    version: Mapped[int] = mapped_column(default=1)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)

    people: Mapped[list["EventPerson"]] = relationship(cascade="all, delete-orphan", lazy="selectin", passive_deletes=True)
    citations: Mapped[list["Citation"]] = relationship(cascade="all, delete-orphan", lazy="selectin", order_by="Citation.id", passive_deletes=True)

    @property
    def person_ids(self) -> list[int]:
        return [link.person_id for link in self.people]

    def said_in(self, lang: str) -> str:
        """The sentence in this language where Caseline wrote it; as a person wrote it where one did."""
        return said(self, lang)


class EventPerson(FamilyOwned, Base):
    """Whom an event concerns."""

    __tablename__ = "event_person"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True)


class Citation(FamilyOwned, Base):
    """Says who: one source of one event, and the claim it makes, which may differ from the working version.

    The source is a document's page and verbatim quote, a contact, or the account of a named person.
    """

    __tablename__ = "citation"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    source_kind: Mapped[str] = mapped_column(default=SourceKind.MENTIONED)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), index=True)
    page: Mapped[int | None]
    start: Mapped[int | None]
    end: Mapped[int | None]
    quote: Mapped[str] = mapped_column(default="")
    contact_id: Mapped[int | None] = mapped_column(index=True)
    account_of: Mapped[str] = mapped_column(default="")  # “Selam, told K. on 14 September 2022”
    edtf: Mapped[str] = mapped_column(default="")
    within: Mapped[bool] = mapped_column(default=False)
    dates: Mapped[dict] = mapped_column(JSON, default=dict)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id", ondelete="SET NULL"))
    created_by: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)


class PersonClaim(FamilyOwned, Base):
    """What one source says of a member's birth date or name; a person picks the working one."""

    __tablename__ = "person_claim"
    __table_args__ = (UniqueConstraint("person_id", "field", "value", "document_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    field: Mapped[str]  # born, name
    value: Mapped[str]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"))
    page: Mapped[int | None]
    quote: Mapped[str] = mapped_column(default="")
    account_of: Mapped[str] = mapped_column(default="")
    accepted_by: Mapped[int | None]


class FindingDecision(FamilyOwned, Base):
    """A person's answer to a finding: dismissed with a reason. It reopens when the facts (fingerprint) change."""

    __tablename__ = "finding_decision"
    __table_args__ = (UniqueConstraint("family_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    fingerprint: Mapped[str]
    reason: Mapped[str]
    decided_by: Mapped[int | None]
    decided_at: Mapped[datetime] = mapped_column(Moment, default=now)


class NotOfFamily(FamilyOwned, Base):
    """A name in the papers of which a person said that it is nobody of the family, so that it is not proposed again."""

    __tablename__ = "not_of_family"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Merge(FamilyOwned, Base):
    """A person's word on two events: the same, or not the same. Kept so that it can be undone."""

    __tablename__ = "merge"
    __table_args__ = (UniqueConstraint("first_id", "second_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    second_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    same: Mapped[bool]
    moved_citations: Mapped[list] = mapped_column(JSON, default=list)
    decided_by: Mapped[int | None]
    decided_at: Mapped[datetime] = mapped_column(Moment, default=now)


class Arrangement(FamilyOwned, Base):
    """How a person arranged the family's procedures, whole, after one deed: the newest that was not taken back counts.

    `procedures` are {id, kind, title, lawyer, outcome, open, events}; `outside` the events in no procedure.
    """

    __tablename__ = "arrangement"

    id: Mapped[int] = mapped_column(primary_key=True)
    deed: Mapped[str]
    procedures: Mapped[list] = mapped_column(JSON, default=list)
    outside: Mapped[list] = mapped_column(JSON, default=list)
    made_by: Mapped[int | None]
    made_at: Mapped[datetime] = mapped_column(Moment, default=now)
    taken_back_at: Mapped[datetime | None] = mapped_column(Moment)


class RejectedArgument(FamilyOwned, Base):
    """An argument that a decision or judgment rejected, in a person's words; `citation_id` is the place that says so."""

    __tablename__ = "rejected_argument"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    citation_id: Mapped[int | None] = mapped_column(ForeignKey("citation.id", ondelete="SET NULL"))
    text: Mapped[str]
    quote: Mapped[str] = mapped_column(default="")
    noted_by: Mapped[int | None]
    noted_at: Mapped[datetime] = mapped_column(Moment, default=now)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)


class Measure(FamilyOwned, Base):
    """From how many silent months on Caseline speaks of a gap, where this family needs another measure than the usual one."""

    __tablename__ = "measure"
    __table_args__ = (UniqueConstraint("family_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    gap_months: Mapped[int]


class EarlierChronology(FamilyOwned, Base):
    """A chronology that somebody kept by hand, as its file held it: `cells` as read, `columns` which of them is what."""

    __tablename__ = "earlier_chronology"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    cells: Mapped[list] = mapped_column(JSON, default=list)
    columns: Mapped[dict] = mapped_column(JSON, default=dict)
    brought_by: Mapped[int | None]
    brought_at: Mapped[datetime] = mapped_column(Moment, default=now)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)


class EarlierRow(FamilyOwned, Base):
    """One row of an earlier chronology as proposed: it enters the timeline only when a person accepts it."""

    __tablename__ = "earlier_row"

    id: Mapped[int] = mapped_column(primary_key=True)
    chronology_id: Mapped[int] = mapped_column(ForeignKey("earlier_chronology.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]  # of the row in the file
    written: Mapped[str]
    edtf: Mapped[str] = mapped_column(default="")
    what: Mapped[str]
    who: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    notified: Mapped[str] = mapped_column(default="")
    type: Mapped[str]
    person_ids: Mapped[list] = mapped_column(JSON, default=list)
    problem: Mapped[str] = mapped_column(default="")
    decision: Mapped[str] = mapped_column(default=Decision.UNDECIDED)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id", ondelete="SET NULL"))
    decided_by: Mapped[int | None]
