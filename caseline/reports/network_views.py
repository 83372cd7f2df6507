"""The exchange with other pilots, on a page: what this house records, its dataset to send, datasets to compare."""

import json
import re
from datetime import date

from flask import Blueprint, Response, current_app, render_template, request
from flask_babel import gettext as _

from caseline.db import db
from caseline.history import record
from caseline.i18n import language
from caseline.reports import words
from caseline.reports.gather import gather
from caseline.reports.network import SamePilot, compare, dataset, harmonisation, lacking, read_dataset, schema
from caseline.reports.schema import NotTheSchema
from caseline.reports.writing import FORMATS, Report
from caseline.users.guard import confirmed, coordinators_only

bp = Blueprint("network", __name__, url_prefix="/reports/network")
MOST_FILES = 30


@bp.get("/")
@coordinators_only
def index():
    return _page()


@bp.post("/dataset")
@coordinators_only
@confirmed
def export():
    """This pilot's dataset as a file, pseudonymised."""
    try:
        told = dataset(gather(None, today=date.today()), request.form.get("pilot", "").strip())
    except NotTheSchema:
        return _page({"pilot": [_("A code has letters, digits, dots and hyphens only, at most 40.")]}), 422
    record("dataset exported", "network", cases=len(told["cases"]))
    db.session.commit()
    answer = Response(json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n", mimetype="application/json")
    answer.headers["Content-Disposition"] = f"attachment; filename={told['pilot']}-{told['until']}.json"
    return answer


@bp.get("/schema.json")
@coordinators_only
def published_schema():
    """The JSON Schema of a dataset."""
    answer = Response(json.dumps(schema(), ensure_ascii=False, indent=1) + "\n", mimetype="application/schema+json")
    answer.headers["Content-Disposition"] = "attachment; filename=caseline-network.schema.json"
    return answer


@bp.post("/compare")
@coordinators_only
def comparison():
    """Several pilots side by side, as a file; nothing of them is kept."""
    files = [file for file in request.files.getlist("datasets") if file.filename][: MOST_FILES + 1]
    form = request.form.get("form", "docx")
    problems = [] if 0 < len(files) <= MOST_FILES and form in FORMATS else [_("Please choose the datasets to compare, at most %(most)s.", most=MOST_FILES)]
    pilots = []
    for file in files if not problems else ():
        try:
            pilots.append(read_dataset(json.loads(file.read().decode())))
        except (NotTheSchema, SamePilot, UnicodeDecodeError, json.JSONDecodeError, RecursionError) as why:
            problems.append(_("%(name)s is not a dataset of the network: %(why)s", name=file.filename, why=why))
    try:
        told = compare(pilots) if pilots and not problems else ()
    except SamePilot as why:
        problems.append(str(why))
    if problems:
        return _page({"datasets": problems}), 422
    about = " · ".join(f"{pilot} ({len(cohort.records)})" for pilot, cohort in pilots)
    written, kind = FORMATS[form]
    answer = Response(written(Report(_("Pilots side by side"), about, told, language(), True)), mimetype=kind)
    answer.headers["Content-Disposition"] = f"attachment; filename=pilots.{form}"
    return answer


def _page(wrong=None):
    table = harmonisation([(_("this house"), gather(None, today=date.today()))])
    code = re.sub(r"[^A-Za-z0-9._-]+", "-", current_app.config["SETTINGS"].organisation).strip("-.")[:40] or "pilot"
    missing = [words.name(table, key, language()) for key in next(iter(lacking(table).values()))]
    return render_template("reports/network.html", table=table, missing=missing, code=request.form.get("pilot", code), wrong=wrong or {}, words=words, lang=language())
