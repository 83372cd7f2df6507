"""Questionnaires of a family: the list, one sheet on one screen, saved answer by answer, signed off by a coordinator."""

from datetime import date

from flask import Blueprint, abort, flash, g, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _, lazy_gettext as _l
from flask_login import current_user
from sqlalchemy import select

from caseline.db import db
from caseline.families.models import Person
from caseline.history import record
from caseline.i18n import language
from caseline.questionnaires import filling, paper, words
from caseline.questionnaires.instrument import BadAnswer, Instrument
from caseline.questionnaires.models import Sheet
from caseline.questionnaires.own import every, offered
from caseline.supervision import signing
from caseline.supervision.subjects import can_be_signed_off

bp = Blueprint("questionnaires", __name__, url_prefix="/families/<int:family_id>/questionnaires")
can_be_signed_off("sheet", _l("questionnaire"), lambda family_id, number: url_for("questionnaires.sheet", family_id=family_id, sheet_id=number))


@bp.get("/")
def index(family_id):
    sheets = db.session.scalars(select(Sheet).order_by(Sheet.held_on.desc(), Sheet.id.desc())).all()
    known = every()
    signatures = {one.id: signing.latest("sheet", one.id) for one in sheets}
    return render_template("questionnaires/index.html", sheets=[one for one in sheets if one.instrument in known], instruments=offered(), known=known, per=words.PER, people=_people(), signatures=signatures, lang=language())


@bp.post("/")
def new(family_id):
    instrument = next((one for one in offered() if one.key == request.form.get("instrument")), None) or abort(404)
    person = _people().get(request.form.get("person", 0, type=int)) if instrument.per != "family" else None
    if instrument.per == "person" and person is None:
        flash(_("Please choose whom this is about."), "error")
        return redirect(url_for("questionnaires.index", family_id=family_id), 303)
    sheet = filling.open_sheet(g.family, instrument, person=person, user_id=current_user.id, today=date.today())
    db.session.commit()
    return redirect(url_for("questionnaires.sheet", family_id=family_id, sheet_id=sheet.id), 303)


@bp.get("/<int:sheet_id>")
def sheet(family_id, sheet_id):
    kept, instrument = _sheet(sheet_id)
    return render_template("questionnaires/sheet.html", **_told(kept, instrument))


@bp.post("/<int:sheet_id>")
def save(family_id, sheet_id):
    """Every answer of the form is kept by itself; one that is wrong never loses the others."""
    kept, instrument = _open(sheet_id)
    wrong = {}
    for key in instrument.questions():
        if f"value_{key}" in request.form or f"asked_{key}" in request.form:
            if problem := _keep(kept, instrument, key):
                wrong[key] = [problem]
    record("answers kept", f"sheet:{sheet_id}", family_id=family_id)
    db.session.commit()
    if wrong:
        return render_template("questionnaires/sheet.html", **_told(kept, instrument, wrong)), 422
    flash(_("The answers are kept."))
    return redirect(url_for("questionnaires.sheet", family_id=family_id, sheet_id=sheet_id), 303)


@bp.post("/<int:sheet_id>/answers/<key>")
def answer(family_id, sheet_id, key):
    """One answer, as soon as it is given: what htmx sends. The part says that it is kept, or what is wrong."""
    kept, instrument = _open(sheet_id)
    if key not in instrument.questions():
        abort(404)
    problem = _keep(kept, instrument, key)
    record("answer kept", f"sheet:{sheet_id}", family_id=family_id, key=key)
    db.session.commit()
    if not request.headers.get("HX-Request"):
        return redirect(url_for("questionnaires.sheet", family_id=family_id, sheet_id=sheet_id, _anchor=f"q-{key}"), 303)
    told = _told(kept, instrument, {key: [problem]} if problem else None)
    again = [instrument.questions()[one] for one in filling.depending_on(instrument, key)]
    return make_response(render_template("questionnaires/_kept.html", question=instrument.questions()[key], again=again, just_now=True, **told), 422 if problem else 200)


@bp.get("/<int:sheet_id>/over-time")
def over_time(family_id, sheet_id):
    """Every time this was asked about the same person, side by side: what changed, and why."""
    kept, instrument = _sheet(sheet_id)
    sheets = filling.same_kind(kept)
    rows = []
    for question in instrument.questions().values():
        answers = [one.by_key().get(question.key) for one in sheets]
        if any(answers):
            rows.append((question, _with_directions(question, answers)))
    return render_template("questionnaires/over_time.html", sheet=kept, instrument=instrument, sheets=sheets, rows=rows, person=_people().get(kept.person_id), words=words, lang=language())


