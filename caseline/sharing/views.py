"""The reader's page: behind a secret link and a passphrase, exactly the version that was shared, and nothing else."""

import time

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from flask_babel import gettext as _

from caseline.db import db, family_scope
from caseline.sharing import links, opened_views
from caseline.sharing.models import Share
from caseline.users import throttle
from caseline.users.guard import public

bp = Blueprint("shared", __name__, url_prefix="/shared/<token>")
OPEN_FOR = 3600  # seconds after the passphrase


@bp.get("/")
@public
def show(token):
    """The shared version once the passphrase was given; before, a door that tells nothing, not even whether there is one."""
    share = links.find(token)
    if not _is_open(share):
        return render_template("sharing/door.html", token=token)
    with _opened(token) as found:
        return opened_views.page(found)


@bp.post("/")
@public
def enter(token):
    """Give the passphrase. Every try is counted, a wrong one on a living link is told to the team."""
    try:
        counters = throttle.count_try(links.hash_of(token), kind="share")
    except throttle.TooManyTries as wait:
        refused = _("Too many tries. Please wait %(seconds)s seconds and try again.", seconds=wait.seconds)
        return render_template("sharing/door.html", token=token, refused=refused), 429
    share = links.find(token)
    right = links.opens(share, request.form.get("passphrase", "")[:100])
    if share:
        with family_scope([share.family_id]):
            links.note(share, "opened" if right else "refused")
            db.session.commit()
    if not right:
        refused = _("This passphrase does not open the page, or the page was closed. Ask the person who sent you the link.")
        return render_template("sharing/door.html", token=token, refused=refused), 422
    throttle.forget(counters)
    db.session.commit()
    session[_key(share)] = int(time.time()) + OPEN_FOR
    return redirect(url_for("shared.show", token=token), 303)


@bp.post("/word")
@public
def word(token):
    with _opened(token) as found:
        return opened_views.word(found)


@bp.post("/exhibits")
@public
def exhibits(token):
    with _opened(token) as found:
        return opened_views.exhibits(found)


@bp.post("/answers")
@public
def answer(token):
    with _opened(token) as found:
        return opened_views.answer(found)


@bp.post("/leave")
@public
def leave(token):
    if share := links.find(token):
        session.pop(_key(share), None)
    return redirect(url_for("shared.show", token=token), 303)


def _opened(token: str):
    """The link's share, for a reader who gave the passphrase; 404 for everybody else."""
    share = links.find(token)
    if not _is_open(share):
        abort(404)
    return opened_views.opened(share, addresses={deed: url_for(f"shared.{deed}", token=token) for deed in ("show", "word", "exhibits", "answer", "leave")})


def _is_open(share: Share | None) -> bool:
    return share is not None and session.get(_key(share), 0) > time.time()


def _key(share: Share) -> str:
    return f"share-{share.id}"
