"""Opening a file asks as little as it can: the next reference and the procedure's language stand there already."""

import re

import pytest

from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.families import editing, views
from caseline.families.models import Family
from caseline.users.models import User


def suggested(page: str) -> tuple[str, str]:
    """(reference, language) as the form shows them."""
    return re.search(r'name="reference"[^>]*value="([^"]*)"', page)[1], re.search(r'<option selected value="(\w+)"', page)[1]


def test_the_next_reference_follows_the_last_one(an):
    assert suggested(an.get("/families/new").text)[0] == "PT-2026-03"  # 02 is a colleague's


def test_the_language_is_that_of_the_last_file(app, an):
    with app.test_request_context(), family_scope(EVERY_FAMILY):
        db.session.get(Family, 1).language = "nl"
        db.session.commit()
    assert suggested(an.get("/families/new").text)[1] == "nl"


@pytest.mark.parametrize(("speaks", "language"), [("en", "fr"), ("fr", "fr"), ("nl", "nl")])
def test_the_first_file_of_all_has_a_suggestion_too(app, speaks, language):
    with app.test_request_context():
        found = editing.suggested_particulars(User(id=99, name="New", language=speaks, role="case_manager"))
    assert re.fullmatch(r"\d{4}-01", found["reference"]) and found["language"] == language


def test_a_reference_without_a_number_suggests_nothing(app):
    with app.test_request_context(), family_scope(EVERY_FAMILY):
        assert editing._next_free("okonjo") == ""
        assert editing._next_free("PT-009") == "PT-010"


def test_what_was_typed_wins_over_the_suggestion(an):
    answer = an.post("/families/new", data={"name": "", "reference": "MINE-7", "language": "nl"})
    assert answer.status_code == 422 and suggested(answer.text) == ("MINE-7", "nl")


def test_very_many_families_come_page_by_page_and_only_those_i_may_see(an, co, monkeypatch):
    monkeypatch.setattr(views, "ON_A_PAGE", 1)
    first, second, beyond = (co.get(f"/families/?page={page}").text for page in (1, 2, 99))
    assert "Okonjo" in first and "Rahimi" not in first and "2 families" in first and "page=2" in first
    assert "Rahimi" in second and "Okonjo" not in second and "Rahimi" in beyond
    assert "Okonjo" in an.get("/families/?page=2").text and "page=" not in an.get("/families/").text
