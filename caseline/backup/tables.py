"""Every row of one database copied into another of the same version, and both compared: for PostgreSQL's backups and for moving.

Rows pass as plain values, table by table in the order of their references. The caller's transaction on `target` decides
whether anything stays: an interrupted copy leaves nothing behind.
"""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import islice

from sqlalchemy import Column, Connection, MetaData, String, Table, func, insert, select, text, update

from caseline.db import db

AT_ONCE = 500
VERSION = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))


class CannotCopy(Exception):
    """The two databases cannot be made the same; nothing was changed."""


def every_table() -> list[Table]:
    """The tables of this version; a table stands after those that its rows refer to."""
    return list(db.metadata.sorted_tables)


def copy(source: Connection, target: Connection, say=lambda sentence: None) -> dict[str, int]:
    """Copy every row. Returns rows per table. Raises CannotCopy when `target` has rows already, or `source` is of another version."""
    if held := [table.name for table in every_table() if target.scalar(select(func.count()).select_from(table))]:
        raise CannotCopy(f"There is data here already ({', '.join(held[:3])}): nothing is overwritten. Use an empty database.")
    counts = {}
    for table in every_table():
        counts[table.name] = _copy_table(table, source, target)
        if counts[table.name]:
            say(f"{table.name}: {counts[table.name]} rows")
    if target.dialect.name == "postgresql":
        _count_on(target)
    return counts


def differences(source: Connection, target: Connection) -> list[str]:
    """The tables that do not hold exactly the same rows, as sentences."""
    told = []
    for table in every_table():
        here, there = _fingerprint(table, source), _fingerprint(table, target)
        if here != there:
            told.append(f"{table.name}: {here[0]} rows here, {there[0]} there" + ("." if here[0] != there[0] else ", but not the same."))
    return told


def version(connection: Connection) -> str | None:
    return connection.scalar(select(VERSION.c.version_num))


def _copy_table(table: Table, source: Connection, target: Connection) -> int:
    """References within a table are set once all its rows are there: a mail's attachment may have the lower number."""
    own = [key.parent for key in table.foreign_keys if key.column.table is table and key.parent.nullable]
    count, later = 0, []
    for rows in _batches(table, source):
        for row in rows:
            _refuse_what_cannot_be_stored(table, row)
            later += [(column, row["id"], row[column.name]) for column in own if row[column.name] is not None]
            row.update({column.name: None for column in own})
        target.execute(insert(table), rows)
        count += len(rows)
    for column, row_id, value in later:
        target.execute(update(table).where(table.c.id == row_id).values({column.name: value}))
    return count


def _batches(table: Table, source: Connection) -> Iterator[list[dict]]:
    rows = source.execute(select(table).order_by(*table.primary_key.columns), execution_options={"yield_per": AT_ONCE}).mappings()
    while batch := [dict(row) for row in islice(rows, AT_ONCE)]:
        yield batch


def _refuse_what_cannot_be_stored(table: Table, row: dict) -> None:
    for column, value in row.items():
        if isinstance(value, str) and "\x00" in value:
            raise CannotCopy(f"{table.name} {row.get('id', '')}, {column}: a null character, which PostgreSQL cannot store. Change this record, then start again.")


def _count_on(target: Connection) -> None:
    """The next record gets a number of its own: copied rows brought theirs along."""
    for table in every_table():
        column = table.autoincrement_column
        if column is not None and target.scalar(select(func.pg_get_serial_sequence(f'"{table.name}"', column.name))):
            target.execute(text(f"SELECT setval(pg_get_serial_sequence('\"{table.name}\"', '{column.name}'), coalesce((SELECT max(\"{column.name}\") FROM \"{table.name}\"), 0) + 1, false)"))


def _fingerprint(table: Table, connection: Connection) -> tuple[int, str]:
    count, seal = 0, sha256()
    for rows in _batches(table, connection):
        for row in rows:
            seal.update(json.dumps(row, sort_keys=True, default=_plain, ensure_ascii=False).encode())
        count += len(rows)
    return count, seal.hexdigest()


def _plain(value) -> str:
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else bytes(value).hex()
