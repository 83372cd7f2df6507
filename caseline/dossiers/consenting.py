"""The gate before a hand-over: who agreed that this reader gets the file, who did not, and what stays in the house."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from caseline.agreements import confidences
from caseline.agreements.consent import consent_for, needs_consent
from caseline.agreements.models import Consent
from caseline.families.models import Family, Person

# Which consent each kind of dossier rests on; a request is filed by the lawyer. The family's own copy and our own card need none.
RESTS_ON = {"lawyer": "lawyer", "request": "lawyer", "commissioner": "commissioner"}


@dataclass(frozen=True, slots=True)
class Gate:
    """`agreed` are (person, their consent) pairs, `missing` the people without one for this reader.

    `needed` is False for readers who need no consent; `confidences` counts what was told not to be recorded and stays.
    """

    needed: bool
    agreed: tuple[tuple[Person, Consent], ...]
    missing: tuple[Person, ...]
    confidences: int

    @property
    def is_open(self) -> bool:
        return not self.missing

    def in_words(self) -> str:
        """On whose agreement, for the version's record: “Grace 2026-01-10; Samuel 2026-01-10 (until 2026-12-31)”."""
        return "; ".join(f"{person.short_name} {consent.given_on}" + (f" (→ {consent.until})" if consent.until else "") for person, consent in self.agreed)


def gate(family: Family, kind: str, *, persons: Sequence[int] | None, on: date, user_id: int) -> Gate:
    """The gate for a dossier of `kind` about `persons` (None: everybody) on a day. Call it inside the family's scope.

    Everybody in the dossier is asked for, children too: their parents' consent is written down per child.
    """
    reader = RESTS_ON.get(kind, "")
    kept = len(confidences.readable_by(user_id))
    if not needs_consent(reader):
        return Gate(False, (), (), kept)
    people = [person for person in family.persons if persons is None or person.id in persons]
    found = [(person, consent_for(person.id, reader, on)) for person in people]
    agreed = tuple((person, consent) for person, consent in found if consent)
    return Gate(True, agreed, tuple(person for person, consent in found if not consent), kept)
