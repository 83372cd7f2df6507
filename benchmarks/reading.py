"""Reading benchmark: characters and dates recovered, seconds per page, beside Tesseract's own command line.

    python benchmarks/reading.py [--pages FOLDER]        (make bench-reading)

Both read the same drawn pages in the same run, each with one thread; times are user + system CPU seconds, so that other
work on the machine changes little. The command line gets the right language as a gift; Caseline finds it out. On pages that
lie askew the command line gives up most of the text, and its time with it: `levelled` is what it takes for the same page once
Caseline has made it level. Where the machine has no `tesseract` command with the four languages, only Caseline's own figures are printed.
"""
import argparse
import gc
import os
import platform
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from operator import truediv
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pypdfium2  # noqa: E402
import typst  # noqa: E402
from PIL import Image  # noqa: E402
from rapidfuzz.distance import Levenshtein  # noqa: E402
from benchmarks.scans import LETTERS, TESSERACT_NAMES, Scan, scans  # noqa: E402

from caseline.reading import read  # noqa: E402
from caseline.reading.limits import OBJECTS_BETWEEN_LOOKS  # noqa: E402
from caseline.reading.straightening import straighten  # noqa: E402

_MONTHS = ('janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|januari|februari|maart|'
           'april|mei|juni|juli|augustus|oktober|december|january|february|march|may|june|july|august|september|october|'
           'november|Januar|Februar|März|Juni|Juli|Dezember')
_DATES = re.compile(rf'\b\d{{1,2}}(?:er|\.)? (?:{_MONTHS}) \d{{4}}|\b\d{{1,2}}[./-]\d{{2}}[./-]\d{{4}}', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Score:
    """How well one page was read: character errors per 100 characters, dates found of dates written, CPU seconds."""
    errors: float
    dates: int
    written: int
    seconds: float


# of one page: Caseline, the command line, the command line on the levelled page
Scores = tuple[Score, Score | None, Score | None]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument('--pages', type=Path, help='keep the drawn pages here, to look at them')
    folder = arguments.parse_args().pages or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    print(f'{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, '
          f'{time.strftime("%Y-%m-%d")}')
    command = shutil.which('tesseract')
    if not command or not set(TESSERACT_NAMES.values()) <= set(_installed(command)):
        print('No tesseract command with fra, nld, eng and deu here: Caseline alone is measured.')
        command = None
    _print_scans(folder, command)
    _print_pdf(folder)


def _print_scans(folder: Path, command: str | None) -> None:
    results: dict[str, list[Scores]] = {}
    warm = scans(('fr',))[0]
    for scan in [warm, *scans()]:
        path = folder / scan.name
        path.write_bytes(scan.data)
        # the first page only loads the libraries
        scored = _ours(path, scan), *((_theirs(path, scan, command), _levelled(path, scan, command)) if command else (None, None))
        if scan is not warm:
            results.setdefault(scan.wear.name, []).append(scored)
    print(f'\n{"pages":18}{"errors %":>10}{"tesseract":>11}{"dates":>9}{"tesseract":>11}{"s/page":>9}{"tesseract":>11}{"levelled":>10}')
    for name, rows in results.items():
        _print_row(name, rows)
    groups = {scan.wear.name: scan.wear.group for scan in scans(('fr',))}
    print()
    for group in dict.fromkeys(groups.values()):
        _print_row(f'all {group}', [row for name, rows in results.items() if groups[name] == group for row in rows])


def _print_row(name: str, rows: list[Scores]) -> None:
    ours, theirs, level = ([row[column] for row in rows if row[column]] for column in range(3))

    def cells(scores: list[Score]) -> tuple[str, str, str]:
        if not scores:
            return '–', '–', '–'
        return (f'{statistics.mean(score.errors for score in scores):.2f}',
                f'{sum(score.dates for score in scores)}/{sum(score.written for score in scores)}',
                f'{statistics.mean(score.seconds for score in scores):.2f}')
    (errors, dates, seconds), (errors2, dates2, seconds2) = cells(ours), cells(theirs)
    print(f'{name:18}{errors:>10}{errors2:>11}{dates:>9}{dates2:>11}{seconds:>9}{seconds2:>11}{cells(level)[2]:>10}')


def _ours(path: Path, scan: Scan) -> Score:
    began = time.process_time()
    reading = read(path, name=path.name)
    return _score('\n'.join(page.text for page in reading.pages), scan.text, time.process_time() - began)


def _theirs(path: Path, scan: Scan, command: str) -> Score:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([command, str(path), '-', '-l', TESSERACT_NAMES[scan.language]], capture_output=True, text=True,
                          env={**os.environ, 'OMP_THREAD_LIMIT': '1'})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return _score(done.stdout, scan.text, seconds)


def _levelled(path: Path, scan: Scan, command: str) -> Score | None:
    """The command line on the page as Caseline levels it; None for pages that lie level as they are."""
    if scan.wear.group not in ('skewed', 'photograph'):
        return None
    level = path.with_suffix('.level.png')
    with Image.open(path) as image:
        level_page = straighten(image.convert('L'))
        level_page.part((0, 0, *level_page.size)).save(level, dpi=(scan.wear.dpi, scan.wear.dpi))
    return _theirs(level, scan, command)


def _score(text: str, right: str, seconds: float) -> Score:
    got, wanted = ' '.join(text.split()), ' '.join(right.split())
    found, written = _DATES.findall(got), _DATES.findall(wanted)
    kept = sum(min(found.count(date), written.count(date)) for date in set(written))
    return Score(100 * Levenshtein.distance(got, wanted) / len(wanted), kept, len(written), seconds)


def _print_pdf(folder: Path) -> None:
    """CPU time of a born-digital page: Caseline with boxes and language, looking for garbage as rarely as its shut-in reader
    does, against the bare call for its text."""
    path = folder / 'born-digital.pdf'
    text = '\n\n#pagebreak()\n'.join(re.sub(r'([#@*_<>$\\])', r'\\\1', (LETTERS / f'{language}.txt').read_text(encoding='utf-8'))
                                    .replace('\n', ' \\\n') for language in list(TESSERACT_NAMES) * 10)
    path.write_bytes(typst.compile(('#set page(paper: "a4")\n' + text).encode()))
    bare, ours = [], []
    gc.set_threshold(OBJECTS_BETWEEN_LOOKS)
    for _ in range(15):
        began = time.process_time()
        _bare(path)
        middle = time.process_time()
        pages = len(read(path, name=path.name).pages)
        bare.append((middle - began) / pages)
        ours.append((time.process_time() - middle) / pages)
    one, other, ratio = statistics.median(ours) * 1000, statistics.median(bare) * 1000, statistics.median(map(truediv, ours, bare))
    print(f'\nborn-digital page: {one:.2f} ms with word boxes and language, bare pypdfium2 text {other:.2f} ms: {ratio:.2f}×')


def _bare(path: Path) -> None:
    document = pypdfium2.PdfDocument(path)
    for page in document:
        layer = page.get_textpage()
        layer.get_text_range()
        layer.close()
        page.close()
    document.close()


def _installed(command: str) -> list[str]:
    return subprocess.run([command, '--list-langs'], capture_output=True, text=True).stdout.split()


if __name__ == '__main__':
    main()
