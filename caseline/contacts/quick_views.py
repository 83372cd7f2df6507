"""A contact in seconds: one typed line, a dropped mail, a paper that somebody brought."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _, ngettext
from flask_login import current_user
from sqlalchemy import select

from caseline import jobs
from caseline.contacts import mails, writing
from caseline.contacts.forms import ContactForm
from caseline.contacts.models import Actor, Contact
from caseline.contacts.words import CHANNELS
from caseline.db import db, enter_family_scope, leave_family_scope
from caseline.documents.adding import take_in
from caseline.documents.models import Document
from caseline.families.models import Family
from caseline.history import record
from caseline.timeline.decisions import Wording, write_event
from caseline.timeline.models import SourceKind
from caseline.timeline.sources import GivenSource, cite

bp = Blueprint("quick", __name__)
FAMILY = "/families/<int:family_id>/contacts"


@bp.post(f"{FAMILY}/line")
def line(family_id):
    """Keep the line as a contact, or (deed=look) open the full form with what was understood."""
    text = request.form.get("line", "").strip()
    if not text:
        flash(_("Please write a line about this contact."), "error")
        return redirect(url_for("contacts.index", family_id=family_id), 303)
    understood = writing.from_line(g.family, text)
    if request.form.get("deed") == "look":
        return _full_form(understood)
    contact = writing.write_line(g.family, understood, user_id=current_user.id)
    db.session.commit()
    flash(_said(contact), "undo:" + url_for("contacts.bin_", family_id=family_id, contact_id=contact.id, deed="remove"))
    return redirect(url_for("contacts.index", family_id=family_id), 303)


@bp.post(f"{FAMILY}/understood")
def understood(family_id):
    """What the line says so far, while it is typed; nothing is kept."""
    text = request.form.get("line", "").strip()
    return render_template("contacts/_understood.html", line=writing.from_line(g.family, text) if text else None, channels=CHANNELS, book=writing.names_of_the_book())


@bp.post("/contacts/line")
def anywhere():
    """The same line from the day's page, with the family chosen beside it."""
    family_id, text = request.form.get("family", type=int), request.form.get("line", "").strip()
    if family_id not in Family.visible_ids(current_user):
        abort(404)
    token = enter_family_scope([family_id])
    try:
        family = db.session.get(Family, family_id)
        if text:
            contact = writing.write_line(family, writing.from_line(family, text), user_id=current_user.id)
            db.session.commit()
            flash(f"{family.name}{_(': ')}{_said(contact)}", "undo:" + url_for("contacts.bin_", family_id=family.id, contact_id=contact.id, deed="remove"))
        else:
            flash(_("Please write a line about this contact."), "error")
    finally:
        leave_family_scope(token)
    return redirect(url_for("home.today"), 303)


@bp.post(f"{FAMILY}/mails")
def mail(family_id):
    """Mails dropped on the contacts: each is kept as a paper and written down as a contact."""
    outcomes = [_mail(file) for file in request.files.getlist("files") if file.filename]
    jobs.wake()
    if request.accept_mimetypes.best == "application/json":
        sentence = " ".join(one["sentence"] for one in outcomes) or _("No file was chosen. Choose one or more files first.")
        return {"sentence": sentence, "files": outcomes}, 200 if outcomes and all(one["ok"] for one in outcomes) else 422
    for one in outcomes:
        flash(one["sentence"], "done" if one["ok"] else "error")
    if not outcomes:
        flash(_("No file was chosen. Choose one or more files first."), "warning")
    return redirect(url_for("contacts.index", family_id=family_id), 303)


