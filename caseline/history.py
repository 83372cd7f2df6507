"""Append-only, hash-chained record of who did what: written in the same transaction as the deed itself."""

import hmac
import json
from datetime import datetime
from hashlib import sha256

from flask import current_app, has_request_context, request
from flask_login import current_user
from sqlalchemy import DDL, JSON, event, select, text
from sqlalchemy.orm import Mapped, mapped_column

from caseline.db import Base, Moment, db, now

GENESIS = "0" * 64


class HistoryEntry(Base):
    """One deed. `mark` is an HMAC over the entry and the mark before it, so no row can change, move or vanish unseen."""

    __tablename__ = "history"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    user_id: Mapped[int | None]
    family_id: Mapped[int | None] = mapped_column(index=True)
    verb: Mapped[str]
    subject: Mapped[str]
    details: Mapped[dict] = mapped_column(JSON, default=dict)
    address: Mapped[str] = mapped_column(default="")
    previous: Mapped[str]
    mark: Mapped[str]


def record(verb: str, subject: str, *, family_id: int | None = None, user_id: int | None = None, **details) -> None:
    """Add one deed to the history, in the caller's transaction.

    `verb` is a plain word (“accepted”, “exported”), `subject` names the thing (“document:12”); `details` are small
    plain values and never the content of a paper.
    """
    if user_id is None and has_request_context() and current_user.is_authenticated:
        user_id = current_user.id
    _lock_chain()
    last = db.session.scalars(select(HistoryEntry).order_by(HistoryEntry.id.desc()).limit(1)).first()
    entry = HistoryEntry(
        at=now(),
        user_id=user_id,
        family_id=family_id,
        verb=verb,
        subject=subject,
        details=details,
        address=request.remote_addr or "" if has_request_context() else "",
        previous=last.mark if last else GENESIS,
    )
    entry.mark = mark_of(entry)
    db.session.add(entry)
    db.session.flush()


def mark_of(entry: HistoryEntry) -> str:
    """The HMAC (SHA-256, key derived from the master key) that this entry must carry, as hexadecimal."""
    told = [entry.at.isoformat(), entry.user_id, entry.family_id, entry.verb, entry.subject, entry.details, entry.address, entry.previous]
    message = json.dumps(told, sort_keys=True, ensure_ascii=False).encode()
    return hmac.new(current_app.config["SETTINGS"].derive("history"), message, sha256).hexdigest()


def broken_links() -> list[int]:
    """The ids of entries that were changed, or before which something was removed. Empty when the chain is whole."""
    broken, expected = [], GENESIS
    for entry in db.session.scalars(select(HistoryEntry).order_by(HistoryEntry.id).execution_options(yield_per=1000)):
        if entry.previous != expected or not hmac.compare_digest(entry.mark, mark_of(entry)):
            broken.append(entry.id)
        expected = entry.mark
    return broken


def _lock_chain() -> None:
    """On PostgreSQL two writers could read the same last mark; SQLite already has one writer at a time."""
    if db.engine.dialect.name == "postgresql":
        with db.session.no_autoflush:
            db.session.connection().execute(text("SELECT pg_advisory_xact_lock(7291)"))


_FORBID_SQLITE = [
    "CREATE TRIGGER IF NOT EXISTS history_no_update BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END",
    "CREATE TRIGGER IF NOT EXISTS history_no_delete BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END",
]
_FORBID_POSTGRESQL = [
    "CREATE OR REPLACE FUNCTION history_is_append_only() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'the history is append-only'; END $$ LANGUAGE plpgsql",
    "CREATE OR REPLACE TRIGGER history_no_change BEFORE UPDATE OR DELETE ON history FOR EACH ROW EXECUTE FUNCTION history_is_append_only()",
]
for dialect, statements in (("sqlite", _FORBID_SQLITE), ("postgresql", _FORBID_POSTGRESQL)):
    for statement in statements:
        event.listen(HistoryEntry.__table__, "after_create", DDL(statement).execute_if(dialect=dialect))


def family_history(family_id: int, limit: int = 200) -> list[HistoryEntry]:
    """The latest deeds in one family, newest first."""
    found = select(HistoryEntry).where(HistoryEntry.family_id == family_id).order_by(HistoryEntry.id.desc()).limit(limit)
    return list(db.session.scalars(found))


def forbid_rewriting() -> list[str]:
    """The statements that make the table append-only, for the migration that creates it on this database."""
    return _FORBID_POSTGRESQL if db.engine.dialect.name == "postgresql" else _FORBID_SQLITE
