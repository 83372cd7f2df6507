"""The evidence page: a checklist per purpose, with what is there, what is old, what was asked, and what to do."""

from datetime import date

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _, lazy_gettext as _l, ngettext
from sqlalchemy import select

from caseline.db import db
from caseline.documents.models import Document
from caseline.edtf import NotEdtf, typed
from caseline.evidence.checklist import PURPOSES, checklist, filing_day
from caseline.evidence.models import EvidenceLine, Filing
from caseline.families.models import Person
from caseline.history import record
from caseline.i18n import language
from caseline.plans import planning
from caseline.plans.models import Action
from caseline.timeline import reasoning

bp = Blueprint("evidence", __name__, url_prefix="/families/<int:family_id>/evidence")

PURPOSE_NAMES = {
    "9bis": _l("Humanitarian regularisation (9bis)"),
    "9ter": _l("Medical regularisation (9ter)"),
    "statelessness": _l("Statelessness"),
    "family": _l("Family reunification"),
    "child_rights": _l("Child Rights Commissioner"),
    "lawyer": _l("A lawyer’s file"),
}
CATEGORIES = {
    "A. Identity": _l("Identity"), "B. Formal": _l("What the form asks"), "C. Length of stay": _l("Length of stay"), "D. Children": _l("Children"), "E. Integration": _l("Roots here"),
    "F. Health": _l("Health"), "G. Public order": _l("Public order"), "H. Nationality": _l("Nationality"), "I. Detention": _l("Detention"), "J. Representation": _l("Lawyer"),
}  # fmt: skip
PER = {"everybody": _l("one for each member"), "adults": _l("one for each adult"), "children": _l("one for each child"), "family": ""}
PROVES_PRESENCE = "arrival"  # the line of the checklist that the grid of proof of presence feeds
STATES = {
    "fulfilled": _l("there"), "ageing": _l("getting old"), "aged": _l("too old on the filing day"), "asked": _l("asked"),
    "not_needed": _l("not needed"), "missing": _l("missing"),
}


@bp.get("/")
def index(family_id):
    purpose = _purpose(request.args.get("purpose", "9bis"))
    lines = checklist(g.family, purpose, language())
    papers = db.session.scalars(select(Document).where(Document.deleted_at.is_(None), Document.redacted_from.is_(None)).order_by(Document.dated)).all()
    return render_template("evidence/index.html", purpose=purpose, purposes=PURPOSE_NAMES, lines=lines, states=STATES, planned=filing_day(purpose), categories=CATEGORIES, per=PER, unshown=_years_unshown(), presence_line=PROVES_PRESENCE, asked_for=_open_actions(), papers=[(paper.id, paper.shown_name) for paper in papers])


@bp.post("/filing")
def plan_filing(family_id):
    """When the file is meant to go out: freshness is measured against that day."""
    purpose, text = _purpose(request.form.get("purpose", "")), request.form.get("planned", "").strip()
    try:
        planned = typed(text, language()).text if text else ""
    except NotEdtf:
        flash(_("This date is not clear. Write for example 18.04.1983, March 2014 or about 1990."), "error")
        return _back(purpose)
    kept = db.session.scalar(select(Filing).where(Filing.purpose == purpose)) or Filing(family_id=family_id, purpose=purpose)
    kept.planned = planned
    db.session.add(kept)
    record("filing planned", f"filing:{purpose}", family_id=family_id)
    db.session.commit()
    return _back(purpose)


@bp.post("/missing")
def ask_for_missing(family_id):
    """Make an action of every line that is missing or too old and for which there is none yet."""
    purpose, asked = _purpose(request.form.get("purpose", "")), _open_actions()
    lines = [line for line in checklist(g.family, purpose, language()) if line.state in {"missing", "aged"} and line.item not in asked]
    for line in lines:
        planning.add_action(family_id, what=_("Get: %(what)s", what=line.label)[:300], who="", due="", links=[["evidence", f"{purpose}/{line.item}"]], evidence_key=line.item)
    db.session.commit()
    flash(ngettext("%(num)d action is on the plan.", "%(num)d actions are on the plan.", len(lines)))
    return _back(purpose)


@bp.post("/lines")
def keep(family_id):
    """A word on one line: this paper serves it, it was asked, it came, it is not needed."""
    purpose, item = _purpose(request.form.get("purpose", "")), request.form.get("item", "")
    line = EvidenceLine(family_id=family_id, purpose=purpose, item=item[:60], person_id=_known(Person, "person"), document_id=_known(Document, "document"))
    deed = request.form.get("deed")
    if deed == "asked":
        line.asked_from, line.asked_on = request.form.get("asked_from", "").strip()[:200], _today()
        if request.form.get("action"):
            planning.add_action(family_id, what=request.form["action"][:300], who=line.asked_from, due="", links=[["evidence", f"{purpose}/{item[:60]}"]], evidence_key=item[:60])
    elif deed == "not_needed":
        line.not_needed = request.form.get("reason", "").strip()[:500]
        if not line.not_needed:
            flash(_("Please write why this is not needed."), "error")
            return _back(purpose)
    elif not line.document_id:
        flash(_("Please choose the paper that serves this line."), "error")
        return _back(purpose)
    db.session.add(line)
    if deed != "asked":
        _it_is_done(line.item)
    record("evidence noted", f"evidence:{item}", family_id=family_id, deed=deed)
    db.session.commit()
    return _back(purpose)


@bp.post("/lines/<int:line_id>/<any(received, remove):deed>")
def change(family_id, line_id, deed):
    line = db.session.get(EvidenceLine, line_id) or abort(404)
    purpose = line.purpose
    if deed == "received":
        line.received_on = _today()
        _it_is_done(line.item)
    else:
        db.session.delete(line)
    record("evidence changed", f"evidence:{line.item}", family_id=family_id, deed=deed)
    db.session.commit()
    return _back(purpose)


def _open_actions() -> set[str]:
    """The lines for which an action is open."""
    return set(db.session.scalars(select(Action.evidence_key).where(Action.done_on == "", Action.deleted_at.is_(None), Action.evidence_key != "")))


def _it_is_done(item: str) -> None:
    """What came needs no asking any more: its open actions are done."""
    for action in db.session.scalars(select(Action).where(Action.evidence_key == item, Action.done_on == "", Action.deleted_at.is_(None))):
        action.done_on = _today()


def _years_unshown() -> list[tuple[str, list[int]]]:
    """(member, years in the country that no paper shows), from the grid of proof of presence."""
    names = {person.id: person.short_name for person in g.family.persons}
    return [(names[one.person], list(one.unshown())) for one in reasoning.reason(g.family).presence if one.person in names and one.unshown()]


def _purpose(text: str) -> str:
    return text if text in PURPOSES else abort(404)


def _known(model, field):
    number = request.form.get(field, type=int)
    return number if number and db.session.get(model, number) else None


def _today() -> str:
    return date.today().isoformat()


def _back(purpose):
    return redirect(url_for("evidence.index", family_id=g.family.id, purpose=purpose), 303)
