"""Every route is closed to strangers until its view says @public; some are for coordinators only."""

from functools import wraps

from flask import abort, current_app, request
from flask_babel import lazy_gettext as _l
from flask_login import LoginManager, current_user
from htmx_flask import make_response

from caseline.users.sessions import user_of

login_manager = LoginManager()
login_manager.login_view = "users.sign_in"
login_manager.login_message = _l("Please sign in to go on.")
login_manager.user_loader(lambda token: user_of(token) if token else None)


def public(view):
    """Mark a view that may be opened without signing in."""
    view.is_public = True
    return view


def coordinators_only(view):
    """Mark a view for coordinators: others are told that it is not theirs."""

    @wraps(view)
    def guarded(*args, **kwargs):
        if not current_user.is_coordinator:
            abort(403)
        return view(*args, **kwargs)

    return guarded


def require_sign_in():
    """Before every request: let in the signed-in, and strangers only where a view is public."""
    view = current_app.view_functions.get(request.endpoint)
    if view is None or request.endpoint == "static" or getattr(view, "is_public", False) or current_user.is_authenticated:
        return None
    if request.headers.get("HX-Request"):
        return make_response("", 401, refresh=True)  # reload the page, or the sign-in form lands inside a part
    return login_manager.unauthorized()
