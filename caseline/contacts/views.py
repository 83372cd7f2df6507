"""Contacts of a family, its lawyers, and the book of people and services."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from caseline.contacts.forms import ActorForm, ContactForm, MandateForm
from caseline.contacts.models import Actor, Contact, Mandate
from caseline.contacts.words import ACTOR_KINDS, CHANNELS, LEGAL_AID
from caseline.db import db, now
from caseline.history import record

bp = Blueprint("contacts", __name__)
FAMILY = "/families/<int:family_id>/contacts"


@bp.get(f"{FAMILY}/")
def index(family_id):
    contacts = db.session.scalars(select(Contact).where(Contact.deleted_at.is_(None)).order_by(Contact.at.desc(), Contact.id.desc())).all()
    mandates = db.session.scalars(select(Mandate).order_by(Mandate.start, Mandate.id)).all()
    names = {actor.id: actor.shown_name for actor in db.session.scalars(select(Actor))}
    named = lambda ids: [names[n] for n in ids if n in names]  # noqa: E731
    return render_template("contacts/index.html", contacts=contacts, mandates=mandates, actors_named=named, channels=CHANNELS, legal_aid=LEGAL_AID)


@bp.route(f"{FAMILY}/new", methods=["GET", "POST"])
@bp.route(f"{FAMILY}/<int:contact_id>", methods=["GET", "POST"])
def contact(family_id, contact_id=None):
    """Write down a contact in a line, or in full."""
    kept = _live(db.session.get(Contact, contact_id)) if contact_id else None
    form = ContactForm(g.family, obj=kept, **({"actors": kept.actor_ids, "persons": kept.person_ids} if kept else {}))
    if form.validate_on_submit():
        kept = kept or Contact(family_id=family_id, by_user=current_user.id)
        for field in ("summary", "channel", "at", "time", "minutes", "place", "others", "interpreter"):
            setattr(kept, field, getattr(form, field).data)
        kept.actor_ids, kept.person_ids = form.actors.data, form.persons.data
        db.session.add(kept)
        db.session.flush()
        record("contact saved", f"contact:{kept.id}", family_id=family_id)
        db.session.commit()
        flash(_("The contact is saved."))
        return redirect(url_for("contacts.index", family_id=family_id), 303)
    return render_template("contacts/contact.html", form=form, contact=kept), 422 if form.errors else 200


@bp.post(f"{FAMILY}/<int:contact_id>/<any(remove, restore):deed>")
def bin_(family_id, contact_id, deed):
    kept = db.session.get(Contact, contact_id) or abort(404)
    kept.deleted_at = now() if deed == "remove" else None
    record("contact removed" if deed == "remove" else "contact restored", f"contact:{kept.id}", family_id=family_id)
    db.session.commit()
    if deed == "remove":
        flash(_("The contact is in the bin."), "undo:" + url_for("contacts.bin_", family_id=family_id, contact_id=contact_id, deed="restore"))
    return redirect(url_for("contacts.index", family_id=family_id), 303)


@bp.route(f"{FAMILY}/mandates/new", methods=["GET", "POST"])
@bp.route(f"{FAMILY}/mandates/<int:mandate_id>", methods=["GET", "POST"])
def mandate(family_id, mandate_id=None):
    """Who held the file as a lawyer, from when to when."""
    kept = (db.session.get(Mandate, mandate_id) or abort(404)) if mandate_id else None
    form = MandateForm(g.family, obj=kept, **({"persons": kept.person_ids} if kept else {}))
    if form.validate_on_submit():
        kept = kept or Mandate(family_id=family_id)
        for field in ("actor_id", "start", "end", "legal_aid", "reason", "filed", "advised"):
            setattr(kept, field, getattr(form, field).data or "")
        kept.person_ids = form.persons.data
        db.session.add(kept)
        db.session.flush()
        record("mandate saved", f"mandate:{kept.id}", family_id=family_id)
        db.session.commit()
        return redirect(url_for("contacts.index", family_id=family_id), 303)
    return render_template("contacts/mandate.html", form=form, mandate=kept), 422 if form.errors else 200


@bp.get("/book/")
def book():
    """Everybody around the families: lawyers, schools, doctors, organisations, desks."""
    actors = db.session.scalars(select(Actor).where(Actor.closed_at.is_(None)).order_by(Actor.kind, Actor.name)).all()
    return render_template("contacts/book.html", actors=actors, kinds=ACTOR_KINDS)


@bp.route("/book/new", methods=["GET", "POST"])
@bp.route("/book/<int:actor_id>", methods=["GET", "POST"])
def actor(actor_id=None):
    kept = (db.session.get(Actor, actor_id) or abort(404)) if actor_id else None
    form = ActorForm(obj=kept, **({} if kept else {"kind": request.args.get("kind", "lawyer")}))
    if form.validate_on_submit():
        kept = kept or Actor()
        form.populate_obj(kept)
        db.session.add(kept)
        db.session.flush()
        record("actor saved", f"actor:{kept.id}")
        db.session.commit()
        flash(_("%(name)s is in the book.", name=kept.name))
        return redirect(request.args.get("back") if _ours(request.args.get("back")) else url_for("contacts.book"), 303)
    return render_template("contacts/actor.html", form=form, actor=kept), 422 if form.errors else 200


def _live(kept):
    return kept if kept and not kept.deleted_at else abort(404)


def _ours(url) -> bool:
    return bool(url) and url.startswith("/families/")
