"""The book of everybody around the families: lawyers, schools, doctors, organisations, desks, whom to ask for there."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import or_, select

from caseline import meanwhile
from caseline.contacts import referring
from caseline.contacts.forms import ActorForm
from caseline.contacts.models import Actor, ContactPerson
from caseline.contacts.words import ACTOR_KINDS, REFERRAL_STATES
from caseline.db import db, family_scope, now
from caseline.families.models import Family
from caseline.history import record

bp = Blueprint("book", __name__, url_prefix="/book")
FIELDS = ("name", "kind", "organisation", "phone", "email", "address", "languages", "services", "access", "hours", "note")


@bp.get("/")
def index():
    """Everybody, or those of one kind, or whose name, services or languages hold the words asked for."""
    asked, kind = request.args.get("q", "").strip(), request.args.get("kind", "")
    found = select(Actor).where(Actor.closed_at.is_(None)).order_by(Actor.kind, Actor.name)
    if kind in ACTOR_KINDS:
        found = found.where(Actor.kind == kind)
    for word in asked.split()[:6]:
        found = found.where(or_(*(getattr(Actor, name).icontains(word, autoescape=True) for name in ("name", "organisation", "services", "languages", "address", "note"))))
    return render_template("contacts/book.html", actors=db.session.scalars(found).all(), kinds=ACTOR_KINDS, asked=asked, kind=kind)


@bp.get("/<int:actor_id>")
def show(actor_id):
    """One of them: how to reach them, whom to ask for, and which of my families were referred there."""
    actor = db.session.get(Actor, actor_id) or abort(404)
    ids = Family.visible_ids(current_user)
    with family_scope(ids):
        actor = db.session.get(Actor, actor_id)
        families = {family.id: family for family in db.session.scalars(select(Family).where(Family.id.in_(ids)))}
        return render_template("contacts/actor.html", actor=actor, kinds=ACTOR_KINDS, referrals=referring.to_actor(actor_id), families=families, states=REFERRAL_STATES)


@bp.route("/new", methods=["GET", "POST"])
@bp.route("/<int:actor_id>/edit", methods=["GET", "POST"])
def edit(actor_id=None):
    kept = (db.session.get(Actor, actor_id) or abort(404)) if actor_id else None
    form = ActorForm(data={name: getattr(kept, name) for name in FIELDS} | {"people": _as_lines(kept)} if kept else {"kind": request.args.get("kind", "lawyer")})
    if form.validate_on_submit():
        if kept and meanwhile.changed(kept, form):
            return render_template("contacts/actor_form.html", form=form, actor=kept), 409
        kept = kept or Actor(version=0)
        for name in FIELDS:
            setattr(kept, name, getattr(form, name).data or "")
        kept.contact_persons = [ContactPerson(**one) for one in _read_people(form.people.data or "")]
        meanwhile.count(kept)
        db.session.add(kept)
        db.session.flush()
        record("actor saved", f"actor:{kept.id}")
        db.session.commit()
        flash(_("%(name)s is in the book.", name=kept.name))
        return redirect(request.args.get("back") if _ours(request.args.get("back")) else url_for("book.show", actor_id=kept.id), 303)
    return render_template("contacts/actor_form.html", form=form, actor=kept), 422 if form.errors else 200


@bp.post("/<int:actor_id>/<any(close, reopen):deed>")
def close(actor_id, deed):
    """Take somebody out of the book; what was written about them in the families stays."""
    actor = db.session.get(Actor, actor_id) or abort(404)
    actor.closed_at = now() if deed == "close" else None
    meanwhile.count(actor)
    record("actor closed" if deed == "close" else "actor opened again", f"actor:{actor.id}")
    db.session.commit()
    if deed == "close":
        flash(_("%(name)s is out of the book.", name=actor.name), "undo:" + url_for("book.close", actor_id=actor.id, deed="reopen"))
    return redirect(url_for("book.index"), 303)


def _as_lines(actor: Actor) -> str:
    return "\n".join("; ".join([one.name, one.task, one.phone, one.email]).rstrip("; ") for one in actor.contact_persons)


def _read_people(text: str) -> list[dict]:
    """A person for each line: name; task; telephone; e-mail. What holds an @ is an e-mail, what is mostly digits a telephone."""
    found = []
    for line in filter(None, (line.strip() for line in text.splitlines()[:50])):
        name, *more = (part.strip()[:160] for part in line.split(";"))
        one = {"name": name, "task": "", "phone": "", "email": ""}
        for part in filter(None, more):
            digits = sum(sign.isdigit() for sign in part)
            one["email" if "@" in part else "phone" if digits >= 6 and digits * 2 > len(part) else "task"] = part
        found += [one] if name else []
    return found


def _ours(url) -> bool:
    return bool(url) and url.startswith("/families/")
