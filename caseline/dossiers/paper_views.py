"""For coordinators: the letterhead of every dossier, the organisation's own templates, and the list of their fields."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from caseline.db import db
from caseline.dossiers import house_files
from caseline.dossiers.fields import FIELDS
from caseline.dossiers.models import HouseFile
from caseline.dossiers.saving import WORD, download
from caseline.users.guard import coordinators_only
from caseline.word.foreign import BadWordFile
from caseline.word.template import TemplateProblem, fill

bp = Blueprint("paper", __name__, url_prefix="/dossier-paper")


@bp.get("/")
@coordinators_only
def index():
    return _page()


@bp.post("/letterhead")
@coordinators_only
def letterhead():
    return _take(house_files.keep_letterhead, _("From now on dossiers are written on this letterhead."))


@bp.post("/templates")
@coordinators_only
def template():
    return _take(house_files.keep_template, _("The template was tried out with every field and can be chosen from now on."))


@bp.post("/<int:house_file_id>/trial")
@coordinators_only
def trial(house_file_id):
    """The template filled in with the names of its fields, to look at in Word."""
    kept = _kept(house_file_id)
    try:
        return download(fill(kept.data, house_files.sample()), WORD, f"{kept.name} trial.docx")
    except TemplateProblem as problem:
        return _page(str(problem)), 422


@bp.post("/<int:house_file_id>/retire")
@coordinators_only
def retire(house_file_id):
    house_files.retire(_kept(house_file_id))
    db.session.commit()
    flash(_("It is not offered any more. Versions that were written on it stay as they are."))
    return redirect(url_for("paper.index"), 303)


def _take(keep, sentence: str):
    """Keep the uploaded file, or say what is wrong with it."""
    file = request.files.get("file")
    data = file.read(house_files.LARGEST + 1) if file else b""
    if not data or len(data) > house_files.LARGEST:
        return _page(_("Choose a Word file (.docx) of at most 10 MB.")), 422
    try:
        keep(data, request.form.get("name", "").strip() or file.filename or "x", current_user.id)
    except (BadWordFile, TemplateProblem) as problem:
        db.session.rollback()
        return _page(str(problem)), 422
    db.session.commit()
    flash(sentence)
    return redirect(url_for("paper.index"), 303)


def _page(refused: str = "") -> str:
    return render_template("dossiers/paper.html", letterhead=house_files.letterhead(), templates=house_files.templates(), fields=FIELDS, refused=refused)


def _kept(house_file_id: int) -> HouseFile:
    return db.session.get(HouseFile, house_file_id) or abort(404)
