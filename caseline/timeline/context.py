"""What templates of several features need from the timeline: dates as written, ages, choices of people and events."""

from datetime import date

from flask import Flask, g
from flask_babel import format_date, gettext as _

from caseline.chronology.sentences import stretches
from caseline.edtf import NotEdtf, parse, show
from caseline.i18n import language
from caseline.timeline import measures, words
from caseline.timeline.review import waiting_by_document
from caseline.timeline.why import why


def register(app: Flask) -> None:
    app.jinja_env.filters["day"] = lambda moment: show(format_date(moment, "yyyy-MM-dd"), language(), short=True) if moment else ""
    app.jinja_env.filters["proposals_waiting"] = waiting_proposals
    app.jinja_env.globals.update(
        shown_date=words.shown_date, type_name=words.type_name, role_name=words.role_name, source_kinds=words.SOURCE_KINDS,
        said_kind_options=said_kind_options, age_of=age_of, people_options=people_options, candidate_options=candidate_options,
        waiting_proposals=waiting_proposals, who=who, names_of=names_of, thread_options=thread_options, once=once, year_runs=stretches, silence_choices=measures.CHOICES, silence_months=measures.gap_months, year_options=lambda years: [(year, str(year)) for year in years], outcome_options=lambda: list(words.OUTCOMES.items()),
        outcome_name=lambda key: words.OUTCOMES.get(key, key or _("not known")), band_name=lambda key: words.BANDS.get(key, key),
        problem_name=lambda key: words.PROBLEMS.get(key, key), part_name=lambda key: words.PARTS.get(key, key), waited=words.waited,
        why=why, term_state=lambda key: words.TERM_STATES.get(key, key),
    )


def age_of(person, on: date | None = None) -> int | None:
    """Completed years of age, or None when the birth date does not settle it."""
    try:
        born = parse(person.born) if person.born else None
    except NotEdtf:
        return None
    if born is None or not born.earliest or not born.latest:
        return None
    on = on or date.today()
    youngest, eldest = _years(born.latest, on), _years(born.earliest, on)
    return youngest if youngest == eldest or born.precision == "year" else None


def people_options(family) -> list[tuple[int, str]]:
    return [(person.id, person.short_name) for person in family.persons]


def said_kind_options() -> list[tuple[str, str]]:
    return [(kind.value, words.SOURCE_KINDS[kind]) for kind in words.SAID_KINDS]


def candidate_options(candidates) -> list[tuple[int, str]]:
    return [(c.event.id, f"{words.shown_date(c.event.edtf, c.event.within) or _('no date')}{_(': ')}{c.event.said_in(language())}") for c in candidates]


def who(row, names: dict[int, str]) -> str:
    """Whom a row concerns, shortly: everybody is “all”."""
    if len(row.persons) == len(names) > 2:
        return _("all")
    return ", ".join(names[person] for person in row.persons if person in names)


def names_of(persons, names: dict[int, str]) -> str:
    return ", ".join(names[person] for person in persons if person in names)


def once(sources) -> list:
    """Each page of a paper, and each account, one time."""
    return list({(source.document_id, source.page, source.said_by): source for source in sources}.values())


def thread_options(threads) -> list[tuple[str, str]]:
    """Procedures to choose from, told apart by the year they began."""
    return [(one.id, f"{one.title} ({words.shown_date(one.steps[0].edtf)})") for one in threads]


def waiting_proposals(document_id: int) -> int:
    """How many proposals of a paper wait; counted once per request for the whole family."""
    if "waiting_proposals" not in g:
        g.waiting_proposals = waiting_by_document(g.family.id)
    return g.waiting_proposals.get(document_id, 0)


def _years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
