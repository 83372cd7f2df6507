"""A backup while Caseline runs: the database at one moment, every file it names, read back and checked before it counts.

Layout of the backup folder: one folder per backup, named after its time, with `database` and `manifest.json`; one shared
`vault` with the encrypted files (they never change, so each is copied once); and `erased.json`, the families that were
erased since, so that restoring an older backup does not bring them back. Nothing in it can be read without the key.
"""

import json
import os
import shutil
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from flask import current_app
from sqlalchemy import insert

from caseline import history
from caseline.backup import database, manifest, tables
from caseline.backup.manifest import Manifest
from caseline.db import db
from caseline.engine import writing
from caseline.installation import newest

ERASED = "erased.json"


class BackupFailed(Exception):
    """The backup could not be made or did not pass its check; earlier ones are untouched."""


def save(place: Path) -> Path:
    """Make one backup in `place` and check it. Returns its folder. Raises BackupFailed."""
    settings = current_app.config["SETTINGS"]
    started = datetime.now(UTC)
    partial = place / f".{started:%Y%m%d-%H%M%S}-{os.getpid()}"
    final = place / f"{started:%Y%m%d-%H%M%S}"
    try:
        (place / "vault").mkdir(parents=True, exist_ok=True, mode=0o700)
        partial.mkdir(mode=0o700)
        _save_records(partial / "database", settings)
        made = _describe(partial / "database", started, settings)
        files = {address: _save_file(place / "vault", address) for address in made["addresses"]}
        kept = Manifest(key=manifest.fingerprint(settings), files=files, **made["told"])
        manifest.write(kept, partial, settings)
        _check(partial, kept, settings)
        _sync(partial)
        os.rename(partial, final)
        _sync_folder(place)
    except OSError as error:
        raise BackupFailed(f"The backup was not made: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    _note(settings, final, kept)
    return final


def backups(place: Path) -> list[Path]:
    """The complete backups in a folder, the latest last."""
    return sorted(path.parent for path in place.glob(f"[0-9]*-[0-9]*/{manifest.NAME}"))


def thin_out(place: Path, keep: int) -> int:
    """Remove all but the latest `keep` backups, and the files that none of them names any more. Returns how many went."""
    settings = current_app.config["SETTINGS"]
    old = backups(place)[:-keep]
    for folder in old:
        shutil.rmtree(folder)
    named = {address for folder in backups(place) for address in manifest.read(folder, settings).files}
    for path in (place / "vault").glob("*/*/*"):
        if path.relative_to(place / "vault").as_posix() not in named:
            path.unlink()
    return len(old)


def note_erased(place: Path, references: Iterable[str]) -> None:
    """Add to the list of families that must not come back from older backups (only keyed hashes of their references)."""
    path = place / ERASED
    known = set(json.loads(path.read_text())) if path.exists() else set()
    path.write_text(json.dumps(sorted(known | set(references))))


def last_backup() -> dict | None:
    """What the status page tells: when and where the last backup was made; None when there was none."""
    note = current_app.config["SETTINGS"].instance / "last-backup.json"
    return json.loads(note.read_text()) if note.exists() else None


def full_check(folder: Path) -> list[str]:
    """Everything that is wrong with a backup, every file read again, as sentences."""
    settings = current_app.config["SETTINGS"]
    kept = manifest.read(folder, settings)
    wrong = _faults(folder, kept, settings)
    for address, expected in kept.files.items():
        path = folder.parent / "vault" / address
        if not path.exists():
            wrong.append(f"The file {address} is missing from the backup.")
        elif manifest.digest(path) != expected:
            wrong.append(f"The file {address} was changed in the backup.")
    return wrong


def _save_records(target: Path, settings) -> None:
    """The records as one encrypted file, as they were at one moment: the built-in file's own copy, or all rows of PostgreSQL."""
    if not settings.database_url:
        database.copy(settings.data / "caseline.db", settings.derive("database"), target, settings.derive("backup"))
        return
    with db.engine.connect().execution_options(isolation_level="REPEATABLE READ") as source, database.new_file(target, settings.derive("backup")) as copied:
        tables.copy(source, copied)
        copied.execute(insert(tables.VERSION), {"version_num": newest()})


def _describe(copied: Path, started: datetime, settings) -> dict:
    key = settings.derive("backup")
    with closing(database.open_file(copied, key)) as connection:
        addresses = [row[0] for row in connection.execute("SELECT DISTINCT address FROM document WHERE address != '' ORDER BY address")]
        count, mark = connection.execute("SELECT count(*), coalesce((SELECT mark FROM history ORDER BY id DESC LIMIT 1), '') FROM history").fetchone()
    told = {"made_at": started.isoformat(), "history": str(history.Head(count, mark or history.GENESIS)), "database": manifest.digest(copied)}
    return {"addresses": addresses, "told": {**told, "rows": database.row_counts(copied, key)}}


def _save_file(target: Path, address: str) -> str:
    """Copy one encrypted file unless it is there already, and read the copy back. Returns its SHA-256."""
    vault, place = current_app.extensions["vault"], target / address
    original = sha256()
    if place.exists():
        for piece in vault.encrypted(address):
            original.update(piece)
    else:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial = place.with_name(f".{place.name}")
        with open(partial, "wb") as file:
            for piece in vault.encrypted(address):
                original.update(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, place)
        _sync_folder(place.parent)
    if manifest.digest(place) != original.hexdigest():
        raise BackupFailed(f"The copy of {address} is not the same as the file: one of the two disks is failing, or the copy was changed.")
    return original.hexdigest()


def _check(folder: Path, kept: Manifest, settings) -> None:
    if wrong := _faults(folder, kept, settings):
        raise BackupFailed(f"The backup did not pass its check: {wrong[0]}")


def _faults(folder: Path, kept: Manifest, settings) -> list[str]:
    path, key = folder / "database", settings.derive("backup")
    if not path.exists() or manifest.digest(path) != kept.database:
        return ["The database of the backup is missing or was changed."]
    wrong = database.faults(path, key)
    if not wrong and database.row_counts(path, key) != kept.rows:
        wrong.append("The database of the backup does not have the rows that its list tells.")
    return wrong


def _note(settings, folder: Path, kept: Manifest) -> None:
    """For the status page, and the head of the history for `flask verify`."""
    told = {"made_at": kept.made_at, "place": str(folder), "history": kept.history, "files": len(kept.files)}
    (settings.instance / "last-backup.json").write_text(json.dumps(told))
    (settings.instance / "history.head").write_text(kept.history)
    db.session.rollback()
    with writing():
        history.record("backup made", "installation", files=len(kept.files), head=kept.history)
        db.session.commit()


def _sync(folder: Path) -> None:
    for path in folder.iterdir():
        with open(path, "rb") as file:
            os.fsync(file.fileno())
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

