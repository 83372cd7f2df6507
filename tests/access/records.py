"""A record of every kind in Bo's family, made from the tables themselves, so that a new table is covered the day it appears."""

from datetime import UTC, date, datetime

from sqlalchemy import Date, DateTime, insert, select

from caseline.db import EVERY_FAMILY, Base, Moment, db, family_scope
from caseline.families.models import Family

FAMILY = 2
SECRET = "Qwxzuvian"
NOT_RECORDS = {"user", "family", "user_session", "history", "job", "erasure", "assignment", "legal_hold", "invitation", "passkey", "recovery_code", "attempt"}


def told_of_bo(app) -> dict[str, int]:
    """Fill Bo's family; table → number of Bo's record in it, for every table that names families."""
    with app.app_context(), family_scope(EVERY_FAMILY):
        made = {}
        for table in Base.metadata.sorted_tables:
            if table.name not in NOT_RECORDS:
                db.session.execute(insert(table).values(**{column.name: _made_up(column, made) for column in table.c if not _is_given(column)}))
                key = list(table.primary_key.columns)[0]
                made[table.name] = db.session.scalar(select(key).order_by(key.desc()).limit(1))
        db.session.get(Family, FAMILY).name = SECRET
        db.session.commit()
    return {table: number for table, number in made.items() if "family_id" in Base.metadata.tables[table].c}


def _is_given(column) -> bool:
    """Numbers that the database gives by itself, and optional references."""
    return (column.primary_key and not column.foreign_keys) or (column.nullable and bool(column.foreign_keys) and column.name != "family_id")


def _made_up(column, made):
    if column.name == "family_id":
        return FAMILY
    for reference in column.foreign_keys:
        target = reference.column.table.name
        return made.get(target) or (2 if target == "user" else FAMILY)
    if column.type.python_type is dict or column.type.python_type is list or "JSON" in type(column.type).__name__:
        default = column.default.arg if column.default is not None and callable(column.default.arg) else dict
        return {} if "dict" in str(default) else []
    if isinstance(column.type, (Moment, DateTime)):
        return datetime(2020, 1, 1, tzinfo=UTC)
    if isinstance(column.type, Date):
        return date(2020, 1, 1)
    words = SECRET if "family_id" in column.table.c else "shared by all"
    return {str: words, bool: False, int: 1, float: 0.5, bytes: b"x"}[column.type.python_type]
