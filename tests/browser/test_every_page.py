"""Every page that a case manager or coordinator can open, with a real family in it: accessible, and whole at 320 pixels.

A new route is covered the day it appears. `make pictures` takes pictures of all pages into tests/screenshots, to be looked at.
"""

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select
from werkzeug.routing import IntegerConverter

from caseline import jobs
from caseline.db import EVERY_FAMILY, Base, db, family_scope
from caseline.documents.models import Document
from caseline.families.models import Family
from caseline.timeline.suggested import decide_as_suggested
from caseline.users.models import User
from tests import databases
from tests.browser.conftest import LAPTOP, NARROW, accessibility_findings, scrolls_sideways
from tests.conftest import open_instance, signed_in

LOOKED_AT = bool(os.environ.get("CASELINE_PICTURES"))
PAPERS = Path(__file__).parents[2] / "examples" / "gurung-rana"
SHOWN = ["Advies KRC.pdf", "Lettre cabinet Lenoir 11-01-2021.docx", "visit note 20-04-2021.txt"]
NOT_A_PAGE = {"static", "users.sign_out"}
WORDS = {"name": "papers", "kind": "lawyer", "form": "json", "purpose": "9bis", "key": "families"}


@pytest.fixture(scope="session")
def lived_in(first_instance, tmp_path_factory) -> Path:
    """The first instance, made once: family 1 with papers read, half of their proposals accepted, a contact, a lawyer with a mandate; Co may see it all."""
    folder = tmp_path_factory.mktemp("lived in") / "caseline"
    databases.copy(first_instance, folder)
    app = open_instance(folder)
    an = signed_in(app, "An")
    for name in SHOWN:
        an.post("/families/1/documents/", data={"files": (BytesIO((PAPERS / name).read_bytes()), name)}, content_type="multipart/form-data")
    with app.app_context():
        jobs.run_all()
    an.post("/book/new", data={"kind": "lawyer", "name": "Noor Claes"})
    _casework(an)
    _evaluation(app, an)
    with app.test_request_context(), family_scope([1]):
        last = max(db.session.scalars(select(Document.id)))
        decide_as_suggested(db.session.get(Family, 1), user_id=db.session.scalar(select(User.id)), leave=frozenset({last}))
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return folder


@pytest.fixture
def instance(lived_in, tmp_path) -> Iterator[Path]:
    folder = tmp_path / "caseline"
    databases.copy(lived_in, folder)
    yield folder
    databases.forget(folder)


def _casework(an) -> None:
    """One record of each kind, so that every page of casework has something to show."""
    posted = {
        "contacts/line": {"line": "visit Grace, 14 September 2022, told how they came, 1h30"},
        "rhythm/series/new": {"what": "weekly call", "every": "week", "channel": "call", "start": "1.1.2022", "persons": "1"},
        "referrals/new": {"what": "psychologist", "to_whom": "CGG", "actor_id": "0", "asked_on": "1.3.2022", "state": "asked"},
        "lawyers/mandates/new": {"actor_id": "1", "start": "2021", "still": "y", "legal_aid": ""},
        "lawyers/mandates/1/steps/new": {"kind": "filed", "on": "2022", "what": "9bis", "document_id": "0", "event_id": "0"},
        "lawyers/screenings/new": {"on": "1.3.2022", "actor_id": "1", "stay_9bis_result": "possible", "questions": "When?", "document_id": "0"},
        "plan/new": {"made_on": "1.3.2022", "contingency": "Call the lawyer."},
        "plan/1/goals": {"goal": "File in March", "status": "open"},
        "plan/actions": {"what": "school letters", "goal": "1", "due": "1.4.2022"},
        "plan/1/reviews/new": {"held_on": "1.6.2022", "engagement": "in_touch", "changes": "They moved."},
        "assessment/new": {"person_id": "1", "on": "1.3.2022", "own_words": "…", "deed": "finish"},
        "assessment/vulnerabilities/new": {"person_id": "1", "what": "destitution"},
    }
    for address, told in posted.items():
        assert an.post(f"/families/1/{address}", data=told).status_code == 303, address


