"""Ways to a shared version: links with a secret and a passphrase, and the accounts of guests; noted at every use."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from flask import request
from sqlalchemy import select

from caseline.db import EVERY_FAMILY, db, family_scope, now
from caseline.dossiers.models import DossierVersion
from caseline.families.models import Family
from caseline.history import record
from caseline.sharing.models import Share, ShareOpening
from caseline.users.models import Role, User
from caseline.users.passwords import hash_password, is_right

LONGEST_DAYS, USUAL_DAYS = 30, 7
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is misheard on the telephone: no i, l, o, 0, 1


@dataclass(frozen=True, slots=True)
class Made:
    """A new link with what is shown once and never again: `token` goes into the address, `passphrase` another way."""

    share: Share
    token: str
    passphrase: str


def make(version: DossierVersion, *, days: int, with_exhibits: bool, user_id: int) -> Made:
    """A link to this version that ends after `days` (at most 30). The passphrase has about 79 bits."""
    token = secrets.token_urlsafe(32)
    passphrase = "-".join("".join(secrets.choice(_LETTERS) for _letter in range(4)) for _group in range(4))
    share = _share(version, days, with_exhibits, user_id, token_hash=hash_of(token), passphrase_hash=hash_password(passphrase))
    return Made(share, token, passphrase)


def make_for_guest(version: DossierVersion, guest: User, *, days: int, with_exhibits: bool, user_id: int) -> Share:
    """Open this version to a guest's account for `days` (at most 30). No link leads to it: its secret is thrown away."""
    return _share(version, days, with_exhibits, user_id, token_hash=hash_of(secrets.token_urlsafe(32)), passphrase_hash="", guest_id=guest.id)


def _share(version: DossierVersion, days: int, with_exhibits: bool, user_id: int, **proof) -> Share:
    share = Share(
        family_id=version.family_id, version_id=version.id, with_exhibits=with_exhibits and not version.pseudonymised, made_by=user_id,
        ends_at=now() + timedelta(days=min(max(days, 1), LONGEST_DAYS)), **proof,
    )
    db.session.add(share)
    db.session.flush()
    record("share made", f"share:{share.id}", family_id=version.family_id, version=version.id, ends=share.ends_at.date().isoformat(), guest=share.guest_id)
    return share


def hash_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def find(token: str) -> Share | None:
    """The live link with this secret, or None. It is looked up across families, and nothing else is read there."""
    with family_scope(EVERY_FAMILY):
        found = db.session.scalar(select(Share).where(Share.token_hash == hash_of(token), Share.guest_id.is_(None)))
        if found:
            db.session.expunge_all()
    return found if found and found.is_live(now()) else None


def guests() -> list[User]:
    """The accounts that a version can be shared with: lawyers who are not closed."""
    return list(db.session.scalars(select(User).where(User.role == Role.LAWYER, User.closed_at.is_(None)).order_by(User.name)))


def of_guest(user: User) -> list[Share]:
    """The live shares of this account, the latest first. Looked up across families, and nothing else is read there."""
    with family_scope(EVERY_FAMILY):
        found = [one for one in db.session.scalars(select(Share).where(Share.guest_id == user.id).order_by(Share.id.desc())) if one.is_live(now())]
        hidden = set(db.session.scalars(select(Family.id).where(Family.deleted_at.is_not(None))))
        db.session.expunge_all()
    return [one for one in found if one.family_id not in hidden]


def references(shares: list[Share]) -> dict[int, str]:
    """The code of each family shared, by which a lawyer tells one file from another; never its name."""
    return dict(db.session.execute(select(Family.id, Family.reference).where(Family.id.in_([one.family_id for one in shares]))).all())


def opens(share: Share | None, passphrase: str) -> bool:
    """Whether the passphrase is right; without a link it takes as long and is False."""
    typed = passphrase.strip().lower().replace(" ", "-")
    return is_right(typed, share.passphrase_hash if share else None)


def note(share: Share, deed: str) -> None:
    """Write down a use of the link, for the team and in the history. Inside the family's scope; the caller commits."""
    browser = request.user_agent.string[:300]
    db.session.add(ShareOpening(family_id=share.family_id, share_id=share.id, deed=deed, address=request.remote_addr or "", browser=browser))
    record(f"share: {deed}", f"share:{share.id}", family_id=share.family_id)


def revoke(share: Share) -> None:
    share.revoked_at = share.revoked_at or now()
    record("share ended", f"share:{share.id}", family_id=share.family_id)
