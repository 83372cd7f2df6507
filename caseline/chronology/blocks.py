"""Where to look for an event's duplicates: look-ups by day, reference and later date, so that few pairs are compared."""
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable

from caseline.chronology.kinds import Kinds
from caseline.chronology.mentions import Group, Mention
from caseline.chronology.order import DAY

# A decision is looked for this many days before its notification; communes notify weeks or months later.
NOTIFIED_WITHIN = 200
# A vague mention that fits more groups than this fits nothing in particular.
_ENOUGH = 24


class Blocks:
    """An index of groups; every look-up touches only groups of the same or a near kind around one date."""

    def __init__(self, kinds: Kinds) -> None:
        self.kinds = kinds
        self._by_start: dict[str, list[tuple[int, int]]] = {}
        self._by_day: dict[tuple[str, int], list[Group]] = {}
        self._by_reference: dict[tuple[str, str, str], list[int]] = {}
        self._by_later: dict[tuple[str, int], list[int]] = {}
        self._by_subject: dict[tuple[str, int], list[int]] = {}
        self._longest: dict[str, int] = {}
        self.groups: list[Group] = []

    def add(self, group: Group) -> None:
        """Index a new group."""
        self.groups.append(group)
        self._longest[group.type] = max(self._longest.get(group.type, 0), min(group.whole.end - group.begin.start, 3660))
        insort(self._by_start.setdefault(group.type, []), (group.begin.start, group.number))
        if group.begin.rank == DAY:
            self._by_day.setdefault((group.type, group.begin.start), []).append(group)
        self.learn(group, group.mentions[0])

    def learn(self, group: Group, mention: Mention) -> None:
        """Index what a mention adds to its group."""
        for reference in mention.references:
            self._by_reference.setdefault((mention.type, *reference), []).append(group.number)
        for day in mention.later.values():
            self._by_later.setdefault((mention.type, day), []).append(group.number)
        if mention.subject is not None:
            self._by_subject.setdefault((mention.type, mention.subject), []).append(group.number)

    def around(self, type_: str, first: int, last: int) -> Iterable[Group]:
        """Yield the groups of a kind that begin between two days, the vague ones among them by their first day."""
        starts = self._by_start.get(type_, [])
        low = bisect_left(starts, (first, -1))
        for _, number in starts[low:min(bisect_right(starts, (last, 1 << 60)), low + _ENOUGH)]:
            yield self.groups[number]

    def on(self, type_: str, days: Iterable[int]) -> Iterable[Group]:
        """Yield the groups of a kind that begin on one of some days."""
        for day in days:
            yield from self._by_day.get((type_, day), ())

    def candidates(self, mention: Mention) -> list[Group]:
        """Return the groups that may hold this mention's event, each once."""
        found: dict[int, Group] = {}
        for type_ in (mention.type, *self.kinds.near.get(mention.type, ())):
            for group in self._by_date(type_, mention):
                found[group.number] = group
        for numbers in self._by_key(mention):
            for number in numbers[:_ENOUGH]:
                found[number] = self.groups[number]
        return list(found.values())

    def _by_key(self, mention: Mention) -> Iterable[list[int]]:
        """Yield the groups that share a reference, a later date (or have this day as one), or the child that was born."""
        for reference in mention.references:
            yield self._by_reference.get((mention.type, *reference), [])
        if mention.begin.rank == DAY:
            yield self._by_later.get((mention.type, mention.begin.start), [])
        for day in mention.later.values():
            yield self._by_later.get((mention.type, day), [])
        if mention.subject is not None:
            yield self._by_subject.get((mention.type, mention.subject), [])

    def _by_date(self, type_: str, mention: Mention) -> Iterable[Group]:
        begin = mention.begin
        if mention.later_only:
            last = max(mention.later.values())
            return self.around(type_, last - NOTIFIED_WITHIN, last)
        if self.kinds.nature(mention.type) == 'stay':
            return self.around(type_, begin.loose_start - self._longest.get(type_, 0), mention.when.whole.loose_end)
        return self.around(type_, begin.loose_start, begin.loose_end)
