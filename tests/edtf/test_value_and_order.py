"""EDTF values: what is read, what is refused, and what may be said about their order."""
from datetime import date

import pytest
from hypothesis import given, strategies as st

from caseline.edtf import NotEdtf, certainly_before, covers, overlaps, parse, possibly_before, sort_key

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
COARSENESS = st.sampled_from([10, 7, 4])


def cut(day, length):
    return day.isoformat()[:length]


@pytest.mark.parametrize('text, earliest, latest, precision', [
    ('2014-09-22', '2014-09-22', '2014-09-22', 'day'),
    ('2016-02', '2016-02-01', '2016-02-29', 'month'),
    ('2011-21', '2011-03-01', '2011-05-31', 'season'),
    ('2010-24', '2010-01-01', '2011-02-28', 'season'),
    ('2014', '2014-01-01', '2014-12-31', 'year'),
    ('201X', '2010-01-01', '2019-12-31', 'decade'),
    ('19XX', '1900-01-01', '1999-12-31', 'century'),
    ('2016-07/2018-08~', '2016-07-01', '2018-08-31', 'interval'),
])
def test_bounds_are_those_of_the_words_and_no_finer(text, earliest, latest, precision):
    value = parse(text)
    assert (value.earliest, value.latest, value.precision) == (date.fromisoformat(earliest), date.fromisoformat(latest), precision)


@pytest.mark.parametrize('text, approximate, uncertain', [('2014', False, False), ('2014~', True, False), ('2014?', False, True), ('2014%', True, True)])
def test_qualifiers(text, approximate, uncertain):
    assert (parse(text).approximate, parse(text).uncertain) == (approximate, uncertain)


def test_open_ends_have_no_bound():
    assert parse('2019-08-01/..').latest is None
    assert parse('../2022-09-14').earliest is None
    assert parse('2019/').latest is None


@pytest.mark.parametrize('text', ['', ' 2014', '2014-13', '2014-02-30', '14-09-22', '2014-9-2', '2014-09-22T10:00', '2015/2014', '../..', '2014//2015',
                                  '201X-05', '2014-09-22~/x', '٢٠١٤', '2014\n', '2014-40', '0000', '2010/2011/2012', '/2014', '2014-04-31?', '201X/202X', None, 2014])
def test_what_is_not_edtf_is_refused_with_a_sentence(text):
    with pytest.raises(NotEdtf) as refusal:
        parse(text)
    assert str(refusal.value).endswith('.')


@given(DAYS, COARSENESS)
def test_a_day_lies_within_its_month_and_year(day, length):
    coarse = cut(day, length)
    assert covers(coarse, day.isoformat()) and overlaps(coarse, day.isoformat())
    assert not certainly_before(coarse, day.isoformat()) and not certainly_before(day.isoformat(), coarse)


@given(DAYS, DAYS, COARSENESS, COARSENESS)
def test_order_relations_agree(one, other, fine, coarse):
    a, b = cut(one, fine), cut(other, coarse)
    if certainly_before(a, b):
        assert possibly_before(a, b) and not overlaps(a, b) and not possibly_before(b, a)
        assert sort_key(a) < sort_key(b)
    if covers(a, b):
        assert overlaps(a, b)
    assert overlaps(a, b) == overlaps(b, a)


@given(DAYS, DAYS)
def test_days_are_ordered_as_the_calendar_orders_them(one, other):
    assert certainly_before(one.isoformat(), other.isoformat()) == (one < other)


def test_about_is_never_certain_against_its_neighbour():
    assert not certainly_before('2015-03~', '2015-04')
    assert certainly_before('2015-03~', '2016')
    assert possibly_before('2015-04', '2015-03~')


def test_lists_put_the_finer_date_first():
    mixed = ['2014', '2014-01', '2014-01-01', '../2013', '2013-21', '2013-05-04/..']
    assert sorted(mixed, key=sort_key) == ['2013-21', '2013-05-04/..', '../2013', '2014-01-01', '2014-01', '2014']


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text):
    try:
        value = parse(text)
    except NotEdtf:
        return
    assert value.text == text and (value.earliest is None or value.latest is None or value.earliest <= value.latest)
