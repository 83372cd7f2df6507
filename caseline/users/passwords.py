"""Passwords: long, unusual, hashed with argon2id; never written down anywhere else."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from flask import current_app

SHORTEST, LONGEST = 15, 128
# 64 MiB, 3 passes, 1 lane: RFC 9106's second recommended option, about 0.1 s on an office machine.
COST = {"time_cost": 3, "memory_cost": 64 * 1024, "parallelism": 1}


def hash_password(password: str) -> str:
    return _hasher().hash(password)


def is_right(password: str, password_hash: str | None) -> bool:
    """Whether `password` belongs to `password_hash`. With None (no such account) it takes as long and is False."""
    try:
        return _hasher().verify(password_hash or _nobody(), password[: LONGEST * 4]) and password_hash is not None
    except (Argon2Error, InvalidHashError):
        return False


def _hasher() -> PasswordHasher:
    return PasswordHasher(**current_app.config.get("PASSWORD_COST", COST))


def _nobody() -> str:
    """The hash of no account's password, so that a wrong name costs the same time as a wrong password."""
    return _nobody_at(tuple(current_app.config.get("PASSWORD_COST", COST).items()))


@cache
def _nobody_at(cost: tuple) -> str:
    return PasswordHasher(**dict(cost)).hash("the password of no account")
