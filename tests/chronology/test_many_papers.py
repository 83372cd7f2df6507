"""A family with thousands of mentions: few of them are compared, and no duplicate escapes for that."""
import gc
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from benchmarks.chronology import case, lost
from caseline.chronology import Event, build, merging
from caseline.chronology.births import births
from caseline.chronology.kinds import kinds
from caseline.chronology.remembered import Remembered


@pytest.fixture
def compared(monkeypatch):
    """How often each pairwise rule was asked."""
    asked = Counter()
    for name in ('certain', 'conflicting'):
        rule = getattr(merging, name)
        monkeypatch.setattr(merging, name, lambda *pair, rule=rule, name=name: asked.update([name]) or rule(*pair))
    return asked


def test_each_mention_is_compared_with_one_or_two_others(compared):
    one = case(3000)
    merging.merge(one.events, kinds('be'), births(one.persons))
    assert compared['certain'] < 2 * len(one.events) and compared['conflicting'] < len(one.events)


def test_even_when_all_of_them_fall_on_one_day(compared):
    events = tuple(Event(number, 'hearing_call', '2020-02-03', persons=(number,)) for number in range(1500))
    merged = merging.merge(events, kinds('be'), births(()))
    assert len(merged.groups) == 1500 and compared['certain'] < 60 * 1500


def test_what_all_pairs_would_find_is_compared():
    found, missed = lost(case(400, seed=3))
    assert found > 50 and missed == 0


def test_numbers_of_events_may_be_anything():
    one = case(200)
    moved = replace(one, events=tuple(replace(event, id=event.id * 10 ** 9 - 7) for event in one.events))
    kept, other = (build(each, today=date(2025, 6, 1)) for each in (one, moved))
    assert [row.edtf for row in kept.rows] == [row.edtf for row in other.rows]


def test_a_large_case_leaves_pythons_housekeeping_as_it_was():
    one, aside = case(2100), gc.get_freeze_count()
    build(one, today=date(2025, 6, 1))
    with pytest.raises(AttributeError):
        merging.merge(one.events, None, None)
    assert gc.isenabled() and gc.get_freeze_count() == aside


def test_what_is_remembered_is_forgotten_when_there_is_no_more_room():
    answers = Remembered(str, room=3)
    assert [answers[number] for number in (1, 2, 3, 4, 1)] == ['1', '2', '3', '4', '1']
    assert len(answers) == 2
