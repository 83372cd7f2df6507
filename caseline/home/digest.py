"""What the day's list needs from each family's chronology, reasoned anew only after something in that family changed."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import current_app
from sqlalchemy import func, select

from caseline.chronology.order import span
from caseline.chronology.procedures import Procedure
from caseline.chronology.terms import Term
from caseline.db import db, enter_family_scope, leave_family_scope
from caseline.families.models import Family
from caseline.history import HistoryEntry
from caseline.i18n import language
from caseline.timeline import reasoning

TRUSTED_FOR = 900  # seconds: background reading can change papers without a line in the history
NO_CHANGE = ("read", "refused")


@dataclass(frozen=True, slots=True)
class Digest:
    """The running terms of a family, the soonest first, and what it waits for since when (an open procedure; EDTF)."""

    terms: tuple[Term, ...] = ()
    waiting_for: str = ""
    waiting_since: str = ""

    @property
    def next_term(self) -> Term | None:
        return self.terms[0] if self.terms else None


@dataclass(slots=True)
class _Memory:
    """Of one installation: digests by (family, language, day), and up to which line the history was looked at."""

    seen: int
    digests: dict[tuple[int, str, date], tuple[float, Digest]]


_memories: dict[object, _Memory] = {}


def digests(families: Sequence[Family], today: date) -> dict[int, Digest]:
    """Family → digest. Two queries when nothing changed; about ten for each family that did."""
    memory, lang, moment = _forget_what_changed(), language(), time.monotonic()
    found = {}
    for family in families:
        key = (family.id, lang, today)
        made, digest = memory.digests.get(key, (0.0, None))
        if digest is None or moment - made > TRUSTED_FOR:
            digest = _reasoned(family, today)
            memory.digests[key] = (moment, digest)
        found[family.id] = digest
    return found


def _reasoned(family: Family, today: date) -> Digest:
    token = enter_family_scope([family.id])
    try:
        built = reasoning.reason(family, today=today)
    finally:
        leave_family_scope(token)
    running = sorted((term for term in built.terms if term.status == "running" and term.due), key=lambda term: term.due)
    waits = sorted(((p.opened.start, p.label, taken) for p in built.procedures if p.open and (taken := _taken(p, today))), key=lambda wait: wait[0])
    return Digest(tuple(running), waits[-1][1] if waits else "", waits[-1][2] if waits else "")


def _taken(procedure: Procedure, today: date) -> str:
    """The day (EDTF) of the last step that was taken; '' when every step is still to come."""
    return next((step.edtf for step in reversed(procedure.steps) if step.edtf and span(step.edtf).start <= today.toordinal()), "")


def _forget_what_changed() -> _Memory:
    instance = current_app.config["SETTINGS"].instance
    last = db.session.scalar(select(func.max(HistoryEntry.id))) or 0
    memory = _memories.get(instance)
    if memory is None or memory.seen > last:
        memory = _memories[instance] = _Memory(last, {})
    if memory.seen < last:
        changed = select(HistoryEntry.family_id).where(HistoryEntry.id > memory.seen, HistoryEntry.verb.not_in(NO_CHANGE)).distinct()
        stale = set(db.session.scalars(changed))
        memory.digests = {key: kept for key, kept in memory.digests.items() if key[0] not in stale}
        memory.seen = last
    return memory
