"""The first text of a case study, chapter by chapter, from the timeline, the contacts and the plan: years, never days; roles, never names."""

from collections import Counter
from datetime import date

from flask_babel import gettext as _, ngettext
from sqlalchemy import func, select

from caseline.assessments.models import Assessment
from caseline.assessments.voice import vulnerabilities
from caseline.assessments.words import VULNERABILITIES
from caseline.chronology import Chronology
from caseline.contacts.models import Contact
from caseline.contacts.words import CHANNELS
from caseline.db import db
from caseline.families.models import Family, Person
from caseline.i18n import language
from caseline.intake.models import Referral
from caseline.intake.words import CRITERIA, ROUTES
from caseline.plans.models import Plan
from caseline.plans.planning import current_plans
from caseline.plans.words import ENGAGEMENT, GOAL_STATES, OPTION_STATES, OPTIONS
from caseline.questionnaires.catalogue import released
from caseline.questionnaires.known import Known, tells
from caseline.questionnaires.models import Sheet
from caseline.questionnaires.studies.pseudonyms import Known as Name, known_of, replaced
from caseline.stages.models import Closure, Resolution, StagePeriod
from caseline.stages.words import CLOSURE_REASONS, RESOLUTIONS
from caseline.timeline.reasoning import reason

OUTCOMES = {  # of procedures, in words that begin no sentence
    "granted": lambda: _("granted"), "refused": lambda: _("refused"), "inadmissible": lambda: _("declared inadmissible"), "decided": lambda: _("decided"),
    "rejected": lambda: _("rejected on appeal"), "annulled": lambda: _("annulled on appeal"), "withdrawn": lambda: _("withdrawn"), "suspended": lambda: _("suspended"),
}  # fmt: skip


@tells("case_study")
def chapters(family: Family, _person: Person | None, today: date) -> dict[str, Known]:
    """Chapter → a first text, with its source, for the family in scope."""
    known = known_of(family)
    told = reason(family, today=today)
    texts = {
        "c_profile": (_profile(family, told, today), "timeline"),
        "c_screening": (_screening(family, known), "assessment"),
        "c_planning": (_planning(known), "plan"),
        "c_interventions": (_interventions(known, today), "contacts"),
        "c_review": (_review(known), "plan"),
        "c_closure": (_closure(known), "course"),
    }
    return {key: Known("\n".join(filter(None, lines)), source) for key, (lines, source) in texts.items() if any(lines)}


def _profile(family: Family, told: Chronology, today: date) -> list[str]:
    children = [one for one in family.persons if one.is_child]
    adults = len(family.persons) - len(children)
    ages = sorted((age for one in children if (age := _age(one.born, today)) is not None), reverse=True)
    lines = [_("The family: %(adults)s and %(children)s.", adults=ngettext("%(num)d adult", "%(num)d adults", adults), children=ngettext("%(num)d child", "%(num)d children", len(children)))]
    if ages:
        lines.append(_("At the time of writing the children are between %(youngest)s and %(eldest)s years old.", youngest=ages[-1], eldest=ages[0]) if len(ages) > 1 else _("The child is %(age)s years old.", age=ages[0]))
    arrivals = [row for row in told.rows if row.type in ("arrival_belgium", "asylum_application") and row.edtf and row.id > 0]
    if arrivals:
        first = date.fromordinal(max(min(row.begin.start for row in arrivals), 1))
        lines.append(_("They have been in the country since %(year)s, about %(years)s years.", year=first.year, years=max(today.year - first.year, 0)))
    lines += [_procedure(one) for one in told.procedures if one.steps and one.opened.start > 1]
    held = sum(row.type in ("detention", "return_house") for row in told.rows if row.id > 0)
    if held:
        lines.append(ngettext("They were detained once.", "They were detained %(num)d times.", held))
    reasons = sorted({str(VULNERABILITIES[one.what]) for one in vulnerabilities(ended=False) if one.what in VULNERABILITIES and one.what != "child"})
    if reasons:
        lines.append(_("What makes them vulnerable: %(reasons)s.", reasons=", ".join(reasons)))
    return lines


def _procedure(one) -> str:
    opened = date.fromordinal(max(one.opened.start, 1)).year
    if one.open:
        return _("%(procedure)s: begun in %(year)s, still running.", procedure=one.label, year=opened)
    closed = date.fromordinal(max(one.closed.start, 1)).year
    outcome = OUTCOMES.get(one.outcome, lambda: _("ended"))()
    return _("%(procedure)s: begun in %(year)s, %(outcome)s in %(end)s.", procedure=one.label, year=opened, outcome=outcome, end=closed)


