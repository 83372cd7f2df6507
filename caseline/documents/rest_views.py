"""A coordinator lets the reading of papers rest, so that the machine is free for people, and lets it go on."""

from flask import Blueprint, Flask, flash, redirect, url_for
from flask_babel import gettext as _
from flask_login import current_user

from caseline import jobs
from caseline.db import db
from caseline.history import record
from caseline.users.guard import coordinators_only

bp = Blueprint("reading", __name__, url_prefix="/reading")
KINDS = ["read", "understand"]


@bp.post("/<any(pause, resume):deed>")
@coordinators_only
def rest(deed):
    """Papers under way come to their end; those that wait keep waiting, and nothing is lost."""
    if deed == "pause":
        jobs.pause(KINDS, current_user.id)
    else:
        jobs.resume()
    record("reading paused" if deed == "pause" else "reading resumed", "installation")
    db.session.commit()
    jobs.wake()
    flash(_("Reading rests.") if deed == "pause" else _("Reading goes on."))
    return redirect(url_for("privacy.installation"), 303)


def register(app: Flask) -> None:
    app.jinja_env.globals["reading_rests"] = lambda: jobs.paused() is not None
