"""Procedures as threads: application, decision, notification, appeal, hearing, judgment, outcome; and how long each took."""
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from caseline.chronology.case import ProcedureEdit, RejectedArgument, Source
from caseline.chronology.kinds import Kinds
from caseline.chronology.order import DAY, Span, span, standing
from caseline.chronology.rows import Row
from caseline.chronology.threads import ALONE, Thread, Threads


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
    `lawyers` held the file at its steps, in order;
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
    lawyers: tuple[str, ...] = ()
    edited: int | None = None
    arguments: tuple[Rejected, ...] = ()

    @property
    def lawyer(self) -> str | None:
        """Who held it when it began."""
        return self.lawyers[0] if self.lawyers else None

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


def procedures(rows: Sequence[Row], kinds: Kinds, today: int, edits: Iterable[ProcedureEdit] = (), lang: str = 'en',
               lawyers: Mapping[int, str] | None = None, *, outside: Collection[int] = frozenset(),
               arguments: Iterable[RejectedArgument] = ()) -> tuple[Procedure, ...]:
    """Build the threads of rows in timeline order; a person's own arrangement (`edits`, `outside`) always wins."""
    building = Threads(kinds, today)
    taken: dict[int, ProcedureEdit] = {event: edit for edit in edits for event in edit.events}
    edited: dict[int, Thread] = {}
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
    for thread in sorted(building.threads, key=lambda one: standing(one.rows[0][1].begin)):
        counts[thread.kind] = counts.get(thread.kind, 0) + 1
        made.append(_procedure(thread, kinds, today, lang, counts[thread.kind], lawyers or {}, said))
    return tuple(made)


def _by_event(arguments: Iterable[RejectedArgument]) -> dict[int, list[RejectedArgument]]:
    said: dict[int, list[RejectedArgument]] = {}
    for argument in arguments:
        said.setdefault(argument.event, []).append(argument)
    return said


def _rejected(thread: Thread, said: Mapping[int, Sequence[RejectedArgument]]) -> Iterable[Rejected]:
    for _, row in thread.rows if said else ():
        for argument in (argument for event in row.events for argument in said.get(event, ())):
            yield Rejected(argument.id, argument.text, row.id, row.edtf, row.type, argument.source)


def _procedure(thread: Thread, kinds: Kinds, today: int, lang: str, rank: int, lawyers: Mapping[int, str],
               said: Mapping[int, Sequence[RejectedArgument]]) -> Procedure:
    steps = []
    for part, row in thread.rows:
        steps.append(Step(part, row.edtf, row.id, row.type))
        if row.date('notification_date') and part in ('decision', 'judgment', 'consequence'):
            steps.append(Step('notification', row.date('notification_date'), row.id, row.type))
    edit = thread.edit
    label = _label(thread.kind, kinds, lang)
    outcome = (edit.outcome if edit else None) or thread.outcome
    # An annulled decision leaves the application open; of an appeal that stands alone nobody knows what it was about.
    undecided = not thread.has('decision', 'judgment') or (outcome == 'annulled' and thread.kind != ALONE)
    appealed = thread.lately('appeal', 'judgment')
    still = (undecided or appealed) and (edit is None or edit.outcome is None)
    if edit and edit.open is not None:
        still = edit.open
    first = thread.rows[0][1]
    held = (edit.lawyer,) if edit and edit.lawyer else tuple(dict.fromkeys(lawyers[row.id] for _, row in thread.rows if row.id in lawyers))
    return Procedure(
        id=f'edited-{edit.id}' if edit else f'{thread.kind}-{first.id}', kind=thread.kind, label=label,
        title=(edit.title if edit else '') or (f'{label} {rank}' if rank > 1 else label),
        persons=tuple(sorted(thread.persons)), steps=tuple(steps), waits=_waits(thread, still, today), outcome=outcome,
        open=still, lawyers=held, edited=edit.id if edit else None,
        arguments=tuple(_rejected(thread, said)))


def _waits(thread: Thread, still: bool, today: int) -> tuple[Wait, ...]:
    """Pair each application with the first decision, and each appeal with the judgment that follows it."""
    waits = []
    for since, until in (('application', 'decision'), ('appeal', 'judgment'), ('cassation', 'cassation_judgment')):
        begun = None
        for part, row in thread.rows:
            if part == since and begun is None:
                begun = row
            elif part == until and begun is not None:
                waits.append(Wait(since, until, _days(begun.begin, row.begin)))
                begun = None
        if begun and still and begun.begin.start <= today and not (since == 'application' and thread.has('judgment')):
            waits.append(Wait(since, 'today', today - begun.begin.start if begun.begin.rank == DAY else None))
    return tuple(waits)


def _days(start: Span, end: Span) -> int | None:
    """Days from one known day to another; none where the later step is dated before the earlier: that is a contradiction."""
    return end.start - start.start if start.rank == end.rank == DAY and start.start <= end.start else None


def _label(kind: str, kinds: Kinds, lang: str) -> str:
    labels = {entry['key']: entry['label'] for entry in kinds.table['procedures']}
    label = labels.get(kind, kinds.table['appeal_label'])
    return label.get(lang) or label['en']
