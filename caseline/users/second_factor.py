"""The second thing besides the password: a code app (TOTP, RFC 6238), codes on paper, and who must have one."""

import io
import secrets
from hashlib import sha256

import pyotp
from flask import current_app
from sqlalchemy import delete, func, select, update

from caseline.db import db, now
from caseline.history import record
from caseline.later import Later
from caseline.users.models import Passkey, RecoveryCode, User

segno = Later("segno")
STEP = 30
RECOVERY_CODES = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is mistaken for another on paper


def has_one(user: User) -> bool:
    return bool(user.totp_secret) or has_passkey(user)


def has_passkey(user: User) -> bool:
    return db.session.scalar(select(func.count(Passkey.id)).where(Passkey.user_id == user.id)) > 0


def must_have_one(user: User) -> bool:
    """Whether this account's role asks for a second factor here (setting CASELINE_SECOND_FACTOR)."""
    return user.role in current_app.config["SETTINGS"].second_factor


def new_secret() -> str:
    return pyotp.random_base32()


def picture(user: User, secret: str) -> bytes:
    """The square that a code app scans, as SVG."""
    address = pyotp.TOTP(secret).provisioning_uri(name=user.email, issuer_name="Caseline")
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", scale=5, border=3, dark="#1b2326", light="#ffffff", xmldecl=False)
    return out.getvalue()


def set_up(user: User, secret: str, code: str) -> list[str] | None:
    """Keep the code app when `code` is one of its codes now; returns the recovery codes to print, or None."""
    step = _step_of(secret, code)
    if step is None:
        return None
    user.totp_secret, user.totp_step = secret, step
    record("code app added", f"user:{user.id}")
    return new_recovery_codes(user)


def new_recovery_codes(user: User) -> list[str]:
    """Ten fresh codes; the old ones stop working. They are shown once and only their hashes are kept."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    codes = ["-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(3)) for _ in range(RECOVERY_CODES)]
    db.session.add_all(RecoveryCode(user_id=user.id, code_hash=_hash(code)) for code in codes)
    record("recovery codes made", f"user:{user.id}")
    return codes


def codes_left(user: User) -> int:
    return db.session.scalar(select(func.count(RecoveryCode.id)).where(RecoveryCode.user_id == user.id, RecoveryCode.used_at.is_(None)))


def is_right(user: User, code: str) -> bool:
    """Whether `code` is the app's code now or an unused recovery code; it is used up by being right."""
    code = "".join(code.lower().split())
    step = _step_of(user.totp_secret, code) if user.totp_secret else None
    if step is not None:
        # The condition is in the statement: of two requests with the same code at the same moment one gets in.
        used = db.session.execute(update(User).where(User.id == user.id, User.totp_step < step).values(totp_step=step))
        return used.rowcount == 1
    unused = (RecoveryCode.user_id == user.id) & (RecoveryCode.code_hash == _hash(code)) & RecoveryCode.used_at.is_(None)
    if db.session.execute(update(RecoveryCode).where(unused).values(used_at=now())).rowcount:
        record("recovery code used", f"user:{user.id}", user_id=user.id)
        return True
    return False


def remove(user: User) -> None:
    """Take away code app, passkeys and recovery codes: for somebody who lost them all. They are told at the next sign-in."""
    user.totp_secret, user.totp_step = "", 0
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    db.session.execute(delete(Passkey).where(Passkey.user_id == user.id))
    record("second factor removed", f"user:{user.id}")


def _step_of(secret: str, code: str) -> int | None:
    """The 30-second step to which this code belongs, now or one step to either side (clocks differ)."""
    present = int(now().timestamp()) // STEP
    app = pyotp.TOTP(secret)
    return next((step for step in (present, present - 1, present + 1) if pyotp.utils.strings_equal(app.at(step * STEP), code)), None)


def _hash(code: str) -> str:
    return sha256("".join(c for c in code.lower() if c in _LETTERS).encode()).hexdigest()
