"""Referrals and enquiries: the list, one referral with its screening and decision, admission."""

from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from caseline import meanwhile
from caseline.db import db, now
from caseline.families import editing
from caseline.families.models import Family
from caseline.history import record
from caseline.intake import criteria, deciding
from caseline.intake.forms import AdmissionForm, DecisionForm, ReferralForm, ScreeningForm
from caseline.intake.models import Referral
from caseline.intake.words import ANSWERS, KINDS, OUTCOMES, ROUTES, TOLD
from caseline.stages import moving
from caseline.users.models import Role, User

bp = Blueprint("intake", __name__, url_prefix="/intake")
ASKED = ("name", "kind", "received_on", "referrer", "route", "summary", "reach", "languages", "members")


@bp.get("/")
def index():
    return render_template(
        "intake/index.html", to_decide=deciding.to_decide(current_user), waiting=deciding.waiting_list(current_user), decided=deciding.decided(current_user),
        room=deciding.room(), routes=ROUTES, outcomes=OUTCOMES, kinds=KINDS, removed=_removed(),
    )


@bp.route("/new", methods=["GET", "POST"])
@bp.route("/<int:referral_id>/edit", methods=["GET", "POST"])
def referral(referral_id=None):
    """A new referral or enquiry, one that comes again (`again` names the earlier one), or a correction."""
    kept = _found(referral_id) if referral_id else None
    earlier = Referral.get_visible(current_user, request.args.get("again", type=int) or 0)
    form = ReferralForm(data={name: getattr(kept, name) for name in ASKED} if kept else _begun(earlier))
    if form.validate_on_submit():
        if kept and meanwhile.changed(kept, form):
            return render_template("intake/edit.html", form=form, referral=kept, earlier=earlier), 409
        kept = kept or Referral(created_by=current_user.id, previous_id=earlier.id if earlier else None, version=0)
        for name in ASKED:
            setattr(kept, name, getattr(form, name).data or "")
        kept.version += 1
        db.session.add(kept)
        db.session.flush()
        record("referral saved", f"referral:{kept.id}")
        db.session.commit()
        return redirect(url_for("intake.show", referral_id=kept.id), 303)
    return render_template("intake/edit.html", form=form, referral=kept, earlier=earlier), 422 if form.errors else 200


@bp.get("/<int:referral_id>")
def show(referral_id):
    return _page(_found(referral_id))


@bp.post("/<int:referral_id>/screening")
def screening(referral_id):
    """Answers to the criteria: yes, no, not known yet, no answer and not relevant stay apart."""
    kept, form = _found(referral_id), ScreeningForm()
    asked = {one.key for one in criteria.in_force()} | set(kept.answers)
    given = {key: told for key in sorted(asked) if (told := _answer(key))["answer"] or told["comment"]}
    if not form.validate_on_submit():
        return _page(kept, screening=form, given=given), 422
    if request.form.get("version", type=int) not in {None, kept.version}:
        flash(_("A colleague changed this while you were typing. Compare, then save again to keep your version."), "warning")
        return _page(kept, screening=form, given=given), 409
    kept.answers = given
    for name in ("screened_on", "screened_by", "interpreter", "interest", "contingency"):
        setattr(kept, name, getattr(form, name).data or "")
    kept.told = form.told.data
    kept.version += 1
    record("referral screened", f"referral:{kept.id}")
    db.session.commit()
    flash(_("The screening is saved."))
    return redirect(url_for("intake.show", referral_id=kept.id), 303)


@bp.post("/<int:referral_id>/decision")
def decision(referral_id):
    kept, form = _found(referral_id), DecisionForm()
    if kept.family_id:
        abort(400)
    if not form.validate_on_submit():
        return _page(kept, decision=form), 422
    deciding.decide(kept, form.outcome.data, reason=form.reason.data, on=form.decided_on.data, by=current_user.name)
    db.session.commit()
    flash(_("The decision is written down."))
    return redirect(url_for("intake.show", referral_id=kept.id), 303)


