"""What understanding a paper gives: its facts, and proposals of events for a person to decide."""
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Mapping

NO_DATES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A member of the family as the case file knows them; `born` is EDTF or None, `sex` 'm', 'f' or ''."""
    id: int
    name: str
    variants: tuple[str, ...] = ()
    born: str | None = None
    sex: str = ''
    relation: str = ''


@dataclass(frozen=True, slots=True)
class Quoted:
    """An EDTF date and where it stands: page number from 1, character offsets into that page's text."""
    edtf: str
    page: int
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A file number; `system` is a key of the country's `references`, or 'other' for a sender's own number."""
    system: str
    value: str
    page: int
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Named:
    """A person named in the paper; `name` as written, `role` is family, lawyer, doctor, official or other."""
    name: str
    born: str | None
    page: int
    quote: str
    start: int
    end: int
    role: str = 'family'
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """One event the paper tells, to be accepted or not by a person.

    `edtf` is the timeline date of the event type; `dates` the others by role; `within` marks one unknown moment inside
    the interval. `persons` are names as written, `person_ids` the family members they are. `sentence` is neutral and in
    the reader's language; `quote` stands verbatim at [start:end] of the page. `confidence` is the share of such proposals
    that proved right on papers that no rule was written on, `why` says what spoke for it. `sentences` is the sentence in every
    language it can be said in, by ISO 639-1: a colleague or a dossier may need another one.
    """
    type: str
    edtf: str
    within: bool
    dates: Mapping[str, str]
    persons: tuple[str, ...]
    person_ids: tuple[int, ...]
    sentence: str
    quote: str
    page: int
    start: int
    end: int
    confidence: float
    why: str
    source_kind: str
    references: tuple[tuple[str, str], ...] = ()
    sentences: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything understood of one paper; see the contract of `flask extract`."""
    languages: tuple[str, ...]
    kind: str | None
    issuer: str | None
    document_date: Quoted | None
    dates: Mapping[str, Quoted] = field(default_factory=dict)
    references: tuple[Reference, ...] = ()
    persons: tuple[Named, ...] = ()
    author: str | None = None
    addressee: str | None = None
    events: tuple[Proposal, ...] = ()
    warnings: tuple[str, ...] = ()
