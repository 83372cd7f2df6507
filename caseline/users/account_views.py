"""The coordinator's list of accounts: invite, change the role, close, help somebody who cannot get in."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from caseline.db import db
from caseline.history import record
from caseline.i18n import language
from caseline.users import accounts, invitations, second_factor
from caseline.users.forms import ROLE_LABELS, AccountForm
from caseline.users.guard import confirmed, coordinators_only
from caseline.users.models import Role, User
from caseline.users.sessions import end_all_sessions

bp = Blueprint("accounts", __name__, url_prefix="/accounts")


@bp.get("")
@coordinators_only
def index():
    return _list(AccountForm(formdata=None, language=language()))


@bp.post("")
@coordinators_only
@confirmed
def add():
    form = AccountForm()
    if not form.validate_on_submit():
        return _list(form), 422
    try:
        user = accounts.add_user(name=form.name.data, email=form.email.data, role=form.role.data, language=form.language.data)
    except accounts.EmailTaken:
        form.email.errors = [_("There is already an account for this e-mail address.")]
        return _list(form), 422
    return _invited(user)


@bp.post("/<int:user_id>/link")
@coordinators_only
@confirmed
def link(user_id):
    """A new one-time link, for somebody who forgot the password or let the first link expire."""
    return _invited(_account(user_id))


@bp.post("/<int:user_id>/role")
@coordinators_only
@confirmed
def role(user_id):
    wanted = request.form.get("role")
    if wanted not in set(Role):
        abort(422)
    try:
        accounts.change_role(_account(user_id), wanted)
        db.session.commit()
    except accounts.LastCoordinator:
        flash(_("This is the only coordinator: make a colleague coordinator first."), "warn")
    return redirect(url_for("accounts.index"), 303)


@bp.post("/<int:user_id>/<any(close, reopen, sign_out, remove_factor):deed>")
@coordinators_only
@confirmed
def change(user_id, deed):
    user = _account(user_id)
    if user.id == current_user.id and deed != "sign_out":
        flash(_("You cannot do this to your own account: another coordinator can."), "warn")
        return redirect(url_for("accounts.index"), 303)
    try:
        _deeds()[deed](user)
        db.session.commit()
        flash(_("Done for %(name)s.", name=user.name))
    except accounts.LastCoordinator:
        flash(_("This is the only coordinator: make a colleague coordinator first."), "warn")
    return redirect(url_for("accounts.index"), 303)


def _deeds() -> dict:
    return {
        "close": accounts.close_account,
        "reopen": accounts.open_account_again,
        "sign_out": _sign_out_everywhere,
        "remove_factor": second_factor.remove,
    }


def _sign_out_everywhere(user: User) -> None:
    end_all_sessions(user.id)
    record("sessions ended", f"user:{user.id}")


def _invited(user: User):
    code = invitations.invite(user)
    db.session.commit()
    address = url_for("users.join", _external=True, _anchor=code)
    return render_template("users/invited.html", user=user, code=code, address=address, hours=int(invitations.LIFE.total_seconds() // 3600))


def _account(user_id: int) -> User:
    return db.session.get(User, user_id) or abort(404)


def _list(form: AccountForm) -> str:
    people = db.session.scalars(select(User).order_by(User.closed_at.is_not(None), User.name)).all()
    factors = {user.id: second_factor.has_one(user) for user in people}
    return render_template("users/accounts.html", form=form, people=people, factors=factors, invited=invitations.waiting(), labels=ROLE_LABELS)
