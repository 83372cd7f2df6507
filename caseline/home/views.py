"""The page that opens first, and the coordinators' view of the whole caseload."""

from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select

from caseline.db import db, family_scope
from caseline.families.models import Assignment, Family
from caseline.families.words import STAGES
from caseline.home import overview
from caseline.home.todo import GROUPS, days_left, everything
from caseline.intake import deciding
from caseline.users.guard import TEAM, coordinators_only, everyone, may_open

bp = Blueprint("home", __name__)


@bp.get("/")
@everyone
def today():
    """Everything that must be done today and this week in my families, then one row for each family."""
    if current_user.role not in TEAM:
        return redirect(url_for("guest.index")) if may_open("guest.index") else render_template("home/elsewhere.html")
    ids, day, mine_only = _my_families(), date.today(), not request.args.get("all")
    with family_scope(ids):
        families = _families(ids)
        todos = everything(families, day, current_user)
        names = {family.id: family for family in families}
        return render_template(
            "home/today.html", groups=_grouped(todos), count=len(todos), rows=overview.rows(families, todos, day), families=names, today=day,
            stages=STAGES, days_left=days_left, mine_only=mine_only, family_choices=[(family.id, family.name) for family in families if family.stage != "closed"], more=current_user.is_coordinator and mine_only and len(Family.visible_ids(current_user)) > len(ids),
        )


@bp.get("/caseload")
@coordinators_only
def caseload():
    """Every family and every colleague: who carries how much, what runs out of hand, where there is room."""
    ids, day = Family.visible_ids(current_user), date.today()
    with family_scope(ids):
        families = _families(ids)
        todos = everything(families, day, current_user)
        return render_template(
            "home/caseload.html", loads=overview.loads(todos, day), rows=overview.rows(families, todos, day), alone=overview.without_team(families), room=deciding.room(),
            waiting=deciding.waiting_list(current_user), stages=STAGES, by_stage=_by_stage(families), today=day, days_left=days_left, families={family.id: family for family in families},
        )


def _my_families() -> list[int]:
    """The families this account works with; a coordinator who works with none, or asks for it, sees all."""
    visible = Family.visible_ids(current_user)
    if not current_user.is_coordinator or request.args.get("all"):
        return visible
    current = Assignment.until.is_(None) | (Assignment.until >= date.today())
    own = set(db.session.scalars(select(Assignment.family_id).where(Assignment.user_id == current_user.id, current)))
    return [number for number in visible if number in own] or visible


def _families(ids) -> list[Family]:
    return list(db.session.scalars(select(Family).where(Family.id.in_(ids)).order_by(Family.stage == "closed", Family.name)))


def _grouped(todos) -> list[tuple[str, str, list]]:
    """(key, words, items) of the groups that have any."""
    return [(key, words, items) for key, words in GROUPS.items() if (items := [todo for todo in todos if todo.group == key])]


def _by_stage(families) -> list[tuple[str, int]]:
    return [(str(words), count) for key, words in STAGES.items() if (count := sum(family.stage == key for family in families))]

