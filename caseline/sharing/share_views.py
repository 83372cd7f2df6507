"""For the team: make a link to a version or open it to a lawyer's account, see every opening, end it."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import format_date, format_datetime, gettext as _, lazy_gettext as _l
from flask_login import current_user
from sqlalchemy import select

from caseline.db import db, now
from caseline.dossiers.models import DossierVersion
from caseline.sharing import links
from caseline.sharing.models import Share
from caseline.users.guard import confirmed
from caseline.users.models import User

bp = Blueprint("shares", __name__, url_prefix="/families/<int:family_id>/dossiers")
DEEDS = {
    "opened": _l("opened"), "refused": _l("wrong passphrase"), "word": _l("took the Word file along"), "exhibits": _l("took the exhibits along"),
    "answered": _l("answered"),
}


@bp.get("/versions/<int:version_id>/shares")
def index(family_id, version_id):
    return _page(version_id)


@bp.post("/versions/<int:version_id>/shares")
@confirmed
def make(family_id, version_id):
    """A new link. Address and passphrase are shown now and never again, so the page is the answer itself."""
    days = request.form.get("days", links.USUAL_DAYS, type=int)
    made = links.make(_version(version_id), days=days, with_exhibits=bool(request.form.get("with_exhibits")), user_id=current_user.id)
    db.session.commit()
    return _page(version_id, made=made, address=url_for("shared.show", token=made.token, _external=True))


@bp.post("/versions/<int:version_id>/guests")
@confirmed
def invite(family_id, version_id):
    """Open the version to a lawyer's account."""
    guest = next((one for one in links.guests() if one.id == request.form.get("guest", type=int)), None) or abort(422)
    days = request.form.get("days", links.USUAL_DAYS, type=int)
    share = links.make_for_guest(_version(version_id), guest, days=days, with_exhibits=bool(request.form.get("with_exhibits")), user_id=current_user.id)
    db.session.commit()
    flash(_("%(name)s finds this version after signing in, until %(day)s.", name=guest.name, day=format_date(share.ends_at)))
    return redirect(url_for("shares.index", family_id=family_id, version_id=version_id), 303)


@bp.post("/shares/<int:share_id>/end")
def end(family_id, share_id):
    share = db.session.get(Share, share_id) or abort(404)
    links.revoke(share)
    db.session.commit()
    flash(_("It is closed: nobody gets in this way any more."))
    return redirect(url_for("shares.index", family_id=family_id, version_id=share.version_id), 303)


def _page(version_id: int, **made):
    kept = db.session.scalars(select(Share).where(Share.version_id == version_id).order_by(Share.id.desc())).all()
    return render_template("sharing/index.html", family=g.family, version=_version(version_id), shares=kept, deeds=DEEDS, when=format_datetime, now=now(), longest=links.LONGEST_DAYS, usual=links.USUAL_DAYS, guest_options=[(one.id, one.name) for one in links.guests()], names=_names(kept), **made)


def _names(shares: list[Share]) -> dict[int, str]:
    """Whose account each guest's share is for."""
    return dict(db.session.execute(select(User.id, User.name).where(User.id.in_([one.guest_id for one in shares if one.guest_id]))).all())


def _version(version_id: int) -> DossierVersion:
    return db.session.get(DossierVersion, version_id) or abort(404)
