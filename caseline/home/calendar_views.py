"""The calendar of terms: its page under “My account”, and the secret address that a calendar program fetches."""

from datetime import date

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from caseline.db import db
from caseline.engine import writing
from caseline.home import calendar_feed
from caseline.users.guard import confirmed, public

bp = Blueprint("calendar", __name__)


@bp.get("/me/calendar")
def own():
    return render_template("home/calendar.html", feed=calendar_feed.feed_of(current_user.id), address="")


@bp.post("/me/calendar")
@confirmed
def change():
    """Make an address (the one before is dead at once), or end it. The address is shown in this one answer only."""
    if request.form.get("deed") == "end":
        calendar_feed.end(current_user)
        db.session.commit()
        flash(_("The address works no more."))
        return redirect(url_for("calendar.own"), 303)
    token = calendar_feed.make(current_user, with_names=bool(request.form.get("names")))
    db.session.commit()
    return render_template("home/calendar.html", feed=calendar_feed.feed_of(current_user.id), address=url_for("calendar.fetch", token=token, _external=True))


@bp.get("/calendar/<token>.ics")
@public
def fetch(token):
    """The terms that run now, for whoever holds the secret; a wrong one is told nothing."""
    feed, user = calendar_feed.owner(token) or abort(404)
    text, families = calendar_feed.calendar(feed, user, date.today())
    db.session.commit()  # ends the reading transaction before the short writing one
    with writing():
        calendar_feed.note_fetch(feed, families=families)
        db.session.commit()
    return Response(text, mimetype="text/calendar", headers={"Content-Disposition": "inline; filename=caseline.ics"})
