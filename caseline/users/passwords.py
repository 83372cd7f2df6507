"""Passwords: long, unusual, hashed with argon2id; never written down anywhere else."""

import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from flask import current_app

from caseline.later import Later

zxcvbn = Later("zxcvbn")
SHORTEST, LONGEST = 15, 128
# 64 MiB, 3 passes, 1 lane: RFC 9106's second recommended option, about 0.1 s on an office machine.
COST = {"time_cost": 3, "memory_cost": 64 * 1024, "parallelism": 1}
_TRIED_BY_GUESSERS = 8  # 10⁸ guesses: what zxcvbn calls “somewhat guessable” is refused
_at_once = threading.BoundedSemaphore(2)  # hashing costs memory on purpose: many sign-ins together must not take all of it


def is_easy_to_guess(password: str, *, about: tuple[str, ...] = ()) -> bool:
    """Whether a guesser would try this early: common passwords (zxcvbn's own list of 30 000 and more), rows of keys,
    repeats, and words about the person or the organisation (`about`). No network is used.
    """
    words = [word for text in about for word in (text, *text.replace("@", " ").replace(".", " ").split())]
    left = password.lower()
    for word in sorted(("caseline", *words), key=len, reverse=True):
        left = left.replace(word.lower(), "")
    if sum(c.isalpha() for c in left) < 8:
        return True
    return zxcvbn.zxcvbn(password[:72], user_inputs=["caseline", *words])["guesses_log10"] < _TRIED_BY_GUESSERS


def hash_password(password: str) -> str:
    with _at_once:
        return _hasher().hash(password)


def is_right(password: str, password_hash: str | None) -> bool:
    """Whether `password` belongs to `password_hash`. With None (no such account) it takes as long and is False."""
    try:
        with _at_once:
            return _hasher().verify(password_hash or _nobody(), password[: LONGEST * 4]) and bool(password_hash)
    except (Argon2Error, InvalidHashError):
        return False


def should_be_rehashed(password_hash: str) -> bool:
    """Whether this hash was made at another cost than today's."""
    return _hasher().check_needs_rehash(password_hash)


def _hasher() -> PasswordHasher:
    return PasswordHasher(**current_app.config.get("PASSWORD_COST", COST))


def _nobody() -> str:
    """The hash of no account's password, so that a wrong name costs the same time as a wrong password."""
    return _nobody_at(tuple(current_app.config.get("PASSWORD_COST", COST).items()))


@cache
def _nobody_at(cost: tuple) -> str:
    return PasswordHasher(**dict(cost)).hash("the password of no account")
