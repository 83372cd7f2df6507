"""Safety notes, and what was told but not to be recorded: in no search, dossier, report, export or reading, whatever is asked for."""

import io
import json
import zipfile
from datetime import date

import pytest
from flask import g

from caseline.agreements.models import Confidence, SafetyFlag
from caseline.db import Base, db, family_scope
from caseline.dossiers.making import make
from caseline.engine import writing
from caseline.families.models import Family
from caseline.plans import links
from caseline.reports.gather import gather
from caseline.reports.network import dataset
from caseline.reports.tables import tables
from caseline.reports.writing import FORMATS, Report
from caseline.search.models import SearchEntry
from caseline.timeline.models import Event, Proposal
from caseline.users.models import User

NEVER, SECRET = "Zibeltaube never rings here", "Quittenmond told between us"
WORDS = ("Zibeltaube", "Quittenmond")


@pytest.fixture
def kept(app, an):
    """A safety note and a confidence kept for the team, beside a contact, a plan and an event that may be told."""
    an.post("/families/1/agreements/safety/new", data={"text": NEVER, "kind": "phone", "person_id": "1", "start": "1.1.2020", "end": ""})
    an.post("/families/1/agreements/confidences/new", data={"text": SECRET, "kept_for": "team", "told_on": "1.3.2026", "person_id": "1", "until": ""})
    an.post("/families/1/contacts/line", data={"line": "call Grace, all is well, 5 min"})
    an.post("/families/1/plan/new", data={"made_on": "1.3.2026", "contingency": "Call the lawyer."})
    with app.app_context(), family_scope([1]), writing():
        assert db.session.query(SafetyFlag).count() == db.session.query(Confidence).count() == 1
        db.session.add(Event(family_id=1, type="order_to_leave", edtf="2026-02-24", earliest=date(2026, 2, 24), latest=date(2026, 2, 24), sentence="Order to leave."))
        db.session.commit()


def inside(content: bytes) -> str:
    """Everything readable in a file, also inside a packed one."""
    if content[:2] != b"PK":
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def silent(text: str) -> bool:
    return not any(word.lower() in text.lower() for word in WORDS)


@pytest.mark.parametrize("kind", ["lawyer", "commissioner", "request", "family", "card"])
def test_no_dossier_tells_them(app, kept, kind):
    with app.test_request_context(), family_scope([1]):
        assert silent(inside(make(db.session.get(Family, 1), kind=kind, lang="en")))


@pytest.mark.parametrize("form", FORMATS)
def test_no_report_tells_them(app, kept, form):
    with app.test_request_context():
        report = Report(heading="Report", about="all", tables=tuple(tables(gather(None, today=date(2026, 11, 22)))), lang="en", small_hidden=False)
        assert silent(inside(FORMATS[form][0](report)))


def test_the_networks_dataset_does_not_tell_them(app, kept):
    with app.test_request_context():
        assert silent(json.dumps(dataset(gather(None, today=date(2026, 11, 22)), "x"), default=str))


@pytest.mark.parametrize("word", WORDS)
def test_no_search_finds_them_not_even_for_whoever_wrote_them(app, kept, an, word):
    page = an.get("/search", query_string={"q": word}).text
    assert NEVER not in page and SECRET not in page
    with app.app_context(), family_scope([1]):
        assert all(silent(entry.folded) for entry in db.session.query(SearchEntry))


def test_nothing_is_read_out_of_them(app, kept):
    with app.app_context(), family_scope([1]):
        assert db.session.query(Proposal).count() == 0 and [event.sentence for event in db.session.query(Event)] == ["Order to leave."]


def test_no_goal_can_rest_on_them(app, kept):
    with app.test_request_context("/families/1/plan/"), family_scope([1]):
        g.family = db.session.get(Family, 1)
        assert silent(str(links.choices()))


@pytest.mark.parametrize("page", ["plan/print", "timeline/", "lawyers/", "plan/", "evidence/", "questionnaires/", "course/", "documents/", "bin/"])
def test_a_confidence_stands_on_its_own_page_alone(an, kept, page):
    assert SECRET not in an.get(f"/families/1/{page}").text


def test_both_are_marked_as_never_leaving_and_so_is_nothing_else(app):
    never = {mapper.class_.__tablename__ for mapper in Base.registry.mappers if getattr(mapper.class_, "never_leaves", False)}
    assert never == {"safety_flag", "confidence"}


def test_a_coordinator_who_is_not_of_the_team_of_the_author_reads_what_is_for_the_team_only(app, kept, co):
    with app.app_context():
        assert db.session.query(User).filter_by(name="Co").one().is_coordinator
    assert SECRET in co.get("/families/1/agreements/").text
