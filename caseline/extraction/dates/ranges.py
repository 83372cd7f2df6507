"""Two dates that a text joins into one span: “du 3 au 17 mars 2016”, “entre … et …”, “2013-2014”, “année scolaire 2013-2014”."""
from __future__ import annotations

import re
from typing import Sequence

from caseline.edtf import NotEdtf, parse
from caseline.extraction.dates.found import FoundDate

_REACH = 26
_THROUGH = re.compile(r"\s*(?:[-–—‑]|\.?\s*[/–-]\s*|[.,]?\s*(?:jusqu['’]au|jusqu['’]en|au|à|tot en met|tot|t/m|until|till|through|to|bis zum|bis)(?:\s+(?:le|de|den|dem|the|\w{4,9}dag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\w{3,6}day|\w{4,9}tag,?(?: dem)?))?)\s*", re.I)
_AND = re.compile(r"\.?\s*(?:et|en|and|und)(?:\s+(?:le|de|den|dem|the))?\s*", re.I)
_BETWEEN = re.compile(r"\b(?:entre|tussen|between|zwischen)\s+(?:le\s+|de\s+|den\s+|dem\s+|the\s+|en\s+)?(?:\w{4,10}\s+)?$", re.I)
_DASH = re.compile(r'\s*[-–—‑/]\s*')


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
    if first.kind not in ('date', 'partial') or second.kind not in ('date', 'partial') or second.start - first.end > 24:
        return None
    gap = text[first.end:second.start]
    within = bool(_BETWEEN.search(text[max(0, first.start - _REACH):first.start])) and bool(_AND.fullmatch(gap))
    years = len(first.text) == 4 and len(second.text) in (2, 4) and bool(_DASH.fullmatch(gap))
    if not (within or years or _THROUGH.fullmatch(gap)):
        return None
    edtf = f'{first.edtf}/{second.edtf}'
    try:
        parse(edtf)
    except NotEdtf:
        return None
    return FoundDate(first.start, second.end, text[first.start:second.end], edtf, 'interval', within)
