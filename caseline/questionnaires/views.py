"""Questionnaires of a family: the list, one sheet on one screen, saved answer by answer."""

from datetime import date

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _, lazy_gettext as _l
from flask_login import current_user
from sqlalchemy import select

from caseline.db import db, now
from caseline.families.models import Person
from caseline.history import record
from caseline.i18n import language
from caseline.questionnaires import filling
from caseline.questionnaires.instrument import BadAnswer, latest, released
from caseline.questionnaires.models import Sheet
from caseline.users.guard import coordinators_only

bp = Blueprint("questionnaires", __name__, url_prefix="/families/<int:family_id>/questionnaires")

SILENCES = {"dont_know": _l("don’t know"), "no_answer": _l("no answer"), "not_relevant": _l("not relevant")}
IMPACT = {"negative": _l("negative"), "no": _l("none"), "limited": _l("limited"), "some": _l("some"), "huge": _l("huge")}
WRONG = {"number": _l("Please write a whole number."), "score": _l("A score is a number from 0 to 10."), "choice": _l("Please choose one of the answers.")}
SOURCES = {"timeline": _l("from the timeline"), "contacts": _l("from the contacts")}


@bp.get("/")
def index(family_id):
    sheets = db.session.scalars(select(Sheet).order_by(Sheet.held_on.desc(), Sheet.id.desc())).all()
    return render_template("questionnaires/index.html", sheets=sheets, instruments=latest(), released=released(), people={p.id: p for p in g.family.persons}, lang=language())


@bp.post("/")
def new(family_id):
    instrument = next((one for one in latest() if one.key == request.form.get("instrument")), None) or abort(404)
    person_id = request.form.get("person", type=int) if instrument.per == "person" else None
    if instrument.per == "person" and not (person_id and db.session.get(Person, person_id)):
        flash(_("Please choose whom this is about."), "error")
        return redirect(url_for("questionnaires.index", family_id=family_id), 303)
    sheet = filling.open_sheet(g.family, instrument, person_id=person_id, user_id=current_user.id, today=date.today())
    db.session.commit()
    return redirect(url_for("questionnaires.sheet", family_id=family_id, sheet_id=sheet.id), 303)


@bp.get("/<int:sheet_id>")
def sheet(family_id, sheet_id):
    return _screen(_sheet(sheet_id))


@bp.post("/<int:sheet_id>")
def save(family_id, sheet_id):
    """Every answer of the form is kept by itself; one that is wrong never loses the others."""
    kept, wrong = _sheet(sheet_id), {}
    for key, question in released()[kept.instrument].questions().items():
        if f"value_{key}" in request.form:
            try:
                filling.keep(kept, question, request.form.get(f"silence_{key}") or request.form[f"value_{key}"], request.form.get(f"reason_{key}", ""))
            except BadAnswer as error:
                wrong[key] = [WRONG[str(error)]]
    record("answers kept", f"sheet:{sheet_id}", family_id=family_id)
    db.session.commit()
    if wrong:
        return _screen(kept, wrong), 422
    flash(_("The answers are kept."))
    return redirect(url_for("questionnaires.sheet", family_id=family_id, sheet_id=sheet_id), 303)


@bp.post("/<int:sheet_id>/sign-off")
@coordinators_only
def sign_off(family_id, sheet_id):
    kept = _sheet(sheet_id)
    kept.signed_off_by, kept.signed_off_at = current_user.id, now()
    record("sheet signed off", f"sheet:{sheet_id}", family_id=family_id)
    db.session.commit()
    return redirect(url_for("questionnaires.sheet", family_id=family_id, sheet_id=sheet_id), 303)


def _screen(kept, wrong=None):
    instrument = released()[kept.instrument]
    answers = kept.by_key()
    relevant = {
        key: not any((other := answers.get(of)) and other.value == value for of, value in (question.not_relevant_if or {}).items())
        for key, question in instrument.questions().items()
    }
    return render_template(
        "questionnaires/sheet.html", sheet=kept, instrument=instrument, answers=answers, wrong=wrong or {}, relevant=relevant, changes=filling.changes(kept),
        person=next((p for p in g.family.persons if p.id == kept.person_id), None), silences=SILENCES, impact=IMPACT, sources=SOURCES, lang=language(),
    )


def _sheet(sheet_id) -> Sheet:
    return db.session.get(Sheet, sheet_id) or abort(404)
