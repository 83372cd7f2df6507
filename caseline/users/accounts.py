"""Making accounts, signing in, changing and resetting passwords: each with its line in the history."""

from sqlalchemy import func, select

from caseline.db import db, now
from caseline.history import HistoryEntry, record
from caseline.users import throttle
from caseline.users.models import Role, User
from caseline.users.passwords import hash_password, is_right, should_be_rehashed
from caseline.users.sessions import end_all_sessions


class EmailTaken(Exception):
    """Another account already uses this e-mail address."""


class LastCoordinator(Exception):
    """Without this account nobody could manage accounts any more."""


def nobody_yet() -> bool:
    """True on the first visit, before any account exists."""
    return db.session.scalar(select(func.count()).select_from(User)) == 0


def find_user(email: str) -> User | None:
    return db.session.scalar(select(User).where(User.email == _tidy(email)))


def add_user(*, name: str, email: str, password: str = "", role: Role | str, language: str = "en") -> User:
    """Make an account; without a password it waits for its invitation to be used. Raises EmailTaken."""
    if find_user(email):
        raise EmailTaken(f"There is already an account for {_tidy(email)}.")
    password_hash = hash_password(password) if password else ""
    user = User(name=name.strip(), email=_tidy(email), password_hash=password_hash, role=Role(role), language=language)
    db.session.add(user)
    db.session.flush()
    record("account added", f"user:{user.id}", role=user.role)
    return user


def check_sign_in(email: str, password: str) -> User | None:
    """The account, when e-mail and password belong together and it is open; the attempt is recorded either way.

    Raises throttle.TooManyTries. The answer takes as long for an unknown account as for a wrong password, and no
    transaction is open while the password is hashed.
    """
    user = find_user(email)
    counters = throttle.count_try(_tidy(email))
    right = is_right(password, user.password_hash if user else None)
    if not right or not user.is_active:
        record("sign-in refused", f"user:{user.id}" if user else "user:unknown")
        return None
    throttle.forget(counters)
    if should_be_rehashed(user.password_hash):
        user.password_hash = hash_password(password)
    return user


def check_own_password(user: User, password: str) -> bool:
    """Whether the person at the screen knows the account's password. Raises throttle.TooManyTries."""
    counters = throttle.count_try(user.email, kind="confirm")
    if not is_right(password, user.password_hash):
        record("confirmation refused", f"user:{user.id}")
        return False
    throttle.forget(counters)
    return True


def refused_since_last_time(user: User) -> int:
    """How many sign-ins to this account were refused since the last one that succeeded."""
    about_me = HistoryEntry.subject == f"user:{user.id}"
    last = select(func.max(HistoryEntry.id)).where(about_me, HistoryEntry.verb == "signed in").scalar_subquery()
    refused = select(func.count()).where(about_me, HistoryEntry.verb == "sign-in refused", HistoryEntry.id > func.coalesce(last, 0))
    return db.session.scalar(refused)


def set_password(user: User, password: str, *, keep_session: str = "") -> None:
    """Change a password; every other session of the account ends."""
    user.password_hash = hash_password(password)
    end_all_sessions(user.id, but=keep_session)
    record("password changed", f"user:{user.id}")


def change_role(user: User, role: Role | str) -> None:
    """Give another role; it counts from the next request on. Raises LastCoordinator."""
    _keep_a_coordinator(user, stays=role == Role.COORDINATOR)
    if user.role != role:
        record("role changed", f"user:{user.id}", before=user.role, after=Role(role))
        user.role = Role(role)


def close_account(user: User) -> None:
    """Nobody can use the account any more, from the next request on. Raises LastCoordinator."""
    _keep_a_coordinator(user, stays=False)
    user.closed_at = now()
    end_all_sessions(user.id)
    record("account closed", f"user:{user.id}")


def open_account_again(user: User) -> None:
    user.closed_at = None
    record("account opened again", f"user:{user.id}")


def _keep_a_coordinator(user: User, *, stays: bool) -> None:
    others = select(func.count()).select_from(User).where(User.role == Role.COORDINATOR, User.closed_at.is_(None), User.id != user.id)
    if user.is_coordinator and not stays and db.session.scalar(others) == 0:
        raise LastCoordinator("This is the only coordinator: make a colleague coordinator first.")


def _tidy(email: str) -> str:
    return email.strip().lower()
