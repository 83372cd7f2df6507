"""The master key: where it comes from, how a passphrase or two sheets of paper protect it, and how it is replaced."""

import base64
import getpass
import json
import os
import secrets
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
# 256 MiB, 4 passes: about a second at start, and as long for each guess of a thief.
_PASSPHRASE_COST = {"time_cost": 4, "memory_cost": 256 * 1024, "parallelism": 1}


class KeyMissing(Exception):
    """There is encrypted data, but the key that opens it is not where it was, or the passphrase is wrong."""


@dataclass(frozen=True, slots=True)
class MasterKey:
    """The 32-byte key and where it came from: 'environment', 'file' or 'passphrase'. `is_new`: made just now."""

    value: bytes
    source: str
    is_new: bool = False


def load_master_key(key_file: Path, *, has_data: bool) -> MasterKey:
    """From CASELINE_MASTER_KEY, or from the key file (asking for its passphrase); made when there is no data yet.

    Raises KeyMissing when data exists but its key does not: making a new key would only hide the loss.
    """
    if given := os.environ.get("CASELINE_MASTER_KEY"):
        return MasterKey(_decoded(given, "CASELINE_MASTER_KEY"), "environment")
    if key_file.exists():
        return _from_file(key_file)
    if has_data:
        raise KeyMissing(
            f"The data of this installation is encrypted and its key is missing: {key_file}. "
            "Put the key file back, set CASELINE_KEY_FILE to where it is now, or bring it back from its two sheets with `python -m caseline.key_recovery`."
        )
    key_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_private(key_file, secrets.token_bytes(KEY_BYTES).hex().encode())
    return MasterKey(_decoded(key_file.read_text(), str(key_file)), "file", is_new=True)


def protect(key_file: Path, key: bytes, passphrase: str) -> None:
    """Rewrite the key file so that it opens only with this passphrase (argon2id, AES-256-GCM)."""
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    sealed = AESGCM(_stretched(passphrase, salt, _PASSPHRASE_COST)).encrypt(nonce, key, b"master key")
    content = {"caseline key": 1, "salt": salt.hex(), "nonce": nonce.hex(), "sealed": sealed.hex(), **_PASSPHRASE_COST}
    replace_private(key_file, json.dumps(content).encode())


def shares(key: bytes) -> tuple[str, str]:
    """Two sheets of paper: together they give the key back, one alone tells nothing (it is pure chance)."""
    first = secrets.token_bytes(KEY_BYTES)
    second = bytes(a ^ b for a, b in zip(first, key, strict=True))
    return _written(first), _written(second)


def from_shares(one: str, other: str) -> bytes:
    """The key from its two sheets, in any order. Raises KeyMissing when one was mistyped or is used twice."""
    first, second = _read(one), _read(other)
    if first == second:
        raise KeyMissing("These are the same sheet twice: both sheets are needed.")
    return bytes(a ^ b for a, b in zip(first, second, strict=True))


def write_private(path: Path, content: bytes) -> None:
    """Create a file only its owner can read; if another process made it first, keep theirs."""
    partial = _partial(path, content)
    try:
        os.link(partial, path)
    except FileExistsError:
        pass
    finally:
        partial.unlink()


def replace_private(path: Path, content: bytes) -> None:
    """Put new content in place of a private file, so that at any moment either the old or the new is there."""
    os.replace(_partial(path, content), path)
    descriptor = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _partial(path: Path, content: bytes) -> Path:
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return partial


def _from_file(key_file: Path) -> MasterKey:
    text = key_file.read_text().strip()
    if not text.startswith("{"):
        return MasterKey(_decoded(text, str(key_file)), "file")
    kept = json.loads(text)
    cost = {name: kept[name] for name in _PASSPHRASE_COST}
    opening = AESGCM(_stretched(_passphrase(), bytes.fromhex(kept["salt"]), cost))
    try:
        return MasterKey(opening.decrypt(bytes.fromhex(kept["nonce"]), bytes.fromhex(kept["sealed"]), b"master key"), "passphrase")
    except InvalidTag:
        raise KeyMissing("This is not the passphrase of the key file.") from None


def _passphrase() -> str:
    """From the file that CASELINE_PASSPHRASE_FILE names, from systemd's credentials, or typed."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    for place in (os.environ.get("CASELINE_PASSPHRASE_FILE"), f"{folder}/caseline-passphrase" if folder else None):
        if place and Path(place).exists():
            return Path(place).read_text().strip()
    if sys.stdin and sys.stdin.isatty():
        return getpass.getpass("Passphrase of Caseline's key: ")
    raise KeyMissing("The key file is protected by a passphrase: start Caseline in a terminal, or set CASELINE_PASSPHRASE_FILE.")


def _stretched(passphrase: str, salt: bytes, cost: dict) -> bytes:
    return hash_secret_raw(passphrase.encode(), salt, hash_len=KEY_BYTES, type=Type.ID, **cost)


def _decoded(text: str, where: str) -> bytes:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyMissing(f"{where} does not hold a Caseline key: 64 hexadecimal characters are expected.")
    return key


def _written(share: bytes) -> str:
    """In groups of four letters and digits, with a check at the end."""
    text = base64.b32encode(share + sha256(share).digest()[:3]).decode().rstrip("=")
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def _read(sheet: str) -> bytes:
    text = "".join(c for c in sheet.upper().translate(str.maketrans("018", "OIB")) if c.isalnum())
    try:
        content = base64.b32decode(text + "=" * (-len(text) % 8))
    except ValueError:
        content = b""
    share, check = content[:KEY_BYTES], content[KEY_BYTES:]
    if len(share) != KEY_BYTES or check != sha256(share).digest()[:3]:
        raise KeyMissing("One of the sheets was not typed as it is written: please compare it letter by letter.")
    return share
