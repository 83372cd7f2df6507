"""How a version is shared, and everything that was done through it."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from caseline.db import Base, FamilyOwned, Moment, now
from caseline.dossiers.models import DossierVersion


class Share(FamilyOwned, Base):
    """One reader's way to one frozen version: a link with a passphrase, or (`guest_id`) the account of a lawyer.

    Neither a link's secret nor its passphrase is kept, only what proves them; for an account there is neither.
    """

    __tablename__ = "share"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("dossier_version.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    passphrase_hash: Mapped[str]
    with_exhibits: Mapped[bool] = mapped_column(default=False)
    made_by: Mapped[int | None]
    made_at: Mapped[datetime] = mapped_column(Moment, default=now)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    guest_id: Mapped[int | None]  # the account it is for

    version: Mapped[DossierVersion] = relationship(lazy="joined")
    openings: Mapped[list["ShareOpening"]] = relationship(order_by="ShareOpening.id.desc()", cascade="all, delete-orphan", passive_deletes=True)

    def is_live(self, at: datetime) -> bool:
        return self.revoked_at is None and at < self.ends_at


class ShareOpening(FamilyOwned, Base):
    """One thing done through a share: opened, refused, word (taken along), exhibits (taken along), answered."""

    __tablename__ = "share_opening"

    id: Mapped[int] = mapped_column(primary_key=True)
    share_id: Mapped[int] = mapped_column(ForeignKey("share.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(Moment, default=now)
    deed: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    browser: Mapped[str] = mapped_column(default="")
