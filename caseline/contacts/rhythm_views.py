"""How often to be in touch: the rhythm agreed with a family, its series of contacts, and the organisation's usual rhythm."""

from datetime import date

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from caseline import meanwhile
from caseline.contacts import rhythm
from caseline.contacts.forms import RhythmForm, SeriesForm, UsualRhythmForm
from caseline.contacts.models import ContactSeries
from caseline.contacts.words import CHANNELS, EVERY
from caseline.db import db, now
from caseline.history import record
from caseline.users.guard import coordinators_only

bp = Blueprint("rhythm", __name__)
FAMILY = "/families/<int:family_id>/rhythm"


@bp.route(f"{FAMILY}/", methods=["GET", "POST"])
def show(family_id):
    """The rhythm of this family, and its series."""
    own = rhythm.agreed([family_id]).get(family_id)
    form = RhythmForm(data={"days": own.days if own else None, "why": own.why if own else ""})
    if form.validate_on_submit():
        rhythm.agree(family_id, form.days.data, on=date.today().isoformat(), why=form.why.data or "", user_id=current_user.id)
        db.session.commit()
        flash(_("The rhythm is saved."))
        return redirect(url_for("contacts.index", family_id=family_id), 303)
    every = db.session.scalars(select(ContactSeries).where(ContactSeries.deleted_at.is_(None)).order_by(ContactSeries.id)).all()
    due = {one.series.id: one for one in rhythm.proposals([family_id])}
    return render_template("contacts/rhythm.html", form=form, usual=rhythm.usual(), own=own, series=every, due=due, every=EVERY, channels=CHANNELS), 422 if form.errors else 200


@bp.route(f"{FAMILY}/series/new", methods=["GET", "POST"])
@bp.route(f"{FAMILY}/series/<int:contact_series_id>", methods=["GET", "POST"])
def series(family_id, contact_series_id=None):
    kept = _live(contact_series_id) if contact_series_id else None
    form = SeriesForm(g.family, data=_as_it_is(kept) if kept else {"start": date.today().isoformat(), "every": "week"})
    if form.validate_on_submit():
        if kept and meanwhile.changed(kept, form):
            return render_template("contacts/series.html", form=form, series=kept), 409
        kept = kept or ContactSeries(family_id=family_id, by_user=current_user.id, version=0)
        kept.what, kept.every, kept.channel, kept.start, kept.end = form.what.data.strip(), form.every.data, form.channel.data, form.start.data, form.end.data or ".."
        kept.person_ids, kept.actor_ids = form.persons.data, form.actors.data
        meanwhile.count(kept)
        db.session.add(kept)
        db.session.flush()
        record("series saved", f"contact_series:{kept.id}", family_id=family_id)
        db.session.commit()
        return redirect(url_for("rhythm.show", family_id=family_id), 303)
    return render_template("contacts/series.html", form=form, series=kept), 422 if form.errors else 200


@bp.post(f"{FAMILY}/series/<int:contact_series_id>/<any(remove, restore, end):deed>")
def bin_(family_id, contact_series_id, deed):
    """End a series today, put it in the bin, or take it back from there."""
    kept = db.session.get(ContactSeries, contact_series_id) or abort(404)
    if deed == "end":
        kept.end = date.today().isoformat()
    else:
        kept.deleted_at = now() if deed == "remove" else None
    meanwhile.count(kept)
    record({"end": "series ended", "remove": "series removed", "restore": "series restored"}[deed], f"contact_series:{kept.id}", family_id=family_id)
    db.session.commit()
    if deed == "remove":
        flash(_("It is in the bin."), "undo:" + url_for("rhythm.bin_", family_id=family_id, contact_series_id=kept.id, deed="restore"))
    return redirect(url_for("rhythm.show", family_id=family_id), 303)


@bp.route("/rhythm", methods=["GET", "POST"])
@coordinators_only
def usual():
    """How often the organisation is in touch with a family where nothing else was agreed."""
    form = UsualRhythmForm(data={"days": rhythm.usual()})
    if form.validate_on_submit():
        rhythm.set_usual(form.days.data, user_id=current_user.id)
        db.session.commit()
        flash(_("The rhythm is saved."))
        return redirect(url_for("criteria.index"), 303)
    return render_template("contacts/usual_rhythm.html", form=form), 422 if form.errors else 200


def _as_it_is(kept: ContactSeries) -> dict:
    told = {name: getattr(kept, name) for name in ("what", "every", "channel", "start")}
    return told | {"end": "" if kept.end == ".." else kept.end, "persons": kept.person_ids, "actors": kept.actor_ids}


def _live(number) -> ContactSeries:
    kept = db.session.get(ContactSeries, number)
    return kept if kept and not kept.deleted_at else abort(404)
