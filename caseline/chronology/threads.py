"""Threads while they are built, event by event in their order: which application, refusal or appeal a step belongs to."""
from dataclasses import dataclass, field
from itertools import islice

from caseline.chronology.case import ProcedureEdit
from caseline.chronology.kinds import Kinds, spoken
from caseline.chronology.lookup import share_people
from caseline.chronology.order import standing
from caseline.chronology.rows import Row

# An order to leave follows from the refusal or judgment before it, if it comes within this time.
_FOLLOWS_WITHIN = 200
# Nobody waits longer for a decision; a spouse's comes within a month of the other's.
_DECIDED_WITHIN, _FOR_THE_OTHER_WITHIN = 8 * 366, 31
# A step belongs to one of the latest threads; a family has a dozen, so this only bounds the work of absurd files.
_LOOK_BACK = 30
# The kind of an appeal against a decision that no paper tells of.
ALONE = 'appeal'


@dataclass(slots=True)
class Thread:
    """One procedure while it is built: its steps as (part, row), and the place of the last step of each part."""
    kind: str
    order: int
    rows: list[tuple[str, Row]]
    outcome: str | None = None
    edit: ProcedureEdit | None = None
    persons: set[int] = field(default_factory=set)
    places: dict[str, int] = field(default_factory=dict)

    def has(self, *parts: str) -> bool:
        return not self.places.keys().isdisjoint(parts)

    def last(self, *parts: str) -> Row | None:
        place = max(self.places.get(part, -1) for part in parts) if parts else len(self.rows) - 1
        return self.rows[place][1] if place >= 0 else None

    def lately(self, part: str, since: str) -> bool:
        """Has there been such a step since the last one of another part (or at all, when there was none)?"""
        return self.places.get(part, -1) > self.places.get(since, -1)

    def take(self, part: str, row: Row, outcome: str | None = None) -> None:
        self.places[part] = len(self.rows)
        self.rows.append((part, row))
        self.persons |= set(row.persons)
        self.outcome = outcome or self.outcome

    def concerns(self, row: Row) -> bool:
        return not row.persons or not self.persons or not self.persons.isdisjoint(row.persons)


