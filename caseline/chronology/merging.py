"""Events told by several papers become one row: certain duplicates are folded, possible ones are listed with a reason.

Nearly linear: mentions are placed one by one, finest dates first, and each is compared only with the few groups that
`blocks` finds around its date, its reference or its later dates. Two real events are never folded in silence: what is
folded despite a difference carries that difference as competing claims, which `conflicts` reports.
"""
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from caseline.chronology.births import Births
from caseline.chronology.blocks import Blocks
from caseline.chronology.case import Event
from caseline.chronology.collecting import put_off
from caseline.chronology.kinds import REPEATED, Kinds
from caseline.chronology.mentions import Group, Mention, as_mention, new_group, pairs
from caseline.chronology.order import DAY, MONTH
from caseline.chronology.sameness import certain, conflicting, distance, distinct_references, share_people
from caseline.chronology.slips import slipped_years

# Possible duplicates further apart than this are not worth a look.
_WORTH_A_LOOK = 14
_NEARBY = 31
# A person compares an event with this many others, not with all that are vaguely alike.
_SHOWN = 2
# What happens once in a life is looked for ten years around.
_LIFE_LONG = 3660
# Two groups that resemble each other, the event that was compared, and why.
_Pair = tuple[Group, Group, int, str]
# Bits that are left for an event's number where mentions are put in order.
_NUMBERS = 40


@dataclass(frozen=True, slots=True)
class Possible:
    """Two events (by id) that may be one; `reason` is a key of `sentences` (same_day_other_people, near_dates, …)."""
    one: int
    other: int
    reason: str


@dataclass(frozen=True, slots=True)
class Merged:
    """Events grouped into real events, and the pairs a person should look at."""
    groups: tuple[tuple[Event, ...], ...]
    subjects: Mapping[int, int]
    possible: tuple[Possible, ...]


def merge(events: Sequence[Event], kinds: Kinds, known: Births, *,
          same: Iterable[tuple[int, int]] = (), not_same: Iterable[tuple[int, int]] = ()) -> Merged:
    """Group events that tell of one real event; `same` and `not_same` are decided pairs and always win."""
    with put_off(len(events)):
        return _merged(events, kinds, known, same, pairs(not_same))


def _merged(events: Iterable[Event], kinds: Kinds, known: Births, same: Iterable[tuple[int, int]], apart: Mapping[int, set[int]]) -> Merged:
    groups: list[Group] = []
    into: dict[int, Group] = {}
    possible: list[_Pair] = []
    for alike in _compared_together(events, kinds):
        blocks = Blocks(kinds, len(groups))
        for mention in sorted([as_mention(event, kinds, known) for event in alike], key=placing_order):
            _place(mention, blocks, apart, possible)
        into |= _fold_conflicting(blocks, kinds, apart, possible)
        groups += blocks.groups
    live = _join_decided([group for group in groups if group.number not in into], same, into)
    return Merged(groups=tuple(tuple(mention.event for mention in group.mentions) for group in live),
                  subjects={mention.event.id: group.subject for group in live if group.subject is not None
                            for mention in group.mentions},
                  possible=_still_apart(possible, into, apart))


def _compared_together(events: Iterable[Event], kinds: Kinds) -> Iterable[list[Event]]:
    """Yield the events whose kinds can be one event, kinds in the order of their names: what is worked on stays small."""
    of: dict[str, list[Event]] = {}
    for event in events:
        of.setdefault(kinds.compared_with.get(event.type, event.type), []).append(event)
    return (of[kind] for kind in sorted(of))


def placing_order(mention: Mention) -> int:
    """Finest dates first; among them those that name most people, then the acts' own papers, then by day and number.

    One number for all of it: comparing tuples took as long as reading the events."""
    rank = ((mention.stage << 12) - len(mention.persons)) * 2 + (not mention.primary)
    return ((rank << 22) + mention.begin.start << _NUMBERS) + mention.event.id


def _place(mention: Mention, blocks: Blocks, apart: Mapping[int, set[int]], possible: list[_Pair]) -> None:
    kinds, event = blocks.kinds, mention.event.id
    allowed = blocks.candidates(mention)
    if apart:
        allowed = [group for group in allowed if not _kept_apart(mention, group, apart)]
    fitting = [group for group in allowed if certain(mention, group, kinds)] if allowed else allowed
    vague = len(fitting) > 1 and mention.begin.rank > MONTH and mention.nature == 'state'
    if vague or not fitting:
        own = new_group(blocks.next, mention)
        if vague:
            possible.extend((group, own, event, 'could_be') for group in fitting[:_SHOWN])
        if allowed and mention.begin.rank <= MONTH:
            alike = ((group, own, event, reason) for group in allowed if (reason := _resemblance(mention, group)))
            possible.extend(islice(alike, _SHOWN))
        blocks.add(own)
        return
    best = fitting[0] if len(fitting) == 1 else min(fitting, key=lambda group: _preference(mention, group))
    if len(fitting) > 1 and (mention.stage > 2 or mention.begin.rank > DAY):
        possible.extend((group, best, event, 'could_be') for group in fitting[:_SHOWN + 1] if group is not best)
    best.add(mention)
    blocks.learn(best, mention)


