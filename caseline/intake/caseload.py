"""A whole caseload from a table: every row checked before anything is written, and each mistake told with its row."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import func, select

from caseline.db import db, enter_family_scope, leave_family_scope
from caseline.edtf import NotEdtf, typed
from caseline.families import editing
from caseline.families.models import Family, Person
from caseline.families.words import RELATIONS, SEXES, STAGES
from caseline.history import record
from caseline.i18n import LANGUAGES, language
from caseline.later import Later
from caseline.stages import moving
from caseline.users.models import User

openpyxl = Later("openpyxl")
MOST_ROWS = 5000
COLUMNS = {  # what a column may be called → field
    "reference": "reference", "ref": "reference", "référence": "reference", "referentie": "reference", "dossier": "reference",
    "family": "family", "famille": "family", "gezin": "family",
    "person": "person", "name": "person", "nom": "person", "naam": "person", "personne": "person", "persoon": "person",
    "relation": "relation", "lien": "relation", "relatie": "relation",
    "sex": "sex", "sexe": "sex", "geslacht": "sex",
    "born": "born", "birth": "born", "né": "born", "naissance": "born", "geboren": "born", "geboortedatum": "born",
    "language": "language", "langue": "language", "taal": "language",
    "stage": "stage", "étape": "stage", "fase": "stage",
    "since": "since", "depuis": "since", "sinds": "since",
    "worker": "worker", "case manager": "worker", "travailleur": "worker", "begeleider": "worker",
}  # fmt: skip


class NotATable(Exception):
    """The file is no table, has no column for the reference or the family, or is too long."""


@dataclass(slots=True)
class Line:
    """One row of the file: its number as a spreadsheet shows it, what it says, what is wrong with it (keys of words)."""

    number: int
    values: dict[str, str]
    faults: list[tuple[str, str]] = field(default_factory=list)


def read_table(content: bytes) -> list[Line]:
    """The rows of a CSV (comma, semicolon or tab; UTF-8 or Western) or XLSX file. Raises NotATable."""
    rows = list(_xlsx(content) if content[:4] == b"PK\x03\x04" else _csv(content))
    if not rows:
        raise NotATable("empty")
    if len(rows) > MOST_ROWS:
        raise NotATable("too_long")
    heads = [COLUMNS.get(str(head).strip().lower()) for head in rows[0]]
    if not {"reference", "family"} <= set(heads):
        raise NotATable("columns")
    found = []
    for number, row in enumerate(rows[1:], start=2):
        values = {head: str(cell).strip() for head, cell in zip(heads, row, strict=False) if head and str(cell).strip()}
        if values:
            found.append(Line(number, values))
    return found


def check(lines: list[Line]) -> list[Line]:
    """Find what is wrong with each row: (key of the mistake, the words concerned). A clean row has none."""
    taken = set(db.session.scalars(select(func.lower(Family.reference))))
    workers = _workers()
    names: dict[str, str] = {}
    for line in lines:
        line.faults = list(_faults(line.values, taken, workers, names))
    return lines


def bring_in(lines: list[Line], *, user_id: int) -> int:
    """Write families, members and assignments of rows without faults, in one transaction. Returns how many families."""
    workers, opened = _workers(), {}
    for line in lines:
        told = line.values
        family = opened.get(told["reference"].lower()) or _open(told, workers, user_id)
        opened[told["reference"].lower()] = family
        if told.get("person"):
            token = enter_family_scope([family.id])
            try:
                db.session.add(_person(family, told))
                db.session.flush()
            finally:
                leave_family_scope(token)
    record("caseload brought in", "families", families=len(opened), rows=len(lines))
    return len(opened)


def _faults(told: dict, taken: set, workers: dict, names: dict) -> Iterable[tuple[str, str]]:
    reference = told.get("reference", "").lower()
    if not reference or not told.get("family"):
        yield "missing", ""
    elif not all(sign.isalnum() or sign in "._-" for sign in reference):
        yield "reference", told["reference"]
    elif reference in taken:
        yield "taken", told["reference"]
    elif names.setdefault(reference, told["family"].lower()) != told["family"].lower():
        yield "two_names", told["reference"]
    for name, known in (("relation", RELATIONS), ("sex", SEXES), ("stage", STAGES), ("language", [*LANGUAGES, "de"])):
        if told.get(name) and _key(told[name], known) is None:
            yield name, told[name]
    for name in ("born", "since"):
        if told.get(name) and not _date(told[name]):
            yield "date", told[name]
    if told.get("worker") and told["worker"].lower() not in workers:
        yield "worker", told["worker"]
    if (told.get("relation") or told.get("born")) and not told.get("person"):
        yield "nobody", ""


def _open(told: dict, workers: dict, user_id: int) -> Family:
    worker = workers.get(told.get("worker", "").lower(), user_id)
    family = editing.open_case(reference=told["reference"], name=told["family"][:120], language=_key(told.get("language", ""), [*LANGUAGES, "de"]) or "fr", user_id=worker)
    token = enter_family_scope([family.id])
    try:
        since = _date(told.get("since", "")) or date.today().isoformat()
        moving.move(family, _key(told.get("stage", ""), STAGES) or "assessment", on=since, reason="caseload brought in", user_id=user_id)
    finally:
        leave_family_scope(token)
    return family


def _person(family: Family, told: dict) -> Person:
    position = db.session.scalar(select(func.count(Person.id)).where(Person.family_id == family.id))
    return Person(
        family_id=family.id, name=told["person"][:160], position=position, relation=_key(told.get("relation", ""), RELATIONS) or "",
        sex=_key(told.get("sex", ""), SEXES) or "", born=_date(told.get("born", "")) or "",
    )


def _workers() -> dict[str, int]:
    """Name or e-mail in lower case → account."""
    found = db.session.execute(select(User.id, User.name, User.email).where(User.closed_at.is_(None), User.role.in_(["case_manager", "coordinator"])))
    return {said.lower(): user.id for user in found for said in (user.name, user.email)}


def _key(said: str, known) -> str | None:
    """The key meant by a key or by its word in the language of the page."""
    words = {str(key).lower(): key for key in known} | ({str(word).lower(): key for key, word in known.items()} if isinstance(known, dict) else {})
    return words.get(said.strip().lower())


def _date(said: str) -> str:
    try:
        return typed(said, language()).text if said else ""
    except NotEdtf:
        return ""


def _csv(content: bytes) -> Iterable[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise NotATable("empty")
    first = text.splitlines()[0] if text.strip() else ""
    mark = max(";,\t", key=first.count)
    return csv.reader(io.StringIO(text), delimiter=mark)


def _xlsx(content: bytes) -> Iterable[list[str]]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except Exception as damaged:  # openpyxl lets every error of its parsers through
        raise NotATable("damaged") from damaged
    for count, row in enumerate(book.active.iter_rows(values_only=True)):
        if count > MOST_ROWS:
            raise NotATable("too_long")
        yield ["" if cell is None else cell.date().isoformat() if isinstance(cell, datetime) else str(cell) for cell in row]
