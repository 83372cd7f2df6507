"""Whether people wait while papers are read: `python -m benchmarks.together [--seconds 30] [--rounds 2]`.

Starts `flask serve`, which also reads papers, on an empty instance in a temporary folder. In turns nothing is read, and drawn scans are
uploaded and recognised all the while; in both halves four people look at pages and one adds members. Prints the time to answer of
what they did (wall, 50 and 95 of 100 under), how many papers were read meanwhile, and exits 1 when an answer was an error or a paper
was lost.
"""

import argparse
import io
import os
import platform
import random
import re
import statistics
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path

from PIL import Image

from benchmarks.fifty_users import Browser, add_member, serve, settle
from benchmarks.workers import scan

PEOPLE = 5  # the last writes, the others look
PAUSE = 0.25  # seconds between two pages of one person, on average
WAITING = 3  # papers uploaded ahead of the one that is being read
LOOKS = ("/", "/families/", "/families/{}/", "/families/{}/timeline/", "/families/{}/documents/")
GOALS = {"looking": 1.2, "writing": 2.0}


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--seconds", type=float, default=30)
    asked.add_argument("--rounds", type=int, default=2)
    given, began = asked.parse_args(), os.getloadavg()[0]
    quiet, busy, read = defaultdict(list), defaultdict(list), 0
    drawn = [Image.open(io.BytesIO(scan(number))) for number in range(4)]
    with tempfile.TemporaryDirectory() as folder:
        port, server = serve(Path(folder))
        try:
            people = settle(port, PEOPLE)
            for number in range(given.rounds):
                _work(people, given.seconds, quiet)
                read += _while_reading(people, given.seconds, busy, drawn)
        finally:
            server.terminate()
            server.wait(30)
        log = (Path(folder) / "log").read_text()
    print(f"{platform.machine()}, {os.cpu_count()} processors, load {began:.1f} before; wall time, 50 / 95 of 100 under; {given.rounds} rounds in turns, {read} scanned pages read meanwhile\n")
    print("| what | nothing is read | papers are read | ratio of 95 of 100 | goal |\n|---|---|---|---|---|")
    for what, goal in GOALS.items():
        print(f"| {what} | {_shown(quiet[what])} | {_shown(busy[what])} | {_of(busy[what], 0.95) / _of(quiet[what], 0.95):.2f} | ≤ {goal} |")
    wrong = [*quiet["wrong"], *busy["wrong"]]
    print(f"\n{sum(map(len, (quiet['looking'], quiet['writing'], busy['looking'], busy['writing'])))} answers, {len(wrong)} errors or lost papers; “database is locked” {log.count('database is locked')} times.")
    return 1 if wrong or "database is locked" in log else 0


def _work(people: list[tuple[Browser, int]], seconds: float, times: dict[str, list[float]]) -> None:
    """Everybody does what they do for so many seconds."""
    end = time.monotonic() + seconds

    def one(browser: Browser, family: int, writes: bool) -> None:
        chance = random.Random(browser.name)
        while time.monotonic() < end:
            began = time.perf_counter()
            status, _page = add_member(browser, family, chance) if writes else browser.get(chance.choice(LOOKS).format(family))
            times["writing" if writes else "looking"].append(time.perf_counter() - began)
            if status >= 400:
                times["wrong"].append(status)
            time.sleep(chance.expovariate(1 / PAUSE))

    threads = [threading.Thread(target=one, args=(browser, family, place == len(people) - 1)) for place, (browser, family) in enumerate(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _while_reading(people: list[tuple[Browser, int]], seconds: float, times: dict[str, list[float]], drawn: list[Image.Image]) -> int:
    """The same while scans are read. Returns how many were; ends when every one that was sent is read."""
    _browser, family = people[0]
    before = _papers(_browser, family)
    uploader = Browser(people[0][0].port, "uploads")
    uploader.cookies, uploader.token = people[0][0].cookies, people[0][0].token
    over, sent = threading.Event(), 0

    def upload() -> None:
        nonlocal sent
        while not over.is_set():
            if _waiting(uploader, family) < WAITING:
                sent += 1
                status, _page = uploader.send_paper(f"/families/{family}/documents/", f"scan {sent}.png", _another(drawn[sent % len(drawn)]), "image/png")
                if status >= 400:
                    times["wrong"].append(status)
            over.wait(0.3)

    uploads = threading.Thread(target=upload)
    uploads.start()
    _work(people, seconds, times)
    over.set()
    uploads.join()
    while _waiting(uploader, family):
        time.sleep(0.2)
    times["wrong"] += ["a paper was lost"] * (sent - _papers(uploader, family) + before)
    return sent


def _another(page: Image.Image) -> bytes:
    """The same page with a dot somewhere: another image, which must be recognised anew."""
    page, stream = page.copy(), io.BytesIO()
    page.putpixel((random.randrange(page.width), random.randrange(50)), random.choice((100, 150, 200)))
    page.save(stream, "PNG", dpi=(200, 200), compress_level=1)
    return stream.getvalue()


def _papers(browser: Browser, family: int) -> int:
    """How many papers the family's page shows."""
    _status, page = browser.get(f"/families/{family}/documents/")
    return len(set(re.findall(rf"/families/{family}/documents/(\d+)", page)))


def _waiting(browser: Browser, family: int) -> int:
    """Papers of the family that are not read yet, as its page tells."""
    _status, page = browser.get(f"/families/{family}/documents/")
    told = re.search(r"(\d+) of (\d+) read", page)
    return int(told[2]) - int(told[1]) if told else 0


def _of(times: list[float], share: float) -> float:
    return sorted(times)[int(len(times) * share)]


def _shown(times: list[float]) -> str:
    return f"{statistics.median(times) * 1000:.0f} / {_of(times, 0.95) * 1000:.0f} ms"


if __name__ == "__main__":
    sys.exit(main())
