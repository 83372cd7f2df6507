"""Dossiers: the builder, the preview, the Word file, handing over, versions, and remarks that come back."""

from dataclasses import replace
from datetime import date

from flask import Blueprint, Response, abort, current_app, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup
from sqlalchemy import select

from caseline.contacts.forms import actor_choices
from caseline.db import db, now
from caseline.documents.listing import papers
from caseline.dossiers import checks, consenting, house_files, redacting, returned, versions
from caseline.dossiers.dossier import Dossier
from caseline.dossiers.forms import KINDS, LANGUAGES, Asked, read_builder
from caseline.dossiers.layout_changes import layout as changes_layout
from caseline.dossiers.layouts import pages
from caseline.dossiers.making import events_to_keep_back, procedures_of
from caseline.dossiers.models import DossierVersion, Reader, ReturnedNote
from caseline.dossiers.saving import WORD, download
from caseline.edtf import NotEdtf
from caseline.history import record
from caseline.i18n import language
from caseline.timeline.models import Event
from caseline.users.guard import confirmed
from caseline.word.foreign import BadWordFile
from caseline.word.preview import html
from caseline.word.template import TemplateProblem
from caseline.word.writer import write

bp = Blueprint("dossiers", __name__, url_prefix="/families/<int:family_id>/dossiers")


@bp.get("/")
def index(family_id):
    kept = db.session.scalars(select(DossierVersion).order_by(DossierVersion.id.desc())).all()
    notes = db.session.scalars(select(ReturnedNote).where(ReturnedNote.state == "open").order_by(ReturnedNote.id)).all()
    return render_template("dossiers/index.html", versions=kept, kinds=KINDS, notes=notes)


@bp.get("/new")
def build(family_id):
    """The builder on one page: for whom, what, check, preview."""
    return _builder(_asked(request.args), looked=bool(request.args.get("for")))


@bp.post("/draft")
@confirmed
def draft(family_id):
    """The draft as a Word file, to read and correct before it is handed over."""
    asked = _asked(request.form)
    dossier = versions.draft(g.family, _reader(asked), lang=asked.lang, options=asked.options)
    record("dossier draft downloaded", f"family:{family_id}", family_id=family_id, kind=asked.kind)
    db.session.commit()
    try:
        return _word(house_files.written(dossier, house_files.paper_for(asked.template)), f"{g.family.reference} {asked.kind} draft.docx")
    except TemplateProblem as problem:
        return _builder(asked, looked=True, problems={"template": str(problem)}), 422


@bp.post("/hand-over")
@confirmed
def hand_over(family_id):
    """Freeze a version: from now on it is what this reader received."""
    asked, said = _asked(request.form), request.form.get("consent", "").strip()
    gate = _gate(asked)
    if problems := _problems(asked, said, gate):
        return _builder(asked, looked=True, problems=problems), 422
    try:
        version = versions.freeze(
            g.family, _reader(asked), lang=asked.lang, options=asked.options, user_id=current_user.id, consent="; ".join(filter(None, [gate.in_words(), said[:1000]])),
            without_consent=[person.id for person in gate.missing], sent_how=request.form.get("sent_how", "")[:300], override_reason=_override() if gate.missing else "",
            paper=house_files.paper_for(asked.template),
        )
    except TemplateProblem as problem:
        return _builder(asked, looked=True, problems={"template": str(problem)}), 422
    db.session.commit()
    flash(_("Version %(number)s for %(reader)s is frozen. Download it below and hand it over.", number=version.number, reader=version.reader.name))
    return redirect(url_for("dossiers.version", family_id=family_id, version_id=version.id), 303)


@bp.get("/versions/<int:version_id>")
def version(family_id, version_id):
    kept = _version(version_id)
    notes = db.session.scalars(select(ReturnedNote).where(ReturnedNote.version_id == version_id).order_by(ReturnedNote.id)).all()
    since = versions.changes_since(kept, g.family, options=_asked(request.args).options)
    events = {event.id: event for event in db.session.scalars(select(Event).where(Event.id.in_([n.event_id for n in notes if n.event_id])))}
    return render_template("dossiers/version.html", version=kept, notes=notes, since=since, events=events, kinds=KINDS)


@bp.post("/versions/<int:version_id>/file")
@confirmed
def file(family_id, version_id):
    """The Word file of a version, the same bytes as when it was handed over."""
    kept = _version(version_id)
    record("dossier downloaded", f"dossier:{kept.id}", family_id=family_id)
    db.session.commit()
    return _word(versions.bytes_of(kept), f"{g.family.reference} {kept.reader.kind} v{kept.number}.docx")


@bp.post("/versions/<int:version_id>/changes")
@confirmed
def changes_file(family_id, version_id):
    """“What changed since you received it” as a Word file."""
    kept = _version(version_id)
    found = versions.changes_since(kept, g.family, options=_asked(request.form).options)
    record("changes downloaded", f"dossier:{kept.id}", family_id=family_id)
    db.session.commit()
    return _word(write(changes_layout(found)), f"{g.family.reference} changes since v{kept.number}.docx")


