"""The database handle, and the rule that family records are only reached inside a family scope."""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import cache

from flask import current_app
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, ForeignKey, MetaData, Table, TextClause, TypeDecorator, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, declared_attr, mapped_column, with_loader_criteria
from sqlalchemy.sql.visitors import iterate


class Base(DeclarativeBase):
    # Named constraints, so that migrations can change them on both databases.
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Records(SQLAlchemy):
    @property
    def engines(self):
        """The database of the current application; whoever opens it needs all tables, hence every feature."""
        current_app.furnish()
        return super().engines


db = Records(model_class=Base, session_options={"expire_on_commit": False})

EVERY_FAMILY = "every family"
_scope: ContextVar[frozenset[int] | str | None] = ContextVar("family_scope", default=None)


class OutsideFamilyScope(Exception):
    """A query touched family records without saying whose."""


class Moment(TypeDecorator):
    """A point in time, always in UTC, the same on SQLite (which forgets zones) and PostgreSQL."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value, _dialect):
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value, _dialect):
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


def now() -> datetime:
    return datetime.now(UTC)


class FamilyOwned:
    """Mixin for every record that belongs to one family."""

    @declared_attr
    def family_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("family.id", ondelete="CASCADE"), index=True)


@contextmanager
def family_scope(family_ids):
    """Let queries in this block see these families' records (ids, or EVERY_FAMILY), and no others."""
    token = enter_family_scope(family_ids)
    try:
        yield
    finally:
        db.session.close()  # nothing read in one scope may linger in the next
        leave_family_scope(token)


def enter_family_scope(family_ids):
    """As family_scope, for a whole request. Returns the token that leave_family_scope takes."""
    return _scope.set(family_ids if family_ids is EVERY_FAMILY else frozenset(family_ids))


def leave_family_scope(token):
    _scope.reset(token)


def families_in_scope() -> frozenset[int] | str:
    """The families in scope: ids, or EVERY_FAMILY."""
    return _scope.get() or frozenset()


@event.listens_for(Session, "do_orm_execute")
def _keep_to_family_scope(state):
    scope = _scope.get()
    if scope is EVERY_FAMILY or not _reads_family_records(state.statement):
        return
    if scope is None or not state.is_orm_statement:
        raise OutsideFamilyScope(str(state.statement))
    state.statement = state.statement.options(
        with_loader_criteria(FamilyOwned, lambda record: record.family_id.in_(scope), include_aliases=True)
    )


def _reads_family_records(statement) -> bool:
    """True when the statement names a family-owned table anywhere, or is raw SQL, which cannot be checked."""
    if isinstance(statement, TextClause):
        return True
    return any(_is_familys(part) for part in iterate(statement) if isinstance(part, Table))


@cache
def _is_familys(table: Table) -> bool:
    return any(table == mapper.local_table and issubclass(mapper.class_, FamilyOwned) for mapper in Base.registry.mappers)


@event.listens_for(Session, "before_flush")
def _write_only_inside_scope(session, _context, _instances):
    scope = _scope.get()
    if scope is EVERY_FAMILY:
        return
    for record in [*session.new, *session.dirty, *session.deleted]:
        if isinstance(record, FamilyOwned) and (scope is None or record.family_id not in scope):
            raise OutsideFamilyScope(f"write to {record!r}")
