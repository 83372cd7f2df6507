"""Papers of a family: the list, adding, one page beside its text, and what can be done with a paper."""

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from caseline import jobs
from caseline.db import db, now
from caseline.documents import words
from caseline.documents.adding import take_in
from caseline.documents.arranging import arrangement_of, originals_of
from caseline.documents.images import marked_text, original_bytes, page_image, page_picture
from caseline.documents.intake import read_again
from caseline.documents.listing import page_at, pages_of, papers, work_left
from caseline.documents.models import Document, Page
from caseline.documents.remarks import remark
from caseline.edtf import NotEdtf, typed
from caseline.history import record
from caseline.htmx import page_or_part
from caseline.i18n import language

bp = Blueprint("documents", __name__, url_prefix="/families/<int:family_id>/documents")


@bp.app_context_processor
def _words():
    return {"kind_name": words.kind_name, "remark": remark, "failure_sentence": words.failure_sentence, "document_statuses": words.STATUSES, "reading_languages": words.reading_languages}


@bp.get("/")
def index(family_id):
    return page_or_part("documents/index.html", "documents/_list.html", papers=papers(family_id), left=work_left(family_id))


@bp.post("/")
def add(family_id):
    """Receive the files of one form. With script each file comes alone; without, all together."""
    outcomes = [take_in(file.filename, file.stream, request.form.get("together", "")) for file in request.files.getlist("files") if file.filename]
    db.session.commit()
    jobs.wake()
    if request.accept_mimetypes.best == "application/json":
        sentence = " ".join(outcome["sentence"] for outcome in outcomes) or _("No file was chosen. Choose one or more files first.")
        return {"sentence": sentence, "files": outcomes}, 200 if outcomes and all(outcome["ok"] for outcome in outcomes) else 422
    if not outcomes:
        flash(_("No file was chosen. Choose one or more files first."), "warning")
    for outcome in outcomes:
        flash(outcome["sentence"], "done" if outcome["ok"] else "error")
    return redirect(url_for("documents.index", family_id=family_id), 303)


@bp.get("/<int:document_id>/")
@bp.get("/<int:document_id>/pages/<int:number>")
def show(family_id, document_id, number=1):
    """One page, with the quote of ?start=&end= highlighted."""
    document = _document(document_id)
    pages = pages_of(document.id)
    page = next((page for page in pages if page.number == number), None)
    if page is None and number != 1:
        abort(404)
    start, end = request.args.get("start", type=int), request.args.get("end", type=int)
    shown = {"picture": page_picture(page, start, end), "text": marked_text(page, start, end)} if page else {}
    made = {} if document.has_file else {"originals": originals_of(document), "arrangement": arrangement_of(document)}
    return render_template("documents/show.html", document=document, pages=pages, page=page, kinds=words.kinds(), may_translate=_may_translate(document), **shown, **made)


@bp.get("/<int:document_id>/pages/<int:number>/image")
def image(family_id, document_id, number):
    page = page_at(_document(document_id).id, number)
    data, media_type = page_image(g.family, page, width=min(max(request.args.get("w", 1240, type=int), 100), 2400))
    return Response(data, mimetype=media_type, headers={"Content-Security-Policy": "default-src 'none'; sandbox"})


@bp.get("/<int:document_id>/original")
def original(family_id, document_id):
    """The bytes as they came, always as a download and never opened by the browser in our name."""
    document = _document(document_id)
    if not document.has_file:
        of = request.args.get("of", type=int)
        document = next((one for one in originals_of(document) if of in (None, one.id)), None) or abort(404)
    response = Response(original_bytes(g.family, document), mimetype="application/octet-stream")
    response.headers.set("Content-Disposition", "attachment", filename=document.name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@bp.post("/<int:document_id>/again")
def again(family_id, document_id):
    """Read a paper once more: after a failure, with another language, with a password, or with a page turned."""
    document = _document(document_id)
    languages = [code for code in request.form.getlist("languages") if code in dict(words.reading_languages())]
    page = page_at(document_id, request.form.get("page", 0, type=int))
    if page and (turn := request.form.get("turn", type=int)):
        original, number = db.session.get(Document, page.place[0]), str(page.place[1])
        original.rotations = {**original.rotations, number: (original.rotations.get(number, 0) + turn) % 360}
    if request.form.get("password"):
        document.password = request.form["password"]
    read_again(document, pages=[page.number] if page else None, languages=languages or None)
    db.session.commit()
    jobs.wake()
    return redirect(request.form.get("back") or url_for("documents.index", family_id=family_id), 303)


@bp.post("/<int:document_id>/facts")
def facts(family_id, document_id):
    """A person's word on what a paper is; reading it again will not change that back."""
    document = _document(document_id)
    document.title = request.form.get("title", "").strip()[:200]
    document.kind = request.form.get("kind", document.kind)
    document.sensitivity = request.form.get("sensitivity", document.sensitivity)
    try:
        dated = request.form.get("dated", "").strip()
        document.dated = typed(dated, language()).text if dated else ""
    except NotEdtf:
        flash(_("This date is not clear. Write for example 18.04.1983, March 2014 or about 1990."), "error")
        return redirect(url_for("documents.show", family_id=family_id, document_id=document_id), 303)
    original = db.session.get(Document, request.form.get("translation_of", 0, type=int))
    document.translation_of = original.id if original and original.id != document.id and not original.translation_of else None
    document.facts_by = current_user.id
    record("described", f"document:{document.id}", family_id=family_id)
    db.session.commit()
    flash(_("Saved."))
    return redirect(url_for("documents.show", family_id=family_id, document_id=document_id), 303)


@bp.post("/<int:document_id>/<any(remove, restore):deed>")
def bin_(family_id, document_id, deed):
    document = db.session.get(Document, document_id) or abort(404)
    document.deleted_at = now() if deed == "remove" else None
    record("removed" if deed == "remove" else "restored", f"document:{document.id}", family_id=family_id)
    db.session.commit()
    if deed == "remove":
        flash(_("%(name)s is in the bin.", name=document.shown_name), "undo:" + url_for("documents.bin_", family_id=family_id, document_id=document.id, deed="restore"))
    return redirect(url_for("documents.index", family_id=family_id), 303)


@bp.post("/<int:document_id>/pages/<int:number>/nothing")
def nothing_to_add(family_id, document_id, number):
    """“Read, nothing to add”: so that omissions are visible too."""
    page = db.session.scalar(select(Page).where(Page.document_id == document_id, Page.number == number)) or abort(404)
    page.nothing_to_add_by = None if page.nothing_to_add_by else current_user.id
    record("page read, nothing to add" if page.nothing_to_add_by else "page open again", f"page:{page.id}", family_id=family_id)
    db.session.commit()
    return redirect(request.form.get("back") or url_for("documents.show", family_id=family_id, document_id=document_id, number=number), 303)


def _may_translate(document: Document) -> list[tuple[int, str]]:
    """The papers this one may be a translation of."""
    return [(one.id, one.shown_name) for one in papers(document.family_id) if one.id != document.id and not one.translation_of and not one.redacted_from]


def _document(document_id) -> Document:
    document = db.session.get(Document, document_id)
    return document if document and not document.deleted_at else abort(404)
