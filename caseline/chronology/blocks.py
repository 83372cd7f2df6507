"""Where to look for an event's duplicates: look-ups by day, reference and later date, so that few pairs are compared."""
from bisect import bisect_left, insort
from collections.abc import Iterable
from datetime import date

from caseline.chronology.kinds import Kinds
from caseline.chronology.mentions import Group, Mention
from caseline.chronology.order import DAY, MONTH

# A decision is looked for this many days before its notification; communes notify weeks or months later.
NOTIFIED_WITHIN = 200
# A vague mention that fits more groups than this fits nothing in particular.
_ENOUGH = 24
_VAGUE_YEARS = 10


class Blocks:
    """An index of groups; every look-up touches only groups of the same or a near kind around one date."""

    def __init__(self, kinds: Kinds) -> None:
        self.kinds = kinds
        self._by_start: dict[str, list[tuple[int, int, Group]]] = {}
        self._by_day: dict[str, dict[int, list[Group]]] = {}
        self._by_reference: dict[tuple[str, str, str], list[int]] = {}
        self._by_later: dict[tuple[str, int], list[int]] = {}
        self._by_subject: dict[tuple[str, int], list[int]] = {}
        self._by_year: dict[tuple[str, int], list[Group]] = {}
        self._longest: dict[str, int] = {}
        self.groups: list[Group] = []

    def add(self, group: Group) -> None:
        """Index a new group."""
        self.groups.append(group)
        self._longest[group.type] = max(self._longest.get(group.type, 0), min(group.whole.end - group.begin.start, 3660))
        insort(self._by_start.setdefault(group.type, []), (group.begin.start, group.number, group))
        if group.begin.rank == DAY:
            self._by_day.setdefault(group.type, {}).setdefault(group.begin.start, []).append(group)
        elif group.begin.rank > MONTH and not group.begin.open:
            for year in range(_year(group.begin.start), min(_year(group.begin.end), _year(group.begin.start) + _VAGUE_YEARS) + 1):
                self._by_year.setdefault((group.type, year), []).append(group)
        self.learn(group, group.mentions[0])

    def learn(self, group: Group, mention: Mention) -> None:
        """Index what a mention adds to its group."""
        for reference in mention.references:
            self._by_reference.setdefault((mention.type, *reference), []).append(group.number)
        for day in mention.later.values():
            self._by_later.setdefault((mention.type, day), []).append(group.number)
        if mention.subject is not None:
            self._by_subject.setdefault((mention.type, mention.subject), []).append(group.number)

    def around(self, type_: str, first: int, last: int) -> list[Group]:
        """Return the groups of a kind that begin between two days, the vague ones among them by their first day."""
        starts = self._by_start.get(type_)
        if not starts:
            return []
        low = bisect_left(starts, (first,))
        return [group for _, _, group in starts[low:min(bisect_left(starts, (last + 1,), low), low + _ENOUGH)]]

    def on(self, type_: str, days: frozenset[int]) -> list[Group]:
        """Return the groups of a kind that begin on one of some days."""
        known = self._by_day.get(type_)
        return [group for day in sorted(known.keys() & days) for group in known[day]] if known else []

    def candidates(self, mention: Mention) -> list[Group]:
        """Return the groups that may hold this mention's event, each once."""
        found = self._by_date(mention.type, mention)
        for type_ in self.kinds.near.get(mention.type, ()):
            found = found + self._by_date(type_, mention)
        keyed = self._by_key(mention)
        if keyed:
            found = found + keyed
        return list({group.number: group for group in found}.values()) if len(found) > 1 else found

    def _by_key(self, mention: Mention) -> list[Group]:
        """Return the groups that share a reference, a later date (or have this day as one), or the child that was born."""
        type_, numbers = mention.type, []
        for reference in mention.references:
            numbers += self._by_reference.get((type_, *reference), ())[:_ENOUGH]
        if mention.begin.rank == DAY:
            numbers += self._by_later.get((type_, mention.begin.start), ())[:_ENOUGH]
        for day in mention.later.values():
            numbers += self._by_later.get((type_, day), ())[:_ENOUGH]
        if mention.subject is not None:
            numbers += self._by_subject.get((type_, mention.subject), ())[:_ENOUGH]
        return [self.groups[number] for number in numbers]

    def _by_date(self, type_: str, mention: Mention) -> list[Group]:
        begin = mention.begin
        if mention.later_only:
            last = max(mention.later.values())
            return self.around(type_, last - NOTIFIED_WITHIN, last)
        if self.kinds.nature(mention.type) == 'stay':
            return self.around(type_, begin.loose_start - self._longest.get(type_, 0), mention.when.whole.loose_end)
        near = self.around(type_, begin.loose_start, begin.loose_end)
        if self._by_year and not begin.open:  # what is only known by its year may have begun before
            for year in {_year(begin.start), _year(begin.end)}:
                near += self._by_year.get((type_, year), ())[:_ENOUGH]
        return near


def _year(day: int) -> int:
    return date.fromordinal(day).year
