"""Signing in and out, my account, and the coordinator's list of accounts."""

from urllib.parse import urlsplit

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user
from sqlalchemy import select

from caseline.db import db
from caseline.history import record
from caseline.users import accounts
from caseline.users.forms import AccountForm, FirstAccountForm, LanguageForm, PasswordForm, SignInForm
from caseline.users.guard import coordinators_only, public
from caseline.users.models import Role, User
from caseline.users.passwords import is_right
from caseline.users.sessions import end_all_sessions, end_session, open_session, sessions_of

bp = Blueprint("users", __name__)


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
        return _let_in(user, url_for("home.today"))
    return render_template("users/welcome.html", form=form), 422 if form.errors else 200


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in():
    if accounts.nobody_yet():
        return redirect(url_for("users.welcome"))
    form, refused = SignInForm(), False
    if form.validate_on_submit():
        user = accounts.check_sign_in(form.email.data, form.password.data)
        if user:
            return _let_in(user, _own_page(request.args.get("next")))
        db.session.commit()
        refused = True
    return render_template("users/sign_in.html", form=form, refused=refused), 422 if form.errors or refused else 200


@bp.post("/sign-out")
def sign_out():
    record("signed out", f"user:{current_user.id}")
    end_session(current_user.session_token)
    db.session.commit()
    logout_user()
    session.clear()
    response = redirect(url_for("users.sign_in"), 303)
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@bp.route("/me", methods=["GET", "POST"])
def me():
    """My account: language, password, open sessions."""
    form = PasswordForm()
    if form.validate_on_submit():
        if is_right(form.current.data, current_user.password_hash):
            accounts.set_password(current_user, form.password.data, keep_session=current_user.session_token)
            db.session.commit()
            flash(_("Your password is changed. All your other sessions have ended."))
            return redirect(url_for("users.me"), 303)
        form.current.errors = [_("This is not your password now.")]
    language = LanguageForm(formdata=None, language=current_user.language)
    page = render_template("users/me.html", form=form, language=language, sessions=sessions_of(current_user.id))
    return page, 422 if form.errors else 200


@bp.post("/me/language")
def set_language():
    form = LanguageForm()
    if form.validate_on_submit():
        current_user.language = form.language.data
        db.session.commit()
    return redirect(_own_page(request.form.get("next")), 303)


@bp.post("/me/sessions/end")
def end_sessions():
    end_all_sessions(current_user.id, but=current_user.session_token)
    record("other sessions ended", f"user:{current_user.id}")
    db.session.commit()
    flash(_("All your other sessions have ended."))
    return redirect(url_for("users.me"), 303)


@bp.route("/accounts", methods=["GET", "POST"])
@coordinators_only
def list_accounts():
    form = AccountForm()
    if form.validate_on_submit():
        try:
            user = accounts.add_user(
                name=form.name.data, email=form.email.data, password=form.password.data, role=form.role.data, language=form.language.data
            )
            db.session.commit()
            flash(_("%(name)s can now sign in.", name=user.name))
            return redirect(url_for("users.list_accounts"), 303)
        except accounts.EmailTaken:
            form.email.errors = [_("There is already an account for this e-mail address.")]
    people = db.session.scalars(select(User).order_by(User.closed_at.is_not(None), User.name)).all()
    return render_template("users/accounts.html", form=form, people=people), 422 if form.errors else 200


@bp.post("/accounts/<int:user_id>/<any(close, reopen):deed>")
@coordinators_only
def change_account(user_id, deed):
    user = db.session.get(User, user_id) or abort(404)
    if user.id == current_user.id:
        flash(_("You cannot close your own account: another coordinator can."))
    elif deed == "close":
        accounts.close_account(user)
    else:
        accounts.open_account_again(user)
    db.session.commit()
    return redirect(url_for("users.list_accounts"), 303)


def _let_in(user: User, url: str):
    session.clear()  # a fresh cookie: nothing from before signing in survives it
    open_session(user)
    db.session.commit()
    login_user(user)
    return redirect(url, 303)


def _own_page(wanted: str | None) -> str:
    """Where to go next: a page of ours, never another site."""
    parts = urlsplit(wanted or "")
    ours = wanted and wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and not parts.netloc
    return wanted if ours else url_for("home.today")
