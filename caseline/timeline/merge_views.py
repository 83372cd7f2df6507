"""Possible duplicates side by side: the same event, or two; and taking either word back."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from caseline.chronology.sentences import say
from caseline.db import db
from caseline.i18n import language
from caseline.timeline import merging, reasoning
from caseline.timeline.models import Citation, Event, Merge

bp = Blueprint("duplicates", __name__, url_prefix="/families/<int:family_id>/timeline/duplicates")


@bp.get("/")
def index(family_id):
    built = reasoning.reason(g.family)
    rows = {event: row for row in built.rows for event in row.events}
    pairs = [(rows[p.one], rows[p.other], say(f"reason_{p.reason}", language())) for p in built.possible if p.one in rows and p.other in rows]
    folded = [row for row in built.rows if len([n for n in row.events if n > 0]) > 1]
    return render_template("timeline/duplicates.html", pairs=pairs, folded=folded, merges=_merges())


@bp.post("/")
def decide(family_id):
    first, second = _event("first"), _event("second")
    if first.id == second.id:
        abort(400)
    word = merging.join if request.form.get("deed") == "same" else merging.keep_apart
    merge = word(first, second, user_id=current_user.id)
    db.session.commit()
    told = _("They are one event now, with all its sources.") if merge.same else _("They stay two events.")
    flash(told, "undo:" + url_for("duplicates.undo", family_id=family_id, merge_id=merge.id))
    return redirect(url_for("duplicates.index", family_id=family_id), 303)


@bp.post("/split/<int:citation_id>")
def split(family_id, citation_id):
    """One of several sources of an event tells another one."""
    citation = db.session.get(Citation, citation_id) or abort(404)
    first = db.session.get(Event, citation.event_id)
    if first.deleted_at or len(first.citations) < 2:
        abort(404)
    merge = merging.split(first, citation, user_id=current_user.id)
    db.session.commit()
    flash(_("They stay two events."), "undo:" + url_for("duplicates.undo", family_id=family_id, merge_id=merge.id))
    return redirect(url_for("timeline.show", family_id=family_id) + f"#event-{merge.second_id}", 303)


@bp.post("/<int:merge_id>/undo")
def undo(family_id, merge_id):
    merging.take_back(db.session.get(Merge, merge_id) or abort(404), user_id=current_user.id)
    db.session.commit()
    flash(_("Taken back."))
    return redirect(url_for("duplicates.index", family_id=family_id), 303)


def _event(name: str) -> Event:
    event = db.session.get(Event, request.form.get(name, type=int) or 0)
    return event if event and not event.deleted_at else abort(404)


def _merges() -> list[tuple[Merge, Event, Event]]:
    events = {event.id: event for event in db.session.scalars(select(Event))}
    return [(m, events[m.first_id], events[m.second_id]) for m in db.session.scalars(select(Merge).order_by(Merge.id.desc()))]
