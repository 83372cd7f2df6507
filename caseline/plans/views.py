"""The plan on one page: options, goals and actions, reviews; and the same on paper for the family."""

from datetime import date

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _, lazy_gettext as _l
from flask_login import current_user
from sqlalchemy import select

from caseline.db import db, now
from caseline.families.models import Person
from caseline.history import record
from caseline.plans import planning, words
from caseline.plans.forms import ActionForm, GoalForm, PlanForm, ReviewForm
from caseline.plans.models import Action, Goal, Plan, PlanReview
from caseline.supervision import signing
from caseline.supervision.subjects import can_be_signed_off
from caseline.timeline.models import Event
from caseline.timeline.words import shown_date
from caseline.users.guard import coordinators_only

bp = Blueprint("plans", __name__, url_prefix="/families/<int:family_id>/plan")
can_be_signed_off("plan", _l("case plan"), lambda family_id, plan_id: url_for("plans.show", family_id=family_id, _anchor=f"plan-{plan_id}"))


@bp.get("/")
def show(family_id):
    return _page("plans/show.html")


@bp.get("/print")
def paper(family_id):
    """The plan in plain words, to leave with the family."""
    return _page("plans/paper.html")


@bp.route("/new", methods=["GET", "POST"])
@bp.route("/<int:plan_id>", methods=["GET", "POST"])
def edit(family_id, plan_id=None):
    """A plan for the family, or for one adult (?person=): dates, options explored, plan for bad days."""
    plan = _plan(plan_id) if plan_id else None
    form = PlanForm(obj=plan)
    if form.validate_on_submit():
        if plan and request.form.get("version", type=int) != plan.version:
            flash(_("A colleague changed this plan while you were typing. Compare, then save again to keep your version."), "warning")
            return _form(form, plan), 409
        plan = plan or Plan(family_id=family_id, person_id=_person(request.args.get("person", type=int)), version=0)
        for field in ("made_on", "agreed_on", "next_review", "language", "interpreter", "contingency", "limits_explained"):
            setattr(plan, field, getattr(form, field).data or "")
        plan.options, plan.version = _options(), plan.version + 1
        db.session.add(plan)
        db.session.flush()
        record("plan saved", f"plan:{plan.id}", family_id=family_id)
        db.session.commit()
        return redirect(url_for("plans.show", family_id=family_id), 303)
    return _form(form, plan), 422 if form.errors else 200


@bp.post("/<int:plan_id>/ask-sign-off")
def ask_sign_off(family_id, plan_id):
    """Send the plan to a coordinator, who reads it and signs it off or hands it back."""
    plan = _plan(plan_id)
    name = next((person.short_name for person in g.family.persons if person.id == plan.person_id), g.family.name)
    signing.ask(family_id, "plan", plan.id, _("Plan of %(name)s", name=name), user_id=current_user.id)
    db.session.commit()
    flash(_("A coordinator is asked to sign the plan off."))
    return redirect(url_for("plans.show", family_id=family_id), 303)


@bp.post("/<int:plan_id>/goals")
def add_goal(family_id, plan_id):
    form = GoalForm()
    if not form.validate_on_submit():
        return _page("plans/show.html", goal_errors=form.errors, goal_plan=plan_id), 422
    planning.add_goal(_plan(plan_id), goal=form.goal.data, why=form.why.data, status=form.status.data)
    db.session.commit()
    return redirect(url_for("plans.show", family_id=family_id), 303)


@bp.route("/goals/<int:goal_id>", methods=["GET", "POST"])
def goal(family_id, goal_id):
    """Change a goal, and link it to what it rests on."""
    kept = db.session.get(Goal, goal_id) or abort(404)
    form = GoalForm(obj=kept)
    if form.validate_on_submit():
        kept.goal, kept.why, kept.status = form.goal.data, form.why.data, form.status.data
        kept.links = [["event", int(value)] for value in request.form.getlist("event") if value.isdigit()]
        record("goal changed", f"goal:{kept.id}", family_id=family_id)
        db.session.commit()
        return redirect(url_for("plans.show", family_id=family_id), 303)
    told = [(event.id, f"{shown_date(event.edtf, event.within)}: {event.sentence}") for event in _events().values()]
    return render_template("plans/goal.html", form=form, goal=kept, events=told), 422 if form.errors else 200


