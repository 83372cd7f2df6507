"""One procedure arranged by hand: its name, lawyer and outcome, which steps are its own, what its decisions rejected."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from caseline.chronology import Chronology
from caseline.chronology.procedures import Procedure
from caseline.db import db, now
from caseline.history import record
from caseline.timeline import arranging, reasoning, words
from caseline.timeline.arranging import NONE, OWN, Arranged, Overtaken
from caseline.timeline.models import Arrangement, Citation, RejectedArgument

bp = Blueprint("procedures", __name__, url_prefix="/families/<int:family_id>/timeline/procedures")
_LONGEST = 2000


@bp.get("/<int:event_id>")
def show(family_id, event_id):
    """Everything a person may arrange about the procedure in which this event is a step."""
    built, state = reasoning.reason(g.family), arranging.arranged()
    one = _of(built, event_id)
    rows = {row.id: row for row in built.rows}
    within = {step.row for step in one.steps}
    home = {step.row: other.title for other in built.procedures for step in other.steps}
    decisions = [rows[n] for n in dict.fromkeys(step.row for step in one.steps if step.part in ("decision", "judgment", "cassation_judgment", "consequence"))]
    return render_template(
        "timeline/procedure.html", built=built, one=one, rows=rows, steps=_once(one), seen=state.id, decisions=decisions,
        others=[other for other in built.procedures if other.id != one.id], places=_places(decisions), home=home,
        edit=next((edit for edit in state.procedures if edit.id == one.edited), None),
        elsewhere=[row for row in built.rows if row.id > 0 and row.id not in within and row.edtf],
        names={person.id: person.short_name for person in g.family.persons},
        kinds=words.procedure_kinds(), lawyers=sorted({tenure.lawyer for tenure in built.tenures}),
    )


@bp.post("/<int:event_id>")
def arrange(family_id, event_id):
    """Amend, move steps, take in an event, join, or leave to the rules: one deed at a time, each can be taken back."""
    built = reasoning.reason(g.family)
    one = _of(built, event_id)
    deed = request.form.get("deed", "")
    state = _DEEDS.get(deed, lambda *_: abort(400))(built, one)
    try:
        kept = arranging.keep(family_id, state, deed, seen=request.form.get("seen", 0, type=int), user_id=current_user.id)
    except Overtaken:
        flash(_("A colleague arranged the procedures meanwhile. Look at them as they are now, then try again."), "warning")
        return redirect(url_for("overview.procedures", family_id=family_id), 303)
    db.session.commit()
    flash(_("Arranged."), "undo:" + url_for("procedures.undo", family_id=family_id, arrangement_id=kept.id))
    return redirect(url_for("overview.procedures", family_id=family_id), 303)


@bp.post("/arrangements/<int:arrangement_id>/undo")
def undo(family_id, arrangement_id):
    try:
        arranging.take_back(db.session.get(Arrangement, arrangement_id) or abort(404), user_id=current_user.id)
    except Overtaken:
        flash(_("Something else was arranged after it: take that back first."), "warning")
    else:
        db.session.commit()
        flash(_("Taken back."))
    return redirect(url_for("overview.procedures", family_id=family_id), 303)


@bp.post("/<int:event_id>/arguments")
def reject(family_id, event_id):
    """Note an argument that a decision of this procedure rejected, with the place that says so."""
    built = reasoning.reason(g.family)
    one = _of(built, event_id)
    text, event = request.form.get("text", "").strip(), request.form.get("event", type=int)
    if event not in arranging.events_of(built, one):
        abort(400)
    back = redirect(url_for("procedures.show", family_id=family_id, event_id=event_id) + "#arguments", 303)
    if not text:
        flash(_("Please write which argument was rejected."), "error")
        return back
    place = db.session.get(Citation, request.form.get("citation", 0, type=int))
    db.session.add(RejectedArgument(family_id=family_id, event_id=event, citation_id=place.id if place else None, text=text[:_LONGEST],
                                    quote=request.form.get("quote", "").strip()[:_LONGEST], noted_by=current_user.id))
    record("rejected argument noted", f"event:{event}", family_id=family_id)
    db.session.commit()
    return back


@bp.post("/arguments/<int:rejected_argument_id>/<any(remove, restore):deed>")
def argument(family_id, rejected_argument_id, deed):
    kept = db.session.get(RejectedArgument, rejected_argument_id) or abort(404)
    kept.deleted_at = now() if deed == "remove" else None
    record("rejected argument removed" if deed == "remove" else "rejected argument restored", f"event:{kept.event_id}", family_id=family_id)
    db.session.commit()
    if deed == "remove":
        flash(_("Removed."), "undo:" + url_for("procedures.argument", family_id=family_id, rejected_argument_id=kept.id, deed="restore"))
    return redirect(url_for("overview.procedures", family_id=family_id), 303)


def _amended(built: Chronology, one: Procedure) -> Arranged:
    form, runs = request.form, {"open": True, "closed": False}
    kind = form.get("kind", one.kind)
    return arranging.amend(
        built, one, kind=kind if kind in dict(words.procedure_kinds()) else one.kind, title=form.get("title", "").strip()[:200],
        lawyer=form.get("lawyer", "").strip()[:200] or None, outcome=form["outcome"] if form.get("outcome") in words.OUTCOMES else None,
        open=runs.get(form.get("state", "")),
    )


def _moved(built: Chronology, one: Procedure) -> Arranged:
    """The ticked steps, with every event behind each of them."""
    ticked, to = set(request.form.getlist("step", type=int)), request.form.get("to", "")
    events = [n for row in built.rows if row.id in ticked and row.id in {step.row for step in one.steps} for n in row.events if n > 0]
    if not events:
        abort(400)
    other = None if to in (OWN, NONE) else _thread(built, to)
    return arranging.move(built, events, other, kind=one.kind, outside=to == NONE)


def _taken_in(built: Chronology, one: Procedure) -> Arranged:
    row = next((row for row in built.rows if row.id == request.form.get("event", type=int)), None) or abort(400)
    return arranging.move(built, [n for n in row.events if n > 0], one, kind=one.kind)


def _joined(built: Chronology, one: Procedure) -> Arranged:
    other = _thread(built, request.form.get("other", ""))
    return arranging.join(built, one, other) if other.id != one.id else abort(400)


_DEEDS = {"amended": _amended, "divided": _moved, "completed": _taken_in, "joined": _joined, "released": lambda _built, one: arranging.leave_to_rules(one)}


def _of(built: Chronology, event_id: int) -> Procedure:
    rows = {row.id for row in built.rows if event_id in row.events}
    return next((one for one in built.procedures if any(step.row in rows for step in one.steps)), None) or abort(404)


def _thread(built: Chronology, thread: str) -> Procedure:
    return next((one for one in built.procedures if one.id == thread), None) or abort(404)


def _once(one: Procedure) -> list:
    """A row's steps as one: the decision and its notification move together."""
    return list({step.row: step for step in reversed(one.steps)}.values())[::-1]


def _places(decisions) -> list[tuple[int, str]]:
    """The sources of these rows, to say where an argument was rejected."""
    events = [n for row in decisions for n in row.events]
    documents = {source.document_id: source.document for row in decisions for source in row.sources}
    found = db.session.scalars(select(Citation).where(Citation.event_id.in_(events), Citation.document_id.is_not(None)).order_by(Citation.id))
    return [(c.id, documents[c.document_id] + (", " + _("p. %(number)s", number=c.page) if c.page else "")) for c in found if c.document_id in documents]
