"""Agreements of a family: one table of people and consents, each consent with its signed copy and its end."""

from datetime import date

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from caseline import meanwhile
from caseline.agreements import confidences, consent as consents
from caseline.agreements.forms import ConsentForm, WithdrawalForm
from caseline.agreements.models import Consent
from caseline.agreements.words import CONSENTS, KEPT_FOR, PURPOSES, SAFETY
from caseline.db import db, now
from caseline.history import record

bp = Blueprint("agreements", __name__, url_prefix="/families/<int:family_id>/agreements")
COPIED = ("kind", "given_on", "until", "what", "why", "for_whom", "language", "interpreter", "note")


@bp.get("/")
def index(family_id):
    return render_template(
        "agreements/index.html", consents=consents.all_consents(), kinds=CONSENTS, safety_kinds=SAFETY, kept_for=KEPT_FOR, today=date.today(),
        missing=consents.without_participation(g.family.persons, date.today()), confidences=confidences.readable_by(current_user.id),
        names={person.id: person.short_name for person in g.family.persons},
    )


@bp.route("/new", methods=["GET", "POST"])
@bp.route("/<int:consent_id>", methods=["GET", "POST"])
def consent(family_id, consent_id=None):
    """Ask somebody's consent, or correct what was written down."""
    kept = _live(consent_id) if consent_id else None
    if not g.family.persons:
        return redirect(url_for("families.member", family_id=family_id), 303)
    form = ConsentForm(g.family, data=_first_values(kept))
    if form.validate_on_submit():
        if kept and meanwhile.changed(kept, form):
            return _form(form, kept), 409
        kept = kept or Consent(family_id=family_id, by_user=current_user.id, version=0)
        for field in COPIED:
            setattr(kept, field, getattr(form, field).data or "")
        kept.person_id, kept.document_id, kept.refused = form.person_id.data, form.document_id.data or None, form.answer.data == "refused"
        kept.version += 1
        db.session.add(kept)
        db.session.flush()
        record("consent refused" if kept.refused else "consent given", f"consent:{kept.id}", family_id=family_id, kind=kept.kind)
        db.session.commit()
        flash(_("Written down."))
        return redirect(url_for("agreements.index", family_id=family_id), 303)
    return _form(form, kept), 422 if form.errors else 200


@bp.route("/<int:consent_id>/withdrawal", methods=["GET", "POST"])
def withdraw(family_id, consent_id):
    kept = _live(consent_id)
    form = WithdrawalForm(data={"withdrawn_on": kept.withdrawn_on or date.today().isoformat(), "withdrawn_why": kept.withdrawn_why})
    if form.validate_on_submit():
        if meanwhile.changed(kept, form):
            return render_template("agreements/withdraw.html", form=form, consent=kept, kinds=CONSENTS), 409
        kept.withdrawn_on, kept.withdrawn_why = form.withdrawn_on.data, form.withdrawn_why.data or ""
        kept.version += 1
        record("consent withdrawn", f"consent:{kept.id}", family_id=family_id, kind=kept.kind)
        db.session.commit()
        flash(_("From that day on nothing leaves the house on this consent."))
        return redirect(url_for("agreements.index", family_id=family_id), 303)
    return render_template("agreements/withdraw.html", form=form, consent=kept, kinds=CONSENTS), 422 if form.errors else 200


@bp.post("/<int:consent_id>/<any(remove, restore):deed>")
def bin_(family_id, consent_id, deed):
    kept = db.session.get(Consent, consent_id) or abort(404)
    kept.deleted_at = now() if deed == "remove" else None
    record("consent removed" if deed == "remove" else "consent restored", f"consent:{kept.id}", family_id=family_id)
    db.session.commit()
    if deed == "remove":
        flash(_("The consent is in the bin."), "undo:" + url_for("agreements.bin_", family_id=family_id, consent_id=kept.id, deed="restore"))
    return redirect(url_for("agreements.index", family_id=family_id), 303)


def _first_values(kept: Consent | None) -> dict:
    if kept:
        return {field: getattr(kept, field) for field in (*COPIED, "person_id")} | {"answer": "refused" if kept.refused else "given", "document_id": kept.document_id or 0}
    kind = request.args.get("kind", "participation")
    return {"kind": kind, "why": str(PURPOSES.get(kind, "")), "given_on": date.today().isoformat(), "person_id": request.args.get("person", type=int)}


def _form(form, kept):
    return render_template("agreements/consent.html", form=form, consent=kept, purposes=PURPOSES)


def _live(consent_id) -> Consent:
    kept = db.session.get(Consent, consent_id)
    return kept if kept and not kept.deleted_at else abort(404)
