"""What changed between the version a reader received and a later one: events, exhibits, terms, questions."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from .dossier import Dossier, Exhibit
from .proceedings import Question, Term
from .statements import Row

Part: TypeAlias = Literal["date", "dates", "event", "persons", "source", "standing", "file_numbers"]


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One event in both versions, and the parts of its row that read differently now."""

    before: Row
    after: Row
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that is new, different or gone. `gone` are the rows as the reader received them."""

    before: Dossier
    after: Dossier
    new: tuple[Row, ...]
    changed: tuple[ChangedRow, ...]
    gone: tuple[Row, ...]
    exhibits: tuple[Exhibit, ...]
    terms: tuple[Term, ...]
    questions: tuple[Question, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone or self.exhibits or self.terms or self.questions)


def changes(before: Dossier, after: Dossier) -> Changes:
    """Compare two versions for one reader. Events are the same when their id is, whatever their number in each version."""
    old = {row.event: row for row in before.rows}
    now = {row.event: row for row in after.rows}
    both = [ChangedRow(old[event], row, parts) for event, row in now.items()
            if event in old and (parts := _different(old[event], row))]
    numbers = {one.number for one in before.exhibits}
    known_terms = {(term.event, term.label, term.due) for term in before.terms}
    known_questions = {question.text for question in before.questions}
    return Changes(
        before, after, tuple(row for event, row in now.items() if event not in old), tuple(both),
        tuple(row for event, row in old.items() if event not in now),
        tuple(one for one in after.exhibits if one.number not in numbers),
        tuple(term for term in after.terms if (term.event, term.label, term.due) not in known_terms),
        tuple(question for question in after.questions if question.text not in known_questions))


def _different(old: Row, now: Row) -> tuple[Part, ...]:
    compared: tuple[tuple[Part, object, object], ...] = (
        ("date", (old.edtf, old.within, old.period), (now.edtf, now.within, now.period)),
        ("dates", set(old.dates), set(now.dates)),
        ("event", (old.type, old.sentence, old.outcome, old.translation), (now.type, now.sentence, now.outcome, now.translation)),
        ("persons", set(old.persons), set(now.persons)),
        ("source", set(old.cites), set(now.cites)),
        ("standing", (old.standing, bool(old.disputes)), (now.standing, bool(now.disputes))),
        ("file_numbers", old.references, now.references),
    )
    return tuple(part for part, first, second in compared if first != second)
