"""How migrations run: on the application's own engine, so that SQLCipher's key and pragmas are in force."""

from alembic import context

from caseline.db import db
from caseline.engine import writing


def run() -> None:
    with writing(), db.engine.connect() as connection:
        context.configure(connection=connection, target_metadata=db.metadata, render_as_batch=True, compare_type=True, user_module_prefix="caseline.db.", render_item=_render, include_name=_is_ours)
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


def _is_ours(name, kind, _parents):
    """The full-text index keeps tables of its own beside its entries: they belong to the database, not to the models."""
    return kind != "table" or not (name or "").startswith("search_text")


def _render(kind, item, _autogen_context):
    """Write our own types by what they are in the database, so that a migration never changes with the code."""
    if kind == "type" and type(item).__module__.startswith("caseline."):
        return f"sa.{item.impl!r}"
    return False


if context.is_offline_mode():
    raise SystemExit("Migrations run on a database, not as a script: the file is encrypted.")
run()
