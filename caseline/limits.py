"""How often one account may search or take files along: enough for any honest day, too little for emptying the house.

Counted in memory, in each process by itself: with several processes the real limit is that many times higher. Sign-in has
its own, stricter counters (users/throttle.py).
"""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from flask import Flask, Response, current_app, make_response, render_template, request
from flask_login import current_user

MOST_KEPT = 20_000  # counters in memory, over all people and addresses


@dataclass(frozen=True, slots=True)
class Limit:
    """`most` times in `seconds`."""

    name: str
    most: int
    seconds: int


SEARCH = Limit("search", 60, 60)
FILES = Limit("files", 100, 600)
REPORTS = Limit("reports", 30, 60)  # of browsers, about our content policy


@dataclass(slots=True)
class Counters:
    """When each of them last did it: a short row of moments for each limit and account or address."""

    clock: Callable[[], float] = time.monotonic
    rows: dict[tuple[str, str], deque[float]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def wait(self, limit: Limit, who: str) -> int:
        """Count one; 0 when it is within the limit, else the seconds to wait (and it is not counted)."""
        now = self.clock()
        with self.lock:
            row = self.rows.setdefault((limit.name, who), deque(maxlen=limit.most))
            while row and row[0] <= now - limit.seconds:
                row.popleft()
            if len(row) >= limit.most:
                return int(row[0] + limit.seconds - now) + 1
            row.append(now)
            if len(self.rows) > MOST_KEPT:
                self._forget(now)
            return 0

    def _forget(self, now: float) -> None:
        """Who did nothing for an hour, and when that is not enough, everybody."""
        self.rows = {key: row for key, row in self.rows.items() if row and row[-1] > now - 3600}
        if len(self.rows) > MOST_KEPT:
            self.rows.clear()


def register(app: Flask) -> None:
    """Look at every request of somebody who signed in. Call it after the guard."""
    app.extensions["limits"] = Counters()
    app.before_request(_searching)
    app.after_request(_taking_along)


def too_often(limit: Limit, who: str) -> int:
    """0, or the seconds that `who` has to wait."""
    return current_app.extensions["limits"].wait(limit, who)


def _searching():
    if request.endpoint == "search.find" and request.args.get("q") and current_user.is_authenticated and (seconds := too_often(SEARCH, _account())):
        return _please_wait(SEARCH, seconds)
    return None


def _taking_along(response: Response) -> Response:
    """A file that the browser would keep, whichever page it comes from: a new export is covered the day it appears."""
    is_file = response.status_code == 200 and response.headers.get("Content-Disposition", "").startswith("attachment")
    if not is_file or request.method == "HEAD" or not current_user or not current_user.is_authenticated:
        return response
    if not (seconds := too_often(FILES, _account())):
        return response
    response.close()
    return _please_wait(FILES, seconds)


def _please_wait(limit: Limit, seconds: int) -> Response:
    answer = make_response(render_template("errors/wait.html", limit=limit, seconds=seconds, minutes=-(-seconds // 60)), 429)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _account() -> str:
    return str(current_user.id)
