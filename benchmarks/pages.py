"""What pages cost in a large installation: `python -m benchmarks.pages [--families 300 | --of INSTANCE]`.

Fills an installation with generated families (benchmarks/generate.py), or takes one that is so filled, signs in as a case manager and as the coordinator,
and prints for each page the CPU of an answer beside its floor, taken in turns in the same run: medians of RUNS. Floors:
for the timeline, the same rows fetched from the file and joined to a page without any framework; for other pages, the
frame around every page with nothing in it; for the start, Flask with SQLAlchemy, forms and sign-in; for search, the
database's own index asked by hand.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from html import escape
from pathlib import Path

from sqlalchemy import func, select

from benchmarks.generate import Amounts, generate
from caseline import create_app, jobs
from caseline.backup.database import open_file
from caseline.config import load_settings
from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.engine import writing
from caseline.families.models import Family
from caseline.home import digest
from caseline.installation import prepare
from caseline.reports import remembered
from caseline.search import finding
from caseline.timeline import lately
from caseline.timeline.models import Event
from caseline.users.models import User
from caseline.users.sessions import open_session

RUNS = 9
BARE = """
import flask, flask_login, flask_wtf
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
class Base(DeclarativeBase): pass
db, app = SQLAlchemy(model_class=Base), flask.Flask("bare")
class One(db.Model): id: Mapped[int] = mapped_column(primary_key=True)
app.config.update(SECRET_KEY="x", SQLALCHEMY_DATABASE_URI="sqlite://")
db.init_app(app), flask_login.LoginManager(app), flask_wtf.CSRFProtect(app)
with app.app_context(): db.engine
"""
ASKED = ("okonjo", "tadevosyan lusine", "oeuvre", "6.482", "verviers beroep", "irrecevable", "hearing brugge", "zewditu")
ROWS = """SELECT e.id, e.edtf, e.sentence, group_concat(DISTINCT p.name), min(c.quote), min(d.name) FROM event e
LEFT JOIN event_person ep ON ep.event_id = e.id LEFT JOIN person p ON p.id = ep.person_id
LEFT JOIN citation c ON c.event_id = e.id LEFT JOIN document d ON d.id = c.document_id
WHERE e.family_id = ? AND e.deleted_at IS NULL GROUP BY e.id ORDER BY e.earliest, e.id"""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--families", type=int, default=300)
    asked.add_argument("--of", type=Path, help="an instance that benchmarks.generate filled; CASELINE_KEY_FILE names its key")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        instance = given.of or Path(folder) / "instance"
        os.environ |= {"CASELINE_INSTANCE": str(instance)} if given.of else {"CASELINE_KEY_FILE": str(Path(folder) / "key"), "CASELINE_INSTANCE": str(instance)}
        app = create_app(load_settings(instance), TESTING=True)
        with app.test_request_context():
            prepare()
            if not given.of:
                generate(given.families, Amounts())
            with family_scope(EVERY_FAMILY):
                families, events = (db.session.scalar(select(func.count()).select_from(kind)) for kind in (Family, Event))
            db.session.remove()
        print(f"{families} families, {events} events, {_size(app):.0f} MB on disk; {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}; CPU, medians of {RUNS}\n")
        print("| what | measured | floor | ratio | goal |\n|---|---|---|---|---|")
        tell_start()
        tell_pages(app)
        tell_search(app)
        tell_jobs(app)
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def tell_start() -> None:
    """An application that nobody asks yet has no features; the first who asks waits until it has all: both are told."""
    made, ready, answered, bare = [], [], [], []
    for _ in range(RUNS):
        made.append(_process("import app"))
        ready.append(_process("import app; app.app.furnish()"))
        answered.append(_process("import app; app.app.test_client().get('/sign-in')"))
        bare.append(_process(BARE))
    floor, floor_mb = _middle(bare)
    told = (
        ("start-up (`import app`)", made, "≤ 1.15"),
        ("start-up until every page can be answered (what `flask serve` does first)", ready, "≤ 1.15"),
        ("start-up until the first page is answered, its templates compiled", answered, "≤ 1500 ms"),
    )
    for what, measured, goal in told:
        cpu, mb = _middle(measured)
        print(f"| {what}, {mb} MB against {floor_mb} MB | {cpu * 1000:.0f} ms | {floor * 1000:.0f} ms | {cpu / floor:.2f} | {goal} |")


def _middle(runs: list[tuple[float, int]]) -> tuple[float, int]:
    return statistics.median(cpu for cpu, _mb in runs), runs[0][1]


def _process(source: str) -> tuple[float, int]:
    """CPU seconds and most memory (MB) of a Python process that runs this."""
    told = f"{source}\nimport re, time\nprint(time.process_time(), int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]) // 1024)"
    cpu, memory = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout.split()
    return float(cpu), int(memory)


def tell_pages(app) -> None:
    with app.test_request_context(), family_scope(EVERY_FAMILY):
        sizes = db.session.execute(select(Event.family_id, func.count()).group_by(Event.family_id)).all()
        family, events = min(sizes, key=lambda one: abs(one[1] - 1000))
        worker = db.session.scalar(select(User).where(User.name == "Colleague 1"))
        co = db.session.scalar(select(User).where(User.name == "Co"))
        browsers = {}
        for user in (co, worker):
            browsers[user.name] = (app.test_client(), open_session(user))
            db.session.commit()
        db.session.remove()
    for client, token in browsers.values():
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = token, True
    of_co, of_worker = browsers["Co"][0], browsers["Colleague 1"][0]
    timeline = f"/families/{family}/timeline/"
    floor, anew, kept = in_turns(lambda: by_hand(app, family), _forgetting(lambda: get(of_co, timeline)), lambda: get(of_co, timeline))
    print(f"| timeline, {events} events, worked out anew | {anew:.1f} ms | rows joined by hand {floor:.1f} ms | {anew / floor:.1f} | – |")
    print(f"| timeline, {events} events, unchanged since the last look | {kept:.1f} ms | {floor:.1f} ms | {kept / floor:.2f} | ≤ 1.5 |")
    change, shown = _changing(app, family), {}
    for what, before in (("just changed", change), ("unchanged", lambda: None)):
        runs = []
        for _ in range(RUNS):
            before()
            runs.append(_bytes_of(of_co, timeline))
        shown[what] = [statistics.median(column) for column in zip(*runs, strict=True)]
    for what, (first, hundred, last) in shown.items():
        goal = " | ≤ 0.35 (100 rows) |" if what == "unchanged" else " | – |"
        print(f"| the same, {what}: first byte / first 100 rows / last byte | {first:.1f} / {hundred:.1f} / {last:.1f} ms | {floor:.1f} ms | {first / floor:.2f} / {hundred / floor:.2f} / {last / floor:.2f}{goal}")
    (report,) = in_turns(_forgetting(lambda: get_whole(of_co, "/reports/")), runs=1)
    print(f"| report, first look | {report:.1f} ms | – | – | – |")
    for what, client, address in (
        ("papers of a family", of_co, f"/families/{family}/documents/"),
        ("review", of_co, f"/families/{family}/review/"),
        ("contacts of a family", of_co, f"/families/{family}/contacts/"),
        ("today, a case manager with 15 families", of_worker, "/"),
        ("families of a case manager", of_worker, "/families/"),
        ("search, coordinator", of_co, "/search?q=oeuvre"),
        ("report, worked out lately", of_co, "/reports/"),
        ("dossier: choosing", of_co, f"/families/{family}/dossiers/new"),
        ("dossier: checks and preview", of_co, f"/families/{family}/dossiers/new?for=lawyer"),
    ):
        frame, page = in_turns(lambda: get(of_co, "/help/whats-new"), lambda client=client, address=address: get(client, address))
        print(f"| {what} | {page:.1f} ms | frame alone {frame:.1f} ms | {page / frame:.1f} | – |")


def get(client, address: str) -> None:
    answer = client.get(address, follow_redirects=True, buffered=True)
    if answer.status_code != 200:
        sys.exit(f"{address}: {answer.status_code}")


def _bytes_of(client, address: str) -> tuple[float, float, float]:
    """Milliseconds of CPU until the first byte, the hundredth row and the last byte of a page have left."""
    began, rows, first, hundred = time.process_time(), 0, None, None
    answer = client.get(address)
    for piece in answer.iter_encoded():
        first = first or time.process_time()
        rows += piece.count(b'id="event-')
        hundred = hundred or (time.process_time() if rows >= 100 else None)
    answer.close()
    last = time.process_time()
    return tuple((moment - began) * 1000 for moment in (first, hundred or last, last))


def _changing(app, family: int) -> Callable[[], None]:
    """Somebody corrects the wording of one event."""

    def change() -> None:
        with app.app_context(), writing(family), family_scope([family]):
            event = db.session.scalar(select(Event).where(Event.deleted_at.is_(None)).order_by(Event.id).limit(1))
            event.sentence = event.sentence[:-1] if event.sentence.endswith("!") else f"{event.sentence}!"
            db.session.commit()

    return change


def get_whole(client, address: str) -> None:
    """A page that says how far it is, asked for as often as a browser asks, until it is there."""
    while b"<progress" in client.get(address, buffered=True).data:
        pass


def by_hand(app, family: int) -> str:
    """The same rows as a page, with nothing but the database and strings."""
    settings = app.config["SETTINGS"]
    with closing(open_file(settings.data / "caseline.db", settings.derive("database"))) as connection:
        rows = connection.execute(ROWS, (family,)).fetchall()
    return "".join([f"<li id=e{number}><b>{edtf}</b> {escape(who or '')} {escape(what)} <i>{escape(quote or '')}</i> {escape(paper or '')}</li>" for number, edtf, what, who, quote, paper in rows])


def tell_search(app) -> None:
    """Each question as the coordinator (everything) and as a case manager (15 families); and the index asked by hand."""
    with app.test_request_context():
        co, worker = (db.session.scalar(select(User).where(User.name == name)) for name in ("Co", "Colleague 1"))
        pages = db.session.connection().exec_driver_sql("SELECT count(*) FROM page").scalar()
        for who, user in (("everything", co), ("15 families", worker)):
            times = sorted(one for _ in range(5) for question in ASKED for one in [_cpu(lambda question=question, user=user: finding.find(user, question))])
            raw = sorted(_cpu(lambda question=question: _raw_search(question)) for _ in range(5) for question in ASKED)
            print(f"| search among {pages} pages, {who}: 95 of 100 under | {times[int(len(times) * 0.95)]:.1f} ms | index alone {raw[int(len(raw) * 0.95)]:.1f} ms | {statistics.median(times) / statistics.median(raw):.1f} | – |")


def _raw_search(question: str) -> list:
    words = " AND ".join(f'folded : "{word}" *' for word in question.replace(".", " ").split())
    return db.session.connection().exec_driver_sql("SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY rowid DESC LIMIT 41", (words,)).fetchall()


def tell_jobs(app) -> None:
    """How long a piece of work waits for a worker in another process that sleeps: until it is begun, and until it is done and gone."""
    settings = app.config["SETTINGS"]
    worker = subprocess.Popen([sys.executable, "-m", "flask", "work"], env={**os.environ, "CASELINE_INSTANCE": str(settings.instance), "CASELINE_KEY_FILE": str(settings.key_file)}, stderr=subprocess.DEVNULL)
    try:
        while not any((settings.instance / "workers").glob("*")):
            time.sleep(0.1)
        begun, done = zip(*(_one_job(app, idle=0.2) for _ in range(40)), strict=True)
        begun_later, _ = zip(*(_one_job(app, idle=60) for _ in range(3)), strict=True)
    finally:
        worker.terminate()
        worker.wait(30)
    print(f"| a job for a sleeping worker in another process, committed until begun: 95 of 100 under (wall) | {sorted(begun)[37]:.0f} ms | – | – | ≤ 50 ms |")
    print(f"| the same after an idle minute, the longest of 3 (wall) | {max(begun_later):.0f} ms | – | – | ≤ 50 ms |")
    print(f"| the same, until done and gone: 95 of 100 under (wall) | {sorted(done)[37]:.0f} ms | – | – | – |")


def _one_job(app, *, idle: float) -> tuple[float, float]:
    """Milliseconds until a worker has taken it, and until it is gone."""
    time.sleep(idle)
    with app.app_context():
        with writing(1):
            jobs.add("understand", family_id=1, subject_id=10**8)  # a paper that is not there: nothing to do
            db.session.commit()
        began, begun = time.perf_counter(), None
        jobs.wake()
        while state := db.session.scalar(select(jobs.Job.state)):
            db.session.rollback()
            if state == "running":
                begun = begun or time.perf_counter()
            time.sleep(0.001)
        done = time.perf_counter()
        return ((begun or done) - began) * 1000, (done - began) * 1000


def in_turns(*works: Callable[[], object], runs: int = RUNS) -> list[float]:
    """Milliseconds of CPU of each, the median of the runs in which each had its turn."""
    taken = [[] for _ in works]
    for work in works:
        work()
    for _ in range(runs):
        for mine, work in zip(taken, works, strict=True):
            mine.append(_cpu(work))
    return [statistics.median(mine) for mine in taken]


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def _forgetting(work: Callable[[], object]) -> Callable[[], None]:
    def anew():
        lately.forget()
        digest._memories.clear()
        remembered.forget()
        work()

    return anew


def _size(app) -> float:
    return (app.config["SETTINGS"].data / "caseline.db").stat().st_size / 1e6


if __name__ == "__main__":
    main()
