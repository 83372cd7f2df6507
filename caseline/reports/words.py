"""The words of tables: titles, what was counted and how, and names of rows and columns."""

from collections.abc import Mapping

from flask_babel import gettext as _, lazy_gettext as _l

from caseline.contacts.words import CHANNELS
from caseline.countries import load
from caseline.questionnaires.catalogue import released
from caseline.reports.cohort import RESOLVED
from caseline.reports.table import HIDDEN, Number, Table

_EMPTY_IS_NO_ANSWER = _l("Don’t know and no answer stay in the denominator; a question left empty counts as no answer; not relevant leaves it.")
_NOT_COUNTED = _l("Who is not known is not counted as yes.")
_PROMPT = _l("share = count / n, rounded half up")
_EVERY_ANSWER = _l("n: families with a client summary, less those for whom the question is not relevant.")
_EVERY_FAMILY = _l("All families of the table.")
_PEOPLE_OF_FAMILIES = _l("All members of the families, by age on the last day of the period.")

# key → (title, formula, denominator, treatment of missing answers)
TABLES = {
    "profile": (_l("Profile"), _l("counts of families and of members"), _l("Admitted families; beside them those with a client summary."), _NOT_COUNTED),
    "ages_adults": (_l("Age of adults"), _l("count in each band"), _PEOPLE_OF_FAMILIES, _l("An age that is unknown, or could fall in two bands, is unclear.")),
    "ages_children": (_l("Age of children"), _l("count in each band"), _PEOPLE_OF_FAMILIES, _l("An age that is unknown, or could fall in two bands, is unclear.")),
    "stay": (_l("Years in the country and of legal stay"), _l("whole years; legal stay is that of the member with the longest"), _EVERY_FAMILY, _l("Unknown is a row of its own.")),
    "support": (_l("Length of support"), _l("whole months from admission to closure, or to the last day of the period"), _l("Families whose length is known."), _l("Others are left out; n says how many remain.")),
    "support_figures": (_l("Length of support: figures"), _l("mean and median of whole months; share = count / n"), _l("Families whose length is known."), _l("Others are left out; n says how many remain.")),
    "interactions": (_l("Contacts"), _l("sum; sum / n; median; most for one family"), _l("All families of the table, those without contact too."), _l("A family without a written contact counts as none.")),
    "outcomes": (_l("Outcomes"), _l("share = count / n, one decimal; resolution leaves out forced removal"), _EVERY_FAMILY, _l("A fate that is not known counts under “other or not known”.")),
    "waits": (_l("Waiting times by procedure"), _l("whole months from the opening to the last step, or to the last day while it runs"), _l("Procedures of the families’ timelines."), _l("A procedure whose opening has no date is left out.")),
    "steps": (_l("Waiting times by authority"), _l("months between two days, one decimal: from the application to the decision, from the decision to its notification, from the appeal to the judgment; quartiles between two values"), _l("Decisions of the families’ timelines."), _l("A wait of which one day is not known is left out; what still runs is counted apart.")),
    "resolution": (_l("Time to resolution"), _l("whole months from admission to the resolution; for the engaged, to the last day"), _l("Families of the table with a resolution that has a date; the engaged apart."), _l("A resolution without a date, or before admission, is left out.")),
    "findings": (_l("What the timelines leave open"), _l("share = families with at least one / n; total; median and most among those families"), _EVERY_FAMILY, _l("A family without a timeline counts as having none; what was dismissed with a reason is not counted.")),
    "impact": (_l("What case management changed"), _l("positive = (some + huge) / n, rounded half up; limited is not positive"), _EVERY_ANSWER, _EMPTY_IS_NO_ANSWER),
    "prompts1": (_l("Informed decisions: prompts"), _PROMPT, _EVERY_ANSWER, _EMPTY_IS_NO_ANSWER),
    "prompts2": (_l("Timely and fair resolution: prompts"), _PROMPT, _EVERY_ANSWER, _EMPTY_IS_NO_ANSWER),
    "prompts3": (_l("Coping and well-being: prompts"), _PROMPT, _EVERY_ANSWER, _EMPTY_IS_NO_ANSWER),
    "baseline": (_l("Baseline: change of scores"), _l("latest score less first, turned so that above zero is better"), _l("Persons, or families as a whole, with two baselines in which this item has a score."), _l("Who has one score, or none, is left out.")),
    "indicators": (_l("Indicators of the network"), _l("count of; value = count / of in percent, one decimal, or as the row says"), _l("The column “of”."), _l("Not known is left out of “of” for lengths and stays, and stays in it elsewhere.")),
    "harmonisation": (_l("What the pilots record"), _l("percentage of admitted families for which it is known"), _EVERY_FAMILY, _l("0 means that the pilot lacks it.")),
}  # fmt: skip
PARTS = {"profile": ("children_over_18",), "outcomes": RESOLVED}  # rows that are part of the row above
POPULATIONS = {
    "admitted": _l("admitted families"), "analysed": _l("families with a client summary"), "persons": _l("persons"), "procedures": _l("procedures"), "decisions": _l("decisions"),
}  # fmt: skip
NAMES = {
    "admitted": _l("Admitted"), "analysed": _l("Analysed"), "all": _l("All"), "total": _l("Total"), "count": _l("Count"), "of": _l("Of"), "value": _l("Value"), "share": _l("Share"),
    "figure": _l("Figure"), "n": "n", "positive": _l("Positive"), "persons": _l("Persons"), "first": _l("First"), "last": _l("Latest"), "change": _l("Change"),
    "mean": _l("Mean"), "median": _l("Median"), "most": _l("Most"), "in_country": _l("In the country"), "legal": _l("Legal stay"),
    "ended": _l("Ended"), "median_ended": _l("Median months"), "longest_ended": _l("Longest"), "running": _l("Running"), "median_running": _l("Median so far"),
    "negative": _l("Negative"), "no": _l("No"), "limited": _l("Limited"), "some": _l("Some"), "huge": _l("Huge"), "yes": _l("Yes"),
    "dont_know": _l("Don’t know"), "no_answer": _l("No answer"), "not_relevant": _l("Not relevant"),
        "quarter": _l("A quarter within"), "three_quarters": _l("Three quarters within"),
    "families": _l("Families"), "adults": _l("Adults"), "children": _l("Children"), "children_over_18": _l("of them now 18 or older"), "women": _l("Women and girls"),
    "men": _l("Men and boys"), "sex_unknown": _l("Sex other or not known"), "asylum": _l("Families that asked for asylum"), "detained": _l("Families that were detained"),
    "vulnerable": _l("Families with a vulnerability written down"), "over_5_years": _l("Families more than 5 years here"), "over_10_years": _l("Families more than 10 years here"),
    "unclear": _l("unclear"), "unknown": _l("unknown"), "mean_months": _l("Mean months"), "median_months": _l("Median months"), "over_12_months": _l("More than 12 months"), "over_15_months": _l("More than 15 months"),
    "resolved": _l("Case resolution, without forced removal"), "refugee_status": _l("refugee status"), "subsidiary_protection": _l("subsidiary protection"), "other_residence": _l("another right to stay"),
    "voluntary_return": _l("voluntary return"), "forcibly_removed": _l("Forcibly removed"), "disengaged": _l("Disengaged or absconded"), "engaged": _l("Engaged, not resolved"), "other": _l("Other or not known"),
    "resolution": _l("Date of the resolution"), "steps": _l("Steps of the procedures"), "sexes": _l("Sex"), "contacts": _l("Contacts"), "status": _l("Where they stand now"), "summary": _l("Client summary"), "baseline": _l("Two baselines"), "waits": _l("Procedures with dates"),
    "n_referred": _l("Families referred"), "n_admitted": _l("Families admitted"), "n_active": _l("Families still accompanied"), "home_visits": _l("Home visits (value: mean for a family)"),
    "months_support_mean": _l("Months of support, mean"), "months_support_median": _l("Months of support, median"), "years_in_country": _l("Years in the country, mean"), "years_legal_stay": _l("Years of legal stay, mean"),
    "pct_admitted": _l("Admission rate"), "pct_over_15_months": _l("Supported more than 15 months"), "pct_engaged": _l("Engaged or resolved"), "pct_resolved": _l("Resolved, without forced removal"),
    "pct_absconded_disengaged": _l("Disengaged or absconded"), "pct_forced_removal": _l("Forcibly removed"), "pct_over_5y": _l("More than 5 years in the country"), "cost_per_day": _l("Cost of a person’s day"),
}  # fmt: skip
# indicator → how it is counted, and on what
INDICATORS = {
    "n_referred": _l("referrals received in the period"), "n_admitted": _l("admitted families; of: referrals"), "n_active": _l("admitted families that are not closed on the last day; of: admitted families"),
    "home_visits": _l("all home visits; value: visits / families of the table"), "months_support_mean": _l("mean of the months from admission to closure, or to the last day; of: families of the table"),
    "months_support_median": _l("median of the same months; of: families of the table"), "years_in_country": _l("mean of the years since arrival, where it is known; of: families of the table"),
    "years_legal_stay": _l("mean of the years with a right to stay, of the member with the longest; of: families of the table"), "pct_admitted": _l("admitted families / referrals"),
    "pct_over_15_months": _l("families with more than 15 months / families whose length of support is known"), "pct_engaged": _l("(engaged + resolved without forced removal) / families of the table"),
    "pct_resolved": _l("resolved without forced removal / families of the table"), "pct_absconded_disengaged": _l("disengaged or absconded / families of the table"), "pct_forced_removal": _l("forcibly removed / families of the table"),
    "pct_over_5y": _l("families with more than 60 months here / families whose stay is known"), "cost_per_day": _l("money spent / days of all members while they were accompanied"),
}  # fmt: skip
STEPS = {"decision": _l("decision"), "notification": _l("notification"), "judgment": _l("judgment"), "cassation": _l("judgment on cassation")}
AUTHORITIES = {
    "io": _l("Immigration Office"), "cgrs": _l("CGRS"), "call": _l("CALL"), "council_of_state": _l("Council of State"), "court": _l("courts"), "other": _l("another authority"),
}  # fmt: skip
FINDINGS = {
    "contradiction": _l("dates or facts that contradict each other"), "possible_duplicate": _l("perhaps the same event twice"), "written_before": _l("written down before it happened"),
    "unnotified": _l("a decision without a notification"), "procedure_without_outcome": _l("a procedure without an outcome"), "term_running": _l("a term that runs"),
    "no_lawyer_now": _l("no lawyer now"), "lawyer_without_mandate": _l("a lawyer without a mandate"), "gap": _l("long silences"), "presence_not_shown": _l("years without a proof of presence"),
    "silent_since": _l("nothing for a long time"), "paper_expired": _l("an identity or residence paper that has expired"), "paper_expires": _l("an identity or residence paper that soon expires"),
    "birth_without_certificate": _l("a birth without a certificate"), "school_not_shown": _l("school years not shown"), "evidence_aged": _l("evidence that is too old"), "evidence_ageing": _l("evidence that is getting old"),
}  # fmt: skip


