"""Contradictions: what the sources say differently about one fact, each with all its claims and one sentence.

One fact, one conflict: a claim that would also break the order of things is told in the sentence of the conflict it
already stands in. A coarser date that covers a finer one is no contradiction, nor are two dates in one and the same paper.
"""
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from caseline.chronology.births import Births, misattributed
from caseline.edtf.calendars import readings
from caseline.chronology.case import Person, Source
from caseline.chronology.claims import Claim, agreeing, noted, support, working
from caseline.chronology.impossible import Breach, breaches, cannot_be
from caseline.chronology.kinds import MAIN, Kinds
from caseline.chronology.rows import Row, says_a_later_day
from caseline.chronology.sentences import dated, listed, say
from caseline.chronology.slips import slip

# A claim read this badly is a doubtful reading, not a contradiction.
_TOO_DOUBTFUL = 0.35
_SEVERE = ('conflicting_notification', 'impossible_order', 'conflicting_event_date')


@dataclass(frozen=True, slots=True)
class ConflictClaim:
    """One side of a conflict: the value (EDTF or a number), its source, whether it is the working one, and a remark."""
    value: str
    source: Source
    working: bool
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A contradiction. `kind` is conflicting_dob, day_month_swap, conflicting_event_date, conflicting_year,
    conflicting_notification, conflicting_reference or impossible_order; `rows` and `person` say what it is about."""
    key: str
    kind: str
    subject: str
    claims: tuple[ConflictClaim, ...]
    sentence: str
    severity: str
    rows: tuple[int, ...] = ()
    person: int | None = None
    role: str = MAIN


def conflicts(rows: Sequence[Row], people: Sequence[Person], kinds: Kinds, known: Births, lang: str) -> tuple[Conflict, ...]:
    """Return the contradictions of rows in timeline order, those about people first."""
    named = {person.id: person.name for person in people}
    found = [conflict for person in people for conflict in _about_birth(person, rows, known, named, lang)]
    for row in rows:
        found.extend(_about_dates(row, rows, kinds, lang))
        found.extend(_about_references(row, kinds, lang))
    disputed = {(row_id, conflict.role) for conflict in found for row_id in conflict.rows}
    found.extend(_broken_order(breach, named, kinds, lang) for breach in breaches(rows, people, kinds, disputed))
    return tuple(found)


def birth_claims(person: Person, rows: Iterable[Row]) -> list[Claim]:
    """Return every source's date of birth of a person: from papers that state it and from the event of the birth."""
    claims = [Claim(claim.edtf, claim.source, note=noted(claim.edtf)) for claim in person.birth_claims]
    seen = {(_paper(claim.source), claim.edtf) for claim in claims}
    for row in rows:
        if row.type == 'birth' and row.subject == person.id:
            claims += [Claim(claim.edtf, claim.source, claim.event_id, claim.within, noted(claim.edtf))
                       for claim in row.claims[MAIN] if (_paper(claim.source), claim.edtf) not in seen]
    if person.born and not any(claim.edtf == person.born for claim in claims):
        claims.append(Claim(person.born, Source(source_kind='case_manager_observation'), note='recorded'))
    return claims


def _about_birth(person: Person, rows: Sequence[Row], known: Births, named: dict[int, str], lang: str) -> Iterable[Conflict]:
    births = [row for row in rows if row.type == 'birth' and row.subject == person.id]
    claims = [claim for claim in birth_claims(person, births) if not misattributed(claim, person, known)]
    # The date that a person chose comes first: what stands against it is told, however many papers that are.
    sets = sorted(agreeing(claims), key=lambda members: not any(claim.edtf == person.born for claim in members))
    opposing = _opposing(sets)
    if not opposing:
        return
    chosen = working(sets, person.born)
    swapped = any(slip(chosen.begin, members[0].begin) == 'swap' for members in opposing)
    kind = 'day_month_swap' if swapped else 'conflicting_dob'
    told = _told([sets[0], *opposing], lang)
    sentence = say('day_month_swap_birth' if swapped else kind, lang, name=person.name, claims=told)
    yield Conflict(key=f'birth:{person.id}', kind=kind, subject=f'{person.name}, {say("birth", lang)}',
                   claims=_sides([sets[0], *opposing], sets[0] if not person.born else [chosen]),
                   sentence=sentence + _other_calendar(chosen, opposing, lang) + _date_of_another(person, opposing, known, named, lang),
                   severity='medium', rows=tuple(row.id for row in births), person=person.id)


