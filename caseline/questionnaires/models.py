"""Filled-in questionnaires: one sheet per day, every answer by itself; and the organisation's own questionnaires."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, UniqueConstraint, event, inspect
from sqlalchemy.orm import Mapped, mapped_column, relationship

from caseline.db import Base, FamilyOwned, Moment, now


class Sheet(FamilyOwned, Base):
    """One filling-in of one version of an instrument, about the family or one person.

    Who signed it stands in supervision's `SignOff`; the two columns here are of sheets signed in the first release.
    """

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

    @property
    def instrument_key(self) -> str:
        return self.instrument.rpartition(".v")[0]


class Answer(FamilyOwned, Base):
    """An answer, or why there is none: `silence` is '', dont_know, no_answer or not_relevant.

    `source` says where Caseline took it from (“event:12”, “contacts”…) until a person answers; `version` counts savings.
    """

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("sheet_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id", ondelete="CASCADE"))
    key: Mapped[str]
    value: Mapped[object] = mapped_column(JSON, nullable=True)
    silence: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="", server_default="")
    version: Mapped[int] = mapped_column(default=1, server_default="1")

    @property
    def told(self) -> tuple[object, str]:
        """What was answered, to compare."""
        return self.value, self.silence


class OwnQuestionnaire(Base):
    """A version of a questionnaire of the organisation's own, as its file said it; once released it never changes."""

    __tablename__ = "own_questionnaire"
    __table_args__ = (UniqueConstraint("key", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    version: Mapped[int]
    text: Mapped[str]  # JSON
    uploaded_by: Mapped[int | None]
    uploaded_at: Mapped[datetime] = mapped_column(Moment, default=now)
    released_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)


class StudyDetail(FamilyOwned, Base):
    """An identifying detail that was found in a case study, and what a person decided: 'keep' with the reason, or 'replace'."""

    __tablename__ = "study_detail"
    __table_args__ = (UniqueConstraint("sheet_id", "kind", "text"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    text: Mapped[str]
    decision: Mapped[str]
    replacement: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    by_user: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(Moment, default=now)


class AlreadyReleased(Exception):
    """Somebody tried to change a released questionnaire: a change is a new version."""


@event.listens_for(OwnQuestionnaire, "before_update")
def _released_stays(_mapper, _connection, row: OwnQuestionnaire) -> None:
    was = inspect(row).attrs
    old = was.released_at.history
    released_before = row.released_at is not None and not old.added if not old.deleted else old.deleted[0] is not None
    if released_before and any(getattr(was, name).history.has_changes() for name in ("key", "version", "text", "released_at")):
        raise AlreadyReleased(f"{row.key}.v{row.version} was released: put the change into a new version.")


@event.listens_for(OwnQuestionnaire, "before_delete")
def _released_is_kept(_mapper, _connection, row: OwnQuestionnaire) -> None:
    if row.released_at is not None:
        raise AlreadyReleased(f"{row.key}.v{row.version} was released: it can be withdrawn, not deleted.")
