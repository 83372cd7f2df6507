"""The process that reads: loads every library once, then forks a shut-in copy of itself for each file.

A fresh copy for every file means that no file can leave anything behind for the next one, and that memory is given
back whole. Talks to `confined.Reader` over the socket it was started with: one order (JSON and two file numbers) at a
time, answered by the number of the copy and, once it has ended, by how.
"""
import codecs
import gc
import io
import json
import os
import resource
import select
import signal
import socket
import sys
import sysconfig
import zipfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from caseline.reading import ocr
from caseline.reading.drawing import page_image
from caseline.reading.engine import stream
from caseline.reading.failures import ReadFailure
from caseline.reading.frames import frame_of, pack
from caseline.reading.limits import MAX_TEXT, OBJECTS_BETWEEN_LOOKS
from caseline.reading.pages import Job, Page
from caseline.reading.sandbox import shut_in

_MARKS_BYTES = 32 * 20_000
_LONGEST_ORDER = 64 * 1024


def main(control: socket.socket) -> None:
    """Serve orders until the socket is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _warm_up()
    own = _own_files()
    control.sendall(f'{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}\n'.encode())
    while True:
        data, files, _, _ = socket.recv_fds(control, _LONGEST_ORDER, 3)
        if not data:
            return
        child = os.fork()
        if child == 0:
            _serve(json.loads(data), control, files, own)
        for file in files:
            os.close(file)
        _watch(control, child)


def _warm_up() -> None:
    """Load the OCR engines, and what common kinds of files need, before forking: every copy shares their memory and none
    waits for them."""
    codecs.lookup('utf-16-le')  # the letters of PDF files
    for name, data in _rehearsal():
        handle = os.memfd_create(name)
        os.write(handle, data)
        for _ in stream(Job(Path(f'/proc/self/fd/{handle}'), name))[1]:
            pass
        os.close(handle)
    try:
        for code in ('fr', 'nl', 'en', 'de'):
            if code in ocr.installed():
                ocr.read_lines(Image.new('L', (64, 64), 255), (code,), 200)
    except ReadFailure:
        # without language data everything but OCR works, and OCR itself will say what is missing
        pass
    gc.collect()
    gc.freeze()


def _rehearsal() -> Iterator[tuple[str, bytes]]:
    """Tiny files whose reading loads what is otherwise loaded at the first use, in every copy again."""
    yield 'letter.txt', 'né à Genk'.encode('cp1252')
    yield 'mail.eml', b'From: an@example.org\nSubject: =?utf-8?q?n=C3=A9?=\nContent-Type: text/html\n\n<p>Genk'
    for kind in ('PNG', 'JPEG', 'TIFF'):
        picture = io.BytesIO()
        Image.new('L', (64, 64), 255).save(picture, kind)
        yield f'blank.{kind.lower()}', picture.getvalue()
    package = io.BytesIO()
    with zipfile.ZipFile(package, 'w') as writing:
        writing.writestr('letter.txt', 'Genk')
    yield 'letters.zip', package.getvalue()


def _watch(control: socket.socket, child: int) -> None:
    """Report the copy's number and its end; kill it when the server is gone. The number stays taken until the server
    has acknowledged the end, so that it never kills another process by it."""
    control.sendall(f'{child}\n'.encode())
    handle = os.pidfd_open(child)
    try:
        ready, _, _ = select.select([handle, control], [], [])
        if handle not in ready:
            os.kill(child, signal.SIGKILL)
        os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        control.sendall(b'ended\n')
        control.recv(1)
        _, status, used = os.wait4(child, 0)
        control.sendall(f'{os.waitstatus_to_exitcode(status)} {used.ru_maxrss}\n'.encode())
    finally:
        os.close(handle)


def _serve(order: dict, control: socket.socket, files: list[int], own: list[int]) -> None:
    """In the copy: shut in, read, answer; ends the process."""
    code = 1
    document, answer, known = files
    try:
        control.close()
        gc.set_threshold(OBJECTS_BETWEEN_LOOKS)
        protection = shut_in([*own, document], memory=order['memory'], cpu_seconds=order['cpu_seconds'])
        _write(answer, pack({'is': 'protection', 'landlock': protection.landlock, 'seccomp': protection.seccomp}))
        _answer(order, Path(f'/proc/self/fd/{document}'), answer, known)
        code = 0
    except ReadFailure as failure:
        code = _report(answer, failure)
    except MemoryError:
        code = _report(answer, ReadFailure('memory_limit'))
    except Exception:
        # whatever a library raises on a broken file: the file is at fault, and the case manager is told so
        code = _report(answer, ReadFailure('damaged'))
    finally:
        os._exit(code)


def _answer(order: dict, document: Path, answer: int, known: int) -> None:
    """Do what is asked; every part gets its own share of CPU time, so that thick files may take long and stuck ones not."""
    step = order['step_cpu_seconds']
    signal.setitimer(signal.ITIMER_PROF, step)
    if order['do'] == 'image':
        image = page_image(document, media_type=order['media_type'], number=order['number'], width=order['width'],
                           rotation=order['rotation'], password=order['password'])
        _write(answer, pack({'is': 'image'}, image))
    else:
        job = Job(document, order['name'], order['password'], tuple(order['languages']) if order['languages'] else None,
                  {int(number): degrees for number, degrees in order['rotations'].items()},
                  None if order['pages'] is None else frozenset(order['pages']), None, bytes.fromhex(order['mark_key']), _marks_in(known))
        media_type, parts = stream(job)
        _write(answer, pack({'is': 'kind', 'media_type': media_type}))
        size = 0
        for part in parts:
            signal.setitimer(signal.ITIMER_PROF, step)
            size += len(part.text) if isinstance(part, Page) else 0
            if size > MAX_TEXT + len(getattr(part, 'text', '')):
                break
            _write(answer, frame_of(part))
    _write(answer, pack({'is': 'done'}))


def _marks_in(known: int) -> frozenset[str]:
    data = os.pread(known, _MARKS_BYTES, 0)
    return frozenset(data[place:place + 32].hex() for place in range(0, len(data), 32))


def _report(answer: int, failure: ReadFailure) -> int:
    _write(answer, pack({'is': 'failure', 'code': failure.code, 'sentence': failure.sentence}))
    return 0


def _write(answer: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(answer, view):]


def _own_files() -> list[int]:
    """What a reader may need to open, opened as places only (once: finding them for every file took longer than a small
    file): the interpreter, its libraries, this package, language data, fonts, random bytes."""
    paths = {sys.prefix, sys.base_prefix, *sysconfig.get_paths().values(), '/lib', '/lib64', '/usr/lib', '/usr/share/fonts',
             '/usr/share/zoneinfo', '/dev/urandom', '/dev/null'}
    own = [Path(__file__).parent]
    try:
        own.append(ocr.tessdata())
    except ReadFailure:
        pass
    places = filter(os.path.exists, [*sorted(paths), *own])
    return [os.open(place, os.O_PATH | os.O_CLOEXEC) for place in places]
