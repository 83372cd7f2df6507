"""What text recognition found on images of a family, kept sealed: the same image again, in whichever file, is not read twice."""

import json
import zlib
from dataclasses import replace

from flask import current_app
from sqlalchemy import select

from caseline.db import db
from caseline.documents.models import KnownImage
from caseline.families.models import Family
from caseline.reading import Page, Reading, Word
from caseline.reading.confined import Marks
from caseline.vault import DamagedFile


class Forgotten(Exception):
    """A known image is no longer there: the file has to be read without the list."""


def marks_of(family: Family) -> Marks:
    """The family's key for marks and the marks it has; tells nothing outside the family."""
    key = current_app.extensions["vault"].mark_key(family.vault_key)
    return Marks(key, frozenset(db.session.scalars(select(KnownImage.mark).where(KnownImage.family_id == family.id))))


def filled(family: Family, reading: Reading) -> Reading:
    """The reading with what is known of its known pages. Raises Forgotten."""
    if not any(page.known for page in reading.pages):
        return reading
    return replace(reading, pages=tuple(_recalled(family, page) if page.known else page for page in reading.pages))


def remember(family: Family, reading: Reading) -> None:
    """Keep what was newly recognised; the caller commits."""
    new = {page.mark: page for page in reading.pages if page.mark and page.ocr and not page.known}
    there = set(db.session.scalars(select(KnownImage.mark).where(KnownImage.family_id == family.id, KnownImage.mark.in_(new))))
    for mark, page in new.items():
        if mark not in there:
            db.session.add(KnownImage(family_id=family.id, mark=mark, sealed=current_app.extensions["vault"].seal(family.vault_key, _packed(page))))


def _recalled(family: Family, page: Page) -> Page:
    sealed = db.session.scalar(select(KnownImage.sealed).where(KnownImage.family_id == family.id, KnownImage.mark == page.mark))
    if sealed is None:
        raise Forgotten
    try:
        told = json.loads(zlib.decompress(current_app.extensions["vault"].unseal(family.vault_key, sealed)))
    except DamagedFile:
        raise Forgotten from None
    return Page(**{**told, "number": page.number, "words": tuple(Word(*word) for word in told["words"])})


def _packed(page: Page) -> bytes:
    told = {name: getattr(page, name) for name in ("text", "width", "height", "ocr", "confidence", "language", "rotation")}
    words = [[*word[:2], *(round(value, 6) for value in word[2:])] for word in page.words]
    return zlib.compress(json.dumps({**told, "words": words}, ensure_ascii=False).encode(), 6)
