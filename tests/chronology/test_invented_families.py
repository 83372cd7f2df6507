"""Families by dice: an honest story raises no contradiction however its papers tell it; whatever is planted is found."""
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseline.chronology import BirthClaim, Event, Source, build
from tests.chronology.invented_families import ADULTS, TODAY, Family

NUMBERS = st.integers(min_value=0, max_value=100_000)
# Two requests on the same day of two years, or hearings on 5 June and 6 May, look exactly like a slip: a person has to say.
LOOK_LIKE_A_SLIP = ('conflicting_year', 'day_month_swap')


def reasoned(family):
    return build(family.case(), today=TODAY)


def told_once_more(family, told, day, *, kind='mentioned_in_other_document', paper=77, dates=None, persons=None):
    source = Source(paper, f'paper {paper}', 'lawyer_letter', None, 1, f'{told.words} {day}', day, dates or {}, kind)
    family.extra.append(Event(0, told.type, day, False, dates or {}, told.persons if persons is None else persons, told.type, 'proposed', (source,)))


def well_told(family, told):
    """Two papers besides the act's own say the right day."""
    for paper in (70, 71):
        told_once_more(family, told, told.day.isoformat(), paper=paper)
    told_once_more(family, told, told.day.isoformat(), paper=72, kind='primary_document')


def of(family, type_):
    return next(told for told in family.story if told.type == type_)


@settings(max_examples=40)
@given(NUMBERS)
def test_an_honest_story_raises_nothing(number):
    chronology = reasoned(Family(number))
    assert [conflict.sentence for conflict in chronology.conflicts if conflict.kind not in LOOK_LIKE_A_SLIP] == []
    assert not [gap for gap in chronology.gaps if not gap.pending]


@settings(max_examples=25)
@given(NUMBERS, st.sampled_from(['cgrs_refusal', 'application_9bis', 'judgment_call', 'appeal_call', 'arrival_belgium']), st.sampled_from([-10, -3, 3, 9, 10, 'year', 'swap']))
def test_another_day_for_a_well_known_act_is_found(number, type_, slip):
    family = Family(number)
    told = of(family, type_)
    well_told(family, told)
    try:
        wrong = (told.day.replace(year=told.day.year + 1) if slip == 'year' else told.day.replace(month=told.day.day, day=told.day.month) if slip == 'swap'
                 else told.day + timedelta(days=slip))
    except ValueError:
        wrong = told.day + timedelta(days=8)
    if wrong == told.day:
        wrong += timedelta(days=7)
    told_once_more(family, told, wrong.isoformat())
    claims = [claim.value for conflict in reasoned(family).conflicts for claim in conflict.claims]
    assert wrong.isoformat() in claims and told.day.isoformat() in claims


@settings(max_examples=20)
@given(NUMBERS, st.integers(min_value=1, max_value=12))
def test_another_day_of_notification_is_found(number, days):
    family = Family(number)
    told = of(family, 'cgrs_refusal')
    right, wrong = told.dates['notification_date'], told.dates['notification_date'] + timedelta(days=days)
    told_once_more(family, told, told.day.isoformat(), kind='primary_document', paper=72, dates={'notification_date': right.isoformat()})
    told_once_more(family, told, told.day.isoformat(), dates={'notification_date': wrong.isoformat()})
    found = [conflict for conflict in reasoned(family).conflicts if conflict.kind == 'conflicting_notification']
    assert any({right.isoformat(), wrong.isoformat()} <= {claim.value for claim in conflict.claims} for conflict in found)


@settings(max_examples=20)
@given(NUMBERS, st.sampled_from(['swap', 'year', 'day']))
def test_another_date_of_birth_is_found_and_honest_ones_are_not(number, slip):
    family = Family(number)
    child = family.children[0]
    born = family.born[child]
    swapped = born.replace(month=born.day, day=born.month) if born.day <= 12 and born.day != born.month else born + timedelta(days=40)
    wrong = {'swap': swapped, 'year': born + timedelta(days=365), 'day': born + timedelta(days=3)}[slip]
    family.claims[child] = [BirthClaim(text, Source(paper, f'paper {paper}')) for paper, text in ((60, born.isoformat()), (61, f'{born:%Y}'), (62, f'{born:%Y-%m}'), (63, wrong.isoformat()))]
    family.claims[1] = [BirthClaim(text, Source(paper, f'paper {paper}')) for paper, text in ((60, family.born[1].isoformat()), (64, f'{family.born[1]:%Y}'))]
    about = [conflict for conflict in reasoned(family).conflicts if conflict.person]
    assert [conflict.person for conflict in about] == [child] and wrong.isoformat() in {claim.value for claim in about[0].claims}


@settings(max_examples=15)
@given(NUMBERS)
def test_a_notification_before_its_decision_is_found(number):
    family = Family(number)
    told = family.add('entry_ban', TODAY - timedelta(days=200), ADULTS)
    told_once_more(family, told, told.day.isoformat(), dates={'notification_date': (told.day - timedelta(days=5)).isoformat()}, kind='primary_document')
    assert 'impossible_order' in {conflict.kind for conflict in reasoned(family).conflicts}


@settings(max_examples=15)
@given(NUMBERS, st.integers(min_value=26, max_value=40))
def test_a_planted_silence_is_found_to_the_day(number, months):
    family = Family(number)
    begin = family.arrival + timedelta(days=365 * 4)
    end = begin + timedelta(days=round(months * 30.5))
    family.story = [told for told in family.story if not begin < told.day < end and not any(begin < day < end for day in told.dates.values()) and not told.type.startswith('application')]
    after = min(told.day for told in family.story if told.day >= end)
    gaps = [gap for gap in reasoned(family).gaps if gap.start[:4] <= f'{begin:%Y}' <= gap.end[:4] or gap.months >= months - 3]
    assert any(gap.end == after.isoformat() for gap in gaps)


@pytest.mark.parametrize('number', range(6))
def test_the_order_in_which_papers_come_changes_nothing(number):
    case = Family(number).case()
    turned = type(case)(**{**{name: getattr(case, name) for name in case.__slots__}, 'events': tuple(reversed(case.events))})
    assert [(row.type, row.edtf) for row in build(case, today=TODAY).rows] == [(row.type, row.edtf) for row in build(turned, today=TODAY).rows]
