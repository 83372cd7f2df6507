"""Why something is proposed is said in the reader's language, never in the engine's own words and keys."""

from pathlib import Path

import pytest
from flask_babel import force_locale

from caseline import extraction
from caseline.timeline.why import why

PAPERS = sorted((Path(__file__).parents[2] / "benchmarks").rglob("*.txt"))[:60]


@pytest.fixture(scope="module")
def reasons() -> set[str]:
    return {event.why for paper in PAPERS for event in extraction.extract([paper.read_text()]).events}


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_every_reason_the_engine_gives_is_translated(app, reasons, language):
    assert len(reasons) > 30
    with app.test_request_context(), force_locale(language):
        assert [reason for reason in reasons if why(reason) == reason] == []


def test_the_words_of_the_paper_stay_as_they_stand(app):
    with app.test_request_context(), force_locale("nl"):
        assert "“refus de séjour”" in why("“refus de séjour” in the same clause as the date; only the notification is dated")
        assert "lawyer_letter" not in why("the paper itself is this (lawyer_letter)")
