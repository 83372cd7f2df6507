"""What the chronology reasons about: one family's case as plain values, handed in by the application or by a test."""
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Source:
    """One place that speaks of an event: a page with its words, or a person's account.

    `edtf` and `dates` (by role) are what this source itself says; left out, it says what its event says.
    `source_kind` is primary_document, mentioned_in_other_document, third_party_statement, client_statement or
    case_manager_observation; `confidence` runs from 0 to 1.
    """
    document_id: int | None = None
    document: str = ''
    document_kind: str | None = None
    document_date: str | None = None
    page: int | None = None
    quote: str = ''
    edtf: str | None = None
    dates: Mapping[str, str] = field(default_factory=dict)
    source_kind: str = 'mentioned_in_other_document'
    said_by: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Event:
    """One event as recorded or proposed: `edtf` places it on the timeline, `dates` holds its other dates by role.

    `within` means one unknown moment inside the range. `persons` are ids of `Person`; `named` are other people's names
    (a lawyer, a doctor). `references` are (system, value) pairs. `working` holds the working date per
    role ('main' for the timeline date); it outweighs the sources when it differs from them or they differ among
    themselves. `advice_question` marks the event for the lawyer.
    """
    id: int
    type: str
    edtf: str
    within: bool = False
    dates: Mapping[str, str] = field(default_factory=dict)
    persons: tuple[int, ...] = ()
    sentence: str = ''
    status: str = 'accepted'
    sources: tuple[Source, ...] = ()
    references: tuple[tuple[str, str], ...] = ()
    key: bool = False
    advice_question: str | None = None
    advice_answered: bool = False
    named: tuple[str, ...] = ()
    outcome: str | None = None
    working: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BirthClaim:
    """One source's date of birth for a person, in our calendar (`calendars` converts others)."""
    edtf: str
    source: Source = Source()


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the family; `born` is the working date of birth (EDTF) where one was chosen."""
    id: int
    name: str
    relation: str = ''
    sex: str | None = None
    born: str | None = None
    birth_claims: tuple[BirthClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """A stored paper: its kind and date, when it was received, until when it is valid, whom it concerns."""
    id: int
    name: str
    kind: str | None = None
    date: str | None = None
    persons: tuple[int, ...] = ()
    valid_until: str | None = None


@dataclass(frozen=True, slots=True)
class Mandate:
    """Who was the family's lawyer: dates in EDTF, None where unknown; `persons` empty means the whole family."""
    id: int
    lawyer: str
    start: str | None = None
    end: str | None = None
    persons: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ProcedureEdit:
    """A procedure as a person arranged it: these events belong together, whatever the rules would have said.

    Later steps still join it by rule. `lawyer` and `outcome` None leave both to the papers; `open` says whether it runs.
    """
    id: int
    kind: str
    events: tuple[int, ...]
    title: str = ''
    lawyer: str | None = None
    outcome: str | None = None
    open: bool | None = None


@dataclass(frozen=True, slots=True)
class RejectedArgument:
    """An argument that a decision or judgment (`event`) rejected, as a person noted it, with the place that says so."""
    id: int
    text: str
    event: int
    source: Source = Source()


@dataclass(frozen=True, slots=True)
class Case:
    """A family's whole case; `same` and `not_same` are pairs of event ids that a person joined or kept apart, `outside`
    the events that a person took out of every procedure; a silence of more than `gap_months` is spoken of (see `gaps`)."""
    reference: str
    persons: tuple[Person, ...] = ()
    events: tuple[Event, ...] = ()
    documents: tuple[DocumentInfo, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    procedures: tuple[ProcedureEdit, ...] = ()
    outside: frozenset[int] = frozenset()
    arguments: tuple[RejectedArgument, ...] = ()
    gap_months: int = 12
    same: frozenset[tuple[int, int]] = frozenset()
    not_same: frozenset[tuple[int, int]] = frozenset()
