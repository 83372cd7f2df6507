"""Signing in with a passkey (WebAuthn level 2): a security key or a device that checks who holds it. Cannot be phished."""

import base64
import json
import secrets
from urllib.parse import urlsplit

from flask import request, session
from sqlalchemy import select

from caseline.db import db, now
from caseline.history import record
from caseline.later import Later
from caseline.users.models import Passkey, User

webauthn, structs, refusals = Later("webauthn"), Later("webauthn.helpers.structs"), Later("webauthn.helpers.exceptions")
_CHALLENGE = "passkey_challenge"


class PasskeyRefused(Exception):
    """What the browser sent does not prove what it should."""


def passkeys_of(user: User) -> list[Passkey]:
    return list(db.session.scalars(select(Passkey).where(Passkey.user_id == user.id).order_by(Passkey.added_at)))


def options_to_add(user: User) -> str:
    """What the browser needs to make a passkey (JSON); the challenge is kept in the session cookie."""
    options = webauthn.generate_registration_options(
        rp_id=_site(),
        rp_name="Caseline",
        user_id=str(user.id).encode(),
        user_name=user.email,
        user_display_name=user.name,
        exclude_credentials=[structs.PublicKeyCredentialDescriptor(id=passkey.credential_id) for passkey in passkeys_of(user)],
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED, user_verification=structs.UserVerificationRequirement.REQUIRED
        ),
    )
    session[_CHALLENGE] = options.challenge.hex()
    return webauthn.options_to_json(options)


def add(user: User, credential: str, name: str) -> Passkey:
    """Keep the passkey that the browser made. Raises PasskeyRefused."""
    try:
        made = webauthn.verify_registration_response(
            credential=credential, expected_challenge=_challenge(), expected_rp_id=_site(), expected_origin=_origin(), require_user_verification=True
        )
    except (refusals.WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise PasskeyRefused("This passkey could not be added.") from error
    passkey = Passkey(user_id=user.id, name=name.strip()[:60], credential_id=made.credential_id, public_key=made.credential_public_key, sign_count=made.sign_count)
    db.session.add(passkey)
    record("passkey added", f"user:{user.id}")
    return passkey


def options_to_sign_in() -> str:
    """What the browser needs to sign in with any passkey it has for this site (JSON; WebAuthn level 2, 5.5).

    By hand: the page that everybody sees first would otherwise wait for the library, which only a passkey needs.
    """
    challenge = secrets.token_bytes(64)
    session[_CHALLENGE] = challenge.hex()
    said = base64.urlsafe_b64encode(challenge).rstrip(b"=").decode()
    return json.dumps({"challenge": said, "timeout": 60_000, "rpId": _site(), "allowCredentials": [], "userVerification": "required"})


def user_with(credential: str) -> User:
    """The open account whose passkey signed our challenge. Raises PasskeyRefused."""
    try:
        passkey = db.session.scalar(select(Passkey).where(Passkey.credential_id == _id_of(credential)))
        if passkey is None:
            raise PasskeyRefused("This passkey is not known here.")
        shown = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=_challenge(),
            expected_rp_id=_site(),
            expected_origin=_origin(),
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except (refusals.WebAuthnException, ValueError, KeyError, TypeError, AttributeError) as error:
        raise PasskeyRefused("This passkey was not accepted.") from error
    passkey.sign_count, passkey.used_at = shown.new_sign_count, now()
    user = db.session.get(User, passkey.user_id)
    if not user.is_active:
        raise PasskeyRefused("This account is closed.")
    return user


def remove(user: User, passkey_id: int) -> None:
    passkey = db.session.get(Passkey, passkey_id)
    if passkey and passkey.user_id == user.id:
        db.session.delete(passkey)
        record("passkey removed", f"user:{user.id}")


def _id_of(credential: str) -> bytes:
    from_browser = json.loads(credential)["id"]
    return webauthn.base64url_to_bytes(from_browser)


def _challenge() -> bytes:
    """The challenge that was given out; it works once."""
    return bytes.fromhex(session.pop(_CHALLENGE))


def _site() -> str:
    return urlsplit(request.host_url).hostname


def _origin() -> str:
    return request.host_url.rstrip("/")