@bp.route("/<int:referral_id>/admission", methods=["GET", "POST"])
def admission(referral_id):
    """Admit: a family's file opens, or a known one goes on."""
    kept = _found(referral_id)
    if kept.family_id and kept.outcome == "admitted":
        return redirect(url_for("families.show", family_id=kept.family_id), 303)
    form = _admission_form()
    if form.validate_on_submit():
        try:
            family_id = deciding.admit(
                kept, reference=form.reference.data, language=form.language.data, reason=form.reason.data, by=current_user.name,
                on=form.decided_on.data, user_id=form.user_id.data, known_id=form.known.data or None,
            )
            db.session.commit()
            flash(_("The family is admitted. The case begins with the assessment."))
            return redirect(url_for("families.show", family_id=family_id) if family_id in Family.visible_ids(current_user) else url_for("intake.index"), 303)
        except editing.ReferenceTaken:
            db.session.rollback()
            form.reference.errors = [_("Another family already has this reference.")]
        except moving.BeforeTheLast:
            db.session.rollback()
            form.decided_on.errors = [_("The stage that runs now began later than this day.")]
    return render_template("intake/admission.html", form=form, referral=kept, room=deciding.room(), unmet=criteria.unmet(kept.answers)), 422 if form.errors else 200


@bp.post("/<int:referral_id>/<any(remove, restore):deed>")
def bin_(referral_id, deed):
    kept = db.session.get(Referral, referral_id)
    if kept is None or kept.family_id:
        abort(404)  # a family's referrals belong to its file
    kept.deleted_at = now() if deed == "remove" else None
    record("referral removed" if deed == "remove" else "referral restored", f"referral:{kept.id}")
    db.session.commit()
    if deed == "remove":
        flash(_("The referral is in the bin."), "undo:" + url_for("intake.bin_", referral_id=kept.id, deed="restore"))
    return redirect(url_for("intake.index"), 303)


def _page(kept: Referral, screening: ScreeningForm | None = None, decision: DecisionForm | None = None, given: dict | None = None):
    today = date.today().isoformat()
    first = {name: getattr(kept, name) for name in ("screened_by", "interpreter", "told", "interest", "contingency")}
    first |= {"screened_on": kept.screened_on or today, "screened_by": kept.screened_by or current_user.name}
    asked, labels = criteria.in_force(), criteria.labels()
    return render_template(
        "intake/show.html", referral=kept, given=kept.answers if given is None else given, story=deciding.story(kept, current_user), asked=asked, labels=labels, room=deciding.room(),
        screening=screening or ScreeningForm(formdata=None, data=first), decision=decision or DecisionForm(formdata=None, decided_on=today),
        no_longer_asked=[key for key in kept.answers if key not in {one.key for one in asked}], unmet=criteria.unmet(kept.answers),
        routes=ROUTES, outcomes=OUTCOMES, answers=ANSWERS, kinds=KINDS, told=TOLD,
    )


def _admission_form() -> AdmissionForm:
    form = AdmissionForm(language=current_user.language, decided_on=date.today().isoformat(), user_id=current_user.id)
    team = select(User).where(User.closed_at.is_(None), User.role.in_([Role.CASE_MANAGER, Role.COORDINATOR])).order_by(User.name)
    form.user_id.choices = [(user.id, user.name) for user in db.session.scalars(team)]
    families = select(Family.id, Family.name, Family.reference).where(Family.id.in_(Family.visible_ids(current_user))).order_by(Family.name)
    form.known.choices = [(0, _("no, it is new")), *((family.id, f"{family.name}, {family.reference}") for family in db.session.execute(families))]
    return form


def _begun(earlier: Referral | None) -> dict:
    today = {"received_on": date.today().isoformat()}
    return {name: getattr(earlier, name) for name in ("name", "reach", "languages", "members")} | today if earlier else today


def _answer(key: str) -> dict:
    answer = request.form.get(f"answer_{key}", "")
    return {"answer": answer if answer in ANSWERS else "", "comment": request.form.get(f"comment_{key}", "").strip()[:1000]}


def _found(referral_id) -> Referral:
    return Referral.get_visible(current_user, referral_id) or abort(404)


def _removed() -> list[Referral]:
    return list(db.session.scalars(select(Referral).where(Referral.deleted_at.is_not(None), Referral.family_id.is_(None)).order_by(Referral.deleted_at.desc()).limit(20)))
