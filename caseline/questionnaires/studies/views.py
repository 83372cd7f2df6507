"""Handing over a case study: each identifying detail confirmed or replaced, consent looked at, then a Word file."""

from datetime import date

from flask import Blueprint, abort, current_app, flash, g, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _, lazy_gettext as _l
from flask_login import current_user
from markupsafe import Markup, escape

from caseline.db import db
from caseline.i18n import language
from caseline.questionnaires.models import Sheet
from caseline.questionnaires.own import every
from caseline.questionnaires.paper import MEDIA_TYPE
from caseline.questionnaires.studies import annex, checking
from caseline.questionnaires.studies.identifying import Detail, folded
from caseline.word.blocks import Heading, Paragraph, WordDocument, text
from caseline.word.writer import write

bp = Blueprint("studies", __name__, url_prefix="/families/<int:family_id>/case-studies")
KINDS = {
    "name": _l("Name"), "number": _l("Number or address"), "date": _l("Exact date"), "place": _l("Place"), "school": _l("School"), "country": _l("Country or language"), "rare": _l("Rare fact"),
}  # fmt: skip


@bp.get("/<int:sheet_id>")
def check(family_id, sheet_id):
    return _page(_study(sheet_id))


@bp.post("/<int:sheet_id>")
def decide(family_id, sheet_id):
    """One decision on one detail: it may stay, or something else stands there."""
    study = _study(sheet_id)
    now = checking.checked(g.family, study)
    wanted = request.form.get("kind", ""), folded(request.form.get("text", ""))
    detail = next((one for one in [*now.open, *(one for one, _why in now.kept)] if (one.kind, folded(one.text)) == wanted), None)
    if detail is None:
        flash(_("The text was changed meanwhile: this no longer stands in it."), "warning")
    elif wrong := _decide(study, detail):
        return _page(study, {wanted: wrong}), 422
    db.session.commit()
    return redirect(url_for("studies.check", family_id=family_id, sheet_id=sheet_id), 303)


@bp.get("/<int:sheet_id>/case-study.docx")
def word(family_id, sheet_id):
    """The file, once nothing is open and every adult has agreed."""
    study = _study(sheet_id)
    now = checking.checked(g.family, study)
    if now.open or checking.without_consent(g.family, date.today()):
        flash(_("This case study cannot leave the house yet: see what is open below."), "error")
        return redirect(url_for("studies.check", family_id=family_id, sheet_id=sheet_id), 303)
    instrument, lang = every()[study.instrument], language()
    organisation = current_app.config["SETTINGS"].organisation
    blocks = [Heading(text(instrument.name(lang)), numbered=False), Paragraph(text(" · ".join(filter(None, (organisation, study.held_on[:4])))), "lead")]
    for key, question in instrument.questions().items():
        if said := now.texts.get(key):
            blocks += [Heading(text(question.words(lang)), level=2, numbered=False), *(Paragraph(text(line)) for line in said.splitlines() if line.strip())]
    if request.args.get("scores"):
        blocks += annex.blocks(lang)
    answer = make_response(write(WordDocument(tuple(blocks), lang, instrument.name(lang), organisation=organisation)))
    answer.headers["Content-Type"] = MEDIA_TYPE
    answer.headers["Content-Disposition"] = "attachment; filename=case-study.docx"  # no reference of the family
    return answer


def _decide(study: Sheet, detail: Detail) -> str:
    """Do what the form says; what is wrong with it, or ''."""
    deed, said = request.form.get("deed"), request.form.get("instead", "").strip()
    if deed == "replace":
        if folded(said) == folded(detail.text):
            return _("Please write what shall stand instead.")
        places = checking.replace(study, detail, said[:500], user_id=current_user.id)
        flash(_("Replaced in %(places)s places.", places=places) if places > 1 else _("Replaced."))
    elif deed == "keep":
        if detail.kind in ("name", "number") and detail.instead:
            return _("This is known of the family or of somebody around it: it has to be replaced.")
        if not request.form.get("reason", "").strip():
            return _("Please write why nobody can be recognised by it.")
        checking.keep(study, detail, request.form["reason"], user_id=current_user.id)
    elif deed == "take_back":
        checking.take_back(study, detail)
    else:
        abort(400)
    return ""


def _page(study: Sheet, wrong=None):
    now = checking.checked(g.family, study)
    instrument = every()[study.instrument]
    marked = {key: _marked(said, key, now) for key, said in now.texts.items()}
    return render_template(
        "questionnaires/studies/check.html", sheet=study, instrument=instrument, now=now, marked=marked, kinds=KINDS, wrong=wrong or {}, folded=folded, lang=language(),
        lacking=checking.without_consent(g.family, date.today()),
    )


def _marked(said: str, chapter: str, now: checking.Checked) -> Markup:
    """The chapter with every detail marked."""
    spans = [(*span, "") for one in now.open for span in one.spans.get(chapter, ())] + [(*span, "is-kept") for one, _why in now.kept for span in one.spans.get(chapter, ())]
    parts, at = [], 0
    for start, end, tone in sorted(spans):
        if start >= at:
            parts += [escape(said[at:start]), Markup('<mark class="{}">{}</mark>').format(tone, said[start:end])]
            at = end
    return Markup("").join([*parts, escape(said[at:])])


def _study(sheet_id) -> Sheet:
    study = db.session.get(Sheet, sheet_id)
    return study if study and study.instrument_key == "case_study" and study.instrument in every() else abort(404)
