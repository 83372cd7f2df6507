"""Assessment of a family: everybody in turn, what they said, what they need; and the form for one person."""

from datetime import date

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _, lazy_gettext as _l
from flask_login import current_user
from sqlalchemy import select

from caseline import meanwhile
from caseline.assessments import voice
from caseline.assessments.forms import AssessmentForm, VulnerabilityForm
from caseline.assessments.models import Assessment, Vulnerability
from caseline.assessments.words import HEARD, RISKS, VULNERABILITIES
from caseline.db import db, now
from caseline.history import record
from caseline.supervision import signing
from caseline.supervision.subjects import can_be_signed_off

bp = Blueprint("assessments", __name__, url_prefix="/families/<int:family_id>/assessment")
can_be_signed_off("assessment", _l("assessment"), lambda family_id, number: url_for("assessments.assessment", family_id=family_id, assessment_id=number), still=lambda number: (found := db.session.get(Assessment, number)) is not None and found.deleted_at is None)
COPIED = ("on", "heard", "interpreter", "own_words", "own_language", "needs", "strengths", "barriers", "living", "dynamics", "options_known", "ties", "conditions", "detention", "risk", "risk_why", "again_on")


@bp.get("/")
def index(family_id):
    """Each person: the latest assessment, earlier ones, what makes them vulnerable."""
    every = db.session.scalars(select(Assessment).where(Assessment.deleted_at.is_(None)).order_by(Assessment.on.desc(), Assessment.id.desc())).all()
    return render_template(
        "assessments/index.html", every=every, latest=voice.latest_by_person(), vulnerabilities=voice.vulnerabilities(), what=VULNERABILITIES, heard=HEARD, risks=RISKS,
        signatures={one.id: signing.latest("assessment", one.id) for one in every if not one.is_draft}, names={person.id: person.short_name for person in g.family.persons},
    )


@bp.route("/new", methods=["GET", "POST"])
@bp.route("/<int:assessment_id>", methods=["GET", "POST"])
def assessment(family_id, assessment_id=None):
    kept = _live(assessment_id) if assessment_id else None
    before = None if kept else voice.latest_by_person().get(request.args.get("person", type=int) or None)
    form = AssessmentForm(g.family, data=_as_it_is(kept) if kept else _begun(before))
    if form.validate_on_submit():
        if kept and meanwhile.changed(kept, form):
            return render_template("assessments/assessment.html", form=form, assessment=kept), 409
        _save(kept or Assessment(family_id=family_id, by_user=current_user.id, version=0), form, finished=request.form.get("deed") == "finish")
        return redirect(url_for("assessments.index", family_id=family_id), 303)
    return render_template("assessments/assessment.html", form=form, assessment=kept, signature=signing.latest("assessment", kept.id) if kept else None, taken_over=before.on if before else ""), 422 if form.errors else 200


@bp.post("/<int:assessment_id>/<any(remove, restore):deed>")
def bin_(family_id, assessment_id, deed):
    return _bin(db.session.get(Assessment, assessment_id), "assessment", deed, "assessments.bin_", assessment_id=assessment_id)


@bp.route("/vulnerabilities/new", methods=["GET", "POST"])
@bp.route("/vulnerabilities/<int:vulnerability_id>", methods=["GET", "POST"])
def vulnerability(family_id, vulnerability_id=None):
    """Something that makes a person vulnerable, from when to when."""
    kept = (db.session.get(Vulnerability, vulnerability_id) or abort(404)) if vulnerability_id else None
    form = VulnerabilityForm(g.family, data=_told(kept) if kept else {"person_id": request.args.get("person", type=int)})
    if form.validate_on_submit():
        if kept and meanwhile.changed(kept, form):
            return render_template("assessments/vulnerability.html", form=form, kept=kept), 409
        kept = kept or Vulnerability(family_id=family_id, by_user=current_user.id, noted_on=date.today().isoformat(), version=0)
        meanwhile.count(kept)
        kept.person_id, kept.what, kept.comment = form.person_id.data, form.what.data, form.comment.data or ""
        kept.start, kept.end = form.start.data or "", form.end.data or ".."
        db.session.add(kept)
        db.session.flush()
        record("vulnerability saved", f"vulnerability:{kept.id}", family_id=family_id)
        db.session.commit()
        return redirect(url_for("assessments.index", family_id=family_id), 303)
    return render_template("assessments/vulnerability.html", form=form, kept=kept), 422 if form.errors else 200


@bp.post("/vulnerabilities/<int:vulnerability_id>/<any(remove, restore):deed>")
def bin_vulnerability(family_id, vulnerability_id, deed):
    return _bin(db.session.get(Vulnerability, vulnerability_id), "vulnerability", deed, "assessments.bin_vulnerability", vulnerability_id=vulnerability_id)


def _as_it_is(kept: Assessment) -> dict:
    return {field: getattr(kept, field) for field in COPIED} | {"person_id": kept.person_id or 0}


def _begun(before: Assessment | None) -> dict:
    """Assessing again begins with what stood there last time; what was said is asked anew."""
    again = {field: getattr(before, field) for field in COPIED if field not in {"on", "again_on", "own_words", "heard", "risk", "risk_why"}} if before else {}
    return again | {"on": date.today().isoformat(), "person_id": request.args.get("person", type=int)}


def _told(kept: Vulnerability) -> dict:
    return {name: getattr(kept, name) for name in ("person_id", "what", "comment", "start")} | {"end": "" if kept.end == ".." else kept.end}


def _save(kept: Assessment, form: AssessmentForm, *, finished: bool) -> None:
    """Keep it as a draft, or finish it: then a coordinator is asked to sign it off."""
    for field in COPIED:
        setattr(kept, field, getattr(form, field).data or ([] if field in {"needs", "strengths", "barriers"} else ""))
    kept.person_id, kept.is_draft = form.person_id.data or None, kept.is_draft is not False and not finished
    kept.version += 1
    db.session.add(kept)
    db.session.flush()
    record("assessment saved", f"assessment:{kept.id}", family_id=g.family.id, draft=kept.is_draft)
    if not kept.is_draft:
        whom = next((person.short_name for person in g.family.persons if person.id == kept.person_id), _("the whole family"))
        signing.ask(g.family.id, "assessment", kept.id, _("Assessment of %(name)s", name=whom), user_id=current_user.id)
    db.session.commit()
    flash(_("The draft is saved.") if kept.is_draft else _("The assessment is finished. A coordinator is asked to sign it off."))


def _bin(kept, word: str, deed: str, endpoint: str, **number):
    kept = kept or abort(404)
    kept.deleted_at = now() if deed == "remove" else None
    record(f"{word} {'removed' if deed == 'remove' else 'restored'}", f"{word}:{kept.id}", family_id=kept.family_id)
    db.session.commit()
    if deed == "remove":
        flash(_("It is in the bin."), "undo:" + url_for(endpoint, family_id=kept.family_id, deed="restore", **number))
    return redirect(url_for("assessments.index", family_id=kept.family_id), 303)


def _live(assessment_id) -> Assessment:
    kept = db.session.get(Assessment, assessment_id)
    return kept if kept and not kept.deleted_at else abort(404)
