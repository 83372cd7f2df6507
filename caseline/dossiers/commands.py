"""`flask dossier`: a family's dossier as a Word file."""

import sys
from pathlib import Path

import click
from sqlalchemy import select

from caseline.db import db, family_scope
from caseline.dossiers.house_files import letterhead_bytes, paper_for
from caseline.dossiers.making import make
from caseline.families.models import Family
from caseline.installation import prepare


@click.command()
@click.argument("reference")
@click.option("--for", "kind", type=click.Choice(["lawyer", "commissioner", "family", "request", "card"]), default="lawyer", show_default=True)
@click.option("--lang", type=click.Choice(["fr", "nl", "en", "de"]), default="fr", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
def dossier(reference, kind, lang, out):
    """Write the dossier of the family with this REFERENCE."""
    prepare()
    family_id = db.session.scalar(select(Family.id).where(Family.reference == reference)) or sys.exit(f"There is no family with the reference {reference}.")
    with family_scope([family_id]):
        written = make(db.session.get(Family, family_id), kind=kind, lang=lang, letterhead=letterhead_bytes(paper_for(None)))
    out.write_bytes(written)
    click.echo(out)
