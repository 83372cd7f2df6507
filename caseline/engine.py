"""How the database is opened: SQLCipher with a raw key and a write-ahead log, or PostgreSQL; and honest write transactions.

Deeds read before they write (“is this version still the one you saw?”), so whoever will write must keep others from
writing in between. The encrypted file has one writer at a time. PostgreSQL has one for each family, and one for what
belongs to no family, and one for the queue of work: two people in one family wait for each other, everybody else works on.
"""

import json
from contextlib import contextmanager
from contextvars import ContextVar

from sqlalchemy import event
from sqlcipher3 import dbapi2 as sqlcipher

from caseline.config import Settings

OF_NO_FAMILY, OF_THE_QUEUE = 0, -1
_WRITERS = 7292  # the space of PostgreSQL's advisory locks in which families' numbers stand
NO_SUCH_NUMBER = 2**31  # families' numbers, and those of locks, are smaller; an address may hold any
_writing: ContextVar[int | None] = ContextVar("writing", default=None)


def engine_options(settings: Settings) -> dict:
    """What Flask-SQLAlchemy gives to create_engine: SQLCipher's driver for SQLite, nothing special for PostgreSQL."""
    if settings.database_url:
        return {"pool_pre_ping": True, "hide_parameters": True, "json_deserializer": _plain_values}
    return {"hide_parameters": True, "json_deserializer": _plain_values, "module": sqlcipher, "connect_args": {"check_same_thread": False, "timeout": 30}}


def _plain_values(written: str):
    """What a JSON column holds; most hold nothing, and a long timeline reads thousands of them."""
    return {} if written == "{}" else [] if written == "[]" else json.loads(written)


def database_url(settings: Settings) -> str:
    """The address for SQLAlchemy; a PostgreSQL address may be written the usual way, without naming the driver."""
    if settings.database_url.startswith("postgresql://"):
        return settings.database_url.replace("postgresql://", "postgresql+psycopg://", 1)
    return settings.database_url or f"sqlite:///{settings.data / 'caseline.db'}"


def prepare_engine(engine, settings: Settings) -> None:
    """Give every new SQLite connection its key and pragmas; decide per transaction whether it will write."""
    if engine.dialect.name == "sqlite":
        unlock(engine, settings.derive("database"))
    else:
        event.listen(engine, "connect", _open_on_postgresql)
    event.listen(engine, "begin", _begin_on_sqlite if engine.dialect.name == "sqlite" else _begin_on_postgresql)


def unlock(engine, key: bytes) -> None:
    """Open every connection of this SQLite engine with this key."""
    pragmas = (f"key = \"x'{key.hex()}'\"", "foreign_keys = ON", "journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "temp_store = MEMORY")

    @event.listens_for(engine, "connect")
    def open_with_key(connection, _record):
        connection.isolation_level = None  # SQLAlchemy's driver would otherwise begin late and deferred
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")


def _begin_on_sqlite(connection) -> None:
    whose = _writing.get()
    _wait_for_the_disk(connection, whose != OF_THE_QUEUE)
    # A deferred transaction that reads and then writes fails under load despite the timeout (measured).
    connection.exec_driver_sql("BEGIN" if whose is None else "BEGIN IMMEDIATE")


def _wait_for_the_disk(connection, waits: bool) -> None:
    """What people did is on the disk when they are told so. Who works on which job need not be: after a power failure it is taken up again."""
    if connection.info.get("waits", True) != waits:
        connection.exec_driver_sql(f"PRAGMA synchronous = {'FULL' if waits else 'NORMAL'}")
        connection.info["waits"] = waits


def _open_on_postgresql(connection, _record) -> None:
    """With the usual 4 MB, the full-text index forgets which entries of a page it found, and cuts all their texts again."""
    connection.autocommit = True
    connection.execute("SET work_mem = '64MB'")
    connection.autocommit = False


def _begin_on_postgresql(connection) -> None:
    by_itself = connection.get_execution_options().get("isolation_level") == "AUTOCOMMIT"  # only a word to others: it must not wait for us
    if (whose := _writing.get()) is not None and not by_itself:
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s, %s)", (_WRITERS, whose if whose < NO_SUCH_NUMBER else OF_NO_FAMILY))


@contextmanager
def writing(family_id: int = OF_NO_FAMILY):
    """Transactions begun in this block will write, in this family or in none: they wait for their turn at once."""
    token = start_writing(family_id)
    try:
        yield
    finally:
        stop_writing(token)


def is_writing() -> bool:
    """Whether transactions begun now will write: what they see may still be taken back."""
    return _writing.get() is not None


def start_writing(family_id: int = OF_NO_FAMILY):
    return _writing.set(family_id)


def stop_writing(token) -> None:
    _writing.reset(token)
