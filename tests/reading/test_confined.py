"""The reading process is shut in: it reaches nothing, costs nobody else anything, and comes back after it was killed."""
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import caseline
from caseline.reading import ReadFailure, arrival
from caseline.reading.confined import Limits, Reader
from caseline.reading.frames import Malformed
from caseline.reading.limits import MEBIBYTE
from caseline.reading.sandbox import Protection, shut_in
from tests.reading import papers as made

TEXT = 'Madame Sow est née le 27 août 1989.'
SERVER = os.getpid()
_FRESH = '''
import sys
from pathlib import Path
from caseline.reading import warm
from caseline.reading.pages import Job
warm._warm_up()
before = set(sys.modules)
for file in sys.argv[1:]:
    list(warm.stream(Job(Path(file), file))[1])
print("read", len(sys.argv) - 1, *(set(sys.modules) - before))
'''


def in_shut_in_child(probe) -> str:
    """What a probe says when a shut-in process runs it: its answer, or the name of the exception."""
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            shut_in([Path(__file__).parent / 'papers.py'], memory=200 * MEBIBYTE, cpu_seconds=10)
            said = str(probe())
        except BaseException as problem:
            said = type(problem).__name__
        os.write(send, said.encode())
        os._exit(0)
    os.close(send)
    with open(receive) as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return said


def connect():
    socket.create_connection(('127.0.0.1', 9), timeout=1)


def send_datagram():
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))


def read_own_source():
    return Path(__file__).read_text()


def write_a_file():
    Path('/tmp/caseline-escaped').write_text('x')


def list_the_root():
    return os.listdir('/')


def run_a_program():
    os.execv('/bin/true', ['true'])


def signal_the_parent():
    os.kill(SERVER, signal.SIGCONT)


def read_the_parents_environment():
    return Path(f'/proc/{SERVER}/environ').read_bytes()


def raise_the_limits():
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


PROBES = [connect, send_datagram, read_own_source, write_a_file, list_the_root, run_a_program, os.fork, signal_the_parent,
          read_the_parents_environment, raise_the_limits]


@pytest.mark.parametrize('probe', PROBES, ids=lambda probe: probe.__name__)
def test_a_taken_over_reader_reaches_nothing(probe):
    assert in_shut_in_child(probe) in ('PermissionError', 'OSError', 'ValueError')


def test_the_one_document_it_was_given_can_be_read():
    assert 'def pdf(' in in_shut_in_child(lambda: (Path(__file__).parent / 'papers.py').read_text())


def test_memory_beyond_the_limit_is_refused():
    assert in_shut_in_child(lambda: len(bytearray(400 * MEBIBYTE))) == 'MemoryError'


def test_the_status_says_what_is_in_force(reader):
    assert reader.protection().full, 'this kernel should offer Landlock and seccomp: is the filter silently off?'
    assert 'reduced isolation' in Protection(landlock=0, seccomp=True).sentence
    assert 'Landlock' in Protection(landlock=0, seccomp=True).sentence


def test_a_reader_uses_one_thread_per_process_for_ocr(reader, put):
    reader.read(put(made.encoded(made.page_picture())), name='a.png')
    status = Path(f'/proc/{reader._child.pid}/status').read_text()
    environment = Path(f'/proc/{reader._child.pid}/environ').read_bytes().split(b'\0')
    assert 'Threads:\t1\n' in status
    assert b'OMP_THREAD_LIMIT=1' in environment


