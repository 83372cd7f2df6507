"""The organisation's criteria and its room: coordinators keep them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from caseline.db import db
from caseline.history import record
from caseline.intake import criteria as asked, deciding
from caseline.intake.forms import CapacityForm
from caseline.intake.models import Capacity
from caseline.users.guard import coordinators_only

bp = Blueprint("criteria", __name__, url_prefix="/intake/criteria")


@bp.get("")
@coordinators_only
def index():
    room = deciding.room()
    return render_template("intake/criteria.html", asked=asked.in_force(), suggested=asked.suggested(), room=room, form=CapacityForm(formdata=None, data={"families": room.families, "each": room.each}))


@bp.post("")
@coordinators_only
def change():
    """Reword, weigh, stop or add one criterion."""
    deed, key, label = request.form.get("deed", ""), request.form.get("key", ""), request.form.get("label", "").strip()[:200]
    known = {one.key for one in asked.in_force()}
    if deed == "stop" and key in known:
        asked.stop(key)
    elif deed == "change" and key in known:
        asked.change(key, label=label, required=bool(request.form.get("required")))
    elif deed == "add" and (label or key in dict(asked.suggested())):
        asked.add(label, key=key, required=bool(request.form.get("required")))
    else:
        flash(_("Please write the criterion."), "error")
    db.session.commit()
    return redirect(url_for("criteria.index"), 303)


@bp.post("/room")
@coordinators_only
def room():
    form = CapacityForm()
    if not form.validate_on_submit():
        return render_template("intake/criteria.html", asked=asked.in_force(), suggested=asked.suggested(), room=deciding.room(), form=form), 422
    db.session.add(Capacity(families=form.families.data, each=form.each.data, set_by=current_user.id))
    record("room changed", "capacity", families=form.families.data, each=form.each.data)
    db.session.commit()
    return redirect(url_for("criteria.index"), 303)
