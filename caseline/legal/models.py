"""Legal screenings, questions to lawyers, and the steps taken under a mandate."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from caseline.db import Base, FamilyOwned, Moment, now


class LegalScreening(FamilyOwned, Base):
    """One look at every legal route, on one day, by a lawyer or somebody else who advises; a later one does not replace it.

    `routes` is a list of {route, result, why} with keys of legal/words.py. `event_ids` are the timeline events (applications,
    decisions) whose procedures it is about. Days are EDTF. What it says is advice, to be confirmed by a lawyer.
    """

    __tablename__ = "legal_screening"

    id: Mapped[int] = mapped_column(primary_key=True)
    on: Mapped[str] = mapped_column(index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("actor.id", ondelete="SET NULL"))
    by: Mapped[str] = mapped_column(default="")  # somebody who is not in the book
    person_ids: Mapped[list] = mapped_column(JSON, default=list)  # nobody named: the whole family
    routes: Mapped[list] = mapped_column(JSON, default=list)
    summary: Mapped[str] = mapped_column(default="")
    event_ids: Mapped[list] = mapped_column(JSON, default=list)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id", ondelete="SET NULL"))
    next_step: Mapped[str] = mapped_column(default="")
    next_on: Mapped[str] = mapped_column(default="")
    next_done_on: Mapped[str] = mapped_column(default="")
    by_user: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    version: Mapped[int] = mapped_column(default=1)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)


class LegalQuestion(FamilyOwned, Base):
    """A question to a lawyer, asked on a day or not yet, and its answer. `event_id` is the row of the timeline it is about."""

    __tablename__ = "legal_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    question: Mapped[str]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("actor.id", ondelete="SET NULL"))
    legal_screening_id: Mapped[int | None] = mapped_column(ForeignKey("legal_screening.id", ondelete="SET NULL"))
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id", ondelete="SET NULL"))
    asked_on: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[str] = mapped_column(default="")
    answered_by: Mapped[str] = mapped_column(default="")
    by_user: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    version: Mapped[int] = mapped_column(default=1)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)


class LawyerStep(FamilyOwned, Base):
    """One thing done under a mandate: filed, advised, asked of an office, received. A filed one waits until `answered_on`."""

    __tablename__ = "lawyer_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    mandate_id: Mapped[int] = mapped_column(ForeignKey("mandate.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(default="filed")
    on: Mapped[str]
    what: Mapped[str]
    answered_on: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str] = mapped_column(default="")
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id", ondelete="SET NULL"))
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id", ondelete="SET NULL"))
    by_user: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)
