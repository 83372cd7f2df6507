"""Every route is closed until its view says for whom: strangers, guests and evaluators see only what is marked for them."""

from functools import wraps

from flask import abort, current_app, request
from flask_babel import lazy_gettext as _l
from flask_login import LoginManager, current_user
from htmx_flask import make_response

from caseline.users.models import Role
from caseline.users.sessions import user_of

TEAM = frozenset({Role.CASE_MANAGER, Role.COORDINATOR})

login_manager = LoginManager()
login_manager.login_view = "users.sign_in"
login_manager.login_message = _l("Please sign in to go on.")
login_manager.user_loader(lambda token: user_of(token) if token else None)


def public(view):
    """Mark a view that may be opened without signing in."""
    view.is_public = True
    return view


def open_to(*roles: Role):
    """Mark a view that these roles may open too; unmarked views are for case managers and coordinators."""

    def mark(view):
        view.roles = frozenset(roles) | TEAM
        return view

    return mark


everyone = open_to(*Role)  # everyone who has signed in


def coordinators_only(view):
    """Mark a view for coordinators: others are told that it is not theirs."""

    @wraps(view)
    def guarded(*args, **kwargs):
        if not current_user.is_coordinator:
            abort(403)
        return view(*args, **kwargs)

    guarded.for_coordinators = True
    return guarded


def require_sign_in():
    """Before every request: let in the signed-in, and strangers only where a view is public."""
    view = current_app.view_functions.get(request.endpoint)
    if view is None or request.endpoint == "static" or getattr(view, "is_public", False):
        return None
    if current_user.is_authenticated:
        return None if current_user.role in getattr(view, "roles", TEAM) else abort(403)
    if request.headers.get("HX-Request"):
        return make_response("", 401)  # the page stays, with what was typed, and offers to sign in again
    return login_manager.unauthorized()
