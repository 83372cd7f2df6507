"""Events by hand: from a selection on a page, from what somebody said, corrected, or put in the bin."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from caseline.db import db, now
from caseline.documents.models import Document
from caseline.history import record
from caseline.i18n import language
from caseline.timeline import sources, words
from caseline.timeline.decisions import set_date, write_event
from caseline.timeline.forms import Typed, read_event
from caseline.timeline.models import Citation, Event

bp = Blueprint("events", __name__, url_prefix="/families/<int:family_id>/events")


@bp.route("/new", methods=["GET", "POST"])
def new(family_id):
    """An event without a proposal: its source is a quote on a page, or somebody's account."""
    if request.method == "GET":
        return _form(Typed({**request.args.to_dict(), "people": request.args.getlist("people", type=int)}))
    given, source = read_event(request.form, g.family.persons), sources.read_source(request.form)
    if given.errors or source.errors:
        given.errors.update(source.errors)
        return _form(given), 422
    event = write_event(family_id, given.wording, user_id=current_user.id)
    sources.cite(event, source, user_id=current_user.id)
    record("event added", f"event:{event.id}", family_id=family_id)
    db.session.commit()
    flash(_("Added to the timeline."))
    return redirect(url_for("timeline.show", family_id=family_id) + f"#event-{event.id}", 303)


@bp.route("/<int:event_id>", methods=["GET", "POST"])
def edit(family_id, event_id):
    event = _event(event_id)
    if request.method == "GET":
        return _form(_as_it_is(event), event)
    given = read_event(request.form, g.family.persons)
    if request.form.get("version", type=int) != event.version:
        flash(_("A colleague changed this event while you were typing. Compare, then save again to keep your version."), "warning")
        return _form(given, event), 409
    if given.errors:
        return _form(given, event), 422
    write_event(family_id, given.wording, user_id=current_user.id, event=event)
    event.answer, event.translation = request.form.get("answer", "").strip(), request.form.get("translation", "").strip()
    event.sensitivity = request.form.get("sensitivity", event.sensitivity)
    event.version += 1
    record("event changed", f"event:{event.id}", family_id=family_id)
    db.session.commit()
    return redirect(url_for("timeline.show", family_id=family_id) + f"#event-{event.id}", 303)


@bp.post("/<int:event_id>/<any(remove, restore):deed>")
def bin_(family_id, event_id, deed):
    event = db.session.get(Event, event_id) or abort(404)
    event.deleted_at = now() if deed == "remove" else None
    record("event removed" if deed == "remove" else "event restored", f"event:{event.id}", family_id=family_id)
    db.session.commit()
    if deed == "remove":
        flash(_("The event is in the bin."), "undo:" + url_for("events.bin_", family_id=family_id, event_id=event.id, deed="restore"))
    return redirect(url_for("timeline.show", family_id=family_id), 303)


@bp.post("/<int:event_id>/working/<int:citation_id>")
def choose_working(family_id, event_id, citation_id):
    """Make the date of one source the working date; the other sources keep theirs and stay visible."""
    event, citation = _event(event_id), db.session.get(Citation, citation_id) or abort(404)
    if citation.event_id != event.id:
        abort(404)
    if citation.edtf:
        set_date(event, citation.edtf)
        event.within = citation.within
    event.dates = {**event.dates, **citation.dates}
    event.version += 1
    record("working date chosen", f"event:{event.id}", family_id=family_id, citation=citation.id)
    db.session.commit()
    return redirect(url_for("timeline.show", family_id=family_id) + f"#event-{event.id}", 303)


@bp.post("/<int:event_id>/question")
def ask(family_id, event_id):
    """“Advice needed”: a question for the lawyer, or its answer."""
    event = _event(event_id)
    event.question = request.form.get("question", event.question).strip()
    event.answer = request.form.get("answer", event.answer).strip()
    event.version += 1
    record("question for the lawyer", f"event:{event.id}", family_id=family_id)
    db.session.commit()
    return redirect(url_for("timeline.show", family_id=family_id) + f"#event-{event.id}", 303)


def _event(event_id) -> Event:
    event = db.session.get(Event, event_id)
    return event if event and not event.deleted_at else abort(404)


def _form(given, event=None):
    document = db.session.get(Document, int(given.values.get("document") or 0)) if str(given.values.get("document", "")).isdigit() else None
    roles = list(event.dates) if event else [name.removeprefix("date_") for name in given.values if name.startswith("date_")]
    return render_template("timeline/event.html", given=given, event=event, document=document, types=words.types(), roles=roles)


def _as_it_is(event: Event) -> Typed:
    dates = {f"date_{role}": words.shown_date(value) for role, value in event.dates.items()}
    return Typed(
        {
            "type": event.type, "when": words.shown_date(event.edtf), "within": event.within, "sentence": event.said_in(language()), "people": event.person_ids,
            "question": event.question, "answer": event.answer, "key": event.is_key, "scheduled": event.scheduled,
            "translation": event.translation, "sensitivity": event.sensitivity, **dates,
        }
    )