def _preference(mention: Mention, group: Group) -> tuple:
    """Same kind first, then a date that can be the same, then a shared later date, then the nearest decision before the
    notification, else the earliest."""
    shared = any(day in group.later.get(role, ()) for role, day in mention.later.items())
    near = -group.begin.start if mention.later_only else group.begin.start
    return (mention.type not in group.types, not mention.begin.meets(group.begin), not shared, group.begin.rank, near, group.number)


def _resemblance(mention: Mention, group: Group) -> str | None:
    """Say why a group that is not the same deserves a look, if it does."""
    if group.begin.rank != DAY:
        return None
    if mention.begin.rank != DAY:
        then = mention.nature == 'act' and mention.type in group.types and mention.begin.meets(group.begin)
        return 'other_people_then' if then and not share_people(mention, group) else None
    if mention.begin.start != group.begin.start:
        return None
    if mention.type not in group.types:
        return 'similar_kind' if share_people(mention, group) else None
    if distinct_references(mention, group):
        return 'other_reference'
    return None if share_people(mention, group) else 'other_people'


def _fold_conflicting(blocks: Blocks, kinds: Kinds, apart: Mapping[int, set[int]], possible: list[_Pair]) -> dict[int, Group]:
    """Second pass: a group that fewer papers support may be a slip of the date of a better supported one. Returns which went into which."""
    folded: dict[int, Group] = {}
    weights = {group.number: _weight(group) for group in blocks.groups}
    doubtful = [group for group in blocks.groups if group.references or group.mentions[0].nature != REPEATED]
    for small in sorted(doubtful, key=lambda group: weights[group.number]):
        weight = weights[small.number]
        others = [group for group in _near_in_any_year(small, blocks)
                  if weights[group.number] > weight and group.number not in folded
                  and not (apart and any(_kept_apart(mention, group, apart) for mention in small.mentions))]
        if not others:
            continue
        fitting = [group for group in others if conflicting(small, group, kinds)]
        if fitting:
            large = min(fitting, key=lambda group: (-len(group.documents), distance(small.begin, group.begin), group.number))
            for mention in small.mentions:
                large.add(mention)
                blocks.learn(large, mention)
            folded[small.number] = large
        elif small.mentions[0].nature == 'act':
            near = [group for group in others if 0 < distance(small.begin, group.begin) <= _WORTH_A_LOOK
                    and share_people(small.mentions[0], group) and small.documents.isdisjoint(group.documents)]
            nearest = sorted(near, key=lambda group: (distance(small.begin, group.begin), group.number))[:1]
            possible.extend((group, small, _first(small), 'near_dates') for group in nearest)
    return folded


def _weight(group: Group) -> int:
    """Of two groups, the one with fewer papers is the claim; with as many, the one that is no act's own paper, then the later."""
    return ((len(group.documents) * 2 + group.primary << 20) + len(group.mentions) << _NUMBERS) - group.number


def _near_in_any_year(small: Group, blocks: Blocks) -> Sequence[Group]:
    """The groups around the date, and those on the days that a slip of the pen could have meant."""
    type_, begin = small.type, small.begin
    found = [blocks.candidates(small.mentions[0])] if type_ == 'birth' or small.references else []
    if small.mentions[0].nature == 'once':
        found.append(blocks.around(type_, begin.start - _LIFE_LONG, begin.end + _LIFE_LONG))
    elif begin.rank == DAY and begin.start == begin.end:
        found += blocks.around(type_, begin.start - _NEARBY, begin.end + _NEARBY), blocks.slipped(type_, begin.start)
    elif begin.rank <= MONTH:
        found.append(blocks.around(type_, begin.start - _NEARBY, begin.end + _NEARBY))
        found += (blocks.around(type_, first, last) for first, last in slipped_years(begin))
    told = [groups for groups in found if groups]
    return list({group.number: group for groups in told for group in groups}.values()) if len(told) > 1 else told[0] if told else ()


def _join_decided(groups: list[Group], same: Iterable[tuple[int, int]], into: dict[int, Group]) -> list[Group]:
    same = tuple(same)
    if not same:
        return groups
    home = {mention.event.id: group for group in groups for mention in group.mentions}
    for one, other in same:
        kept, moved = home.get(one), home.get(other)
        if kept is None or moved is None or kept is moved:
            continue
        into[moved.number] = kept
        for mention in moved.mentions:
            kept.add(mention)
            home[mention.event.id] = kept
    return list({group.number: group for group in home.values()}.values())


def _kept_apart(mention: Mention, group: Group, apart: Mapping[int, set[int]]) -> bool:
    others = apart.get(mention.event.id)
    return bool(others) and not others.isdisjoint(group.ids())


def _first(group: Group) -> int:
    return group.mentions[0].event.id


def _still_apart(possible: Iterable[_Pair], into: Mapping[int, Group], apart: Mapping[int, set[int]]) -> tuple[Possible, ...]:
    """Drop the pairs that ended in one group or that a person has already kept apart."""
    kept: dict[tuple[int, int], Possible] = {}
    for one, other, event, reason in possible:
        homes, first = (_home(one, into), _home(other, into)), _first(one)
        if homes[0] != homes[1] and event not in apart.get(first, ()):
            kept.setdefault(homes, Possible(first, event, reason))
    return tuple(kept.values())


def _home(group: Group, into: Mapping[int, Group]) -> int:
    while group.number in into:
        group = into[group.number]
    return group.number
