"""The supervision queue of the coordinators."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from caseline.db import db, family_scope
from caseline.families.models import Family
from caseline.supervision import signing
from caseline.supervision.models import SignOff
from caseline.supervision.subjects import SUBJECTS
from caseline.users.guard import coordinators_only
from caseline.users.models import User

bp = Blueprint("supervision", __name__)


@bp.get("/supervision/")
@coordinators_only
def queue():
    ids = Family.visible_ids(current_user)
    with family_scope(ids):
        families = {family.id: family for family in db.session.scalars(select(Family).where(Family.id.in_(ids)))}
        names = dict(db.session.execute(select(User.id, User.name)).all())
        done = db.session.scalars(select(SignOff).where(SignOff.outcome != "").order_by(SignOff.decided_at.desc()).limit(20)).all()
        return render_template("supervision/queue.html", waiting=signing.waiting(ids), done=done, families=families, names=names, subjects=SUBJECTS)


@bp.post("/families/<int:family_id>/sign-offs/<int:sign_off_id>")
@coordinators_only
def decide(family_id, sign_off_id):
    sign_off = db.session.get(SignOff, sign_off_id) or abort(404)
    outcome, comment = request.form.get("outcome", ""), request.form.get("comment", "").strip()[:2000]
    if sign_off.outcome or outcome not in {"signed", "returned"}:
        abort(400)
    if outcome == "returned" and not comment:
        flash(_("Please write what should be looked at again."), "error")
        return redirect(url_for("supervision.queue"), 303)
    try:
        signing.decide(sign_off, outcome, comment, user_id=current_user.id)
    except signing.OwnWork:
        flash(_("This is your own work: another coordinator has to sign it."), "error")
        return redirect(url_for("supervision.queue"), 303)
    db.session.commit()
    flash(_("Signed off.") if outcome == "signed" else _("Handed back."))
    return redirect(url_for("supervision.queue"), 303)
