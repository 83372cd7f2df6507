"""Bringing an installation to this version before a command uses it."""

import re
from pathlib import Path

import click
from flask import Flask, current_app
from sqlalchemy import inspect, text

from caseline.db import db
from caseline.later import Later

flask_migrate = Later("flask_migrate")
MIGRATIONS = Path(__file__).parent.parent / "migrations"


def prepare() -> None:
    """Make or upgrade the database when it is not at this version, and say once where a new key lies."""
    settings = current_app.config["SETTINGS"]
    if _version() != newest():
        know_migrations(current_app._get_current_object())
        flask_migrate.upgrade(directory=str(MIGRATIONS))
    if settings.key_is_new:
        click.echo(
            f"A new master key was made: {settings.key_file}\n"
            "Keep a copy in a second, safe place: without it nobody can read this data again.",
            err=True,
        )


def know_migrations(app: Flask) -> None:
    """Load the library that changes databases, and its command `flask db`; few starts need it."""
    if "migrate" not in app.extensions:
        flask_migrate.Migrate(app, db, directory=str(MIGRATIONS), render_as_batch=True)


def newest() -> str:
    """The version of the database that this code works with: the migration that no other one follows.

    Read from the files themselves, because loading the library that runs migrations takes longer than all else at start.
    """
    written = [path.read_text() for path in (MIGRATIONS / "versions").glob("*.py")]
    revisions = {re.search(r"^revision\b.*=\s*['\"](\w+)['\"]", source, re.M).group(1) for source in written}
    followed = {found.group(1) for source in written if (found := re.search(r"^down_revision\b.*=\s*['\"](\w+)['\"]", source, re.M))}
    (head,) = revisions - followed
    return head


def _version() -> str | None:
    with db.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.scalar(text("SELECT version_num FROM alembic_version"))
