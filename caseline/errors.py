"""When something cannot be done: a page that says so in a sentence, with a number to quote for what we did not foresee."""

import logging
import re
import secrets

from flask import Flask, Response, g, render_template
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, OperationalError
from werkzeug.exceptions import HTTPException

from caseline.db import db
from caseline.vault import DiskFull

log = logging.getLogger(__name__)
_FULL = re.compile("full|No space left")  # SQLite’s words and PostgreSQL’s
PAGES = {400, 401, 403, 404, 413, 422, 429, 500, 507}


def register(app: Flask) -> None:
    app.register_error_handler(CSRFError, lambda _error: _page(400))
    app.register_error_handler(HTTPException, _known)
    app.register_error_handler(DiskFull, _no_room)
    app.register_error_handler(OverflowError, lambda _error: _page(404))  # a number no record can have
    app.register_error_handler(DataError, _no_such_number)
    app.register_error_handler(OperationalError, lambda error: _no_room(error) if _FULL.search(str(error.orig)) else _unforeseen(error))
    app.register_error_handler(Exception, _unforeseen)


def _known(error: HTTPException):
    return _page(error.code) if error.code in PAGES else error


def _no_room(error: Exception):
    log.error("no room on the disk: %s", type(error).__name__)
    db.session.rollback()
    return _page(507)


def _no_such_number(error: DataError):
    """PostgreSQL's word for a number that no record can have."""
    if getattr(error.orig, "sqlstate", "") != "22003":
        return _unforeseen(error)
    db.session.rollback()
    return _page(404)


def _unforeseen(error: Exception):
    reference = secrets.token_hex(4)
    log.exception("error %s: %s", reference, type(error).__name__)
    db.session.rollback()
    return _page(500, reference)


def _page(code: int, reference: str | None = None):
    """The page for this error; in plain words when what failed is what a page itself needs."""
    try:
        return render_template(f"errors/{code}.html", reference=reference), code
    except Exception:
        log.exception("the page of error %s could not be shown", code)
        g.pop("_login_user", None)  # what was loaded in the failed transaction cannot be used any more
        said = f"Something went wrong on our side. The number to quote: {reference}" if reference else f"This cannot be done ({code})."
        return Response(said, code, mimetype="text/plain")
