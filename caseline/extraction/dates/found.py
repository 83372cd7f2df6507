"""What the search for dates gives: where it stands, what it says, and how it was understood."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal['date', 'partial', 'interval', 'relative', 'duration', 'legal_reference']


@dataclass(frozen=True, slots=True)
class FoundDate:
    """One date in a text.

    `start` and `end` are character offsets and `text` is exactly what stands between them: the date itself, without its
    weekday and without words such as “fin” or “vers”, which are in `edtf` as `~`. `kind` is as in the command
    `flask dates`. `within` marks an interval that holds one unknown moment. `bound` says that the source gives only
    one side of a span: since, until, before or after this date.
    """

    start: int
    end: int
    text: str
    edtf: str
    kind: Kind
    within: bool = False
    bound: str = ''
