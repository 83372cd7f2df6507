"""Referring somebody of a family to a service: the list, one referral, how it stands."""

from datetime import date

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from caseline import meanwhile
from caseline.contacts import referring
from caseline.contacts.forms import ServiceReferralForm
from caseline.contacts.models import ServiceReferral
from caseline.contacts.words import REFERRAL_STATES, WAITING
from caseline.db import db, now
from caseline.history import record

bp = Blueprint("referring", __name__, url_prefix="/families/<int:family_id>/referrals")
FIELDS = ("what", "to_whom", "spoken_with", "why", "asked_on", "state", "again_on", "started_on", "ended_on", "outcome")


@bp.get("/")
def index(family_id):
    return render_template("contacts/referrals.html", referrals=referring.referrals([family_id]), states=REFERRAL_STATES, waiting=WAITING, waited=referring.waited)


@bp.route("/new", methods=["GET", "POST"])
@bp.route("/<int:service_referral_id>", methods=["GET", "POST"])
def referral(family_id, service_referral_id=None):
    kept = _live(service_referral_id) if service_referral_id else None
    form = ServiceReferralForm(g.family, data=_as_it_is(kept) if kept else {"asked_on": date.today().isoformat(), "actor_id": request.args.get("actor", type=int)})
    if form.validate_on_submit():
        if kept and meanwhile.changed(kept, form):
            return render_template("contacts/referral.html", form=form, referral=kept), 409
        kept = kept or ServiceReferral(family_id=family_id, by_user=current_user.id, version=0)
        for field in FIELDS:
            setattr(kept, field, getattr(form, field).data or "")
        kept.actor_id, kept.person_ids = form.actor_id.data or None, form.persons.data
        meanwhile.count(kept)
        db.session.add(kept)
        db.session.flush()
        record("referred to a service", f"service_referral:{kept.id}", family_id=family_id, state=kept.state)
        db.session.commit()
        flash(_("The referral is saved."))
        return redirect(url_for("referring.index", family_id=family_id), 303)
    return render_template("contacts/referral.html", form=form, referral=kept), 422 if form.errors else 200


@bp.post("/<int:service_referral_id>/state")
def state(family_id, service_referral_id):
    """How it stands, in one click: begun or ended today, refused, not taken up."""
    kept, told = _live(service_referral_id), request.form.get("state", "")
    if told not in REFERRAL_STATES:
        abort(400)
    kept.state, today = told, date.today().isoformat()
    if told == "started" and not kept.started_on:
        kept.started_on = today
    if told in {"ended", "refused", "not_taken_up"} and not kept.ended_on:
        kept.ended_on = today
    kept.again_on = kept.again_on if told in WAITING else ""
    meanwhile.count(kept)
    record("referred to a service", f"service_referral:{kept.id}", family_id=family_id, state=kept.state)
    db.session.commit()
    return redirect(url_for("referring.index", family_id=family_id), 303)


@bp.post("/<int:service_referral_id>/<any(remove, restore):deed>")
def bin_(family_id, service_referral_id, deed):
    kept = db.session.get(ServiceReferral, service_referral_id) or abort(404)
    kept.deleted_at = now() if deed == "remove" else None
    record("referral removed" if deed == "remove" else "referral restored", f"service_referral:{kept.id}", family_id=family_id)
    db.session.commit()
    if deed == "remove":
        flash(_("It is in the bin."), "undo:" + url_for("referring.bin_", family_id=family_id, service_referral_id=kept.id, deed="restore"))
    return redirect(url_for("referring.index", family_id=family_id), 303)


def _as_it_is(kept: ServiceReferral) -> dict:
    return {field: getattr(kept, field) for field in FIELDS} | {"actor_id": kept.actor_id or 0, "persons": kept.person_ids}


def _live(number) -> ServiceReferral:
    kept = db.session.get(ServiceReferral, number)
    return kept if kept and not kept.deleted_at else abort(404)
