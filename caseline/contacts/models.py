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
    note: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)

    @property
    def shown_name(self) -> str:
        return f"{self.name} ({self.organisation})" if self.organisation else self.name


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
    series_id: Mapped[int | None]
    by_user: Mapped[int | None] = mapped_column(index=True)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    version: Mapped[int] = mapped_column(default=1)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)
