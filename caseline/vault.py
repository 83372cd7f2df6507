"""Encrypted file store, addressed by content within a family, with a key per family: lose the key, lose the family.

File format: b"CASE1" | 8 random bytes | chunks. A chunk is 1 MiB of the original, sealed with AES-256-GCM under the
family's key; its nonce is the 8 random bytes' first 7 + a 4-byte counter + a byte that is 1 on the last chunk only
(the STREAM construction: chunks cannot be cut off, reordered or taken from another file).
"""

import errno
import hmac
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from caseline.store import Folder, Store

MAGIC = b"CASE1"
CHUNK = 1024 * 1024
TAG = 16


class DamagedFile(Exception):
    """A stored file is missing, was changed or cannot be opened with its family's key."""


class FileTooLarge(Exception):
    """A file is larger than what may be stored."""


class DiskFull(Exception):
    """There is no room for another file. What is stored stays readable, and signing in, deleting and history go on."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in the vault: SHA-256 of its content (hexadecimal), its size in bytes, and its address."""

    sha256: str
    size: int
    address: str


class Vault:
    """The files of all families. `wrapping_key` protects the keys of families (32 bytes).

    Files arrive in `folder` (encrypted from the first byte) and then lie in `store`, which is the same folder unless said
    otherwise. `reserve` bytes stay free on the disk, so that a flood of uploads cannot stop everything else.
    """

    def __init__(self, folder: Path, wrapping_key: bytes, *, store: Store | None = None, reserve: int = 0):
        self.folder, self.reserve = Path(folder), reserve
        self.store = store or Folder(self.folder)
        self._wrap = AESGCM(wrapping_key)

    def new_family_key(self) -> bytes:
        """A fresh family key, wrapped: what the family's record keeps."""
        nonce = secrets.token_bytes(12)
        return nonce + self._wrap.encrypt(nonce, AESGCM.generate_key(256), b"family key")

    def put(self, wrapped_key: bytes, family_id: int, stream: BinaryIO, *, largest: int) -> Stored:
        """Store everything `stream` gives, durably (fsync, then rename); nothing is ever written in clear.

        Raises FileTooLarge beyond `largest` bytes, and DiskFull. The same content again is the same address, written once.
        """
        key = self._family_key(wrapped_key)
        arriving = self.folder / "arriving"
        arriving.mkdir(parents=True, exist_ok=True, mode=0o700)
        if shutil.disk_usage(arriving).free < self.reserve:
            raise DiskFull("The disk is almost full: no further file can be stored.")
        partial = arriving / secrets.token_hex(16)
        try:
            digest, size = self._seal(key, stream, partial, largest)
            address = self._address(key, family_id, digest)
            if not self.store.has(address):
                self.store.take(partial, address)
        except OSError as error:
            if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
                raise
            raise DiskFull("The disk is full: the file was not stored.") from error
        finally:
            partial.unlink(missing_ok=True)
        return Stored(digest, size, address)

    def chunks(self, wrapped_key: bytes, address: str) -> Iterator[bytes]:
        """The content of a stored file, piece by piece. Raises DamagedFile before giving a byte that is not the original."""
        sealed = AESGCM(self._family_key(wrapped_key))
        try:
            with self.store.open(address) as file:
                if file.read(len(MAGIC)) != MAGIC:
                    raise DamagedFile("This stored file is damaged: its beginning is not what Caseline writes.")
                yield from _unseal(sealed, file)
        except FileNotFoundError:
            raise DamagedFile("This stored file is missing from the vault. Restore it from a backup.") from None

    def read(self, wrapped_key: bytes, address: str) -> bytes:
        return b"".join(self.chunks(wrapped_key, address))

    def seal(self, wrapped_key: bytes, data: bytes) -> bytes:
        """A small piece of a family's data, sealed with its key, to be kept in the database."""
        nonce = secrets.token_bytes(12)
        return nonce + AESGCM(self._family_key(wrapped_key)).encrypt(nonce, data, b"piece")

    def unseal(self, wrapped_key: bytes, sealed: bytes) -> bytes:
        """What `seal` was given. Raises DamagedFile."""
        try:
            return AESGCM(self._family_key(wrapped_key)).decrypt(sealed[:12], sealed[12:], b"piece")
        except InvalidTag:
            raise DamagedFile("This piece was changed, or belongs to another family.") from None

    def mark_key(self, wrapped_key: bytes) -> bytes:
        """A key to mark things of this family with (HMAC), from which its own key cannot be found."""
        return hmac.new(self._family_key(wrapped_key), b"marks of images", sha256).digest()

    def delete(self, address: str) -> None:
        self.store.delete(address)

    def delete_family(self, family_id: int) -> tuple[int, int]:
        """Remove all files of a family. Returns how many files and bytes there were."""
        return self.store.delete_under(str(family_id))

    def rewrap(self, wrapped_key: bytes, new_wrapping_key: bytes) -> bytes:
        """The same family key, wrapped by another wrapping key: files need not be written again."""
        nonce = secrets.token_bytes(12)
        return nonce + AESGCM(new_wrapping_key).encrypt(nonce, self._family_key(wrapped_key), b"family key")

    def addresses(self) -> Iterator[str]:
        """Every stored file's address, for the check that records and files agree."""
        return self.store.addresses()

    def encrypted(self, address: str) -> Iterator[bytes]:
        """A stored file as it lies there, for backups. Raises FileNotFoundError."""
        with self.store.open(address) as file:
            while piece := file.read(CHUNK):
                yield piece

    def bring_back(self, address: str, encrypted: BinaryIO) -> None:
        """Put a file from a backup under its address again, durably."""
        arriving = self.folder / "arriving"
        arriving.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial = arriving / secrets.token_hex(16)
        with open(partial, "xb") as file:
            shutil.copyfileobj(encrypted, file, CHUNK)
            file.flush()
            os.fsync(file.fileno())
        self.store.take(partial, address)

    def clear_arriving(self) -> int:
        """Remove what interrupted uploads left behind. Returns how many; call it when no upload is under way."""
        left = list((self.folder / "arriving").glob("*"))
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def _family_key(self, wrapped_key: bytes) -> bytes:
        try:
            return self._wrap.decrypt(wrapped_key[:12], wrapped_key[12:], b"family key")
        except InvalidTag:
            raise DamagedFile("This family's key cannot be opened with this installation's master key.") from None

    def _address(self, key: bytes, family_id: int, digest: str) -> str:
        """Keyed, so that the name of a file does not tell which known document it is."""
        name = hmac.new(key, digest.encode(), sha256).hexdigest()
        return f"{family_id}/{name[:2]}/{name}"

    def _seal(self, key: bytes, stream: BinaryIO, target: Path, largest: int) -> tuple[str, int]:
        sealed, prefix, digest, size = AESGCM(key), secrets.token_bytes(8), sha256(), 0
        with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(MAGIC + prefix)
            chunk, counter = stream.read(CHUNK), 0
            while True:
                following = stream.read(CHUNK) if chunk else b""
                digest.update(chunk)
                size += len(chunk)
                if size > largest:
                    raise FileTooLarge(f"The file is larger than {largest // CHUNK} MB, which is the most Caseline stores.")
                file.write(sealed.encrypt(_nonce(prefix, counter, last=not following), chunk, MAGIC))
                if not following:
                    break
                chunk, counter = following, counter + 1
            file.flush()
            os.fsync(file.fileno())
        return digest.hexdigest(), size


def _unseal(sealed: AESGCM, file: BinaryIO) -> Iterator[bytes]:
    prefix = file.read(8)
    piece, counter = file.read(CHUNK + TAG), 0
    while True:
        following = file.read(CHUNK + TAG)
        try:
            yield sealed.decrypt(_nonce(prefix, counter, last=not following), piece, MAGIC)
        except (InvalidTag, ValueError):
            raise DamagedFile("This stored file is damaged and cannot be opened. Restore it from a backup.") from None
        if not following:
            return
        piece, counter = following, counter + 1


def _nonce(prefix: bytes, counter: int, *, last: bool) -> bytes:
    return prefix[:7] + counter.to_bytes(4, "big") + bytes([last])
