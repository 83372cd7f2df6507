"""Erasing a family for good: two people, a reason, and a certificate of what went.

What is removed: every record of the family, every file, and the family's own key, so that copies of its files in older
backups cannot be opened by anything that is left. What stays: the history's lines (numbers of accounts and records, no
names, no content), and this register. GDPR articles 5(1)(e) and 17; whether a reason suffices is for people to judge.
"""

from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256

from flask import current_app
from sqlalchemy import delete, func, select

from caseline.backup import database
from caseline.db import EVERY_FAMILY, Base, db, family_scope, now
from caseline.families.models import Family
from caseline.history import HistoryEntry, record
from caseline.privacy.models import Erasure, LegalHold
from caseline.reports import remembered
from caseline.timeline import lately


class CannotErase(Exception):
    """There is a legal hold, or the same person asks and decides."""


def ask(family: Family, reason: str, user_id: int) -> Erasure:
    """Ask for a family's erasure; a second person decides. Raises CannotErase under a legal hold."""
    if hold := hold_on(family.id):
        raise CannotErase(hold.reason)
    erasure = Erasure(family_id=family.id, mark=mark_of(family), reason=reason, asked_by=user_id)
    db.session.add(erasure)
    db.session.flush()
    record("erasure asked", f"erasure:{erasure.id}", family_id=family.id)
    return erasure


def approve(erasure: Erasure, user_id: int) -> dict:
    """The second person's yes: the family is gone when the caller has committed and swept. Returns the certificate.

    Raises CannotErase.
    """
    if erasure.asked_by == user_id:
        raise CannotErase("The person who asked cannot decide.")
    if hold := hold_on(erasure.family_id):
        raise CannotErase(hold.reason)
    family = db.session.get(Family, erasure.family_id)
    if family is None or not erasure.is_open:
        raise CannotErase("This family is not here any more.")
    counts = _remove(family)
    erasure.decided_by, erasure.done_at = user_id, now()
    erasure.certificate = counts
    record("family erased", f"erasure:{erasure.id}", family_id=erasure.family_id, **counts)
    return counts


def remove_files(family_id: int) -> None:
    """After the commit: the family's files, and every trace of its rows in the database file."""
    current_app.extensions["vault"].delete_family(family_id)
    lately.forget()
    remembered.forget()
    settings = current_app.config["SETTINGS"]
    if not settings.database_url:
        db.session.remove()
        db.engine.dispose()
        database.sweep(settings.data / "caseline.db", settings.derive("database"))


def withdraw(erasure: Erasure, user_id: int) -> None:
    erasure.withdrawn_at, erasure.decided_by = now(), user_id
    record("erasure withdrawn", f"erasure:{erasure.id}", family_id=erasure.family_id)


def erase_again(marks: Iterable[str]) -> int:
    """After restoring an older backup: erase the families that were erased since. Returns how many; commits."""
    wanted, gone = set(marks), []
    with family_scope(EVERY_FAMILY):
        for family in db.session.scalars(select(Family)).all():
            if mark_of(family) in wanted:
                record("family erased again", f"family:{family.id}", family_id=family.id, **_remove(family))
                gone.append(family.id)
        db.session.commit()
    for family_id in gone:
        remove_files(family_id)
    return len(gone)


def marks_of_erased() -> list[str]:
    return list(db.session.scalars(select(Erasure.mark).where(Erasure.done_at.is_not(None))))


def mark_of(family: Family) -> str:
    """Recognises a family without naming it."""
    return sha256(f"{family.reference}|{family.created_at.isoformat()}".encode()).hexdigest()


def hold(family: Family, reason: str, user_id: int) -> None:
    db.session.add(LegalHold(family_id=family.id, reason=reason, set_by=user_id))
    record("legal hold set", f"family:{family.id}", family_id=family.id)


def end_hold(family: Family, user_id: int) -> None:
    if held := hold_on(family.id):
        held.ended_by, held.ended_at = user_id, now()
        record("legal hold ended", f"family:{family.id}", family_id=family.id)


def hold_on(family_id: int) -> LegalHold | None:
    return db.session.scalar(select(LegalHold).where(LegalHold.family_id == family_id, LegalHold.ended_at.is_(None)))


def kept_too_long() -> list[tuple[Family, object]]:
    """(family, last deed) for closed files without a deed for as long as the organisation keeps files, oldest first."""
    limit = now() - timedelta(days=365.25 * current_app.config["SETTINGS"].retention_years)
    last = select(HistoryEntry.family_id, func.max(HistoryEntry.at).label("at")).where(HistoryEntry.verb != "read").group_by(HistoryEntry.family_id).subquery()
    found = select(Family, last.c.at).join(last, last.c.family_id == Family.id).where(Family.stage == "closed", last.c.at < limit).order_by(last.c.at)
    return [(family, at) for family, at in db.session.execute(found) if not hold_on(family.id)]


def _remove(family: Family) -> dict:
    """Delete the family's rows in this transaction (the files go after the commit) and count what goes."""
    belonging = [mapper.class_ for mapper in Base.registry.mappers if "family_id" in mapper.columns and mapper.class_ not in {HistoryEntry, Erasure}]
    records = sum(db.session.scalar(select(func.count()).select_from(model).where(model.family_id == family.id)) for model in belonging)
    files, size = current_app.extensions["vault"].store.size_under(str(family.id))
    db.session.execute(delete(Family).where(Family.id == family.id))  # what belongs to it goes along (ON DELETE CASCADE)
    return {"records": records, "files": files, "bytes": size}
