"""Every route is closed until its view says for whom: strangers, guests and evaluators see only what is marked for them."""

from functools import wraps

from flask import abort, current_app, make_response, redirect, render_template, request, session, url_for
from flask_babel import lazy_gettext as _l
from flask_login import LoginManager, current_user

from caseline.users import accounts, entering, passkeys, second_factor
from caseline.users.forms import SignInForm
from caseline.users.models import Role
from caseline.users.sessions import is_confirmed, locked_user, user_of

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


def before_second_factor(view):
    """Mark a view that somebody needs for setting up the second factor that their role asks for."""
    view.before_second_factor = True
    return view


def coordinators_only(view):
    """Mark a view for coordinators: others are told that it is not theirs."""

    @wraps(view)
    def guarded(*args, **kwargs):
        if not current_user.is_coordinator:
            abort(403)
        return view(*args, **kwargs)

    guarded.for_coordinators = True
    return guarded


def confirmed(view):
    """Mark a sensitive deed: whoever has not given the password for ten minutes is asked again, and loses nothing typed."""

    @wraps(view)
    def guarded(*args, **kwargs):
        if is_confirmed(current_user):
            return view(*args, **kwargs)
        return _only_a_part() if request.headers.get("HX-Request") else entering.ask_again()

    guarded.asks_again = True
    return guarded


def may_open(endpoint: str) -> bool:
    """Whether this account gets in there at all: nobody is offered a door that stays shut."""
    view = current_app.view_functions.get(endpoint)
    if view is None or not current_user or not current_user.is_authenticated:
        return False
    if getattr(view, "for_guests", False):
        return current_user.role == Role.LAWYER  # the team sees everything where it belongs
    if endpoint == "home.today":
        return current_user.role != Role.LAWYER  # whose first page is what is shared
    return current_user.role in getattr(view, "roles", TEAM)


def register(app) -> None:
    app.jinja_env.globals["may_open"] = may_open


def require_sign_in():
    """Before every request: let in the signed-in, and strangers only where a view is public."""
    view = current_app.view_functions.get(request.endpoint)
    if view is None or request.endpoint == "static" or getattr(view, "is_public", False):
        return None
    if not current_user.is_authenticated:
        return _ask_to_sign_in()
    if current_user.role not in getattr(view, "roles", TEAM):
        abort(403)
    if second_factor.must_have_one(current_user) and not second_factor.has_one(current_user) and not getattr(view, "before_second_factor", False):
        return redirect(url_for("me.second_factor"), 303)
    return None


def _ask_to_sign_in():
    if request.headers.get("HX-Request"):
        return _only_a_part()
    if request.method != "POST" or "_user_id" not in session:
        return redirect(url_for("users.welcome")) if accounts.nobody_yet() else login_manager.unauthorized()
    asleep = locked_user(session["_user_id"])  # a form was sent too late: what was typed waits behind the door
    form = SignInForm(formdata=None, email=asleep.email if asleep else "")
    page = render_template("users/sign_in.html", form=form, asleep=asleep, fields=entering.kept(), passkey=passkeys.options_to_sign_in())
    return make_response(page, 401)


def _only_a_part():
    return make_response("", 401)  # the page stays, with what was typed, and offers to sign in again
