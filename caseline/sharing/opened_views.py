"""What a reader does with an open share, by link or as a guest: read it, take it along, answer. Every deed is noted."""

from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date

from flask import Response, abort, flash, redirect, render_template, request
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
from caseline.word.preview import html


@dataclass(frozen=True, slots=True)
class Opened:
    """What the reader of this share may see, and under which name. `addresses` lead to word, exhibits, answer, leave."""

    share: Share
    version: DossierVersion
    family: Family
    reader: str
    addresses: dict[str, str]


@contextmanager
def opened(share: Share, *, reader: str = "", addresses: dict[str, str]):
    """The share inside its family's scope; 404 when the family is gone."""
    with family_scope([share.family_id]):
        kept, family = db.session.get(Share, share.id), db.session.get(Family, share.family_id)
        if family.deleted_at:
            abort(404)
        yield Opened(kept, kept.version, family, reader or kept.version.reader.name, addresses)


def page(found: Opened) -> str:
    """The shared version, in its own language."""
    with _in_language(found.version.lang):
        dossier = versions.dossier_of(found.version)
        return render_template("sharing/show.html", share=found.share, version=found.version, reader=found.reader, addresses=found.addresses, dossier=dossier, preview=Markup(html(pages(dossier))))


def word(found: Opened) -> Response:
    """The Word file, marked with the reader's name and the day on every page."""
    links.note(found.share, "word")
    db.session.commit()
    return download(versions.personal_copy(found.version, found.reader, date.today()), WORD, f"{found.family.reference} v{found.version.number}.docx")


def exhibits(found: Opened) -> Response:
    """The bundle of exhibits, marked likewise. No transaction is open while it is bound."""
    if not found.share.with_exhibits:
        abort(404)
    links.note(found.share, "exhibits")
    db.session.commit()
    dossier, name, back = versions.dossier_of(found.version), f"{found.family.reference} v{found.version.number}.pdf", found.addresses["show"]
    sheets = bundle.sheets(found.family, dossier)
    db.session.rollback()
    try:
        return download(bind(dossier, sheets, recipient=found.reader, day=date.today()), "application/pdf", name)
    except NotBound:
        flash(_("The exhibits could not be put into one file. Ask for them another way."), "error")
        return redirect(back, 303)


def answer(found: Opened) -> Response:
    """An answer or a remark: kept for the team to decide, changing nothing by itself."""
    number = request.form.get("question", type=int)
    with _in_language(found.version.lang):
        if answers.keep(found.version, versions.dossier_of(found.version), question=number, text=request.form.get("answer", ""), author=found.reader):
            links.note(found.share, "answered")
            db.session.commit()
            flash(_("Thank you. Your answer has arrived."))
        else:
            flash(_("Nothing new was sent."), "warning")
    return redirect(found.addresses["show"], 303)


def _in_language(lang: str):
    """The reader's page speaks the dossier's language where the screens know it."""
    return force_locale(lang) if lang in LANGUAGES else nullcontext()