@bp.post("/versions/<int:version_id>/returned")
def take_back(family_id, version_id):
    """A commented Word file comes back: each remark waits on its row."""
    kept, uploaded = _version(version_id), request.files.get("file")
    if not uploaded or not uploaded.filename:
        flash(_("No file was chosen. Choose the Word file with the remarks."), "error")
    else:
        try:
            added = returned.keep(kept, uploaded.read())
            db.session.commit()
            flash(_("%(count)s remarks came back; decide each of them below.", count=added) if added else _("This file brings no new remark."))
        except BadWordFile:
            flash(_("This is not a Word file that can be read (.docx). Ask for it again, saved as .docx."), "error")
    return redirect(url_for("dossiers.version", family_id=family_id, version_id=version_id), 303)


@bp.post("/notes/<int:note_id>")
def decide_note(family_id, note_id):
    """A remark becomes a question on its row or the answer to it, a date beside the others, is done, or is set aside; never a
    silent change."""
    note = db.session.get(ReturnedNote, note_id) or abort(404)
    deed = request.form.get("deed", "done")
    if deed not in {"question", "answer", "date", "done", "set_aside", "open"}:
        abort(400)
    event = db.session.get(Event, note.event_id) if note.event_id else None
    try:
        if event and deed in _ON_THE_ROW:
            _ON_THE_ROW[deed](note, event)
    except NotEdtf:
        flash(_("“%(words)s” is no date that can be read. Change the event by hand.", words=note.details.get("written", "")), "error")
        return redirect(url_for("dossiers.version", family_id=family_id, version_id=note.version_id), 303)
    note.state, note.decided_by, note.decided_at = deed, current_user.id, now()
    record("remark decided", f"note:{note.id}", family_id=family_id, state=note.state)
    db.session.commit()
    return redirect(url_for("dossiers.version", family_id=family_id, version_id=note.version_id), 303)


def _ask(note: ReturnedNote, event: Event) -> None:
    event.question = "\n".join(filter(None, [event.question, note.text]))
    event.version += 1


def _answer(note: ReturnedNote, event: Event) -> None:
    event.answer, event.answered_by = note.text, note.author
    event.version += 1


_ON_THE_ROW = {"question": _ask, "answer": _answer, "date": lambda note, event: returned.take_date(note, event, user_id=current_user.id)}


def _builder(asked: Asked, *, looked: bool, problems: dict[str, str] | None = None) -> str:
    """The builder's page; with `looked`, the checks and the preview as well. What was typed stays."""
    dossier = _draft(asked) if looked else None
    gate = _gate(asked)
    return render_template(
        "dossiers/build.html",
        asked=asked, kinds=KINDS, languages=LANGUAGES, papers=[one for one in papers(g.family.id) if not one.redacted_from], copies=redacting.copies(), events=events_to_keep_back(), procedures=procedures_of(g.family, language()), lawyers=actor_choices(), gate=gate, own_templates=[(one.id, one.name) for one in house_files.templates()],
        problems=problems or {}, typed=request.form, checks=checks.look(g.family, dossier, gate) if dossier else [], preview=Markup(html(pages(dossier))) if dossier else "",
    )


def _draft(asked: Asked) -> Dossier:
    dossier = versions.draft(g.family, _reader(asked), lang=asked.lang, options=asked.options)
    db.session.rollback()  # looking makes no reader
    return dossier


def _problems(asked: Asked, said: str, gate: consenting.Gate) -> dict[str, str]:
    """What keeps this from being handed over, by field."""
    found = {}
    if not asked.reader:
        found["reader"] = _("Please say to whom it goes: it is kept with the version.")
    if not said and not gate.agreed:
        found["consent"] = _("Please say on whose agreement: it is kept with the version.")
    if gate.missing and not _override():
        found["override_reason"] = _("Without the consent of everybody in it, this goes out only with a reason. It is kept with the version and in the history.")
    return found


def _override() -> str:
    return request.form.get("override_reason", "").strip()[:1000]


def _gate(asked: Asked) -> consenting.Gate:
    return consenting.gate(g.family, asked.kind, persons=asked.options.persons, on=date.today(), user_id=current_user.id)


def _asked(values) -> Asked:
    """What the builder's form says. A reader who was not on the page before brings along what was kept back last time."""
    asked = read_builder(values, organisation=current_app.config["SETTINGS"].organisation, prepared_by=current_user.name, default_lang=g.family.language)
    if values.get("seen_reader", "") == asked.reader:
        return asked
    events, papers_kept = versions.kept_back_from(g.family, asked.kind, asked.reader)
    options = replace(asked.options, withheld_events=asked.options.withheld_events | events, withheld_documents=asked.options.withheld_documents | papers_kept)
    return replace(asked, options=options)


def _reader(asked: Asked) -> Reader:
    return versions.reader_for(g.family, asked.kind, asked.reader or str(KINDS[asked.kind]).partition(":")[0])


def _version(version_id) -> DossierVersion:
    return db.session.get(DossierVersion, version_id) or abort(404)


def _word(data: bytes, name: str) -> Response:
    return download(data, WORD, name)
