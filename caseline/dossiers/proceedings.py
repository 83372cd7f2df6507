"""The legal side of a dossier: procedures step by step, terms, stay, lawyers, questions. Dates are EDTF text."""

from dataclasses import dataclass

from .statements import Cite


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a procedure and the event it stands on."""

    part: str
    edtf: str
    event: int


@dataclass(frozen=True, slots=True)
class Rejected:
    """An argument that a decision has rejected already: its words, the decision's event, day and name, and where it says so."""

    text: str
    event: int
    edtf: str
    by: str
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """A procedure from application to outcome. `outcome` is a key of the wording, empty while unknown."""

    kind: str
    title: str
    persons: tuple[str, ...]
    steps: tuple[Step, ...]
    outcome: str
    open: bool
    lawyer: str = ""
    days: int | None = None
    references: tuple[str, ...] = ()
    arguments: tuple[Rejected, ...] = ()


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
    """Who was lawyer from when to when, for whom (empty: the whole family), and what that rests on."""

    lawyer: str
    start: str | None
    end: str | None
    persons: tuple[str, ...] = ()
    contact: str = ""
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Something only the reader can answer, and the event it is about; `translation` stands beside a text in another language."""

    text: str
    event: int | None = None
    translation: str = ""
