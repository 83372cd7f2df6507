"""Where browsers report what our content policy stopped: same origin, small, rare, and counted only."""

import json

from flask import Blueprint, Flask, abort, request
from sqlalchemy.exc import IntegrityError

from caseline.db import db
from caseline.headers import REPORTS_TO
from caseline.limits import REPORTS, too_often
from caseline.privacy import policy
from caseline.users.guard import public

bp = Blueprint("policy", __name__)
TYPES = {"application/csp-report", "application/reports+json"}


def register(app: Flask) -> None:
    """A browser sends its report without a token; all that a report can do is to be counted."""
    app.extensions["csrf"].exempt("caseline.privacy.policy_views.receive")


@bp.post(REPORTS_TO)
@public
def receive():
    """Other sites are refused before (headers.refuse_cross_site_posts)."""
    if request.mimetype not in TYPES:
        abort(400)
    if (request.content_length or 0) > policy.LARGEST or not request.content_length:
        abort(413 if request.content_length else 400)
    if too_often(REPORTS, request.remote_addr or ""):
        return "", 429
    try:
        policy.keep(policy.read(json.loads(request.get_data())))
        db.session.commit()
    except IntegrityError:  # the same news from two browsers at the same moment: once is enough
        db.session.rollback()
    except (policy.NoReport, ValueError, RecursionError):
        abort(400)
    return "", 204
