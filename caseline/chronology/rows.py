"""A row of the timeline: one real event with everything its sources say about it."""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from caseline.chronology.case import Event, Source
from caseline.chronology.claims import Claim, agreeing, working
from caseline.chronology.kinds import MAIN, Kinds
from caseline.chronology.mentions import told_by_later_date
from caseline.chronology.order import MONTH, OPEN_START, Span, When, span, standing, when


@dataclass(frozen=True, slots=True)
class Row:
    """One event after merging.

    `edtf` is the date it stands under; for what goes on it is the beginning, and `period` keeps the whole stretch
    (`2019-09-02/..`). `dates` are the working dates by role, `claims` all claims by role ('main' for the timeline date),
    `disputed` the roles whose claims contradict each other. `events` are the ids of the merged events.
    """
    id: int
    events: tuple[int, ...]
    type: str
    edtf: str
    within: bool
    period: str | None
    dates: Mapping[str, str]
    persons: tuple[int, ...]
    named: tuple[str, ...]
    sentence: str
    status: str
    sources: tuple[Source, ...]
    references: tuple[tuple[str, str], ...]
    claims: Mapping[str, tuple[Claim, ...]]
    disputed: tuple[str, ...]
    subject: int | None = None
    key: bool = False
    advice_question: str | None = None
    advice_answered: bool = False
    outcome: str | None = None
    moment: When = field(default=None, compare=False, repr=False)

    @property
    def begin(self) -> Span:
        return self.moment.begin

    def date(self, role: str) -> str | None:
        """Return the working date of a role, None when no source gives it."""
        return self.dates.get(role)


def row(events: Sequence[Event], kinds: Kinds, subject: int | None = None, chosen_day: str | None = None) -> Row:
    """Make one row of events that were merged; a `chosen_day` that one of its sources gives is the one it stands under."""
    # The row's id is its oldest accepted event, so that it stays when more papers are added.
    events = sorted(events, key=lambda event: (event.status != 'accepted', event.id))
    type_ = _type(events)
    claims = _claims(events, kinds)
    picked = _picked(events, claims) if any(event.working for event in events) else {}
    if chosen_day and any(claim.edtf == chosen_day for claim in claims[MAIN]):
        picked = {MAIN: chosen_day, **picked}
    stays = kinds.nature(type_) == 'stay'
    chosen, disputed = {}, []
    for role, said in claims.items():
        sets = agreeing(said, whole=stays and role == MAIN)
        if role == MAIN and len(sets) > 1 and len(claims) > 1:
            sets.sort(key=lambda members: says_a_later_day(members, claims, kinds))
        if len(sets) > 1 and (role == MAIN or role in kinds.table['compared_roles']):
            disputed.append(role)
        chosen[role] = working(sets, picked.get(role))
    main = chosen.pop(MAIN)
    edtf, period = _standing(main, claims[MAIN], type_ in kinds.ongoing)
    told = next((event for event in events if event.id == main.event_id), events[0])
    return Row(
        id=events[0].id, events=tuple(dict.fromkeys(event.id for event in events)), type=type_, edtf=edtf, within=main.within, period=period,
        dates={role: claim.edtf for role, claim in chosen.items()},
        persons=_people(events),
        named=tuple(dict.fromkeys(name for event in events for name in event.named)),
        sentence=_sentence(events, told), status=events[0].status,
        sources=_sources(events),
        references=tuple(dict.fromkeys(reference for event in events for reference in event.references)),
        claims=claims, disputed=tuple(disputed), subject=subject, key=any(event.key for event in events),
        advice_question=next((event.advice_question for event in events if event.advice_question), None),
        advice_answered=any(event.advice_answered for event in events if event.advice_question),
        outcome=next((event.outcome for event in events if event.outcome), None),
        moment=when(edtf, main.within))


def says_a_later_day(members: Sequence[Claim], claims: Mapping[str, Sequence[Claim]], kinds: Kinds) -> bool:
    """Is what these claims call the day (or month) of the act the one in which, by another paper, it was notified or had effect?"""
    own = {_teller(claim) for claim in members}
    later = {claim.edtf for role, said in claims.items() if role in kinds.later_roles for claim in said if _teller(claim) not in own}
    begin = members[0].begin
    called = members[0].edtf in later or begin.rank == MONTH and any(begin.start <= span(day).start and span(day).end <= begin.end for day in later)
    return called and not any(claim.source.source_kind == 'primary_document' for claim in members)


