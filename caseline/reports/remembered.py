"""Families' histories worked out lately: whoever looks at a report looks again, with another filter or as a file.

Figures without names, in memory only, for a quarter of an hour, and nothing of a family that is no longer there.
"""

import threading
import time
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import current_app

KEPT_FOR = 900  # seconds
MOST = 20_000  # families
_kept: dict[tuple, tuple[float, Any]] = {}
_lock = threading.Lock()


def of(day: date, changes: Mapping[int, int]) -> dict[int, Any]:
    """Family → what was worked out for this day, for those whose number of changes is still the same."""
    keys = {_key(family_id, number, day): family_id for family_id, number in changes.items()}
    with _lock:
        _forget_what_is_old()
        return {family_id: _kept[key][1] for key, family_id in keys.items() if key in _kept}


def keep(day: date, changes: Mapping[int, int], worked_out: Mapping[int, Any]) -> None:
    """Keep what was worked out of these families, as long as there is room."""
    made = time.monotonic()
    with _lock:
        for family_id, history in worked_out.items():
            if len(_kept) < MOST:
                _kept[_key(family_id, changes[family_id], day)] = (made, history)


def forget() -> None:
    """Keep nothing (an erasure, tests)."""
    with _lock:
        _kept.clear()


def _key(family_id: int, number: int, day: date) -> tuple:
    return current_app.config["SETTINGS"].instance, family_id, number, day


def _forget_what_is_old() -> None:
    oldest = time.monotonic() - KEPT_FOR
    for key in [key for key, (made, _history) in _kept.items() if made < oldest]:
        del _kept[key]