def title(table: Table) -> str:
    return str(TABLES[table.key][0])


def below(table: Table) -> list[str]:
    """The lines under a table: n, formula, denominator, missing answers."""
    _title, formula, denominator, missing = TABLES[table.key]
    population = POPULATIONS[table.population]
    each = [f"{name(table, row.key, '')}: {INDICATORS[row.key]}" for row in table.rows if row.key in INDICATORS] if table.key == "indicators" else []
    return [
        f"n = {table.n} ({population})",
        _("How it is counted: %(formula)s.", formula=formula),
        _("Counted on: %(denominator)s", denominator=denominator),
        _("Missing answers: %(missing)s", missing=missing),
        *each,
    ]


def name(table: Table, key: str, lang: str) -> str:
    """The words of a row or column. A pilot's own name (“site:…”) stands for itself."""
    if key.startswith("site:"):
        percent = any(column.key == key and column.kind == "percent" for column in table.columns)
        return key.removeprefix("site:") + (" (%)" if percent else "")
    if table.key == "waits" and key in (procedures := _procedures()):
        return procedures[key].get(lang) or procedures[key]["en"]
    if table.key == "interactions" and key in CHANNELS:
        return str(CHANNELS[key])
    if question := _questions().get(key):
        return question.words(lang)
    if table.key == "steps" and key.count(".") == 2:
        return _step(key, lang)
    words = str((FINDINGS if table.key == "findings" else NAMES).get(key) or NAMES.get(key.removesuffix("_share"), key))
    return f"{words} (%)" if key.endswith("share") or key == "positive" else words


def _step(key: str, lang: str) -> str:
    """“Asylum: judgment, CALL” of “asylum.judgment.call”."""
    procedure, step, authority = key.split(".")
    words = _procedures().get(procedure, {})
    return f"{words.get(lang) or words.get('en') or procedure}: {STEPS[step]}, {AUTHORITIES.get(authority, AUTHORITIES['other'])}"


def shown(value: Number, decimal: str = ".") -> str:
    """A figure as text: nothing for not known, “<5” where it is hidden."""
    if value == HIDDEN:
        return "<5*"
    return "" if value is None else str(value).replace(".", decimal) if isinstance(value, float) else str(value)


def _questions() -> Mapping:
    return {key: question for one in released().values() if one.key in ("client_summary", "baseline") for key, question in one.questions().items()}


def _procedures() -> Mapping[str, Mapping[str, str]]:
    return {one["key"]: one["label"] for one in load("be").table("chronology")["procedures"]}
