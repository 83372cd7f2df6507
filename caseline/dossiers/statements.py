"""What a dossier says happened, with what each statement rests on: rows, sources, competing claims, silences."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Basis: TypeAlias = Literal["paper", "family", "third_party", "lawyer", "earlier", "observed", "none"]
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
    subject: str
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
