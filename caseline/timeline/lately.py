"""Chronologies built lately, kept in this process until anything of their family changes: most looks follow a look.

What is kept was worked out from decrypted records and lies in memory only, in small numbers, and never for long.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from caseline.chronology import Chronology

MOST_ROWS = 30_000  # of all chronologies together: about 100 MB
KEPT_FOR = 900  # seconds
_kept: OrderedDict[tuple, "Built"] = OrderedDict()
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Built:
    """A chronology, the values of other features that went into it, and what was drawn or written of it since.

    `rows` are the rows as they were last written, by what they say: after a change most of them are still right.
    """

    besides: dict
    chronology: Chronology
    rows: dict[Any, Markup] = field(default_factory=dict)
    derived: dict[Any, Any] = field(default_factory=dict)
    at: float = field(default_factory=time.monotonic)

    def once(self, what: tuple, make: Callable[[], Any]) -> Any:
        """What `make` gives, made at the first asking; `what` names it with everything it depends on besides the chronology."""
        if what not in self.derived:
            self.derived[what] = make()
        return self.derived[what]


def built(key: tuple, besides: dict, make: Callable[[], Chronology]) -> Built:
    """The chronology kept under this key if the same values went into it, otherwise a new one."""
    with _lock:
        for old in [one for one, made in _kept.items() if time.monotonic() - made.at > KEPT_FOR]:
            del _kept[old]
        if (kept := _kept.get(key)) and kept.besides == besides:
            _kept.move_to_end(key)
            return kept
    earlier = _earlier(key)
    fresh = Built(besides, make(), dict(earlier.rows) if earlier else {})
    with _lock:
        _kept[key] = fresh
        while len(_kept) > 1 and sum(len(one.chronology.rows) for one in _kept.values()) > MOST_ROWS:
            _kept.popitem(last=False)
    return fresh


def _earlier(key: tuple) -> Built | None:
    """The one before the last changes, which nobody asks for again; `key` has the number of changes third."""
    with _lock:
        same = [one for one in _kept if one[:2] == key[:2] and one[3:] == key[3:]]
        return [_kept.pop(one) for one in same][-1] if same else None


def forget() -> None:
    """Keep nothing (an erasure, tests)."""
    with _lock:
        _kept.clear()
