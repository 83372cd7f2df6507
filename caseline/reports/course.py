"""What was done and what it came to: contacts, outcomes, waiting times, and the network's indicators."""

from caseline.reports.cohort import OUTCOMES, RESOLVED, Cohort
from caseline.reports.table import Column, Row, Table, mean, middle, percent

CHANNELS = ("visit", "call", "message", "mail", "meeting", "accompaniment")


def interactions(cohort: Cohort) -> Table:
    """Contacts by channel: in all, mean, median and most for one family."""
    families = cohort.families
    rows = []
    for channel in (*CHANNELS, "all"):
        told = [sum(one.contacts.values()) if channel == "all" else one.contacts.get(channel, 0) for one in families]
        rows.append(Row(channel, (sum(told), mean(told, 2), middle(told), max(told, default=None))))
    columns = (Column("total"), Column("mean", "figure", ("total",)), Column("median", "figure", ("total",)), Column("most", "figure", ("total",)))
    return Table("interactions", cohort.basis, len(families), columns, tuple(rows), "total", row_sums=(CHANNELS,))


def outcomes(cohort: Cohort) -> Table:
    """The network's output table of 2020: resolution without forced removal, in its parts, and everything else."""
    n = len(cohort.families)
    counts = {outcome: sum(one.outcome == outcome for one in cohort.families) for outcome in OUTCOMES}
    counts["resolved"] = sum(counts[outcome] for outcome in RESOLVED)
    order = ("resolved", *OUTCOMES)
    rows = tuple(Row(key, (counts[key], percent(counts[key], n, 1))) for key in order)
    columns = (Column("count"), Column("share", "percent", ("count",)))
    return Table("outcomes", cohort.basis, n, columns, rows, "count", row_sums=(RESOLVED, ("resolved", *OUTCOMES[len(RESOLVED) :])))


def waits(cohort: Cohort) -> Table:
    """Months between the opening of a procedure and its end, or today while it runs, by kind of procedure."""
    told: dict[str, list[tuple[int, bool]]] = {}
    for record in cohort.families:
        for kind, months, ended in record.waits:
            told.setdefault(kind, []).append((months, ended))
    rows = []
    for kind, waited in sorted(told.items()):
        done = [months for months, ended in waited if ended]
        rows.append(Row(kind, (len(done), middle(done), max(done, default=None), len(waited) - len(done), middle([months for months, ended in waited if not ended]))))
    columns = (Column("ended"), Column("median_ended", "figure", ("ended",)), Column("longest_ended", "figure", ("ended",)), Column("running"), Column("median_running", "figure", ("running",)))
    return Table("waits", "procedures", sum(len(waited) for waited in told.values()), columns, tuple(rows), "median_ended", (("ended", "running"),))


def indicators(cohort: Cohort) -> Table:
    """The indicators of the network's questionnaires that are one figure each (impact, prompts and scores have tables)."""
    families, n = cohort.families, len(cohort.families)
    referred, admitted = len(cohort.records), len(cohort.admitted)
    counts = {outcome: sum(one.outcome == outcome for one in families) for outcome in OUTCOMES}
    resolved = sum(counts[outcome] for outcome in RESOLVED)
    supported = [one.support_months for one in families if one.support_months is not None]
    stays = [one.stay_months for one in families if one.stay_months is not None]
    legal = [one.legal_months for one in families if one.legal_months is not None]
    visits = sum(one.visits for one in families)
    person_days = sum(one.support_months * (len(one.adults) + len(one.children)) for one in families if one.support_months is not None) * 365.25 / 12
    shares = [
        ("pct_admitted", admitted, referred), ("pct_over_15_months", sum(one > 15 for one in supported), len(supported)),
        ("pct_engaged", counts["engaged"] + resolved, n), ("pct_resolved", resolved, n), ("pct_absconded_disengaged", counts["disengaged"], n),
        ("pct_forced_removal", counts["forcibly_removed"], n), ("pct_over_5y", sum(one > 60 for one in stays), n),
    ]  # fmt: skip
    rows = [Row("n_referred", (referred, referred, None)), Row("n_admitted", (admitted, referred, None)), Row("n_active", (sum(not one.closed for one in cohort.admitted), admitted, None))]
    rows += [Row("home_visits", (visits, n, mean([one.visits for one in families], 2)))]
    rows += [Row("months_support_mean", (len(supported), n, mean(supported))), Row("months_support_median", (len(supported), n, middle(supported)))]
    rows += [Row("years_in_country", (len(stays), n, _years(stays))), Row("years_legal_stay", (len(legal), n, _years(legal)))]
    rows += [Row(key, (count, of, percent(count, of, 1))) for key, count, of in shares]
    cost = round(cohort.budget / person_days, 2) if cohort.budget and person_days else None
    rows.append(Row("cost_per_day", (len(supported), n, cost)))
    columns = (Column("count", base="of"), Column("of"), Column("value", "figure", ("count", "of")))
    return Table("indicators", cohort.basis, n, columns, tuple(rows))


def _years(months: list[int]) -> float | None:
    found = mean(months, 6)
    return None if found is None else round(found / 12, 1)
