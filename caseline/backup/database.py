"""The encrypted database file as a whole: opened by itself, copied while in use, checked page by page, given another key."""

import os
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlcipher3 import dbapi2 as sqlcipher

from caseline.db import db
from caseline.engine import unlock


PATIENCE = 10  # seconds that a sweep waits for readers


class DatabaseDamaged(Exception):
    """The file cannot be opened with this key, or its content is not whole."""


def open_file(path: Path, key: bytes) -> sqlcipher.Connection:
    """A connection to an encrypted database file, outside SQLAlchemy. Raises DatabaseDamaged when the key does not fit."""
    connection = sqlcipher.connect(str(path), timeout=30)
    connection.isolation_level = None
    connection.execute("PRAGMA cipher_log_level = NONE")  # a wrong key is told in a sentence, not on the terminal
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher.DatabaseError as error:
        connection.close()
        raise DatabaseDamaged(f"{path.name} cannot be opened with this key, or it is damaged.") from error
    return connection


def copy(source: Path, source_key: bytes, target: Path, target_key: bytes) -> None:
    """Copy a database, also while others write to it, into a new file under another key; durable when this returns."""
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.close(descriptor)
    with closing(open_file(source, source_key)) as original:
        copied = sqlcipher.connect(str(target))
        with closing(copied):
            copied.execute(f"PRAGMA key = \"x'{target_key.hex()}'\"")
            original.backup(copied, pages=2000)
            copied.execute("PRAGMA journal_mode = DELETE")  # one file, complete in itself
    with open(target, "rb") as file:
        os.fsync(file.fileno())


@contextmanager
def opened(path: Path, key: bytes) -> Iterator[Connection]:
    """The file as SQLAlchemy sees it, in one transaction that is kept when the block ends well."""
    engine = create_engine(f"sqlite:///{path}", module=sqlcipher, hide_parameters=True)
    unlock(engine, key)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
    finally:
        engine.dispose()


@contextmanager
def new_file(path: Path, key: bytes) -> Iterator[Connection]:
    """A new encrypted file with the tables of this version, open to be filled; one file, durable, when the block ends."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with opened(path, key) as connection:
        db.metadata.create_all(connection)
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))")
        yield connection
    with closing(open_file(path, key)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    with open(path, "rb") as file:
        os.fsync(file.fileno())


def faults(path: Path, key: bytes) -> list[str]:
    """What is wrong with a database file, as sentences: pages changed on disk, broken structure, references to nothing."""
    try:
        with closing(open_file(path, key)) as connection:
            changed = [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]
            broken = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
            loose = connection.execute("PRAGMA foreign_key_check").fetchall()
    except (DatabaseDamaged, sqlcipher.DatabaseError) as error:
        return [f"The database cannot be read: {error}"]
    return [*changed, *broken, *(f"Row {row[1]} of {row[0]} refers to a {row[2]} that does not exist." for row in loose)]


def row_counts(path: Path, key: bytes) -> dict[str, int]:
    """Rows per table."""
    with closing(open_file(path, key)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")]
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # names from the file's own list


def give_other_key(path: Path, key: bytes, new_key: bytes) -> None:
    """Write the whole database anew under another key, in one transaction of the database itself."""
    with closing(open_file(path, key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute(f"PRAGMA rekey = \"x'{new_key.hex()}'\"")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def sweep(path: Path, key: bytes) -> None:
    """After an erasure: leave nothing of deleted rows in free pages, search indexes or the write-ahead log."""
    with closing(open_file(path, key)) as connection:
        indexes = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%USING fts5(%'").fetchall()
        for (name,) in indexes:
            connection.execute(f"INSERT INTO \"{name}\" (\"{name}\") VALUES ('optimize')")
        connection.execute("VACUUM")
        for _ in range(PATIENCE * 4):
            busy, *_pages = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy:
                return
            time.sleep(0.25)  # somebody is reading what the log still holds
