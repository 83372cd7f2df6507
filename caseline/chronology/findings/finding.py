"""What a finding is, and what the rules that look for findings may look at."""
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from caseline.chronology.bands import Band
from caseline.chronology.case import Case, Person, Source
from caseline.chronology.conflicts import Conflict
from caseline.chronology.gaps import Gap
from caseline.chronology.kinds import Kinds
from caseline.chronology.lawyers import Tenure
from caseline.chronology.merging import Possible
from caseline.chronology.order import UNDATED, span
from caseline.chronology.presence import Presence
from caseline.chronology.procedures import Procedure
from caseline.chronology.rows import Row
from caseline.chronology.terms import Term

SEVERITIES = ('high', 'medium', 'low')


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at, explained in one sentence.

    `key` stays the same as long as it is the same question, so that a dismissal can be kept by it; `fingerprint` changes
    when the facts behind it change, and then a dismissal no longer holds. `rows`, `person` and `documents` are ids.
    """
    key: str
    kind: str
    severity: str
    sentence: str
    fingerprint: str
    rows: tuple[int, ...] = ()
    person: int | None = None
    documents: tuple[int, ...] = ()
    sources: tuple[Source, ...] = ()
    question: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """Everything the rules may look at: the case as it came in and what has been concluded so far."""
    case: Case
    rows: Sequence[Row]
    kinds: Kinds
    today: date
    lang: str
    conflicts: Sequence[Conflict]
    possible: Sequence[Possible]
    gaps: Sequence[Gap]
    procedures: Sequence[Procedure]
    terms: Sequence[Term]
    bands: Sequence[Band]
    presence: Sequence[Presence]
    tenures: Sequence[Tenure]
    by_id: dict[int, Row]
    by_event: dict[int, Row]

    def names(self) -> dict[int, str]:
        """Return the people's names by id."""
        return {person.id: person.name for person in self.case.persons}

    def children(self) -> Iterable[Person]:
        """Yield the members under eighteen today."""
        for person in self.case.persons:
            born = self.born(person)
            if born is not None and self.today.toordinal() - born < 18 * 365.25:
                yield person

    def born(self, person: Person) -> int | None:
        """Return the first day a person can have been born: by the row of the birth, as recorded, or by the best claim."""
        told = [row.edtf for row in self.by_id.values() if row.type == 'birth' and row.subject == person.id]
        told += [person.born] if person.born else []
        told += [claim.edtf for claim in person.birth_claims]
        bounds = span(told[0]) if told else UNDATED
        return None if bounds.open else bounds.start


def finding(key: str, kind: str, severity: str, sentence: str, facts: Iterable[object], **about) -> Finding:
    """Make a finding; `facts` are the values it rests on, from which the fingerprint is drawn."""
    text = '\n'.join([kind, *sorted(str(fact) for fact in facts)])
    return Finding(key=key, kind=kind, severity=severity, sentence=sentence,
                   fingerprint=hashlib.sha256(text.encode()).hexdigest()[:16], **about)
