"""The door through which forms keep their drafts while people type."""

from flask import Blueprint, abort, current_app, jsonify, request
from flask_babel import format_datetime
from flask_login import current_user
from werkzeug.exceptions import HTTPException

from caseline.db import db
from caseline.drafts import keeping
from caseline.families.models import Family

bp = Blueprint("drafts", __name__, url_prefix="/drafts")


@bp.get("")
def kept():
    """What waits for the form at `for`: {when, fields}, or 204 when nothing does."""
    address, _family = _form()
    found = keeping.kept(address, current_user.id)
    if found is None:
        return "", 204
    draft, fields = found
    return jsonify(when=format_datetime(draft.saved_at, "d MMMM, HH:mm"), fields=fields)


@bp.post("")
def keep():
    address, family_id = _form()
    try:
        keeping.keep(address, family_id, request.form.to_dict(flat=False), current_user.id)
    except ValueError:
        abort(413)
    db.session.commit()
    return "", 204


@bp.post("/throw-away")
def throw_away():
    address, _family = _form()
    keeping.throw_away(address, current_user.id)
    db.session.commit()
    return "", 204


def _form() -> tuple[str, int | None]:
    """The address of the form, which must be one that this account may send; and whose family it is."""
    address = request.args.get("for", "")[:300]
    try:
        _endpoint, values = current_app.url_map.bind("localhost").match(address, method="POST")
    except HTTPException:
        abort(404)
    family_id = values.get("family_id")
    if family_id is not None and family_id not in Family.visible_ids(current_user):
        abort(404)
    return address, family_id
