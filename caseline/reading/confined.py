"""Read files in a shut-in child process, from any thread: the server and its worker never parse anything themselves.

    with Reader() as reader:
        reading = reader.read(path, name='scan.pdf')

One Reader does one file at a time (a lock sees to it); make one per purpose, so that a page image for somebody who
waits is not queued behind a thick scan. A page that crashes, hangs or swells its process costs itself; a file that does
so as a whole ends in a ReadFailure (damaged, time_limit, memory_limit) and costs nobody else anything.
"""
import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from caseline.reading.arrival import MOST_BAD_PAGES, Arrival
from caseline.reading.failures import ReadFailure
from caseline.reading.frames import Frames, Malformed, failure_of
from caseline.reading.limits import MEBIBYTE
from caseline.reading.pages import Reading, gather
from caseline.reading.sandbox import Protection

_PACKAGE = Path(__file__).resolve().parents[1]
# the child knows the package by its folder only: importing it whole would load the web application
_START = '''
import socket, sys, types
package = types.ModuleType('caseline')
package.__path__ = [sys.argv[1]]
sys.modules['caseline'] = package
from caseline.reading.warm import main
main(socket.socket(fileno=int(sys.argv[2])))
'''
_INHERITED = ('PATH', 'LANG', 'LC_ALL', 'CASELINE_TESSDATA', 'LD_LIBRARY_PATH', 'SYSTEMROOT')
_START_SECONDS = 60
_CHUNK = 1 << 16
_MOST_MARKS = 20_000


class NotStarted(RuntimeError):
    """The reading process could not be started; the sentence says what to check."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take. Memory is in bytes beyond the loaded libraries; step is a page or another part."""
    memory: int = 320 * MEBIBYTE
    step_cpu_seconds: float = 90
    step_seconds: float = 300
    cpu_seconds: int = 3 * 3600
    answer_bytes: int = 400 * MEBIBYTE


@dataclass(frozen=True, slots=True)
class Marks:
    """The key with which images are marked, and the marks of those that need not be read again."""
    key: bytes = field(default=b'', repr=False)
    known: frozenset[str] = frozenset()


@contextmanager
def _listed(known: frozenset[str]) -> Iterator[int]:
    """An open file in memory that lists the marks, 32 bytes each."""
    handle = os.memfd_create('known', os.MFD_CLOEXEC)
    try:
        os.write(handle, b''.join(map(bytes.fromhex, known))[:_MOST_MARKS * 32])
        yield handle
    finally:
        os.close(handle)


