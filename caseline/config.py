"""Settings, frozen at start: from the environment and the instance folder, with secrets made on the first start."""

import os
import secrets
import shlex
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from caseline.keys import KEY_BYTES, KeyMissing, load_master_key, write_private

__all__ = ["KEY_BYTES", "KeyMissing", "Settings", "WrongSetting", "load_settings"]
ROLES = {"case_manager", "coordinator", "evaluator", "lawyer"}


class WrongSetting(Exception):
    """A setting in the environment cannot be understood."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where this installation keeps things, the master key that protects them, and the organisation's choices.

    `data` holds the encrypted database and vault; `key_file` lies outside it.
    `database_url` is empty for the built-in encrypted SQLite file, or names a PostgreSQL database.
    """

    instance: Path
    key_file: Path
    master_key: bytes = field(repr=False)
    key_source: str  # environment, file, passphrase
    key_is_new: bool
    database_url: str = field(repr=False)
    store_url: str
    behind_https: bool
    hosts: tuple[str, ...]  # names under which browsers may ask; empty: any
    workers: int
    organisation: str
    second_factor: frozenset[str]  # the roles that must have one
    idle: timedelta
    longest_session: timedelta
    retention_years: int
    reserve_mb: int
    scan_command: tuple[str, ...]  # a virus scanner that reads a file from its standard input; empty: none
    quota_mb: int  # what one person may store

    @property
    def data(self) -> Path:
        return self.instance / "data"

    def derive(self, purpose: str) -> bytes:
        """A 32-byte key for one purpose ('database', 'sessions', …), from the master key by HKDF (RFC 5869)."""
        return derive(self.master_key, purpose)


def derive(master_key: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"caseline {purpose}".encode()).derive(master_key)


def load_settings(instance: str | Path | None = None) -> Settings:
    """Read the settings, making the instance folder and the master key when they do not exist yet.

    Raises KeyMissing (see keys.load_master_key) and WrongSetting.
    """
    os.umask(0o077)  # whatever this process writes from here on is for its owner only
    folder = Path(instance or os.environ.get("CASELINE_INSTANCE") or Path(__file__).parent.parent / "instance").resolve()
    (folder / "data").mkdir(parents=True, exist_ok=True, mode=0o700)
    key_file = Path(os.environ.get("CASELINE_KEY_FILE") or default_key_file(folder)).absolute()
    key = load_master_key(key_file, has_data=(folder / "data" / "caseline.db").exists())
    behind_https = os.environ.get("CASELINE_HTTPS") == "1"
    return Settings(
        instance=folder,
        key_file=key_file,
        master_key=key.value,
        key_source=key.source,
        key_is_new=key.is_new,
        database_url=os.environ.get("CASELINE_DATABASE_URL", ""),
        store_url=os.environ.get("CASELINE_STORE_URL", ""),
        behind_https=behind_https,
        hosts=tuple(os.environ.get("CASELINE_HOSTS", "").replace(",", " ").split()),
        workers=_number("CASELINE_WORKERS", 2),
        organisation=os.environ.get("CASELINE_ORGANISATION", ""),
        second_factor=_roles("CASELINE_SECOND_FACTOR", "coordinator" if behind_https else ""),
        idle=timedelta(minutes=_number("CASELINE_IDLE_MINUTES", 15)),
        longest_session=timedelta(hours=_number("CASELINE_SESSION_HOURS", 10)),
        retention_years=_number("CASELINE_RETENTION_YEARS", 5),
        reserve_mb=_number("CASELINE_RESERVE_MB", 200),
        scan_command=_command("CASELINE_SCAN_COMMAND"),
        quota_mb=_number("CASELINE_QUOTA_MB", 50_000),
    )


def default_key_file(folder: Path) -> Path:
    """The user's configuration folder, under the instance's own random name, so that two instances never share a key."""
    id_file = folder / "instance.id"
    if not id_file.exists():
        write_private(id_file, secrets.token_hex(8).encode())
    config_home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return config_home / "caseline" / f"{id_file.read_text().strip()}.key"


def _number(name: str, usual: int) -> int:
    text = os.environ.get(name, "").strip() or str(usual)
    if not text.isdecimal() or int(text) < 1:
        raise WrongSetting(f"{name} is “{text}”: a whole number of 1 or more is expected.")
    return int(text)


def _command(name: str) -> tuple[str, ...]:
    """A command and its arguments, as a shell would split them; it is never run by a shell."""
    try:
        return tuple(shlex.split(os.environ.get(name, "")))
    except ValueError as error:
        raise WrongSetting(f"{name} is not a command: {error}.") from error


def _roles(name: str, usual: str) -> frozenset[str]:
    """Roles separated by commas; 'all' for everybody, 'none' for nobody."""
    text = os.environ.get(name, usual).strip().lower()
    roles = ROLES if text == "all" else {word.strip() for word in text.split(",") if word.strip()} - {"none"}
    if not roles <= ROLES:
        raise WrongSetting(f"{name} names {', '.join(sorted(roles - ROLES))}: known are {', '.join(sorted(ROLES))}, all and none.")
    return frozenset(roles)