def _screening(family: Family, known: list[Name]) -> list[str]:
    lines = []
    referral = db.session.scalar(select(Referral).where(Referral.family_id == family.id, Referral.deleted_at.is_(None)).order_by(Referral.id.desc()).limit(1))
    if referral:
        lines.append(_("The family came through: %(route)s.", route=ROUTES.get(referral.route, ROUTES[""])))
        met = [str(CRITERIA[key]) for key, answer in referral.answers.items() if key in CRITERIA and isinstance(answer, dict) and answer.get("answer") == "yes"]
        if met:
            lines += [_("Criteria that were met:"), *(f"– {one}" for one in met)]
    first = db.session.scalar(select(Assessment).where(Assessment.is_draft.is_(False), Assessment.deleted_at.is_(None)).order_by(Assessment.on, Assessment.id).limit(1))
    if first:
        for sentence, told in ((_("Needs at the start: %(told)s."), first.needs), (_("Strengths: %(told)s."), first.strengths), (_("What stood in the way: %(told)s."), first.barriers)):
            if told:
                lines.append(sentence.replace("%(told)s", replaced("; ".join(map(str, told)), known)))
    return lines


def _planning(known: list[Name]) -> list[str]:
    lines = []
    for plan in current_plans():
        options = [f"{OPTIONS[one['option']]} ({OPTION_STATES.get(one.get('status', ''), OPTION_STATES['discussed'])})" for one in plan.options if one.get("option") in OPTIONS]
        if options:
            lines += [_("Options looked at together:"), *(f"– {one}" for one in options)]
        lines += [_("Goal: %(goal)s (%(state)s).", goal=replaced(goal.goal, known), state=GOAL_STATES.get(goal.status, goal.status)) for goal in plan.goals]
    return lines


def _interventions(known: list[Name], today: date) -> list[str]:
    counted = select(Contact.channel, func.count(Contact.id)).where(Contact.deleted_at.is_(None), Contact.at <= today.isoformat()).group_by(Contact.channel)
    contacts = Counter(dict(db.session.execute(counted).all()))
    begun = db.session.scalar(select(func.min(StagePeriod.start)).where(StagePeriod.stage != "screening"))
    lines = []
    if contacts:
        lines.append(_("Contacts: %(contacts)s.", contacts=", ".join(f"{CHANNELS.get(channel, channel)} {count}" for channel, count in contacts.most_common())))
    if begun and begun[:4].isdecimal():
        lines.append(_("The case manager has accompanied the family since %(year)s.", year=begun[:4]))
    done = [action.what for plan in current_plans() for goal in plan.goals for action in goal.actions if not action.is_open]
    lines += [f"– {replaced(what, known)}" for what in done]
    return lines


def _review(known: list[Name]) -> list[str]:
    reviews = sorted((one for plan in db.session.scalars(select(Plan)) for one in plan.reviews), key=lambda one: one.held_on)
    lines = [": ".join(filter(None, (one.held_on[:4], str(ENGAGEMENT.get(one.engagement, "")), replaced(one.changes, known)))) for one in reviews]
    return [*lines, *_scores()]


def _scores() -> list[str]:
    """What moved between the first and the latest baseline, in words of the instrument."""
    sheets = list(db.session.scalars(select(Sheet).where(Sheet.instrument.like("baseline.v%"), Sheet.person_id.is_(None)).order_by(Sheet.held_on, Sheet.id)))
    if len(sheets) < 2:
        return []
    first, last = sheets[0].by_key(), sheets[-1].by_key()
    questions = released()["baseline.v2"].questions()
    moved = [
        f"{question.words(language())} {first[key].value} → {last[key].value}"
        for key, question in questions.items()
        if key in first and key in last and isinstance(first[key].value, int) and isinstance(last[key].value, int) and first[key].value != last[key].value
    ]
    return [_("Scores that moved, from the first to the latest:"), *(f"– {one}" for one in moved)] if moved else []


def _closure(known: list[Name]) -> list[str]:
    lines = []
    for one in db.session.scalars(select(Resolution).where(Resolution.deleted_at.is_(None), Resolution.kind != "none").order_by(Resolution.on)):
        lines.append(_("The question of stay was settled in %(year)s: %(kind)s.", year=one.on[:4], kind=RESOLUTIONS.get(one.kind, one.kind)))
    closure = db.session.scalar(select(Closure).where(Closure.reopened_on == "").order_by(Closure.id.desc()).limit(1))
    if closure:
        lines.append(_("Case management ended in %(year)s: %(reason)s.", year=closure.on[:4], reason=CLOSURE_REASONS.get(closure.reason, closure.reason)))
        lines += [replaced(said, known) for said in (closure.outcome, closure.helped, closure.undermined) if said]
    return lines or [_("Case management goes on; the question of stay is not settled.")]


def _age(born: str, today: date) -> int | None:
    return today.year - int(born[:4]) - (today.strftime("%m-%d") < born[5:10] if len(born) >= 10 else 0) if born[:4].isdecimal() else None


