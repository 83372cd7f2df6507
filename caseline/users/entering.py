"""Letting somebody in: a fresh session, what should be known at the door, and the text typed before it closed."""

from urllib.parse import urlsplit

from flask import Response, flash, g, make_response, redirect, render_template, request, session, url_for
from flask_babel import gettext as _, ngettext
from flask_login import current_user, login_user

from caseline.db import db
from caseline.history import record
from caseline.users import accounts, throttle
from caseline.users.models import User
from caseline.users.sessions import end_session, open_session

_PREFIX = "kept."
_NEVER_KEPT = ("csrf_token", "password", "current", "repeat", "code", "credential")


def let_in(user: User, way: str) -> Response:
    """Open a session for this account (its id is new, so nothing from before signing in survives), and go on.

    `way` says how the person proved who they are; the caller has checked it.
    """
    refused, new_here = accounts.refused_since_last_time(user), not throttle.knows_browser(user.email)
    if old_token := session.get("_user_id"):
        end_session(old_token)
    start_cookie_afresh()
    open_session(user)
    record("signed in", f"user:{user.id}", user_id=user.id, way=way, new_browser=new_here)
    db.session.commit()
    login_user(user)
    if refused:
        said = ngettext("Since you last signed in, one attempt was refused.", "Since you last signed in, %(num)s attempts were refused.", refused)
        flash(f"{said} {_('If that was not you, tell a coordinator.')}", "warn")
    return throttle.remember_browser(go_on(), user)


def go_on() -> Response:
    """Where the person wanted to go; with what they had typed, when a form was under way."""
    if request.form.get("kept_to"):
        return make_response(render_template("users/resume.html", action=own_page(request.form["kept_to"]), fields=carried()))
    return redirect(own_page(request.values.get("next")), 303)


def kept() -> list[tuple[str, str]]:
    """Hidden fields for a page in between: the form that was refused, or one that is being carried already."""
    if "kept_to" in request.form:
        return [("kept_to", request.form["kept_to"]), *((_PREFIX + name, value) for name, value in carried())]
    posted = [(_PREFIX + name, value) for name, value in request.form.items(multi=True) if not name.startswith(_NEVER_KEPT)]
    return [("kept_to", request.full_path), *posted]


def carried() -> list[tuple[str, str]]:
    """The fields (name, value) of the form that is being carried."""
    return [(name.removeprefix(_PREFIX), value) for name, value in request.form.items(multi=True) if name.startswith(_PREFIX)]


def own_page(wanted: str | None) -> str:
    """Where to go next: a page of ours, never another site."""
    parts = urlsplit((wanted or "").replace("\\", "/"))
    ours = wanted and wanted.startswith("/") and not parts.netloc and not parts.scheme and not wanted.startswith(("//", "/\\"))
    return wanted.rstrip("?") if ours and wanted.isprintable() else url_for("home.today")


def start_cookie_afresh() -> None:
    session.clear()
    g.pop("csrf_token", None)  # the token made earlier in this request belonged to the old cookie


def ask_again() -> Response:
    """Refuse for now: ask for the password again, keeping the form that was sent."""
    fields = kept() if request.method == "POST" else []
    wanted = request.full_path if request.method == "GET" else ""
    return make_response(render_template("users/confirm.html", fields=fields, wanted=wanted, who=current_user), 401)
