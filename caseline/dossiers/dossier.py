"""A dossier as frozen plain values: everything one reader gets to see, with its sources, before it becomes a page.

A `Dossier` is a snapshot: written twice it gives the same bytes. Dates are EDTF text; names are as they may be printed
(already pseudonymised where that was asked for); free text stays in the language it was written in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["lawyer", "commissioner", "family", "request", "card"]
Basis: TypeAlias = Literal["paper", "family", "third_party", "observed", "none"]
Standing: TypeAlias = Literal["confirmed", "declared", "disputed", "proposed", "undocumented"]


@dataclass(frozen=True, slots=True)
class Cite:
    """What a statement rests on: a page of a paper (`exhibit` is its number when it is handed over), or who says so.

    `quote` stands in its own language (`lang`); `date` is when an account was given.
    """

    basis: Basis
    exhibit: int | None = None
    paper: str = ""
    page: int | None = None
    quote: str = ""
    lang: str | None = None
    said_by: str = ""
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One of several things said about a fact; `used` marks the one the dossier works with."""

    value: str
    cites: tuple[Cite, ...]
    used: bool
    within: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the chronology. `number` counts in this dossier, `event` is its id in the case.

    `dates` are the other dates of the event as (role, EDTF); `disputes` are the numbers of the disputed points that
    concern it; `translation` stands beside a sentence that is not in the dossier's language.
    """

    event: int
    number: int
    type: str
    group: str
    label: str
    edtf: str
    within: bool
    sentence: str
    persons: tuple[str, ...]
    person_ids: tuple[int, ...]
    standing: Standing
    cites: tuple[Cite, ...]
    dates: tuple[tuple[str, str], ...] = ()
    references: tuple[str, ...] = ()
    period: str | None = None
    disputes: tuple[int, ...] = ()
    translation: str = ""
    outcome: str = ""
    key: bool = False
    whole_family: bool = False


@dataclass(frozen=True, slots=True)
class Dispute:
    """A point on which sources differ, with every claim; `rows` are the events it concerns."""

    number: int
    sentence: str
    claims: tuple[Claim, ...]
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Silence:
    """A stretch of which nothing is known; `pending` names the procedure that was waiting meanwhile."""

    start: str
    end: str
    months: int
    pending: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a procedure and the event it stands on."""

    part: str
    edtf: str
    event: int


@dataclass(frozen=True, slots=True)
class Thread:
    """A procedure from application to outcome. `outcome` is a key of the wording, empty while unknown."""

    title: str
    persons: tuple[str, ...]
    steps: tuple[Step, ...]
    outcome: str
    open: bool
    lawyer: str = ""
    days: int | None = None
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A term; every one is to be confirmed by a lawyer.

    `state` is running, passed, met or unknown; unknown ones have no `due` and ask a `question`. `others` are the last
    days that other claims about the same notification would give, as (notification, due).
    """

    label: str
    due: str | None
    basis: str
    state: str
    event: int | None = None
    start: str | None = None
    days_left: int | None = None
    question: str = ""
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of one person's time: `kind` is stay, temporary_stay, asylum_procedure, no_stay, unknown, detention or
    return_house; `end` None means until today; `rows` are the events it rests on."""

    person: str
    kind: str
    start: str
    end: str | None
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Mandate:
    """Who was lawyer from when to when, for whom (empty: the whole family)."""

    lawyer: str
    start: str | None
    end: str | None
    persons: tuple[str, ...] = ()
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Something only the reader can answer, and the event it is about."""

    text: str
    event: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A line of the evidence checklist. `state` is present, missing, ageing or aged; `until` when it stops being fresh."""

    key: str
    category: str
    label: str
    exhibits: tuple[int, ...]
    state: str
    persons: tuple[str, ...] = ()
    until: str | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A paper as numbered for this reader; `is_new` tells what came since the last version."""

    number: int
    title: str
    kind: str
    date: str | None
    issuer: str = ""
    pages: int | None = None
    persons: tuple[str, ...] = ()
    original: bool = False
    lang: str | None = None
    translation_of: int | None = None
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class ChildFacts:
    """What is known of a child beyond dated events; every text may be empty, which prints as “not documented”.

    `voice` are the child's own words, `voice_how` how, when and in whose presence they were collected.
    """

    voice: str = ""
    voice_how: str = ""
    voice_lang: str | None = None
    languages: str = ""
    school: str = ""
    health: str = ""
    friends: str = ""
    home: str = ""
    family: str = ""
    protective: str = ""
    on_return: str = ""
    agreed: bool | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the family as printed. `in_country_since` and the years are worked out from the chronology."""

    id: int
    name: str
    relation: str
    sex: str | None
    born: str | None
    is_child: bool
    born_claims: tuple[Claim, ...] = ()
    birthplace: str = ""
    nationality: str = ""
    variants: tuple[str, ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()
    in_country_since: str | None = None
    years: int | None = None
    age: int | None = None
    facts: ChildFacts = field(default_factory=ChildFacts)


@dataclass(frozen=True, slots=True)
class Presence:
    """The exhibits or rows that show one person in the country in one year; both empty means nothing shows it."""

    person: str
    year: int
    exhibits: tuple[int, ...]
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on the first page and in the footers."""

    reference: str
    organisation: str
    prepared_on: date
    version: int
    draft: bool
    prepared_by: str = ""
    recipient: str = ""
    contact: str = ""
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything one reader gets. `withheld` counts what consent kept back: for the sender's eyes, never printed."""

    kind: Kind
    lang: str
    country: str
    cover: Cover
    members: tuple[Member, ...]
    rows: tuple[Row, ...]
    disputes: tuple[Dispute, ...] = ()
    silences: tuple[Silence, ...] = ()
    threads: tuple[Thread, ...] = ()
    terms: tuple[Term, ...] = ()
    bands: tuple[Band, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    questions: tuple[Question, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    presence: tuple[Presence, ...] = ()
    summary: str = ""
    summary_lang: str | None = None
    request: str = ""
    request_lang: str | None = None
    remarks: Mapping[int, str] = field(default_factory=dict)
    withheld: int = 0

    @property
    def has_every_row(self) -> bool:
        """Whether this kind of dossier prints the full chronology, so that mentions of rows can lead there."""
        return self.kind in ("lawyer", "request")

    @property
    def children(self) -> tuple[Member, ...]:
        """The members who are children."""
        return tuple(member for member in self.members if member.is_child)
