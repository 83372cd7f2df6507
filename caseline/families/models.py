"""A family, its members with all their names and numbers, and who works with it."""

from datetime import date, datetime

from flask import current_app
from sqlalchemy import ForeignKey, UniqueConstraint, false, or_, select, true
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship, selectinload

from caseline.db import Base, FamilyOwned, Moment, db, now
from caseline.users.models import Role


class Family(Base):
    """A case. `reference` is the organisation's own code (PT-2021-07); `vault_key` is the family's key, wrapped."""

    __tablename__ = "family"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    language: Mapped[str] = mapped_column(default="fr")
    stage: Mapped[str] = mapped_column(default="assessment")
    address: Mapped[str] = mapped_column(default="", server_default="")
    reach: Mapped[str] = mapped_column(default="", server_default="")  # how and when to reach them
    site: Mapped[str] = mapped_column(default="", server_default="")  # the office or city that accompanies them
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    vault_key: Mapped[bytes]
    changes: Mapped[int] = mapped_column(default=0, server_default="0")  # grows with every change: see changing.py
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)

    persons: Mapped[list["Person"]] = relationship(order_by="Person.position, Person.id", lazy="selectin", viewonly=True)

    @classmethod
    def open(cls, *, reference: str, name: str, **fields) -> "Family":
        """A new family with a fresh key of its own, added to the session."""
        family = cls(reference=reference, name=name, vault_key=current_app.extensions["vault"].new_family_key(), **fields)
        db.session.add(family)
        db.session.flush()
        return family

    @classmethod
    def visible_ids(cls, user) -> list[int]:
        """The families this account may see. The one place where this is decided."""
        return list(db.session.scalars(select(cls.id).where(cls.deleted_at.is_(None), _may_see(user))))

    @classmethod
    def visible_to(cls, user, family_id: int) -> "Family | None":
        """This family, when the account may see it; None otherwise, as if it did not exist."""
        return db.session.scalar(select(cls).where(cls.id == family_id, cls.deleted_at.is_(None), _may_see(user)).options(_members_at_once()))

    @classmethod
    def visible_by_reference(cls, user, reference: str) -> "Family | None":
        return db.session.scalar(select(cls).where(cls.reference == reference, cls.deleted_at.is_(None), _may_see(user)))


class Assignment(Base):
    """An account's work with a family, for always or until a day.

    `kind`: 'team', 'cover' (for a colleague who is away; has an end) or 'emergency' (taken by oneself, with a reason, for
    a day; coordinators are told until one of them has seen it).
    """

    __tablename__ = "assignment"
    __table_args__ = (UniqueConstraint("family_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    family_id: Mapped[int] = mapped_column(ForeignKey("family.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    until: Mapped[date | None]
    kind: Mapped[str] = mapped_column(default="team")
    reason: Mapped[str] = mapped_column(default="")
    given_at: Mapped[datetime] = mapped_column(Moment, default=now)
    seen_by: Mapped[int | None]

    @property
    def is_over(self) -> bool:
        return self.until is not None and self.until < date.today()


class Person(FamilyOwned, Base):
    """A member of the family. `name` is the dossier name, chosen by a person; other spellings are in `names`.

    `born` is EDTF; `relation` and `sex` are keys (see families/words.py); `nationality` is an ISO 3166 code, 'stateless' or ''.
    """

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str]
    called: Mapped[str] = mapped_column(default="")
    relation: Mapped[str] = mapped_column(default="")
    sex: Mapped[str] = mapped_column(default="")
    born: Mapped[str] = mapped_column(default="")
    birthplace: Mapped[str] = mapped_column(default="")
    nationality: Mapped[str] = mapped_column(default="")
    languages: Mapped[str] = mapped_column(default="", server_default="")
    phone: Mapped[str] = mapped_column(default="", server_default="")
    whereabouts: Mapped[str] = mapped_column(default="", server_default="")  # where they live when not with the family
    version: Mapped[int] = mapped_column(default=1)

    names: Mapped[list["PersonName"]] = relationship(cascade="all, delete-orphan", lazy="selectin", order_by="PersonName.id")
    numbers: Mapped[list["PersonNumber"]] = relationship(cascade="all, delete-orphan", lazy="selectin", order_by="PersonNumber.id")

    @property
    def short_name(self) -> str:
        """What the family calls this person: for lanes and chips."""
        return self.called or next((word for word in self.name.split() if not word.isupper()), self.name)

    @property
    def is_child(self) -> bool:
        return self.relation in {"child", "grandchild", "sibling", "other_child"}


class PersonName(FamilyOwned, Base):
    """Another way in which a paper or a person writes this name."""

    __tablename__ = "person_name"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    text: Mapped[str]


class PersonNumber(FamilyOwned, Base):
    """A file number of this person; `system` is a key of the country's id_formats (oe_sp, cgrs, …)."""

    __tablename__ = "person_number"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    system: Mapped[str]
    value: Mapped[str]


def _members_at_once():
    """Members with their names and numbers in one statement: every page of a family begins with it."""
    return selectinload(Family.persons).options(joinedload(Person.names), joinedload(Person.numbers))


def _may_see(user):
    """The condition on Family that this account's role and assignments give."""
    if not user.is_active:
        return false()
    if user.is_coordinator:
        return true()
    if user.role != Role.CASE_MANAGER:
        return false()  # evaluators see figures, lawyers what was shared: neither opens a family
    current = or_(Assignment.until.is_(None), Assignment.until >= date.today())
    return Family.id.in_(select(Assignment.family_id).where(Assignment.user_id == user.id, current))
