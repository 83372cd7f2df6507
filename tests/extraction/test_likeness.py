"""What was learned is kept in one small file, and speaks only of types the country knows."""
import pytest

from caseline import countries
from caseline.extraction.likeness import NOTHING, likeness, packed, unpacked

SMALL = {'w school': {0: 1.5, 1: -0.5}, 'w clinic': {0: -0.5, 1: 2.0}, 'k email': {2: 0.25}, 'w the': {0: 0.001}}


@pytest.fixture
def small():
    return unpacked(packed(['school_enrolment', 'health', NOTHING], [-0.5, -0.5, 0.0], SMALL))


def test_a_model_comes_back_from_its_file_as_it_was(small):
    assert small.types == ('school_enrolment', 'health', NOTHING)
    assert small.margins({'w school': 1.0}) == pytest.approx([1.0, -1.0, 0.0], abs=0.02)
    assert small.margins({'w clinic': 1.0}) == pytest.approx([-1.0, 1.5, 0.0], abs=0.02)


def test_weights_of_nothing_are_not_kept(small):
    assert len(small.signs) == 3


def test_signs_count_by_direction_and_not_by_number(small):
    once, twice = small.margins({'w school': 0.5}), small.margins({'w school': 1.0})
    assert once == pytest.approx(twice)


def test_unknown_signs_say_nothing(small):
    assert small.margins({'w zebra': 1.0}) == pytest.approx([-0.5, -0.5, 0.0])
    assert small.margins({}) == pytest.approx([-0.5, -0.5, 0.0])


def test_the_strongest_sign_is_named_first(small):
    assert small.speaking_for({'w clinic': 1.0, 'w school': 1.0, 'w zebra': 1.0}, 'health') == ['w clinic']


def test_what_was_learned_for_belgium_knows_its_types_and_nothing_else():
    model = likeness('be')
    assert set(model.types) <= {*countries.load('be').event_types, NOTHING} and NOTHING in model.types
    assert len(model.types) > 60 and list(model.signs) == sorted(set(model.signs))


def test_a_country_without_examples_has_no_model():
    assert likeness('xx') is None
