"""`flask migrate-to-postgres`: the records of the built-in file moved into a PostgreSQL database, whole or not at all."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace

import click
from flask import current_app
from sqlalchemy import text

from caseline import history
from caseline.backup import tables
from caseline.db import db
from caseline.engine import writing
from caseline.installation import prepare

# Entries that an early release indexed hold marks, which PostgreSQL would cut into words in its own way.
_ONLY_WORDS = "UPDATE search_entry SET folded = regexp_replace(folded, '[^[:alnum:]]+', ' ', 'g') WHERE folded ~ '[^[:alnum:] ]'"


class CannotMove(Exception):
    """Nothing was moved; the sentence says why. The file is as it was."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Rows per table, and the head of the history, which was checked in its new place."""

    rows: dict[str, int]
    head: history.Head


@click.command("migrate-to-postgres")
@click.argument("address")
def migrate_to_postgres(address):
    """Copy all records to the PostgreSQL database at ADDRESS (postgresql://…), and check them there.

    Stop Caseline first. Papers stay where they are. When this was interrupted, call it again.
    """
    prepare()
    try:
        moved = move(address, say=lambda sentence: click.echo(sentence, err=True))
    except (CannotMove, tables.CannotCopy) as why:
        sys.exit(str(why))
    click.echo(f"{sum(moved.rows.values())} rows moved and compared; the history is whole (head {moved.head}).")
    click.echo("Set CASELINE_DATABASE_URL to this address and start Caseline. Keep data/caseline.db until the first backup, then remove it.", err=True)


def move(address: str, say: Callable[[str], None] = lambda sentence: None) -> Moved:
    """Copy everything into the empty database at `address`. Raises CannotMove and tables.CannotCopy.

    One transaction of the target holds all rows, and is kept only when every table compares equal and the history's chain
    holds there. Meanwhile nobody can write to the file.
    """
    settings = current_app.config["SETTINGS"]
    if settings.database_url:
        raise CannotMove("This installation already keeps its records in PostgreSQL (CASELINE_DATABASE_URL is set).")
    if not address.startswith(("postgresql://", "postgresql+psycopg://")):
        raise CannotMove("The address of the database begins with postgresql:// and names server, database and account.")
    if broken := history.broken_links():
        raise CannotMove(f"The history does not hold at entry {broken[0]}: nothing was moved. `flask verify` says more.")
    db.session.remove()
    there = current_app.config["CREATE_APP"](replace(settings, database_url=address))
    try:
        with writing(), db.engine.connect() as source, there.app_context():
            prepare()
            rows = _fill(source, say)
        with there.app_context():
            return Moved(rows, _checked_head())
    finally:
        with there.app_context():
            db.session.remove()
            db.engine.dispose()


def _fill(source, say) -> dict[str, int]:
    with db.engine.begin() as target:
        rows = tables.copy(source, target, say)
        say("Comparing every row…")
        if wrong := tables.differences(source, target):
            raise CannotMove("The copy is not the same, so it was not kept: " + " ".join(wrong))
        target.execute(text(_ONLY_WORDS))
    return rows


def _checked_head() -> history.Head:
    if broken := history.broken_links():
        raise CannotMove(f"The history does not hold in its new place, at entry {broken[0]}: do not use this copy.")
    return history.head()
