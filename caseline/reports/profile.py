"""Who the families are: members, ages, years in the country against years of legal stay, months of support."""

from collections.abc import Sequence

from caseline.reports.cohort import ADULT_BANDS, CHILD_BANDS, Cohort, Record
from caseline.reports.table import Column, Row, Table, bands, mean, middle, percent

YEARS = ("0-1", "2-4", "5-9", "10-14", "15+", "unknown")
# row → the row of which its share is told
PART_OF = {"children_over_18": "children", "women": "persons", "men": "persons", "sex_unknown": "persons"} | dict.fromkeys(("asylum", "detained", "vulnerable", "over_5_years", "over_10_years"), "families")
SUPPORT = ("1-3", "4-6", "7-9", "10-12", "13-15", "16-18", "19-21", "22-24", "25+")


def profile(cohort: Cohort) -> Table:
    """Counts among the admitted and among the analysed, side by side: the paper's figures are of both."""
    groups = (cohort.admitted, cohort.analysed)
    counts = [
        ("families", len), ("adults", lambda all_: sum(len(one.adults) for one in all_)), ("children", lambda all_: sum(len(one.children) for one in all_)),
        ("children_over_18", lambda all_: sum(one.children.count("18+") for one in all_)),
        ("persons", lambda all_: sum(len(one.adults) + len(one.children) for one in all_)), ("women", lambda all_: _sexes(all_, "F")), ("men", lambda all_: _sexes(all_, "M")), ("sex_unknown", lambda all_: _sexes(all_, "X", "")),
        ("asylum", lambda all_: sum(one.asylum is True for one in all_)), ("detained", lambda all_: sum(one.detained is True for one in all_)),
        ("vulnerable", lambda all_: sum(one.vulnerable is True for one in all_)),
        ("over_5_years", lambda all_: _longer(all_, 5)), ("over_10_years", lambda all_: _longer(all_, 10)),
    ]  # fmt: skip
    rows = []
    for key, count in counts:
        told = tuple(count(group) for group in groups)
        base = dict(counts)[PART_OF[key]] if key in PART_OF else None
        rows.append(Row(key, (*told, *(percent(one, base(group)) if base else None for one, group in zip(told, groups, strict=True)))))
    columns = (Column("admitted"), Column("analysed"), Column("admitted_share", "percent", ("admitted",)), Column("analysed_share", "percent", ("analysed",)))
    shares = ("asylum", "detained", "vulnerable", "over_5_years", "over_10_years")
    return Table("profile", "admitted", len(cohort.admitted), columns, tuple(rows), shares=shares, whole="families", row_sums=(("women", "men", "sex_unknown"),))


def ages(cohort: Cohort, who: str) -> Table:
    """Ages of adults or children in the paper's bands. `who` is adults or children."""
    known = ADULT_BANDS if who == "adults" else CHILD_BANDS
    told = [bands((band for record in group for band in getattr(record, who)), known) for group in (cohort.admitted, cohort.analysed)]
    rows = tuple(Row(band, (told[0][band], told[1][band])) for band in known)
    n = sum(told[0].values())
    return Table(f"ages_{who}", "persons", n, (Column("admitted"), Column("analysed")), rows, cohort.basis, row_sums=(known,))


def stay(cohort: Cohort) -> Table:
    """Families by years in the country, and by years of legal stay."""
    lived = bands((_years(one.stay_months) for one in cohort.families), YEARS)
    legal = bands((_years(one.legal_months) for one in cohort.families), YEARS)
    rows = tuple(Row(band, (lived[band], legal[band])) for band in YEARS)
    return Table("stay", cohort.basis, len(cohort.families), (Column("in_country"), Column("legal")), rows, "in_country", row_sums=(YEARS,), beside="legal")


def support(cohort: Cohort) -> Table:
    """Families by months of support, site by site: the base is who has a known length, never all admitted."""
    known = [one for one in cohort.families if one.support_months is not None]
    sites = sorted({one.site for one in known})
    told = [bands((_support(one) for one in known if one.site == site), SUPPORT) for site in sites]
    # Numbered, because a site is a name: it is shown, and never a key.
    columns = (*(Column(f"site:{site}") for site in sites), Column("all")) if len(sites) > 1 else (Column("all"),)
    rows = [Row(band, (*(site[band] for site in told), sum(site[band] for site in told))[-len(columns) :]) for band in SUPPORT]
    rows.append(Row("total", (*(sum(site.values()) for site in told), len(known))[-len(columns) :]))
    parts = tuple(column.key for column in columns[:-1])
    return Table("support", cohort.basis, len(known), columns, tuple(rows), "all", (parts,) if parts else (), (SUPPORT,))


def support_figures(cohort: Cohort) -> Table:
    """Mean and median months of support, and how many were supported for long."""
    months = [one.support_months for one in cohort.families if one.support_months is not None]
    n = len(months)
    rows = [Row("mean_months", (n, mean(months))), Row("median_months", (n, middle(months)))]
    for limit in (12, 15):
        rows.append(Row(f"over_{limit}_months", (sum(one > limit for one in months), percent(sum(one > limit for one in months), n))))
    return Table("support_figures", cohort.basis, n, (Column("count"), Column("figure", "figure", ("count",))), tuple(rows), shares=("over_12_months", "over_15_months"))


def _sexes(records: Sequence[Record], *sexes: str) -> int:
    return sum(sex in sexes for record in records for sex in record.sexes)


def _longer(records: Sequence[Record], years: int) -> int:
    return sum(one.stay_months is not None and one.stay_months > 12 * years for one in records)


def _years(months: int | None) -> str:
    if months is None:
        return "unknown"
    return next((band for band, last in (("0-1", 1), ("2-4", 4), ("5-9", 9), ("10-14", 14)) if months // 12 <= last), "15+")


def _support(record: Record) -> str:
    return SUPPORT[min(max(record.support_months - 1, 0) // 3, len(SUPPORT) - 1)]
