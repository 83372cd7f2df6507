"""Families' histories worked out lately: whoever looks at a report looks again, with another filter, as a file, or after lunch.

Figures without names, in memory only, for half a day, and nothing of a family that changed or is no longer there.
"""

import threading
import time
from collections.abc import Mapping
from datetime import date
from itertools import islice
from typing import Any

from flask import current_app

KEPT_FOR = 12 * 3600  # seconds
MOST = 50_000  # families
_kept: dict[tuple, tuple[float, int, Any]] = {}
_lock = threading.Lock()


def of(day: date, changes: Mapping[int, int]) -> dict[int, Any]:
    """Family → what was worked out for this day, for those whose number of changes is still the same."""
    with _lock:
        _forget_what_is_old()
        kept = {family_id: _kept.get(_key(family_id, day), (0, None, None)) for family_id in changes}
    return {family_id: history for family_id, (_made, number, history) in kept.items() if number == changes[family_id]}


def keep(day: date, changes: Mapping[int, int], worked_out: Mapping[int, Any]) -> None:
    """Keep what was worked out of these families; what was kept longest makes room."""
    made = time.monotonic()
    with _lock:
        for family_id, history in worked_out.items():
            _kept.pop(_key(family_id, day), None)
            _kept[_key(family_id, day)] = (made, changes[family_id], history)
        for oldest in list(islice(_kept, max(len(_kept) - MOST, 0))):
            del _kept[oldest]


def forget() -> None:
    """Keep nothing (an erasure, tests)."""
    with _lock:
        _kept.clear()


def _key(family_id: int, day: date) -> tuple:
    return current_app.config["SETTINGS"].instance, family_id, day


def _forget_what_is_old() -> None:
    oldest = time.monotonic() - KEPT_FOR
    for key in [key for key, (made, _number, _history) in _kept.items() if made < oldest]:
        del _kept[key]
