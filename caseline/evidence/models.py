"""What was decided or asked about a line of the checklist, and when a file is meant to go out."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from caseline.db import Base, FamilyOwned


class EvidenceLine(FamilyOwned, Base):
    """One line of one checklist, for the family or for one person: a chosen paper, a request, or “not needed” with a reason."""

    __tablename__ = "evidence_line"
    __table_args__ = (UniqueConstraint("family_id", "purpose", "item", "person_id", "document_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str]
    item: Mapped[str]  # key of the country's checklist
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"))
    asked_from: Mapped[str] = mapped_column(default="")
    asked_on: Mapped[str] = mapped_column(default="")
    received_on: Mapped[str] = mapped_column(default="")
    not_needed: Mapped[str] = mapped_column(default="")  # the reason


class Filing(FamilyOwned, Base):
    """When a file for this purpose is meant to go out (EDTF): freshness is measured against that day."""

    __tablename__ = "filing"
    __table_args__ = (UniqueConstraint("family_id", "purpose"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str]
    planned: Mapped[str] = mapped_column(default="")
