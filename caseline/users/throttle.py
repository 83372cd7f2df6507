"""Slows down guessing without locking anybody out: strangers wait, the browsers somebody works with do not.

Each try is counted before the password is looked at, so that parallel tries cannot slip through, and taken back when it
succeeds. Three counters (the idea of device cookies is OWASP's “Slow Down Online Guessing Attacks with Device Cookies”):
- a browser that signed in to this account before has its own counter, which strangers cannot touch;
- all other browsers together share one counter for the account;
- and one for the network address, against trying one password on many accounts.
"""

import hmac
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from flask import Response, current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import delete, func, select

from caseline.db import db, now
from caseline.users.models import Attempt, User

REMEMBERED = timedelta(hours=1)
LONGEST_WAIT = timedelta(minutes=15)
COOKIE_LIFE = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Counter:
    """Tries counted together: `free` ones cost nothing, after that the wait doubles."""

    name: str
    free: int


class TooManyTries(Exception):
    """Somebody must wait before the next try; `seconds` says how long."""

    def __init__(self, seconds: int):
        super().__init__(f"Too many tries: please wait {seconds} seconds.")
        self.seconds = seconds


def count_try(account: str, *, kind: str = "sign-in") -> list[Counter]:
    """Count one try on `account` from this request and keep it at once. Raises TooManyTries (the try is then not made).

    Returns the counters, for `forget` after success.
    """
    counters = _counters(account.strip().lower(), kind)
    db.session.execute(delete(Attempt).where(Attempt.at < now() - REMEMBERED))
    wait = max(_wait(counter) for counter in counters)
    if wait > timedelta(0):
        db.session.commit()
        raise TooManyTries(int(wait.total_seconds()) + 1)
    db.session.add_all(Attempt(counter=counter.name, at=now()) for counter in counters)
    db.session.commit()
    return counters


def forget(counters: list[Counter]) -> None:
    """The try succeeded: the account's and the browser's counters begin anew; the address's loses this one try."""
    for counter in counters:
        if counter.name.startswith("address"):
            latest = select(func.max(Attempt.id)).where(Attempt.counter == counter.name).scalar_subquery()
            db.session.execute(delete(Attempt).where(Attempt.id == latest))
        else:
            db.session.execute(delete(Attempt).where(Attempt.counter == counter.name))


def remember_browser(response: Response, user: User) -> Response:
    """Mark the browser as one that this account works with."""
    config = current_app.config
    response.set_cookie(
        _cookie_name(), _signer().dumps([user.id, user.email]), max_age=COOKIE_LIFE, httponly=True, samesite="Strict", secure=config["SESSION_COOKIE_SECURE"]
    )
    return response


def knows_browser(account: str) -> bool:
    """Whether this browser has signed in to this account before."""
    try:
        _user_id, email = _signer().loads(request.cookies.get(_cookie_name(), ""), max_age=int(COOKIE_LIFE.total_seconds()))
    except (BadSignature, ValueError, TypeError):
        return False
    return email == account.strip().lower()


def _counters(account: str, kind: str) -> list[Counter]:
    if knows_browser(account):
        return [Counter(_hashed(f"browser {kind}", request.cookies[_cookie_name()]), free=8)]
    return [Counter(_hashed(f"account {kind}", account), free=5), Counter(_hashed("address", request.remote_addr or ""), free=30)]


def _wait(counter: Counter) -> timedelta:
    tries, latest = db.session.execute(select(func.count(), func.max(Attempt.at)).where(Attempt.counter == counter.name)).one()
    if tries < counter.free:
        return timedelta(0)
    pause = min(timedelta(seconds=2 ** min(tries - counter.free, 20)), LONGEST_WAIT)
    return latest + pause - now()


def _hashed(kind: str, value: str) -> str:
    """Counters hold no e-mail address and no network address in clear."""
    return f"{kind}:{hmac.new(current_app.config['SECRET_KEY'].encode(), value.encode(), sha256).hexdigest()[:32]}"


def _cookie_name() -> str:
    return "__Host-caseline-browser" if current_app.config["SESSION_COOKIE_SECURE"] else "caseline-browser"


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="known browser")
