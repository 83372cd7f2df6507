"""Procedures as threads: application, decision, notification, appeal, hearing, judgment, outcome; and how long each took."""
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from caseline.chronology.case import ProcedureEdit, RejectedArgument, Source
from caseline.chronology.kinds import Kinds
from caseline.chronology.order import DAY, Span, span
from caseline.chronology.rows import Row

# An order to leave follows from the refusal or judgment before it, if it comes within this time.
_FOLLOWS_WITHIN = 200
# A step belongs to one of the latest threads; a family has a dozen, so this only bounds the work of absurd files.
_LOOK_BACK = 60


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `part` is application, interview, decision, notification, appeal, hearing, judgment, cassation,
    cassation_judgment or consequence; `row` the id of the timeline row it stands on."""
    part: str
    edtf: str
    row: int
    type: str


@dataclass(frozen=True, slots=True)
class Wait:
    """Days waited between two parts; `until` is 'today' while it lasts, and `days` None when a day is not known."""
    since: str
    until: str
    days: int | None


@dataclass(frozen=True, slots=True)
class Rejected:
    """An argument already rejected: its words, the row of the decision that rejected it, and the place that says so."""
    id: int
    text: str
    row: int
    edtf: str
    type: str
    source: Source


@dataclass(frozen=True, slots=True)
class Procedure:
    """A thread. `outcome` is granted, refused, inadmissible, decided, rejected, annulled… or None; `open` says it still runs;
    `edited` holds the id of the edit when a person arranged it."""
    id: str
    kind: str
    label: str
    title: str
    persons: tuple[int, ...]
    steps: tuple[Step, ...]
    waits: tuple[Wait, ...]
    outcome: str | None
    open: bool
    lawyer: str | None = None
    edited: int | None = None
    arguments: tuple[Rejected, ...] = ()

    def first(self, *parts: str) -> Step | None:
        """Return the first step of one of these parts."""
        return next((step for step in self.steps if step.part in parts), None)

    @property
    def opened(self) -> Span:
        return span(self.steps[0].edtf)

    @property
    def closed(self) -> Span | None:
        """When it ended: its last step, or None while it runs."""
        return None if self.open else span(self.steps[-1].edtf)


@dataclass(slots=True)
class _Thread:
    kind: str
    order: int
    rows: list[tuple[str, Row]]
    outcome: str | None = None
    edit: ProcedureEdit | None = None
    persons: set[int] = field(default_factory=set)

    def has(self, *parts: str) -> bool:
        return any(part in parts for part, _ in self.rows)

    def last(self, *parts: str) -> Row | None:
        return next((row for part, row in reversed(self.rows) if not parts or part in parts), None)

    def take(self, part: str, row: Row, outcome: str | None = None) -> None:
        self.rows.append((part, row))
        self.persons |= set(row.persons)
        self.outcome = outcome or self.outcome

    def concerns(self, row: Row) -> bool:
        return not row.persons or not self.persons or not self.persons.isdisjoint(row.persons)


class _Threads:
    """The threads while they are built, event by event in their order."""

    def __init__(self, kinds: Kinds, today: int) -> None:
        table = kinds.table
        self.kinds, self.today = kinds, today
        self.threads: list[_Thread] = []
        self.refusals = set(table['refusals'])
        self.opens = {type_: entry['key'] for entry in table['procedures'] for type_ in entry['opens']}
        self.steps = {type_: entry['key'] for entry in table['procedures'] for type_ in entry['steps']}
        self.decides: dict[str, dict[str, str]] = {}
        for entry in table['procedures']:
            for type_, outcome in entry['decides'].items():
                self.decides.setdefault(type_, {})[entry['key']] = outcome
        self.parts = {type_: part for part, types in table['appeal_steps'].items() for type_ in types}
        self.consequences = set(table['consequences'])
        self.outcomes = table['judgment_outcomes']

    def place(self, row: Row) -> None:
        if row.type in self.opens:
            self.begin(self.opens[row.type]).take('application', row)
        elif row.type in self.decides and row.begin.start > self.today:
            self._attach(row, 'hearing', lambda thread: thread.kind in self.decides[row.type] and not thread.has('decision'))
        elif row.type in self.decides:
            self._decide(row)
        elif row.type in self.steps:
            self._attach(row, 'interview', lambda thread: thread.kind == self.steps[row.type] and not thread.has('decision'))
        elif row.type in self.parts:
            self._appeal(row, self.parts[row.type])
        elif row.type in self.consequences:
            self._attach(row, 'consequence', lambda thread: self._led_to(thread, row))

    def begin(self, kind: str, edit: ProcedureEdit | None = None) -> _Thread:
        self.threads.append(_Thread(kind, len(self.threads), [], edit=edit))
        return self.threads[-1]

    def take(self, thread: _Thread, row: Row) -> None:
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

    def _latest(self, row: Row, fits) -> _Thread | None:
        return next((thread for thread in islice(reversed(self.threads), _LOOK_BACK)
                     if thread.concerns(row) and fits(thread)), None)

    def _attach(self, row: Row, part: str, fits) -> bool:
        thread = self._latest(row, fits)
        if thread:
            thread.take(part, row)
        return thread is not None

    def _decide(self, row: Row) -> None:
        outcomes = self.decides[row.type]
        # An application that is still undecided first; else a second decision in the same thread (after an annulment).
        named = self.kinds.procedures_named(row.type, _said(row))
        thread = (self._latest(row, lambda one: one.kind in named and not one.has('decision'))
                  or self._latest(row, lambda one: one.kind in outcomes and not one.has('decision'))
                  or self._latest(row, lambda one: one.kind in outcomes and one.outcome == 'annulled'))
        thread = thread or self.begin(next((kind for kind in outcomes if kind in named), next(iter(outcomes))))
        thread.take('decision', row, outcomes[thread.kind])

    def _appeal(self, row: Row, part: str) -> None:
        """An appeal joins the newest refusal; a judgment the appeal that waits for it, else the newest unjudged refusal."""
        def refused(thread: _Thread) -> bool:
            return thread.outcome in self.refusals and not thread.has('judgment')

        named = self.kinds.procedures_named(row.type, _said(row))
        if part == 'appeal':
            thread = (self._latest(row, lambda one: one.kind in named and refused(one) and not one.has('appeal'))
                      or self._latest(row, lambda one: refused(one) and not one.has('appeal')) or self._latest(row, refused))
        elif part in ('hearing', 'judgment'):
            thread = self._latest(row, lambda one: one.has('appeal') and not one.has('judgment')) or self._latest(row, refused)
        else:
            thread = self._latest(row, lambda one: one.has('judgment'))
        thread = thread or self.begin('appeal')
        thread.take(part, row, self._judged(row) if part in ('judgment', 'cassation_judgment') else None)

    def _judged(self, row: Row) -> str | None:
        """Return what a judgment decided: as recorded, else by the words of its sources; None when neither tells."""
        if row.outcome:
            return {'dismissed': 'rejected'}.get(row.outcome, row.outcome)
        said = ' '.join(_said(row)).casefold()
        return next((outcome for outcome, words in self.outcomes.items() if any(word in said for word in words)), None)

    def _led_to(self, thread: _Thread, row: Row) -> bool:
        cause = thread.last('decision', 'judgment')
        return (cause is not None and thread.outcome not in ('granted', 'annulled')
                and -7 <= row.begin.start - cause.begin.start <= _FOLLOWS_WITHIN)


def _said(row: Row) -> tuple[str, ...]:
    return (row.sentence, *(source.quote for source in row.sources))


def procedures(rows: Sequence[Row], kinds: Kinds, today: int, edits: Iterable[ProcedureEdit] = (), lang: str = 'en',
               lawyers: Mapping[int, str] | None = None, *, outside: Collection[int] = frozenset(),
               arguments: Iterable[RejectedArgument] = ()) -> tuple[Procedure, ...]:
    """Build the threads of rows in timeline order; a person's own arrangement (`edits`, `outside`) always wins."""
    building = _Threads(kinds, today)
    taken: dict[int, ProcedureEdit] = {event: edit for edit in edits for event in edit.events}
    edited: dict[int, _Thread] = {}
    for row in rows:
        edit = next((taken[event] for event in row.events if event in taken), None) if taken else None
        if edit is not None:
            if edit.id not in edited:
                edited[edit.id] = building.begin(edit.kind, edit)
            building.take(edited[edit.id], row)
        elif not outside or outside.isdisjoint(row.events):
            building.place(row)
    said = _by_event(arguments)
    counts: dict[str, int] = {}
    made = []
    for thread in sorted(building.threads, key=lambda one: one.rows[0][1].begin.start):
        counts[thread.kind] = counts.get(thread.kind, 0) + 1
        made.append(_procedure(thread, kinds, today, lang, counts[thread.kind], lawyers or {}, said))
    return tuple(made)


