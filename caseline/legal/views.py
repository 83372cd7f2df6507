"""The lawyers of a family on one page: what waits, questions, screenings, who held the file and what they did with it."""

from datetime import date

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from caseline import meanwhile
from caseline.contacts.forms import MandateForm
from caseline.contacts.models import Mandate
from caseline.contacts.words import LEGAL_AID
from caseline.contacts.writing import names_of_the_book
from caseline.db import db, now
from caseline.documents.models import Document
from caseline.history import record
from caseline.legal import waiting
from caseline.legal.forms import StepForm
from caseline.legal.models import LawyerStep, LegalQuestion, LegalScreening
from caseline.legal.words import RESULTS, ROUTES, STEP_KINDS, TONES
from caseline.timeline import reasoning
from caseline.timeline.models import Event

bp = Blueprint("legal", __name__, url_prefix="/families/<int:family_id>/lawyers")
MANDATE = ("actor_id", "start", "end", "legal_aid", "legal_aid_asked_on", "legal_aid_answered_on", "reason", "filed", "advised")
STEP = ("kind", "on", "what", "answered_on", "outcome", "document_id", "event_id")


@bp.get("/")
def index(family_id):
    today, built = date.today(), reasoning.reason(g.family)
    screenings = db.session.scalars(select(LegalScreening).where(LegalScreening.deleted_at.is_(None)).order_by(LegalScreening.on.desc(), LegalScreening.id.desc())).all()
    questions = db.session.scalars(select(LegalQuestion).where(LegalQuestion.deleted_at.is_(None)).order_by(LegalQuestion.asked_on.desc(), LegalQuestion.id.desc())).all()
    mandates = db.session.scalars(select(Mandate).order_by(Mandate.start.desc(), Mandate.id.desc())).all()
    return render_template(
        "legal/index.html", today=today, waits=waiting.waits([family_id], today), procedures=built.procedures, unasked=waiting.rows_with_a_question(), screenings=screenings,
        questions=questions, mandates=mandates, steps=_steps_by_mandate(), book=names_of_the_book(), events=_events(), papers=_papers(),
        of_event={event: one for one in built.procedures for row in built.rows if row.id in {step.row for step in one.steps} for event in row.events},
        routes=ROUTES, results=RESULTS, tones=TONES, step_kinds=STEP_KINDS, legal_aid=LEGAL_AID,
    )


@bp.route("/mandates/new", methods=["GET", "POST"])
@bp.route("/mandates/<int:mandate_id>", methods=["GET", "POST"])
def mandate(family_id, mandate_id=None):
    """Who held the file as a lawyer, from when to when."""
    kept = (db.session.get(Mandate, mandate_id) or abort(404)) if mandate_id else None
    form = MandateForm(g.family, data=_as_it_is(kept) if kept else {"actor_id": request.args.get("actor", type=int)})
    if form.validate_on_submit():
        if kept and meanwhile.changed(kept, form):
            return render_template("legal/mandate.html", form=form, mandate=kept), 409
        kept = kept or Mandate(family_id=family_id, version=0)
        for field in MANDATE:
            setattr(kept, field, getattr(form, field).data or "")
        kept.person_ids, kept.end = form.persons.data, kept.end or (".." if form.still.data else "")
        _keep(kept, "mandate")
        return redirect(url_for("legal.index", family_id=family_id), 303)
    return render_template("legal/mandate.html", form=form, mandate=kept), 422 if form.errors else 200


@bp.route("/mandates/<int:mandate_id>/steps/new", methods=["GET", "POST"])
@bp.route("/steps/<int:lawyer_step_id>", methods=["GET", "POST"])
def step(family_id, mandate_id=None, lawyer_step_id=None):
    """What was filed, advised, asked or received under a mandate."""
    kept = _live(LawyerStep, lawyer_step_id) if lawyer_step_id else None
    held = db.session.get(Mandate, kept.mandate_id if kept else mandate_id) or abort(404)
    form = StepForm(data={name: getattr(kept, name) for name in STEP} if kept else {"on": date.today().isoformat(), "kind": request.args.get("kind", "filed")})
    if form.validate_on_submit():
        if kept and meanwhile.changed(kept, form):
            return render_template("legal/step.html", form=form, step=kept, mandate=held), 409
        kept = kept or LawyerStep(family_id=family_id, mandate_id=held.id, by_user=current_user.id, version=0)
        for field in STEP:
            setattr(kept, field, getattr(form, field).data or (None if field.endswith("_id") else ""))
        _keep(kept, "lawyer_step")
        return redirect(url_for("legal.index", family_id=family_id), 303)
    return render_template("legal/step.html", form=form, step=kept, mandate=held), 422 if form.errors else 200


@bp.post("/steps/<int:lawyer_step_id>/<any(remove, restore):deed>")
def bin_step(family_id, lawyer_step_id, deed):
    kept = db.session.get(LawyerStep, lawyer_step_id) or abort(404)
    kept.deleted_at = now() if deed == "remove" else None
    record("lawyer step removed" if deed == "remove" else "lawyer step restored", f"lawyer_step:{kept.id}", family_id=family_id)
    db.session.commit()
    if deed == "remove":
        flash(_("It is in the bin."), "undo:" + url_for("legal.bin_step", family_id=family_id, lawyer_step_id=kept.id, deed="restore"))
    return redirect(url_for("legal.index", family_id=family_id), 303)


def _as_it_is(kept: Mandate) -> dict:
    told = {name: getattr(kept, name) for name in MANDATE}
    return told | {"persons": kept.person_ids, "still": kept.end == "..", "end": "" if kept.end == ".." else kept.end}


def _keep(kept, word: str) -> None:
    meanwhile.count(kept)
    db.session.add(kept)
    db.session.flush()
    record(f"{word.replace('_', ' ')} saved", f"{word}:{kept.id}", family_id=g.family.id)
    db.session.commit()
    flash(_("Written down."))


def _steps_by_mandate() -> dict[int, list[LawyerStep]]:
    found: dict[int, list[LawyerStep]] = {}
    for one in db.session.scalars(select(LawyerStep).where(LawyerStep.deleted_at.is_(None)).order_by(LawyerStep.on.desc(), LawyerStep.id.desc())):
        found.setdefault(one.mandate_id, []).append(one)
    return found


def _events() -> dict[int, Event]:
    return {one.id: one for one in db.session.scalars(select(Event).where(Event.deleted_at.is_(None)))}


def _papers() -> dict[int, str]:
    return {one.id: one.shown_name for one in db.session.scalars(select(Document).where(Document.deleted_at.is_(None)))}


def _live(model, number):
    kept = db.session.get(model, number)
    return kept if kept and not kept.deleted_at else abort(404)
