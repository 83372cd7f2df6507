"""Whether two readers finish twice the papers of one: `python -m benchmarks.workers [--papers 24] [--rounds 3]`.

Throw-away installations receive the same drawn scans (one page each, 200 dpi) and read them with one worker thread and with two, in
turns, each reading in its own shut-in process. Wall time, medians, from the start of the
workers, with their processes, until the last paper is read and
its text understood. It needs two processors that nothing else uses: the load is told with the figures.
"""

import argparse
import dataclasses
import io
import os
import platform
import random
import statistics
import tempfile
import time
from pathlib import Path

from sqlalchemy import func, select

from benchmarks.scans import LETTERS, letter_page
from caseline import create_app, jobs
from caseline.config import load_settings
from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.documents.intake import receive
from caseline.documents.models import Document, Status
from caseline.engine import writing
from caseline.families.models import Family
from caseline.installation import prepare

GOAL = 1.85


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--papers", type=int, default=24)
    asked.add_argument("--rounds", type=int, default=3)
    given = asked.parse_args()
    pages = [scan(number) for number in range(given.papers)]
    taken: dict[int, list[float]] = {1: [], 2: []}
    began = os.getloadavg()[0]
    for _ in range(given.rounds):
        for workers, times in taken.items():
            times.append(_seconds(pages, workers))
    one, two = (statistics.median(times) for times in taken.values())
    print(f"{platform.machine()}, {os.cpu_count()} processors, load {began:.1f} before; wall time, medians of {given.rounds}\n")
    print(f"| {given.papers} scanned pages | one worker | two workers | ratio | goal |\n|---|---|---|---|---|")
    print(f"| received until understood | {one:.1f} s | {two:.1f} s | {one / two:.2f} | ≥ {GOAL} |")


def scan(number: int) -> bytes:
    """A letter as a scanner gives it; a number at the end makes each page another image."""
    text = (LETTERS / f"{('fr', 'nl', 'en', 'de')[number % 4]}.txt").read_text(encoding="utf-8")
    stream = io.BytesIO()
    letter_page(f"{text}\n\n{number}", 200, random.Random(number)).save(stream, "PNG", dpi=(200, 200))
    return stream.getvalue()


def _seconds(pages: list[bytes], workers: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"CASELINE_KEY_FILE": str(Path(folder) / "key"), "CASELINE_INSTANCE": str(Path(folder) / "instance")}
        app = create_app(dataclasses.replace(load_settings(Path(folder) / "instance"), workers=workers))
        with app.app_context():
            prepare()
            _receive(pages)
        running = jobs.Workers(app, workers)
        began = time.perf_counter()
        running.start()
        with app.app_context():
            while db.session.scalar(select(func.count(jobs.Job.id))):
                db.session.rollback()
                time.sleep(0.02)
            taken = time.perf_counter() - began
            with family_scope(EVERY_FAMILY):
                read = db.session.scalar(select(func.count(Document.id)).where(Document.status == Status.READ))
            db.session.remove()
            running.stop()
            db.engine.dispose()
        assert read == len(pages), f"{read} of {len(pages)} papers were read"
        return taken


def _receive(pages: list[bytes]) -> None:
    with writing(), family_scope(EVERY_FAMILY):
        family = Family.open(reference="PT-1", name="Okonjo")
        for number, page in enumerate(pages):
            receive(family, f"letter {number}.png", io.BytesIO(page), user_id=None)
        db.session.commit()
        db.session.remove()


if __name__ == "__main__":
    main()
