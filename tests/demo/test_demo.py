"""The main job from a terminal: papers in, chronology and Word dossier out, every row with its source."""

import json
import os
import subprocess
import sys
from pathlib import Path

from docx import Document

ROOT = Path(__file__).parents[2]


def test_the_chronology_follows_the_contract(demonstrated):
    told = json.loads((demonstrated[1] / "PT-2021-07 chronology.json").read_text())
    assert told["family"] == "PT-2021-07" and len(told["events"]) > 25
    for event in told["events"]:
        assert event["status"] in {"accepted", "proposed"} and event["sources"], event
        assert all(source["document"] and source["page"] for source in event["sources"]), event
    assert all(len(conflict["claims"]) >= 2 and conflict["sentence"] for conflict in told["conflicts"])
    assert all(term["to_be_confirmed"] for term in told["deadlines"])


def test_the_known_contradictions_and_the_silence_are_told(demonstrated):
    told = json.loads((demonstrated[1] / "PT-2021-07 chronology.json").read_text())
    assert any(conflict["kind"] == "day_month_swap" for conflict in told["conflicts"])
    assert any(gap["start"].startswith("2016-07") and gap["end"].startswith("2018-09") for gap in told["gaps"])


def test_every_row_of_the_word_chronology_cites_a_source(demonstrated):
    document = Document(demonstrated[1] / "PT-2021-07 dossier.docx")
    chronology = max(document.tables, key=lambda table: len(table.rows))
    heads = [cell.text for cell in chronology.rows[0].cells]
    column = heads.index("Source")
    cited = [row.cells[column].text.strip() for row in chronology.rows[1:]]
    assert len(cited) > 20 and all(cited)


def test_doing_it_again_adds_nothing(demonstrated):
    instance, out = demonstrated
    before = json.loads((out / "PT-2021-07 chronology.json").read_text())["events"]
    again = subprocess.run(
        [sys.executable, "-m", "flask", "chronology", "PT-2021-07", "--format", "json", "--proposals"], cwd=ROOT, capture_output=True, text=True, timeout=120,
        env={**os.environ, "CASELINE_INSTANCE": str(instance), "CASELINE_KEY_FILE": str(instance.parent / "key")},
    )
    assert [event["id"] for event in json.loads(again.stdout)["events"]] == [event["id"] for event in before]