class Reader:
    """A warm reading process and the way to it; started at the first use, again after it was killed."""

    def __init__(self, limits: Limits = Limits()):
        self.limits = limits
        self._lock = threading.Lock()
        self._child: subprocess.Popen | None = None
        self._control: socket.socket | None = None
        self._protection: Protection | None = None
        self._heard = bytearray()
        self._resting = 0
        self.peak_memory = 0  # bytes, of the copy that read the last file, shared libraries included

    def read(self, path: Path | str, *, name: str, password: str | None = None, languages: Iterable[str] | None = None,
             rotations: Mapping[int, int] | None = None, pages: Iterable[int] | None = None,
             progress: Callable[[int, int | None], None] | None = None, marks: Marks | None = None) -> Reading:
        """As `caseline.reading.read`; `progress(pages read, pages in all or None)` is called after every page.

        `path` is opened here and handed over as an open file: the child cannot open any other document. Images whose
        mark is among `marks` are not read: their pages come back as `known`, for the caller to fill.
        """
        marks = marks or Marks()
        order = {'do': 'read', 'name': name, 'password': password, 'languages': list(languages or ()),
                 'rotations': {str(number): degrees for number, degrees in (rotations or {}).items()},
                 'pages': None if pages is None else sorted(set(pages)), 'mark_key': marks.key.hex()}
        so_far = Arrival(progress)
        for _ in range(MOST_BAD_PAGES):
            try:
                # closed at once, whatever is wrong with an answer: a failure that is still held would keep the reader taken
                with closing(self._ask(path, order, marks.known)) as answers:
                    so_far.take(answers)
                break
            except ReadFailure as failure:
                # one page that ends its reader does not take the others of a thick file with it
                order['pages'] = so_far.left_after_the_bad_page(order['pages'], failure)
                if not order['pages']:
                    break
        return gather(so_far.media_type, so_far.parts)

    def page_image(self, path: Path | str, *, media_type: str, number: int, width: int, rotation: int = 0,
                   password: str | None = None) -> bytes:
        """As `caseline.reading.page_image`: WebP bytes of one page."""
        order = {'do': 'image', 'media_type': media_type, 'number': number, 'width': width, 'rotation': rotation,
                 'password': password}
        with closing(self._ask(path, order)) as answers:
            for header, blob in answers:
                if header.get('is') == 'image' and blob[:4] == b'RIFF' and blob[8:12] == b'WEBP':
                    return blob
        raise ReadFailure('damaged')

    def protection(self) -> Protection:
        """What holds the reading process on this machine; reads a tiny text to find out."""
        if self._protection is None:
            with Path(__file__).open('rb') as file:
                self.read(f'/proc/self/fd/{file.fileno()}', name='status.txt')
        return self._protection

    def close(self) -> None:
        """End the reading process; the next call starts another one."""
        with self._lock:
            self._stop()

    def __enter__(self) -> 'Reader':
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def _ask(self, path: Path | str, order: dict, known: frozenset[str] = frozenset()) -> Iterator[tuple[dict, bytes]]:
        """Send one order and give the frames of the answer. Raises ReadFailure for every way it can go wrong."""
        with self._lock, open(path, 'rb') as document, _listed(known) as list_of_known:
            self._start()
            frames = Frames(self.limits.answer_bytes)
            receive, send = os.pipe()
            try:
                order |= {'memory': self.limits.memory, 'cpu_seconds': self.limits.cpu_seconds,
                          'step_cpu_seconds': self.limits.step_cpu_seconds}
                socket.send_fds(self._control, [json.dumps(order).encode()], [document.fileno(), send, list_of_known])
                os.close(send)
                send = -1
                copy = int(self._line())
                yield from self._answer(receive, frames, copy)
            except (OSError, ValueError) as problem:
                self._stop()
                raise ReadFailure('damaged') from problem
            finally:
                os.close(receive)
                if send >= 0:
                    os.close(send)

    def _answer(self, receive: int, frames: Frames, copy: int) -> Iterator[tuple[dict, bytes]]:
        """Frames as they come, until the copy says it is done; its end is always waited for."""
        done, failure = False, None
        try:
            for data in self._chunks(receive):
                frames.add(data)
                for header, blob in frames:
                    kind = header.get('is')
                    if kind == 'protection':
                        self._protection = Protection(int(header['landlock']), header['seccomp'] is True)
                    elif kind == 'failure':
                        failure = failure_of(header)
                    elif kind == 'done':
                        done = True
                    else:
                        yield header, blob
        except ReadFailure as problem:
            failure = problem
        except (Malformed, KeyError, TypeError, ValueError):
            failure = ReadFailure('damaged')
        finally:
            ended = self._end(copy, kill=not done)
        if failure or not done:
            raise failure or ended

    def _chunks(self, receive: int) -> Iterator[bytes]:
        """Bytes from the copy; silence for longer than a step may take ends it."""
        with selectors.DefaultSelector() as selector:
            selector.register(receive, selectors.EVENT_READ)
            while True:
                if not selector.select(self.limits.step_seconds):
                    raise ReadFailure('time_limit')
                data = os.read(receive, _CHUNK)
                if not data:
                    return
                yield data

    def _end(self, copy: int, *, kill: bool) -> ReadFailure:
        """Wait for the end of the copy (killing it when asked) and say what its end means when it gave no answer."""
        try:
            if kill and not self._line(0.2):
                # its number cannot have passed to another process: the parent frees it only once we acknowledge its end
                os.kill(copy, signal.SIGKILL)
                self._line()
            elif not kill:
                self._line()
            self._control.sendall(b'.')
            code, most = map(int, self._line().split())
        except (OSError, ValueError):
            self._stop()
            return ReadFailure('damaged')
        self.peak_memory = most * 1024
        if -code in (signal.SIGPROF, signal.SIGXCPU):
            return ReadFailure('time_limit')
        return ReadFailure('memory_limit' if (most - self._resting) * 1024 > self.limits.memory / 2 else 'damaged')

    def _start(self) -> None:
        """Start the reading process unless it runs; it inherits no open file, no secret, no working directory."""
        if self._child is not None and self._child.poll() is None:
            return
        self._stop()
        here, there = socket.socketpair()
        environment = {name: os.environ[name] for name in _INHERITED if name in os.environ}
        # large memory pages: copying the process for a file and ending the copy take a third of the time
        environment |= {'OMP_THREAD_LIMIT': '1', 'PYTHONHASHSEED': 'random', 'GLIBC_TUNABLES': 'glibc.malloc.hugetlb=1'}
        with there:
            self._child = subprocess.Popen(
                [sys.executable, '-c', _START, str(_PACKAGE), str(there.fileno())], env=environment, cwd='/',
                pass_fds=(there.fileno(),), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, start_new_session=True)
        self._control, self._heard = here, bytearray()
        resting = self._line(_START_SECONDS)
        if not resting:
            self._stop()
            raise NotStarted('The process that reads documents could not be started. '
                             'Run “make” again to complete the installation.')
        self._resting = int(resting)

    def _line(self, seconds: float = 30) -> bytes:
        """The next line the reading process says; b'' when it says none in time or has ended."""
        until = time.monotonic() + seconds
        while b'\n' not in self._heard:
            self._control.settimeout(max(0.01, until - time.monotonic()))
            try:
                data = self._control.recv(1024)
            except TimeoutError:
                data = b''
            if not data:
                return b''
            self._heard += data
        line, _, rest = bytes(self._heard).partition(b'\n')
        self._heard = bytearray(rest)
        return line

    def _stop(self) -> None:
        """Kill the reading process with everything it started."""
        if self._control is not None:
            self._control.close()
        if self._child is not None:
            try:
                os.killpg(self._child.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            self._child.wait()
        self._child = self._control = None
