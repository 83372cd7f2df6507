"""Putting papers in order: pages of a scan into papers of their own, papers joined, pages in another order; and back."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _, ngettext
from flask_login import current_user
from sqlalchemy import select

from caseline import jobs
from caseline.db import db
from caseline.documents import arranging
from caseline.documents.listing import pages_of, papers
from caseline.documents.models import Document, Page, PaperArrangement, Status
from caseline.documents.words import NOT_ARRANGED
from caseline.reading.beginnings import beginnings

bp = Blueprint("arranging", __name__, url_prefix="/families/<int:family_id>/documents")


@bp.get("/<int:document_id>/pages/")
def pages(family_id, document_id):
    """The pages of one paper, to be ordered and cut; cuts are proposed where a letter seems to begin."""
    document = _document(document_id)
    found = pages_of(document.id)
    return render_template("documents/arrange.html", document=document, pages=found, proposed=beginnings([page.text for page in found]))


@bp.post("/<int:document_id>/pages/")
def arrange(family_id, document_id):
    """The order that was typed, and a new paper at every page that was ticked."""
    document = _document(document_id)
    ordered = sorted(pages_of(document.id), key=lambda page: (request.form.get(f"order-{page.number}", page.number, type=int), page.number))
    begins = {int(number) for number in request.form.getlist("begins") if number.isdigit()}
    wanted: list[list[tuple[int, int]]] = []
    for page in ordered:
        if not wanted or page.number in begins:
            wanted.append([])
        wanted[-1].append((document.id, page.number))
    return _arranged(wanted, url_for("arranging.pages", family_id=family_id, document_id=document.id))


@bp.get("/join")
def choose(family_id):
    """The papers that can be joined, with the place each would have."""
    return render_template("documents/join.html", papers=_joinable(family_id), chosen=request.args.get("document", type=int))


@bp.post("/join")
def join(family_id):
    """The ticked papers become one, in the order that was typed."""
    chosen = {int(number) for number in request.form.getlist("document") if number.isdigit()}
    ordered = sorted((one for one in _joinable(family_id) if one.id in chosen), key=lambda one: (request.form.get(f"order-{one.id}", 99, type=int), one.id))
    if len(ordered) < 2:
        flash(_("Choose two papers or more."), "warning")
        return redirect(url_for("arranging.choose", family_id=family_id), 303)
    return _arranged([[(one.id, page.number) for one in ordered for page in pages_of(one.id)]], url_for("arranging.choose", family_id=family_id))


@bp.post("/arrangements/<int:paper_arrangement_id>/undo")
def undo(family_id, paper_arrangement_id):
    """Everything back to the papers as they were before."""
    arrangement = db.session.get(PaperArrangement, paper_arrangement_id) or abort(404)
    try:
        arranging.undo(g.family, arrangement)
    except arranging.NotArrangeable as refusal:
        flash(str(NOT_ARRANGED[refusal.why]), "error")
    else:
        db.session.commit()
        jobs.wake()
        flash(_("The papers are as they were."))
    return redirect(url_for("documents.index", family_id=family_id), 303)


def _arranged(wanted, back: str):
    try:
        made = arranging.arrange(g.family, wanted, user_id=current_user.id)
    except arranging.NotArrangeable as refusal:
        db.session.rollback()
        flash(str(NOT_ARRANGED[refusal.why]), "error")
        return redirect(back, 303)
    db.session.commit()
    jobs.wake()
    arrangement = arranging.arrangement_of(made[0])
    sentence = ngettext("It is one paper now.", "These are %(num)d papers now.", len(made))
    flash(sentence, "undo:" + url_for("arranging.undo", family_id=g.family.id, paper_arrangement_id=arrangement.id))
    return redirect(url_for("documents.show", family_id=g.family.id, document_id=made[0].id) if len(made) == 1 else url_for("documents.index", family_id=g.family.id), 303)


def _joinable(family_id: int) -> list[Document]:
    """Papers that are read, the first received first."""
    with_pages = set(db.session.scalars(select(Page.document_id).distinct()))
    return sorted((one for one in papers(family_id) if one.status == Status.READ and one.id in with_pages), key=lambda one: one.id)


def _document(document_id: int) -> Document:
    document = db.session.get(Document, document_id)
    return document if document and not document.deleted_at and pages_of(document_id) else abort(404)
