"""Who was the family's lawyer and when: recorded mandates, and those that the timeline tells."""
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from caseline.chronology.case import Mandate
from caseline.chronology.order import OPEN_END, OPEN_START, Span, span
from caseline.chronology.rows import Row

_TITLES = frozenset({'me', 'mr', 'mtre', 'maître', 'maitre', 'meester', 'avocat', 'advocaat', 'dr', 'mme', 'm'})


@dataclass(frozen=True, slots=True)
class Tenure:
    """A lawyer's time on the file: EDTF bounds, None where unknown; `until` is where the next lawyer began or the last trace
    stands, when no end is known. `row` is the timeline row that tells it."""
    lawyer: str
    start: str | None
    end: str | None
    until: str | None
    persons: tuple[int, ...] = ()
    row: int | None = None
    mandate: int | None = None

    @property
    def begins(self) -> int:
        return span(self.start).start if self.start else OPEN_START

    @property
    def ends(self) -> int:
        last = self.end or self.until
        return span(last).end if last else OPEN_END

    def held(self, at: Span) -> bool:
        """Did this lawyer hold the file at a date?"""
        return self.begins <= at.end and at.start <= self.ends


def tenures(mandates: Iterable[Mandate], rows: Sequence[Row]) -> tuple[Tenure, ...]:
    """Return the lawyers in order; a mandate event adds a tenure unless the same lawyer's mandate is recorded."""
    found = [Tenure(one.lawyer, one.start, one.end, None, one.persons, mandate=one.id) for one in mandates]
    ends = [row for row in rows if row.type == 'lawyer_mandate_end']
    for row in rows:
        if row.type != 'lawyer_mandate_start' or not row.named or any(same_lawyer(row.named[0], one.lawyer) for one in found):
            continue
        closed = [end for end in ends if any(same_lawyer(name, row.named[0]) for name in end.named)]
        found.append(Tenure(row.named[0], row.edtf, closed[0].edtf if closed else None, None, row.persons, row.id))
    found.sort(key=lambda one: (one.begins, one.ends))
    return tuple(_bounded(one, found[place + 1:], rows) for place, one in enumerate(found))


def _bounded(one: Tenure, later: Sequence[Tenure], rows: Sequence[Row]) -> Tenure:
    """A mandate without an end lasts to the lawyer's last known contact before the next lawyer began, if there is a next."""
    if one.end or not later or not later[0].start:
        return one
    last = [row for row in rows if row.type == 'lawyer_contact' and one.begins <= row.begin.start < later[0].begins]
    return Tenure(one.lawyer, one.start, None, last[-1].edtf if last else later[0].start, one.persons, one.row, one.mandate)


def lawyer_at(at: Span, found: Sequence[Tenure]) -> str | None:
    """Return who held the file at a date, the newest mandate first."""
    return next((one.lawyer for one in reversed(found) if one.held(at)), None)


def same_lawyer(one: str, other: str) -> bool:
    """Are two ways of writing a lawyer's name the same person: do they share their longest name?"""
    first, second = _names(one), _names(other)
    return bool(first and second) and (max(first, key=len) in second or max(second, key=len) in first)


def _names(text: str) -> set[str]:
    words = {word.strip('.,()').casefold() for word in text.replace('-', ' ').split()}
    return {word for word in words if len(word) > 2} - _TITLES
