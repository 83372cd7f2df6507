"""Trying Caseline without real papers: the example family, opened and read like any other."""

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from flask_login import current_user

from caseline import jobs
from caseline.examples import FIRST, open_example, papers
from caseline.users.guard import coordinators_only

bp = Blueprint("example", __name__)


@bp.post("/example")
@coordinators_only
def load():
    """Open the example family and put its papers into the reading queue; what they say is for the reader to decide."""
    family_id, is_new = open_example(FIRST, user_id=current_user.id)
    if is_new:
        jobs.wake()
        flash(_("The example family is open. Its %(count)s papers, all invented, are being read now; review them as they come.", count=len(papers(FIRST))))
    return redirect(url_for("documents.index", family_id=family_id), 303)
