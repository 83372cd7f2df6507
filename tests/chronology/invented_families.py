"""Invented families by the number of their dice: what truly happened, and papers that tell it honestly but not alike.

Every telling may be coarser, rounder or shorter than what happened, name fewer people, or know only the notification. None
of that is a contradiction. A test plants one, or none, and looks at what is found.
"""
import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from caseline.chronology import BirthClaim, Case, DocumentInfo, Event, Person, Source

TODAY = date(2024, 6, 3)
ADULTS = (1, 2)


@dataclass
class Told:
    """One real event: its kind, day, whom it concerns, later dates by role, and the words that papers use."""
    type: str
    day: date
    persons: tuple[int, ...]
    dates: dict[str, date] = field(default_factory=dict)
    words: str = ''
    until: date | None = None


class Family:
    """A family with its true story (`story`), told by papers when `case` is asked for."""

    def __init__(self, number: int) -> None:
        self.dice = random.Random(number)
        self.children = tuple(range(3, 4 + self.dice.randint(0, 3)))
        self.arrival = date(2008, 1, 1) + timedelta(days=self.dice.randint(0, 900))
        self.born = {1: date(1980, 1, 2) + timedelta(days=self.dice.randint(1, 2500)), 2: date(1980, 1, 2) + timedelta(days=self.dice.randint(1, 2500))}
        for place, child in enumerate(self.children):
            self.born[child] = self.arrival + timedelta(days=-300 + place * 700 + self.dice.randint(0, 350))
        self.story: list[Told] = []
        self.extra: list[Event] = []
        self.claims: dict[int, list[BirthClaim]] = {}
        self._live()

    def all(self, day: date) -> tuple[int, ...]:
        return tuple(person for person, born in self.born.items() if born < day)

    def add(self, type_: str, day: date, persons: tuple[int, ...] = (), words: str = '', until: date | None = None, **dates: date) -> Told:
        told = Told(type_, day, persons or self.all(day), dates, words, until)
        self.story.append(told)
        return told

    def later(self, day: date, least: int, most: int) -> date:
        return day + timedelta(days=self.dice.randint(least, most))

    def _live(self) -> None:
        dice, day = self.dice, self.arrival
        self.add('arrival_belgium', day)
        day = self.later(day, 1, 9)
        self.add('asylum_application', day)
        refusal = self.later(day, 90, 500)
        self.add('cgrs_refusal', refusal, notification_date=self.later(refusal, 1, 6))
        appeal = self.later(refusal, 10, 28)
        self.add('appeal_call', appeal)
        judged = self.later(appeal, 60, 300)
        self.add('judgment_call', judged, words='rejette le recours')
        order = self.later(judged, 20, 60)
        self.add('order_to_leave', order, notification_date=self.later(order, 3, 15))
        for article, start in (('9ter', self.later(order, 60, 200)), ('9bis', self.later(order, 250, 500))):
            self.add(f'application_{article}', start, words=f'demande {article}')
            decided = self.later(start, 200, 500)
            self.add('decision_inadmissible' if dice.random() < 0.5 else 'decision_refusal', decided, words=f'la demande {article} est rejetée',
                     notification_date=self.later(decided, 2, 30))
        self._look_alikes(order)
        for child in self.children:
            school = date(self.born[child].year + 3, 9, 1)
            if self.arrival < school < TODAY:
                self.add('school_enrolment', school, (child,))
        # Something every few months, so that only planted silences are silences.
        day = self.arrival
        while (day := self.later(day, 40, 150)) < TODAY:
            self.add(dice.choice(('home_visit', 'health', 'lawyer_contact', 'support_letter')), day, (dice.choice(ADULTS),))

    def _look_alikes(self, day: date) -> None:
        """What looks like one event with two dates, and is two: each parent heard and ordered apart, a hearing put off, two
        requests refused within the month, papers renewed every year, the same month in the next year."""
        dice = self.dice
        heard = self.later(self.story[1].day, 20, 60)
        for person in ADULTS:
            self.add('asylum_interview', heard + timedelta(days=person * dice.randint(1, 6)), (person,))
            ordered = self.later(day, 500 + person * 9, 505 + person * 9)
            self.add('order_to_leave', ordered, (person,), notification_date=self.later(ordered, 1, 5))
        first = self.later(day, 900, 1000)
        self.add('hearing_call', first)
        self.add('hearing_call', self.later(first, 15, 30))
        again = self.later(day, 1100, 1200)
        for article, start, decided in (('9bis', again, self.later(again, 300, 320)), ('9ter', self.later(again, 5, 20), self.later(again, 325, 345))):
            self.add(f'application_{article}', start, words=f'demande {article}')
            self.add('decision_inadmissible', decided, words=f'déclare irrecevable la demande {article}', notification_date=self.later(decided, 2, 9))
        for year in range(3):
            issued = self.later(day, 1600 + 365 * year, 1600 + 365 * year)
            self.add('residence_document_issued', issued, (1,), valid_until=issued + timedelta(days=364))
            self.add('health', self.later(day, 1610 + 365 * year, 1610 + 365 * year), (2,))

    def case(self) -> Case:
        events, papers, documents = [], 30, {}
        for told in sorted(self.story, key=lambda told: told.day):
            own = self.dice.randrange(papers)
            for number in range(self.dice.choice((1, 1, 2, 3))):
                paper = (own + number * 7) % papers
                events.append(self._tell(told, paper, first=number == 0, ident=len(events) + 1))
        events += [Event(**{**{name: getattr(one, name) for name in Event.__slots__}, 'id': len(events) + place + 1}) for place, one in enumerate(self.extra)]
        for event in events:
            for source in event.sources:
                documents[source.document_id] = DocumentInfo(source.document_id, source.document, 'lawyer_letter', source.document_date)
        people = tuple(Person(person, f'Person {person}', 'parent' if person in ADULTS else 'child', born=born.isoformat(), birth_claims=tuple(self.claims.get(person, ())))
                       for person, born in self.born.items())
        return Case('PT-INVENTED', people, tuple(events), tuple(documents.values()))

    def _tell(self, told: Told, paper: int, *, first: bool, ident: int) -> Event:
        dice, text, within, dates = self.dice, told.day.isoformat(), False, {role: day.isoformat() for role, day in told.dates.items()}
        kind = 'primary_document' if first and dice.random() < 0.5 else dice.choice(('mentioned_in_other_document', 'mentioned_in_other_document', 'client_statement'))
        if not first:
            text, within = self._vaguely(told.day)
            dates = dates if dice.random() < 0.4 else {}
            if dates and dice.random() < 0.3:  # a letter that only knows the notification
                text, within = dates['notification_date'][:7] if 'notification_date' in dates else text, False
        persons = told.persons if len(told.persons) == 1 or dice.random() < 0.7 else told.persons[:1] if dice.random() < 0.5 else ()
        source = Source(paper, f'paper {paper}', 'lawyer_letter', None, 1, f'{told.words} {text}', text, dates, kind)
        return Event(ident, told.type, text, within, dates, persons, f'{told.type} {told.words}', 'proposed', (source,))

    def _vaguely(self, day: date) -> tuple[str, bool]:
        return self.dice.choice(((day.isoformat(), False), (day.isoformat(), False), (f'{day:%Y-%m}', False), (f'{day:%Y}', False), (f'{day:%Y-%m}~', False),
                                 (f'{day:%Y}~', False), (f'{day - timedelta(days=20):%Y-%m}/{day + timedelta(days=20):%Y-%m}', True)))
