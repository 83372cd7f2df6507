"""`flask demo`: the main job on the example family, through the same doors as a user's upload."""

import json
import os
import secrets
import tempfile
from pathlib import Path

import click
from flask import current_app
from sqlalchemy import select

from caseline.chronology import exports
from caseline.config import load_settings
from caseline.db import db, family_scope
from caseline.documents.models import Document
from caseline.dossiers.making import make
from caseline.engine import writing
from caseline.examples import FIRST, load_example
from caseline.families.models import Family
from caseline.installation import prepare
from caseline.timeline import reasoning
from caseline.users import accounts
from caseline.users.models import Role

EMAIL = "demo@caseline.example"
TO_REVIEW = frozenset({"Lettre Me Dumortier (arrêt CCE).docx"})  # it disagrees with another paper: worth a look at the review page


@click.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("out"), show_default=True, help="Where the chronology and the dossier go.")
@click.option("--serve/--no-serve", "serving", default=True, help="Serve the example afterwards.")
@click.option("--port", default=8000, show_default=True)
def demo(out, serving, port):
    """Read the example family's papers, build the chronology, write the Word dossier."""
    app = current_app._get_current_object() if os.environ.get("CASELINE_INSTANCE") else _throw_away()
    out.mkdir(parents=True, exist_ok=True)
    with app.app_context():
        prepare()
        password = _sign_in()
        family_id = load_example(FIRST, leave=TO_REVIEW, say=lambda line: click.echo(line, err=True))
        for path in _write(family_id, out):
            click.echo(path)
        click.echo(f"sign in with {EMAIL} and the password: {password}" if password else f"sign in with {EMAIL} and the password told before", err=True)
        if serving:
            app.cli.get_command(None, "serve").main(["--port", str(port)], standalone_mode=False)


def _throw_away():
    folder = Path(tempfile.mkdtemp(prefix="caseline-demo-"))
    os.environ["CASELINE_KEY_FILE"] = str(folder / "demo.key")
    click.echo(f"A throw-away instance for this demonstration: {folder}", err=True)
    return current_app.config["CREATE_APP"](load_settings(folder / "instance"))


def _sign_in() -> str:
    """The password of a new demonstration account, '' when there is one already: no account has a known password."""
    if accounts.find_user(EMAIL):
        return ""
    password = "-".join(secrets.choice(_WORDS) for _ in range(5)) + f"-{secrets.randbelow(90) + 10}"
    with writing():
        accounts.add_user(name="Kim Demo", email=EMAIL, password=password, role=Role.COORDINATOR)
        db.session.commit()
    return password


def _write(family_id: int, out: Path) -> list[Path]:
    with family_scope([family_id]):
        family = db.session.get(Family, family_id)
        told = json.dumps(exports.to_json(reasoning.reason(family, proposals=True, lang="en")), ensure_ascii=False, indent=1)
        written = {f"{family.reference} chronology.json": told.encode(), f"{family.reference} dossier.docx": make(family, kind="lawyer", lang="fr")}
        unread = db.session.scalars(select(Document.name).where(Document.status != "read")).all()
    for name in unread:
        click.echo(f"not read: {name}", err=True)
    for name, content in written.items():
        (out / name).write_bytes(content)
    return [out / name for name in written]


_WORDS = "amber birch candle delta ember falcon garden harbor island jasmine kettle lantern meadow nutmeg orchard pebble quartz river saddle timber umber velvet willow yonder zephyr".split()
