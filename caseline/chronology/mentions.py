"""Events as the merging rules see them: bounds instead of texts, and groups of mentions of one real event."""
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from caseline.chronology.births import Births
from caseline.chronology.case import Event, Source
from caseline.chronology.kinds import REPEATED, Kinds
from caseline.chronology.order import DAY, Span, When, span, when
from caseline.chronology.remembered import Remembered

_NONE: frozenset = frozenset()
_NOTHING: dict[str, int] = {}


class Mention(NamedTuple):
    """One event before merging (a tuple: thousands are made for every look). `later` holds the days of dates that follow the main one (notified, acknowledged…);
    `later_only` says that nothing else is known, so that the main date lies some time before them. Mentions are placed by
    `stage`: whole dates first, then “notified on…”, then months, years and vague ranges. `young`: what concerns a family names
    only children here."""
    event: Event
    type: str
    nature: str
    when: When
    begin: Span
    stage: int
    later: dict[str, int]
    later_only: bool
    persons: frozenset[int]
    references: frozenset[tuple[str, str]]
    documents: frozenset[int | str]
    primary: bool
    subject: int | None
    named: frozenset[str]
    young: bool


@dataclass(slots=True)
class Group:
    """Mentions of what is taken for one real event. Its sets are shared with its mentions until they differ."""
    number: int
    type: str
    mentions: list[Mention]
    types: frozenset[str]
    begin: Span
    whole: Span
    persons: frozenset[int]
    documents: frozenset[int | str]
    references: frozenset[tuple[str, str]]
    later: dict[str, frozenset[int]]
    subject: int | None
    primary: bool
    named: frozenset[str]
    young: bool

    def ids(self) -> set[int]:
        return {mention.event.id for mention in self.mentions}

    def add(self, mention: Mention) -> None:
        """Take a mention in; a finer date than the group had becomes its date."""
        self.mentions.append(mention)
        if mention.type not in self.types:
            self.types |= {mention.type}
        if not mention.persons <= self.persons:
            self.persons |= mention.persons
            self.young = self.young and mention.young
        if not mention.documents <= self.documents:
            self.documents |= mention.documents
        if mention.references:
            self.references |= mention.references
        self.primary = self.primary or mention.primary
        if mention.named:
            self.named |= mention.named
        self.subject = self.subject if self.subject is not None else mention.subject
        if mention.later:
            self.later = {**self.later, **{role: self.later.get(role, _NONE) | {day} for role, day in mention.later.items()}}
        if not mention.later_only and mention.begin.rank < self.begin.rank:
            self.begin, self.whole = mention.begin, mention.when.whole


def as_mention(event: Event, kinds: Kinds, known: Births) -> Mention:
    """Read one event into bounds."""
    type_, sources = event.type, event.sources
    later = _later(event, kinds) if event.dates else _NOTHING
    moment = when(event.edtf, event.within)
    begin, later_only = moment.begin, bool(later) and _drawn_from_later(event, moment, later, kinds)
    one = sources[0] if len(sources) == 1 else None
    return Mention(
        event, type_, kinds.natures.get(type_, REPEATED), moment, begin,
        1 if later_only else begin.rank if begin.rank == DAY and not event.within else begin.rank + 2,
        later, later_only, _NONE if type_ in kinds.pupils and known.adults(event.persons, begin.start) else _SETS[event.persons],
        frozenset(ref for ref in event.references if ref[0] in kinds.act_references) if event.references else _NONE,
        _SETS[(_place(one),) if one else tuple(map(_place, sources))],
        one.source_kind == 'primary_document' if one else any(source.source_kind == 'primary_document' for source in sources),
        known.subject(event) if type_ == 'birth' else None,
        kinds.procedures_named(type_, (event.sentence, *(source.quote for source in sources))) if type_ in kinds.named else _NONE,
        type_ in kinds.with_children and bool(event.persons) and known.minors(event.persons, begin.start))


def _place(source: Source) -> int | str:
    """What tells a source from others: its paper, else who said it."""
    return source.document_id if source.document_id is not None else source.document or source.said_by or ''


# The same few people and papers come again and again: one set for each combination.
_SETS = Remembered(frozenset)


def told_by_later_date(event: Event, kinds: Kinds) -> bool:
    """Does an event know only its notification or another later date, so that its own date is merely before it?"""
    later = _later(event, kinds)
    return bool(later) and _drawn_from_later(event, when(event.edtf, event.within), later, kinds)


def _later(event: Event, kinds: Kinds) -> dict[str, int]:
    if not event.dates:
        return _NOTHING
    later = {}
    for role, text in event.dates.items():
        if role in kinds.later_roles and role != kinds.main_role(event.type):
            bounds = span(text)
            if bounds.rank == DAY:
                later[role] = bounds.start
    return later


def _drawn_from_later(event: Event, moment: When, later: dict[str, int], kinds: Kinds) -> bool:
    if kinds.main_role(event.type) in event.dates or moment.lasts:
        return False
    return any(moment.begin.start <= day <= moment.begin.end for day in later.values())


def new_group(number: int, mention: Mention) -> Group:
    """Open a group with its first mention."""
    later = {role: _SETS[day,] for role, day in mention.later.items()} if mention.later else {}
    return Group(number, mention.type, [mention], _SETS[mention.type,], mention.begin, mention.when.whole, mention.persons, mention.documents,
                 mention.references, later, mention.subject, mention.primary, mention.named, mention.young)


def pairs(decided: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    """Turn decided pairs of event ids into a look-up in both directions."""
    partners: dict[int, set[int]] = {}
    for one, other in decided:
        partners.setdefault(one, set()).add(other)
        partners.setdefault(other, set()).add(one)
    return partners
