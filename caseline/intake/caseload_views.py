"""Bringing in a caseload: the file, what it would do, then the deed."""

import json

from flask import Blueprint, Response, abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _, lazy_gettext as _l
from flask_login import current_user
from itsdangerous import BadSignature, URLSafeSerializer

from caseline.db import db
from caseline.intake import caseload
from caseline.users.guard import coordinators_only

bp = Blueprint("caseload", __name__, url_prefix="/intake/caseload")
LARGEST = 5 * 1024 * 1024
FAULTS = {
    "missing": _l("reference or family is missing"),
    "reference": _l("a reference has letters, digits, dots and hyphens only: %(said)s"),
    "taken": _l("there is already a family with the reference %(said)s"),
    "two_names": _l("%(said)s has two different family names in this file"),
    "relation": _l("unknown relation: %(said)s"),
    "sex": _l("unknown sex: %(said)s"),
    "stage": _l("unknown stage: %(said)s"),
    "language": _l("unknown language: %(said)s"),
    "date": _l("unclear date: %(said)s"),
    "worker": _l("no account is called %(said)s"),
    "nobody": _l("a relation or a birth date, but no name"),
}
REFUSALS = {
    "empty": _l("The file is empty or is no table. Save it as CSV or XLSX."),
    "damaged": _l("The file cannot be opened. Save it again as XLSX or CSV."),
    "columns": _l("The first row must name the columns; “reference” and “family” are needed."),
    "too_long": _l("The file has more than 5000 rows. Split it."),
}


@bp.route("", methods=["GET", "POST"])
@coordinators_only
def preview():
    """Choose a file; then see what it would bring, row by row, before anything is written."""
    if request.method == "GET":
        return render_template("intake/caseload.html", lines=None, columns=caseload.COLUMNS)
    file = request.files.get("file")
    content = file.read(LARGEST + 1) if file else b""
    try:
        lines = caseload.check(caseload.read_table(content[:LARGEST]))
    except caseload.NotATable as refused:
        return render_template("intake/caseload.html", lines=None, error=REFUSALS[str(refused)], columns=caseload.COLUMNS), 422
    carried = _seal().dumps([[line.number, line.values] for line in lines])
    faulty = sum(bool(line.faults) for line in lines)
    return render_template("intake/caseload.html", lines=lines, carried=carried, faulty=faulty, told=_told, families=len({line.values.get("reference", "").lower() for line in lines}))


@bp.post("/bring-in")
@coordinators_only
def bring_in():
    """Write what the preview showed; it is checked once more, because the house may have changed meanwhile."""
    try:
        lines = caseload.check([caseload.Line(number, values) for number, values in _seal().loads(request.form.get("carried", ""))])
    except (BadSignature, json.JSONDecodeError):
        abort(400)
    if not lines or any(line.faults for line in lines):
        flash(_("Some rows are wrong now: please upload the file again."), "error")
        return redirect(url_for("caseload.preview"), 303)
    count = caseload.bring_in(lines, user_id=current_user.id)
    db.session.commit()
    flash(_("%(count)s families are here.", count=count))
    return redirect(url_for("families.index"), 303)


@bp.get("/example.csv")
@coordinators_only
def example():
    """An empty table with the right columns and two invented rows."""
    rows = "reference;family;person;relation;sex;born;language;stage;since;worker\nPT-2030-01;Invented;INVENTED Ada;mother;F;1990-05;fr;assessment;2030-01-15;\nPT-2030-01;Invented;INVENTED Ben;child;M;2014-03-02;;;;\n"
    return Response(rows, mimetype="text/csv", headers={"Content-Disposition": "attachment; filename=caseload.csv"})


def _told(fault: tuple[str, str]) -> str:
    key, said = fault
    return str(FAULTS[key]) % {"said": said} if "%" in str(FAULTS[key]) else str(FAULTS[key])


def _seal() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key, salt=f"caseload of {current_user.id}")
