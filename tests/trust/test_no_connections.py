"""Caseline never calls out: no address in its code, no library for it in use, and no packet when it is tried."""

import ast
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SET_UP_ONLY = {"vendoring.py"}
CALLS_OUT = {"requests", "httpx", "urllib3", "aiohttp", "smtplib", "ftplib", "telnetlib", "imaplib", "poplib", "xmlrpc", "http.client", "urllib.request", "sentry_sdk", "boto3"}


def test_no_module_can_call_out():
    for module in (ROOT / "caseline").rglob("*.py"):
        found = {name for name in imported(module) if name in CALLS_OUT or name.split(".")[0] in CALLS_OUT}
        assert not found or module.name in SET_UP_ONLY, f"{module} imports {found}"


def imported(module: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(module.read_text())))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


def test_no_page_loads_anything_from_elsewhere():
    for path in [*(ROOT / "templates").rglob("*.html"), *(ROOT / "static" / "css").glob("*.css"), *(ROOT / "static" / "js").glob("*.js")]:
        text = path.read_text()
        loads = re.findall(r"(?:src|href|url|import|fetch|action)\s*[=(]\s*[\"']?(https?:)?//[\w.]+", text)
        assert not loads, path


PROGRAM = """
import os, sys
tried = []
def watch(name, arguments):
    if name == "socket.connect" and arguments[0].family in (2, 10):
        tried.append(arguments[1])
    elif name in ("socket.getaddrinfo", "socket.gethostbyname"):
        tried.append(arguments[0])
sys.addaudithook(watch)
from caseline import create_app, jobs
from caseline.db import db, family_scope
app = create_app(WTF_CSRF_ENABLED=False)
with app.app_context():
    db.create_all()
browser = app.test_client()
new = {"name": "An", "email": "an@plan.example", "password": "quiet otters carry nine lamps", "repeat": "quiet otters carry nine lamps", "language": "en"}
assert browser.post("/welcome", data=new).status_code == 303
assert browser.post("/families/new", data={"name": "Okonjo", "reference": "PT-1", "language": "fr"}).status_code == 303
import io
letter = b"<html><img src='http://elsewhere.example/pixel.png'><link href='https://elsewhere.example/a.css'><p>Brussels, 4 September 2014</p></html>"
mail = b"From: a@elsewhere.example\\nSubject: x\\nContent-Type: text/html\\n\\n" + letter
for name, content in (("letter.html", letter), ("mail.eml", mail), ("letter.txt", b"Brussels, 4 September 2014")):
    browser.post("/families/1/documents/", data={"files": (io.BytesIO(content), name)}, content_type="multipart/form-data")
with app.app_context():
    assert jobs.run_all() >= 3
for rule in app.url_map.iter_rules():
    if "GET" in rule.methods and set(rule.arguments) <= {"family_id"} and rule.endpoint != "static":
        browser.get(rule.build({"family_id": 1})[1], buffered=True)
print("tried:", tried)
sys.exit(bool(tried))
"""


def test_a_days_work_opens_no_connection(tmp_path):
    """A process of its own, watched by the interpreter: first start, papers that ask for pictures from elsewhere, every page."""
    environment = {"CASELINE_INSTANCE": str(tmp_path / "instance"), "CASELINE_KEY_FILE": str(tmp_path / "key"), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    assert "tried: []" in done.stdout
