"""The implementation plan on a page: its evaluation table, values to write, reflections, files."""

from datetime import date

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from caseline.db import db
from caseline.edtf import NotEdtf, typed
from caseline.history import record
from caseline.i18n import language
from caseline.reports.implementation import filling, writing
from caseline.reports.implementation.indicators import BY_KEY, MOMENTS, REFLECTION_WORDS, REFLECTIONS
from caseline.reports.writing import FORMATS
from caseline.users.guard import coordinators_only, open_to
from caseline.users.models import Role

bp = Blueprint("implementation", __name__, url_prefix="/reports/implementation")


@bp.get("/")
@open_to(Role.EVALUATOR)
def index():
    """The whole table, and what was thought at each moment."""
    period = filling.current()
    told = filling.table(period, date.today()) if period else []
    notes = {(one.indicator, one.moment): one.note for one in filling.values(period)} if period else {}
    return render_template(
        "reports/implementation/index.html", period=period, told=told, moments=MOMENTS, source_of=writing.source_of, reflections=REFLECTIONS, words=REFLECTION_WORDS, notes=notes, wrong={},
    )


@bp.post("/")
@coordinators_only
def begin():
    """Begin a period; the days of its four moments can be changed afterwards."""
    try:
        first = typed(request.form.get("first", "").strip(), language()).earliest
    except NotEdtf:
        first = None
    if first is None or not request.form.get("name", "").strip():
        flash(_("Please give the period a name and its first day."), "error")
    else:
        filling.begin(request.form["name"].strip()[:120], first)
        db.session.commit()
    return redirect(url_for("implementation.index"), 303)


@bp.post("/days")
@coordinators_only
def days():
    """Move the days for which values are told."""
    period = filling.current() or abort(404)
    told = {}
    for moment in MOMENTS:
        try:
            told[moment] = typed(request.form.get(moment, "").strip(), language()).earliest
        except NotEdtf:
            told[moment] = None
    if None in told.values() or list(told.values()) != sorted(told.values()):
        flash(_("Please write four days, each after the one before."), "error")
    else:
        for moment, day in told.items():
            setattr(period, moment, day.isoformat())
        period.version += 1
        record("implementation days moved", f"plan_period:{period.id}")
        db.session.commit()
    return redirect(url_for("implementation.index"), 303)


@bp.route("/<key>", methods=["GET", "POST"])
@coordinators_only
def indicator(key):
    """One indicator at its four moments: what is counted, and what somebody writes."""
    period = filling.current() or abort(404)
    if key not in BY_KEY:
        abort(404)
    if request.method == "POST":
        return _write(period, key, list(MOMENTS))
    return _indicator_page(period, key)


@bp.post("/reflections/<any(six_months, mid_term, end):moment>")
@coordinators_only
def reflect(moment):
    """What the evaluation of this moment says."""
    period = filling.current() or abort(404)
    versions = {(one.indicator, one.moment): one.version for one in filling.values(period)}
    for key in REFLECTIONS[moment]:
        name = f"text_{key}"
        filling.write(period, name, moment, value="", source="", note=request.form.get(key, ""), version=versions.get((name, moment), 0), user_id=current_user.id)
    db.session.commit()
    flash(_("Saved."))
    return redirect(url_for("implementation.index", _anchor=moment), 303)


@bp.get("/plan.<any(docx, xlsx):form>")
@open_to(Role.EVALUATOR)
def download(form):
    period = filling.current() or abort(404)
    make = {"docx": writing.to_docx, "xlsx": writing.to_xlsx}[form]
    answer = Response(make(period, filling.table(period, date.today()), language()), mimetype=FORMATS[form][1])
    answer.headers["Content-Disposition"] = f"attachment; filename=implementation-plan.{form}"
    return answer


def _write(period, key, moments):
    told = {moment: {name: request.form.get(f"{name}_{moment}", "").strip() for name in ("value", "source", "note")} for moment in moments}
    wrong = {moment: [_("Please write where this value comes from.")] for moment, one in told.items() if one["value"] and not one["source"]}
    if wrong:
        return _indicator_page(period, key, wrong, told), 422
    try:
        for moment, one in told.items():
            filling.write(period, key, moment, version=request.form.get(f"version_{moment}", 0, type=int), user_id=current_user.id, **one)
    except filling.WrittenMeanwhile:
        db.session.rollback()
        flash(_("A colleague wrote here while you were typing. Compare, then save again."), "warning")
        return _indicator_page(filling.current(), key, {}, told), 409
    db.session.commit()
    flash(_("Saved."))
    return redirect(url_for("implementation.index", _anchor=key), 303)


def _indicator_page(period, key, wrong=None, typed_values=None):
    line = next(line for _outcome, lines in filling.table(period, date.today()) for line in lines if line.indicator.key == key)
    return render_template("reports/implementation/indicator.html", period=period, line=line, moments=MOMENTS, wrong=wrong or {}, typed=typed_values or {})
