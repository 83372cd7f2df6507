"""Folding keeps offsets, and cues mean what their data says."""
import pytest
from hypothesis import given, strategies as st

from caseline.extraction.cues import CueSet, anchors_of, regex_of
from caseline.extraction.fold import fold
from caseline.extraction.grammar import LANGUAGES, grammar
from caseline.extraction.understand import extract


@given(st.text(max_size=200))
def test_folding_never_changes_the_length(text):
    assert len(fold(text)) == len(text)


def test_folding_takes_accents_and_capitals_away():
    assert fold('Né À LIÈGE, « Straße »') == 'ne a liege, " strase "'


@pytest.mark.parametrize('cue, text, found', [
    ('irrecevab*', 'declaree irrecevable le', 'irrecevable'),
    ('recours … annulation', "un recours en suspension et en annulation", 'recours en suspension et en annulation'),
    ('9 ?bis', 'article 9 bis', '9 bis'), ('9 ?bis', 'article 9bis', '9bis'),
    ('bevel* om het grondgebied', 'een bevel om\nhet grondgebied', 'bevel om\nhet grondgebied'),
    ('(le|la) nommee?', 'la nommee x', 'la nommee'),
    ('weigering (inzake |aangaande ){0,2}verblijf', 'de weigering verblijf', 'weigering verblijf'),
])
def test_a_cue_finds_its_wording(cue, text, found):
    hit = next(CueSet({'x': [cue]}).scan(text))
    assert text[hit.start:hit.end] == found


@pytest.mark.parametrize('cue, text', [('oqt\\b', 'xoqt'), ('recours … annulation', 'un recours. Puis une annulation'), ('oim', 'oimx')])
def test_a_cue_does_not_find_more(cue, text):
    assert not list(CueSet({'x': [cue]}).scan(text))


@pytest.mark.parametrize('language', LANGUAGES)
def test_every_cue_of_every_language_compiles_and_can_be_looked_up_by_a_fixed_part(language):
    cues = [cue for cue_set in grammar((language,), 'be').events for cue in cue_set._cues]
    assert len(cues) > 150
    assert all(regex_of(cue.text) and anchors_of(cue.text) for cue in cues)


@given(st.text(alphabet='Lele 3 mai 2019,.;\n()ANEX1notifié9bis', max_size=300))
def test_any_text_gives_quotes_that_stand_in_it(text):
    assert all(text[event.start:event.end] == event.quote for event in extract([text]).events)