def _by_event(arguments: Iterable[RejectedArgument]) -> dict[int, list[RejectedArgument]]:
    said: dict[int, list[RejectedArgument]] = {}
    for argument in arguments:
        said.setdefault(argument.event, []).append(argument)
    return said


def _rejected(thread: _Thread, said: Mapping[int, Sequence[RejectedArgument]]) -> Iterable[Rejected]:
    for _, row in thread.rows if said else ():
        for argument in (argument for event in row.events for argument in said.get(event, ())):
            yield Rejected(argument.id, argument.text, row.id, row.edtf, row.type, argument.source)


def _procedure(thread: _Thread, kinds: Kinds, today: int, lang: str, rank: int, lawyers: Mapping[int, str],
               said: Mapping[int, Sequence[RejectedArgument]]) -> Procedure:
    steps = []
    for part, row in thread.rows:
        steps.append(Step(part, row.edtf, row.id, row.type))
        if row.date('notification_date') and part in ('decision', 'judgment', 'consequence'):
            steps.append(Step('notification', row.date('notification_date'), row.id, row.type))
    edit = thread.edit
    label = _label(thread.kind, kinds, lang)
    outcome = (edit.outcome if edit else None) or thread.outcome
    undecided = not thread.has('decision', 'judgment') or outcome == 'annulled'
    appealed = thread.has('appeal') and not thread.has('judgment')
    still = (undecided or appealed) and (edit is None or edit.outcome is None)
    if edit and edit.open is not None:
        still = edit.open
    first = thread.rows[0][1]
    return Procedure(
        id=f'edited-{edit.id}' if edit else f'{thread.kind}-{first.id}', kind=thread.kind, label=label,
        title=(edit.title if edit else '') or (f'{label} {rank}' if rank > 1 else label),
        persons=tuple(sorted(thread.persons)), steps=tuple(steps), waits=_waits(thread, still, today), outcome=outcome,
        open=still, lawyer=(edit.lawyer if edit else None) or lawyers.get(first.id), edited=edit.id if edit else None,
        arguments=tuple(_rejected(thread, said)))


def _waits(thread: _Thread, still: bool, today: int) -> tuple[Wait, ...]:
    waits = []
    for since, until in (('application', 'decision'), ('appeal', 'judgment'), ('cassation', 'cassation_judgment')):
        start, end = next((row for part, row in thread.rows if part == since), None), thread.last(until)
        if start is None:
            continue
        if end is not None:
            waits.append(Wait(since, until, _days(start.begin, end.begin)))
        elif still and not thread.has(*{'application': ('decision', 'judgment')}.get(since, (until,))):
            waits.append(Wait(since, 'today', today - start.begin.start if start.begin.rank == DAY else None))
    return tuple(waits)


def _days(start: Span, end: Span) -> int | None:
    return end.start - start.start if start.rank == end.rank == DAY else None


def _label(kind: str, kinds: Kinds, lang: str) -> str:
    for entry in kinds.table['procedures']:
        if entry['key'] == kind:
            return entry['label'].get(lang) or entry['label']['en']
    return kinds.label(kinds.table['appeal_steps']['appeal'][0], lang)
