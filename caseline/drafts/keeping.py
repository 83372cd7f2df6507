"""Keeping, giving back and throwing away what was typed; sealed, so that only its writer's session ever opens it."""

import json
import secrets
from datetime import timedelta

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Flask, Response, current_app, request
from flask_login import current_user
from sqlalchemy import delete, select

from caseline.db import db, now
from caseline.drafts.models import Draft

LARGEST = 200_000  # characters of one form
LASTS = timedelta(days=30)
NEVER_KEPT = ("csrf_token", "password", "code")


def register(app: Flask) -> None:
    """After a form was accepted, its draft goes."""
    app.after_request(_forget_when_sent)


def keep(address: str, family_id: int | None, fields: dict[str, list[str]], user_id: int) -> Draft:
    """Keep these fields for the form at `address`, over what was kept before. Raises ValueError when it is too much."""
    told = json.dumps({name: values for name, values in fields.items() if not name.startswith(NEVER_KEPT)}, ensure_ascii=False)
    if len(told) > LARGEST:
        raise ValueError("This is too much to be kept as a draft.")
    draft = _find(address, user_id) or Draft(address=address, user_id=user_id, family_id=family_id)
    draft.sealed, draft.saved_at = _seal(told.encode(), user_id, address), now()
    db.session.add(draft)
    db.session.execute(delete(Draft).where(Draft.user_id == user_id, Draft.saved_at < now() - LASTS))
    return draft


def kept(address: str, user_id: int) -> tuple[Draft, dict[str, list[str]]] | None:
    """The draft for this form and its fields; None when there is none, or when its key is gone."""
    draft = _find(address, user_id)
    try:
        return (draft, json.loads(_open(draft.sealed, user_id, address))) if draft else None
    except InvalidTag:
        return None


def throw_away(address: str, user_id: int) -> None:
    db.session.execute(delete(Draft).where(Draft.user_id == user_id, Draft.address == address))


def _forget_when_sent(response: Response) -> Response:
    sent = request.method == "POST" and response.status_code in {302, 303} and request.blueprint not in {"drafts", "users"}
    if sent and current_user.is_authenticated and db.session.execute(delete(Draft).where(Draft.user_id == current_user.id, Draft.address == request.path)).rowcount:
        db.session.commit()
    return response


def _find(address: str, user_id: int) -> Draft | None:
    return db.session.scalar(select(Draft).where(Draft.user_id == user_id, Draft.address == address))


def _seal(told: bytes, user_id: int, address: str) -> bytes:
    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(_key()).encrypt(nonce, told, f"{user_id} {address}".encode())


def _open(sealed: bytes, user_id: int, address: str) -> bytes:
    return AESGCM(_key()).decrypt(sealed[:12], sealed[12:], f"{user_id} {address}".encode())


def _key() -> bytes:
    return current_app.config["SETTINGS"].derive("drafts")
