"""Safety notes, and what was told but not to be recorded."""

from datetime import date

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from caseline import meanwhile
from caseline.agreements import confidences
from caseline.agreements.forms import ConfidenceForm, SafetyForm
from caseline.agreements.models import Confidence, SafetyFlag
from caseline.db import db, now
from caseline.history import record

bp = Blueprint("safety", __name__, url_prefix="/families/<int:family_id>/agreements")


@bp.route("/safety/new", methods=["GET", "POST"])
@bp.route("/safety/<int:safety_flag_id>", methods=["GET", "POST"])
def flag(family_id, safety_flag_id=None):
    kept = _live(safety_flag_id) if safety_flag_id else None
    form = SafetyForm(g.family, data=_as_it_is(kept) if kept else {"start": date.today().isoformat()})
    if form.validate_on_submit():
        if kept and meanwhile.changed(kept, form):
            return render_template("agreements/safety.html", form=form, kept=kept), 409
        kept = kept or SafetyFlag(family_id=family_id, by_user=current_user.id, version=0)
        kept.version += 1
        kept.text, kept.kind, kept.start, kept.end = form.text.data.strip(), form.kind.data, form.start.data or "", form.end.data or ".."
        kept.person_id = form.person_id.data or None
        db.session.add(kept)
        db.session.flush()
        record("safety note saved", f"safety_flag:{kept.id}", family_id=family_id)
        db.session.commit()
        return redirect(url_for("agreements.index", family_id=family_id), 303)
    return render_template("agreements/safety.html", form=form, kept=kept), 422 if form.errors else 200


@bp.post("/safety/<int:safety_flag_id>/<any(remove, restore):deed>")
def bin_(family_id, safety_flag_id, deed):
    kept = db.session.get(SafetyFlag, safety_flag_id) or abort(404)
    kept.deleted_at = now() if deed == "remove" else None
    record("safety note removed" if deed == "remove" else "safety note restored", f"safety_flag:{kept.id}", family_id=family_id)
    db.session.commit()
    if deed == "remove":
        flash(_("The safety note is in the bin."), "undo:" + url_for("safety.bin_", family_id=family_id, safety_flag_id=kept.id, deed="restore"))
    return redirect(url_for("agreements.index", family_id=family_id), 303)


@bp.route("/confidences/new", methods=["GET", "POST"])
def confide(family_id):
    """Told, not to be recorded: for me alone, for the team, or not kept at all."""
    form = ConfidenceForm(g.family, told_on=date.today().isoformat(), kept_for="author")
    if form.validate_on_submit():
        confidences.erase_what_ran_out(family_id)
        if form.kept_for.data == "nobody":
            flash(_("Nothing was kept, as you chose."))
        else:
            confidences.keep(
                family_id, text=form.text.data.strip(), told_on=form.told_on.data, kept_for=form.kept_for.data, until=form.until.data or "",
                person_id=form.person_id.data or None, user_id=current_user.id,
            )
            flash(_("Kept. It stands in no search, dossier, export or report."))
        db.session.commit()
        return redirect(url_for("agreements.index", family_id=family_id), 303)
    return render_template("agreements/confide.html", form=form), 422 if form.errors else 200


@bp.post("/confidences/<int:confidence_id>/erase")
def erase(family_id, confidence_id):
    """Its author erases it; there is no bin."""
    kept = db.session.get(Confidence, confidence_id)
    if kept is None or kept.author_id != current_user.id:
        abort(404)
    confidences.erase(kept)
    db.session.commit()
    flash(_("Erased."))
    return redirect(url_for("agreements.index", family_id=family_id), 303)


def _as_it_is(kept: SafetyFlag) -> dict:
    return {"text": kept.text, "kind": kept.kind, "start": kept.start, "end": "" if kept.end == ".." else kept.end, "person_id": kept.person_id or 0}


def _live(safety_flag_id) -> SafetyFlag:
    kept = db.session.get(SafetyFlag, safety_flag_id)
    return kept if kept and not kept.deleted_at else abort(404)
