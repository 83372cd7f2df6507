"""`flask dates` and `flask chronology`."""

import json
import sys
from dataclasses import replace

import click
from sqlalchemy import select

from caseline.chronology import exports
from caseline.db import db, family_scope
from caseline.extraction.dates.jsonl import BadLine, answer_lines, as_json
from caseline.families.models import Family
from caseline.installation import prepare
from caseline.timeline import printing, reasoning

FORMATS = {
    "json": lambda built: json.dumps(exports.to_json(built), ensure_ascii=False, indent=1) + "\n",
    "csv": exports.to_csv,
    "xlsx": exports.to_xlsx,
    "ics": exports.to_ics,
    "html": printing.html_page,
}


@click.command()
@click.option("--lang", default=None, help="Likely language: fr, nl, en or de. Papers may be mixed; this is a hint.")
@click.option("--reference", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The day the text was written.")
@click.option("--anchor", type=click.Choice(["letter", "narrative"]), default="letter", show_default=True)
@click.option("--jsonl", is_flag=True, help="Read lines {id, text, lang, reference, anchor} and answer line by line.")
def dates(lang, reference, anchor, jsonl):
    """Find the dates in the text on standard input."""
    if jsonl:
        try:
            for line in answer_lines(sys.stdin):
                click.echo(line)
        except BadLine as error:
            sys.exit(str(error))
        return
    for found in as_json(sys.stdin.read(), lang=lang, reference=reference.date() if reference else None, anchor=anchor):
        click.echo(json.dumps(found, ensure_ascii=False))


@click.command()
@click.argument("reference")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="json", show_default=True)
@click.option("--proposals", is_flag=True, help="Count undecided proposals as if accepted; they are marked.")
@click.option("--person", type=int, default=None, help="Only what concerns this member (the member's number).")
def chronology(reference, form, proposals, person):
    """The ordered, checked chronology of the family with this REFERENCE."""
    prepare()
    family_id = db.session.scalar(select(Family.id).where(Family.reference == reference)) or sys.exit(f"There is no family with the reference {reference}.")
    with family_scope([family_id]):
        built = reasoning.reason(db.session.get(Family, family_id), proposals=proposals, lang="en")
        if person is not None:
            built = replace(built, rows=built.of(person))
        if not proposals:
            built = replace(built, rows=tuple(row for row in built.rows if row.status == "accepted"))
        written = FORMATS[form](built)
    sys.stdout.buffer.write(written if isinstance(written, bytes) else written.encode())
