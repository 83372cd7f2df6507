"""Blacking out: what readers shall not see of a paper is marked page by page, and a redacted copy is made."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _, ngettext
from flask_login import current_user
from sqlalchemy import select

from caseline import jobs
from caseline.db import db
from caseline.documents.images import page_picture
from caseline.documents.listing import pages_of
from caseline.documents.models import Document, Page
from caseline.dossiers import redacting
from caseline.dossiers.binding import NotBound
from caseline.dossiers.blacking import Marks, black_boxes, pieces_of
from caseline.history import record
from caseline.i18n import language

bp = Blueprint("redactions", __name__, url_prefix="/families/<int:family_id>/redactions/<int:document_id>")


@bp.get("/")
@bp.get("/pages/<int:number>")
def page(family_id, document_id, number=1):
    """One page with what is marked on it: on the image, and word by word beside it."""
    document, shown = _paper(document_id), _page(document_id, number)
    redaction, leaf = redacting.draft_of(document), redacting.leaf_of(shown)
    marks, picture = redacting.marks_on(redaction, shown), page_picture(shown)
    boxes = [(x0 * shown.width, y0 * shown.height, (x1 - x0) * shown.width, (y1 - y0) * shown.height) for x0, y0, x1, y1 in black_boxes(leaf, marks)]
    chosen = [[(start, end, leaf.text[start:end], _is_in(start, end, marks)) for start, end in line] for line in pieces_of(leaf)]
    return render_template(
        "dossiers/redact.html", document=document, pages=pages_of(document_id), page=shown, picture=picture, boxes=boxes, lines=chosen, areas=marks.areas,
        marked={int(one) for one in redaction.marks}, redaction=redaction, copy=redacting.copies().get(document_id),
    )


@bp.post("/pages/<int:number>")
def keep(family_id, document_id, number):
    """Keep what is marked on this page, and go on where the button says."""
    document, shown = _paper(document_id), _page(document_id, number)
    redacting.mark(redacting.draft_of(document), shown, _marks_of(request.form, len(shown.text)))
    db.session.commit()
    last = db.session.scalar(select(Page.number).where(Page.document_id == document_id).order_by(Page.number.desc()).limit(1))
    return _back(document_id, min(number + 1, last) if request.form.get("go") == "next" else number)


@bp.post("/everywhere")
def everywhere(family_id, document_id):
    """Mark some words wherever they stand."""
    document, words = _paper(document_id), request.form.get("words", "").strip()[:200]
    found = redacting.mark_everywhere(redacting.draft_of(document), document, words)
    db.session.commit()
    if found:
        flash(ngettext("Marked in %(num)d place.", "Marked in %(num)d places.", found))
    else:
        flash(_("“%(words)s” stands nowhere in the text of this paper. Look at the image: it may be written otherwise.", words=words), "warning")
    return _back(document_id, request.form.get("number", 1, type=int))


@bp.post("/copy")
def copy(family_id, document_id):
    """Make the redacted copy. It takes a moment for a long paper."""
    document = _paper(document_id)
    number, reason = request.form.get("number", 1, type=int), request.form.get("reason", "").strip()[:500]
    try:
        made = redacting.make(g.family, document, redacting.draft_of(document), reason=reason, lang=language(), user_id=current_user.id)
    except redacting.NothingMarked:
        flash(_("Nothing is marked yet: mark words or an area first."), "error")
        return _back(document_id, number)
    except NotBound:
        flash(_("The copy could not be made: a page cannot be drawn, or the paper is too long."), "error")
        return _back(document_id, number)
    db.session.commit()
    jobs.wake()
    flash(_("The redacted copy is made. Dossiers give it in the place of the paper; look at every page of it before it goes out."))
    return redirect(url_for("documents.show", family_id=family_id, document_id=made.id), 303)


@bp.post("/discard")
def discard(family_id, document_id):
    """Forget what was marked since the last copy."""
    draft = redacting.draft_of(_paper(document_id))
    if draft.id:
        db.session.delete(draft)
        record("redaction discarded", f"document:{document_id}", family_id=family_id)
        db.session.commit()
    return _back(document_id, 1)


def _marks_of(form, length: int) -> Marks:
    """What the form marks; what cannot be read is left out."""
    ranges = {(start, end) for value in form.getlist("word") for start, end in [_numbers(value, "-", int, 2) or (0, 0)] if 0 <= start < end <= length}
    drawn = [_numbers(value, ",", float, 4) for value in form.getlist("area")]
    typed = [form.get(side, "").replace(",", ".") for side in ("left", "top", "right", "bottom")]
    if all(typed) and (percent := _numbers(";".join(typed), ";", float, 4)):
        drawn.append(tuple(side / 100 for side in percent))
    areas = [box for box in drawn if box and all(0 <= side <= 1 for side in box) and box[0] < box[2] and box[1] < box[3]]
    return Marks(tuple(sorted(ranges)), tuple(dict.fromkeys(areas)))


def _numbers(value: str, between: str, kind: type, count: int) -> tuple | None:
    try:
        found = tuple(kind(part) for part in value.split(between))
    except ValueError:
        return None
    return found if len(found) == count else None


def _is_in(start: int, end: int, marks: Marks) -> bool:
    return any(start < until and end > since for since, until in marks.ranges)


def _paper(document_id: int) -> Document:
    """The paper; a redacted copy is not redacted again, its original is."""
    document = db.session.get(Document, document_id)
    return document if document and not document.deleted_at and not document.redacted_from else abort(404)


def _page(document_id: int, number: int) -> Page:
    return db.session.scalar(select(Page).where(Page.document_id == document_id, Page.number == number)) or abort(404)


def _back(document_id: int, number: int):
    return redirect(url_for("redactions.page", family_id=g.family.id, document_id=document_id, number=number), 303)