def _about_dates(row: Row, rows: Sequence[Row], kinds: Kinds, lang: str) -> Iterable[Conflict]:
    stays = kinds.nature(row.type) == 'stay'
    for role in row.disputed:
        if row.type == 'birth' and row.subject is not None and role == MAIN:
            continue
        sets = _used_first(agreeing(row.claims[role], whole=stays and role == MAIN), row, role)
        opposing = [members for members in _opposing(sets) if role != MAIN or not says_a_later_day(members, row.claims, kinds)]
        if not opposing:
            continue
        first = sets[0][0]
        kind = _kind(role, [slip(first.begin, members[0].begin) for members in opposing])
        sentence = say(kind, lang, event=kinds.label(row.type, lang), date=dated(row.edtf, lang, row.within),
                       claims=_told([sets[0], *opposing], lang))
        if role == MAIN:
            sentence += _also_impossible(row, opposing, rows, kinds, lang)
        yield Conflict(key=f'{kind}:{row.id}:{role}', kind=kind, subject=f'{row.type} {row.edtf}',
                       claims=_sides([sets[0], *opposing], sets[0]), sentence=sentence,
                       severity='high' if kind in _SEVERE else 'medium', rows=(row.id,), role=role)


def _used_first(sets: list[list[Claim]], row: Row, role: str) -> list[list[Claim]]:
    """Put the claims that the row works with first: those a person picked, where that was done."""
    values = (row.edtf, row.period) if role == MAIN else (row.dates[role],)
    return sorted(sets, key=lambda members: not any(claim.edtf in values for claim in members))


def _kind(role: str, slips: Sequence[str | None]) -> str:
    if role == 'notification_date':
        return 'conflicting_notification'
    if 'swap' in slips:
        return 'day_month_swap'
    if all(kind in ('year_of_day', 'year_of_month') for kind in slips):
        return 'conflicting_year'
    return 'conflicting_event_date'


def _about_references(row: Row, kinds: Kinds, lang: str) -> Iterable[Conflict]:
    for system in sorted({system for system, _ in row.references if system in kinds.act_references}):
        values = [value for its, value in row.references if its == system]
        if len(set(values)) > 1:
            sides = tuple(ConflictClaim(value, source, number == 0)
                          for number, value in enumerate(dict.fromkeys(values)) for source in _saying(row, value))
            told = listed((f'{side.value} ({_name(side.source, lang)})' for side in sides), lang)
            yield Conflict(key=f'conflicting_reference:{row.id}:{system}', kind='conflicting_reference',
                           subject=f'{row.type} {row.edtf}', claims=sides, severity='medium', rows=(row.id,), role=system,
                           sentence=say('conflicting_reference', lang, event=kinds.label(row.type, lang),
                                        date=dated(row.edtf, lang), claims=told))


def _saying(row: Row, value: str) -> list[Source]:
    """Return the sources whose quote holds a number; all sources of the row when no quote does."""
    holding = [source for source in row.sources if value in ''.join(filter(str.isdigit, source.quote))]
    return holding[:1] or list(row.sources[:1]) or [Source()]


