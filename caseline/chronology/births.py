"""Whose birth an event is, and which dates of birth are written for each person."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from caseline.chronology.case import BirthClaim, Case, Event, Person
from caseline.chronology.order import DAY, OPEN_START, span

_GENERATION = 12 * 366
_GROWN_UP = 16 * 366
_OF_AGE = round(18 * 365.25)


@dataclass(frozen=True, slots=True)
class Births:
    """The family's dates of birth: all bounds that any source gives, by person and by day."""
    by_person: Mapping[int, tuple[str, ...]]
    by_day: Mapping[int, tuple[int, ...]]
    born: Mapping[int, int]

    def subject(self, event: Event) -> int | None:
        """Return the person whose birth this is; None when the family has no such person or it cannot be told.

        A birth act names the parents too, so the child is the one whose date of birth it is, else the only person
        named, else the youngest of those named.
        """
        begin = span(event.edtf)
        fitting = [person for person in event.persons
                   if any(span(text).meets(begin) for text in self.by_person.get(person, ()))]
        if fitting:
            return max(fitting, key=lambda person: self.born.get(person, 0))
        known_that_day = self.by_day.get(begin.start, ()) if begin.rank == DAY else ()
        if len(known_that_day) == 1 and self._could_be_parents(event.persons, begin.start):
            return known_that_day[0]
        if len(event.persons) == 1:
            only = event.persons[0]
            return None if self._could_be_parents((only,), begin.start) and only in self.born else only
        children = [person for person in event.persons if begin.start - self.born.get(person, 0) < _GENERATION]
        return max(children, key=lambda person: self.born.get(person, 0)) if children else None

    def minors(self, persons: Iterable[int], day: int) -> bool:
        """Are all of them known to be under eighteen on a day?"""
        for person in persons:
            if day - self.born.get(person, OPEN_START) >= _OF_AGE:
                return False
        return True

    def adults(self, persons: Iterable[int], day: int) -> bool:
        """Are all of them known to be eighteen or more on a day?"""
        return all(person in self.born and day - self.born[person] >= _OF_AGE for person in persons)

    def _could_be_parents(self, persons: Iterable[int], day: int) -> bool:
        return all(day - self.born.get(person, 0) > _GENERATION for person in persons)


def particulars_apart(case: Case, known: Births, here: Iterable[str]) -> Case:
    """Return the case with proposed births of people who came as adults turned into claims about their date of birth.

    “Né à Adama le…” beside a parent's name states who somebody is; it is no event of the family's story here. `here` are
    the kinds of events with which that story begins. Births that a person accepted as events stay events.
    """
    starts = set(here)
    begun = min((begin for event in case.events if event.type in starts and (begin := span(event.edtf).start) > OPEN_START), default=None)
    told = [event for event in case.events if event.type == 'birth' and event.status == 'proposed']
    if begun is None or not told:
        return case
    stated: dict[int, list[BirthClaim]] = {}
    moved = set()
    for event in told:
        person = known.subject(event)
        if person is not None and begun - span(event.edtf).start > _GROWN_UP:
            moved.add(event.id)
            stated.setdefault(person, []).extend(BirthClaim(source.edtf or event.edtf, source) for source in event.sources)
    if not moved:
        return case
    people = tuple(replace(person, birth_claims=person.birth_claims + tuple(_new(stated.get(person.id, ()), person))) for person in case.persons)
    return replace(case, persons=people, events=tuple(event for event in case.events if event.id not in moved))


def _new(claims: Iterable[BirthClaim], person: Person) -> Iterable[BirthClaim]:
    held = {(claim.source.document_id, claim.source.document, claim.edtf) for claim in person.birth_claims}
    return (claim for claim in claims if (claim.source.document_id, claim.source.document, claim.edtf) not in held)


def births(people: Iterable[Person]) -> Births:
    """Collect the dates of birth that are recorded or claimed for each person."""
    by_person: dict[int, tuple[str, ...]] = {}
    by_day: dict[int, list[int]] = {}
    born: dict[int, int] = {}
    for person in people:
        texts = tuple(dict.fromkeys([*([person.born] if person.born else []), *(claim.edtf for claim in person.birth_claims)]))
        by_person[person.id] = texts
        for text in texts:
            bounds = span(text)
            if bounds.rank == DAY and person.id not in by_day.get(bounds.start, ()):
                by_day.setdefault(bounds.start, []).append(person.id)
        if texts:
            born[person.id] = span(texts[0]).start
    return Births(by_person, {day: tuple(ids) for day, ids in by_day.items()}, born)


def possibly_assigned(text: str) -> bool:
    """Is this a date that offices write when nobody knows the day: 1 January, 1 July or 31 December?

    Source: domain reference, section 8 (01/01/YYYY frequently, 31/12 and 01/07 also).
    """
    day = span(text).day
    return day is not None and (day.month, day.day) in ((1, 1), (7, 1), (12, 31))


def misattributed(claim: BirthClaim, person: Person, known: Births) -> bool:
    """Does a claim give this person the date of a family member of another generation (a parent read as the child)?"""
    bounds, own = span(claim.edtf), known.born.get(person.id)
    if bounds.rank != DAY or own is None:
        return False
    others = [other for other in known.by_day.get(bounds.start, ()) if other != person.id]
    return bool(others) and abs(bounds.start - own) > _GENERATION
