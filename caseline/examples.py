"""The example families of the repository: opened as a person would, their papers through the same door as any upload."""

import json
from pathlib import Path

from babel.core import Locale, get_global
from sqlalchemy import select

from caseline import jobs
from caseline.agreements import examples as agreements
from caseline.assessments import examples as assessments
from caseline.contacts import examples as contacts
from caseline.contacts.models import Actor, ContactPerson, Mandate
from caseline.db import db, family_scope
from caseline.documents.intake import receive
from caseline.documents.models import Document
from caseline.engine import writing
from caseline.evidence import examples as evidence
from caseline.families import editing
from caseline.families.models import Family, Person
from caseline.families.told import Keys
from caseline.intake import examples as intake
from caseline.legal import examples as legal
from caseline.plans import examples as plans
from caseline.questionnaires import examples as questionnaires
from caseline.stages import examples as stages
from caseline.timeline.suggested import decide_as_suggested
from caseline.users.models import User

EXAMPLES = Path(__file__).parent.parent / "examples"
FIRST = EXAMPLES / "tadesse-girma"
NOT_PAPERS = {".json", ".md", ".py"}
CASEWORK = [intake.load, stages.load, agreements.load, assessments.load, contacts.load, legal.load, plans.load, evidence.load, questionnaires.load]  # each feature writes what is its own


def load_example(folder: Path, *, leave: frozenset[str] = frozenset(), say=lambda _line: None) -> int:
    """Open the example family of `folder`, read its papers, decide as suggested. Returns the family's id.

    Papers named in `leave` keep their proposals undecided, so that there is something to review.

    Doing it again adds nothing: a family with this reference is taken as it is.
    """
    user_id = db.session.scalar(select(User.id).order_by(User.id).limit(1))
    family_id, is_new = open_example(folder, user_id=user_id)
    if not is_new:
        return family_id
    say(f"{folder.name}: reading {len(papers(folder))} papers")
    jobs.run_all()
    with family_scope([family_id]), writing():
        family = db.session.get(Family, family_id)
        left = frozenset(db.session.scalars(select(Document.id).where(Document.name.in_(leave))))
        rows = decide_as_suggested(family, user_id=user_id, leave=left)
        load_casework(family, folder, user_id=user_id)
        db.session.commit()
    say(f"{folder.name}: {rows} events on the timeline")
    return family_id


def open_example(folder: Path, *, user_id: int) -> tuple[int, bool]:
    """Open the family of `folder` and receive its papers, which then wait to be read. Returns its id, and whether it is new."""
    told = json.loads((folder / "family.json").read_text())
    if known := db.session.scalar(select(Family.id).where(Family.reference == told["reference"])):
        return known, False
    family_id = _open(told, user_id)
    _receive(family_id, folder, user_id)
    return family_id, True


def load_casework(family: Family, folder: Path, *, user_id: int) -> None:
    """What the case managers did with the family (casework.json), where it is told. Call it inside the family's scope."""
    path = folder / "casework.json"
    if not path.exists():
        return
    told, keys = json.loads(path.read_text()), _keys(family, folder, user_id)
    for load in CASEWORK:
        load(family, told, keys)


def _keys(family: Family, folder: Path, user_id: int) -> Keys:
    told, casework = json.loads((folder / "family.json").read_text()), json.loads((folder / "casework.json").read_text())
    book = {name: number for number, name in db.session.execute(select(Actor.id, Actor.name).order_by(Actor.id))}
    others = [*told.get("lawyers", []), *told.get("actors", [])]
    people = {one["key"]: person for one, person in zip(told["persons"], family.persons, strict=True)}
    return Keys(
        people={key: person.id for key, person in people.items()},
        actors={one["key"]: book[one["name"]] for one in others if one["name"] in book},
        documents=dict(db.session.execute(select(Document.name, Document.id)).all()),
        names={one["key"]: one["name"] for one in [*others, *casework["case_managers"]]} | {key: person.short_name for key, person in people.items()},
        user_id=user_id,
    )


def papers(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.iterdir()) if path.is_file() and path.suffix not in NOT_PAPERS]


def _open(told: dict, user_id: int) -> int:
    with writing():
        family = editing.open_case(reference=told["reference"], name=told["name"], language="fr", user_id=user_id)
        db.session.commit()
        family_id = family.id
    with family_scope([family_id]), writing():
        family = db.session.get(Family, family_id)
        family.address, family.reach = told.get("address", ""), told.get("reach", "")
        people = {person["key"]: _member(family, person).id for person in told["persons"]}
        _lawyers(family_id, told, people)
        _others(told)
        db.session.commit()
    return family_id


def _member(family: Family, told: dict) -> Person:
    return editing.save_person(
        family, None, name=told["name"], called=_called(told["name"]), relation=told["relation"], sex=told["sex"], born=told["birth"], birthplace=told["birth_place"],
        nationality=_alpha2(told["nationalities"]), languages=_languages(told["languages"]), phone=told.get("phone", ""), whereabouts=told.get("whereabouts", ""), names=told["variants"], numbers=[(n["system"], n["value"]) for n in told["file_numbers"]],
    )


def _languages(codes: list[str]) -> str:
    known = Locale("en").languages
    return ", ".join(known.get(code, code) for code in codes)


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


_KINDS = {
    "doctor": "doctor", "psychologist": "doctor", "neuropsychologist": "doctor", "school": "school", "authority": "authority", "municipality": "municipality", "embassy": "authority",
    "interpreter": "interpreter", "ngo": "ngo", "family worker": "ngo", "housing": "housing", "community": "community", "volunteer": "community", "godparents": "community",
}  # fmt: skip


def _others(told: dict) -> None:
    for one in told.get("actors", []):
        known = {name: one[name] for name in ("phone", "email", "services", "access", "hours") if one.get(name)}
        actor = Actor(kind=_KINDS.get(one["role"], "other"), name=one["name"], organisation=one.get("organisation", ""), **{"services": one["role"], **known})
        actor.contact_persons = [ContactPerson(**person) for person in one.get("people", [])]
        db.session.add(actor)


def _receive(family_id: int, folder: Path, user_id: int) -> None:
    for path in papers(folder):
        with family_scope([family_id]), writing(), open(path, "rb") as stream:
            receive(db.session.get(Family, family_id), path.name, stream, user_id=user_id)
            db.session.commit()
