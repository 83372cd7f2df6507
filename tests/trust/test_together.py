"""Two people at the same thing at the same moment: nobody's work is lost, nothing happens twice."""

import re
import threading
from io import BytesIO

import pytest
from sqlalchemy import func, select

from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.documents.models import Document
from caseline.families.models import Person
from caseline.history import HistoryEntry, broken_links
from tests.conftest import signed_in

EDITORS, EDITS = 6, 8
FORM = {"name": "OKONJO Grace Ada", "relation": "mother", "sex": "", "nationality": ""}


def version_on(page: str) -> str:
    return re.search(r'name="version" value="(\d+)"', page).group(1)


def together(number, deed) -> None:
    """Run `deed(n)` in as many threads at once; the first failure is raised here."""
    start, failures = threading.Barrier(number), []

    def one(n):
        start.wait()
        try:
            deed(n)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=one, args=(n,)) for n in range(number)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    if failures:
        raise failures[0]


def test_the_second_to_save_is_told_and_loses_nothing(an, co):
    page = an.get("/families/1/members/1").text
    seen = version_on(page)
    assert co.post("/families/1/members/1", data={**FORM, "called": "Ada", "version": seen}).status_code == 303
    late = an.post("/families/1/members/1", data={**FORM, "called": "Gracie", "version": seen})
    assert late.status_code == 409 and "Gracie" in late.text
    assert an.post("/families/1/members/1", data={**FORM, "called": "Gracie", "version": version_on(an.get("/families/1/members/1").text)}).status_code == 303


def test_no_edit_of_many_people_is_lost(app):
    """Each adds letters to what was there when they opened it: in the end every accepted edit is in."""
    accepted, refused = [], []

    def edit(n):
        browser = signed_in(app, "Co" if n % 2 else "An")
        for k in range(EDITS):
            while True:
                page = browser.get("/families/1/members/1").text
                had = re.search(r'name="birthplace"[^>]*value="([^"]*)"', page).group(1)
                answer = browser.post("/families/1/members/1", data={**FORM, "birthplace": f"{had}{n}{'abcdefgh'[k]}", "version": version_on(page)})
                if answer.status_code == 303:
                    accepted.append(f"{n}{'abcdefgh'[k]}")
                    break
                assert answer.status_code == 409
                refused.append(n)

    together(EDITORS, edit)
    with app.app_context(), family_scope([1]):
        kept = db.session.get(Person, 1).birthplace
    print(f"{len(accepted)} edits accepted, {len(refused)} told to look again, lost: {sum(part not in kept for part in accepted)}")
    assert len(accepted) == EDITORS * EDITS and all(part in kept for part in accepted) and len(kept) == 2 * len(accepted)


def test_the_same_paper_dropped_by_everybody_at_once_is_one_paper(app):
    def drop(_n):
        form = {"files": (BytesIO(b"Dear Mrs Okonjo, your request is refused."), "letter.txt")}
        assert signed_in(app, "An").post("/families/1/documents/", data=form, content_type="multipart/form-data").status_code in {200, 303}

    together(8, drop)
    with app.app_context(), family_scope(EVERY_FAMILY):
        assert db.session.scalar(select(func.count()).select_from(Document)) == 1
    assert len(list(app.extensions["vault"].addresses())) == 1


def test_the_history_has_no_fork_when_everybody_writes(app):
    def write(n):
        browser = signed_in(app, "Co" if n % 2 else "An")
        for k in range(EDITS):
            assert browser.post("/families/1/members/new", data={**FORM, "name": f"CHILD {n} {k}"}).status_code == 303

    together(EDITORS, write)
    with app.app_context():
        assert broken_links() == []
        assert db.session.query(HistoryEntry).filter_by(verb="member saved").count() == EDITORS * EDITS


@pytest.mark.parametrize("times", [10])
def test_a_one_time_link_lets_one_person_in_however_many_press_at_once(app, co, times):
    code = re.search(r"/join#([a-z0-9-]{29})", co.post("/accounts/2/link").text).group(1)
    answers = []

    def press(n):
        password = f"{n} quiet otters carry nine lamps"
        answers.append(app.test_client().post("/join", data={"code": code, "password": password, "repeat": password}, environ_base={"REMOTE_ADDR": f"10.0.0.{n}"}).status_code)

    together(times, press)
    assert answers.count(303) == 1, answers
