"""The search page."""

from flask import Blueprint, render_template, request
from flask_login import current_user

from caseline.search import finding

bp = Blueprint("search", __name__)


@bp.get("/search")
def find():
    asked = request.args.get("q", "").strip()[:200]
    return render_template("search/find.html", asked=asked, found=finding.find(current_user, asked))
