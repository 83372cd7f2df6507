"""The fixed words of dossiers: complete in every language, with the same facts to fill in."""

import ast
import re
from pathlib import Path

import pytest

import caseline.dossiers as dossiers
from caseline.dossiers.wording import LANGUAGES, load

HOME = Path(dossiers.__path__[0])
FACT = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_every_word_with_the_same_facts(lang):
    own, english = load(lang).table, load("en").table
    assert own.keys() == english.keys()
    assert {key: set(FACT.findall(value)) for key, value in own.items()} == \
        {key: set(FACT.findall(value)) for key, value in english.items()}
    assert all(value.strip() for value in own.values())


def test_every_word_the_layouts_ask_for_exists():
    asked = set()
    for path in HOME.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "say" and node.args:
                if isinstance(node.args[0], ast.Constant):
                    asked.add(node.args[0].value)
    assert len(asked) > 100 and not asked - load("en").table.keys()


def test_french_puts_no_break_spaces_before_its_marks():
    assert not [value for value in load("fr").table.values() if re.search(r"[^\u00a0]\s?[?!;]$| [:;?!»]|« ", value.replace("\u00a0", "¤"))
                and re.search(r" [:;?!»]", value)]


def test_dates_read_as_a_careful_person_writes_them():
    words = load("fr")
    assert words.date("2014-09-04") == "4 septembre 2014" and words.since("2012-05-01") == "depuis le 1er mai 2012"
    assert words.date(None) == "non documenté" and words.date("no date at all") == "no date at all"
    assert words.listed(["An", "Bo", "Co"]) == "An, Bo et Co" and words.counted("days_left", 1) == "reste 1 jour"
