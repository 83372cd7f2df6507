"""`flask report` and `flask network`: the evaluation tables as a file, and the exchange with other pilots."""

import json
import re
import sys
from datetime import date
from pathlib import Path

import click
from flask import current_app
from flask_babel import force_locale

from caseline.db import db
from caseline.edtf import NotEdtf, typed
from caseline.history import record
from caseline.i18n import LANGUAGES
from caseline.installation import prepare
from caseline.reports.cohort import BASES
from caseline.reports.gather import gather
from caseline.reports.network import SamePilot, compare, dataset, harmonisation, lacking, read_dataset, schema
from caseline.reports.schema import NotTheSchema
from caseline.reports.table import for_others
from caseline.reports.tables import by_site as compared_sites, tables
from caseline.reports.words import name
from caseline.reports.writing import FORMATS, Report

LARGEST_FILE = 200 * 1024 * 1024
OUT = click.Path(dir_okay=False, path_type=Path)


class Day(click.ParamType):
    """A day, month or year, as people type it; `last` takes the end of what is not a day."""

    name = "date"

    def __init__(self, *, last: bool = False):
        self.last = last

    def convert(self, value, param, ctx):
        try:
            known = typed(value, "en")
        except NotEdtf as wrong:
            self.fail(str(wrong), param, ctx)
        return known.latest if self.last else known.earliest


@click.command()
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="json", show_default=True)
@click.option("--out", type=OUT, help="Where to write; the terminal when left out.")
@click.option("--from", "start", type=Day(), help="Referred from this day, month or year.")
@click.option("--to", "end", type=Day(last=True), help="Referred until then; things as they stood then.")
@click.option("--basis", type=click.Choice(BASES), default="admitted", show_default=True)
@click.option("--budget", type=click.FloatRange(min=0, min_open=True), help="Money spent, for the cost of a day.")
@click.option("--site", default="", help="The families of one site only.")
@click.option("--by-site", is_flag=True, help="A column for each site.")
@click.option("--lang", type=click.Choice(list(LANGUAGES)), default="en", show_default=True)
@click.option("--small-cells", is_flag=True, help="Keep groups of fewer than five: for use inside the house only.")
def report(form, out, start, end, basis, budget, site, by_site, lang, small_cells):
    """The evaluation tables of a period and a cohort."""
    prepare()
    with force_locale(lang):
        cohort = gather(None, start=start, end=end, basis=basis, budget=budget, site=site, today=date.today())
        if by_site:
            told = compared_sites(cohort, hide=not small_cells)
        else:
            told = tables(cohort) if small_cells else tuple(map(for_others, tables(cohort)))
        about = "; ".join(filter(None, (f"{cohort.start or '…'} / {cohort.day}", basis, site)))
        _give(FORMATS[form][0](Report("Caseline", about, told, lang, not small_cells)), out)


@click.group()
def network():
    """Exchange figures with other pilots, without exposing anyone."""


@network.command("export")
@click.argument("file", type=OUT)
@click.option("--pilot", help="The pilot's code; the organisation's name when left out.")
@click.option("--from", "start", type=Day(), help="Referred from this day, month or year.")
@click.option("--to", "end", type=Day(last=True), help="Referred until then; things as they stood then.")
def export(file, pilot, start, end):
    """Write this installation's cases to FILE, pseudonymised."""
    prepare()
    code = pilot or re.sub(r"[^A-Za-z0-9._-]+", "-", current_app.config["SETTINGS"].organisation).strip("-.") or "pilot"
    try:
        told = dataset(gather(None, start=start, end=end, today=date.today()), code)
    except NotTheSchema as wrong:
        sys.exit(str(wrong))
    file.write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n")
    record("dataset exported", "network", cases=len(told["cases"]))
    db.session.commit()
    click.echo(f"{len(told['cases'])} cases: {file}", err=True)


@network.command("check")
@click.option("--lang", type=click.Choice(list(LANGUAGES)), default="en", show_default=True)
def check(lang):
    """Say which fields of the dataset this installation fills, before it is exported."""
    prepare()
    with force_locale(lang):
        table = harmonisation([("here", gather(None, today=date.today()))])
        for row in table.rows:
            click.echo(f"{'–' if row.values[0] is None else row.values[0]:>4} %  {name(table, row.key, lang)}")
        if missing := lacking(table)["here"]:
            click.echo(f"{len(missing)} of {len(table.rows)} fields are never filled.", err=True)


@network.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="json", show_default=True)
@click.option("--out", type=OUT, help="Where to write; the terminal when left out.")
@click.option("--lang", type=click.Choice(list(LANGUAGES)), default="en", show_default=True)
def import_(files, form, out, lang):
    """Compare the pilots of these FILES; nothing is kept."""
    try:
        pilots = [_read(path) for path in files]
        told = compare(pilots)
    except SamePilot as wrong:
        sys.exit(str(wrong))
    with force_locale(lang):
        for pilot, fields in lacking(told[0]).items():
            if fields:
                click.echo(f"{pilot} lacks: {', '.join(name(told[0], field, lang) for field in fields)}", err=True)
        about = " · ".join(f"{pilot} ({len(cohort.records)})" for pilot, cohort in pilots)
        _give(FORMATS[form][0](Report("Caseline", about, told, lang, True)), out)


@network.command("schema")
def schema_():
    """Print the JSON Schema of a dataset."""
    click.echo(json.dumps(schema(), ensure_ascii=False, indent=1))


def _read(path: Path):
    if path.stat().st_size > LARGEST_FILE:
        sys.exit(f"{path.name} is larger than a dataset can be.")
    try:
        return read_dataset(json.loads(path.read_text()))
    except (NotTheSchema, json.JSONDecodeError, UnicodeDecodeError, RecursionError) as wrong:
        sys.exit(f"{path.name} is not a dataset of the network: {wrong}")


def _give(written: bytes, out: Path | None) -> None:
    if out is None:
        sys.stdout.buffer.write(written)
        return
    out.write_bytes(written)
    click.echo(out, err=True)
