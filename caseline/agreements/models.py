"""Consents, safety notes, and words told in confidence."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from caseline.db import Base, FamilyOwned, Moment, now


class Consent(FamilyOwned, Base):
    """What one person agreed to or refused: what, why, for whom, explained how, until when; and its withdrawal.

    Days are EDTF. `kind` is a key of agreements/words.py; `for_whom` narrows it (“Me Lenoir only”).
    """

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(index=True)
    refused: Mapped[bool] = mapped_column(default=False)
    what: Mapped[str] = mapped_column(default="")
    why: Mapped[str] = mapped_column(default="")
    for_whom: Mapped[str] = mapped_column(default="")
    given_on: Mapped[str]
    until: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    interpreter: Mapped[str] = mapped_column(default="")
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id", ondelete="SET NULL"))
    withdrawn_on: Mapped[str] = mapped_column(default="")
    withdrawn_why: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    by_user: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    version: Mapped[int] = mapped_column(default=1)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)

    def holds_on(self, day: date) -> bool:
        """Whether it was given, not withdrawn and not run out on this day (the first and the last day count)."""
        told = day.isoformat()
        return not self.refused and self.given_on <= told and not (self.withdrawn_on and self.withdrawn_on <= told) and not (self.until and self.until < told)


class SafetyFlag(FamilyOwned, Base):
    """Something that must be known before a call or a visit. It never leaves the house: in no dossier, export or report."""

    __tablename__ = "safety_flag"
    never_leaves = True

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(default="other")
    text: Mapped[str]
    start: Mapped[str] = mapped_column(default="")
    end: Mapped[str] = mapped_column(default="..")
    by_user: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    version: Mapped[int] = mapped_column(default=1)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)

    def holds_on(self, day: date) -> bool:
        told = day.isoformat()
        return (not self.start or self.start <= told) and (self.end in {"", ".."} or told <= self.end)


class Confidence(FamilyOwned, Base):
    """Told, not to be recorded: kept for its author alone or for the team, outside search, extraction, exports and reports.

    It is erased when its author says so or on the day after `until`; it has no bin and no copy in the history.
    """

    __tablename__ = "confidence"
    never_leaves = True

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    told_on: Mapped[str]
    text: Mapped[str]
    kept_for: Mapped[str] = mapped_column(default="author")  # author, team
    until: Mapped[str] = mapped_column(default="")
    author_id: Mapped[int] = mapped_column(index=True)
