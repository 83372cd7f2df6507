"""Where encrypted files lie: a folder of this machine, or a bucket that speaks S3 (setting CASELINE_STORE_URL).

A store knows addresses (`family/xx/name`) and encrypted bytes, never keys or content. A file appears under its address
whole or not at all, and is durable when `take` returns.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol


class Store(Protocol):
    """What the vault asks of a place."""

    def has(self, address: str) -> bool: ...

    def take(self, partial: Path, address: str) -> None:
        """Move a complete, synced local file to its address."""

    def open(self, address: str) -> AbstractContextManager[BinaryIO]:
        """To read a file from its beginning. Raises FileNotFoundError."""

    def delete(self, address: str) -> None: ...

    def delete_under(self, prefix: str) -> tuple[int, int]:
        """Remove everything under `prefix/`. Returns how many files and bytes there were."""

    def size_under(self, prefix: str) -> tuple[int, int]:
        """How many files and bytes lie under `prefix/`."""

    def addresses(self) -> Iterator[str]: ...


class Folder:
    """A folder on a disk of this machine."""

    def __init__(self, folder: Path):
        self._folder = folder

    def has(self, address: str) -> bool:
        return (self._folder / address).exists()

    def take(self, partial: Path, address: str) -> None:
        place = self._folder / address
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.replace(partial, place)
        _sync_folder(place.parent)

    def open(self, address: str) -> BinaryIO:
        return open(self._folder / address, "rb")

    def delete(self, address: str) -> None:
        (self._folder / address).unlink(missing_ok=True)

    def delete_under(self, prefix: str) -> tuple[int, int]:
        gone = self.size_under(prefix)
        shutil.rmtree(self._folder / prefix, ignore_errors=True)
        return gone

    def size_under(self, prefix: str) -> tuple[int, int]:
        sizes = [path.stat().st_size for path in (self._folder / prefix).glob("*/*")]
        return len(sizes), sum(sizes)

    def addresses(self) -> Iterator[str]:
        for path in sorted(self._folder.glob("*/*/*")):
            yield path.relative_to(self._folder).as_posix()


class Bucket:
    """A bucket with the S3 interface, by a URL such as s3://bucket/folder; credentials come from the usual AWS_… settings.

    Putting an object is atomic and durable by the interface's own promise.
    """

    def __init__(self, url: str):
        import obstore.store

        self._obstore, self._bucket = obstore, obstore.store.from_url(url)

    def has(self, address: str) -> bool:
        try:
            self._bucket.head(address)
        except FileNotFoundError:
            return False
        return True

    def take(self, partial: Path, address: str) -> None:
        self._bucket.put(address, partial)
        partial.unlink()

    @contextmanager
    def open(self, address: str) -> Iterator[BinaryIO]:
        yield _Reader(self._obstore.open_reader(self._bucket, address))

    def delete(self, address: str) -> None:
        try:
            self._bucket.delete(address)
        except FileNotFoundError:
            pass

    def delete_under(self, prefix: str) -> tuple[int, int]:
        gone = self.size_under(prefix)
        for found in self._list(f"{prefix}/"):
            self.delete(found["path"])
        return gone

    def size_under(self, prefix: str) -> tuple[int, int]:
        sizes = [found["size"] for found in self._list(f"{prefix}/")]
        return len(sizes), sum(sizes)

    def addresses(self) -> Iterator[str]:
        yield from sorted(found["path"] for found in self._list())

    def _list(self, prefix: str | None = None) -> list[dict]:
        return [found for page in self._bucket.list(prefix) for found in page]


class _Reader:
    """Reads exactly as many bytes as asked for, while there are any; a network gives what it has."""

    def __init__(self, reader):
        self._reader = reader

    def read(self, size: int) -> bytes:
        pieces, wanted = [], size
        while wanted and (piece := bytes(self._reader.read(wanted))):
            pieces.append(piece)
            wanted -= len(piece)
        return b"".join(pieces)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
