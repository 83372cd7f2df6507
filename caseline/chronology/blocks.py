"""Where to look for an event's duplicates: look-ups by day, reference and later date, so that few pairs are compared."""
from bisect import bisect_left, insort
from collections.abc import Sequence
from datetime import date

from caseline.chronology.kinds import Kinds
from caseline.chronology.mentions import Group, Mention
from caseline.chronology.order import DAY, MONTH
from caseline.chronology.slips import slipped_days

# A decision is looked for this many days before its notification; communes notify weeks or months later.
NOTIFIED_WITHIN = 200
# A vague mention that fits more groups than this fits nothing in particular.
_ENOUGH = 24
_VAGUE_YEARS = 10
_LONGEST = 3660


class Blocks:
    """An index of groups; every look-up touches only groups of the same or a near kind around one date.

    Most look-ups ask for one day, so the days of a kind are put in order only once somebody asks for a stretch.
    """

    def __init__(self, kinds: Kinds, first: int = 0) -> None:
        self.kinds, self._first = kinds, first
        self._on: dict[str, dict[int, list[Group]]] = {}
        self._days: dict[str, list[int]] = {}
        self._by_reference: dict[tuple[str, str, str], list[Group]] = {}
        self._by_later: dict[str, dict[int, list[Group]]] = {}
        self._by_subject: dict[int, list[Group]] = {}
        self._by_year: dict[tuple[str, int], list[Group]] = {}
        self._longest: dict[str, int] = {}
        self.groups: list[Group] = []

    @property
    def next(self) -> int:
        """The number of the next group; `first` lets those of several indexes be told apart."""
        return self._first + len(self.groups)

    def add(self, group: Group) -> None:
        """Index a new group, made with the `next` number."""
        self.groups.append(group)
        type_, begin, mention = group.type, group.begin, group.mentions[0]
        on = self._on.get(type_)
        if on is None:
            on = self._on[type_] = {}
        if begin.start in on:
            on[begin.start].append(group)
        else:
            on[begin.start] = [group]
            if type_ in self._days:
                insort(self._days[type_], begin.start)
        if mention.nature == 'stay':
            self._longest[type_] = max(self._longest.get(type_, 0), min(group.whole.end - begin.start, _LONGEST))
        if begin.rank > MONTH and not begin.open:
            for year in range(_year(begin.start), min(_year(begin.end), _year(begin.start) + _VAGUE_YEARS) + 1):
                self._by_year.setdefault((type_, year), []).append(group)
        self.learn(group, mention)

    def learn(self, group: Group, mention: Mention) -> None:
        """Index what a mention adds to its group."""
        for reference in mention.references:
            self._by_reference.setdefault((mention.type, *reference), []).append(group)
        for day in mention.later.values():
            self._by_later.setdefault(mention.type, {}).setdefault(day, []).append(group)
        if mention.subject is not None:
            self._by_subject.setdefault(mention.subject, []).append(group)

    def around(self, type_: str, first: int, last: int) -> Sequence[Group]:
        """Return the groups of a kind that begin between two days, the vague ones among them by their first day."""
        on = self._on.get(type_)
        if not on:
            return ()
        days, found = self._days.get(type_), []
        if days is None:
            days = self._days[type_] = sorted(on)
        for place in range(bisect_left(days, first), len(days)):
            day = days[place]
            if day > last or len(found) >= _ENOUGH:
                break
            found += on[day]
        return found[:_ENOUGH]

    def slipped(self, type_: str, day: int) -> list[Group]:
        """Return the groups of a kind that were opened by a day for which this one may have been written by mistake."""
        known = self._on.get(type_)
        both = known.keys() & slipped_days(day) if known else ()
        return [group for other in sorted(both) for group in known[other] if group.mentions[0].begin.rank == DAY] if both else []

    def candidates(self, mention: Mention) -> Sequence[Group]:
        """Return the groups that may hold this mention's event, each once."""
        type_ = mention.type
        found = self._by_date(type_, mention)
        for near in self.kinds.near.get(type_, ()):
            others = self._by_date(near, mention)
            if others:
                found = [*found, *others]
        if mention.references or mention.subject is not None or type_ in self._by_later:
            keyed = self._by_key(mention)
            if keyed:
                found = [*found, *keyed]
        return list({group.number: group for group in found}.values()) if len(found) > 1 else found

    def _by_key(self, mention: Mention) -> list[Group]:
        """Return the groups that share a reference, a later date (or have this day as one), or the child that was born."""
        found, later = [], self._by_later.get(mention.type)
        for reference in mention.references:
            found += self._by_reference.get((mention.type, *reference), ())[:_ENOUGH]
        if later and mention.begin.rank <= MONTH:
            for day in range(mention.begin.start, min(mention.begin.end, mention.begin.start + 31) + 1):
                found += later.get(day, ())[:_ENOUGH]
        for day in mention.later.values() if later else ():
            found += later.get(day, ())[:_ENOUGH]
        if mention.subject is not None:
            found += self._by_subject.get(mention.subject, ())[:_ENOUGH]
        return found

    def _by_date(self, type_: str, mention: Mention) -> Sequence[Group]:
        begin = mention.begin
        if mention.later_only:
            last = max(mention.later.values())
            return self.around(type_, last - NOTIFIED_WITHIN, last)
        if mention.nature == 'stay':
            return self.around(type_, begin.loose_start - self._longest.get(type_, 0), mention.when.whole.loose_end)
        if begin.loose_start == begin.loose_end:
            on = self._on.get(type_)
            near = on.get(begin.start, ())[:_ENOUGH] if on else ()
        else:
            near = self.around(type_, begin.loose_start, begin.loose_end)
        if self._by_year and not begin.open:  # what is only known by its year may have begun before
            for year in {_year(begin.start), _year(begin.end)}:
                near = [*near, *self._by_year.get((type_, year), ())[:_ENOUGH]]
        return near


def _year(day: int) -> int:
    return date.fromordinal(day).year
