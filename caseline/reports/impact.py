"""What case management changed: the six impact questions, the prompts, and the baseline's fourteen scores.

Formulas of the network's paper of 2023: positive = (some + huge) / n; a prompt's share = count / n. Who does not know,
and who gave no answer, stays in n; a question that has no meaning for a family leaves n.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from caseline.reports.cohort import Cohort, Record, answered
from caseline.reports.table import Column, Row, Table, percent, rounded

SCALE = ("negative", "no", "limited", "some", "huge")
SILENCES = ("dont_know", "no_answer")
IMPACT = ("cm1_engage", "cm2_risk", "cm3_trust", "c1_1", "c2_1", "c3_1")
PROMPTS = {
    "prompts1": ("c1_3", "c1_4", "c1_5", "c1_6", "c1_7"),
    "prompts2": ("c2_3", "c2_4", "c2_5", "c2_6", "c2_7"),
    "prompts3": ("c3_3", "c3_4", "c3_5", "c3_6", "c3_7", "c3_8", "c3_9"),
}
SCORES_WORSE_WHEN_HIGHER = frozenset({"a01_risk_leaving", "a09_vulnerability", "a14_detention_risk"})


def impact(cohort: Cohort) -> Table:
    """The six questions by answer, with the share of positive ones."""
    parts = (*SCALE, *SILENCES)
    columns = (*map(Column, parts), Column("not_relevant"), Column("n"), Column("positive", "percent", ("some", "huge", "n")))
    rows = []
    for key in IMPACT:
        counts, n = _counts(cohort.analysed, key)
        positive = percent(counts.get("some", 0) + counts.get("huge", 0), n)
        rows.append(Row(key, (*(counts.get(part, 0) for part in parts), counts.get("not_relevant", 0), n, positive)))
    return Table("impact", "analysed", len(cohort.analysed), columns, tuple(rows), "positive", ((*parts, "not_relevant"), parts))


def prompts(cohort: Cohort, key: str) -> Table:
    """One cluster's prompts: yes, no, don't know, no answer, each with its share of n."""
    parts = ("yes", "no", *SILENCES)
    shares = tuple(Column(f"{part}_share", "percent", (part, "n")) for part in parts)
    columns = (*map(Column, parts), Column("not_relevant"), Column("n"), *shares)
    rows = []
    for question in PROMPTS[key]:
        counts, n = _counts(cohort.analysed, question)
        told = tuple(counts.get(part, 0) for part in parts)
        rows.append(Row(question, (*told, counts.get("not_relevant", 0), n, *(percent(count, n) for count in told))))
    return Table(key, "analysed", len(cohort.analysed), columns, tuple(rows), "yes_share", ((*parts, "not_relevant"), parts))


def baseline(cohort: Cohort) -> Table:
    """First and latest score of each item, and the change: above zero is better, whichever way the item runs."""
    pairs = _pairs(cohort.families)
    columns = (Column("persons"), Column("first", "figure", ("persons",)), Column("last", "figure", ("persons",)), Column("change", "figure", ("persons",)))
    rows = []
    for key, scores in sorted(pairs.items()):
        n = len(scores)
        first, last = Fraction(sum(one for one, _ in scores), n), Fraction(sum(other for _, other in scores), n)
        better = first - last if key in SCORES_WORSE_WHEN_HIGHER else last - first
        rows.append(Row(key, (n, rounded(first, 1), rounded(last, 1), rounded(better, 1))))
    return Table("baseline", "persons", max((len(scores) for scores in pairs.values()), default=0), columns, tuple(rows), "change")


def _counts(records: Sequence[Record], key: str) -> tuple[dict[str, int], int]:
    counts = answered(records, key)
    return counts, len(records) - counts.get("not_relevant", 0)


def _pairs(records: Sequence[Record]) -> Mapping[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for record in records:
        for key, first, last in record.baseline:
            found.setdefault(key, []).append((first, last))
    return found
