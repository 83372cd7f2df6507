"""The door: first visit, signing in with one or two factors, invitations, confirming, signing out."""

from datetime import timedelta

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user, logout_user

from caseline.db import db, now
from caseline.history import record
from caseline.users import accounts, entering, invitations, passkeys, second_factor, throttle
from caseline.users.forms import CodeForm, ConfirmForm, FirstAccountForm, JoinForm, SignInForm
from caseline.users.guard import before_second_factor, everyone, public
from caseline.users.models import Role, User
from caseline.users.sessions import confirm, end_session, locked_user

bp = Blueprint("users", __name__)
HALF_IN = timedelta(minutes=5)


@bp.route("/welcome", methods=["GET", "POST"])
@public
def welcome():
    """First visit: make the first account, a coordinator's."""
    if not accounts.nobody_yet():
        return redirect(url_for("users.sign_in"))
    form = FirstAccountForm(language=str(request.accept_languages.best_match(["en", "fr", "nl"], "en")))
    if form.validate_on_submit():
        user = accounts.add_user(
            name=form.name.data, email=form.email.data, password=form.password.data, role=Role.COORDINATOR, language=form.language.data
        )
        return entering.let_in(user, "password")
    return render_template("users/welcome.html", form=form), 422 if form.errors else 200


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in():
    if accounts.nobody_yet():
        return redirect(url_for("users.welcome"))
    form, refused = SignInForm(), ""
    asleep = locked_user(session.get("_user_id", ""))
    if form.validate_on_submit():
        try:
            user = accounts.check_sign_in(form.email.data, form.password.data)
        except throttle.TooManyTries as wait:
            return _too_many("users/sign_in.html", wait, form=form, asleep=asleep)
        if user:
            return _password_was_right(user, was_asleep=asleep is not None and asleep.id == user.id)
        db.session.commit()
        refused = _("E-mail and password do not belong together.")
    elif asleep and request.method == "GET":
        form.email.data = asleep.email
    page = render_template("users/sign_in.html", form=form, asleep=asleep, refused=refused, fields=_carried(), passkey=passkeys.options_to_sign_in())
    return page, 422 if form.errors or refused else 200


@bp.route("/sign-in/code", methods=["GET", "POST"])
@public
def code():
    """The second step: a code of the app, or one from the paper."""
    user = _half_in()
    if user is None:
        return redirect(url_for("users.sign_in"))
    form, refused = CodeForm(), ""
    if form.validate_on_submit():
        try:
            counters = throttle.count_try(user.email, kind="code")
        except throttle.TooManyTries as wait:
            return _too_many("users/code.html", wait, form=form)
        if second_factor.is_right(user, form.code.data):
            throttle.forget(counters)
            return entering.let_in(user, "password and code")
        record("sign-in refused", f"user:{user.id}", at="code")
        db.session.commit()
        refused = _("This code is not right, or it was used already. Wait for the next one.")
    return render_template("users/code.html", form=form, refused=refused, fields=_carried()), 422 if form.errors or refused else 200


@bp.post("/sign-in/passkey")
@public
def passkey():
    try:
        user = passkeys.user_with(request.form.get("credential", ""))
    except passkeys.PasskeyRefused:
        record("sign-in refused", "user:unknown", at="passkey")
        db.session.commit()
        refused = _("This passkey was not accepted. Sign in with your password.")
        return render_template("users/sign_in.html", form=SignInForm(formdata=None), refused=refused, fields=_carried(), passkey=passkeys.options_to_sign_in()), 422
    return entering.let_in(user, "passkey")


@bp.route("/join", methods=["GET", "POST"])
@public
def join():
    """Choose a password with a one-time code. The code comes after the # of the link, so that no log keeps it."""
    form, refused = JoinForm(), ""
    if request.method == "POST":
        try:
            counters = throttle.count_try(request.remote_addr or "", kind="join")
        except throttle.TooManyTries as wait:
            return _too_many("users/join.html", wait, form=form)
        user = invitations.invited_by_code(form.code.data or "")
        form.about = (user.name, user.email) if user else ()
        if form.validate() and user and invitations.use_up(form.code.data):
            throttle.forget(counters)
            accounts.set_password(user, form.password.data)
            return _password_was_right(user)
        refused = "" if user else _("This code does not work, or no more. Ask a coordinator for a new one.")
        if user:
            throttle.forget(counters)
        db.session.commit()
    return render_template("users/join.html", form=form, refused=refused), 422 if form.errors or refused else 200


@bp.route("/confirm", methods=["GET", "POST"])
@everyone
@before_second_factor
def confirm_yourself():
    """The password once more, before a sensitive deed; then on with it."""
    form, refused = ConfirmForm(), ""
    if form.validate_on_submit():
        try:
            right = accounts.check_own_password(current_user, form.password.data)
        except throttle.TooManyTries as wait:
            return _too_many("users/confirm.html", wait, who=current_user, wanted=request.form.get("next", ""))
        if right:
            confirm(current_user)
            db.session.commit()
            return entering.go_on()
        db.session.commit()
        refused = _("This is not your password.")
    page = render_template("users/confirm.html", who=current_user, refused=refused, fields=_carried(), wanted=request.values.get("next", ""))
    return page, 422 if refused else 200


@bp.post("/sign-out")
@everyone
@before_second_factor
def sign_out():
    record("signed out", f"user:{current_user.id}")
    end_session(current_user.session_token)
    db.session.commit()
    logout_user()
    session.clear()
    response = redirect(url_for("users.sign_in"), 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _password_was_right(user: User, *, was_asleep: bool = False):
    """In, or on to the second step. A session that only fell asleep had its second step when it began."""
    if was_asleep or not second_factor.has_one(user):
        return entering.let_in(user, "password")
    entering.start_cookie_afresh()
    session["half_in"] = [user.id, now().timestamp()]
    db.session.commit()
    return render_template("users/code.html", form=CodeForm(formdata=None), refused="", fields=_carried())


def _half_in() -> User | None:
    """The account whose password was right a few minutes ago in this browser."""
    user_id, since = session.get("half_in", (0, 0))
    user = db.session.get(User, user_id) if now().timestamp() - since < HALF_IN.total_seconds() else None
    return user if user and user.is_active else None


def _carried() -> list[tuple[str, str]]:
    """Hidden fields for the next page: where to go, and the form that was under way."""
    wanted = request.values.get("next")
    return entering.kept() if "kept_to" in request.form else [("next", wanted)] if wanted else []


def _too_many(template: str, wait: throttle.TooManyTries, **context):
    said = _("Too many tries. Please wait %(seconds)s seconds, then try again.", seconds=wait.seconds)
    page = render_template(template, **{"fields": _carried(), "refused": said, "passkey": "", **context})
    return page, 429, {"Retry-After": str(wait.seconds)}
