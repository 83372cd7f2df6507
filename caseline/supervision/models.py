"""What was sent for signing off, and what became of it."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from caseline.db import Base, FamilyOwned, Moment, now


class SignOff(FamilyOwned, Base):
    """One piece of work that a coordinator looks at: `kind` and `subject_id` name it (see supervision/subjects.py).

    `outcome` is '' while it waits, 'signed', or 'returned' with what should be looked at again. Nobody signs their own work.
    """

    __tablename__ = "sign_off"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(index=True)
    subject_id: Mapped[int]
    title: Mapped[str]
    asked_by: Mapped[int | None]
    asked_at: Mapped[datetime] = mapped_column(Moment, default=now)
    outcome: Mapped[str] = mapped_column(default="", index=True)
    comment: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[int | None]
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