@bp.post("/actions")
def add_action(family_id):
    """A step towards a goal (goal=id), or one that stands alone."""
    form, goal_id = ActionForm(), request.form.get("goal", type=int)
    if goal_id and db.session.get(Goal, goal_id) is None:
        abort(404)
    if not form.validate_on_submit():
        return _page("plans/show.html", action_errors=form.errors, action_goal=goal_id), 422
    action = Action(family_id=family_id, goal_id=goal_id, what=form.what.data, who=form.who.data or "", due=form.due.data or "", evidence_key=request.form.get("evidence", "")[:60])
    db.session.add(action)
    db.session.flush()
    record("action added", f"action:{action.id}", family_id=family_id)
    db.session.commit()
    return redirect(url_for("plans.show", family_id=family_id), 303)


@bp.post("/actions/<int:action_id>")
def tick(family_id, action_id):
    """Done, or open again."""
    action = db.session.get(Action, action_id) or abort(404)
    action.done_on = "" if action.done_on else date.today().isoformat()
    record("action done" if action.done_on else "action open again", f"action:{action.id}", family_id=family_id)
    db.session.commit()
    return redirect(url_for("plans.show", family_id=family_id), 303)


@bp.route("/<int:plan_id>/reviews/new", methods=["GET", "POST"])
def review(family_id, plan_id):
    plan, form = _plan(plan_id), ReviewForm()
    if form.validate_on_submit():
        planning.hold_review(
            plan, held_on=form.held_on.data, engagement=form.engagement.data, changes=form.changes.data, next_review=form.next_review.data or "", user_id=current_user.id
        )
        db.session.commit()
        return redirect(url_for("plans.show", family_id=family_id), 303)
    return render_template("plans/review.html", form=form, plan=plan, words=words), 422 if form.errors else 200


@bp.post("/reviews/<int:review_id>/sign-off")
@coordinators_only
def sign_off(family_id, review_id):
    kept = db.session.get(PlanReview, review_id) or abort(404)
    kept.signed_off_by, kept.signed_off_at = current_user.id, now()
    record("review signed off", f"review:{kept.id}", family_id=family_id)
    db.session.commit()
    return redirect(url_for("plans.show", family_id=family_id), 303)


def _page(template, **more):
    people = {person.id: person for person in g.family.persons}
    return render_template(
        template, plans=planning.current_plans(), loose=planning.loose_actions(), people=people, words=words, events=_events(), today=date.today().isoformat(), signature=signing.latest, **more
    )


def _form(form, plan):
    person_id = plan.person_id if plan else request.args.get("person", type=int)
    person = db.session.get(Person, person_id) if person_id else None
    given = {one["option"]: one for one in (plan.options if plan else [])}
    return render_template("plans/plan.html", form=form, plan=plan, person=person, words=words, given=given)


def _options() -> list[dict]:
    """Every option that was talked about: its state, what speaks for and against it, who advised."""
    rows = []
    for key in words.OPTIONS:
        row = {name: request.form.get(f"{key}_{name}", "").strip()[:4000] for name in ("status", "speaks_for", "speaks_against", "advised_by")}
        if any(row.values()):
            rows.append({"option": key, **row})
    return rows


def _plan(plan_id) -> Plan:
    return db.session.get(Plan, plan_id) or abort(404)


def _person(person_id) -> int | None:
    return person_id if person_id and db.session.get(Person, person_id) else None


def _events() -> dict[int, Event]:
    return {event.id: event for event in db.session.scalars(select(Event).where(Event.deleted_at.is_(None)).order_by(Event.earliest))}