@bp.get("/<int:sheet_id>/sheet.docx")
def word(family_id, sheet_id):
    kept, instrument = _sheet(sheet_id)
    if instrument.key == "case_study":
        return redirect(url_for("studies.check", family_id=family_id, sheet_id=sheet_id), 303)  # it leaves the house: it is checked first
    told = _told(kept, instrument)
    before, signed = told["before"], told["signed"]
    lines = (_("Signed off by a coordinator."),) if signed else (_("Not signed off."),)
    about = told["person"].name if told["person"] else g.family.name
    filled = paper.Filled(instrument, kept.by_key(), before, about, kept.held_on, lines, told["relevant"])
    answer = make_response(paper.to_docx(filled, language()))
    answer.headers["Content-Type"] = paper.MEDIA_TYPE
    answer.headers["Content-Disposition"] = f"attachment; filename={g.family.reference}-{instrument.key}-{kept.held_on}.docx"
    return answer


@bp.post("/<int:sheet_id>/<any(finish, reopen):deed>")
def finish(family_id, sheet_id, deed):
    """Send a sheet to the coordinators for signing; or open a signed one again, which then has to be signed anew."""
    kept, instrument = _sheet(sheet_id)
    about = _people().get(kept.person_id)
    title = f"{instrument.name(language())}: {about.short_name if about else g.family.name}, {kept.held_on}"
    signing.ask(family_id, "sheet", sheet_id, title, user_id=current_user.id)
    if deed == "reopen":
        kept.signed_off_at = kept.signed_off_by = None
        record("sheet opened again", f"sheet:{sheet_id}", family_id=family_id)
    db.session.commit()
    flash(_("A coordinator is asked to sign it off.") if deed == "finish" else _("It can be changed again. A coordinator is asked to sign it anew."))
    return redirect(url_for("questionnaires.sheet", family_id=family_id, sheet_id=sheet_id), 303)


def _with_directions(question, answers) -> list[tuple]:
    """Each answer with better, worse or '' beside the last one there was."""
    found, last = [], None
    for answer in answers:
        found.append((answer, filling.direction(question, last, answer) if last and answer else ""))
        last = answer or last
    return found


def _keep(kept: Sheet, instrument: Instrument, key: str) -> str:
    """Keep the answer that the form holds for this question; what is wrong with it, or ''."""
    form, question = request.form, instrument.questions()[key]
    told = [form[f"silence_{key}"]] if form.get(f"silence_{key}") else form.getlist(f"value_{key}")
    try:
        filling.keep(kept, question, told, form.get(f"reason_{key}", ""), version=form.get(f"version_{key}", type=int))
    except BadAnswer as error:
        return str(words.WRONG[str(error)])
    except filling.AnsweredMeanwhile as meanwhile:
        theirs = words.told(question, meanwhile.answer, language()) or _("nothing")
        return _("A colleague answered this while you were typing: “%(answer)s”. Answer again to replace it.", answer=theirs)
    return ""


def _told(kept: Sheet, instrument: Instrument, wrong=None) -> dict:
    answers, (last, before), signature = kept.by_key(), filling.before(kept), signing.latest("sheet", kept.id)
    return {
        "sheet": kept, "instrument": instrument, "answers": answers, "wrong": wrong or {}, "relevant": filling.relevant(instrument, answers),
        "changes": filling.changes(kept, instrument), "last": last, "before": before, "person": _people().get(kept.person_id),
        "words": words, "lang": language(), "signature": signature, "signed": _is_signed(kept, signature), "unreasoned": filling.unreasoned(kept, instrument),
    }  # fmt: skip


def _is_signed(kept: Sheet, signature) -> bool:
    return signature.outcome == "signed" if signature else kept.signed_off_at is not None


def _people() -> dict[int, Person]:
    return {person.id: person for person in g.family.persons}


def _sheet(sheet_id) -> tuple[Sheet, Instrument]:
    kept = db.session.get(Sheet, sheet_id) or abort(404)
    return kept, every().get(kept.instrument) or abort(404)


def _open(sheet_id) -> tuple[Sheet, Instrument]:
    """A sheet that may be changed: what was signed stays as it was."""
    kept, instrument = _sheet(sheet_id)
    if _is_signed(kept, signing.latest("sheet", kept.id)):
        abort(409)
    return kept, instrument
