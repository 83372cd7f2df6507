"""Fifty people at once on one installation: `python -m benchmarks.fifty_users --minutes 10`.

Starts `flask serve` on an empty instance in a temporary folder, makes accounts and families through its own pages, then
lets everybody work: four of five requests read, the others write members, contacts and papers. Prints requests, errors,
and the time to answer (median, 95 and 99 of 100) per kind of page. Exits 1 when a single answer was an error.
"""

import argparse
import http.client
import os
import platform
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).parent.parent
PASSWORD = "quiet otters carry nine lamps"
PAUSE = 1.0  # seconds a person looks at a page, on average


class Browser:
    """One person's browser: a kept connection, cookies, and the form token of the page seen last."""

    def __init__(self, port: int, name: str):
        self.port, self.name, self.cookies, self.token = port, name, {}, ""
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str) -> tuple[int, str]:
        return self._ask("GET", path)

    def post(self, path: str, form: dict) -> tuple[int, str]:
        body = urllib.parse.urlencode({**form, "csrf_token": self.token})
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def send_paper(self, path: str, name: str, content: bytes, kind: str = "text/plain") -> tuple[int, str]:
        line = "----caseline"
        token = f'--{line}\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{self.token}\r\n'
        paper = f'--{line}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\nContent-Type: {kind}\r\n\r\n'
        return self._ask("POST", path, b"".join([token.encode(), paper.encode(), content, f"\r\n--{line}--\r\n".encode()]), {"Content-Type": f"multipart/form-data; boundary={line}"})

    def _ask(self, method, path, body=None, headers=None) -> tuple[int, str]:
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(method, path, body, {"Cookie": kept, **(headers or {})})
        answer = self.connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _is, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
        page = answer.read().decode(errors="replace")
        if found := re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page):
            self.token = found.group(1)
        return answer.status, page


def main() -> int:
    given = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given.add_argument("--users", type=int, default=50)
    given.add_argument("--minutes", type=float, default=10)
    given = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        port, server = serve(Path(folder))
        try:
            browsers = settle(port, given.users)
            times, statuses, errors = work(browsers, given.minutes * 60)
        finally:
            server.terminate()
            server.wait(30)
        log = (Path(folder) / "log").read_text()
    tell(given, times, statuses, errors, log)
    return 1 if errors or "database is locked" in log or "Traceback" in log else 0


def serve(folder: Path) -> tuple[int, subprocess.Popen]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "CASELINE_INSTANCE": str(folder / "instance"), "CASELINE_KEY_FILE": str(folder / "key")}
    log = open(folder / "log", "wb")  # closed with the process
    server = subprocess.Popen([sys.executable, "-m", "flask", "serve", "--port", str(port)], cwd=ROOT, env=environment, stdout=log, stderr=log)
    for _ in range(240):
        time.sleep(0.25)
        try:
            Browser(port, "first").get("/welcome")
            return port, server
        except OSError:
            continue
    server.kill()
    sys.exit("The server did not start:\n" + (folder / "log").read_text())


def settle(port: int, users: int) -> list[tuple[Browser, int]]:
    """A coordinator, then everybody else by invitation, each with a family of their own: (browser, family number)."""
    co = Browser(port, "Co")
    co.get("/welcome")
    co.post("/welcome", {"name": "Co", "email": "co@plan.example", "password": PASSWORD, "repeat": PASSWORD, "language": "en"})
    settled = []
    for n in range(users):
        co.get("/accounts")
        _status, page = co.post("/accounts", {"name": f"Colleague {n}", "email": f"c{n}@plan.example", "role": "case_manager", "language": "en"})
        code = re.search(r"/join#([a-z0-9-]{29})", page).group(1)
        browser = Browser(port, f"Colleague {n}")
        browser.get("/join")
        browser.post("/join", {"code": code, "password": f"{PASSWORD} {n}", "repeat": f"{PASSWORD} {n}"})
        browser.get("/families/new")
        browser.post("/families/new", {"name": f"Okonjo {n}", "reference": f"PT-2026-{n:02}", "language": "fr"})
        _status, page = browser.get("/families/")
        settled.append((browser, int(re.search(r'href="/families/(\d+)/', page).group(1))))
    return settled


def work(browsers, seconds: float) -> tuple[dict, Counter, list]:
    times, statuses, errors, end = defaultdict(list), Counter(), [], time.monotonic() + seconds

    def one(browser: Browser, family: int) -> None:
        chance = random.Random(browser.name)
        time.sleep(chance.random() * PAUSE)
        while time.monotonic() < end:
            kind, deed = chance.choices(DEEDS, weights=[weight for _kind, _deed, weight in DEEDS])[0][:2]
            began = time.perf_counter()
            try:
                status, _page = deed(browser, family, chance)
            except (OSError, http.client.HTTPException) as error:
                errors.append(f"{kind}: {error!r}")
                browser.connection.close()
                continue
            times[kind].append(time.perf_counter() - began)
            statuses[status] += 1
            if status >= 400:
                errors.append(f"{kind}: {status}")
            time.sleep(chance.expovariate(1 / PAUSE))

    threads = [threading.Thread(target=one, args=pair) for pair in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, statuses, errors


def add_member(browser, family, chance):
    return browser.post(f"/families/{family}/members/new", {"name": f"OKONJO {chance.random()}", "relation": "child", "sex": "", "nationality": ""})


def add_paper(browser, family, chance):
    letter = f"Bruxelles, le {chance.randrange(1, 28)} septembre 2014\n\nVotre demande du 12 mai 2014 est refusée. {chance.random()}"
    return browser.send_paper(f"/families/{family}/documents/", "lettre.txt", letter.encode())


DEEDS = [
    ("today", lambda b, f, c: b.get("/"), 3),
    ("families", lambda b, f, c: b.get("/families/"), 2),
    ("family", lambda b, f, c: b.get(f"/families/{f}/"), 3),
    ("timeline", lambda b, f, c: b.get(f"/families/{f}/timeline/"), 5),
    ("papers", lambda b, f, c: b.get(f"/families/{f}/documents/"), 3),
    ("add a member", add_member, 2),
    ("add a paper", add_paper, 2),
]


def tell(given, times, statuses, errors, log) -> None:
    everything = [t for kind in times.values() for t in kind]
    print(f"{given.users} people, {given.minutes:g} minutes, {platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    print(f"{len(everything)} requests, {len(errors)} errors, answers {dict(statuses)}, “database is locked” {log.count('database is locked')} times")
    for kind, taken in [("all", everything), *sorted(times.items())]:
        cuts = statistics.quantiles(taken, n=100) if len(taken) > 1 else taken * 99
        print(f"  {kind:14} {len(taken):6}  median {cuts[49] * 1000:6.0f} ms   95: {cuts[94] * 1000:6.0f} ms   99: {cuts[98] * 1000:6.0f} ms")
    for error, count in Counter(errors).most_common(10):
        print(f"  {count} × {error}")
    if errors and log:
        print(log[-3000:])


if __name__ == "__main__":
    sys.exit(main())
