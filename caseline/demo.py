"""`flask demo`: the main job on the example family, through the same doors as a user's upload; and loading examples."""

import json
import os
import secrets
import tempfile
from pathlib import Path

import click
from babel.core import get_global
from flask import current_app
from sqlalchemy import select

from caseline import jobs
from caseline.chronology import exports
from caseline.config import load_settings
from caseline.contacts.models import Actor, Mandate
from caseline.db import db, family_scope
from caseline.documents.intake import receive
from caseline.documents.models import Document
from caseline.dossiers.making import make
from caseline.engine import writing
from caseline.families import editing
from caseline.families.models import Family, Person
from caseline.installation import prepare
from caseline.timeline import reasoning
from caseline.timeline.suggested import decide_as_suggested
from caseline.users import accounts
from caseline.users.models import Role, User

EXAMPLES = Path(__file__).parent.parent / "examples"
NOT_PAPERS = {".json", ".md", ".py"}
EMAIL = "demo@caseline.example"


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
        family_id = load_example(EXAMPLES / "tadesse-girma", say=lambda line: click.echo(line, err=True))
        for path in _write(family_id, out):
            click.echo(path)
        click.echo(f"sign in with {EMAIL} and the password: {password}" if password else f"sign in with {EMAIL} and the password told before", err=True)
        if serving:
            app.cli.commands["serve"].main(["--port", str(port)], standalone_mode=False)


def load_example(folder: Path, *, say=lambda _line: None) -> int:
    """Open the example family of `folder`, receive and read its papers, decide as suggested. Returns the family's id.

    Doing it again adds nothing: a family with this reference is taken as it is.
    """
    told = json.loads((folder / "family.json").read_text())
    if known := db.session.scalar(select(Family.id).where(Family.reference == told["reference"])):
        return known
    user_id = db.session.scalar(select(User.id).order_by(User.id).limit(1))
    family_id = _open(told, user_id)
    say(f"{told['name']}: reading {len(papers(folder))} papers")
    _receive(family_id, folder, user_id)
    jobs.run_all()
    with family_scope([family_id]), writing():
        family = db.session.get(Family, family_id)
        rows = decide_as_suggested(family, user_id=user_id)
        db.session.commit()
    say(f"{told['name']}: {rows} events on the timeline")
    return family_id


def papers(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.iterdir()) if path.is_file() and path.suffix not in NOT_PAPERS]


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


def _open(told: dict, user_id: int) -> int:
    with writing():
        family = editing.open_case(reference=told["reference"], name=told["name"], language="fr", user_id=user_id)
        db.session.commit()
        family_id = family.id
    with family_scope([family_id]), writing():
        family = db.session.get(Family, family_id)
        people = {person["key"]: _member(family, person).id for person in told["persons"]}
        _lawyers(family_id, told, people)
        _others(told)
        db.session.commit()
    return family_id


def _member(family: Family, told: dict) -> Person:
    return editing.save_person(
        family, None, name=told["name"], called=_called(told["name"]), relation=told["relation"], sex=told["sex"], born=told["birth"], birthplace=told["birth_place"],
        nationality=_alpha2(told["nationalities"]), names=told["variants"], numbers=[(n["system"], n["value"]) for n in told["file_numbers"]],
    )


def _called(name: str) -> str:
    """The first word that is not in capitals: Belgian papers print the surname first, in capitals."""
    return next((word for word in name.split() if not word.isupper()), name)


def _alpha2(codes: list[str]) -> str:
    if not codes or codes[0] in {"XXA", "XXX"}:
        return "stateless" if codes and codes[0] == "XXA" else ""
    return {"XKX": "XK"}.get(codes[0]) or (get_global("territory_aliases").get(codes[0]) or [codes[0]])[0]


def _lawyers(family_id: int, told: dict, people: dict[str, int]) -> None:
    book = {}
    for lawyer in told.get("lawyers", []):
        book[lawyer["key"]] = actor = Actor(kind="lawyer", name=lawyer["name"], organisation=lawyer.get("firm", ""), email=lawyer.get("email", ""), address=lawyer.get("address", ""))
        db.session.add(actor)
    db.session.flush()
    for mandate in told.get("mandates", []):
        db.session.add(
            Mandate(
                family_id=family_id, actor_id=book[mandate["lawyer"]].id, start=mandate["from"], end=mandate["to"], reason=mandate.get("end_reason", ""),
                person_ids=[people[key] for key in mandate["persons"]], legal_aid="granted" if mandate.get("legal_aid", "").startswith("granted") else "",
            )
        )


def _others(told: dict) -> None:
    kinds = {"doctor": "doctor", "psychologist": "doctor", "neuropsychologist": "doctor", "school": "school", "authority": "authority", "municipality": "municipality", "embassy": "authority", "interpreter": "interpreter"}
    for actor in told.get("actors", []):
        db.session.add(Actor(kind=kinds.get(actor["role"], "other"), name=actor["name"], organisation=actor.get("organisation", ""), services=actor["role"]))


def _receive(family_id: int, folder: Path, user_id: int) -> None:
    for path in papers(folder):
        with family_scope([family_id]), writing(), open(path, "rb") as stream:
            receive(db.session.get(Family, family_id), path.name, stream, user_id=user_id)
            db.session.commit()


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
