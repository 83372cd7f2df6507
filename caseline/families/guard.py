"""A route under /families/<family_id>/ sees that family's records; any other route sees none."""

from flask import abort, g, request
from flask_login import current_user

from caseline.db import enter_family_scope, leave_family_scope
from caseline.families.models import Family


def open_family():
    """Before every request: enter the scope of the family that the URL names, or 404."""
    family_id = (request.view_args or {}).get("family_id")
    if family_id is not None and current_user.is_authenticated:
        g.family_scope_token = enter_family_scope([family_id])
        g.family = Family.visible_to(current_user, family_id) or abort(404)


def close_family(_error=None):
    if token := g.pop("family_scope_token", None):
        leave_family_scope(token)
