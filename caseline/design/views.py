"""The page “Components”: every piece of the interface in every state, for those who build pages."""

from flask import Blueprint, flash, render_template, request

bp = Blueprint("design", __name__, url_prefix="/design")


@bp.get("")
def components():
    """Shows the components with invented sample content; `?flash=1` adds the messages of a last action."""
    if request.args.get("flash"):
        flash("Accepted: order to leave, 4 September 2014.", "undo:/design")
        flash("The file was stored, but page 3 could not be read.", "warn")
        flash("This password is not yours.", "error")
    return render_template("design/components.html")