def test_the_reading_process_knows_no_secret_of_the_server(reader, put, monkeypatch):
    monkeypatch.setenv('CASELINE_MASTER_KEY', 'open sesame')
    with Reader() as fresh:
        fresh.read(put(TEXT.encode()), name='a.txt')
        assert b'sesame' not in Path(f'/proc/{fresh._child.pid}/environ').read_bytes()
        held = {link.name: os.readlink(link) for link in Path(f'/proc/{fresh._child.pid}/fd').iterdir()}
        files = {number for number, link in held.items() if not link.startswith(('/dev/null', 'socket:', 'anon_inode:[pidfd]'))}
        flags = [Path(f'/proc/{fresh._child.pid}/fdinfo/{number}').read_text().split('flags:')[1].split()[0] for number in files]
    # places of the program itself, through which nothing can be read or written: they only name what a copy may open
    assert all(int(flag, 8) & os.O_PATH for flag in flags)
    assert not any(str(Path.home()) == held[number] or held[number].startswith('/tmp') and not _of_the_program(held[number]) for number in files)


def _of_the_program(path: str) -> bool:
    """Whoever tries Caseline may have put it into the folder for temporary files."""
    home = Path(caseline.__file__).parents[1]
    return path.startswith((sys.prefix, f'{home}/caseline', f'{home}/vendor'))


def test_a_copy_finds_everything_loaded_that_common_files_need(put):
    """What is loaded at the first use is loaded again for every file: a picture that is known already took twice as long."""
    mail = b'From: an@example.org\nSubject: =?utf-8?q?n=C3=A9?=\n\n' + TEXT.encode()
    contents = (TEXT.encode('cp1252'), mail, made.pdf('one'), made.encoded(made.page_picture()), made.encoded(made.page_picture(), 'JPEG'))
    files = [str(put(content)) for content in contents]
    said = subprocess.run([sys.executable, '-c', _FRESH, *files], capture_output=True, text=True, check=True).stdout
    assert said.split() == ['read', '5']


def test_a_reader_that_takes_too_much_cpu_is_stopped_with_a_sentence(put):
    with Reader(Limits(step_cpu_seconds=0.05)) as hurried:
        with pytest.raises(ReadFailure) as stopped:
            hurried.read(put(made.encoded(made.page_picture(size=(2400, 3300)))), name='a.png')
        assert stopped.value.code == 'time_limit'
        assert hurried.read(put(TEXT.encode()), name='a.txt').pages[0].text == TEXT


def test_a_reader_that_stays_silent_is_stopped_with_a_sentence(put):
    with Reader(Limits(step_seconds=0.05)) as impatient, pytest.raises(ReadFailure) as stopped:
        impatient.read(put(made.encoded(made.page_picture(size=(2400, 3300)))), name='a.png')
    assert stopped.value.code == 'time_limit'


def test_a_reader_that_takes_too_much_memory_is_stopped_with_a_sentence(put):
    with Reader(Limits(memory=24 * MEBIBYTE)) as small, pytest.raises(ReadFailure) as stopped:
        small.read(put(made.encoded(made.page_picture(size=(6000, 6000)))), name='a.png')
    assert stopped.value.code in ('memory_limit', 'too_large')


def test_a_file_that_says_too_much_is_stopped_with_a_sentence(put):
    with Reader(Limits(answer_bytes=20_000)) as terse:
        with pytest.raises(ReadFailure) as stopped:
            terse.read(put(TEXT.encode() * 10_000), name='a.txt')
        assert stopped.value.code == 'too_large'
        assert terse.read(put(TEXT.encode()), name='a.txt').pages


def test_a_killed_reading_process_is_started_again(reader, put):
    reader.read(put(TEXT.encode()), name='a.txt')
    os.kill(reader._child.pid, signal.SIGKILL)
    reader._child.wait()
    assert reader.read(put(TEXT.encode()), name='a.txt').pages[0].text == TEXT


