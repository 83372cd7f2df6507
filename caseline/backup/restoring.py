"""Bringing a backup back into an empty installation, exactly, without the families erased since."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from flask import current_app

from caseline.backup import database, manifest, saving, tables
from caseline.db import db
from caseline.installation import newest, prepare


class CannotRestore(Exception):
    """The place is not empty, or the backup is not whole; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back: files and rows, and the marks of families that were erased after the backup was made."""

    folder: Path
    files: int
    rows: int
    erased_since: frozenset[str]


def restore(place: Path, name: str = "") -> Restored:
    """Bring back one backup of `place` (the latest unless `name` says which). Raises CannotRestore or NotThisBackup.

    Everything is checked before the first byte is written; the database appears last, under its final name.
    """
    settings = current_app.config["SETTINGS"]
    _must_be_empty(settings.data / "caseline.db")
    folder = _choose(place, name)
    if wrong := saving.full_check(folder):
        raise CannotRestore(f"The backup {folder.name} is not whole: {wrong[0]}")
    kept = manifest.read(folder, settings)
    for address in kept.files:
        with open(place / "vault" / address, "rb") as encrypted:
            current_app.extensions["vault"].bring_back(address, encrypted)
    _bring_back_records(folder / "database", settings)
    (settings.instance / "history.head").write_text(kept.history)
    return Restored(folder, len(kept.files), sum(kept.rows.values()), _erased(place))


def _bring_back_records(saved: Path, settings) -> None:
    partial = settings.data / "restoring.db"
    partial.unlink(missing_ok=True)
    database.copy(saved, settings.derive("backup"), partial, settings.derive("database"))
    if not settings.database_url:
        os.replace(partial, settings.data / "caseline.db")
        return
    prepare()
    try:
        with database.opened(partial, settings.derive("database")) as source, db.engine.begin() as target:
            if tables.version(source) != newest():
                raise CannotRestore("This backup is of another version of Caseline: bring it back into the built-in database, then use `flask migrate-to-postgres`.")
            tables.copy(source, target)
            if wrong := tables.differences(source, target):
                raise CannotRestore(f"The copy is not the same, so it was not kept: {wrong[0]}")
    finally:
        partial.unlink()


def _must_be_empty(records: Path) -> None:
    if records.exists() or next(current_app.extensions["vault"].addresses(), None):
        raise CannotRestore("There is data here already: a backup is only brought back into an empty installation, so that nothing is overwritten.")


def _choose(place: Path, name: str) -> Path:
    found = saving.backups(place)
    chosen = [folder for folder in found if folder.name == name] if name else found[-1:]
    if not chosen:
        raise CannotRestore(f"There is no complete backup {name or ''} in {place}.".replace("  ", " "))
    return chosen[0]


def _erased(place: Path) -> frozenset[str]:
    path = place / saving.ERASED
    return frozenset(json.loads(path.read_text())) if path.exists() else frozenset()
