"""Long pages leave while they are written: the browser shows the beginning while the rest is still worked out.

Only for pages that nothing can refuse any more once they begin: the answer's status and its cookie go first.
"""

import logging
import secrets
from collections.abc import Iterable, Iterator
from itertools import chain

from flask import Response, current_app, get_flashed_messages, render_template
from flask.globals import request_ctx
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from caseline.db import db

PIECE = 16_384  # characters that leave together
NOW = Markup("\f")  # a space to browsers; where a template writes it, what stands before leaves at once
log = logging.getLogger(__name__)


def streamed(template: str, **context) -> Response:
    """The page of a template, piece by piece; the template may write `send_now` and call what takes long after it."""
    written = rendered(template, send_now=NOW, **context)
    first = next(written)  # what fails until here is still answered by the page of its error
    get_flashed_messages(), generate_csrf()  # they change the session, whose cookie leaves before the rest is written
    answer = _within_the_request(_sent(chain([first], written)))
    next(answer)
    return Response(answer, mimetype="text/html")


def rendered(template: str, **context) -> Iterator[Markup]:
    """What a template writes, in pieces of about PIECE, of which one ends at each `send_now`; an outer template may write them one by one."""
    current_app.update_template_context(context)
    waiting, length = [], 0
    for part in current_app.jinja_env.get_template(template).generate(context):
        waiting.append(part)
        length += len(part)
        if length >= PIECE or part == NOW:
            yield Markup("".join(waiting))
            waiting, length = [], 0
    yield Markup("".join(waiting))


def _within_the_request(answer: Iterable[bytes]) -> Iterator[bytes]:
    """The request ends with its answer, not before: who asks, the family and its records stay open (Flask's own way opens them anew, empty)."""
    with request_ctx._get_current_object():
        yield b""  # up to here at once, so that the request is never closed meanwhile
        yield from answer


def _sent(written: Iterable[str]) -> Iterator[bytes]:
    try:
        for piece in written:
            yield piece.encode()
    except Exception:  # the answer has begun: it can no longer become the page of an error
        if current_app.testing:
            raise
        reference = secrets.token_hex(4)
        log.exception("error %s: a page broke off", reference)
        db.session.rollback()
        yield render_template("errors/broken_off.html", reference=reference).encode()
