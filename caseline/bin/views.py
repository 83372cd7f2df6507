"""The bin of one family."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from caseline.bin import removed
from caseline.db import db
from caseline.history import record

bp = Blueprint("bin", __name__, url_prefix="/families/<int:family_id>/bin")


@bp.get("/")
def index(family_id):
    return render_template("bin/index.html", removed=removed.in_bin())


@bp.post("/<table>/<int:number>/restore")
def restore(family_id, table, number):
    """Put one record back where it was."""
    model = removed.model_of(table) or abort(404)
    kept = db.session.get(model, number)
    if kept is None or kept.deleted_at is None or getattr(kept, "steps_back_at", None):
        abort(404)
    kept.deleted_at = None
    record(f"{table.replace('_', ' ')} restored", f"{table}:{number}", family_id=family_id)
    db.session.commit()
    flash(_("It is back."))
    return redirect(url_for("bin.index", family_id=family_id), 303)
