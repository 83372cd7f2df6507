"""The page that opens first."""

from flask import Blueprint, render_template

from caseline.users.guard import everyone

bp = Blueprint("home", __name__)


@bp.get("/")
@everyone
def today():
    return render_template("home/today.html")
