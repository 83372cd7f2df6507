"""Settings, frozen at start: from the environment and the instance folder, with secrets made on the first start."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32


class KeyMissing(Exception):
    """There is encrypted data, but the key that opens it is not where it was."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where this installation keeps things, and the master key that protects them.

    `data` holds the encrypted database and vault; `key_file` lies outside it.
    `database_url` is empty for the built-in encrypted SQLite file, or names a PostgreSQL database.
    """

    instance: Path
    key_file: Path
    master_key: bytes
    database_url: str
    store_url: str
    behind_https: bool
    workers: int
    key_is_new: bool

    @property
    def data(self) -> Path:
        return self.instance / "data"

    def derive(self, purpose: str) -> bytes:
        """A 32-byte key for one purpose ('database', 'sessions', …), from the master key by HKDF (RFC 5869)."""
        return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"caseline {purpose}".encode()).derive(self.master_key)


def load_settings(instance: str | Path | None = None) -> Settings:
    """Read the settings, making the instance folder and the master key when they do not exist yet.

    Raises KeyMissing when data exists but its key does not: making a new key would only hide the loss.
    """
    folder = Path(instance or os.environ.get("CASELINE_INSTANCE") or Path(__file__).parent.parent / "instance").resolve()
    (folder / "data").mkdir(parents=True, exist_ok=True, mode=0o700)
    key_file = Path(os.environ.get("CASELINE_KEY_FILE") or _default_key_file(folder))
    database_url = os.environ.get("CASELINE_DATABASE_URL", "")
    key, is_new = _master_key(key_file, has_data=(folder / "data" / "caseline.db").exists())
    return Settings(
        instance=folder,
        key_file=key_file,
        master_key=key,
        database_url=database_url,
        store_url=os.environ.get("CASELINE_STORE_URL", ""),
        behind_https=os.environ.get("CASELINE_HTTPS") == "1",
        workers=int(os.environ.get("CASELINE_WORKERS", "2")),
        key_is_new=is_new,
    )


def _default_key_file(folder: Path) -> Path:
    """The user's configuration folder, under the instance's own random name, so that two instances never share a key."""
    id_file = folder / "instance.id"
    if not id_file.exists():
        _write_private(id_file, secrets.token_hex(8).encode())
    config_home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return config_home / "caseline" / f"{id_file.read_text().strip()}.key"


def _master_key(key_file: Path, has_data: bool) -> tuple[bytes, bool]:
    if from_environment := os.environ.get("CASELINE_MASTER_KEY"):
        return _decoded(from_environment, "CASELINE_MASTER_KEY"), False
    if key_file.exists():
        return _decoded(key_file.read_text(), str(key_file)), False
    if has_data:
        raise KeyMissing(
            f"The data of this installation is encrypted and its key is missing: {key_file}. "
            "Put the key file back, or set CASELINE_KEY_FILE to where it is now."
        )
    key_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = secrets.token_bytes(KEY_BYTES)
    _write_private(key_file, key.hex().encode())
    return key, True


def _decoded(text: str, where: str) -> bytes:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyMissing(f"{where} does not hold a Caseline key: 64 hexadecimal characters are expected.")
    return key


def _write_private(path: Path, content: bytes) -> None:
    """Create a file only its owner can read; if another process made it first, keep theirs."""
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(partial, path)
    except FileExistsError:
        pass
    finally:
        partial.unlink()