@bp.post(f"{FAMILY}/<int:contact_id>/papers")
def papers(family_id, contact_id):
    """Papers that this contact brought: kept among the papers, linked to it."""
    contact = db.session.get(Contact, contact_id)
    if contact is None or contact.deleted_at:
        abort(404)
    outcomes = [take_in(file.filename, file.stream) for file in request.files.getlist("files") if file.filename]
    for one in (one for one in outcomes if not one["ok"]):
        flash(one["sentence"], "error")
    added = [one["document"] for one in outcomes if one["ok"]]
    contact.document_ids = [*dict.fromkeys([*contact.document_ids, *(number for number in added if number != contact.document_id)])]
    record("papers of a contact", f"contact:{contact.id}", family_id=family_id, papers=len(added))
    db.session.commit()
    jobs.wake()
    if added:
        flash(ngettext("%(num)d paper is safely stored and will be read now.", "%(num)d papers are safely stored and will be read now.", len(added)))
    return redirect(url_for("contacts.contact", family_id=family_id, contact_id=contact_id), 303)


@bp.post(f"{FAMILY}/<int:contact_id>/event")
def event(family_id, contact_id):
    """Put what was told on the timeline, with the contact as its source; then its words can be changed."""
    contact = db.session.get(Contact, contact_id)
    if contact is None or contact.deleted_at:
        abort(404)
    wording = Wording(type="home_visit" if contact.channel == "visit" else "case_contact", edtf=contact.at, within=False, dates={}, person_ids=contact.person_ids, sentence=contact.summary.split("\n")[0][:500])
    made = write_event(family_id, wording, user_id=current_user.id)
    cite(made, GivenSource(source_kind=_who_says(contact), contact_id=contact.id), user_id=current_user.id)
    record("event added", f"event:{made.id}", family_id=family_id)
    db.session.commit()
    flash(_("It is on the timeline. Change its kind and its words as you need them."), "undo:" + url_for("events.bin_", family_id=family_id, event_id=made.id, deed="remove"))
    return redirect(url_for("events.edit", family_id=family_id, event_id=made.id), 303)


def _who_says(contact: Contact) -> SourceKind:
    """A visit is seen with our own eyes; otherwise it is the lawyer's word, that of somebody else outside, or the family's."""
    kinds = set(db.session.scalars(select(Actor.kind).where(Actor.id.in_(contact.actor_ids or []))))
    if contact.channel == "visit":
        return SourceKind.OBSERVED
    if "lawyer" in kinds:
        return SourceKind.LAWYER
    if kinds or contact.others:
        return SourceKind.THIRD_PARTY
    return SourceKind.FAMILY if contact.person_ids else SourceKind.OBSERVED


def _mail(file) -> dict:
    """{name, ok, sentence} for one dropped file."""
    outcome = take_in(file.filename, file.stream)
    if not outcome["ok"]:
        return outcome
    document = db.session.get(Document, outcome["document"])
    if mails.contact_of(document):
        sentence = _("%(name)s was written down already.", name=file.filename)
    elif contact := mails.write_down(g.family, document, user_id=current_user.id):
        sentence = _said(contact)
    else:
        sentence = _("%(name)s is no e-mail: it is among the papers now.", name=file.filename)
    db.session.commit()
    return outcome | {"sentence": sentence}


def _full_form(understood):
    form = ContactForm(g.family, formdata=None, data={
        "summary": understood.summary, "channel": understood.channel or writing.UNSAID, "at": understood.at, "time": understood.time, "minutes": understood.minutes, "place": understood.place,
        "topics": list(understood.topics), "others": understood.others, "interpreter": understood.interpreter, "persons": list(understood.person_ids), "actors": list(understood.actor_ids),
    })  # fmt: skip
    return render_template("contacts/contact.html", form=form, contact=None, events=[], papers=[])


def _said(contact: Contact) -> str:
    """“Saved: call, 12 March 2026, 10 minutes: no news.”"""
    minutes = ngettext("%(num)d minute", "%(num)d minutes", contact.minutes) if contact.minutes else ""
    return _("Saved: %(what)s", what=", ".join(filter(None, [str(CHANNELS[contact.channel]), minutes, contact.summary.split("\n")[0][:80]])))
