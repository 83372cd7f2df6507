"""The exhibits of a frozen version out of the vault: as sheets to bind into one PDF, and as a ZIP with the Word file."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from flask import current_app
from markupsafe import escape
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from caseline.db import db
from caseline.documents.images import page_image
from caseline.documents.models import Document, Page
from caseline.dossiers.binding import Blackened, NotBound, Picture, Sheet, redact, strip, title_of
from caseline.dossiers.dossier import Dossier, Exhibit
from caseline.dossiers.wording import load
from caseline.families.models import Family
from caseline.vault import DamagedFile
from caseline.word.package import zip_of

_WIDTH = 1240  # pixels of a scanned page: 150 dots per inch on A4
_SAFE_ENDING = re.compile(r"[a-z0-9]{1,5}")


@dataclass(frozen=True, slots=True)
class Original:
    """An exhibit's file as it came in, with its hash; or, `is_bare`, a copy of it without metadata under the same hash."""

    exhibit: Exhibit
    data: bytes
    ending: str
    sha256: str
    password: str = ""
    is_bare: bool = False


def sheets(family: Family, dossier: Dossier) -> dict[int, Sheet]:
    """What each exhibit of `dossier` is bound from, by exhibit number. Inside the family's scope."""
    return {one.number: _sheet(family, document) if document else Sheet(gone=True) for one, document in _papers(dossier)}


def originals(family: Family, dossier: Dossier) -> list[Original]:
    """The files of the exhibits that are still kept and undamaged."""
    found = []
    for one, document in _papers(dossier):
        ending = document.name.rpartition(".")[2].lower() if document and document.has_file else "pdf"
        try:
            if document:
                data = _bytes(family, document) if document.has_file else _only_its_pages(family, document, dossier.lang)
                found.append(Original(one, data, ending if _SAFE_ENDING.fullmatch(ending) else "bin", sha256(data).hexdigest(), document.password))
        except (DamagedFile, NotBound, NotFound):
            continue  # the index says that it is not there
    return found


def bare(files: list[Original]) -> list[Original]:
    """The same files without what they tell of cameras, places and authors, where that is safely taken out. Raises NotBound."""
    made = strip([(one.data, one.password) for one in files])
    return [replace(one, data=data, is_bare=True) if data else one for one, data in zip(files, made, strict=True)]


def zip_file(dossier: Dossier, word: bytes, files: list[Original], *, recipient: str, day: date | None = None) -> bytes:
    """The Word file, the exhibits as they came under names that any computer takes, and an index to click on."""
    names = {one.exhibit.number: safe_name(dossier, one) for one in files}
    index = _index(dossier, files, names, recipient, day)
    return zip_of([("index.html", index.encode()), (f"{_plain(dossier.cover.reference)}.docx", word), *((names[one.exhibit.number], one.data) for one in files)])


def safe_name(dossier: Dossier, one: Original) -> str:
    """“Piece-012-annexe-13-2014-09-04.pdf”: plain letters only, sorted by number, never a name that came from outside."""
    label = load(dossier.lang).say("exhibit_title", n="").strip()
    return f"{_plain(label)}-{one.exhibit.number:03}-{_plain(' '.join(filter(None, [one.exhibit.kind or one.exhibit.title, one.exhibit.date or ''])))[:60].strip('-')}.{one.ending}"


def _papers(dossier: Dossier) -> list[tuple[Exhibit, Document | None]]:
    wanted = [one.document for one in dossier.exhibits if one.document]
    found = {one.id: one for one in db.session.scalars(select(Document).where(Document.id.in_(wanted), Document.sensitivity != "off_record"))}
    return [(one, found.get(one.document)) for one in dossier.exhibits]


def _sheet(family: Family, document: Document) -> Sheet:
    pages = _pages(document)
    try:
        if document.media_type == "application/pdf" and document.has_file:
            return Sheet(pdf=_bytes(family, document), password=document.password, rotations={str(page): turn for page, turn in document.rotations.items()},
                         words={str(page.number): _words(page) for page in pages if page.ocr})
        if pages and all(page.has_image for page in pages):
            return Sheet(pictures=tuple(_picture(family, document, page) for page in pages))
    except (DamagedFile, NotFound):
        return Sheet()
    return Sheet(texts=tuple(page.text for page in pages))


def _only_its_pages(family: Family, document: Document, lang: str) -> bytes:
    """A PDF of a paper that was cut out of a scan or put together: the scan may hold what this reader must not see."""
    leaves = [Blackened(_picture(family, document, page)) if page.has_image else Blackened(text=page.text) for page in _pages(document)]
    return redact(leaves, title=document.shown_name, lang=lang)


def _pages(document: Document) -> list[Page]:
    """Its pages; of a paper that stepped back, those of its file wherever they stand now."""
    own = Page.document_id == document.id if not document.steps_back_at else (Page.original_id == document.id)
    return list(db.session.scalars(select(Page).where(own).order_by(Page.sheet if document.steps_back_at else Page.number)))


def _picture(family: Family, document: Document, page: Page) -> Picture:
    data, _media_type = page_image(family, page, width=_WIDTH)
    return Picture(data, page.width, page.height, _words(page))


def _words(page: Page) -> tuple[tuple[str, float, float, float, float], ...]:
    return tuple((page.text[start:end], x0, y0, x1, y1) for start, end, x0, y0, x1, y1, _sure in page.words)


def _bytes(family: Family, document: Document) -> bytes:
    return current_app.extensions["vault"].read(family.vault_key, document.address)


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", letters).strip("-") or "x"


def _index(dossier: Dossier, files: list[Original], names: dict[int, str], recipient: str, day: date | None) -> str:
    words = load(dossier.lang)
    title = f"{words.say(f'title_{dossier.kind}')} – {dossier.cover.reference}"
    marks = {one.exhibit.number: f"{words.say('without_metadata' if one.is_bare else 'as_received')}<br><small>SHA-256 {one.sha256}</small>" for one in files}
    rows = "".join(
        f"<tr><td>{one.number}</td><td>{_linked(names.get(one.number), title_of(one)) if one.number in names else escape(title_of(one)) + ' – ' + words.say('no_longer_there')}</td>"
        f"<td>{escape(words.date(one.date) if one.date else words.say('undated'))}</td><td>{marks.get(one.number, '')}</td></tr>" for one in dossier.exhibits)
    mark = f"<p>{escape(words.say('downloaded_by', reader=recipient, date=words.date(day.isoformat())))}</p>" if day else ""
    heads = "".join(f"<th>{words.say(key)}</th>" for key in ("no", "document", "date", "file"))
    return (f'<!doctype html><html lang="{dossier.lang}"><meta charset="utf-8"><title>{escape(title)}</title><h1>{escape(title)}</h1>{mark}'
            f'<p>{_linked(_plain(dossier.cover.reference) + ".docx", title)}</p><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></html>')


def _linked(name: str, text: str) -> str:
    return f'<a href="{escape(name)}">{escape(text)}</a>'
