"""My account: language, password, second factor, and where I am signed in."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user

from caseline.db import db
from caseline.history import record
from caseline.users import accounts, passkeys, throttle
from caseline.users import second_factor as factors
from caseline.users.entering import own_page
from caseline.users.forms import CodeForm, LanguageForm, PasskeyForm, PasswordForm
from caseline.users.guard import before_second_factor, confirmed, everyone
from caseline.users.sessions import end_all_sessions, end_one_session, is_this_one, sessions_of

bp = Blueprint("me", __name__, url_prefix="/me")
_SECRET = "totp_offered"


@bp.route("", methods=["GET", "POST"])
@everyone
def show():
    form = PasswordForm()
    form.about = (current_user.name, current_user.email)
    if form.validate_on_submit() and _knows_password(form):
        accounts.set_password(current_user, form.password.data, keep_session=current_user.session_token)
        db.session.commit()
        flash(_("Your password is changed. All your other sessions have ended."))
        return redirect(url_for("me.show"), 303)
    return render_template("users/me.html", form=form, **_own_things()), 422 if form.errors else 200


@bp.post("/language")
@everyone
@before_second_factor
def language():
    form = LanguageForm()
    if form.validate_on_submit():
        current_user.language = form.language.data
        db.session.commit()
    return redirect(own_page(request.form.get("next")), 303)


@bp.post("/sessions/end")
@everyone
def end_sessions():
    """End all other sessions, or the one that the form names."""
    if session_id := request.form.get("session", type=int):
        if not end_one_session(current_user.id, session_id):
            abort(404)
    else:
        end_all_sessions(current_user.id, but=current_user.session_token)
    record("sessions ended", f"user:{current_user.id}")
    db.session.commit()
    flash(_("Ended. Whoever used it must sign in again."))
    return redirect(url_for("me.show"), 303)


@bp.get("/second-factor")
@everyone
@before_second_factor
@confirmed
def second_factor():
    session.setdefault(_SECRET, factors.new_secret())
    return _second_factor_page(CodeForm(formdata=None))


@bp.get("/second-factor/picture.svg")
@everyone
@before_second_factor
@confirmed
def picture():
    return Response(factors.picture(current_user, session.get(_SECRET) or abort(404)), mimetype="image/svg+xml")


@bp.post("/second-factor/app")
@everyone
@before_second_factor
@confirmed
def add_app():
    form, codes = CodeForm(), None
    if form.validate_on_submit() and session.get(_SECRET):
        codes = factors.set_up(current_user, session[_SECRET], form.code.data.strip())
        if codes is None:
            form.code.errors = [_("This is not the code that the app shows now. Is the clock of your telephone right?")]
    if codes is None:
        return _second_factor_page(form), 422
    session.pop(_SECRET)
    db.session.commit()
    return render_template("users/recovery_codes.html", codes=codes)


@bp.post("/second-factor/codes")
@everyone
@confirmed
def new_codes():
    codes = factors.new_recovery_codes(current_user)
    db.session.commit()
    return render_template("users/recovery_codes.html", codes=codes)


@bp.post("/second-factor/passkey")
@everyone
@before_second_factor
@confirmed
def add_passkey():
    form, first = PasskeyForm(), not factors.has_one(current_user)
    try:
        passkeys.add(current_user, form.credential.data or "", form.name.data or _("passkey"))
    except passkeys.PasskeyRefused:
        db.session.rollback()
        flash(_("This passkey could not be added. Please try once more, or use a code app."), "error")
        return redirect(url_for("me.second_factor"), 303)
    codes = factors.new_recovery_codes(current_user) if first else None
    db.session.commit()
    if codes:
        return render_template("users/recovery_codes.html", codes=codes)
    return redirect(url_for("me.second_factor"), 303)


@bp.post("/second-factor/remove")
@everyone
@confirmed
def remove_factor():
    """Remove one passkey, or the code app; never the last one where the role asks for one."""
    if passkey_id := request.form.get("passkey", type=int):
        passkeys.remove(current_user, passkey_id)
    else:
        current_user.totp_secret = ""
        record("code app removed", f"user:{current_user.id}")
    db.session.flush()
    if factors.must_have_one(current_user) and not factors.has_one(current_user):
        db.session.rollback()
        flash(_("Your role asks for a second factor: add another one before you remove this one."), "warn")
    else:
        db.session.commit()
    return redirect(url_for("me.second_factor"), 303)


def _knows_password(form: PasswordForm) -> bool:
    try:
        right = accounts.check_own_password(current_user, form.current.data)
    except throttle.TooManyTries as wait:
        form.current.errors = [_("Too many tries. Please wait %(seconds)s seconds, then try again.", seconds=wait.seconds)]
        return False
    if not right:
        db.session.commit()
        form.current.errors = [_("This is not your password now.")]
    return right


def _own_things() -> dict:
    sessions = [(kept, is_this_one(kept, current_user.session_token)) for kept in sessions_of(current_user.id)]
    return {
        "language": LanguageForm(formdata=None, language=current_user.language),
        "sessions": sessions,
        "has_factor": factors.has_one(current_user),
        "must_have_factor": factors.must_have_one(current_user),
    }


def _second_factor_page(form: CodeForm) -> str:
    return render_template(
        "users/second_factor.html",
        form=form,
        secret=session.get(_SECRET, ""),
        passkeys=passkeys.passkeys_of(current_user),
        passkey_form=PasskeyForm(formdata=None),
        passkey=passkeys.options_to_add(current_user),
        codes_left=factors.codes_left(current_user),
        must=factors.must_have_one(current_user),
    )
