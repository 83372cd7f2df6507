"""The organisation's own paper: one letterhead, and Word templates of its own, tried out before they are kept."""

from dataclasses import dataclass

from sqlalchemy import select

from caseline.db import db, now
from caseline.dossiers.dossier import Dossier
from caseline.dossiers.fields import FIELDS, fields
from caseline.dossiers.layouts import word_file
from caseline.dossiers.models import HouseFile
from caseline.history import record
from caseline.word.blocks import Paragraph, WordDocument, text
from caseline.word.template import fill
from caseline.word.writer import write

LARGEST = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Paper:
    """What a dossier is written on: the numbers of the letterhead and of the organisation's template, or None."""

    letterhead_id: int | None = None
    template_id: int | None = None


def paper_for(template_id: int | None) -> Paper:
    """Today's paper: the letterhead in force, or the template that was chosen (which brings its own)."""
    if template_id and any(one.id == template_id for one in templates()):
        return Paper(template_id=template_id)
    kept = letterhead()
    return Paper(letterhead_id=kept.id if kept else None)


def written(dossier: Dossier, paper: Paper) -> bytes:
    """The dossier as a .docx on this paper; always the same bytes. Raises TemplateProblem when a template cannot take it."""
    if paper.template_id:
        return fill(db.session.get(HouseFile, paper.template_id).data, fields(dossier))
    return word_file(dossier, letterhead=letterhead_bytes(paper))


def letterhead_bytes(paper: Paper) -> bytes | None:
    return db.session.get(HouseFile, paper.letterhead_id).data if paper.letterhead_id else None


def letterhead() -> HouseFile | None:
    return db.session.scalar(_in_force("letterhead").order_by(HouseFile.id.desc()).limit(1))


def templates() -> list[HouseFile]:
    return list(db.session.scalars(_in_force("template").order_by(HouseFile.name)))


def keep_letterhead(data: bytes, name: str, user_id: int) -> HouseFile:
    """Put a letterhead in force, in the place of the one before. Raises BadWordFile when nothing can be written on it."""
    write(WordDocument((Paragraph(text("x")),), lang="fr", title="x"), letterhead=data)
    for before in db.session.scalars(_in_force("letterhead")):
        before.retired_at = now()
    return _keep("letterhead", data, name, user_id)


def keep_template(data: bytes, name: str, user_id: int) -> HouseFile:
    """Keep a template that was tried out with every field. Raises TemplateProblem."""
    fill(data, sample())
    return _keep("template", data, name, user_id)


def retire(kept: HouseFile) -> None:
    kept.retired_at = kept.retired_at or now()
    record("house file retired", f"house_file:{kept.id}", purpose=kept.purpose)


def sample() -> dict:
    """A value for every field, saying its name."""
    return {name: [{part: f"‹{part}›" for part in parts}] if parts else f"‹{name}›" for name, parts in FIELDS.items()}


def _keep(purpose: str, data: bytes, name: str, user_id: int) -> HouseFile:
    kept = HouseFile(purpose=purpose, data=data, name=name[:120], added_by=user_id)
    db.session.add(kept)
    db.session.flush()
    record("house file added", f"house_file:{kept.id}", purpose=purpose)
    return kept


def _in_force(purpose: str):
    return select(HouseFile).where(HouseFile.purpose == purpose, HouseFile.retired_at.is_(None))
