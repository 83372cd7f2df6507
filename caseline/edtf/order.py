"""What may be said about two dates of different precision: before, overlapping, covering, and one order for lists."""
from __future__ import annotations

from datetime import date

from caseline.edtf.value import Edtf, parse

_RANK = {'day': 0, 'month': 1, 'season': 2, 'interval': 3, 'year': 4, 'decade': 5, 'century': 6}


def overlaps(a: Edtf | str, b: Edtf | str) -> bool:
    """True when some day can be meant by both; an open or unknown end reaches as far as needed."""
    (a_first, a_last), (b_first, b_last) = _reach(a), _reach(b)
    return a_first <= b_last and b_first <= a_last


def certainly_before(a: Edtf | str, b: Edtf | str) -> bool:
    """True when every day that `a` can mean is before every day that `b` can mean.

    An approximate date is never certain against one that begins within its own length from it:
    “about March 2015” is not certainly before April 2015, but it is certainly before 2016.
    """
    (_, a_last), (b_first, _) = _reach(a, loosened=True), _reach(b, loosened=True)
    return a_last < b_first


def possibly_before(a: Edtf | str, b: Edtf | str) -> bool:
    """True when some day that `a` can mean is before some day that `b` can mean."""
    (a_first, _), (_, b_last) = _reach(a, loosened=True), _reach(b, loosened=True)
    return a_first < b_last


def covers(coarse: Edtf | str, fine: Edtf | str) -> bool:
    """True when every day of `fine` lies within `coarse`: 2014 covers 2014-09-22, and itself."""
    (c_first, c_last), (f_first, f_last) = _reach(coarse), _reach(fine)
    return c_first <= f_first and f_last <= c_last


def sort_key(e: Edtf | str) -> tuple[date, date, int]:
    """Key for lists: by first possible day; of the same first day the finer date first, the year last."""
    value = _value(e)
    first, last = _reach(value)
    start = last if value.earliest is None else first
    return start, last, _RANK[value.precision]


def _value(e: Edtf | str) -> Edtf:
    return parse(e) if isinstance(e, str) else e


def _reach(e: Edtf | str, loosened: bool = False) -> tuple[date, date]:
    value = _value(e)
    first, last = value.earliest or date.min, value.latest or date.max
    if loosened and (value.approximate or value.uncertain) and value.precision != 'interval':
        slack = (last - first).days + 1
        first = date.fromordinal(max(1, first.toordinal() - slack))
        last = date.fromordinal(min(date.max.toordinal(), last.toordinal() + slack))
    return first, last
