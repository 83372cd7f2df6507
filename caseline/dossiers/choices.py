"""What goes into a dossier besides the chronology: the people and papers as recorded, and what the sender chose."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from .dossier import ChildFacts, Evidence
from .proceedings import Question


@dataclass(frozen=True, slots=True)
class Profile:
    """A member of the family as recorded. `variants` are other spellings; `numbers` are (system key, value) pairs."""

    id: int
    name: str
    relation: str = ""
    sex: str | None = None
    birthplace: str = ""
    nationality: str = ""
    variants: tuple[str, ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()
    facts: ChildFacts = field(default_factory=ChildFacts)


@dataclass(frozen=True, slots=True)
class Paper:
    """A stored document as it may be handed over. `title` is the case manager's own name for it, if she gave one.

    A redacted copy `stands_for` its original wherever that is cited; `gone` are the words it lost, by page.
    """

    id: int
    kind: str | None = None
    title: str = ""
    date: str | None = None
    issuer: str = ""
    pages: int | None = None
    persons: tuple[int, ...] = ()
    original: bool = False
    lang: str | None = None
    translation_of: int | None = None
    stands_for: int | None = None
    gone: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def source(self) -> int:
        """The document that statements rest on: the paper itself, or the one this copy stands for."""
        return self.stands_for or self.id


@dataclass(frozen=True, slots=True)
class Choices:
    """What the sender decided on the builder page.

    `persons`, `documents` and `procedures` None mean all; `since` and `until` are EDTF. `withheld_events` and
    `withheld_documents` are what consent keeps from this reader; of the papers in `originals` the paper itself goes out although
    there is a redacted copy. `translations`, `question_translations` and `remarks` are by event id,
    `mandate_contacts` by lawyer. `evidence` replaces the checklist worked out from the papers.
    """

    prepared_on: date
    organisation: str = ""
    prepared_by: str = ""
    recipient: str = ""
    contact: str = ""
    version: int = 1
    draft: bool = True
    valid_until: date | None = None
    persons: tuple[int, ...] | None = None
    documents: tuple[int, ...] | None = None
    procedures: tuple[str, ...] | None = None
    since: str | None = None
    until: str | None = None
    only_key: bool = False
    key_events: frozenset[int] = frozenset()
    withheld_events: frozenset[int] = frozenset()
    withheld_documents: frozenset[int] = frozenset()
    originals: frozenset[int] = frozenset()
    pseudonymised: bool = False
    summary: str = ""
    summary_lang: str | None = None
    summary_translation: str = ""
    request: str = ""
    request_lang: str | None = None
    request_translation: str = ""
    questions: tuple[Question, ...] = ()
    translations: Mapping[int, str] = field(default_factory=dict)
    question_translations: Mapping[int, str] = field(default_factory=dict)
    remarks: Mapping[int, str] = field(default_factory=dict)
    mandate_contacts: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] | None = None


_SETS = ("withheld_events", "withheld_documents", "originals")
_LISTS = ("persons", "documents", "procedures")
_PLAIN = ("since", "until", "only_key", "pseudonymised")


def kept(options: Choices) -> dict[str, Any]:
    """What the sender chose as JSON values, to be kept with a version: whom, what, and what is kept back."""
    lists = {name: list(getattr(options, name)) if getattr(options, name) is not None else None for name in _LISTS}
    return {**lists, **{name: sorted(getattr(options, name)) for name in _SETS}, **{name: getattr(options, name) for name in _PLAIN}}


def restored(told: Mapping[str, Any] | None, options: Choices) -> Choices:
    """`options` with what was chosen for an earlier version; versions from before this was kept change nothing."""
    told = told or {}
    lists = {name: tuple(told[name]) if told[name] is not None else None for name in _LISTS if name in told}
    return replace(options, **lists, **{name: frozenset(told[name]) for name in _SETS if name in told}, **{name: told[name] for name in _PLAIN if name in told})
