"""The organisation's own questionnaires: upload, what is wrong line by line, a look at it, release, withdrawal."""

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from caseline.db import db
from caseline.i18n import language
from caseline.questionnaires import own, paper, words
from caseline.questionnaires.catalogue import latest
from caseline.questionnaires.filling import relevant
from caseline.questionnaires.models import AlreadyReleased, OwnQuestionnaire
from caseline.questionnaires.parsing import BadInstrument
from caseline.questionnaires.spreadsheet import to_csv
from caseline.users.guard import coordinators_only

bp = Blueprint("own_questionnaires", __name__, url_prefix="/questionnaires")


@bp.get("/")
@coordinators_only
def index():
    return _page()


@bp.post("/")
@coordinators_only
def upload():
    """A file becomes a draft; one with mistakes is explained and changes nothing."""
    file = request.files.get("file")
    try:
        draft = own.upload(file.read(own.LARGEST + 1) if file else b"", user_id=current_user.id)
    except BadInstrument as bad:
        db.session.rollback()
        return _page(problems=bad.problems, name=file.filename if file else ""), 422
    db.session.commit()
    return redirect(url_for("own_questionnaires.show", number=draft.id), 303)


@bp.get("/<int:number>")
@coordinators_only
def show(number):
    """The questionnaire as it will be asked."""
    row, instrument = _row(number)
    everything = dict.fromkeys(relevant(instrument, {}), True)
    return render_template("questionnaires/own.html", row=row, instrument=instrument, answers={}, before={}, wrong={}, relevant=everything, words=words, lang=language(), per=words.PER)


@bp.post("/<int:number>/<any(release, withdraw, drop):deed>")
@coordinators_only
def change(number, deed):
    row, instrument = _row(number)
    try:
        {"release": own.release, "withdraw": own.withdraw, "drop": own.drop}[deed](row)
    except AlreadyReleased:
        abort(409)
    db.session.commit()
    flash({"release": _("It can be filled in from now on, and stays as it is for ever."), "withdraw": _("Saved."), "drop": _("The draft is gone.")}[deed])
    return redirect(url_for("own_questionnaires.index"), 303)


@bp.get("/<any(baseline, client_summary, screening, vulnerability):key>.csv")
@coordinators_only
def example(key):
    """One of the network's questionnaires as a spreadsheet, to begin one's own with."""
    instrument = next(one for one in latest() if one.key == key)
    answer = make_response("\ufeff" + to_csv(instrument))
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers["Content-Disposition"] = f"attachment; filename={key}.csv"
    return answer


@bp.get("/<int:number>/form.docx")
@coordinators_only
def form(number):
    """An empty form for paper."""
    _found, instrument = _row(number)
    answer = make_response(paper.to_docx(paper.Filled(instrument, {}, {}, "", ""), language()))
    answer.headers["Content-Type"] = paper.MEDIA_TYPE
    answer.headers["Content-Disposition"] = f"attachment; filename={instrument.id}.docx"
    return answer


def _page(problems=(), name=""):
    rows = db.session.scalars(select(OwnQuestionnaire).order_by(OwnQuestionnaire.key, OwnQuestionnaire.version.desc())).all()
    known = [(row, instrument) for row in rows if (instrument := own.instrument_of(row))]
    return render_template("questionnaires/own_index.html", rows=known, problems=problems, put=words.put, name=name, examples=[one for one in latest() if one.key != "case_study"], per=words.PER, lang=language())


def _row(number) -> tuple[OwnQuestionnaire, object]:
    row = db.session.get(OwnQuestionnaire, number) or abort(404)
    return row, own.instrument_of(row) or abort(404)
