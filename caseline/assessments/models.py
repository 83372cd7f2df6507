"""Assessments, dated and repeatable, and vulnerabilities that come and go."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from caseline.db import Base, FamilyOwned, Moment, now


class Assessment(FamilyOwned, Base):
    """One look at one person (nobody: the family as a whole) on one day. A later one does not replace it.

    `own_words` are the person's, verbatim; `heard` says in whose presence (see assessments/words.py). A draft is for the team
    only and counts nowhere. `risk`: of leaving, as the network asks at induction: high, medium, low, dont_know or ''.
    """

    __tablename__ = "assessment"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    on: Mapped[str] = mapped_column(index=True)  # EDTF day
    by_user: Mapped[int | None]
    is_draft: Mapped[bool] = mapped_column(default=True)
    interpreter: Mapped[str] = mapped_column(default="")
    heard: Mapped[str] = mapped_column(default="")
    own_words: Mapped[str] = mapped_column(default="")
    own_language: Mapped[str] = mapped_column(default="")
    needs: Mapped[list] = mapped_column(JSON, default=list)
    strengths: Mapped[list] = mapped_column(JSON, default=list)
    barriers: Mapped[list] = mapped_column(JSON, default=list)
    living: Mapped[str] = mapped_column(default="", server_default="")
    dynamics: Mapped[str] = mapped_column(default="", server_default="")
    options_known: Mapped[str] = mapped_column(default="")
    ties: Mapped[str] = mapped_column(default="")
    conditions: Mapped[str] = mapped_column(default="")
    detention: Mapped[str] = mapped_column(default="")
    risk: Mapped[str] = mapped_column(default="")
    risk_why: Mapped[str] = mapped_column(default="")
    again_on: Mapped[str] = mapped_column(default="")  # EDTF day of the next look
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    version: Mapped[int] = mapped_column(default=1)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)


class Vulnerability(FamilyOwned, Base):
    """A situation that makes a person vulnerable, from–to (EDTF): it can end and come back. `what` is a key of the network."""

    __tablename__ = "vulnerability"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    what: Mapped[str]
    comment: Mapped[str] = mapped_column(default="")
    start: Mapped[str] = mapped_column(default="")
    end: Mapped[str] = mapped_column(default="..")
    noted_on: Mapped[str] = mapped_column(default="")
    by_user: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)
