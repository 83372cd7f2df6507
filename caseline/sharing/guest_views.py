"""A lawyer's account: the versions that were shared with it, and nothing else of any family."""

import time

from flask import Blueprint, abort, redirect, render_template, session, url_for
from flask_login import current_user

from caseline.db import db, family_scope
from caseline.sharing import links, opened_views
from caseline.sharing.models import Share
from caseline.users.guard import open_to
from caseline.users.models import Role

bp = Blueprint("guest", __name__, url_prefix="/shared-with-me")
OPEN_FOR = 3600  # seconds; then it is opened, and noted, once more


def guests(view):
    """Mark a view for lawyers' accounts; it is offered to nobody else."""
    view.for_guests = True
    return open_to(Role.LAWYER)(view)


@bp.get("/")
@guests
def index():
    """What is shared with this account today: whose file stays behind the door until it is opened."""
    return _door(links.of_guest(current_user))


@bp.get("/<int:share_id>/")
@guests
def show(share_id):
    share = _share(share_id)
    if session.get(_key(share), 0) <= time.time():
        return _door([share])
    with _opened(share) as found:
        return opened_views.page(found)


@bp.post("/<int:share_id>/")
@guests
def enter(share_id):
    """Open it: written down, and seen by the team."""
    share = _share(share_id)
    with family_scope([share.family_id]):
        links.note(share, "opened")
        db.session.commit()
    session[_key(share)] = int(time.time()) + OPEN_FOR
    return redirect(url_for("guest.show", share_id=share_id), 303)


@bp.post("/<int:share_id>/word")
@guests
def word(share_id):
    with _opened(_share(share_id)) as found:
        return opened_views.word(found)


@bp.post("/<int:share_id>/exhibits")
@guests
def exhibits(share_id):
    with _opened(_share(share_id)) as found:
        return opened_views.exhibits(found)


@bp.post("/<int:share_id>/answers")
@guests
def answer(share_id):
    with _opened(_share(share_id)) as found:
        return opened_views.answer(found)


@bp.post("/<int:share_id>/leave")
@guests
def leave(share_id):
    session.pop(_key(_share(share_id)), None)
    return redirect(url_for("guest.index"), 303)


def _door(shares: list[Share]) -> str:
    return render_template("sharing/guest.html", shares=shares, references=links.references(shares))


def _share(share_id: int) -> Share:
    """A live share of this very account; anything else does not exist."""
    return next((one for one in links.of_guest(current_user) if one.id == share_id), None) or abort(404)


def _opened(share: Share):
    addresses = {deed: url_for(f"guest.{deed}", share_id=share.id) for deed in ("show", "word", "exhibits", "answer", "leave")}
    return opened_views.opened(share, reader=current_user.name, addresses=addresses)


def _key(share: Share) -> str:
    return f"guest-{share.id}"
