"""Two dates that a text joins into one span: “du 3 au 17 mars 2016”, “entre … et …”, “2013-2014”, “année scolaire 2013-2014”."""
from __future__ import annotations

import re
from typing import Sequence

from caseline.edtf import NotEdtf, parse
from caseline.extraction.dates import gaps
from caseline.extraction.dates.found import FoundDate
from caseline.extraction.dates.lexicon import either, lexicon

_LONGEST_GAP = 28
_ENDS = ('date', 'partial')
_BETWEEN = re.compile(rf"\b{either('between')}\s+(?:{either('articles')}\s+)?(?:\w{{4,10}}\s+)?$", re.I)
_WEEKDAY = re.compile(r'\b(?:' + '|'.join(sorted(word for word, sense in lexicon().words.items() if sense.weekday and len(word) >= 5)) + r')\b,?', re.I)


def with_ranges(text: str, found: Sequence[FoundDate]) -> list[FoundDate]:
    """`found`, with the two ends of every span replaced by one interval; `within` where one unknown moment is meant.

    “entre le 13 et le 20 janvier 2020” is one moment within; “du 13 au 20 janvier 2020” lasts throughout.
    """
    joined: list[FoundDate] = []
    for one in found:
        span = _span(text, joined[-1], one) if joined else None
        if span:
            joined[-1] = span
        else:
            joined.append(one)
    return joined


def _span(text: str, first: FoundDate, second: FoundDate) -> FoundDate | None:
    if first.kind not in _ENDS or second.kind not in _ENDS or second.start - first.end > _LONGEST_GAP:
        return None
    gap = _WEEKDAY.sub('', text[first.end:second.start])
    joined = gaps.between(gap, 0, len(gap))
    within = bool(joined & gaps.AND and _BETWEEN.search(text[max(0, first.start - _LONGEST_GAP):first.start]))
    years = len(first.text) == 4 and len(second.text) in (2, 4)
    if not (within or joined & (gaps.TO | gaps.DASH) or years and joined & gaps.SLASH):
        return None
    edtf = f'{first.edtf}/{second.edtf}'
    try:
        parse(edtf)
    except NotEdtf:
        return None
    return FoundDate(first.start, second.end, text[first.start:second.end], edtf, 'interval', within)
