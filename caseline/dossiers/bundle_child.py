"""The child process of `binding`: an order and files on standard input; the bundle, or a redacted copy, as one PDF on standard output.

Run by its path, so that nothing of Caseline is loaded beside it but the sandbox: each hostile paper is opened by a copy of its
own, shut in (no files, no network, limited memory and time). Nothing is written to a disk: files stand in anonymous memory.
Exit 0 with the PDF; anything else means that it ran into a limit.
"""

import importlib.util
import io
import json
import os
import resource
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
import typst
from PIL import Image, ImageDraw


def _by_path(name: str, place: Path):
    spec = importlib.util.spec_from_file_location(name, place)
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


sandbox = _by_path("sandbox", Path(__file__).parents[1] / "reading" / "sandbox.py")
stripping = _by_path("stripping", Path(__file__).with_name("stripping.py"))
MEMORY = "/proc/self/fd"
MOST_PAGES = 3000
_READABLE = [Path(place) for place in {sys.prefix, sys.base_prefix, *sysconfig.get_paths().values(), "/lib", "/lib64", "/usr/lib"}]
_MEMORY_APART, _SECONDS_APART = 1 << 30, 60
_DOTS = 150 / 72  # how finely a page is drawn that cannot be taken over as it is


def main() -> int:
    """Reads the order, limits itself, opens every exhibit, binds them."""
    order = json.loads(sys.stdin.buffer.readline())
    _limit(order["seconds"], order["megabytes"])
    files = [sys.stdin.buffer.read(size) for size in order["sizes"]]
    if "strip" in order:
        sys.stdout.buffer.write(_stripped(order["strip"], files))
        return 0
    told, template = (_copy(order["copy"], files), "copy.typ") if "copy" in order else (_bundle(order, files), "bundle.typ")
    source = Path(__file__).with_name(template).read_bytes()
    sys.stdout.buffer.write(_typeset(source, order, {"data": _kept(json.dumps(told).encode())}))
    return 0


def _stripped(told: list[dict], files: list[bytes]) -> bytes:
    """Every file without metadata behind a line with their sizes; size 0 for one that is left as it came."""
    made = []
    for one, data in zip(told, files, strict=True):
        try:
            made.append(_apart(lambda file, known: stripping.stripped(file, known["password"]), data, one))
        except EOFError:
            made.append(b"")
    return b"".join([json.dumps([len(data) for data in made]).encode(), b"\n", *made])


def _bundle(order: dict, files: list[bytes]) -> dict:
    opened = [_opened(one, files) for one in order["bundle"]["exhibits"]]  # all of them before the typesetter starts threads
    return {**order["bundle"], "exhibits": [_placed(one, order) for one in opened]}


def _copy(told: dict, files: list[bytes]) -> dict:
    """The pages of a redacted copy, painted over: of the paper's own file nothing is taken, only the picture of each page."""
    pages = [{**page, "file": _kept(_apart(_painted, files[page["file"]], page)), "format": "jpg"} if page["kind"] == "picture" else page for page in told["pages"]]
    return {**told, "pages": pages}


def _limit(seconds: float, megabytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds * 2) + 1, int(seconds * 2) + 1))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # every scanned page is a file in memory


def _typeset(source: bytes, order: dict, inputs: dict[str, str]) -> bytes:
    return typst.compile(source, root=MEMORY, format="pdf", sys_inputs=inputs, ignore_system_fonts=True, font_paths=[order["fonts"]])


def _kept(data: bytes) -> str:
    """Put a file into anonymous memory; its name there."""
    descriptor = os.memfd_create("exhibit")
    with os.fdopen(os.dup(descriptor), "wb") as memory:
        memory.write(data)
    return str(descriptor)


def _opened(one: dict, files: list[bytes]) -> dict:
    """The exhibit with its pages as plain files; a PDF that cannot be opened becomes a page that says so."""
    if one["kind"] == "pdf":
        try:
            plain = _apart(_plain_pdf, files[one["file"]], one)
            return {**one, "kind": "pages", "plain": plain, "pages": []}
        except (EOFError, ValueError):
            return {**one, "kind": "missing"}
    if one["kind"] == "pages":
        return {**one, "pages": [{**page, "file": _kept(files[page["file"]])} for page in one["pages"]]}
    return one


