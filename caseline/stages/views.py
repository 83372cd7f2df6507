"""The course of a case on one page: stages, resolution, closure, opening again."""

from datetime import date

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask_babel import gettext as _, lazy_gettext as _l
from flask_login import current_user
from sqlalchemy import select

from caseline import meanwhile
from caseline.contacts.models import Actor
from caseline.db import db, now
from caseline.families.words import STAGES
from caseline.history import record
from caseline.stages import moving
from caseline.stages.forms import ClosureForm, ResolutionForm, StageForm
from caseline.stages.models import Closure, Resolution
from caseline.stages.words import CLOSURE_REASONS, RESOLUTIONS
from caseline.supervision import signing
from caseline.supervision.subjects import can_be_signed_off
from caseline.users.models import User

CLOSURE = ("outcome", "helped", "undermined", "after_care", "follow_up_on", "referred_to", "retention_from")
bp = Blueprint("stages", __name__, url_prefix="/families/<int:family_id>/course")
can_be_signed_off("closure", _l("closure"), lambda family_id, _closure_id: url_for("stages.show", family_id=family_id), still=lambda number: (found := db.session.get(Closure, number)) is not None and not found.reopened_on)


@bp.get("/")
def show(family_id):
    return _page()


@bp.post("/stage")
def change(family_id):
    """Another stage, a pause, or back to work."""
    form = StageForm()
    if form.validate_on_submit():
        try:
            moving.move(g.family, form.stage.data, on=form.on.data, reason=form.reason.data, user_id=current_user.id)
            db.session.commit()
            flash(_("Stage: %(stage)s.", stage=STAGES[form.stage.data]))
            return redirect(url_for("stages.show", family_id=family_id), 303)
        except moving.AlreadyThere:
            form.stage.errors = [_("The case is in this stage already.")]
        except moving.BeforeTheLast:
            form.on.errors = [_("The stage that runs now began later than this day.")]
    return _page(stage=form), 422


@bp.route("/resolution", methods=["GET", "POST"])
def resolution(family_id):
    form = ResolutionForm(g.family)
    if form.validate_on_submit():
        moving.settle(g.family, kind=form.kind.data, on=form.on.data, person_ids=form.persons.data, note=form.note.data or "", user_id=current_user.id)
        db.session.commit()
        flash(_("Written down. The case stays open until you close it."))
        return redirect(url_for("stages.show", family_id=family_id), 303)
    return render_template("stages/resolution.html", form=form), 422 if form.errors else 200


@bp.post("/resolution/<int:resolution_id>/<any(remove, restore):deed>")
def bin_(family_id, resolution_id, deed):
    kept = db.session.get(Resolution, resolution_id) or abort(404)
    kept.deleted_at = now() if deed == "remove" else None
    record("resolution removed" if deed == "remove" else "resolution restored", f"resolution:{kept.id}", family_id=family_id)
    db.session.commit()
    if deed == "remove":
        flash(_("The resolution is in the bin."), "undo:" + url_for("stages.bin_", family_id=family_id, resolution_id=kept.id, deed="restore"))
    return redirect(url_for("stages.show", family_id=family_id), 303)


@bp.route("/close", methods=["GET", "POST"])
def close(family_id):
    """Close the case: why, with what outcome, what helped, who goes on; a coordinator signs it off."""
    if g.family.stage == "closed":
        return redirect(url_for("stages.show", family_id=family_id), 303)
    form = ClosureForm(on=date.today().isoformat())
    if form.validate_on_submit():
        told = {name: getattr(form, name).data or "" for name in CLOSURE}
        told |= {"retention_from": form.retention_from.data or form.on.data, "referred_actor_id": form.referred_actor_id.data or None}
        try:
            closure = moving.close(g.family, on=form.on.data, reason=form.reason.data, user_id=current_user.id, **told)
            signing.ask(family_id, "closure", closure.id, _("Closure: %(reason)s", reason=CLOSURE_REASONS[form.reason.data]), user_id=current_user.id)
            db.session.commit()
            flash(_("The case is closed. A coordinator is asked to sign the closure off."))
            return redirect(url_for("stages.show", family_id=family_id), 303)
        except moving.BeforeTheLast:
            form.on.errors = [_("The stage that runs now began later than this day.")]
    return _closure_page(form), 422 if form.errors else 200


@bp.route("/closures/<int:closure_id>", methods=["GET", "POST"])
def closure(family_id, closure_id):
    """Correct what was written about a closure; the coordinator is asked anew."""
    kept = db.session.get(Closure, closure_id) or abort(404)
    form = ClosureForm(data={name: getattr(kept, name) for name in ("on", "reason", *CLOSURE)} | {"referred_actor_id": kept.referred_actor_id or 0})
    if form.validate_on_submit():
        if meanwhile.changed(kept, form):
            return _closure_page(form, kept), 409
        for name in CLOSURE:
            setattr(kept, name, getattr(form, name).data or "")
        kept.reason, kept.referred_actor_id, kept.retention_from = form.reason.data, form.referred_actor_id.data or None, form.retention_from.data or kept.on
        meanwhile.count(kept)
        record("closure changed", f"closure:{kept.id}", family_id=family_id)
        signing.ask(family_id, "closure", kept.id, _("Closure: %(reason)s", reason=CLOSURE_REASONS[kept.reason]), user_id=current_user.id)
        db.session.commit()
        flash(_("The closure is changed. A coordinator is asked to sign it off."))
        return redirect(url_for("stages.show", family_id=family_id), 303)
    return _closure_page(form, kept), 422 if form.errors else 200


@bp.route("/reopen", methods=["GET", "POST"])
def reopen(family_id):
    if g.family.stage != "closed":
        return redirect(url_for("stages.show", family_id=family_id), 303)
    form = StageForm(on=date.today().isoformat(), stage="assessment")
    if form.validate_on_submit():
        try:
            moving.reopen(g.family, stage=form.stage.data, on=form.on.data, reason=form.reason.data, user_id=current_user.id)
            db.session.commit()
            flash(_("The case is open again."))
            return redirect(url_for("stages.show", family_id=family_id), 303)
        except moving.BeforeTheLast:
            form.on.errors = [_("The case was closed later than this day.")]
    return render_template("stages/reopen.html", form=form), 422 if form.errors else 200


def _closure_page(form: ClosureForm, kept: Closure | None = None):
    return render_template("stages/close.html", form=form, closure=kept, resolutions=moving.resolutions(g.family.id), resolution_words=RESOLUTIONS)


def _page(stage: StageForm | None = None):
    family_id, running = g.family.id, moving.running(g.family.id)
    suggested = moving.before_the_pause(family_id) if g.family.stage == "paused" else g.family.stage
    closures = db.session.scalars(select(Closure).order_by(Closure.id.desc())).all()
    return render_template(
        "stages/show.html", form=stage or StageForm(formdata=None, on=date.today().isoformat(), stage=suggested), periods=moving.periods(family_id), running=running,
        resolutions=moving.resolutions(family_id), closures=closures, signatures={one.id: signing.latest("closure", one.id) for one in closures},
        stages=STAGES, resolution_words=RESOLUTIONS, reasons=CLOSURE_REASONS, names=dict(db.session.execute(select(User.id, User.name)).all()),
        actors=dict(db.session.execute(select(Actor.id, Actor.name)).all()) if closures else {},
    )
