"""`flask extract` and `flask ingest`: papers from a terminal, through the same readers as an upload."""

import json
import sys
from hashlib import sha256
from pathlib import Path

import click
from sqlalchemy import select

from caseline import extraction, jobs
from caseline.db import db, family_scope
from caseline.documents.intake import EmptyFile, receive
from caseline.documents.scanning import NotClean
from caseline.documents.models import Document, Status
from caseline.documents.words import FAILURES
from caseline.engine import writing
from caseline.extraction import contract
from caseline.families.models import Family
from caseline.installation import prepare
from caseline.reading import ReadFailure
from caseline.reading.confined import Reader
from caseline.vault import FileTooLarge


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each file (the default shows a summary).")
def extract(files, as_json):
    """Read FILES and say what they tell, without storing anything."""
    reader, failed = Reader(), False
    for path in files:
        told = _extract_one(reader, path)
        failed = failed or bool(told.get("failure"))
        click.echo(json.dumps(told, ensure_ascii=False) if as_json else _summary(told))
    sys.exit(1 if failed else 0)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--family", "reference", required=True, help="The family's reference, such as PT-2026-01.")
def ingest(paths, reference):
    """Add files or whole folders to a family and read them; safe to repeat."""
    prepare()
    family_id = db.session.scalar(select(Family.id).where(Family.reference == reference)) or sys.exit(f"There is no family with the reference {reference}.")
    received = [_receive(family_id, path) for path in files_in(paths)]
    jobs.run_all()
    with family_scope([family_id]):
        states = {document.id: document for document in db.session.scalars(select(Document))}
        for path, document_id, sentence in received:
            click.echo(f"{path}\t{_state(states.get(document_id), sentence)}")
    if any(document_id is None for _path, document_id, _sentence in received):
        sys.exit(1)


def files_in(paths) -> list[Path]:
    """Every file named, and every file inside the folders named, in order; hidden files and links are left out."""
    found = []
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        found += [p for p in inside if p.is_file() and not p.is_symlink() and not p.name.startswith(".")]
    return found


def _receive(family_id: int, path: Path) -> tuple[Path, int | None, str]:
    with family_scope([family_id]), writing(), open(path, "rb") as stream:
        family = db.session.get(Family, family_id)
        try:
            received = receive(family, path.name, stream, user_id=None)
        except (EmptyFile, FileTooLarge, NotClean) as refusal:
            db.session.rollback()
            return path, None, str(refusal)
        document_id = received.document.id
        db.session.commit()
        return path, document_id, "already here" if received.already_here else ""


def _state(document: Document | None, sentence: str) -> str:
    if document is None:
        return f"not added: {sentence}"
    if document.status == Status.FAILED:
        return f"stored, not read: {FAILURES.get(document.failure, document.failure)}"
    if document.status != Status.READ:
        return "stored, waiting to be read" + (": a coordinator paused reading" if jobs.paused() else "")
    return ", ".join(filter(None, [f"read, {document.page_count} pages", document.kind, document.dated, sentence]))


def _extract_one(reader: Reader, path: Path) -> dict:
    digest = sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    try:
        reading = reader.read(path, name=path.name)
    except ReadFailure as failure:
        return _unread(path, digest, failure.code, str(failure))
    except OSError:
        return _unread(path, digest, "missing", f"There is no file {path} that can be opened.")
    found = extraction.extract([page.text for page in reading.pages], headers=reading.headers)
    told = contract.to_json(found, file=path.name, sha256=digest, media_type=reading.media_type, pages=reading.pages)
    return {**told, "warnings": [*reading.warnings, *told["warnings"]]}


def _unread(path: Path, digest: str, failure: str, sentence: str) -> dict:
    """The contract's object for a file that gave no page: everything empty, and one sentence that says why."""
    nothing = {"languages": [], "kind": None, "issuer": None, "document_date": None, "dates": {}, "references": [], "persons": [], "pages": [], "events": []}
    return {"file": path.name, "sha256": digest, "media_type": "", **nothing, "failure": failure, "warnings": [sentence]}


def _summary(told: dict) -> str:
    if told.get("failure"):
        return f"{told['file']}: {told['warnings'][0]}"
    date = (told["document_date"] or {}).get("edtf", "no date")
    events = "".join(f"\n  {e['edtf']:<12} {e['type']}: “{e['quote'][:90]}”" for e in told["events"])
    return f"{told['file']}: {told['kind'] or 'unknown kind'}, {date}, {len(told['pages'])} pages{events}"
