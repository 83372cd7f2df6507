"""Large files that come in parts: what has come waits sealed in the database, survives a restart, and expires when given up.

A part is accepted at one place only, where the last one ended, so that a part sent twice or lost on the way harms nothing.
"""

import io
from collections.abc import Iterator
from datetime import timedelta

from flask import current_app
from sqlalchemy import delete, func, select

from caseline.db import EVERY_FAMILY, db, enter_family_scope, leave_family_scope, now
from caseline.documents.intake import LARGEST
from caseline.documents.models import ArrivingFile, ArrivingPart, Document
from caseline.families.models import Family
from caseline.vault import FileTooLarge

LARGEST_PART = 8 * 1024 * 1024
UNFINISHED = 50  # files one person may have under way
EXPIRY = timedelta(days=2)


class WrongPlace(Exception):
    """The part does not begin where the last one ended; `expected` is where that is."""

    def __init__(self, expected: int):
        super().__init__(f"The next part begins at {expected}.")
        self.expected = expected


class QuotaReached(Exception):
    """This person has stored as much as one person may."""


def begin(family: Family, name: str, size: int, *, user_id: int, together: str = "") -> ArrivingFile:
    """Announce a file of `size` bytes. The caller commits. Raises FileTooLarge or QuotaReached; ValueError for no size at all."""
    if size < 1:
        raise ValueError("A file that comes in parts has a size.")
    if size > LARGEST:
        raise FileTooLarge(f"The file is larger than {LARGEST // 1024 ** 2} MB.")
    forget_given_up()
    under_way = db.session.scalar(select(func.count(ArrivingFile.id)).where(ArrivingFile.user_id == user_id))
    if under_way >= UNFINISHED:
        raise QuotaReached
    check_quota(user_id, size)
    file = ArrivingFile(family_id=family.id, user_id=user_id, name=name[:300], size=size, together=together)
    db.session.add(file)
    db.session.flush()
    return file


def add_part(family: Family, file: ArrivingFile, start: int, data: bytes) -> bool:
    """Keep the next bytes; True when the file is whole. The caller commits. Raises WrongPlace, FileTooLarge."""
    if start != file.arrived:
        raise WrongPlace(file.arrived)
    if len(data) > LARGEST_PART or start + len(data) > file.size:
        raise FileTooLarge("This part is larger than what was announced.")
    if data:
        sealed = current_app.extensions["vault"].seal(family.vault_key, data)
        db.session.add(ArrivingPart(family_id=family.id, file_id=file.id, start=start, sealed=sealed))
    file.arrived, file.touched_at = start + len(data), now()
    return file.arrived == file.size


def opened(family: Family, file: ArrivingFile) -> io.BufferedReader:
    """The whole file as a stream that holds one part at a time in memory."""
    return io.BufferedReader(_Parts(family, file), buffer_size=LARGEST_PART)


def forget(file: ArrivingFile) -> None:
    """It is stored, or was given up; the caller commits."""
    db.session.execute(delete(ArrivingPart).where(ArrivingPart.file_id == file.id))
    db.session.delete(file)


def forget_given_up() -> int:
    """Remove what nobody has gone on with, in the families in scope. Returns how many files; the caller commits."""
    old = list(db.session.scalars(select(ArrivingFile).where(ArrivingFile.touched_at < now() - EXPIRY)))
    for file in old:
        forget(file)
    return len(old)


def check_quota(user_id: int, size: int) -> None:
    """Raise QuotaReached when `size` further bytes are more than one person may store, over all families."""
    most = current_app.config["SETTINGS"].quota_mb * 1024 ** 2
    token = enter_family_scope(EVERY_FAMILY)  # a sum of bytes tells nothing of any family
    try:
        stored = db.session.scalar(select(func.coalesce(func.sum(Document.size), 0)).where(Document.received_by == user_id))
        coming = db.session.scalar(select(func.coalesce(func.sum(ArrivingFile.size), 0)).where(ArrivingFile.user_id == user_id))
    finally:
        leave_family_scope(token)
    if stored + coming + size > most:
        raise QuotaReached


class _Parts(io.RawIOBase):
    """The parts one after the other; it can go back to the start, which is all that storing needs."""

    def __init__(self, family: Family, file: ArrivingFile):
        self._family, self._file = family, file
        self._pieces, self._rest, self._at = self._read(), b"", 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        if (place, whence) == (self._at, io.SEEK_SET) or (place, whence) == (0, io.SEEK_CUR):
            return self._at
        if (place, whence) != (0, io.SEEK_SET):
            raise io.UnsupportedOperation("only back to the start")
        self._pieces, self._rest, self._at = self._read(), b"", 0
        return 0

    def readinto(self, buffer) -> int:
        while not self._rest:
            try:
                self._rest = next(self._pieces)
            except StopIteration:
                return 0
        taken = self._rest[:len(buffer)]
        buffer[:len(taken)] = taken
        self._rest, self._at = self._rest[len(taken):], self._at + len(taken)
        return len(taken)

    def _read(self) -> Iterator[bytes]:
        vault = current_app.extensions["vault"]
        for number in db.session.scalars(select(ArrivingPart.id).where(ArrivingPart.file_id == self._file.id).order_by(ArrivingPart.start)).all():
            yield vault.unseal(self._family.vault_key, db.session.scalar(select(ArrivingPart.sealed).where(ArrivingPart.id == number)))
