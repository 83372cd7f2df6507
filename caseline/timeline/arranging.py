"""Procedures as a person arranges them: renamed, joined, divided, an event put in or taken out; every deed can be taken back.

A deed writes the whole arrangement anew, so that the one before is still there to return to. What nobody arranged is
left to the rules, and later papers join an arranged procedure by rule.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import select

from caseline.chronology import Chronology
from caseline.chronology.case import ProcedureEdit
from caseline.chronology.procedures import Procedure
from caseline.db import db, now
from caseline.history import record
from caseline.timeline.models import Arrangement

OWN, NONE = "own", "none"  # where a step may go besides another procedure: into one of its own, into none


class Overtaken(Exception):
    """A colleague arranged the procedures meanwhile."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """The arrangement as it stands; `id` is 0 while nobody has arranged anything."""

    id: int = 0
    procedures: tuple[ProcedureEdit, ...] = ()
    outside: frozenset[int] = frozenset()


def arranged() -> Arranged:
    """The arrangement of the family in scope."""
    kept = _newest()
    if kept is None:
        return Arranged()
    edits = tuple(ProcedureEdit(**{**edit, "events": tuple(edit["events"])}) for edit in kept.procedures)
    return Arranged(kept.id, edits, frozenset(kept.outside))


def amend(built: Chronology, one: Procedure, *, kind: str, title: str, lawyer: str | None, outcome: str | None, open: bool | None) -> Arranged:
    """A procedure with another name, kind, lawyer or outcome; None leaves what the papers tell."""
    state, edit = _held(arranged(), built, one)
    return _with(state, replace(edit, kind=kind, title=title, lawyer=lawyer, outcome=outcome, open=open))


def move(built: Chronology, events: Iterable[int], to: Procedure | None, *, kind: str, outside: bool = False) -> Arranged:
    """Events into procedure `to`, or into a new one of this `kind`, or (with `outside`) into none."""
    moved = frozenset(events)
    state = arranged()
    if to is not None:
        state, edit = _held(state, built, to)
    elif not outside:
        edit = ProcedureEdit(max((edit.id for edit in state.procedures), default=0) + 1, kind, ())
    left = tuple(replace(one, events=tuple(n for n in one.events if n not in moved)) for one in state.procedures)
    state = replace(state, procedures=tuple(one for one in left if one.events), outside=state.outside - moved)
    if outside:
        return replace(state, outside=state.outside | moved)
    kept = tuple(n for n in edit.events if n not in moved)
    return _with(state, replace(edit, events=tuple(sorted({*kept, *moved}))))


def join(built: Chronology, one: Procedure, other: Procedure) -> Arranged:
    """Two procedures as one, under the name of the first."""
    state, edit = _held(arranged(), built, one)
    rest = tuple(kept for kept in state.procedures if kept.id != other.edited)
    return _with(replace(state, procedures=rest), replace(edit, events=tuple(sorted({*edit.events, *events_of(built, other)}))))


def leave_to_rules(one: Procedure) -> Arranged:
    """A procedure as the rules would have it."""
    state = arranged()
    return replace(state, procedures=tuple(edit for edit in state.procedures if edit.id != one.edited))


def keep(family_id: int, state: Arranged, deed: str, *, seen: int, user_id: int) -> Arrangement:
    """Make an arrangement the one that counts. `seen` is the one the person looked at; raises Overtaken if it is not the newest."""
    newest = _newest()
    if seen != (newest.id if newest else 0):
        raise Overtaken
    edits = [{"id": e.id, "kind": e.kind, "events": list(e.events), "title": e.title, "lawyer": e.lawyer, "outcome": e.outcome, "open": e.open} for e in state.procedures]
    kept = Arrangement(family_id=family_id, deed=deed, procedures=edits, outside=sorted(state.outside), made_by=user_id)
    db.session.add(kept)
    db.session.flush()
    record(f"procedure {deed}", f"arrangement:{kept.id}", family_id=family_id, user_id=user_id)
    return kept


def take_back(kept: Arrangement, *, user_id: int) -> None:
    """Return to the arrangement before this one. Raises Overtaken when another deed came after it."""
    newest = _newest()
    if newest is None or newest.id != kept.id:
        raise Overtaken
    kept.taken_back_at = now()
    record("arrangement taken back", f"arrangement:{kept.id}", family_id=kept.family_id, user_id=user_id)


def events_of(built: Chronology, one: Procedure) -> list[int]:
    """The events behind a procedure's steps."""
    rows = {row.id: row for row in built.rows}
    return sorted({n for step in one.steps for n in rows[step.row].events if n > 0})


def _newest() -> Arrangement | None:
    return db.session.scalar(select(Arrangement).where(Arrangement.taken_back_at.is_(None)).order_by(Arrangement.id.desc()).limit(1))


def _held(state: Arranged, built: Chronology, one: Procedure) -> tuple[Arranged, ProcedureEdit]:
    """The procedure as an arranged one, holding every step it has now: what a person saw is what is kept."""
    edit = next((kept for kept in state.procedures if kept.id == one.edited), None)
    edit = edit or ProcedureEdit(max((kept.id for kept in state.procedures), default=0) + 1, one.kind, ())
    edit = replace(edit, events=tuple(sorted({*edit.events, *events_of(built, one)})))
    return _with(state, edit), edit


def _with(state: Arranged, edit: ProcedureEdit) -> Arranged:
    others = tuple(kept for kept in state.procedures if kept.id != edit.id)
    return replace(state, procedures=tuple(sorted((*others, edit), key=lambda kept: kept.id)), outside=state.outside - set(edit.events))