def _evaluation(app, an) -> None:
    """Sheets of the same kind twice, a case study, a questionnaire of our own, and a period of the implementation plan."""
    for instrument in ("client_summary", "client_summary", "case_study"):
        an.post("/families/1/questionnaires/", data={"instrument": instrument})
    co = signed_in(app, "Co")
    own = "row,key,kind,en\nquestionnaire,ours,family,Ours\nsection,one,,One\nquestion,a,score,A\nquestion,b,choices,B\noption,c,,C\nquestion,d,long text,D\n"
    co.post("/questionnaires/", data={"file": (BytesIO(own.encode()), "ours.csv")}, content_type="multipart/form-data")
    co.post("/reports/implementation/", data={"name": "2024–2026", "first": "1 September 2024"})


@pytest.fixture
def app_settings() -> dict:
    """The language is posted here without opening its form first."""
    return {"WTF_CSRF_ENABLED": False}


def addresses(app) -> dict[str, str]:
    """Endpoint → an address of it that exists in family 1, for every page of the application."""
    with app.test_request_context(), family_scope(EVERY_FAMILY):
        known = {mapper.class_.__tablename__: _first(mapper.class_) for mapper in Base.registry.mappers}
    found = {}
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or rule.endpoint in NOT_A_PAGE or rule.endpoint in found:
            continue
        values = {"family_id": 1}
        for argument, converter in rule._converters.items():
            words = getattr(converter, "items", None)
            number = known.get(argument.removesuffix("_id")) or 1
            values.setdefault(argument, number if isinstance(converter, IntegerConverter) else sorted(words)[0] if words else WORDS.get(argument, "1"))
        found[rule.endpoint] = rule.build(values)[1]
    return found


def _first(model) -> int | None:
    if not hasattr(model, "id"):
        return None
    wanted = select(model.id).order_by(model.id)
    return db.session.scalar(wanted.where(model.family_id == 1) if hasattr(model, "family_id") else wanted)


@pytest.fixture(scope="session")
def pages(lived_in) -> dict[str, str]:
    """Endpoint → address of what is a page; downloads, parts and addresses that lead elsewhere are left out."""
    app, found = open_instance(lived_in), {}
    co = signed_in(app, "Co")
    for endpoint, address in addresses(app).items():
        answer = co.get(address)
        if answer.status_code == 200 and answer.mimetype == "text/html" and "attachment" not in answer.headers.get("Content-Disposition", ""):
            found[endpoint] = address
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    return found


def test_every_page_is_accessible_and_fits_320_pixels(open_browser, pages, picture):
    """First as on a laptop; then as on a small telephone in the dark, or at 400 %: nothing needs scrolling in two directions. French has the longest words."""
    page, found, wide = open_browser("Co", viewport=LAPTOP), {}, {}
    page.request.post("/me/language", form={"language": "fr"})
    for endpoint, address in pages.items():
        _as_on_a_laptop(page)
        assert page.goto(address).status == 200
        assert page.locator("html").get_attribute("lang") == "fr"
        if LOOKED_AT:
            picture(page, f"{endpoint}-laptop", full_page=False)
        if findings := accessibility_findings(page):
            found[endpoint] = findings
        _as_on_a_telephone_in_the_dark(page)
        if LOOKED_AT:
            picture(page, f"{endpoint}-320", full_page=False)
        if by := scrolls_sideways(page):
            wide[endpoint] = by
    assert len(pages) > 25
    assert not found, "\n".join(f"{endpoint}: {line}" for endpoint, lines in found.items() for line in lines)
    assert not wide, f"wider than the window, by pixels: {wide}"


def _as_on_a_laptop(page) -> None:
    page.set_viewport_size(LAPTOP)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")


def _as_on_a_telephone_in_the_dark(page) -> None:
    page.set_viewport_size(NARROW)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