def _placed(one: dict, order: dict) -> dict:
    """The pages of a PDF as they are, when the typesetter can take them over; otherwise drawn."""
    plain = one.pop("plain", None)
    if plain is None:
        return one
    paper, name = pypdfium2.PdfDocument(plain), _kept(plain)
    sizes = [page.get_size() for page in paper]
    if _can_be_taken_over(name, order):
        return {**one, "pages": [{**_page(name, "pdf", number, size), "words": _words(one, number, size)} for number, size in enumerate(sizes, 1)]}
    drawn = [_apart(_drawn, plain, {"number": number}) for number in range(len(sizes))]
    return {**one, "pages": [{**_page(_kept(data), "jpg", 1, size), "words": _words(one, number, size)}
                             for number, (data, size) in enumerate(zip(drawn, sizes, strict=True), 1)]}


def _words(one: dict, number: int, size: tuple[float, float]) -> list:
    """What was read on a scanned page, to search for: (text, left, top, height of the letters in points)."""
    return [(text, x0, y0, max((y1 - y0) * size[1] * 0.8, 1)) for text, x0, y0, _x1, y1 in one["words"].get(str(number), [])]


def _apart(work: Callable[[bytes, dict], bytes], data: bytes, one: dict) -> bytes:
    """What `work` makes of the file, done by a copy of this process that is shut in and can harm nothing but its answer.

    Raises EOFError when the copy crashed or ran into a limit.
    """
    receive, send = os.pipe()
    copy = os.fork()
    if copy == 0:
        code = 1
        try:
            os.close(receive)
            sandbox.shut_in(_READABLE, memory=_MEMORY_APART, cpu_seconds=_SECONDS_APART)
            with os.fdopen(send, "wb") as answer:
                answer.write(work(data, one))
            code = 0
        finally:
            os._exit(code)
    os.close(send)
    with os.fdopen(receive, "rb") as answer:
        made = answer.read()
    _number, status = os.waitpid(copy, 0)
    if status or not made:
        raise EOFError("the file could not be opened")
    return made


def _plain_pdf(data: bytes, one: dict) -> bytes:
    """The PDF with what was filled in or noted made part of its pages, turned upright, without lock, script or attachment."""
    paper = pypdfium2.PdfDocument(data, password=one["password"] or None)
    paper.init_forms()  # before any page is taken, or what was filled in is not drawn
    if not 0 < len(paper) <= MOST_PAGES:
        raise ValueError("too many pages")
    for number, page in enumerate(paper, 1):
        raw.FPDFPage_Flatten(page, raw.FLAT_PRINT)
        page.set_rotation((page.get_rotation() + one["rotations"].get(str(number), 0)) % 360)
    plain, stream = pypdfium2.PdfDocument.new(), io.BytesIO()
    plain.import_pages(paper)
    plain.save(stream)
    return stream.getvalue()


def _drawn(data: bytes, one: dict) -> bytes:
    stream = io.BytesIO()
    page = pypdfium2.PdfDocument(data)[one["number"]]
    page.render(scale=_DOTS).to_pil().convert("RGB").save(stream, "JPEG", quality=80)
    return stream.getvalue()


def _painted(data: bytes, page: dict) -> bytes:
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    pen, stream = ImageDraw.Draw(picture), io.BytesIO()
    for x0, y0, x1, y1 in page["boxes"]:
        pen.rectangle((x0 * picture.width - 1, y0 * picture.height - 1, x1 * picture.width + 1, y1 * picture.height + 1), fill="black")
    picture.save(stream, "JPEG", quality=88)
    return stream.getvalue()


def _page(name: str, kind: str, number: int, size: tuple[float, float]) -> dict:
    return {"file": name, "format": kind, "page": number, "width": size[0], "height": size[1], "words": []}


def _can_be_taken_over(name: str, order: dict) -> bool:
    try:
        return bool(_typeset(f'#image("/{name}", format: "pdf")'.encode(), order, {}))
    except RuntimeError:
        return False


if __name__ == "__main__":
    sys.exit(main())
