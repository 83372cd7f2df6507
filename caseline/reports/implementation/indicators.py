"""The indicators of the implementation plan by outcome, those that Caseline counts by itself, and the reflections asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from caseline.reports.cohort import Cohort, Record
from caseline.reports.network import harmonisation

MOMENTS = {"baseline": _l("Baseline"), "six_months": _l("Six months"), "mid_term": _l("Mid-term"), "end": _l("End")}
Counted = Callable[[Cohort], int | None]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One line of the evaluation table. `counted` gives the value from a cohort; `how` says how; both empty when it is typed.
    `of_people` are counts of which one to four may not leave the house."""

    key: str
    words: object
    counted: Counted | None = None
    how: object = ""
    of_people: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the plan wants to reach, with its indicators."""

    key: str
    words: object
    indicators: tuple[Indicator, ...]


def _people(records) -> int:
    return sum(len(one.adults) + len(one.children) for one in records)


def _from_other_groups(record: Record) -> bool:
    """Who came out of detention, or has no child with them: the pilots began with families in the community."""
    return record.answers.get("b11_entry_route") == "detention" or not any(age != "18+" for age in record.children)


def _groups(cohort: Cohort) -> int:
    told = [("detention" if one.answers.get("b11_entry_route") == "detention" else "", "alone" if len(one.adults) + len(one.children) == 1 else "", "" if one.children else "no children") for one in cohort.admitted]
    return len({group for groups in told for group in groups if group})


def _sites(cohort: Cohort) -> int:
    return len({one.site for one in cohort.admitted})


def _harmonised(cohort: Cohort) -> int | None:
    """The share of the common data set's fields that are filled for at least one family in two."""
    rows = harmonisation([("here", cohort)]).rows
    known = [row.values[0] for row in rows if row.values[0] is not None]
    return 100 * sum(one >= 50 for one in known) // len(rows) if known else None


OUTCOMES = (
    Outcome("expansion", _l("More cities and countries"), (
        Indicator("stakeholders", _l("New stakeholders who speak of or work on case management and community-based solutions")),
        Indicator("pilots_countries", _l("New pilots in European countries")),
        Indicator("pilots_cities", _l("Pilots in cities"), _sites, _l("sites with admitted families until the day")),
    )),
    Outcome("embedding", _l("Case management as a part of government systems, with authorities as partners"), (
        Indicator("exploring", _l("Organisations, governments and cities that explore or run a pilot")),
        Indicator("concept_notes", _l("Concept notes written and handed in")),
        Indicator("approaches", _l("Approaches between organisations and authorities or funders")),
        Indicator("sustainable", _l("Pilots with sustainable funding")),
    )),
    Outcome("beneficiaries", _l("More people accompanied"), (
        Indicator("people", _l("People accompanied"), lambda cohort: _people(cohort.admitted), _l("members of the families admitted until the day"), of_people=True),
        Indicator("families", _l("Families accompanied"), lambda cohort: len(cohort.admitted), _l("families admitted until the day"), of_people=True),
    )),
    Outcome("widening", _l("Beyond vulnerable groups: others than families in the community"), (
        Indicator("new_groups", _l("New groups that take part"), _groups, _l("of three groups (out of detention, a person alone, a family without children) those with an admission until the day")),
        Indicator("other_people", _l("People of these groups"), lambda cohort: _people(one for one in cohort.admitted if _from_other_groups(one)), _l("members of families that came out of detention, or have no child under 18, admitted until the day"), of_people=True),
    )),
    Outcome("network", _l("A stronger network of organisations"), (
        Indicator("feedback", _l("Feedback from members, by questionnaire or confidence test")),
        Indicator("speaking", _l("Invitations to speak, and presentations")),
        Indicator("messages", _l("Members who present the network’s learning")),
        Indicator("shared_data", _l("Shared data: share of the common fields that are kept, in percent"), _harmonised, _l("fields of the network’s data set that are filled for at least half of the admitted families")),
    )),
    Outcome("involvement", _l("People with lived experience take part"), (
        Indicator("involved", _l("People with lived experience who take part in case management")),
        Indicator("trainings", _l("Trainings held with people with lived experience")),
        Indicator("initiatives", _l("Initiatives led by people with lived experience")),
    )),
)  # fmt: skip
_LATER = ("context", "relevance", "effectiveness", "impact", "agility", "lessons", "recommendations")
REFLECTIONS: Mapping[str, tuple[str, ...]] = {"six_months": ("relevance", "progress", "adaptations"), "mid_term": _LATER, "end": _LATER}
REFLECTION_WORDS = {
    "relevance": _l("Relevance of the plan"), "progress": _l("Progress"), "adaptations": _l("What has to be adapted"), "context": _l("The context now"),
    "effectiveness": _l("Effectiveness"), "impact": _l("Impact"), "agility": _l("Where we went another way, and why"), "lessons": _l("Lessons learned"), "recommendations": _l("Recommendations"),
}  # fmt: skip
BY_KEY = {one.key: one for outcome in OUTCOMES for one in outcome.indicators}
