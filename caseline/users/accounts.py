"""Making accounts, signing in, changing and resetting passwords: each with its line in the history."""

from sqlalchemy import func, select

from caseline.db import db, now
from caseline.history import record
from caseline.users.models import Role, User
from caseline.users.passwords import hash_password, is_right
from caseline.users.sessions import end_all_sessions


class EmailTaken(Exception):
    """Another account already uses this e-mail address."""


def nobody_yet() -> bool:
    """True on the first visit, before any account exists."""
    return db.session.scalar(select(func.count()).select_from(User)) == 0


def find_user(email: str) -> User | None:
    return db.session.scalar(select(User).where(User.email == _tidy(email)))


def add_user(*, name: str, email: str, password: str, role: Role | str, language: str = "en") -> User:
    """Make an account. Raises EmailTaken."""
    if find_user(email):
        raise EmailTaken(f"There is already an account for {_tidy(email)}.")
    user = User(name=name.strip(), email=_tidy(email), password_hash=hash_password(password), role=Role(role), language=language)
    db.session.add(user)
    db.session.flush()
    record("account added", f"user:{user.id}", role=user.role)
    return user


def check_sign_in(email: str, password: str) -> User | None:
    """The account, when e-mail and password belong together and it is open; the attempt is recorded either way."""
    user = find_user(email)
    right = is_right(password, user.password_hash if user else None)
    if right and user.is_active:
        record("signed in", f"user:{user.id}", user_id=user.id)
        return user
    record("sign-in refused", f"user:{user.id}" if user else "user:unknown")
    return None


def set_password(user: User, password: str, *, keep_session: str = "") -> None:
    """Change a password; every other session of the account ends."""
    user.password_hash = hash_password(password)
    end_all_sessions(user.id, but=keep_session)
    record("password changed", f"user:{user.id}")


def close_account(user: User) -> None:
    user.closed_at = now()
    end_all_sessions(user.id)
    record("account closed", f"user:{user.id}")


def open_account_again(user: User) -> None:
    user.closed_at = None
    record("account opened again", f"user:{user.id}")


def _tidy(email: str) -> str:
    return email.strip().lower()