class Threads:
    """The threads while they are built, event by event in their order."""

    def __init__(self, kinds: Kinds, today: int) -> None:
        table = kinds.table
        self.kinds, self.today = kinds, today
        self.threads: list[Thread] = []
        self.loose: list[Row] = []
        self.refusals = set(table['refusals'])
        self.opens = {type_: entry['key'] for entry in table['procedures'] for type_ in entry['opens']}
        self.steps = {type_: entry['key'] for entry in table['procedures'] for type_ in entry['steps']}
        self.decides: dict[str, dict[str, str]] = {}
        for entry in table['procedures']:
            for type_, outcome in entry['decides'].items():
                self.decides.setdefault(type_, {})[entry['key']] = outcome
        self.parts = {type_: part for part, types in table['appeal_steps'].items() for type_ in types}
        self.joins = {entry['key']: entry['joins_within'] for entry in table['procedures'] if 'joins_within' in entry}
        self.consequences = set(table['consequences'])
        self.outcomes = table['judgment_outcomes']

    def place(self, row: Row) -> None:
        if row.type in self.opens:
            self._open(self.opens[row.type], row)
        elif row.type in self.decides and row.begin.start > self.today:
            self._attach(row, 'hearing', lambda thread: thread.kind in self.decides[row.type] and not thread.has('decision'))
        elif row.type in self.decides:
            self._decide(row)
        elif row.type in self.steps:
            self._attach(row, 'interview', lambda thread: thread.kind == self.steps[row.type] and not thread.has('decision'))
        elif row.type in self.parts:
            self._appeal(row, self.parts[row.type])
        elif row.type in self.consequences and not self._attach(row, 'consequence', lambda thread: self._led_to(thread, row)):
            self.loose.append(row)

    def _open(self, kind: str, row: Row) -> None:
        """An application still to come, while one of its kind waits, is a day fixed in that procedure."""
        ahead = row.begin.start > self.today
        running = self._latest(row, lambda one: one.kind == kind and not one.has('decision', 'judgment')
                               and (ahead or self._soon_after(one, row)))
        (running or self.begin(kind)).take('hearing' if running and ahead else 'application', row)

    def _soon_after(self, thread: Thread, row: Row) -> bool:
        within = self.joins.get(thread.kind)
        return within is not None and bool(thread.rows) and row.begin.end - thread.rows[-1][1].begin.end <= within

    def begin(self, kind: str, edit: ProcedureEdit | None = None) -> Thread:
        self.threads.append(Thread(kind, len(self.threads), [], edit=edit))
        return self.threads[-1]

    def take(self, thread: Thread, row: Row) -> None:
        """Put a row where a person wants it, as the part that its kind is."""
        part = self._part(row)
        decided = self._judged(row) if part in ('judgment', 'cassation_judgment') else self.decides.get(row.type, {}).get(thread.kind)
        thread.take(part, row, decided)

    def _part(self, row: Row) -> str:
        if row.type in self.opens:
            return 'application'
        if row.type in self.decides:
            return 'decision' if row.begin.start <= self.today else 'hearing'
        return self.parts.get(row.type) or ('interview' if row.type in self.steps else 'consequence')

    def _latest(self, row: Row, fits) -> Thread | None:
        return next((thread for thread in islice(reversed(self.threads), _LOOK_BACK)
                     if thread.concerns(row) and fits(thread)), None)

    def _attach(self, row: Row, part: str, fits) -> bool:
        thread = self._latest(row, fits)
        if thread:
            thread.take(part, row)
        return thread is not None

    def _decide(self, row: Row) -> None:
        """A decision answers the application it names, else what stirred last of those that wait for one (anew, after an
        annulment); one that follows another within a month, before any judgment, is the decision for somebody else of the family."""
        outcomes, named = self.decides[row.type], self.kinds.procedures_named(row.type, _said(row))

        near = [thread for thread in self.threads[-_LOOK_BACK:] if thread.kind in outcomes and thread.concerns(row)]
        waiting = [thread for thread in near if self._waits_at(thread, row)]
        thread = max((one for one in waiting if one.kind in named), key=_stirred, default=None) or next(
            (one for one in reversed(near) if (not named or one.kind in named) and _just_decided(one, row)), None)
        if thread is None and not named:
            thread = max(waiting, key=_stirred, default=None)
        thread = thread or self.begin(next((kind for kind in outcomes if kind in named), next(iter(outcomes))))
        thread.take('decision', row, outcomes[thread.kind])

    def _waits_at(self, thread: Thread, row: Row) -> bool:
        waits = not thread.has('decision', 'judgment') or thread.outcome == 'annulled' or self._soon_after(thread, row)
        return waits and row.begin.start - _stirred(thread)[0] <= _DECIDED_WITHIN

    def _appeal(self, row: Row, part: str) -> None:
        """An appeal joins the newest refusal; a judgment the appeal that waits for it, else the newest unjudged refusal."""
        def refused(thread: Thread) -> bool:
            return thread.outcome in self.refusals and not thread.lately('judgment', 'decision')

        named = self.kinds.procedures_named(row.type, _said(row))
        if part == 'appeal':
            thread = (self._latest(row, lambda one: one.kind in named and refused(one) and not one.lately('appeal', 'decision'))
                      or self._latest(row, lambda one: refused(one) and not one.lately('appeal', 'decision')) or self._latest(row, refused))
        elif part in ('hearing', 'judgment'):
            thread = self._latest(row, lambda one: one.lately('appeal', 'judgment')) or self._latest(row, refused)
        else:
            thread = self._latest(row, lambda one: one.has('judgment'))
        thread = thread or self._alone(row)
        thread.take(part, row, self._judged(row) if part in ('judgment', 'cassation_judgment') else None)

    def _alone(self, row: Row) -> Thread:
        """An appeal of its own, with the order or withdrawal that it is against where one came shortly before."""
        thread = self.begin(ALONE)
        against = next((one for one in islice(reversed(self.loose), _LOOK_BACK) if share_people(one, row) and 0 <= row.begin.start - one.begin.start <= _FOLLOWS_WITHIN), None)
        if against is not None:
            self.loose.remove(against)
            thread.take('decision', against)
        return thread

    def _judged(self, row: Row) -> str | None:
        """Return what a judgment decided: as recorded, else by the words of its sources; None when neither tells."""
        if row.outcome:
            return {'dismissed': 'rejected'}.get(row.outcome, row.outcome)
        said = spoken(_said(row))
        return next((outcome for outcome, words in self.outcomes.items() if any(word in said for word in words)), None)

    def _led_to(self, thread: Thread, row: Row) -> bool:
        cause = thread.last('decision', 'judgment')
        return (cause is not None and thread.outcome not in ('granted', 'annulled')
                and -7 <= row.begin.start - cause.begin.start <= _FOLLOWS_WITHIN)


def _stirred(thread: Thread) -> tuple[int, int]:
    return standing(thread.rows[-1][1].begin)[0], thread.order


def _just_decided(thread: Thread, row: Row) -> bool:
    decided = thread.last('decision')
    return (decided is not None and not thread.lately('appeal', 'decision') and not thread.lately('judgment', 'decision')
            and row.begin.start - decided.begin.end <= _FOR_THE_OTHER_WITHIN)


def _said(row: Row) -> tuple[str, ...]:
    return (row.sentence, *(source.quote for source in row.sources))
