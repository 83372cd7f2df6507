"""Exhibit numbers: given once to a reader, never changed, never given again."""

import pytest
from hypothesis import given, strategies

from caseline.dossiers.exhibits import numbered

DOCUMENTS = strategies.lists(strategies.integers(1, 40), unique=True)


def test_new_papers_go_on_after_the_highest_number_ever_given():
    assert numbered([10, 11, 12], {11: 1, 99: 7}) == {10: 8, 11: 1, 12: 9}


@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_a_number_once_sent_stays_and_is_never_used_for_another_paper(first, second, third):
    sent = numbered(first, {})
    sent |= numbered(second, sent)
    again = numbered(third, sent)
    assert all(again[one] == sent[one] for one in third if one in sent)
    assert len({**sent, **again}) == len(set({**sent, **again}.values()))


def test_two_papers_sent_under_one_number_are_an_error():
    with pytest.raises(ValueError, match="one exhibit number"):
        numbered([1], {1: 3, 2: 3})