def _broken_order(breach: Breach, named: dict[int, str], kinds: Kinds, lang: str) -> Conflict:
    sentence = say(breach.sentence, lang, event=kinds.label(breach.row.type, lang), date=dated(breach.value, lang),
                   notified=dated(breach.other_value, lang), earlier_date=dated(breach.other_value, lang),
                   earlier=kinds.label(breach.other.type, lang) if breach.other else '', name=named.get(breach.person, ''))
    return Conflict(
        key=f'impossible_order:{breach.row.id}:{breach.other.id if breach.other else breach.person}', kind='impossible_order',
        subject=f'{breach.row.type} {breach.row.edtf}', sentence=sentence, severity='high', person=breach.person,
        claims=(ConflictClaim(breach.value, breach.source, True), ConflictClaim(breach.other_value, breach.other_source, True)),
        rows=tuple(dict.fromkeys(row.id for row in (breach.row, breach.other) if row)), role='order')


def _also_impossible(row: Row, opposing: Sequence[Sequence[Claim]], rows: Sequence[Row], kinds: Kinds, lang: str) -> str:
    for members in opposing:
        other = cannot_be(row, members[0], rows, kinds)
        if other:
            return say('also_impossible', lang, value=dated(members[0].edtf, lang), event=kinds.label(other.type, lang),
                       date=dated(other.edtf, lang))
    return ''


def _other_calendar(chosen: Claim, opposing: Sequence[Sequence[Claim]], lang: str) -> str:
    """Tell when one date is the other, copied from another calendar without being converted."""
    for claim in (members[0] for members in opposing):
        written, day = claim.begin.day, chosen.begin.day
        for calendar, meant in readings(written).items() if written and day else ():
            if abs((meant - day).days) <= (1 if calendar == 'islamic' else 0):
                return say(f'calendar_{calendar}', lang, value=dated(claim.edtf, lang), converted=dated(chosen.edtf, lang))
    return ''


def _date_of_another(person: Person, opposing: Sequence[Sequence[Claim]], known: Births, named: dict[int, str], lang: str) -> str:
    """Tell when a paper gives somebody the date of a brother or sister."""
    for claim in (members[0] for members in opposing):
        others = [other for other in known.by_day.get(claim.begin.start, ()) if other != person.id] if claim.begin.day else []
        if others:
            return say('date_of_other', lang, value=dated(claim.edtf, lang), name=named[others[0]])
    return ''


def _opposing(sets: Sequence[Sequence[Claim]]) -> list[Sequence[Claim]]:
    """Return the claims that stand against the best supported ones, without doubtful readings and papers that give both."""
    if len(sets) < 2:
        return []
    papers = {_paper(claim.source) for claim in sets[0]}
    told = [{_paper(claim.source) for claim in members} for members in sets[1:]]
    # A paper that gives two dates against the others, for what has one, was read wrongly or speaks of somebody else.
    papers |= {paper for paper in set().union(*told) if sum(paper in one for one in told) > 1}
    return [members for members, by in zip(sets[1:], told)
            if max(claim.source.confidence for claim in members) > _TOO_DOUBTFUL and not by <= papers]


def _sides(sets: Sequence[Sequence[Claim]], used: Sequence[Claim]) -> tuple[ConflictClaim, ...]:
    return tuple(ConflictClaim(claim.edtf, claim.source, claim in used, claim.note) for members in sets for claim in members)


def _told(sets: Sequence[Sequence[Claim]], lang: str) -> str:
    """Write the claims for a sentence, best supported first: “18 April 1983 (annex 13, birth act), 1 January 1983 (…)”."""
    parts = []
    for members in sets:
        best = working([members])
        names = list(dict.fromkeys(_name(claim.source, lang, claim.note) for claim in sorted(members, key=lambda claim: -claim.worth)))
        remark = f'; {say("possibly_assigned", lang)}' if best.note == 'possibly_assigned' else ''
        more = f' +{len(names) - 2}' if len(names) > 2 else ''
        parts.append(f'{dated(best.edtf, lang, best.within)} ({", ".join(names[:2])}{more}{remark})')
    return listed(parts, lang)


def _name(source: Source, lang: str, note: str | None = None) -> str:
    if source.document:
        return source.document
    if source.said_by:
        return say('said_by', lang, who=source.said_by)
    return say('recorded' if note == 'recorded' else 'no_source', lang)


def _paper(source: Source) -> object:
    return source.document_id or source.document or source.said_by
