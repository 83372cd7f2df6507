"""A cohort as plain values: one record for each family, without names, from which every table is counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

ADULT_BANDS = ("18-19", "20-29", "30-39", "40-49", "50-59", "60+", "unclear")
CHILD_BANDS = ("0-5", "6-11", "12-17", "18+", "unclear")
RESOLVED = ("refugee_status", "subsidiary_protection", "other_residence", "voluntary_return")
OUTCOMES = (*RESOLVED, "forcibly_removed", "disengaged", "engaged", "other")
BASES = ("admitted", "analysed")


@dataclass(frozen=True, slots=True)
class Record:
    """One referral and, when admitted, one family.

    Days are ISO days, or quarters (“2021-Q3”) where they come from another pilot; '' means it did not happen. Months
    are whole months, None when not known. `answers` are those of the latest client summary: a value, or dont_know,
    no_answer, not_relevant; a question that is not there was left empty. `baseline` holds (score key, first, last) of
    each person with two baselines. `waits` are (kind of procedure, whole months, ended); `steps` (kind of procedure, step,
    authority, days, ended) are the waits for one decision; `findings` count what the chronology found, by kind.
    `resolved_months` run from admission to the resolution.
    """

    key: str
    site: str = ""
    referred: str = ""
    admitted: str = ""
    closed: str = ""
    analysed: bool = False
    adults: tuple[str, ...] = ()
    children: tuple[str, ...] = ()
    sexes: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    stay_months: int | None = None
    legal_months: int | None = None
    support_months: int | None = None
    contacts: Mapping[str, int] = field(default_factory=dict)
    detained: bool | None = None
    asylum: bool | None = None
    vulnerable: bool | None = None
    status: str = ""
    resolution: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    baseline: tuple[tuple[str, int, int], ...] = ()
    waits: tuple[tuple[str, int, bool], ...] = ()
    steps: tuple[tuple[str, str, str, int, bool], ...] = ()
    findings: Mapping[str, int] = field(default_factory=dict)
    resolved_months: int | None = None

    @property
    def visits(self) -> int:
        return self.contacts.get("visit", 0)

    @property
    def outcome(self) -> str:
        """One of OUTCOMES: what the case came to, by the network's table of 2020. What is written as a resolution
        outweighs the status of the client summary."""
        if "forced_removal" == self.resolution or self.status == "resolved_removal":
            return "forcibly_removed"
        if self.resolution in ("refugee_status", "subsidiary_protection", "voluntary_return"):
            return self.resolution
        if self.resolution not in ("", "none") or self.status == "resolved_regularisation":
            return "other_residence"
        if self.status == "resolved_return":
            return "voluntary_return"
        if self.status in ("disengaged", "absconded"):
            return "disengaged"
        return "engaged" if self.status == "in_touch" else "other"


@dataclass(frozen=True, slots=True)
class Cohort:
    """Everybody referred, and which of them a table is about: `basis` is admitted, or analysed (with a client summary).

    `budget` is money spent on the cohort, for the cost of a day; None when nobody says.
    """

    records: tuple[Record, ...]
    day: date
    start: date | None = None
    end: date | None = None
    basis: str = "admitted"
    budget: float | None = None

    @property
    def admitted(self) -> tuple[Record, ...]:
        return tuple(record for record in self.records if record.admitted)

    @property
    def analysed(self) -> tuple[Record, ...]:
        return tuple(record for record in self.records if record.admitted and record.analysed)

    @property
    def families(self) -> tuple[Record, ...]:
        return self.analysed if self.basis == "analysed" else self.admitted

    @property
    def sites(self) -> tuple[str, ...]:
        return tuple(sorted({record.site for record in self.records}))

    def of_site(self, site: str) -> "Cohort":
        """The same period and basis, for the families of one site."""
        return replace(self, records=tuple(record for record in self.records if record.site == site))


def age_band(years: int | None, *, child: bool) -> str:
    """The paper's age bands; a member counted as a child stays one past 18 (“18+”)."""
    if years is None or years < 0:
        return "unclear"
    if child:
        return next((band for band, last in (("0-5", 5), ("6-11", 11), ("12-17", 17)) if years <= last), "18+")
    if years < 20:
        return "18-19"
    return "60+" if years >= 60 else f"{years // 10 * 10}-{years // 10 * 10 + 9}"


def months_between(first: date, last: date) -> int:
    """Whole months, never less than none."""
    return max((last.year - first.year) * 12 + last.month - first.month - (last.day < first.day), 0)


def answered(records: Iterable[Record], key: str) -> dict[str, int]:
    """How often each answer was given; a question left empty counts as no_answer."""
    found: dict[str, int] = {}
    for record in records:
        said = record.answers.get(key) or "no_answer"
        found[said] = found.get(said, 0) + 1
    return found
