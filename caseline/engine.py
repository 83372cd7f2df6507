"""How the database file is opened: SQLCipher with a raw key, write-ahead log, and honest write transactions."""

from contextlib import contextmanager
from contextvars import ContextVar

from sqlalchemy import event
from sqlcipher3 import dbapi2 as sqlcipher

from caseline.config import Settings

_writing: ContextVar[bool] = ContextVar("writing", default=False)


def engine_options(settings: Settings) -> dict:
    """What Flask-SQLAlchemy gives to create_engine: SQLCipher's driver for SQLite, nothing special for PostgreSQL."""
    if settings.database_url:
        return {"pool_pre_ping": True, "hide_parameters": True}
    return {"hide_parameters": True, "module": sqlcipher, "connect_args": {"check_same_thread": False, "timeout": 30}}


def database_url(settings: Settings) -> str:
    """The address for SQLAlchemy; a PostgreSQL address may be written the usual way, without naming the driver."""
    if settings.database_url.startswith("postgresql://"):
        return settings.database_url.replace("postgresql://", "postgresql+psycopg://", 1)
    return settings.database_url or f"sqlite:///{settings.data / 'caseline.db'}"


def prepare_engine(engine, settings: Settings) -> None:
    """Give every new SQLite connection its key and pragmas; decide per transaction whether it will write."""
    if engine.dialect.name != "sqlite":
        return
    key = settings.derive("database").hex()

    @event.listens_for(engine, "connect")
    def unlock(connection, _record):
        connection.isolation_level = None  # SQLAlchemy's driver would otherwise begin late and deferred
        for pragma in (f"key = \"x'{key}'\"", "foreign_keys = ON", "journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection):
        # A deferred transaction that reads and then writes fails under load despite the timeout (measured).
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")


@contextmanager
def writing():
    """Transactions begun in this block take the write lock at once."""
    token = start_writing()
    try:
        yield
    finally:
        stop_writing(token)


def start_writing():
    return _writing.set(True)


def stop_writing(token) -> None:
    _writing.reset(token)
