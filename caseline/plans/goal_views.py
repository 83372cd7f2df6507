"""Goals and actions: added, changed, linked to what they rest on, done, put in the bin."""

from datetime import date

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from caseline import meanwhile
from caseline.contacts.models import Contact
from caseline.db import db, now
from caseline.history import record
from caseline.htmx import page_or_part
from caseline.plans import links, planning
from caseline.plans.forms import ActionForm, FullActionForm, GoalForm
from caseline.plans.models import Action, Goal, Plan
from caseline.plans.showing import page

bp = Blueprint("goals", __name__, url_prefix="/families/<int:family_id>/plan")


@bp.post("/<int:plan_id>/goals")
def add_goal(family_id, plan_id):
    form, plan = GoalForm(), db.session.get(Plan, plan_id) or abort(404)
    if not form.validate_on_submit():
        return page(goal_errors=form.errors, goal_plan=plan_id), 422
    planning.add_goal(plan, goal=form.goal.data, why=form.why.data, status=form.status.data)
    db.session.commit()
    return redirect(url_for("plans.show", family_id=family_id), 303)


@bp.route("/goals/<int:goal_id>", methods=["GET", "POST"])
def goal(family_id, goal_id):
    """Change a goal, and link it to what it rests on."""
    kept = _live(Goal, goal_id)
    form = GoalForm(obj=kept)
    if form.validate_on_submit():
        if meanwhile.changed(kept, form):
            return render_template("plans/goal.html", form=form, goal=kept, choices=links.choices()), 409
        kept.goal, kept.why, kept.status, kept.links = form.goal.data, form.why.data, form.status.data, links.read(request.form.getlist("link"))
        meanwhile.count(kept)
        record("goal changed", f"goal:{kept.id}", family_id=family_id)
        db.session.commit()
        return redirect(url_for("plans.show", family_id=family_id), 303)
    return render_template("plans/goal.html", form=form, goal=kept, choices=links.choices()), 422 if form.errors else 200


@bp.post("/actions")
def add_action(family_id):
    """A step towards a goal (goal=id), one that stands alone, or one that follows from a contact (contact=id)."""
    form, goal_id, contact_id = ActionForm(), request.form.get("goal", type=int), request.form.get("contact", type=int)
    if (goal_id and db.session.get(Goal, goal_id) is None) or (contact_id and db.session.get(Contact, contact_id) is None):
        abort(404)
    if not form.validate_on_submit():
        return page(action_errors=form.errors, action_goal=goal_id), 422
    rests_on = [["contact", contact_id]] if contact_id else []
    planning.add_action(family_id, what=form.what.data, who=form.who.data or "", due=form.due.data or "", goal_id=goal_id, links=rests_on, evidence_key=request.form.get("evidence", "")[:60])
    db.session.commit()
    return redirect(url_for("contacts.contact", family_id=family_id, contact_id=contact_id) if contact_id else url_for("plans.show", family_id=family_id), 303)


@bp.route("/actions/<int:action_id>", methods=["GET", "POST"])
def action(family_id, action_id):
    """Change an action: who, by when, in which small steps, towards what, and what it rests on."""
    kept = _live(Action, action_id)
    form = FullActionForm(data=_as_it_is(kept))
    if form.validate_on_submit():
        if meanwhile.changed(kept, form):
            return render_template("plans/action.html", form=form, action=kept, choices=links.choices()), 409
        kept.what, kept.who, kept.due, kept.done_on = form.what.data, form.who.data or "", form.due.data or "", form.done_on.data or ""
        kept.steps, kept.links = planning.steps_from(form.steps.data or [], kept.steps), links.read(request.form.getlist("link"))
        meanwhile.count(kept)
        record("action changed", f"action:{kept.id}", family_id=family_id)
        db.session.commit()
        return redirect(url_for("plans.show", family_id=family_id), 303)
    return render_template("plans/action.html", form=form, action=kept, choices=links.choices()), 422 if form.errors else 200


@bp.post("/actions/<int:action_id>/done")
def tick(family_id, action_id):
    """Done, or open again; `step` is the place of one small step."""
    kept, step, today = _live(Action, action_id), request.form.get("step", type=int), date.today().isoformat()
    if step is None:
        kept.done_on = "" if kept.done_on else today
    elif 0 <= step < len(kept.steps):
        kept.steps = [{**one, "done_on": ("" if one["done_on"] else today) if place == step else one["done_on"]} for place, one in enumerate(planning.steps_of(kept.steps))]
    meanwhile.count(kept)
    record("action done" if kept.done_on else "action open again", f"action:{kept.id}", family_id=family_id)
    db.session.commit()
    if request.form.get("back") == "today":
        flash(_("Done: %(what)s", what=kept.what), "undo:" + url_for("goals.tick", family_id=family_id, action_id=kept.id))
        return redirect(url_for("home.today"), 303)
    return redirect(url_for("plans.show", family_id=family_id, _anchor=f"action-{kept.id}"), 303)


@bp.get("/of-contact/<int:contact_id>")
def of_contact(family_id, contact_id):
    """The part of a contact's page that says what is to be done now."""
    contact = _live(Contact, contact_id)
    return page_or_part("plans/of_contact.html", "plans/_of_contact.html", contact=contact, actions=planning.actions_about("contact", contact.id), today=date.today().isoformat(), steps_of=planning.steps_of, action_links={})


@bp.post("/<any(goals, actions):kind>/<int:number>/<any(remove, restore):deed>")
def bin_(family_id, kind, number, deed):
    kept, word = db.session.get(Goal if kind == "goals" else Action, number) or abort(404), kind.removesuffix("s")
    kept.deleted_at = now() if deed == "remove" else None
    record(f"{word} {'removed' if deed == 'remove' else 'restored'}", f"{word}:{kept.id}", family_id=g.family.id)
    db.session.commit()
    if deed == "remove":
        flash(_("It is in the bin."), "undo:" + url_for("goals.bin_", family_id=family_id, kind=kind, number=number, deed="restore"))
    return redirect(url_for("plans.show", family_id=family_id), 303)


def _as_it_is(kept: Action) -> dict:
    return {"what": kept.what, "who": kept.who, "due": kept.due, "done_on": kept.done_on, "steps": [step["what"] for step in planning.steps_of(kept.steps)]}


def _live(model, number):
    kept = db.session.get(model, number)
    return kept if kept and not kept.deleted_at else abort(404)
