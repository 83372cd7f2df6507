"""What readers do puts on the day's list: who opened which version, who tried a wrong passphrase, which remarks wait."""

from datetime import timedelta

from flask import url_for
from flask_babel import format_datetime, gettext as _, ngettext
from sqlalchemy import func, select

from caseline.db import db
from caseline.dossiers.models import DossierVersion, ReturnedNote
from caseline.home.todo import Todo, todo_source
from caseline.sharing.models import Share, ShareOpening

FRESH = timedelta(days=3)  # how long an opening is news
DEEDS = ("opened", "word", "exhibits")


@todo_source
def openings(families, today, _user):
    """“Me Dumortier opened version 2”: once for each way in, the latest time."""
    ids = [family.id for family in families]
    latest = select(ShareOpening.share_id, ShareOpening.deed, func.max(ShareOpening.at).label("at")).where(ShareOpening.family_id.in_(ids)).group_by(ShareOpening.share_id, ShareOpening.deed).subquery()
    found = db.session.execute(select(Share, latest.c.deed, latest.c.at).join(latest, latest.c.share_id == Share.id).where(Share.family_id.in_(ids)).order_by(latest.c.at.desc()))
    told = set()
    for share, deed, at in found:
        day, news = at.date(), "refused" if deed == "refused" else "opened"
        if today - day > FRESH or deed not in (*DEEDS, "refused") or (share.id, news) in told:
            continue
        told.add((share.id, news))
        version, reader = share.version.number, share.version.reader.name
        what = _("Wrong passphrase for version %(number)s of %(reader)s", number=version, reader=reader) if news == "refused" else _("%(reader)s opened version %(number)s", reader=reader, number=version)
        yield Todo("readers", share.family_id, what, due=day, state=format_datetime(at, "short"), tone="finding" if news == "refused" else "", url=url_for("shares.index", family_id=share.family_id, version_id=share.version_id))


@todo_source
def remarks_to_decide(families, today, _user):
    """What came back from a reader and nobody has decided yet."""
    waiting = (
        select(ReturnedNote.family_id, ReturnedNote.version_id, func.count(ReturnedNote.id), func.max(ReturnedNote.author))
        .where(ReturnedNote.family_id.in_([family.id for family in families]), ReturnedNote.state == "open").group_by(ReturnedNote.family_id, ReturnedNote.version_id)
    )
    for family_id, version_id, count, author in db.session.execute(waiting):
        sent = db.session.get(DossierVersion, version_id)
        what = ngettext("%(num)d remark of %(author)s to decide", "%(num)d remarks of %(author)s to decide", count, author=author or sent.reader.name)
        yield Todo("readers", family_id, what, url=url_for("dossiers.version", family_id=family_id, version_id=version_id))
