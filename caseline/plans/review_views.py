"""Reviews of a plan: what was agreed last time beside what happened since, and where each goal stands now."""

from datetime import date, timedelta

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _, lazy_gettext as _l
from flask_login import current_user

from caseline import meanwhile
from caseline.contacts.words import CHANNELS
from caseline.db import db
from caseline.history import record
from caseline.plans import planning, words
from caseline.plans.forms import ReviewForm
from caseline.plans.models import Plan, PlanReview
from caseline.supervision import signing
from caseline.supervision.subjects import can_be_signed_off
from caseline.timeline.words import shown_date

bp = Blueprint("plan_reviews", __name__, url_prefix="/families/<int:family_id>/plan")
AGAIN = timedelta(days=91)
WRITTEN = ("held_on", "engagement", "changes", "family_says", "obstacles")
can_be_signed_off("review", _l("review of the plan"), lambda family_id, number: url_for("plan_reviews.show", family_id=family_id, plan_review_id=number), still=lambda number: db.session.get(PlanReview, number) is not None)


@bp.route("/<int:plan_id>/reviews/new", methods=["GET", "POST"], endpoint="new")
def new(family_id, plan_id):
    """Look back together; a coordinator is asked to sign it off."""
    plan, today = db.session.get(Plan, plan_id) or abort(404), date.today()
    form = ReviewForm(held_on=today.isoformat(), next_review=(today + AGAIN).isoformat())
    if form.validate_on_submit():
        for goal in plan.goals:
            stands = request.form.get(f"goal_{goal.id}", goal.status)
            goal.status = stands if stands in words.GOAL_STATES else goal.status
        review = planning.hold_review(
            plan, held_on=form.held_on.data, engagement=form.engagement.data, changes=form.changes.data, family_says=form.family_says.data or "", obstacles=form.obstacles.data or "",
            next_review=form.next_review.data or "", user_id=current_user.id,
        )
        _ask(plan, review)
        db.session.commit()
        flash(_("The review is saved. A coordinator is asked to sign it off."))
        return redirect(url_for("plans.show", family_id=family_id), 303)
    since = planning.since_last_review(plan, today)
    return render_template("plans/review.html", form=form, plan=plan, words=words, since=since, channels=CHANNELS), 422 if form.errors else 200


@bp.get("/reviews/<int:plan_review_id>")
def show(family_id, plan_review_id):
    """One review as it was written, beside the one before it."""
    review = db.session.get(PlanReview, plan_review_id) or abort(404)
    plan = db.session.get(Plan, review.plan_id)
    before = next((one for one in plan.reviews if (one.held_on, one.id) < (review.held_on, review.id)), None)
    return render_template("plans/past_review.html", review=review, plan=plan, before=before, words=words, signature=signing.latest("review", review.id))


@bp.route("/reviews/<int:plan_review_id>/edit", methods=["GET", "POST"])
def edit(family_id, plan_review_id):
    """Correct what was written, when it was handed back or somebody remembers more; the coordinator is asked anew."""
    review = db.session.get(PlanReview, plan_review_id) or abort(404)
    plan = db.session.get(Plan, review.plan_id)
    form = ReviewForm(data={name: getattr(review, name) for name in WRITTEN} | {"next_review": plan.next_review})
    if form.validate_on_submit():
        if meanwhile.changed(review, form):
            return render_template("plans/edit_review.html", form=form, review=review), 409
        for name in WRITTEN:
            setattr(review, name, getattr(form, name).data or "")
        plan.next_review = form.next_review.data or ""
        meanwhile.count(review)
        record("review changed", f"review:{review.id}", family_id=family_id)
        _ask(plan, review)
        db.session.commit()
        flash(_("The review is saved. A coordinator is asked to sign it off."))
        return redirect(url_for("plan_reviews.show", family_id=family_id, plan_review_id=review.id), 303)
    return render_template("plans/edit_review.html", form=form, review=review), 422 if form.errors else 200


@bp.post("/reviews/<int:plan_review_id>/ask-sign-off")
def ask_sign_off(family_id, plan_review_id):
    review = db.session.get(PlanReview, plan_review_id) or abort(404)
    _ask(db.session.get(Plan, review.plan_id), review)
    db.session.commit()
    flash(_("A coordinator is asked to sign the review off."))
    return redirect(url_for("plan_reviews.show", family_id=family_id, plan_review_id=review.id), 303)


def _ask(plan: Plan, review: PlanReview) -> None:
    name = next((person.short_name for person in g.family.persons if person.id == plan.person_id), g.family.name)
    signing.ask(plan.family_id, "review", review.id, _("Review of the plan of %(name)s, %(day)s", name=name, day=shown_date(review.held_on)), user_id=current_user.id)
