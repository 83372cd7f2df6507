"""Bringing in a chronology that was kept by hand: the file, its columns, its rows to accept or dismiss."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _, ngettext
from flask_login import current_user
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from caseline.chronology.importing import COLUMNS, NotAChronology
from caseline.chronology.importing_cells import cells_of
from caseline.db import db, now
from caseline.history import record
from caseline.i18n import language
from caseline.timeline import earlier, words
from caseline.timeline.forms import read_event
from caseline.timeline.models import Decision, EarlierChronology, EarlierRow

bp = Blueprint("earlier", __name__, url_prefix="/families/<int:family_id>/timeline/earlier")
ON_A_PAGE = 25
LARGEST = 20 * 1024 * 1024


@bp.get("/")
def index(family_id):
    return _index()


@bp.post("/")
def bring(family_id):
    """Read a file into rows to decide; nothing of it stands on the timeline before somebody accepts it."""
    file = request.files.get("file")
    try:
        data = file.read(LARGEST + 1) if file and file.filename else b""
        if len(data) > LARGEST:
            raise NotAChronology("too_large", "")
        kept = earlier.bring(g.family, file.filename if file else "", cells_of(data, file.filename if file else ""), language(), user_id=current_user.id)
    except NotAChronology as refusal:
        return _index(words.refusal(refusal.code)), 422
    db.session.commit()
    return redirect(url_for("earlier.show", family_id=family_id, earlier_chronology_id=kept.id), 303)


@bp.get("/<int:earlier_chronology_id>")
def show(family_id, earlier_chronology_id):
    """The rows of one file, twenty-five at a time, each in its place."""
    return _page(_kept(earlier_chronology_id))


@bp.post("/<int:earlier_chronology_id>/columns")
def columns(family_id, earlier_chronology_id):
    """Say which column is which, where it was not recognised rightly."""
    kept = _kept(earlier_chronology_id)
    chosen = {name: int(place) for name in COLUMNS if (place := request.form.get(name, "")).isdigit()}
    try:
        earlier.read_anew(kept, chosen, g.family, language())
    except NotAChronology as refusal:
        db.session.rollback()
        flash(words.refusal(refusal.code), "error")
    else:
        db.session.commit()
    return redirect(url_for("earlier.show", family_id=family_id, earlier_chronology_id=kept.id), 303)


@bp.post("/<int:earlier_chronology_id>")
def decide(family_id, earlier_chronology_id):
    """Accept or dismiss the ticked rows, in the words and dates as they stand in the form."""
    kept = _kept(earlier_chronology_id)
    rows, deed = _ticked(kept), request.form.get("deed")
    if deed == "dismiss":
        done = [row.id for row in rows if earlier.dismiss(row, user_id=current_user.id)]
        told = ngettext("%(num)d row dismissed.", "%(num)d rows dismissed.", len(done))
    else:
        typed = {row.id: read_event(_fields(row.id), g.family.persons) for row in rows}
        if wrong := {number: one.errors for number, one in typed.items() if one.errors}:
            return _page(kept, wrong=wrong), 422
        done = [row.id for row in rows if earlier.accept(row, typed[row.id].wording, words.row_of_file(kept.name, row.number, row.source), user_id=current_user.id)]
        told = ngettext("%(num)d row is on the timeline.", "%(num)d rows are on the timeline.", len(done))
    db.session.commit()
    flash(told, "undo:" + url_for("earlier.take_back", family_id=family_id, earlier_chronology_id=kept.id, rows=",".join(map(str, done))) if done else "message")
    return redirect(url_for("earlier.show", family_id=family_id, earlier_chronology_id=kept.id, page=request.args.get("page")), 303)


@bp.post("/<int:earlier_chronology_id>/back")
def take_back(family_id, earlier_chronology_id):
    kept = _kept(earlier_chronology_id)
    numbers = [int(n) for n in request.args.get("rows", "").split(",") if n.isdigit()]
    for row in db.session.scalars(select(EarlierRow).where(EarlierRow.chronology_id == kept.id, EarlierRow.id.in_(numbers))):
        earlier.take_back(row, user_id=current_user.id)
    db.session.commit()
    flash(_("Taken back."))
    return redirect(url_for("earlier.show", family_id=family_id, earlier_chronology_id=kept.id), 303)


@bp.post("/<int:earlier_chronology_id>/<any(remove, restore):deed>")
def bin_(family_id, earlier_chronology_id, deed):
    """Put the list away; what was accepted from it stays on the timeline."""
    kept = db.session.get(EarlierChronology, earlier_chronology_id) or abort(404)
    kept.deleted_at = now() if deed == "remove" else None
    record("earlier chronology removed" if deed == "remove" else "earlier chronology restored", f"earlier_chronology:{kept.id}", family_id=family_id)
    db.session.commit()
    if deed == "remove":
        flash(_("The list is put away."), "undo:" + url_for("earlier.bin_", family_id=family_id, earlier_chronology_id=kept.id, deed="restore"))
    return redirect(url_for("earlier.index", family_id=family_id), 303)


@bp.get("/of/<int:event_id>")
def of_event(family_id, event_id):
    """From an event's source to the row it came from."""
    row = db.session.scalar(select(EarlierRow).where(EarlierRow.event_id == event_id)) or abort(404)
    before = db.session.scalars(select(EarlierRow.id).where(EarlierRow.chronology_id == row.chronology_id, EarlierRow.id < row.id)).all()
    address = url_for("earlier.show", family_id=family_id, earlier_chronology_id=row.chronology_id, page=len(before) // ON_A_PAGE + 1)
    return redirect(f"{address}#row-{row.id}")


def _index(refused: str = "") -> str:
    kept = db.session.scalars(select(EarlierChronology).where(EarlierChronology.deleted_at.is_(None)).order_by(EarlierChronology.id.desc()))
    return render_template("timeline/earlier_index.html", found=[(one, earlier.counts(one.id)) for one in kept], refused=refused)


def _page(kept: EarlierChronology, wrong: dict | None = None) -> str:
    found = db.session.scalars(select(EarlierRow).where(EarlierRow.chronology_id == kept.id).order_by(EarlierRow.id)).all()
    pages = max(1, -(-len(found) // ON_A_PAGE))
    page = min(max(request.args.get("page", 1, type=int), 1), pages)
    rows = found[(page - 1) * ON_A_PAGE:page * ON_A_PAGE]
    typed = {row.id: _fields(row.id) for row in rows} if wrong is not None else {}
    width = max((len(line) for line in kept.cells), default=0)
    return render_template(
        "timeline/earlier.html", kept=kept, rows=rows, page=page, pages=pages, counts=earlier.counts(kept.id), wrong=wrong or {}, typed=typed,
        ticked=set(request.form.getlist("row", type=int)), types=words.types(), columns=words.columns(), sample=_sample(kept, width), undecided=Decision.UNDECIDED,
        address=lambda number: url_for("earlier.show", family_id=kept.family_id, earlier_chronology_id=kept.id, page=number),
    )


def _sample(kept: EarlierChronology, width: int) -> list[tuple[str, str]]:
    """The columns to choose from: (place, its first words)."""
    filled = [next((line[place] for line in kept.cells if place < len(line) and line[place]), "") for place in range(width)]
    return [(str(place), f"{place + 1}: {text[:40]}") for place, text in enumerate(filled) if text]


def _ticked(kept: EarlierChronology) -> list[EarlierRow]:
    numbers = request.form.getlist("row", type=int)
    return list(db.session.scalars(select(EarlierRow).where(EarlierRow.chronology_id == kept.id, EarlierRow.id.in_(numbers)).order_by(EarlierRow.id)))


def _fields(number: int) -> MultiDict:
    """The form of one row, without the row's number behind each name."""
    names = ("sentence", "when", "was_when", "type", "people", "date_notification_date", "was_date_notification_date")
    return MultiDict([(name, value) for name in names for value in request.form.getlist(f"{name}-{number}")])


def _kept(number: int) -> EarlierChronology:
    kept = db.session.get(EarlierChronology, number)
    return kept if kept and not kept.deleted_at else abort(404)
