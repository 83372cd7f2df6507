"""Contacts of a family: the list with its quick line, one contact in full, and what came of it."""

from datetime import date
from functools import partial
from math import ceil

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from caseline import meanwhile
from caseline.contacts import rhythm, writing
from caseline.contacts.forms import ContactForm
from caseline.contacts.models import Contact, ContactSeries
from caseline.contacts.words import CHANNELS, EVERY
from caseline.db import db, now
from caseline.documents.models import Document
from caseline.history import record
from caseline.timeline.models import Citation, Event

bp = Blueprint("contacts", __name__, url_prefix="/families/<int:family_id>/contacts")
ON_A_PAGE = 60
FIELDS = ("summary", "channel", "at", "time", "minutes", "place", "others", "interpreter", "topics")


@bp.get("/")
def index(family_id):
    """Every contact, the latest first; the rhythm, and what the series ask for next."""
    contacts = db.session.scalars(select(Contact).where(Contact.deleted_at.is_(None)).order_by(Contact.at.desc(), Contact.time.desc(), Contact.id.desc())).all()
    chosen = request.args.get("how", "")
    wanted = [one for one in contacts if chosen in ("", one.channel)]
    pages = max(1, ceil(len(wanted) / ON_A_PAGE))
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    return render_template(
        "contacts/index.html", contacts=wanted[(page - 1) * ON_A_PAGE : page * ON_A_PAGE], page=page, pages=pages, address=partial(url_for, "contacts.index", family_id=family_id, how=chosen or None),
        chosen=chosen, channels=CHANNELS, book=writing.names_of_the_book(), series=_what_series(),
        tally=rhythm.tally(contacts), rhythm=rhythm.rhythms([family_id])[family_id], own_rhythm=family_id in rhythm.agreed([family_id]), proposals=rhythm.proposals([family_id]),
        every=EVERY, today=date.today(), on_timeline=dict(db.session.execute(select(Citation.contact_id, Citation.event_id).join(Event, Event.id == Citation.event_id).where(Citation.contact_id.is_not(None), Event.deleted_at.is_(None))).all()),
    )


@bp.route("/new", methods=["GET", "POST"])
@bp.route("/<int:contact_id>", methods=["GET", "POST"])
def contact(family_id, contact_id=None):
    """One contact in full: to write it down, to look at it, to correct it."""
    kept = _live(contact_id) if contact_id else None
    form = ContactForm(g.family, data=_as_it_is(kept) if kept else _begun())
    if form.validate_on_submit():
        if kept and meanwhile.changed(kept, form):
            return _page(form, kept), 409
        kept = kept or Contact(family_id=family_id, by_user=current_user.id, topics=[], document_ids=[], version=0)
        for field in FIELDS:
            setattr(kept, field, getattr(form, field).data)
        kept.actor_ids, kept.person_ids, kept.series_id = form.actors.data, form.persons.data, form.series_id.data or None
        meanwhile.count(kept)
        writing.keep(kept)
        db.session.commit()
        flash(_("The contact is saved."))
        return redirect(url_for("contacts.contact", family_id=family_id, contact_id=kept.id) if request.form.get("deed") == "more" else url_for("contacts.index", family_id=family_id), 303)
    return _page(form, kept), 422 if form.errors else 200


@bp.post("/<int:contact_id>/<any(remove, restore):deed>")
def bin_(family_id, contact_id, deed):
    kept = db.session.get(Contact, contact_id) or abort(404)
    kept.deleted_at = now() if deed == "remove" else None
    record("contact removed" if deed == "remove" else "contact restored", f"contact:{kept.id}", family_id=family_id)
    db.session.commit()
    if deed == "remove":
        flash(_("The contact is in the bin."), "undo:" + url_for("contacts.bin_", family_id=family_id, contact_id=contact_id, deed="restore"))
    return redirect(url_for("contacts.index", family_id=family_id), 303)


def _page(form: ContactForm, kept: Contact | None):
    return render_template("contacts/contact.html", form=form, contact=kept, events=_events_of(kept), papers=_papers_of(kept))


def _as_it_is(kept: Contact) -> dict:
    return {field: getattr(kept, field) for field in FIELDS} | {"actors": kept.actor_ids, "persons": kept.person_ids, "series_id": kept.series_id or 0}


def _begun() -> dict:
    """A new contact begins today; as the next one of a series (?series=) it begins with its people."""
    begun = {"at": date.today().isoformat(), "channel": "call"}
    series = db.session.get(ContactSeries, request.args.get("series", type=int) or 0)
    if series is None:
        return begun
    return begun | {"channel": series.channel, "persons": series.person_ids, "actors": series.actor_ids, "series_id": series.id}


def _events_of(kept: Contact | None) -> list[Event]:
    """The rows of the timeline that rest on this contact."""
    if kept is None:
        return []
    found = select(Event).join(Citation, Citation.event_id == Event.id).where(Citation.contact_id == kept.id, Event.deleted_at.is_(None)).order_by(Event.id)
    return list(db.session.scalars(found).unique())


def _papers_of(kept: Contact | None) -> list[Document]:
    found = select(Document).where(Document.id.in_(kept.papers if kept else []) | Document.parent_id.in_([kept.document_id] if kept and kept.document_id else []), Document.deleted_at.is_(None))
    return list(db.session.scalars(found.order_by(Document.id)))


def _what_series() -> dict[int, str]:
    return {one.id: one.what for one in db.session.scalars(select(ContactSeries))}


def _live(contact_id) -> Contact:
    kept = db.session.get(Contact, contact_id)
    return kept if kept and not kept.deleted_at else abort(404)
