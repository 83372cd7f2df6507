"""Who opened what: every page of a family that somebody read, and every refusal, in the same history as the deeds.

A view need not do anything for it. To stay cheap, the same person opening the same thing is noted once in ten minutes,
after the answer has left, in a short transaction of its own.
"""

import logging
import threading
import time
from dataclasses import dataclass

from flask import Flask, Response, current_app, request
from flask_login import current_user
from sqlalchemy.exc import SQLAlchemyError

from caseline.db import db
from caseline.engine import NO_SUCH_NUMBER, OF_NO_FAMILY, writing
from caseline.history import record

AGAIN_AFTER = 600  # seconds
_REMEMBERED_AT_MOST = 20_000
log = logging.getLogger(__name__)
_lately: dict[tuple, float] = {}
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing one person opened ('read'), took along ('downloaded') or tried to open in vain ('refused')."""

    verb: str
    user_id: int
    family_id: int | None
    subject: str


def note(response: Response) -> Response:
    """After every request: remember what was opened, and write it once the answer has gone out."""
    seen = _seen(response)
    if seen and _is_news(seen):
        app, address = current_app._get_current_object(), request.remote_addr or ""
        response.call_on_close(lambda: _write(app, seen, address))
    return response


def forget_lately() -> None:
    """Note everything anew (tests)."""
    with _lock:
        _lately.clear()


def _seen(response: Response) -> Seen | None:
    family_id = (request.view_args or {}).get("family_id")
    refused = response.status_code == 403 or (response.status_code == 404 and family_id is not None)
    opened = request.method == "GET" and response.status_code == 200 and family_id is not None
    if not request.endpoint or not (refused or opened) or not current_user.is_authenticated:
        return None
    if refused:
        return Seen("refused", current_user.id, None if family_id is None or family_id >= NO_SUCH_NUMBER else family_id, request.endpoint)
    taken_along = response.headers.get("Content-Disposition", "").startswith("attachment")
    return Seen("downloaded" if taken_along else "read", current_user.id, family_id, _subject())


def _subject() -> str:
    """'document:12' for an address that names a document, otherwise the part of the file: 'timeline'."""
    of_one = next(((name, value) for name, value in (request.view_args or {}).items() if name != "family_id"), None)
    if of_one:
        return f"{of_one[0].removesuffix('_id')}:{str(of_one[1])[:80]}"
    return request.blueprint or request.endpoint


def _is_news(seen: Seen) -> bool:
    present, key = time.monotonic(), (current_app.config["SETTINGS"].instance, seen)
    with _lock:
        if present - _lately.get(key, -AGAIN_AFTER) < AGAIN_AFTER:
            return False
        if len(_lately) > _REMEMBERED_AT_MOST:
            _lately.clear()
        _lately[key] = present
        return True


def _write(app: Flask, seen: Seen, address: str) -> None:
    with app.app_context(), writing(seen.family_id or OF_NO_FAMILY):
        try:
            record(seen.verb, seen.subject, family_id=seen.family_id, user_id=seen.user_id, address=address)
            db.session.commit()
        except SQLAlchemyError:
            log.exception("what was opened could not be noted: %s", seen.verb)
