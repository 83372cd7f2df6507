"""A page for the case manager's own translations: every text she wrote, and a field beside it."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _, ngettext
from flask_login import current_user

from caseline.db import db
from caseline.dossiers import translating
from caseline.dossiers.forms import LANGUAGES

bp = Blueprint("translations", __name__, url_prefix="/families/<int:family_id>/dossiers/translations")


@bp.get("/")
def index(family_id):
    lang = _lang(request.args.get("lang"))
    return render_template("dossiers/translations.html", wanted=lang, languages=LANGUAGES, texts=translating.own_texts(lang), longest=translating.LONGEST)


@bp.post("/")
def keep(family_id):
    """Keep what was typed; nothing of the texts themselves changes."""
    lang = _lang(request.form.get("lang"))
    changed = translating.keep(family_id, lang, {name: value for name, value in request.form.items() if ":" in name}, current_user.id)
    db.session.commit()
    flash(ngettext("%(num)d translation is kept.", "%(num)d translations are kept.", changed) if changed else _("Nothing was changed."))
    return redirect(url_for("translations.index", family_id=family_id, lang=lang), 303)


def _lang(asked: str | None) -> str:
    return asked if asked in LANGUAGES else g.family.language
