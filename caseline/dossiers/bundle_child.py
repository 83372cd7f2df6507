"""The child process of `binding`: an order and the exhibits' files on standard input, the bundle as one PDF on standard output.

Run by its path, so that nothing of Caseline is loaded beside it: hostile papers are opened here, with limits on time,
processor and memory, and with no environment. Nothing is written to a disk: files stand in anonymous memory.
Exit 0 with the PDF; anything else means that it ran into a limit.
"""

import io
import json
import os
import resource
import sys
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
import typst

MEMORY = "/proc/self/fd"
MOST_PAGES = 3000
_DOTS = 150 / 72  # how finely a page is drawn that cannot be taken over as it is


def main() -> int:
    """Reads the order, limits itself, opens every exhibit, binds them."""
    order = json.loads(sys.stdin.buffer.readline())
    _limit(order["seconds"], order["megabytes"])
    files = [sys.stdin.buffer.read(size) for size in order["sizes"]]
    exhibits = [_opened(one, files, order) for one in order["bundle"]["exhibits"]]
    data = _kept(json.dumps({**order["bundle"], "exhibits": exhibits}).encode())
    template = Path(__file__).with_name("bundle.typ").read_bytes()
    sys.stdout.buffer.write(_typeset(template, order, {"data": data}))
    return 0


def _limit(seconds: float, megabytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds * 2) + 1, int(seconds * 2) + 1))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _typeset(source: bytes, order: dict, inputs: dict[str, str]) -> bytes:
    return typst.compile(source, root=MEMORY, format="pdf", sys_inputs=inputs, ignore_system_fonts=True, font_paths=[order["fonts"]])


def _kept(data: bytes) -> str:
    """Put a file into anonymous memory; its name there."""
    descriptor = os.memfd_create("exhibit")
    with os.fdopen(os.dup(descriptor), "wb") as memory:
        memory.write(data)
    return str(descriptor)


def _opened(one: dict, files: list[bytes], order: dict) -> dict:
    """The exhibit with its pages ready to be placed; one that cannot be opened becomes a page that says so."""
    if one["kind"] == "pdf":
        try:
            return {**one, "kind": "pages", "pages": _pdf_pages(files[one["file"]], one, order)}
        except (pypdfium2.PdfiumError, RuntimeError, ValueError, OSError):
            return {**one, "kind": "missing"}
    if one["kind"] == "pages":
        return {**one, "pages": [{**page, "file": _kept(files[page["file"]])} for page in one["pages"]]}
    return one


def _pdf_pages(data: bytes, one: dict, order: dict) -> list[dict]:
    """The pages of a PDF, with what was filled in or noted on them made part of the page, without lock, script or attachment."""
    paper = pypdfium2.PdfDocument(data, password=one["password"] or None)
    paper.init_forms()  # before any page is taken, or what was filled in is not drawn
    if not 0 < len(paper) <= MOST_PAGES:
        raise ValueError("too many pages")
    for number, page in enumerate(paper, 1):
        raw.FPDFPage_Flatten(page, raw.FLAT_PRINT)
        page.set_rotation((page.get_rotation() + one["rotations"].get(str(number), 0)) % 360)
    plain = pypdfium2.PdfDocument.new()
    plain.import_pages(paper)
    stream = io.BytesIO()
    plain.save(stream)
    name, sizes = _kept(stream.getvalue()), [page.get_size() for page in plain]
    if _can_be_taken_over(name, order):
        return [_page(name, "pdf", number, size) for number, size in enumerate(sizes, 1)]
    return [_page(_kept(_drawn(page)), "jpg", 1, size) for page, size in zip(plain, sizes, strict=True)]


def _page(name: str, kind: str, number: int, size: tuple[float, float]) -> dict:
    return {"file": name, "format": kind, "page": number, "width": size[0], "height": size[1], "words": []}


def _can_be_taken_over(name: str, order: dict) -> bool:
    try:
        return bool(_typeset(f'#image("/{name}", format: "pdf")'.encode(), order, {}))
    except RuntimeError:
        return False


def _drawn(page: pypdfium2.PdfPage) -> bytes:
    stream = io.BytesIO()
    page.render(scale=_DOTS).to_pil().convert("RGB").save(stream, "JPEG", quality=80)
    return stream.getvalue()


if __name__ == "__main__":
    sys.exit(main())
