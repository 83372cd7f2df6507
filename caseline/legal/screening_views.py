"""A legal screening, and questions to lawyers: written, asked, answered."""

from datetime import date

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from caseline import meanwhile
from caseline.contacts.models import Mandate
from caseline.contacts.writing import names_of_the_book
from caseline.db import db, now
from caseline.history import record
from caseline.legal.forms import QuestionForm, ScreeningForm
from caseline.legal.models import LegalQuestion, LegalScreening
from caseline.legal.words import RESULTS, ROUTES
from caseline.timeline.models import Event

bp = Blueprint("screening", __name__, url_prefix="/families/<int:family_id>/lawyers")
SCREENING = ("on", "by", "summary", "next_step", "next_on")
QUESTION = ("question", "asked_on", "answer", "answered_on", "answered_by")


@bp.route("/screenings/new", methods=["GET", "POST"])
@bp.route("/screenings/<int:legal_screening_id>", methods=["GET", "POST"])
def screening(family_id, legal_screening_id=None):
    """Every route looked at: what came out, what is missing, what comes next."""
    kept = _live(LegalScreening, legal_screening_id) if legal_screening_id else None
    form = ScreeningForm(g.family, data=_as_it_is(kept) if kept else {"on": date.today().isoformat(), "actor_id": _present_lawyer()})
    if form.validate_on_submit():
        if kept and meanwhile.changed(kept, form):
            return _page(form, kept), 409
        kept = kept or LegalScreening(family_id=family_id, by_user=current_user.id, version=0)
        for field in SCREENING:
            setattr(kept, field, getattr(form, field).data or "")
        kept.actor_id, kept.document_id = form.actor_id.data or None, form.document_id.data or None
        kept.person_ids, kept.event_ids, kept.routes = form.persons.data, form.events.data, _routes()
        _keep(kept, "legal_screening")
        for line in filter(None, (line.strip() for line in (form.questions.data or "").splitlines())):
            db.session.add(LegalQuestion(family_id=family_id, question=line[:2000], legal_screening_id=kept.id, actor_id=kept.actor_id, by_user=current_user.id))
        db.session.commit()
        flash(_("The legal screening is saved."))
        return redirect(url_for("legal.index", family_id=family_id), 303)
    return _page(form, kept), 422 if form.errors else 200


@bp.post("/screenings/<int:legal_screening_id>/done")
def done(family_id, legal_screening_id):
    """The next step is done, or open again."""
    kept = _live(LegalScreening, legal_screening_id)
    kept.next_done_on = "" if kept.next_done_on else date.today().isoformat()
    _keep(kept, "legal_screening")
    db.session.commit()
    return redirect(url_for("legal.index", family_id=family_id), 303)


@bp.route("/questions/new", methods=["GET", "POST"])
@bp.route("/questions/<int:legal_question_id>", methods=["GET", "POST"])
def question(family_id, legal_question_id=None):
    """One question: to whom, when it was asked, and the answer, which the row of the timeline gets as well."""
    kept = _live(LegalQuestion, legal_question_id) if legal_question_id else None
    form = QuestionForm(data=_told(kept) if kept else _begun())
    if form.validate_on_submit():
        if kept and meanwhile.changed(kept, form):
            return render_template("legal/question.html", form=form, question=kept), 409
        kept = kept or LegalQuestion(family_id=family_id, by_user=current_user.id, version=0)
        for field in QUESTION:
            setattr(kept, field, getattr(form, field).data or "")
        kept.actor_id, kept.event_id = form.actor_id.data or None, form.event_id.data or None
        if kept.answer and not kept.answered_on:
            kept.answered_on = date.today().isoformat()
        _keep(kept, "legal_question")
        _tell_the_timeline(kept)
        db.session.commit()
        flash(_("Written down."))
        return redirect(url_for("legal.index", family_id=family_id), 303)
    return render_template("legal/question.html", form=form, question=kept), 422 if form.errors else 200


@bp.post("/questions/<int:legal_question_id>/asked")
def asked(family_id, legal_question_id):
    """Asked today, in one click."""
    kept = _live(LegalQuestion, legal_question_id)
    kept.asked_on, kept.actor_id = date.today().isoformat(), kept.actor_id or _present_lawyer()
    _keep(kept, "legal_question")
    db.session.commit()
    return redirect(url_for("legal.index", family_id=family_id), 303)


@bp.post("/<any(screenings, questions):kind>/<int:number>/<any(remove, restore):deed>")
def bin_(family_id, kind, number, deed):
    word = {"screenings": "legal_screening", "questions": "legal_question"}[kind]
    kept = db.session.get(LegalScreening if kind == "screenings" else LegalQuestion, number) or abort(404)
    kept.deleted_at = now() if deed == "remove" else None
    record(f"{word.replace('_', ' ')} {'removed' if deed == 'remove' else 'restored'}", f"{word}:{kept.id}", family_id=family_id)
    db.session.commit()
    if deed == "remove":
        flash(_("It is in the bin."), "undo:" + url_for("screening.bin_", family_id=family_id, kind=kind, number=number, deed="restore"))
    return redirect(url_for("legal.index", family_id=family_id), 303)


def _page(form: ScreeningForm, kept: LegalScreening | None):
    given = {one["route"]: one for one in (kept.routes if kept and not form.errors else [])}
    return render_template("legal/screening.html", form=form, screening=kept, routes=ROUTES, results=RESULTS, given=given or {one["route"]: one for one in _routes()}, book=names_of_the_book())


def _routes() -> list[dict]:
    """The routes that the form says something about."""
    rows = ({"route": key, "result": request.form.get(f"{key}_result", ""), "why": request.form.get(f"{key}_why", "").strip()[:2000]} for key in ROUTES)
    return [row for row in rows if row["result"] in RESULTS or row["why"]]


def _as_it_is(kept: LegalScreening) -> dict:
    told = {field: getattr(kept, field) for field in SCREENING}
    return told | {"actor_id": kept.actor_id or 0, "persons": kept.person_ids, "events": kept.event_ids, "document_id": kept.document_id or 0}


def _told(kept: LegalQuestion) -> dict:
    return {field: getattr(kept, field) for field in QUESTION} | {"actor_id": kept.actor_id or 0, "event_id": kept.event_id or 0}


def _begun() -> dict:
    """A question about a row of the timeline begins with the words that stand there."""
    event = db.session.get(Event, request.args.get("event", type=int) or 0)
    return {"actor_id": _present_lawyer(), "event_id": event.id if event else 0, "question": event.question if event else ""}


def _present_lawyer() -> int:
    """The lawyer who holds the file now, or 0."""
    found = db.session.scalar(select(Mandate.actor_id).where(Mandate.end.in_(["", ".."])).order_by(Mandate.id.desc()).limit(1))
    return found or 0


def _tell_the_timeline(kept: LegalQuestion) -> None:
    """A question about a row is the row's question, and its answer the row's answer: so they go with it into dossiers."""
    event = db.session.get(Event, kept.event_id) if kept.event_id else None
    if event is None or (event.question and (not kept.answer or event.answer == kept.answer)):
        return
    event.question = event.question or kept.question
    if kept.answer:
        event.answer, event.answered_by = kept.answer, kept.answered_by or names_of_the_book().get(kept.actor_id, "")
    meanwhile.count(event)


def _keep(kept, word: str) -> None:
    meanwhile.count(kept)
    db.session.add(kept)
    db.session.flush()
    record(f"{word.replace('_', ' ')} saved", f"{word}:{kept.id}", family_id=g.family.id)


def _live(model, number):
    kept = db.session.get(model, number)
    return kept if kept and not kept.deleted_at else abort(404)
