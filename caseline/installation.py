"""Bringing an installation to this version before a command uses it."""

import click
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask_migrate import upgrade

from caseline.db import db


def prepare() -> None:
    """Make or upgrade the database when it is not at this version, and say once where a new key lies."""
    settings = current_app.config["SETTINGS"]
    migrations = current_app.extensions["migrate"].directory
    if _version() != ScriptDirectory(migrations).get_current_head():
        upgrade(directory=migrations)
    if settings.key_is_new:
        click.echo(
            f"A new master key was made: {settings.key_file}\n"
            "Keep a copy in a second, safe place: without it nobody can read this data again.",
            err=True,
        )


def _version() -> str | None:
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()
