"""Getting into a family's file when it cannot wait and the colleague cannot be reached; and the coordinators' look at it."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from caseline.db import db
from caseline.families import team
from caseline.families.forms import EmergencyForm
from caseline.families.models import Assignment
from caseline.users import throttle
from caseline.users.guard import confirmed, coordinators_only

bp = Blueprint("emergency", __name__, url_prefix="/emergency")


@bp.get("")
def ask():
    return render_template("families/emergency.html", form=EmergencyForm(formdata=None), unseen=_for_me())


@bp.post("")
@confirmed
def enter():
    """The reason is kept, the family's team and the coordinators see it, and the access ends tomorrow."""
    form = EmergencyForm()
    if form.validate_on_submit():
        try:
            counters = throttle.count_try(current_user.email, kind="emergency")
            family_id = team.open_in_emergency(form.reference.data, form.reason.data.strip(), current_user)
            throttle.forget(counters)
            db.session.commit()
            return redirect(url_for("families.show", family_id=family_id), 303)
        except team.NoSuchFamily:
            db.session.commit()
            form.reference.errors = [_("No family has this reference.")]
        except throttle.TooManyTries as wait:
            form.reference.errors = [_("Too many tries. Please wait %(seconds)s seconds, then try again.", seconds=wait.seconds)]
    return render_template("families/emergency.html", form=form, unseen=_for_me()), 422


@bp.post("/<int:assignment_id>/seen")
@coordinators_only
def seen(assignment_id):
    assignment = db.session.get(Assignment, assignment_id) or abort(404)
    if assignment.kind == "emergency" and assignment.seen_by is None:
        team.mark_seen(assignment, current_user.id)
        db.session.commit()
    return redirect(url_for("emergency.ask"), 303)


def _for_me():
    return team.unseen_emergencies() if current_user.is_coordinator else []
