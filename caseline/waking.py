"""Telling every worker at once that work waits, also in other processes, so that none has to ask all the time.

On PostgreSQL by its NOTIFY, which reaches other machines. With the built-in file, which one machine has, by a word to the
socket that each process keeps in `workers/` of the instance folder. A word that is lost costs a few seconds, never a job:
workers also look by themselves.
"""

import logging
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from caseline.config import Settings
from caseline.db import db
from caseline.later import Later

CHANNEL = "caseline_work"
AGAIN_AFTER = 2  # seconds until a lost connection is tried again
log = logging.getLogger(__name__)
psycopg = Later("psycopg")


def tell_others(settings: Settings) -> None:
    """Say that work waits to every process that listens; the work itself is committed before."""
    if settings.database_url:
        try:
            with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql(f"NOTIFY {CHANNEL}")
        except SQLAlchemyError:
            log.exception("other workers could not be told: they will look by themselves")
        return
    with suppress(FileNotFoundError), _folder(settings) as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ours:
        ours.setblocking(False)
        for name in os.listdir(folder):
            try:
                ours.sendto(b"work", f"/proc/self/fd/{folder}/{name}")
            except BlockingIOError:
                pass  # it has been told so often already that it must be awake
            except OSError:
                with suppress(OSError):  # its process has gone
                    os.unlink(name, dir_fd=folder)


class Listener(threading.Thread):
    """Calls `told` whenever another process says that work waits, until `stop`."""

    def __init__(self, settings: Settings, told: Callable[[], None]):
        super().__init__(name="listener", daemon=True)
        self._settings, self._told, self._over = settings, told, threading.Event()

    def run(self) -> None:
        listen = self._listen_to_postgresql if self._settings.database_url else self._listen_to_socket
        while not self._over.is_set():
            try:
                listen()
            except Exception:  # whatever broke the connection, workers go on looking by themselves until it is back
                if not self._over.is_set():
                    log.warning("the connection that tells of new work is gone; trying again", exc_info=True)
                    self._over.wait(AGAIN_AFTER)

    def stop(self) -> None:
        self._over.set()

    def _listen_to_postgresql(self) -> None:
        address = self._settings.database_url.replace("postgresql+psycopg://", "postgresql://", 1)
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            while not self._over.is_set():
                for _word in connection.notifies(timeout=1, stop_after=1):
                    self._told()

    def _listen_to_socket(self) -> None:
        name = f"{os.getpid()}-{id(self):x}"
        (self._settings.instance / "workers").mkdir(exist_ok=True, mode=0o700)
        with _folder(self._settings) as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ours:
            ours.bind(f"/proc/self/fd/{folder}/{name}")
            ours.settimeout(1)
            try:
                while not self._over.is_set():
                    with suppress(TimeoutError):
                        ours.recv(16)
                        self._told()
            finally:
                with suppress(FileNotFoundError):
                    os.unlink(name, dir_fd=folder)


@contextmanager
def _folder(settings: Settings) -> Iterator[int]:
    """The folder of the sockets, by number: the whole path of a socket may not be longer than a hundred letters."""
    folder = os.open(Path(settings.instance) / "workers", os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield folder
    finally:
        os.close(folder)
