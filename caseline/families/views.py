"""The list of families, a family's members, and who works with it."""

from datetime import date
from math import ceil

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import or_, select

from caseline import meanwhile
from caseline.db import db, family_scope
from caseline.families import editing, team as teamwork
from caseline.families.forms import FamilyDetailsForm, FamilyForm, PersonForm, read_numbers
from caseline.families.models import Assignment, Family, Person
from caseline.families.words import STAGES, nationality_name
from caseline.users.guard import coordinators_only
from caseline.users.models import Role, User

bp = Blueprint("families", __name__, url_prefix="/families")
ON_A_PAGE = 200


@bp.get("/")
def index():
    """Every family I may see, by name, so many on a page."""
    visible = Family.visible_ids(current_user)
    pages = max(1, ceil(len(visible) / ON_A_PAGE))
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    by_name = select(Family.id).where(Family.id.in_(visible)).order_by(Family.name, Family.id)
    shown = db.session.scalars(by_name.offset((page - 1) * ON_A_PAGE).limit(ON_A_PAGE)).all()
    with family_scope(shown):
        families = db.session.scalars(select(Family).where(Family.id.in_(shown)).order_by(Family.name, Family.id)).all()
        return render_template("families/index.html", families=families, count=len(visible), page=page, pages=pages, stages=STAGES)


@bp.route("/new", methods=["GET", "POST"])
def new():
    form = FamilyForm(**editing.suggested_particulars(current_user))
    if form.validate_on_submit():
        try:
            family = editing.open_case(reference=form.reference.data, name=form.name.data, language=form.language.data, user_id=current_user.id)
            db.session.commit()
            return redirect(url_for("families.show", family_id=family.id), 303)
        except editing.ReferenceTaken:
            form.reference.errors = [_("Another family already has this reference.")]
    return render_template("families/new.html", form=form), 422 if form.errors else 200


@bp.get("/<int:family_id>/")
def show(family_id):
    colleagues = [(user.id, user.name) for user in _colleagues(family_id)]
    return render_template("families/show.html", nationality_name=nationality_name, team=_team(family_id), colleagues=colleagues)


@bp.route("/<int:family_id>/details", methods=["GET", "POST"])
def details(family_id):
    """How the family is called, where it lives, how to reach it."""
    form = FamilyDetailsForm(obj=g.family)
    if form.validate_on_submit():
        if meanwhile.changed(g.family, form):
            return render_template("families/details.html", form=form), 409
        try:
            editing.save_details(g.family, reference=form.reference.data, name=form.name.data.strip(), language=form.language.data, address=form.address.data or "", reach=form.reach.data or "")
            db.session.commit()
            return redirect(url_for("families.show", family_id=family_id), 303)
        except editing.ReferenceTaken:
            form.reference.errors = [_("Another family already has this reference.")]
    return render_template("families/details.html", form=form), 422 if form.errors else 200


@bp.route("/<int:family_id>/members/new", methods=["GET", "POST"])
@bp.route("/<int:family_id>/members/<int:person_id>", methods=["GET", "POST"])
def member(family_id, person_id=None):
    person = (db.session.get(Person, person_id) or abort(404)) if person_id else None
    form = PersonForm(obj=person)
    if request.method == "GET" and person:
        form.other_names.data = "\n".join(name.text for name in person.names)
        form.numbers.data = "\n".join(f"{number.system} {number.value}" for number in person.numbers)
    if form.validate_on_submit():
        return _save_member(person, form)
    return render_template("families/member.html", form=form, person=person), 422 if form.errors else 200


@bp.post("/<int:family_id>/team")
@coordinators_only
def team(family_id):
    user = db.session.get(User, request.form.get("user_id", type=int) or 0) or abort(404)
    if request.form.get("deed") == "end":
        teamwork.unassign(g.family, user.id)
    else:
        teamwork.assign(g.family, user.id, until=request.form.get("until", type=date.fromisoformat))
    db.session.commit()
    return redirect(url_for("families.show", family_id=family_id), 303)


def _save_member(person, form):
    fields = {name: getattr(form, name).data or "" for name in ("name", "called", "relation", "sex", "born", "birthplace", "nationality", "languages", "phone", "whereabouts")}
    names = [line.strip() for line in (form.other_names.data or "").splitlines() if line.strip()]
    try:
        editing.save_person(
            g.family, person, names=names, numbers=read_numbers(form.numbers.data), version=request.form.get("version", type=int), **fields
        )
    except editing.ChangedMeanwhile:
        flash(_("A colleague saved this person while you were typing. Compare below, then save again to keep your version."), "warning")
        return render_template("families/member.html", form=form, person=person), 409
    db.session.commit()
    flash(_("%(name)s is saved.", name=fields["name"]))
    return redirect(url_for("families.show", family_id=g.family.id), 303)


def _team(family_id) -> list[tuple[User, Assignment]]:
    found = select(User, Assignment).join(Assignment, Assignment.user_id == User.id).where(Assignment.family_id == family_id).order_by(User.name)
    return [(user, assignment) for user, assignment in db.session.execute(found) if not assignment.is_over]


def _colleagues(family_id):
    here = select(Assignment.user_id).where(Assignment.family_id == family_id, or_(Assignment.until.is_(None), Assignment.until >= date.today()))
    open_ones = User.closed_at.is_(None) & (User.role == Role.CASE_MANAGER)
    return db.session.scalars(select(User).where(open_ones, User.id.not_in(here)).order_by(User.name)).all()
