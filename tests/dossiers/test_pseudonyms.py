"""Initials for names: every spelling goes, whatever letters it is made of, and nothing else is touched."""

import re
from dataclasses import replace
from functools import cache

from hypothesis import given, settings, strategies

from caseline.dossiers.choices import Profile
from caseline.dossiers.pseudonyms import codes, pseudonymised

from .test_dossiers import make

NAMES = strategies.text(strategies.characters(codec="utf-8", categories=("Lu", "Ll", "Lo")), min_size=3, max_size=9)


def test_people_who_share_an_initial_are_told_apart():
    people = [Profile(1, "DEMIRI Arta"), Profile(2, "DEMIRI Arben"), Profile(3, "Luan Demiri"), Profile(4, "ONLY CAPITALS")]
    assert codes(people) == {1: "A.1", 2: "A.2", 3: "L.", 4: "O."}


@cache
def bare():
    """A dossier of which only the summary is looked at."""
    return replace(make(), members=(), rows=(), disputes=(), terms=(), bands=())


def test_every_spelling_goes_and_longer_words_stay():
    people = [Profile(1, "DEMIRI Ana", variants=("Anna  Demiri", "A. Demiri (ép. K.)"))]
    told = replace(bare(), summary="ana DEMIRI, Anna\nDemiri et Analyse ; DEMIRI Ana.")
    assert pseudonymised(told, people).summary == "A., A. et Analyse ; A.."


@settings(max_examples=50, deadline=None)
@given(NAMES, NAMES)
def test_no_name_is_left_in_any_sentence(first, last):
    told = replace(bare(), summary=f"Ce jour, {first} {last} et {last.upper()} sont venus.")
    hidden = pseudonymised(told, [Profile(1, f"{first} {last}")]).summary
    assert not re.search(rf"(?<!\w){re.escape(first)}(?!\w)", hidden) or first in "Ce jour, et sont venus."
    assert not re.search(rf"(?<!\w){re.escape(last)}(?!\w)", hidden) or last in "Ce jour, et sont venus."
