"""Who did and opened what; is the installation in order; what is kept about people; export, legal hold and erasure."""

from flask import Blueprint, Response, abort, current_app, flash, g, redirect, render_template, request, stream_with_context, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from caseline import history
from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.families.models import Family, Person
from caseline.privacy import erasure, export, policy, status
from caseline.privacy.models import Erasure
from caseline.privacy.words import VERBS, told
from caseline.users.guard import confirmed, coordinators_only, everyone
from caseline.users.models import User

bp = Blueprint("privacy", __name__)
PAGE = 100


@bp.get("/families/<int:family_id>/history")
def family_history(family_id):
    """Who read and changed this family's file: shown to everyone who works with it."""
    entries = history.family_history(family_id, PAGE, request.args.get("before", type=int))
    return _history("privacy/family_history.html", entries, endpoint="privacy.family_history", values={"family_id": family_id})


@bp.get("/accounts/<int:user_id>/history")
@coordinators_only
def user_history(user_id):
    user = db.session.get(User, user_id) or abort(404)
    entries = history.user_history(user_id, PAGE, request.args.get("before", type=int))
    return _history("privacy/user_history.html", entries, user=user, endpoint="privacy.user_history", values={"user_id": user_id})


@bp.get("/me/history")
@everyone
def own_history():
    entries = history.user_history(current_user.id, PAGE, request.args.get("before", type=int))
    return _history("privacy/user_history.html", entries, user=current_user, endpoint="privacy.own_history", values={})


@bp.get("/status")
@coordinators_only
def installation():
    return render_template("privacy/status.html", facts=status.facts(), stopped=policy.latest())


@bp.get("/data-protection")
@everyone
def data_protection():
    """What is kept, where, for how long and who sees it, told from the configuration that is really in force."""
    settings = current_app.config["SETTINGS"]
    return render_template("privacy/data_protection.html", settings=settings, facts=status.facts())


@bp.get("/families/<int:family_id>/data")
def family_data(family_id):
    """This family's rights: receive, be kept, be erased."""
    return render_template("privacy/family_data.html", hold=erasure.hold_on(family_id), asked=_open_erasure(family_id))


@bp.post("/families/<int:family_id>/data/export")
@confirmed
def hand_over(family_id):
    person_id = request.form.get("person", type=int)
    person = (db.session.get(Person, person_id) or abort(404)) if person_id else None
    records = export.records_of(g.family, person)
    history.record("data exported", f"person:{person_id}" if person else f"family:{family_id}", family_id=family_id)
    db.session.commit()
    pieces = export.archive(g.family, records, person.name if person else g.family.name)
    name = f"{g.family.reference}-{person_id or 'family'}-data.zip"
    return Response(stream_with_context(pieces), mimetype="application/zip", headers={"Content-Disposition": f"attachment; filename={name}"})


@bp.post("/families/<int:family_id>/data/hold")
@coordinators_only
def hold(family_id):
    reason = request.form.get("reason", "").strip()[:500]
    if request.form.get("deed") == "end":
        erasure.end_hold(g.family, current_user.id)
    elif reason and not erasure.hold_on(family_id):
        erasure.hold(g.family, reason, current_user.id)
    db.session.commit()
    return redirect(url_for("privacy.family_data", family_id=family_id), 303)


@bp.post("/families/<int:family_id>/data/erase")
@confirmed
def ask_erasure(family_id):
    reason = request.form.get("reason", "").strip()[:500]
    if not reason or request.form.get("reference", "").strip() != g.family.reference:
        flash(_("Please write why, and the family's reference, so that no other family is erased by mistake."), "warn")
    elif not _open_erasure(family_id):
        try:
            erasure.ask(g.family, reason, current_user.id)
            db.session.commit()
            flash(_("Asked. Nothing is erased until a coordinator other than you agrees."))
        except erasure.CannotErase:
            flash(_("A legal hold keeps this file."), "warn")
    return redirect(url_for("privacy.family_data", family_id=family_id), 303)


@bp.get("/erasures")
@coordinators_only
def erasures():
    """Asked for, done, and closed files that are kept longer than the organisation said it would."""
    with family_scope(EVERY_FAMILY):
        found = db.session.scalars(select(Erasure).order_by(Erasure.id.desc())).all()
        families = {family.id: family for family in db.session.scalars(select(Family))}
        too_long = erasure.kept_too_long()
        return render_template("privacy/erasures.html", erasures=found, families=families, too_long=too_long, names=_names())


@bp.post("/erasures/<int:erasure_id>/<any(approve, withdraw):deed>")
@coordinators_only
@confirmed
def decide(erasure_id, deed):
    asked = db.session.get(Erasure, erasure_id) or abort(404)
    family_id = asked.family_id
    try:
        with family_scope(EVERY_FAMILY):
            asked = db.session.get(Erasure, erasure_id)
            if deed == "approve":
                erasure.approve(asked, current_user.id)
            elif asked.is_open:
                erasure.withdraw(asked, current_user.id)
            db.session.commit()
    except erasure.CannotErase as error:
        flash(_("Not erased: %(why)s", why=str(error)), "warn")
        return redirect(url_for("privacy.erasures"), 303)
    if deed == "approve":
        erasure.remove_files(family_id)
        return redirect(url_for("privacy.certificate", erasure_id=erasure_id), 303)
    return redirect(url_for("privacy.erasures"), 303)


@bp.get("/erasures/<int:erasure_id>")
@coordinators_only
def certificate(erasure_id):
    done = db.session.get(Erasure, erasure_id)
    if done is None or done.done_at is None:
        abort(404)
    return render_template("privacy/certificate.html", done=done, names=_names(), settings=current_app.config["SETTINGS"])


def _history(template, entries, **context):
    older = entries[-1].id if len(entries) == PAGE else None
    return render_template(template, entries=entries, older=older, names=_names(), verbs=VERBS, told=told, **context)


def _open_erasure(family_id) -> Erasure | None:
    found = db.session.scalars(select(Erasure).where(Erasure.family_id == family_id).order_by(Erasure.id.desc())).first()
    return found if found and found.is_open else None


def _names() -> dict[int, str]:
    return dict(db.session.execute(select(User.id, User.name)).all())
