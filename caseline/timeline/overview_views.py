"""The case from other sides: procedures, proof of presence, questions for the lawyer, one person, the read-back sheet."""

from collections import defaultdict

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select, update

from caseline.chronology.ages import age
from caseline.chronology.births import possibly_assigned
from caseline.db import db
from caseline.documents.models import Document
from caseline.families.models import Person
from caseline.history import record
from caseline.timeline import reasoning
from caseline.timeline.models import PersonClaim

FEW = 5  # key events: with fewer the short sheet would tell nothing
bp = Blueprint("overview", __name__, url_prefix="/families/<int:family_id>/timeline")


@bp.get("/procedures")
def procedures(family_id):
    """Threads from application to outcome, with waiting times, lawyers, and stay per person."""
    built = reasoning.reason(g.family)
    return render_template("timeline/procedures.html", built=built, rows={row.id: row for row in built.rows}, names=_names(), stays=_stays(built.bands))


@bp.get("/presence")
def presence(family_id):
    """Whether a paper shows that each person was here, year by year."""
    built = reasoning.reason(g.family)
    years = sorted({cell.year for line in built.presence for cell in line.quarters})
    grid = {line.person: _by_year(line) for line in built.presence}
    return render_template("timeline/presence.html", grid=grid, years=years, names=_names(), unshown={line.person: line.unshown() for line in built.presence})


@bp.get("/questions")
def questions(family_id):
    """What the lawyer is asked, open and answered."""
    return render_template("timeline/questions.html", rows=[row for row in reasoning.reason(g.family).questions() if row.id > 0])


@bp.get("/read-back")
def read_back(family_id):
    """The story in plain words on one page of paper, with boxes to tick, to check together with the family."""
    built = reasoning.reason(g.family)
    rows = [row for row in built.rows if row.id > 0 and row.status == "accepted"]
    key = [row for row in rows if row.key]
    whole = bool(request.args.get("all")) or len(key) < FEW
    return render_template("timeline/read_back.html", rows=rows if whole else key, whole=whole, more=len(rows) - len(key), gaps=built.gaps)


@bp.get("/persons/<int:person_id>")
def person(family_id, person_id):
    """One member's own chronology, and every claim about their birth."""
    member = db.session.get(Person, person_id) or abort(404)
    rows = [row for row in reasoning.reason(g.family).of(person_id) if row.id > 0]
    claims = db.session.execute(
        select(PersonClaim, Document.name, Document.title).outerjoin(Document, Document.id == PersonClaim.document_id).where(PersonClaim.person_id == person_id).order_by(PersonClaim.id)
    ).all()
    return render_template("timeline/person.html", person=member, rows=rows, claims=claims, possibly_assigned=possibly_assigned, ages=_ages(member, rows))


@bp.post("/persons/<int:person_id>/claims/<int:claim_id>")
def choose_claim(family_id, person_id, claim_id):
    """Make one claim the working birth date; the others stay and are printed as claims."""
    claim = db.session.get(PersonClaim, claim_id) or abort(404)
    member = db.session.get(Person, person_id) or abort(404)
    if claim.person_id != member.id:
        abort(404)
    db.session.execute(update(PersonClaim).where(PersonClaim.person_id == person_id, PersonClaim.field == claim.field).values(accepted_by=None))
    claim.accepted_by = current_user.id
    member.born, member.version = claim.value, member.version + 1
    record("working birth date chosen", f"person:{person_id}", family_id=family_id, claim=claim.id)
    db.session.commit()
    flash(_("The working date is changed; the other claims stay visible."))
    return redirect(url_for("overview.person", family_id=family_id, person_id=person_id), 303)


def _names() -> dict[int, str]:
    return {person.id: person.short_name for person in g.family.persons}


def _ages(member: Person, rows) -> dict[int, str]:
    """Row → how old the person was: “2”, “2–3” where a date is not known to the day, '' before the birth."""
    found = {row.id: age(member.born, row.edtf) for row in rows if member.born and row.edtf}
    return {number: str(one.most) if one.least == one.most else f"{one.least}–{one.most}" for number, one in found.items() if one}


def _stays(bands) -> list[tuple]:
    """(band, the people it is the same for), in order of time."""
    people = defaultdict(list)
    for band in sorted(bands, key=lambda band: (band.first, band.last, band.kind)):
        people[band.start, band.end, band.kind].append(band)
    return [(same[0], [band.person for band in same]) for same in people.values()]


def _by_year(line) -> dict[int, list]:
    cells = defaultdict(list)
    for cell in line.quarters:
        cells[cell.year].append(cell)
    return cells
