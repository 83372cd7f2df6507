"""The book of people and services, lawyers' mandates, and contacts."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from caseline.db import Base, FamilyOwned, Moment, now


class Actor(Base):
    """Somebody outside the family: lawyer, school, doctor, NGO, municipality, office desk. Shared by all families."""

    __tablename__ = "actor"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(default="lawyer", index=True)
    name: Mapped[str]
    organisation: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    languages: Mapped[str] = mapped_column(default="")
    services: Mapped[str] = mapped_column(default="")
    hours: Mapped[str] = mapped_column(default="", server_default="")
    access: Mapped[str] = mapped_column(default="", server_default="")  # who may come: without papers, cost, waiting list
    note: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)

    contact_persons: Mapped[list["ContactPerson"]] = relationship(order_by="ContactPerson.id", lazy="selectin", cascade="all, delete-orphan")

    @property
    def shown_name(self) -> str:
        return f"{self.name} ({self.organisation})" if self.organisation and self.organisation != self.name else self.name


class ContactPerson(Base):
    """Somebody to ask for at a school, a service or a desk."""

    __tablename__ = "contact_person"

    id: Mapped[int] = mapped_column(primary_key=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("actor.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    task: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")


class Mandate(FamilyOwned, Base):
    """A lawyer held the file from–to (EDTF; empty = unknown, '..' = still). No members named means the whole family."""

    __tablename__ = "mandate"

    id: Mapped[int] = mapped_column(primary_key=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("actor.id"), index=True)
    start: Mapped[str] = mapped_column(default="")
    end: Mapped[str] = mapped_column(default="")
    person_ids: Mapped[list] = mapped_column(JSON, default=list)
    reason: Mapped[str] = mapped_column(default="")  # of the change
    legal_aid: Mapped[str] = mapped_column(default="")  # key: none, asked, granted, refused
    legal_aid_asked_on: Mapped[str] = mapped_column(default="", server_default="")
    legal_aid_answered_on: Mapped[str] = mapped_column(default="", server_default="")
    filed: Mapped[str] = mapped_column(default="")
    advised: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)

    actor: Mapped[Actor] = relationship(lazy="joined")


class Contact(FamilyOwned, Base):
    """A call, visit, message, mail, meeting or accompaniment: when, with whom, who interpreted, what was said, what follows."""

    __tablename__ = "contact"

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(default="call")
    at: Mapped[str] = mapped_column(index=True)  # EDTF day
    time: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int | None]
    place: Mapped[str] = mapped_column(default="")
    actor_ids: Mapped[list] = mapped_column(JSON, default=list)
    person_ids: Mapped[list] = mapped_column(JSON, default=list)
    others: Mapped[str] = mapped_column(default="")  # participants who are neither members nor in the book
    interpreter: Mapped[str] = mapped_column(default="")
    topics: Mapped[list] = mapped_column(JSON, default=list)
    summary: Mapped[str] = mapped_column(default="")
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id", ondelete="SET NULL"))
    document_ids: Mapped[list] = mapped_column(JSON, default=list, server_default="[]")  # further papers that came of it
    series_id: Mapped[int | None]
    by_user: Mapped[int | None] = mapped_column(index=True)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    version: Mapped[int] = mapped_column(default=1)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)

    @property
    def papers(self) -> list[int]:
        """The papers that it brought, the mail itself first."""
        return [*([self.document_id] if self.document_id else []), *self.document_ids]


class ContactSeries(FamilyOwned, Base):
    """Contacts agreed to come again (“weekly call with the mother”), from–to (EDTF days; `end` '..' while it goes on)."""

    __tablename__ = "contact_series"

    id: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str]
    channel: Mapped[str] = mapped_column(default="call")
    every: Mapped[str] = mapped_column(default="week")  # a key of contacts/words.py EVERY
    person_ids: Mapped[list] = mapped_column(JSON, default=list)
    actor_ids: Mapped[list] = mapped_column(JSON, default=list)
    start: Mapped[str]
    end: Mapped[str] = mapped_column(default="..")
    by_user: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)


class Rhythm(FamilyOwned, Base):
    """How often we agreed to be in touch with one family. The latest row counts; `days` None goes back to the usual rhythm."""

    __tablename__ = "contact_rhythm"

    id: Mapped[int] = mapped_column(primary_key=True)
    days: Mapped[int | None]
    agreed_on: Mapped[str] = mapped_column(default="")
    why: Mapped[str] = mapped_column(default="")
    by_user: Mapped[int | None]


class UsualRhythm(Base):
    """How often the organisation is in touch with a family where nothing else was agreed. The latest row counts."""

    __tablename__ = "usual_rhythm"

    id: Mapped[int] = mapped_column(primary_key=True)
    days: Mapped[int]
    set_by: Mapped[int | None]
    set_at: Mapped[datetime] = mapped_column(Moment, default=now)


class ServiceReferral(FamilyOwned, Base):
    """We referred somebody of the family to a service: to whom, for what, since when they wait, what came of it.

    Days are EDTF. `state` is a key of contacts/words.py: asked, accepted (waits for a first appointment), started, ended,
    refused, not_taken_up. `to_whom` names a service that is not in the book.
    """

    __tablename__ = "service_referral"

    id: Mapped[int] = mapped_column(primary_key=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("actor.id", ondelete="SET NULL"), index=True)
    to_whom: Mapped[str] = mapped_column(default="")
    spoken_with: Mapped[str] = mapped_column(default="")
    person_ids: Mapped[list] = mapped_column(JSON, default=list)  # nobody named: the whole family
    what: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="asked", index=True)
    asked_on: Mapped[str]
    started_on: Mapped[str] = mapped_column(default="")
    ended_on: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str] = mapped_column(default="")
    again_on: Mapped[str] = mapped_column(default="")  # when to ask again
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id", ondelete="SET NULL"))
    by_user: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    version: Mapped[int] = mapped_column(default=1)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)

    actor: Mapped[Actor | None] = relationship(lazy="joined")

    @property
    def shown_name(self) -> str:
        return f"{self.what}: {self.whom}" if self.whom else self.what

    @property
    def whom(self) -> str:
        return self.actor.shown_name if self.actor else self.to_whom
