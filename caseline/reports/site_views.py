"""Sites: which office or city accompanies each family, so that figures can be told site by site."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import lazyload

from caseline.db import db
from caseline.families.models import Family
from caseline.history import record
from caseline.users.guard import coordinators_only

bp = Blueprint("sites", __name__, url_prefix="/reports/sites")


@bp.get("/")
@coordinators_only
def index():
    families = _families()
    return render_template("reports/sites.html", families=families, known=sorted({one.site for one in families if one.site}))


@bp.post("/")
@coordinators_only
def save():
    """Keep the site of every family of the form."""
    for family in _families():
        site = " ".join(request.form.get(f"site_{family.id}", family.site).split())[:80]
        if site != family.site:
            family.site = site
            record("site set", f"family:{family.id}", family_id=family.id)
    db.session.commit()
    flash(_("Saved."))
    return redirect(url_for("sites.index"), 303)


def _families() -> list[Family]:
    return list(db.session.scalars(select(Family).options(lazyload(Family.persons)).where(Family.id.in_(Family.visible_ids(current_user))).order_by(Family.name)))
