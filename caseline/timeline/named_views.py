"""People named in the papers who are not in the file: take them in, or say that they are not of the family."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from caseline.db import db
from caseline.families.words import RELATIONS
from caseline.timeline import named

bp = Blueprint("named", __name__, url_prefix="/families/<int:family_id>/named")


@bp.get("/")
def index(family_id):
    return render_template("timeline/named.html", strangers=named.strangers())


@bp.post("/")
def decide(family_id):
    stranger = next((one for one in named.strangers() if one.name == request.form.get("name")), None) or abort(404)
    if request.form.get("deed") == "apart":
        named.set_apart(g.family, stranger)
        flash(_("%(name)s will not be proposed again.", name=stranger.name))
    else:
        _take_in(stranger)
    db.session.commit()
    return redirect(url_for("named.index", family_id=family_id), 303)


def _take_in(stranger) -> None:
    relation = request.form.get("relation", "")
    person = named.take_in(g.family, stranger, relation=relation if relation in RELATIONS else "")
    flash(_("%(name)s is in the file. What the papers say of this person is linked.", name=person.name))


def register(app) -> None:
    """Pages of papers, members and review say when somebody is not in the file yet."""
    app.jinja_env.globals.update(strangers=named.strangers)
