"""What the day's list keeps of its own: secret addresses for calendar programs."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from caseline.db import Base, Moment, now


class CalendarFeed(Base):
    """The secret address at which one account's calendar program fetches the running terms. Only its hash is kept."""

    __tablename__ = "calendar_feed"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), unique=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    with_names: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime] = mapped_column(Moment, default=now)
    fetched_at: Mapped[datetime | None] = mapped_column(Moment)
