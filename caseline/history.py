"""Append-only, hash-chained record of who did what: written in the same transaction as the deed itself."""

import hmac
import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import current_app, has_request_context, request
from flask_login import current_user
from sqlalchemy import DDL, JSON, event, func, select, text
from sqlalchemy.orm import Mapped, mapped_column

from caseline.db import Base, Moment, db, now

GENESIS = "0" * 64
NEW_KEY = "master key replaced"


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


@dataclass(frozen=True, slots=True)
class Head:
    """How long the history was at a moment, and its last mark: kept elsewhere, it shows when the end was cut off."""

    count: int
    mark: str

    def __str__(self) -> str:
        return f"{self.count}:{self.mark}"

    @classmethod
    def parse(cls, text: str) -> "Head":
        """From '120:ab12…'. Raises ValueError."""
        count, mark = text.strip().split(":")
        return cls(int(count), mark)


def record(verb: str, subject: str, *, family_id: int | None = None, user_id: int | None = None, address: str | None = None, **details) -> None:
    """Add one deed to the history, in the caller's transaction.

    `verb` is a plain word (“accepted”, “exported”), `subject` names the thing (“document:12”); `details` are small
    plain values and never the content of a paper.
    """
    if user_id is None and has_request_context() and current_user.is_authenticated:
        user_id = current_user.id
    if address is None:
        address = request.remote_addr or "" if has_request_context() else ""
    _lock_chain()
    last = db.session.scalars(select(HistoryEntry).order_by(HistoryEntry.id.desc()).limit(1)).first()
    previous = last.mark if last else GENESIS
    entry = HistoryEntry(
        at=now(), user_id=user_id, family_id=family_id, verb=verb, subject=subject, details=details, address=address, previous=previous
    )
    entry.mark = mark_of(entry, current_app.config["SETTINGS"].derive("history"))
    db.session.add(entry)
    db.session.flush()


def mark_of(entry: HistoryEntry, key: bytes) -> str:
    """The HMAC-SHA-256 (hexadecimal) that this entry must carry."""
    told = [entry.at.isoformat(), entry.user_id, entry.family_id, entry.verb, entry.subject, entry.details, entry.address, entry.previous]
    message = json.dumps(told, sort_keys=True, ensure_ascii=False).encode()
    return hmac.new(key, message, sha256).hexdigest()


def head() -> Head:
    """The end of the history now."""
    last = db.session.scalar(select(HistoryEntry.mark).order_by(HistoryEntry.id.desc()).limit(1))
    return Head(db.session.scalar(select(func.count(HistoryEntry.id))), last or GENESIS)


def broken_links(anchor: Head | None = None) -> list[int]:
    """The ids of entries that were changed, or before which something was removed. Empty when the chain is whole.

    With an `anchor` noted earlier, an end that was cut off or written anew is found as well: it is told as the id after
    the last entry, or as the entry that should carry the anchor's mark.
    """
    broken, expected, count, last_id = [], GENESIS, 0, 0
    keys = _keys()
    for entry in db.session.scalars(select(HistoryEntry).order_by(HistoryEntry.id).execution_options(yield_per=1000)):
        if entry.verb == NEW_KEY and len(keys) > 1:
            keys.pop(0)
        count, last_id = count + 1, entry.id
        wrong_mark = not hmac.compare_digest(entry.mark, mark_of(entry, keys[0]))
        if entry.previous != expected or wrong_mark or (anchor and count == anchor.count and entry.mark != anchor.mark):
            broken.append(entry.id)
        expected = entry.mark
    return [*broken, last_id + 1] if anchor and count < anchor.count else broken


def begin_new_key(old_key: bytes, new_key: bytes) -> None:
    """Note that entries from here on are marked with another key; the old one is kept here, sealed with the new."""
    nonce = secrets.token_bytes(12)
    record(NEW_KEY, "installation", sealed=(nonce + AESGCM(new_key).encrypt(nonce, old_key, b"history key")).hex())


def _keys() -> list[bytes]:
    """The keys of the chain's stretches, first to last. Each replacement holds the key before it, sealed with its own."""
    keys = [current_app.config["SETTINGS"].derive("history")]
    replaced = select(HistoryEntry.details).where(HistoryEntry.verb == NEW_KEY).order_by(HistoryEntry.id.desc())
    for details in db.session.scalars(replaced):
        sealed = bytes.fromhex(details["sealed"])
        try:
            keys.insert(0, AESGCM(keys[0]).decrypt(sealed[:12], sealed[12:], b"history key"))
        except InvalidTag:
            break  # somebody changed this entry: its mark will tell
    return keys


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


def family_history(family_id: int, limit: int = 200, before: int | None = None) -> list[HistoryEntry]:
    """The latest deeds in one family, newest first; `before` an id for the page after."""
    return _latest(HistoryEntry.family_id == family_id, limit, before)


def user_history(user_id: int, limit: int = 200, before: int | None = None) -> list[HistoryEntry]:
    """The latest deeds of one account and to it, newest first."""
    return _latest((HistoryEntry.user_id == user_id) | (HistoryEntry.subject == f"user:{user_id}"), limit, before)


def _latest(condition, limit: int, before: int | None) -> list[HistoryEntry]:
    found = select(HistoryEntry).where(condition).order_by(HistoryEntry.id.desc()).limit(limit)
    return list(db.session.scalars(found.where(HistoryEntry.id < before) if before else found))


def forbid_rewriting() -> list[str]:
    """The statements that make the table append-only, for the migration that creates it on this database."""
    return _FORBID_POSTGRESQL if db.engine.dialect.name == "postgresql" else _FORBID_SQLITE
