"""The plan on one page: options, goals and actions, reviews; and the same on paper for the family."""

from datetime import date

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import force_locale, gettext as _, lazy_gettext as _l
from flask_login import current_user
from sqlalchemy import select

from caseline import meanwhile
from caseline.db import db
from caseline.families.models import Person
from caseline.history import record
from caseline.i18n import AS_WRITTEN_HERE, LANGUAGES, language
from caseline.plans import planning, words
from caseline.plans.forms import PlanForm
from caseline.plans.models import Plan
from caseline.plans.showing import page
from caseline.supervision import signing
from caseline.supervision.subjects import can_be_signed_off

bp = Blueprint("plans", __name__, url_prefix="/families/<int:family_id>/plan")
can_be_signed_off("plan", _l("case plan"), lambda family_id, plan_id: url_for("plans.show", family_id=family_id, _anchor=f"plan-{plan_id}"), still=lambda plan_id: (found := db.session.get(Plan, plan_id)) is not None and not found.replaced)
FIELDS = ("made_on", "agreed_on", "next_review", "language", "interpreter", "contingency", "limits_explained")


@bp.get("/")
def show(family_id):
    return page()


@bp.get("/print")
def paper(family_id):
    """The plan in plain words, to leave with the family; ?in= another language of the house."""
    wanted = request.args.get("in", language())
    with force_locale(AS_WRITTEN_HERE[wanted if wanted in LANGUAGES else language()]):
        people = {person.id: person for person in g.family.persons}
        return render_template("plans/paper.html", plans=planning.current_plans(), loose=planning.loose_actions(), people=people, words=words, lang=wanted, languages=LANGUAGES, today=date.today())


@bp.route("/new", methods=["GET", "POST"])
@bp.route("/<int:plan_id>", methods=["GET", "POST"])
def edit(family_id, plan_id=None):
    """A plan for the family, or for one adult (?person=): dates, options explored, plan for bad days. A new one replaces the last."""
    plan = (db.session.get(Plan, plan_id) or abort(404)) if plan_id else None
    form = PlanForm(obj=plan) if plan else PlanForm(made_on=date.today().isoformat())
    if form.validate_on_submit():
        if plan and meanwhile.changed(plan, form):
            return _form(form, plan), 409
        plan = plan or _begin(family_id)
        for field in FIELDS:
            setattr(plan, field, getattr(form, field).data or "")
        plan.options = _options()
        meanwhile.count(plan)
        db.session.flush()
        record("plan saved", f"plan:{plan.id}", family_id=family_id)
        db.session.commit()
        return redirect(url_for("plans.show", family_id=family_id), 303)
    return _form(form, plan), 422 if form.errors else 200


@bp.post("/<int:plan_id>/ask-sign-off")
def ask_sign_off(family_id, plan_id):
    """Send the plan to a coordinator, who reads it and signs it off or hands it back."""
    plan = db.session.get(Plan, plan_id) or abort(404)
    name = next((person.short_name for person in g.family.persons if person.id == plan.person_id), g.family.name)
    signing.ask(family_id, "plan", plan.id, _("Plan of %(name)s", name=name), user_id=current_user.id)
    db.session.commit()
    flash(_("A coordinator is asked to sign the plan off."))
    return redirect(url_for("plans.show", family_id=family_id), 303)


def _begin(family_id) -> Plan:
    """A new plan; the one in force for the same people, if any, becomes an earlier one."""
    person_id = _person(request.args.get("person", type=int))
    for before in db.session.scalars(select(Plan).where(Plan.person_id.is_(None) if person_id is None else Plan.person_id == person_id, Plan.replaced.is_(False))):
        before.replaced, before.next_review = True, ""
    plan = Plan(family_id=family_id, person_id=person_id, version=0)
    db.session.add(plan)
    return plan


def _form(form, plan):
    person_id = plan.person_id if plan else request.args.get("person", type=int)
    person = db.session.get(Person, person_id) if person_id else None
    given = {one["option"]: one for one in (_options() if request.method == "POST" else plan.options if plan else [])}
    return render_template("plans/plan.html", form=form, plan=plan, person=person, words=words, given=given)


def _options() -> list[dict]:
    """Every option that was talked about: its state, what speaks for and against it, who advised."""
    rows = []
    for key in words.OPTIONS:
        row = {name: request.form.get(f"{key}_{name}", "").strip()[:4000] for name in ("status", "speaks_for", "speaks_against", "advised_by")}
        if any(row.values()):
            rows.append({"option": key, **row})
    return rows


def _person(person_id) -> int | None:
    return person_id if person_id and db.session.get(Person, person_id) else None
