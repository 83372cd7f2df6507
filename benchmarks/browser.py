"""How long a browser is busy with a long timeline: `python -m benchmarks.browser [--rows 1000,5000]`.

Opens the same page in Chromium as it is, and with every row laid out at once (what the style sheet avoids), in turns; prints
the seconds of the main thread until the page is still, and until it can be scrolled and clicked: medians of RUNS.
"""

import argparse
import os
import platform
import random
import shutil
import statistics
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright
from waitress import create_server

from benchmarks.generate import Made, event
from caseline import create_app
from caseline.config import load_settings
from caseline.db import db, family_scope
from caseline.engine import writing
from caseline.families import editing
from caseline.families.models import Person
from caseline.installation import prepare
from caseline.users.accounts import add_user
from caseline.users.models import Role
from caseline.users.sessions import open_session

RUNS = 3
CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
ALL_AT_ONCE = ".year > .part { content-visibility: visible !important }"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--rows", default="1000,5000")
    sizes = [int(size) for size in asked.parse_args().rows.split(",")]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CASELINE_KEY_FILE"] = str(Path(folder) / "key")
        app = create_app(load_settings(Path(folder) / "instance"))
        cookie, families = _settle(app, sizes)
        server = create_server(app, host="127.0.0.1", port=0)
        threading.Thread(target=server.run, daemon=True).start()
        print(f"{platform.machine()}, {os.cpu_count()} processors; Chromium; seconds of the main thread, medians of {RUNS}\n\n| rows | as it is | all rows at once | ratio | goal | first paint |\n|---|---|---|---|---|---|")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
            for rows, family in zip(sizes, families, strict=True):
                _tell(browser, f"http://127.0.0.1:{server.effective_port}/families/{family}/timeline/", cookie, rows)
            browser.close()
        server.close()


def _settle(app, sizes) -> tuple[str, list[int]]:
    """A signed-in coordinator's cookie, and a family for each size."""
    with app.test_request_context(), writing():
        prepare()
        co = add_user(name="Co", email="co@plan.example", password="quiet otters carry nine lamps", role=Role.COORDINATOR)
        families = [editing.open_case(reference=f"PT-{size}", name="Okonjo", language="fr", user_id=co.id).id for size in sizes]
        token = open_session(co)
        db.session.commit()
        made = Made()
        for size, family in zip(sizes, families, strict=True):
            with family_scope([family]):
                people = [Person(family_id=family, name=f"OKONJO {name}", relation="child") for name in ("Grace", "Samuel", "Ada")]
                db.session.add_all(people)
                db.session.commit()
                numbers, chance = [person.id for person in people], random.Random(size)
            for _ in range(size):
                event(made, family, numbers, [], chance)
        made.write()
        db.session.commit()
        session = app.session_interface.get_signing_serializer(app).dumps({"_user_id": token, "_fresh": True})
    return session, families


def _tell(browser, address: str, cookie: str, rows: int) -> None:
    ours, plain, painted = [], [], []
    for _ in range(RUNS):
        busy, first = _open(browser, address, cookie, "")
        ours.append(busy)
        painted.append(first)
        plain.append(_open(browser, address, cookie, ALL_AT_ONCE)[0])
    one, other = statistics.median(ours), statistics.median(plain)
    print(f"| {rows} | {one:.2f} | {other:.2f} | {one / other:.2f} | ≤ 0.4 at 5,000 | {statistics.median(painted):.2f} s |", flush=True)


def _open(browser, address: str, cookie: str, style: str) -> tuple[float, float]:
    """Seconds that the main thread was busy, and until the first paint."""
    context = browser.new_context(bypass_csp=True, viewport={"width": 1366, "height": 768})
    context.add_cookies([{"name": "caseline", "value": cookie, "url": address}])
    page = context.new_page()
    if style:
        page.add_init_script(f"addEventListener('DOMContentLoaded', () => {{ const s = document.createElement('style'); s.textContent = '{style}'; document.head.append(s) }})")
    tools = context.new_cdp_session(page)
    tools.send("Performance.enable")
    page.goto(address, wait_until="load")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    metrics = {one["name"]: one["value"] for one in tools.send("Performance.getMetrics")["metrics"]}
    first = page.evaluate("() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0") / 1000
    context.close()
    return metrics["TaskDuration"], first


if __name__ == "__main__":
    main()
