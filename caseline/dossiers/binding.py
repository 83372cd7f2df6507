"""Exhibits bound into one stamped PDF, by a child process that can be killed: this process opens no paper itself."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from .dossier import Dossier, Exhibit
from .wording import Wording, load

SECONDS = 120
MEGABYTES = 3072
LARGEST = 300 * 1024 * 1024
_CHILD = Path(__file__).with_name("bundle_child.py")
_FONTS = Path(__file__).parents[2] / "vendor" / "fonts"
_A4_WIDTH = 595.0


class NotBound(ValueError):
    """The bundle cannot be made; `code` is too_large or stopped."""

    def __init__(self, code: str):
        super().__init__(f"the bundle could not be made: {code}")
        self.code = code


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as an image (WebP): its size in any unit, and its words as (text, x0, y0, x1, y1), fractions of the page."""

    data: bytes
    width: float
    height: float
    words: tuple[tuple[str, float, float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What an exhibit is bound from: a PDF with its password, turned pages and (of scanned pages, by number) the words that
    were read there; or pictures, or texts page by page; with nothing of these it is `gone` (no longer kept) or cannot be printed."""

    pdf: bytes = b""
    password: str = ""
    rotations: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, Sequence[tuple[str, float, float, float, float]]] = field(default_factory=dict)
    pictures: tuple[Picture, ...] = ()
    texts: tuple[str, ...] = ()
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Blackened:
    """A page of a redacted copy: its image with the boxes to paint over and the words that stay, or its remaining text."""

    picture: Picture | None = None
    boxes: tuple[tuple[float, float, float, float], ...] = ()
    text: str = ""


def bind(dossier: Dossier, sheets: Mapping[int, Sheet], *, recipient: str, day: date | None = None, seconds: float = SECONDS) -> bytes:
    """The exhibits of `dossier` (by number in `sheets`) as one PDF: index, stamps “Exhibit 12 – 3/7”, bookmarks, text to search.

    With `day`, every page names the recipient and the day it was taken along. Raises NotBound.
    """
    files: list[bytes] = []
    words = load(dossier.lang)
    exhibits = [_exhibit(one, sheets.get(one.number, Sheet(gone=True)), words, files) for one in dossier.exhibits]
    if sum(map(len, files)) > LARGEST:
        raise NotBound("too_large")
    return _made({"bundle": {**_cover(dossier, words, recipient, day), "exhibits": exhibits}}, files, seconds)


def redact(leaves: Sequence[Blackened], *, title: str, lang: str, seconds: float = SECONDS) -> bytes:
    """A paper as one new PDF in which only what may be read is left. Raises NotBound."""
    files: list[bytes] = []
    pages = [_blackened(one, files) for one in leaves]
    if sum(map(len, files)) > LARGEST:
        raise NotBound("too_large")
    return _made({"copy": {"title": title, "lang": lang, "pages": pages}}, files, seconds)


def strip(files: Sequence[tuple[bytes, str]], *, seconds: float = SECONDS) -> list[bytes | None]:
    """Each (file, password) without metadata; None for a kind that is left as it came. Raises NotBound."""
    if sum(len(data) for data, _password in files) > LARGEST:
        raise NotBound("too_large")
    answer = _made({"strip": [{"password": password} for _data, password in files]}, [data for data, _password in files], seconds, begins=b"[")
    sizes, _line, data = answer.partition(b"\n")
    found, at = [], 0
    for size in json.loads(sizes):
        found.append(data[at:at + size] or None)
        at += size
    return found


def _made(order: dict, files: list[bytes], seconds: float, begins: bytes = b"%PDF") -> bytes:
    """What the child process makes of an order. Raises NotBound when it runs into a limit."""
    head = {"sizes": [len(data) for data in files], **order, "fonts": str(_FONTS), "seconds": seconds, "megabytes": MEGABYTES}
    try:
        run = subprocess.run([sys.executable, "-I", "-B", _CHILD], input=b"".join([json.dumps(head).encode(), b"\n", *files]), capture_output=True,
                             timeout=seconds, env={}, cwd="/", check=False)
    except subprocess.TimeoutExpired:
        raise NotBound("stopped") from None
    if run.returncode or not run.stdout.startswith(begins):
        raise NotBound("stopped")
    return run.stdout


def title_of(one: Exhibit) -> str:
    """What an exhibit is called in an index: its kind, and the case manager's own name for it."""
    return " – ".join(dict.fromkeys(part for part in (one.kind, one.title) if part))


def _cover(dossier: Dossier, words: Wording, recipient: str, day: date | None) -> dict:
    cover = dossier.cover
    lines = [words.say(f"title_{dossier.kind}"), f"{words.say('for')}: {recipient}", f"{words.say('version')}: {cover.version} · {words.date(cover.prepared_on.isoformat())}"]
    mark = words.say("downloaded_by", reader=recipient, date=words.date(day.isoformat())) if day else ""
    return {
        "lang": dossier.lang, "title": f"{words.say('bundle')} – {cover.reference}", "organisation": cover.organisation,
        "subtitle": words.say("family_reference", reference=cover.reference), "lines": lines, "watermark": mark,
        "words": {"bundle": words.say("bundle"), "bundle_page": words.say("bundle_page")},
        "heads": [words.say("no"), words.say("document"), words.say("date"), words.say("in_bundle")],
    }


def _exhibit(one: Exhibit, sheet: Sheet, words: Wording, files: list[bytes]) -> dict:
    label, title = words.say("exhibit_title", n=one.number), " – ".join(filter(None, [title_of(one), words.say("redacted_copy") if one.redacted else ""]))
    told = {
        "number": one.number, "label": label, "title": title, "issuer": one.issuer, "date": words.date(one.date) if one.date else words.say("undated"),
        "bookmark": f"{label} – {title}", "texts": list(sheet.texts), "pages": [], "why": words.say("no_longer_there" if sheet.gone else "could_not_be_put_in"),
    }
    if sheet.pdf:
        files.append(sheet.pdf)
        return {**told, "kind": "pdf", "file": len(files) - 1, "password": sheet.password, "rotations": dict(sheet.rotations), "words": dict(sheet.words)}
    if sheet.pictures:
        return {**told, "kind": "pages", "pages": [_picture(one, files) for one in sheet.pictures]}
    return {**told, "kind": "text" if any(text.strip() for text in sheet.texts) else "missing"}


def _blackened(one: Blackened, files: list[bytes]) -> dict:
    if one.picture is None:
        return {"kind": "text", "text": one.text}
    return {"kind": "picture", "boxes": one.boxes, **_picture(one.picture, files)}


def _picture(one: Picture, files: list[bytes]) -> dict:
    files.append(one.data)
    height = _A4_WIDTH * one.height / one.width
    placed = [(text, x0, y0, max((y1 - y0) * height * 0.8, 1)) for text, x0, y0, _x1, y1 in one.words]
    return {"file": len(files) - 1, "format": "webp", "page": 1, "width": _A4_WIDTH, "height": height, "words": placed}
