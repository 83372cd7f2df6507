"""The reader's page: behind a secret link and a passphrase, exactly the version that was shared, and nothing else."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from flask_babel import force_locale, gettext as _
from markupsafe import Markup

from caseline.db import db, family_scope
from caseline.dossiers import bundle, versions
from caseline.dossiers.binding import NotBound, bind
from caseline.dossiers.layouts import pages
from caseline.dossiers.models import DossierVersion
from caseline.dossiers.saving import WORD, download
from caseline.families.models import Family
from caseline.i18n import LANGUAGES
from caseline.sharing import answers, links
from caseline.sharing.models import Share
from caseline.users import throttle
from caseline.users.guard import public
from caseline.word.preview import html

bp = Blueprint("shared", __name__, url_prefix="/shared/<token>")
OPEN_FOR = 3600  # seconds after the passphrase


@dataclass(frozen=True, slots=True)
class Opened:
    """What the reader of this link may see."""

    share: Share
    version: DossierVersion
    family: Family


@bp.get("/")
@public
def show(token):
    """The shared version once the passphrase was given; before, a door that tells nothing, not even whether there is one."""
    share = links.find(token)
    if not _is_open(share):
        return render_template("sharing/door.html", token=token)
    with _opened(token) as found, _in_language(found.version.lang):
        dossier = versions.dossier_of(found.version)
        return render_template("sharing/show.html", token=token, share=found.share, version=found.version, dossier=dossier, preview=Markup(html(pages(dossier))))


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
    """The Word file, marked with the reader's name and the day on every page."""
    with _opened(token) as found:
        links.note(found.share, "word")
        db.session.commit()
        data = versions.personal_copy(found.version, date.today())
        return download(data, WORD, f"{found.family.reference} v{found.version.number}.docx")


@bp.post("/exhibits")
@public
def exhibits(token):
    """The bundle of exhibits, marked likewise. No transaction is open while it is bound."""
    with _opened(token) as found:
        if not found.share.with_exhibits:
            abort(404)
        links.note(found.share, "exhibits")
        db.session.commit()
        dossier, reader, name = versions.dossier_of(found.version), found.version.reader.name, f"{found.family.reference} v{found.version.number}.pdf"
        sheets = bundle.sheets(found.family, dossier)
    try:
        return download(bind(dossier, sheets, recipient=reader, day=date.today()), "application/pdf", name)
    except NotBound:
        flash(_("The exhibits could not be put into one file. Ask for them another way."), "error")
        return redirect(url_for("shared.show", token=token), 303)


@bp.post("/answers")
@public
def answer(token):
    """An answer or a remark: kept for the team to decide, changing nothing by itself."""
    with _opened(token) as found:
        number = request.form.get("question", type=int)
        with _in_language(found.version.lang):
            if answers.keep(found.version, versions.dossier_of(found.version), question=number, text=request.form.get("answer", "")):
                links.note(found.share, "answered")
                db.session.commit()
                flash(_("Thank you. Your answer has arrived."))
            else:
                flash(_("Nothing new was sent."), "warning")
    return redirect(url_for("shared.show", token=token), 303)


@bp.post("/leave")
@public
def leave(token):
    if share := links.find(token):
        session.pop(_key(share), None)
    return redirect(url_for("shared.show", token=token), 303)


@contextmanager
def _opened(token: str) -> Iterator[Opened]:
    """The link's family scope, for a reader who gave the passphrase; 404 for everybody else."""
    share = links.find(token)
    if not _is_open(share):
        abort(404)
    with family_scope([share.family_id]):
        kept = db.session.get(Share, share.id)
        family = db.session.get(Family, share.family_id)
        if family.deleted_at:
            abort(404)
        yield Opened(kept, kept.version, family)


def _is_open(share: Share | None) -> bool:
    return share is not None and session.get(_key(share), 0) > time.time()


def _key(share: Share) -> str:
    return f"share-{share.id}"


def _in_language(lang: str):
    return force_locale(lang) if lang in LANGUAGES else nullcontext()