def _teller(claim: Claim) -> object:
    return claim.source.document_id or claim.source.document or claim.source.said_by or claim.event_id


def in_order(rows: Sequence[Row]) -> list[Row]:
    """Return rows as they stand on the timeline."""
    return sorted(rows, key=lambda one: (*standing(one.begin), one.id))


def _claims(events: Sequence[Event], kinds: Kinds) -> dict[str, tuple[Claim, ...]]:
    claims: dict[str, list[Claim]] = {MAIN: []}
    only_later: list[Claim] = []
    for event in events:
        later_only = told_by_later_date(event, kinds)
        for source in event.sources or (Source(source_kind='case_manager_observation'),):
            main = Claim(source.edtf or event.edtf, source, event.id, event.within)
            (only_later if later_only else claims[MAIN]).append(main)
            for role, text in (source.dates or event.dates).items():
                if role != kinds.main_role(event.type) and role != 'document_date':
                    claims.setdefault(role, []).append(Claim(text, source, event.id))
    claims[MAIN] = claims[MAIN] or only_later
    return {role: tuple(said) for role, said in claims.items()}


def _picked(events: Sequence[Event], claims: Mapping[str, Sequence[Claim]]) -> dict[str, str]:
    """Return the dates that a person chose: those that no source of their event gives, or that its sources disagree about.

    An event that was accepted as its only source told it chose nothing; its date is one claim among the others.
    """
    picked: dict[str, str] = {}
    for event in reversed(events):
        for role, text in event.working.items():
            own = [claim for claim in claims.get(role, ()) if claim.event_id == event.id]
            if own and (all(claim.edtf != text for claim in own) or len(agreeing(own)) > 1):
                picked[role] = text
    return picked


def _standing(main: Claim, claims: Sequence[Claim], ongoing: bool) -> tuple[str, str | None]:
    """Return the date a row stands under and its whole stretch: what still goes on stands under its beginning."""
    moment = when(main.edtf, main.within)
    stretches = [claim for claim in claims if not claim.within and when(claim.edtf).lasts and claim.begin.meets(moment.begin)
                 and (claim is main or claim.begin.start > OPEN_START)]
    if not stretches:
        return main.edtf, None
    still = [claim for claim in stretches if when(claim.edtf).finish.open]
    if still and (ongoing or when(main.edtf).finish is None or when(main.edtf).finish.open):
        begin = moment.begin.text
        return begin, f'{begin}/..'
    return main.edtf, main.edtf if moment.lasts else stretches[0].edtf


def _people(events: Sequence[Event]) -> tuple[int, ...]:
    named = {event.persons for event in events}
    return named.pop() if len(named) == 1 else tuple(sorted({person for persons in named for person in persons}))


def _type(events: Sequence[Event]) -> str:
    """Return the kind most sources give, the act's own paper first."""
    if all(event.type == events[0].type for event in events):
        return events[0].type
    votes: dict[str, float] = {}
    for event in events:
        for source in event.sources or (Source(),):
            votes[event.type] = votes.get(event.type, 0) + (3 if source.source_kind == 'primary_document' else 1)
    return max(votes, key=votes.get)


def _sentence(events: Sequence[Event], told: Event) -> str:
    """An accepted wording first, then the wording of the source whose date is used."""
    accepted = [event.sentence for event in events if event.status == 'accepted' and event.sentence]
    return accepted[0] if accepted else told.sentence or next((event.sentence for event in events if event.sentence), '')


def _sources(events: Sequence[Event]) -> tuple[Source, ...]:
    if len(events) == 1 and len(events[0].sources) < 2:
        return events[0].sources
    seen, sources = set(), []
    for event in events:
        for source in event.sources:
            key = (source.document_id, source.document, source.page, source.quote, source.said_by)
            if key not in seen:
                seen.add(key)
                sources.append(source)
    return tuple(sources)
