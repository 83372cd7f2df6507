"""What was done and what it came to: contacts, outcomes, waiting times, and the network's indicators."""

from caseline.reports.cohort import OUTCOMES, RESOLVED, Cohort
from caseline.reports.table import Column, Row, Table, mean, middle, percent, quartile

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


STEPS = ("decision", "notification", "judgment", "cassation")
DAYS_A_MONTH = 365.25 / 12


def steps(cohort: Cohort) -> Table:
    """Months waited for each kind of decision, by procedure and authority: quarters of the distribution, and what still runs."""
    told: dict[str, list[tuple[int, bool]]] = {}
    for record in cohort.families:
        for procedure, step, authority, days, ended in record.steps:
            told.setdefault(f"{procedure}.{step}.{authority}", []).append((days, ended))
    rows = []
    for key in sorted(told, key=lambda one: (one.split(".")[0], STEPS.index(one.split(".")[1]), one)):
        done, waiting = [days for days, ended in told[key] if ended], [days for days, ended in told[key] if not ended]
        rows.append(Row(key, (len(done), _months(quartile(done, 1)), _months(quartile(done, 2)), _months(quartile(done, 3)), len(waiting), _months(quartile(waiting, 2)))))
    columns = (
        Column("ended"), Column("quarter", "figure", ("ended",)), Column("median_ended", "figure", ("ended",)), Column("three_quarters", "figure", ("ended",)),
        Column("running"), Column("median_running", "figure", ("running",)),
    )  # fmt: skip
    return Table("steps", "decisions", sum(len(one) for one in told.values()), columns, tuple(rows), "median_ended", (("ended", "running"),))


def resolution(cohort: Cohort) -> Table:
    """Months from admission to the resolution, by its kind; those without one are told with the months they wait."""
    settled: dict[str, list[int]] = {key: [] for key in RESOLVED}
    for record in cohort.families:
        if record.resolved_months is not None and record.outcome in settled:
            settled[record.outcome].append(record.resolved_months)
    every = [months for theirs in settled.values() for months in theirs]
    waiting = [one.support_months for one in cohort.families if one.outcome == "engaged" and one.support_months is not None]
    rows = [Row(key, _spread(theirs)) for key, theirs in (("resolved", every), *settled.items(), ("engaged", waiting))]
    figures = tuple(Column(key, "figure", ("count",)) for key in ("mean", "median", "quarter", "three_quarters"))
    return Table("resolution", cohort.basis, len(cohort.families), (Column("count"), *figures), tuple(rows), "median", row_sums=(RESOLVED,))


def findings(cohort: Cohort) -> Table:
    """What the chronologies of the families show that does not fit: how many families have it, and how often."""
    n = len(cohort.families)
    kinds = sorted({kind for one in cohort.families for kind in one.findings})
    rows = []
    for kind in kinds:
        counts = [one.findings[kind] for one in cohort.families if one.findings.get(kind)]
        rows.append(Row(kind, (len(counts), percent(len(counts), n), sum(counts), middle(counts), max(counts))))
    columns = (Column("families"), Column("share", "percent", ("families",)), Column("total", "figure", ("families",)), Column("median", "figure", ("families",)), Column("most", "figure", ("families",)))
    return Table("findings", cohort.basis, n, columns, tuple(rows), "share", shares=tuple(kinds))


def _spread(months: list[int]) -> tuple:
    return len(months), mean(months), middle(months), quartile(months, 1), quartile(months, 3)


def _months(days: int | float | None) -> float | None:
    return None if days is None else round(days / DAYS_A_MONTH, 1)


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
