"""Filled-in questionnaires: one sheet per day, every answer by itself."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from caseline.db import Base, FamilyOwned, Moment, now


class Sheet(FamilyOwned, Base):
    """One filling-in of one version of an instrument, about the family or one person."""

    __tablename__ = "sheet"

    id: Mapped[int] = mapped_column(primary_key=True)
    instrument: Mapped[str] = mapped_column(index=True)  # key.vN
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    held_on: Mapped[str]  # EDTF day
    by_user: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    signed_off_by: Mapped[int | None]
    signed_off_at: Mapped[datetime | None] = mapped_column(Moment)

    answers: Mapped[list["Answer"]] = relationship(lazy="selectin", cascade="all, delete-orphan", passive_deletes=True)

    def by_key(self) -> dict[str, "Answer"]:
        return {answer.key: answer for answer in self.answers}


class Answer(FamilyOwned, Base):
    """An answer, or why there is none: `silence` is '', dont_know, no_answer or not_relevant."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("sheet_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id", ondelete="CASCADE"))
    key: Mapped[str]
    value: Mapped[object] = mapped_column(JSON, nullable=True)
    silence: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