def test_a_copy_killed_in_the_middle_costs_only_its_own_document(put):
    slow = put(made.encoded(made.page_picture(size=(2400, 3300))))
    with Reader() as reader:
        reader.protection()
        failures = []

        def read():
            try:
                reader.read(slow, name='a.png')
            except ReadFailure as failure:
                failures.append(failure.code)
        thread = threading.Thread(target=read)
        thread.start()
        children = Path(f'/proc/{reader._child.pid}/task/{reader._child.pid}/children')
        until = time.monotonic() + 60  # it comes within a tenth of a second, on a machine that has time
        while not (copies := children.read_text().split()) and time.monotonic() < until:
            time.sleep(0.005)
        os.kill(int(copies[0]), signal.SIGKILL)
        thread.join(60)
        assert failures == ['damaged']
        assert reader.read(put(TEXT.encode()), name='a.txt').pages[0].text == TEXT


def test_eight_threads_share_one_reader(reader, put):
    papers = [put(made.pdf(f'Letter {number} of 14 February 2017')) for number in range(8)]
    texts: dict[int, str] = {}

    def read(number):
        texts[number] = reader.read(papers[number], name='a.pdf').pages[0].text
    threads = [threading.Thread(target=read, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert texts == {number: f'Letter {number} of 14 February 2017' for number in range(8)}


def test_memory_stays_below_450_megabytes_on_a_large_scan(put):
    with Reader() as reader:
        reader.read(put(made.encoded(made.page_picture(size=(4000, 5600), points=70), 'JPEG')), name='a.jpg')
        peak = reader.peak_memory
    assert 50 * MEBIBYTE < peak < 450 * MEBIBYTE


def test_progress_is_told_after_every_page(reader, put):
    told = []
    reader.read(put(made.pdf('one', 'two', 'three')), name='a.pdf', progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_one_page_that_takes_too_long_does_not_take_the_others_with_it(put):
    paper = put(made.pdf(TEXT, '', TEXT, picture=made.page_picture(size=(1240, 1754)), pictured=(2,)))
    told = []
    with Reader(Limits(step_cpu_seconds=0.1)) as hurried:
        reading = hurried.read(paper, name='a.pdf', progress=lambda done, total: told.append((done, total)))
    assert [page.text for page in reading.pages] == [TEXT, '', TEXT]
    assert [page.number for page in reading.pages] == [1, 2, 3]
    assert reading.warnings[0].startswith('Page 2 could not be read.')
    assert told == [(1, 3), (3, 3)]


def test_a_file_of_nothing_but_bad_pages_fails_soon(put):
    paper = put(made.pdf(*[''] * 30, picture=made.page_picture(size=(1240, 1754))))
    with Reader(Limits(step_cpu_seconds=0.1)) as hurried, pytest.raises(ReadFailure) as stopped:
        hurried.read(paper, name='a.pdf')
    assert stopped.value.code == 'time_limit'


def test_stopping_to_listen_leaves_the_reader_usable(reader, put):
    def give_up(done, total):
        raise KeyboardInterrupt
    with pytest.raises(KeyboardInterrupt):
        reader.read(put(made.pdf(*['page'] * 500)), name='a.pdf', progress=give_up)
    assert reader.read(put(TEXT.encode()), name='a.txt').pages


def test_page_images_come_from_the_same_process(reader, put):
    image = reader.page_image(put(made.pdf(TEXT)), media_type='application/pdf', number=1, width=500)
    assert image[:4] == b'RIFF' and image[8:12] == b'WEBP'
    with pytest.raises(ReadFailure, match='has no page 2'):
        reader.page_image(put(made.pdf(TEXT)), media_type='application/pdf', number=2, width=500)


def test_an_answer_that_makes_no_sense_does_not_keep_the_reader_taken(put, monkeypatch):
    """The failure is still held by whoever reports it; the reader must be free all the same."""
    def refuse(header, blob):
        raise Malformed
    with Reader() as reader:
        with monkeypatch.context() as broken, pytest.raises(ReadFailure) as held:
            broken.setattr(arrival, 'part_of', refuse)
            reader.read(put(TEXT.encode()), name='a.txt')
        assert held.value.code == 'damaged' and not reader._lock.locked()
        assert reader.read(put(TEXT.encode()), name='a.txt').pages[0].text == TEXT
