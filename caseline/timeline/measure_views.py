"""How long a silence must be before Caseline speaks of it, chosen on the page of findings."""

from flask import Blueprint, abort, redirect, request, url_for

from caseline.db import db
from caseline.timeline.measures import CHOICES, set_gap_months

bp = Blueprint("measures", __name__, url_prefix="/families/<int:family_id>/timeline/measures")


@bp.post("/silence")
def silence(family_id):
    months = request.form.get("months", type=int)
    if months not in CHOICES:
        abort(400)
    set_gap_months(family_id, months)
    db.session.commit()
    return redirect(url_for("timeline.findings", family_id=family_id), 303)
