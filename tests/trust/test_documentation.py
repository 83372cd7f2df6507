"""What the operator's guide, the checklist and the page on attackers say is still so."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


@pytest.mark.parametrize("page", ["asvs.md", "security.md"])
def test_every_test_that_a_page_names_exists(page):
    missing = []
    for file, test in re.findall(r"`(?:(tests/[\w/]+\.py)(?:::(\w+))?)`", (DOCS / page).read_text()):
        path = ROOT / file
        if not path.exists() or (test and f"def {test}(" not in path.read_text()):
            missing.append(f"{file}::{test}")
    assert not missing, missing


def test_every_setting_of_the_code_is_explained():
    code = "".join(path.read_text() for path in (ROOT / "caseline").rglob("*.py"))
    settings = set(re.findall(r"[\"'](CASELINE_[A-Z_]+)[\"']", code))
    explained = set(re.findall(r"`(CASELINE_[A-Z_]+)`", (DOCS / "operating.md").read_text()))
    assert settings <= explained, f"explain {settings - explained} in docs/operating.md"
    assert len(explained) > 10


def test_every_command_that_the_guide_names_exists(app):
    named = set(re.findall(r"`flask ([a-z]+)(?: ([a-z]+))?", (DOCS / "operating.md").read_text()))
    for command, deed in named:
        found = app.cli.get_command(None, command)
        assert found, f"flask {command}"
        if hasattr(found, "commands") and deed:
            assert deed in found.commands, f"flask {command} {deed}"


def test_the_usual_values_are_those_in_force(app):
    guide, settings = (DOCS / "operating.md").read_text(), app.config["SETTINGS"]
    usual = dict(re.findall(r"\| `(CASELINE_[A-Z_]+)` \|[^|]*\((\d+)\) \|", guide))
    assert usual["CASELINE_IDLE_MINUTES"] == str(settings.idle.seconds // 60)
    assert usual["CASELINE_SESSION_HOURS"] == str(int(settings.longest_session.total_seconds() // 3600))
    assert usual["CASELINE_RETENTION_YEARS"] == str(settings.retention_years)
    assert usual["CASELINE_RESERVE_MB"] == str(settings.reserve_mb) and usual["CASELINE_WORKERS"] == str(settings.workers)
