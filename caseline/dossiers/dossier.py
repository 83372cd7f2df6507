"""A dossier as frozen plain values: everything one reader gets to see, with its sources, before it becomes a page.

A `Dossier` is a snapshot: written twice it gives the same bytes. Dates are EDTF text; names are as they may be printed
(already pseudonymised where that was asked for); free text stays in the language it was written in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from .proceedings import Band, Mandate, Question, Term, Thread
from .statements import Cite, Claim, Dispute, Row, Silence

Kind: TypeAlias = Literal["lawyer", "commissioner", "family", "request", "card"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A line of the evidence checklist. `state` is present, ageing, aged, missing, or perhaps (only papers that
    serve something else first); `until` is when it stops being fresh."""

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
    """A paper as numbered for this reader; `is_new` tells what came since the last version, `document` is its id, `redacted`
    that words are blacked out in it."""

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
    document: int | None = None
    redacted: bool = False


@dataclass(frozen=True, slots=True)
class ChildFacts:
    """What is known of a child beyond dated events; every text may be empty, which prints as “not documented”.

    `voice` are the child's own words, `voice_how` how, when and in whose presence they were collected; `basis` says on what
    the other texts rest (“observed by the case manager, 3 May 2026”).
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
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the family as printed. `in_country_since` and the years are worked out from the chronology, from what
    `since_cites` say."""

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
    since_cites: tuple[Cite, ...] = ()

    @property
    def born_cites(self) -> tuple[Cite, ...]:
        """What the date of birth in use rests on; without a paper it is the family's account."""
        used = next((claim.cites for claim in self.born_claims if claim.used and claim.cites), ())
        return used or (Cite("family"),)


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
    summary_translation: str = ""
    request: str = ""
    request_lang: str | None = None
    request_translation: str = ""
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
