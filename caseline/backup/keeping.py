"""Replacing the master key, so that a lost or stolen copy of the old one is worth nothing from then on."""

import secrets
from dataclasses import replace
from pathlib import Path

from flask import current_app
from sqlalchemy import select

from caseline import history
from caseline.backup import database
from caseline.config import Settings, derive
from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.engine import writing
from caseline.families.models import Family
from caseline.keys import KEY_BYTES, replace_private, write_private
from caseline.vault import DamagedFile


def replace_master_key() -> Settings:
    """Give every family key, the history and the database a new master key. Stop Caseline first.

    Safe to interrupt: the new key is on the disk (`….next`) before anything changes, and running this again goes on
    where it stopped. Returns the settings with the new key; the caller puts the key into its file with `finish`.
    Files are not written again: their keys are wrapped anew.
    """
    old = current_app.config["SETTINGS"]
    waiting = next_file(old)
    write_private(waiting, secrets.token_bytes(KEY_BYTES).hex().encode())
    new = replace(old, master_key=bytes.fromhex(waiting.read_text().strip()))
    if not old.database_url and _opens_with(new):
        return new
    if _family_keys_are_old():
        _rewrap(old, new)
    db.session.remove()
    db.engine.dispose()
    if not old.database_url:
        database.give_other_key(old.data / "caseline.db", old.derive("database"), new.derive("database"))
    return new


def finish(new: Settings) -> None:
    """The new key takes the place of the old one in the key file."""
    replace_private(new.key_file, new.master_key.hex().encode())
    next_file(new).unlink(missing_ok=True)


def next_file(settings: Settings) -> Path:
    return settings.key_file.with_name(settings.key_file.name + ".next")


def _opens_with(settings: Settings) -> bool:
    try:
        database.open_file(settings.data / "caseline.db", settings.derive("database")).close()
    except database.DatabaseDamaged:
        return False
    return True


def _family_keys_are_old() -> bool:
    vault = current_app.extensions["vault"]
    for wrapped in db.session.scalars(select(Family.vault_key)):
        try:
            vault.rewrap(wrapped, bytes(KEY_BYTES))
        except DamagedFile:
            return False
    return True


def _rewrap(old: Settings, new: Settings) -> None:
    """In one transaction: all family keys, and the history's note that its key changed."""
    vault, wrapping_key = current_app.extensions["vault"], derive(new.master_key, "families")
    with writing(), family_scope(EVERY_FAMILY):
        for family in db.session.scalars(select(Family)):
            family.vault_key = vault.rewrap(family.vault_key, wrapping_key)
        current_app.config["SETTINGS"] = new
        try:
            history.begin_new_key(old.derive("history"), new.derive("history"))
            db.session.commit()
        finally:
            current_app.config["SETTINGS"] = old
